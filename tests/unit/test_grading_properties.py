"""What holds for every question of every kind, whatever the question and the answer."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import KINDS, BadAnswer, grade
from mooc.grading.choice import ChoiceSpec, Offered
from mooc.grading.choice import public as choice_public
from mooc.grading.kind import option_id, shuffled
from mooc.grading.kinds.numeric.kind import NumericSpec, Rule
from mooc.grading.kinds.numeric.number import (
    LIMIT,
    NotANumber,
    format_number,
    parse_number,
    strip_unit,
)
from mooc.grading.kinds.numeric.rule import Range, parse_range, range_words
from mooc.grading.kinds.short_text.kind import Expected, ShortTextSpec
from mooc.grading.kinds.short_text.text import matches, normalise
from mooc.grading.placing import Placed, PlacingSpec
from mooc.grading.placing import public as placing_public

TEXTS = st.lists(
    st.text("abcdefgh éà", min_size=1, max_size=8), min_size=2, max_size=6, unique=True
)
NUMBERS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False, allow_infinity=False)


@st.composite
def choices(draw: st.DrawFn, single: bool) -> ChoiceSpec:
    texts = draw(TEXTS)
    if single:
        right = {draw(st.sampled_from(texts))}
    else:
        right = set(draw(st.lists(st.sampled_from(texts), min_size=1, unique=True)))
    options = [
        Offered(option_id("q", text), text, text in right, f"<p>{text}</p>") for text in texts
    ]
    return ChoiceSpec("", "?", tuple(options))


@st.composite
def orderings(draw: st.DrawFn) -> PlacingSpec:
    texts = draw(TEXTS)
    placed = {
        option_id("q", text): Placed(option_id("q", text), text, str(n), f"<p>{text}</p>")
        for n, text in enumerate(texts, 1)
    }
    items = tuple(placed[name] for name in shuffled("q", tuple(placed)))
    return PlacingSpec("", "?", items, tuple((str(n), str(n)) for n in range(1, len(items) + 1)))


@st.composite
def matchings(draw: st.DrawFn) -> PlacingSpec:
    lefts, rights = draw(TEXTS), draw(TEXTS)
    values = [option_id("q", f"=> {text}") for text in rights]
    items = tuple(
        Placed(option_id("q", text), text, draw(st.sampled_from(values)), f"<p>{text}</p>")
        for text in lefts
    )
    return PlacingSpec("", "?", items, tuple(zip(values, rights, strict=True)))


@st.composite
def numerics(draw: st.DrawFn) -> NumericSpec:
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    right = Rule(Range(low, high), True, "<p>r</p>", None)
    other = Rule(None, False, "<p>o</p>", "tag")
    return NumericSpec("", "?", draw(st.sampled_from(["", "%", "€", "kg"])), (right, other))


@st.composite
def short_texts(draw: st.DrawFn) -> ShortTextSpec:
    model = draw(st.text("abcdefgh", min_size=4, max_size=8))
    right = Expected((normalise(model),), True, "<p>r</p>", None)
    return ShortTextSpec("", "?", model, (right, Expected((), False, "<p>o</p>", None)))


SPECS = {
    "single_choice": choices(single=True),
    "multiple_choice": choices(single=False),
    "ordering": orderings(),
    "matching": matchings(),
    "numeric": numerics(),
    "short_text": short_texts(),
}
ANSWERS = st.dictionaries(
    st.one_of(st.just("answer"), st.text(max_size=12)),
    st.one_of(
        st.text(max_size=20),
        st.lists(st.text(max_size=20), max_size=4),
        st.none(),
        st.integers(),
        st.floats(),
        st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    ),
    max_size=5,
)


@pytest.mark.parametrize("kind", SPECS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_solution_earns_everything(kind: str, data: st.DataObject) -> None:
    spec = data.draw(SPECS[kind])
    verdict = grade(kind, spec, KINDS[kind].solution(spec))
    assert verdict.score == 1 and verdict.passed
    assert all(remark.correct for remark in verdict.feedback)
    assert verdict.misconceptions == ()


@pytest.mark.parametrize("kind", SPECS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_input_is_graded_or_explained(kind: str, data: st.DataObject) -> None:
    spec, raw = data.draw(SPECS[kind]), data.draw(ANSWERS)
    try:
        verdict = grade(kind, spec, raw)
    except BadAnswer as error:
        assert error.message and error.field
    else:
        assert 0 <= verdict.score <= 1
        assert verdict.trust == "server"
        json.dumps(dict(verdict.details))


@settings(max_examples=100, deadline=None)
@given(choices(single=True))
def test_single_choice_only_the_right_option_passes(spec: ChoiceSpec) -> None:
    for option in spec.options:
        verdict = grade("single_choice", spec, {"answer": [option.id]})
        assert (verdict.score == 1) == option.correct
        assert verdict.feedback[0].target == option.id


@settings(max_examples=100, deadline=None)
@given(choices(single=False), st.data())
def test_multiple_choice_only_the_exact_set_passes(spec: ChoiceSpec, data: st.DataObject) -> None:
    ids = [option.id for option in spec.options]
    ticked = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    verdict = grade("multiple_choice", spec, {"answer": ticked})
    right = {option.id for option in spec.options if option.correct}
    assert (verdict.score == 1) == (set(ticked) == right)
    again = grade("multiple_choice", spec, {"answer": ticked[::-1]})
    assert again == verdict


@settings(max_examples=30, deadline=None)
@given(orderings())
def test_ordering_only_the_right_permutation_passes(spec: PlacingSpec) -> None:
    ids = [item.id for item in spec.items][:4]
    kept = tuple(item for item in spec.items if item.id in ids)
    order = {item.id: str(n) for n, item in enumerate(sorted(kept, key=lambda i: i.expected), 1)}
    items = tuple(Placed(i.id, i.label, order[i.id], i.feedback) for i in kept)
    small = PlacingSpec("", "?", items, tuple((str(n), str(n)) for n in range(1, len(items) + 1)))
    for places in permutations(range(1, len(items) + 1)):
        given_places = {item.id: str(n) for item, n in zip(items, places, strict=True)}
        raw = {f"answer-{name}": [place] for name, place in given_places.items()}
        assert (grade("ordering", small, raw).score == 1) == (given_places == order)


@settings(max_examples=100, deadline=None)
@given(matchings(), st.data())
def test_matching_any_wrong_pair_loses_marks(spec: PlacingSpec, data: st.DataObject) -> None:
    values = [value for value, _text in spec.targets]
    chosen = {item.id: data.draw(st.sampled_from(values)) for item in spec.items}
    verdict = grade("matching", spec, {f"answer-{k}": [v] for k, v in chosen.items()})
    right = sum(chosen[item.id] == item.expected for item in spec.items)
    assert verdict.score == pytest.approx(right / len(spec.items))


@settings(max_examples=100, deadline=None)
@given(numerics(), NUMBERS)
def test_numeric_passes_in_the_range_only(spec: NumericSpec, value: Decimal) -> None:
    found = spec.rules[0].range
    assert found is not None
    for text in (format_number(value), f"{value}", f"{value} {spec.unit}"):
        verdict = grade("numeric", spec, {"answer": [text]})
        assert (verdict.score == 1) == (found.low <= value <= found.high)


@given(st.decimals(-(10**14), 10**14, places=6, allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_written(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(str(value).replace(".", ",")) == value


@pytest.mark.parametrize("text", ["1", "1 erreur", "1 Erreurs", "1\u202ferreurs", "1erreur"])
def test_the_unit_may_be_written(text: str) -> None:
    assert strip_unit(text, "erreurs") == "1"
    assert strip_unit("12 %", "%") == "12"
    assert strip_unit("12 kg", "%") == "12kg"


@given(NUMBERS, NUMBERS)
def test_a_range_reads_back(one: Decimal, two: Decimal) -> None:
    low, high = sorted([one, two])
    assert parse_range(f"{low} .. {high}") == Range(low, high)
    assert parse_range(f"..{high}") == Range(-LIMIT, high)
    assert parse_range(f"{low} ± {abs(two)}") == Range(low - abs(two), low + abs(two))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("15 ± 0,5", "15\u202f%, à 0,5 près"),
        ("1200", "1\u202f200\u202f%"),
        ("20..30", "entre 20 et 30\u202f%"),
        ("..5", "5\u202f% ou moins"),
        ("5..", "5\u202f% ou plus"),
    ],
)
def test_a_range_in_words(text: str, words: str) -> None:
    assert range_words(text, "%") == words


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e9", "1.2.3", "1,2,3", "0x10", "٣", "1_0",
                                  "", " ", "-", ",", "9" * 41, "1" * 16, "½"])  # fmt: skip
def test_not_a_number(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_number(text)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text("abc*", max_size=10), st.text("abc", max_size=12))
def test_stars_match_as_a_shell_would(pattern: str, text: str) -> None:
    from fnmatch import fnmatchcase

    assert matches(pattern, text) == fnmatchcase(text, pattern)


@pytest.mark.parametrize(
    ("one", "two"),
    [("Les Données", "donnee"), ("L’œuvre", "oeuvre"), ("DES BIAIS", "biais"), ("a-b", "A b")],
)
def test_texts_that_are_the_same_answer(one: str, two: str) -> None:
    assert normalise(one) == normalise(two)


# What a browser sees before an answer does not depend on what is right.


@settings(max_examples=100, deadline=None)
@given(choices(single=False), st.data())
def test_public_choices_do_not_tell(spec: ChoiceSpec, data: st.DataObject) -> None:
    flips = [
        Offered(o.id, o.label, data.draw(st.booleans()), data.draw(st.text()), "tag")
        for o in spec.options
    ]
    other = ChoiceSpec(spec.context, spec.legend, tuple(flips))
    assert choice_public(spec) == choice_public(other)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_shuffled_order_does_not_tell(texts: list[str], random: Any) -> None:
    ids = [option_id("q", text) for text in texts]
    other = ids[:]
    random.shuffle(other)
    assert shuffled("q", tuple(ids)) == shuffled("q", tuple(other))


@settings(max_examples=100, deadline=None)
@given(st.one_of(orderings(), matchings()), st.data())
def test_public_placing_does_not_tell(spec: PlacingSpec, data: st.DataObject) -> None:
    values = [value for value, _text in spec.targets]
    items = tuple(
        Placed(i.id, i.label, data.draw(st.sampled_from(values)), data.draw(st.text()), "tag")
        for i in spec.items
    )
    other = PlacingSpec(spec.context, spec.legend, items, spec.targets)
    assert placing_public(spec) == placing_public(other)


@pytest.mark.parametrize("kind", ["numeric", "short_text"])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_public_fields_do_not_tell(kind: str, data: st.DataObject) -> None:
    seen = {str(KINDS[kind].public(data.draw(SPECS[kind]))) for _ in range(2)}
    if kind == "numeric":
        seen = {text[: text.index("unit")] for text in seen}
    assert len(seen) == 1
