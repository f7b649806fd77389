"""GIFT → a page: each type of question, what is lost, and texts that come back as they were."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.content.model import Block
from mooc.content.passes.typography import french
from mooc.exchange.sources.gift import read_gift
from mooc.exchange.sources.page import write_page
from tests.imported import MISSING, read_page, said


def page_of(gift: str) -> tuple[tuple[Block, ...], list[str], set[str]]:
    """(the questions, what was lost, the codes of the problems of the page)."""
    draft = read_gift(gift)
    page, problems = read_page(write_page(draft, "x", "x.gift", date(2026, 11, 25)))
    losses = [f"{loss.line} {loss}" for loss in sorted(draft.losses)]
    return page.blocks, losses, {problem.code for problem in problems}


def only(gift: str) -> Block:
    blocks, losses, codes = page_of(gift)
    assert (losses, codes) == ([], set())
    (block,) = blocks
    return block


def told(block: Block) -> dict[str, tuple[bool, str]]:
    """Each option: right or not, and its remark."""
    return {said(o.label): (o.correct, said(o.feedback)) for o in block.spec.options}


def test_one_right_answer_among_several() -> None:
    block = only("::Seuil:: Un seuil plus bas ? {\n=aide plus # Oui.\n~aide moins # Non.\n}")
    assert block.kind == "single_choice"
    assert said(block.spec.legend) == "Un seuil plus bas ?"
    assert told(block) == {"aide plus": (True, "Oui."), "aide moins": (False, "Non.")}


def test_several_right_answers_are_those_worth_something() -> None:
    block = only("Lesquels ? {~%50%a#A.\n~%50%b#B.\n~%-100%c#C.}")
    assert block.kind == "multiple_choice"
    assert told(block) == {"a": (True, "A."), "b": (True, "B."), "c": (False, "C.")}


@pytest.mark.parametrize(("word", "right"), [("T", "Vrai"), ("TRUE", "Vrai"), ("F", "Faux")])
def test_true_or_false_with_the_remark_of_the_wrong_answer_first(word: str, right: str) -> None:
    block = only(f"La Terre. {{{word}#Non.#Oui.}}")
    wrong = "Faux" if right == "Vrai" else "Vrai"
    assert told(block) == {right: (True, "Oui."), wrong: (False, "Non.")}


def test_a_general_remark_follows_that_of_the_right_answer() -> None:
    block = only("Q ? {=a#Oui. ~b#Non.####En général.}")
    assert told(block)["a"] == (True, "Oui. En général.")


def test_short_answers_are_variants_when_the_same_is_said_of_them() -> None:
    block = only("Qui ? {=personne#Oui. =nul#Oui. =%0%Jean#Non. =%0%*#Cherchez.}")
    assert block.kind == "short_text"
    assert [(a.correct, said(a.feedback)) for a in block.spec.answers] == [
        (True, "Oui."),
        (False, "Non."),
        (False, "Cherchez."),
    ]
    assert block.spec.model == "personne"
    assert block.spec.answers[0].holds("nul")


@pytest.mark.parametrize(
    ("answer", "low", "high"),
    [
        ("1822", "1822", "1822"),
        ("3:0.5", "2.5", "3.5"),
        ("1..9", "1", "9"),
        ("1e3:0", "1000", "1000"),
    ],
)
def test_numbers(answer: str, low: str, high: str) -> None:
    block = only(f"Combien ? {{#{answer}#Oui.~#Non.}}")
    found = block.spec.rules[0].range
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
    assert said(block.spec.rules[-1].feedback) == "Non."


def test_several_numbers_the_less_worth_become_wrong() -> None:
    gift = "Quand ? {#\n=1822:0#Oui.\n=%50%1822:2#Presque.\n~#Non.}"
    (block,), losses, codes = page_of(gift)
    assert losses == ["3 changé : réponse comptée 50 % : elle devient fausse"]
    assert codes == set()
    assert [rule.correct for rule in block.spec.rules] == [True, False, False]


def test_pairs_and_what_goes_with_nothing() -> None:
    """Pairs have no remark in GIFT: the page waits for them."""
    draft = read_gift("Reliez. {=Canada -> Ottawa =[html]<b>Italie</b> -> Rome = -> Lima}")
    text = write_page(draft, "x", "x.gift", date(2026, 11, 25))
    assert "- Canada => Ottawa\n- **Italie** => Rome\n- => Lima\n" in text
    _page, problems = read_page(text)
    assert [problem.code for problem in problems] == [MISSING] * 2


def test_a_gap_in_the_text() -> None:
    block = only("Il y a {~un#Non. =deux#Oui.} pôles.")
    assert said(block.spec.legend) == "Il y a _____ pôles."


def test_a_text_alone_is_a_text() -> None:
    draft = read_gift("Un texte à lire.\n\nQ ? {=a#A. ~b#B.}")
    page, _problems = read_page(write_page(draft, "x", "x.gift", date(2026, 11, 25)))
    assert isinstance(page.segments[0], str) and "Un texte à lire." in page.segments[0]


@pytest.mark.parametrize(
    ("gift", "lost"),
    [
        ("Racontez. {}", "1 non repris : question à réponse libre « Racontez. »"),
        ("Q {=a ~b", "1 non repris : question aux accolades mal fermées"),
        ("$CATEGORY: cours/Un", "1 non repris : catégorie cours/Un"),
        ("\n\n[html]Q <img src='a/b.png'> {=a#A. ~b#B.}", "3 non repris : image (b.png)"),
        ("[html]<a href='x.mp3'>Son</a> ? {=a#A. ~b#B.}", "1 non repris : lien vers x.mp3"),
        ("Q {#douze}", "1 non repris : réponse illisible comme nombre : douze"),
        ("[html]<script>x</script>Q {=a#A. ~b#B.}", "1 non repris : script"),
    ],
)
def test_what_is_not_taken_is_told_with_its_line(gift: str, lost: str) -> None:
    assert lost in page_of(gift)[1]


def test_a_remark_that_is_missing_is_never_made_up() -> None:
    draft = read_gift("Q ? {=a ~b#Non.}")
    text = write_page(draft, "x", "x.gift", date(2026, 11, 25))
    assert text.endswith("- [x] a\n- [ ] b\n\n  Non.\n:::\n")
    _page, problems = read_page(text)
    assert [(p.code, text.split("\n")[p.line - 1]) for p in problems] == [(MISSING, "- [x] a")]


def test_an_empty_line_between_braces_parts_nothing_and_a_lost_brace_costs_one_question() -> None:
    assert len(page_of("Q ? {\n=a#A.\n\n~b#B.\n}\n\nR ? {=c#C. ~d#D.}")[0]) == 2
    blocks, losses, _ = page_of("::A:: Q ? {\n=a#A.\n\n::B:: R ? {=c#C. ~d#D.}")
    assert len(blocks) == 1 and losses == ["1 non repris : question aux accolades mal fermées"]


def test_ids_are_made_of_the_words_and_not_of_the_place() -> None:
    one, two = "::U:: Un ? {=a#A. ~b#B.}", "::D:: Deux ? {=c#C. ~d#D.}"
    first, second = page_of(f"{one}\n\n{two}")[0], page_of(f"{two}\n\n{one}")[0]
    assert {b.id for b in first} == {b.id for b in second}
    again = page_of(f"{one}\n\n{one}")[0]
    assert [b.id.endswith("-2") for b in again] == [False, True]


# -- texts full of signs come back as they were

SIGNS = st.text(alphabet="abé12 *_`[]<>$\\#={}~:|&;!?-+.,'\"/()%@^«»", min_size=1, max_size=40)


def words(text: str) -> str:
    return " ".join(text.split())


TEXTS = SIGNS.map(words).filter(lambda text: any(letter.isalpha() for letter in text))


def gift_of(text: str) -> str:
    """A plain text as GIFT writes it."""
    escaped = "".join(f"\\{c}" if c in "\\~=#{}:" else c for c in text)
    return f"[plain]{escaped}"


def shown(html: str) -> str:
    return words(said(html))


def expected(text: str) -> str:
    """The text as our pages set it."""
    return words(french(text))


@settings(max_examples=150)
@given(TEXTS, st.lists(TEXTS, min_size=2, max_size=4, unique_by=str.casefold), st.data())
def test_a_choice_comes_back(stem: str, options: list[str], data: st.DataObject) -> None:
    right = data.draw(st.integers(0, len(options) - 1))
    answers = "\n".join(
        f"{'=' if n == right else '~'}{gift_of(option)}#{gift_of(f'r{n}')}"
        for n, option in enumerate(options)
    )
    blocks, losses, codes = page_of(f"{gift_of(stem)} {{\n{answers}\n}}")
    assert losses == [] and codes <= {"raw-html"}
    (block,) = blocks
    assert shown(block.spec.legend) == expected(stem)
    found = {shown(o.label): (o.correct, said(o.feedback)) for o in block.spec.options}
    assert found == {expected(option): (n == right, f"r{n}") for n, option in enumerate(options)}


@settings(max_examples=80)
@given(st.decimals(-(10**9), 10**9, places=3), st.decimals(0, 1000, places=3))
def test_a_number_comes_back(value: Decimal, spread: Decimal) -> None:
    block = only(f"Combien ? {{#{value}:{spread}#Oui.~#Non.}}")
    found = block.spec.rules[0].range
    assert (found.low, found.high) == (value - spread, value + spread)


@settings(max_examples=80)
@given(st.text(alphabet="ab{}~=#:\\%>-\n/ $[]", max_size=120))
def test_nothing_raises_and_what_is_found_is_taken_or_told(gift: str) -> None:
    draft = read_gift(gift)
    if draft.parts:
        read_page(write_page(draft, "x", "x.gift", date(2026, 11, 25)))
    assert draft.found - len(draft.questions) <= len(draft.losses)
