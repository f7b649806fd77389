"""The shared kind « cases »: draws, counts, refusals, and what ``mooc check`` says of its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer, Verdict
from mooc.grading.lab import Option, Question
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.labs.cases import draw, fields
from mooc.grading.labs.cases.kind import KIND
from mooc.grading.labs.cases.model import (
    SIZE,
    Ask,
    Case,
    CaseClass,
    Goal,
    Sorting,
    Strategy,
    field_of,
)
from mooc.grading.labs.cases.plays import won

ASK = Ask(
    "cout",
    Question("Lequel ?", (Option("a", "A", "Non."), Option("b", "B", "Oui.")), "b"),
)


def case(name: str, right: tuple[str, ...] = (), value: int | None = None) -> Case:
    return Case(
        id=name,
        text=f"Scène {name}",
        right=right,
        value=None if value is None else Decimal(value),
        why=f"Raison cachée {name}",
        source=f"Source cachée {name}",
        date="2026-11-24",
    )


def sorting(sizes: tuple[int, ...], **changes: Any) -> Sorting:
    """A lab with so many cases of each class: a, b, c…"""
    names = [chr(ord("a") + n) for n in range(len(sizes))]
    cases = [
        case(f"{k}{i}", (k,)) for k, size in zip(names, sizes, strict=True) for i in range(size)
    ]
    lab = Sorting(
        slug="essai",
        version=1,
        answer="class",
        widget="radios",
        nouns=("cas", "cas"),
        unit="",
        classes=tuple(CaseClass(k, k.upper(), "une classe") for k in names),
        cases=tuple(cases),
        strategies=(Strategy("tout-a", "Tout A", "Toujours A.", always="a"),),
        asks=(),
        goal=Goal(right=10),
        tolerance=0,
        tolerance_min=Decimal(0),
        intros=(),
        success="Bravo.",
        grid=None,
    )
    return replace(lab, **changes)


def numbers(values: list[int], **changes: Any) -> Sorting:
    cases = tuple(case(f"n{i}", value=value) for i, value in enumerate(values))
    way = Strategy("toujours-un", "Toujours 1", "Toujours 1.", always="1")
    told: dict[str, Any] = {"answer": "number", "classes": (), "cases": cases, "strategies": (way,)}
    return sorting((6, 6), **{**told, **changes})


labs = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.integers(-(-SIZE // k), 30), min_size=k, max_size=k).map(
        lambda sizes: sorting(tuple(sizes))
    )
)


# --- Draws ---


@given(labs, st.integers(1, draw.LAST_DRAW))
def test_a_draw_is_twelve_different_cases_as_many_of_each_class(lab: Sorting, number: int) -> None:
    drawn = draw.draw(lab, number)
    assert len({c.id for c in drawn}) == SIZE == len(drawn)
    counts = Counter(c.right[0] for c in drawn)
    assert max(counts.values()) - min(counts[k.id] for k in lab.classes) <= 1


@given(labs, st.integers(0, 5))
@settings(max_examples=40)
def test_a_round_of_draws_meets_every_case(lab: Sorting, turn: int) -> None:
    length = draw.rounds(lab)
    met = {
        c.id for n in range(turn * length + 1, (turn + 1) * length + 1) for c in draw.draw(lab, n)
    }
    assert met == {c.id for c in lab.cases}


@given(st.lists(st.integers(1, 500), min_size=SIZE, max_size=80))
@settings(max_examples=40)
def test_numbers_are_drawn_the_same_way(values: list[int]) -> None:
    lab = numbers(values)
    drawn = [draw.draw(lab, n) for n in range(1, draw.rounds(lab) + 1)]
    assert all(len({c.id for c in found}) == SIZE for found in drawn)
    assert {c.id for found in drawn for c in found} == {c.id for c in lab.cases}


@given(labs, st.integers(1, 50), st.randoms())
@settings(max_examples=40)
def test_a_draw_depends_on_slug_version_and_number_not_on_the_order_of_the_file(
    lab: Sorting, number: int, random: Any
) -> None:
    mixed = list(lab.cases)
    random.shuffle(mixed)
    assert draw.draw(replace(lab, cases=tuple(mixed)), number) == draw.draw(lab, number)


def test_other_numbers_versions_and_labs_draw_other_cases() -> None:
    lab = sorting((12, 12, 12, 12))
    first = [c.id for c in draw.draw(lab, 1)]
    assert not set(first) & {c.id for c in draw.draw(lab, 2)}
    assert first != [c.id for c in draw.draw(replace(lab, version=2), 1)]
    assert first != [c.id for c in draw.draw(replace(lab, slug="autre"), 1)]


def test_what_is_left_over_goes_round_the_classes() -> None:
    """Five classes share twelve places: none is the poor one in every draw."""
    lab = sorting((9, 9, 9, 9, 9))
    totals = Counter(c.right[0] for n in range(1, 6) for c in draw.draw(lab, n))
    assert set(totals.values()) == {SIZE}


# --- Grading ---

answers = st.lists(st.sampled_from("abcd"), min_size=SIZE, max_size=SIZE)


def form(number: int, given_: list[str], **more: str) -> dict[str, list[str]]:
    cells = {field_of(n): [answer] for n, answer in enumerate(given_, 1)}
    return {"tirage": [str(number)], **cells, **{k: [v] for k, v in more.items()}}


@given(answers, st.integers(1, 40))
def test_counts_agree_with_a_plain_recount(given_: list[str], number: int) -> None:
    lab = sorting((12, 9, 14, 11))
    verdict = KIND.grade(lab, form(number, given_))
    truth = [c.right[0] for c in draw.draw(lab, number)]
    right = sum(a == b for a, b in zip(given_, truth, strict=True))
    told = {c["id"]: (c["given"], c["right"], c["both"]) for c in verdict.details["counts"]}
    for k in "abcd":
        both = sum(a == b == k for a, b in zip(given_, truth, strict=True))
        assert told[k] == (given_.count(k), truth.count(k), both)
    assert verdict.details["right"] == right
    assert verdict.score == pytest.approx(right / SIZE)
    assert verdict.passed is (right >= 10)


@given(answers, st.integers(1, 100), st.integers(1, 100))
def test_a_target_asks_for_precision_and_recall(given_: list[str], low: int, high: int) -> None:
    goal = Goal(target="a", precision=low, recall=high)
    lab = sorting((12, 12, 12, 12), goal=goal, strategies=())
    verdict = KIND.grade(lab, form(1, given_))
    truth = [c.right[0] for c in draw.draw(lab, 1)]
    hits = sum(a == b == "a" for a, b in zip(given_, truth, strict=True))
    marked, present = given_.count("a"), truth.count("a")
    precise = marked > 0 and hits / marked >= low / 100
    recalls = hits / present >= high / 100
    assert verdict.passed is (precise and recalls)
    wanted = {(True, True): "good", (True, False): "too-few", (False, True): "too-many"}
    assert verdict.details["strategy"] == wanted.get((precise, recalls), "mixed")


def test_right_answers_and_a_target_may_be_asked_together() -> None:
    lab = sorting((12, 12), goal=Goal(right=9, target="a", recall=100), strategies=())
    truth = [c.right[0] for c in draw.draw(lab, 1)]
    missed = list(truth)
    missed[truth.index("a")] = "b"
    assert KIND.grade(lab, form(1, truth)).passed
    verdict = KIND.grade(lab, form(1, missed))
    assert (verdict.passed, verdict.details["strategy"]) == (False, "too-few")
    assert not KIND.grade(lab, form(1, ["a"] * SIZE)).passed  # all found, six right answers


def test_two_right_answers_both_count() -> None:
    lab = sorting((12, 12))
    both = tuple(
        replace(c, right=(c.right[0], "b" if c.right[0] == "a" else "a")) for c in lab.cases
    )
    verdict = KIND.grade(replace(lab, cases=both), form(1, ["b"] * SIZE))
    assert verdict.details["right"] == SIZE
    assert verdict.details["rows"][0]["right"] in {"A ou B", "B ou A"}


@given(st.lists(st.integers(1, 200), min_size=SIZE, max_size=SIZE), st.data())
def test_numbers_are_judged_within_the_tolerance(values: list[int], data: st.DataObject) -> None:
    lab = numbers(values, tolerance=10, tolerance_min=Decimal(1))
    truth = [int(c.value or 0) for c in draw.draw(lab, 1)]
    off = data.draw(st.lists(st.integers(-25, 25), min_size=SIZE, max_size=SIZE))
    given_ = [v + d for v, d in zip(truth, off, strict=True)]
    verdict = KIND.grade(lab, form(1, [str(n) for n in given_]))
    near = [10 * abs(d) <= v or abs(d) <= 1 for v, d in zip(truth, off, strict=True)]
    assert [row["hit"] for row in verdict.details["rows"]] == near


@pytest.mark.parametrize("written", ["1 234", "1\u202f234", "1234,0", " 1234 "])
def test_numbers_are_read_as_french_people_write_them(written: str) -> None:
    verdict = KIND.grade(numbers([1234] * SIZE), form(1, [written] * SIZE))
    assert verdict.details["right"] == SIZE


def test_a_naive_way_is_named_even_when_not_quite_followed() -> None:
    lab = sorting((12, 12, 12, 12))
    given_ = ["a"] * 10 + ["b", "c"]
    verdict = KIND.grade(lab, form(1, given_))
    assert verdict.details["strategy"] == "tout-a"
    assert "Tout A" in verdict.feedback[0].html
    verdict = KIND.grade(lab, form(1, ["a"] * 9 + ["b", "c", "d"]))
    assert verdict.details["strategy"] == "mixed"


def test_a_question_after_the_cases_counts_as_much_as_the_sort() -> None:
    lab = sorting((12, 12), asks=(ASK,))
    truth = [c.right[0] for c in draw.draw(lab, 1)]
    wrong = KIND.grade(lab, form(1, truth, choix_cout="a"))
    assert (wrong.score, wrong.passed, wrong.details["strategy"]) == (0.5, False, "sorted")
    assert [f.target for f in wrong.feedback] == ["", "choix_cout"]
    assert KIND.grade(lab, form(1, truth, choix_cout="b")).score == 1


# --- What cannot be read ---


@pytest.mark.parametrize("lab", [sorting((12, 12), asks=(ASK,)), numbers([5] * 20, asks=(ASK,))])
def test_each_missing_or_unreadable_field_is_named(lab: Sorting) -> None:
    whole = dict(won(lab, 1))
    assert KIND.grade(lab, whole).passed
    for name in KIND.fields(lab):
        for bad in ([], [""], ["n’importe quoi"], ["<b>"], [*whole[name], *whole[name]]):
            if name == "tirage" and not any(bad):
                continue  # no draw named: the first
            with pytest.raises(BadAnswer) as refused:
                KIND.grade(lab, {**whole, name: bad})
            assert refused.value.field == name
            assert refused.value.message


@pytest.mark.parametrize("number", ["0", "-1", "1000", "1.5", "1 2", "٣", "9" * 400, "tirage"])
def test_a_draw_is_a_number_from_1_to_999(number: str) -> None:
    lab = sorting((12, 12))
    for read in (KIND.grade, KIND.view):
        with pytest.raises(BadAnswer) as refused:
            read(lab, {**won(lab, 1), "tirage": [number]})
        assert refused.value.field == "tirage"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=8,
)
names = st.sampled_from(["tirage", *map(field_of, range(1, SIZE + 1)), "choix_cout"])


@given(st.dictionaries(names, anything, max_size=14))
def test_no_input_does_anything_but_a_verdict_or_a_refusal(raw: dict[str, Any]) -> None:
    for lab in (sorting((12, 12), asks=(ASK,)), numbers([5] * 20, asks=(ASK,))):
        for read in (KIND.grade, KIND.view):
            try:
                found = read(lab, raw)
            except BadAnswer as refused:
                assert refused.field in KIND.fields(lab)
            else:
                assert isinstance(found, Verdict | dict)


# --- What the page may know before an answer ---


def test_the_page_gets_texts_and_nothing_that_tells_the_answers() -> None:
    lab = sorting((12, 12), intros=("Premier.", "Second."))
    shown = KIND.view(lab, {"tirage": "2", "cas_1": "b", "cas_2": "n’importe quoi"})
    assert shown["intro"] == "Second."
    assert (shown["done"], shown["counts"]) == (1, {"a": 0, "b": 1})
    assert shown["data"] == {"size": SIZE, "classes": [["a", "A"], ["b", "B"]]}
    assert {tuple(c) for c in shown["cases"]} == {("field", "number", "text")}
    assert "cachée" not in str(shown)


# --- mooc check ---

LAB = """kind = "cases"
version = 1
title = "Essai"
aim = "Trier."
minutes = 5
story = ["Imaginons."]
data = "Scènes imaginées."
caution = "Un essai."
teacher = ["Une.", "Deux."]
answer = "class"
pass = 10
success = "Bravo."

[[classes]]
id = "oui"
name = "Oui"
help = "oui"

[[classes]]
id = "non"
name = "Non"
help = "non"

[[strategies]]
id = "tout-oui"
title = "Toujours oui"
text = "Vous avez dit oui à tout."
always = "oui"
"""


def case_text(n: int, **changes: str) -> str:
    lines = {
        "id": f'"cas-{n}"',
        "text": f'"Une scène, la {n}e."',
        "right": '"oui"' if n % 2 else '"non"',
        "why": f'"Voici pourquoi, {n}."',
        "source": '"Scène imaginée"',
        "date": '"2026-11-24"',
        **changes,
    }
    body = "\n".join(f"{key} = {value}" for key, value in lines.items() if value)
    return f"[[cases]]\n{body}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "essai"
    place.mkdir()
    (place / "lab.toml").write_text(LAB, encoding="utf-8")
    return place


def told(folder: Path, first: str = "", count: int = 40) -> list[str]:
    """Problems when the first case is *first*, as ``file:line: message``."""
    cases = [first or case_text(1), *(case_text(n) for n in range(2, count + 1))]
    (folder / "cases.toml").write_text("".join(cases), encoding="utf-8")
    return [str(p).replace(f"{folder}/", "").replace(f"{folder}", "") for p in problems(folder)]


def test_a_sound_lab_has_no_problem(folder: Path) -> None:
    assert told(folder) == []


@pytest.mark.parametrize(
    ("changes", "line", "message"),
    [
        ({"right": '"peut-etre"'}, 4, "classe inconnue : « peut-etre »"),
        ({"right": "[]"}, 4, "« right »"),
        ({"source": ""}, 2, "il manque « source »"),
        ({"date": ""}, 2, "il manque « date »"),
        ({"id": ""}, 1, "il manque « id »"),
        ({"date": '"24 novembre"'}, 7, "« date » s’écrit"),
        ({"why": '"Voici pourquoi, 2."'}, 12, "cette remarque est déjà écrite ligne 5"),
        ({"id": '"cas-2"'}, 9, "l’identifiant « cas-2 » sert déjà"),
        ({"text": f'"{"x" * 321}"'}, 3, "321 signes, 320 au plus"),
        ({"url": '"javascript:alert(1)"'}, 8, "« url » doit être une adresse"),
        ({"sourse": '"a"'}, 8, "champ inconnu : « sourse » (vouliez-vous dire « source » ?)"),
        ({"feedback": '{ oui = "Jamais lue." }'}, 8, "« oui » est juste"),
        ({"feedback": '{ nom = "Une remarque." }'}, 8, "classe inconnue : « nom »"),
    ],
)
def test_each_problem_of_a_case_is_said_with_its_line(
    folder: Path, changes: dict[str, str], line: int, message: str
) -> None:
    found = told(folder, case_text(1, **changes))
    assert any(p.startswith(f"cases.toml:{line}: ") and message in p for p in found), found


def test_all_problems_are_said_at_once(folder: Path) -> None:
    bad = case_text(1, right='"peut-etre"', date='"demain"')
    assert len(told(folder, bad)) == 2


def test_too_few_cases_and_empty_classes_are_said(folder: Path) -> None:
    assert any("39 cas : il en faut 40" in p for p in told(folder, count=39))
    only_yes = [case_text(n, right='"oui"') for n in range(1, 41)]
    (folder / "cases.toml").write_text("".join(only_yes), encoding="utf-8")
    assert any("aucun cas de la classe « non »" in str(p) for p in problems(folder))


def test_a_class_too_poor_for_a_draw_is_said(folder: Path) -> None:
    few = [case_text(n, right='"non"' if n <= 5 else '"oui"') for n in range(1, 41)]
    (folder / "cases.toml").write_text("".join(few), encoding="utf-8")
    said = [str(p) for p in problems(folder)]
    assert any("5 cas de la classe « non » : il en faut 6 au moins" in p for p in said), said


def test_a_file_that_is_not_toml_is_said_with_its_line(folder: Path) -> None:
    (folder / "cases.toml").write_text("[[cases]]\nid = \n", encoding="utf-8")
    (problem,) = problems(folder)
    assert (problem.line, "TOML mal formé" in problem.message) == (2, True)


def test_a_naive_way_that_passes_is_a_problem(folder: Path) -> None:
    lab = LAB.replace("pass = 10", "pass = 6")
    (folder / "lab.toml").write_text(lab, encoding="utf-8")
    assert any("« tout-oui » est reçu comme « good »" in p for p in told(folder))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('always = "oui"', 'always = "ui"', "always : classe inconnue"),
        ('always = "oui"', 'gives = { oui = "oui" }', "gives : une réponse pour chaque classe"),
        ('always = "oui"', "", "l’un de always, gives ou naive"),
        ('always = "oui"', 'naive = "domaine"', "il manque naive.domaine"),
        ('id = "tout-oui"', 'id = "good"', "réservé"),
        ("pass = 10", "pass = 13", "un entier de 1 à 12"),
        ("pass = 10", "", "il manque « pass »"),
        ("pass = 10", 'target = "oui"', "« target » va avec"),
        ('answer = "class"', 'answer = "classe"', "« classe » est inconnu"),
        ("pass = 10", "pas = 10", "champ inconnu : « pas »"),
    ],
)
def test_each_problem_of_the_lab_is_said(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "lab.toml").write_text(LAB.replace(old, new), encoding="utf-8")
    found = told(folder)
    assert any(message in p for p in found), found


def test_every_key_that_the_readers_take_is_documented(folder: Path) -> None:
    """The authors' guide is made from these tables."""
    for table in (fields.OPTIONS, fields.STRATEGY, fields.CASE, fields.ASK):
        assert all(told.type and told.help for told in table.values())
    assert KIND.options is fields.OPTIONS
    told(folder)
    lab = load_lab(folder, "secret")
    assert {play.told for play in lab.plays} == {"good", "tout-oui"}
