"""Moodle's XML → a page: types, formats, files left aside, and bombs refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.content.model import Block
from mooc.exchange.error import ExchangeError
from mooc.exchange.sources.markup import to_markdown
from mooc.exchange.sources.moodle_xml import MAX_DEPTH, read_moodle_xml
from mooc.exchange.sources.page import write_page
from tests.imported import MISSING, read_page, said

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'


def question(kind: str, inside: str, stem: str = "<p>Pourquoi&nbsp;?</p>", more: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>Le nom</text></name>\n'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text>{more}</questiontext>\n'
        f"{inside}</question>\n"
    )


def answer(fraction: str, text: str, feedback: str = "", extra: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text>{text}</text>{extra}'
        f'<feedback format="html"><text>{feedback}</text></feedback></answer>\n'
    )


def page_of(*questions: str) -> tuple[tuple[Block, ...], list[str], set[str], str]:
    draft = read_moodle_xml((HEAD + "".join(questions) + "</quiz>").encode())
    text = write_page(draft, "x", "x.xml", date(2026, 11, 25))
    page, problems = read_page(text)
    losses = [f"{loss.line} {loss}" for loss in sorted(draft.losses)]
    return page.blocks, losses, {problem.code for problem in problems}, text


def only(*questions: str) -> Block:
    blocks, losses, codes, _text = page_of(*questions)
    assert (losses, codes) == ([], set())
    (block,) = blocks
    return block


def test_single_choice() -> None:
    inside = "<single>true</single>" + answer("100", "oui", "Bien.") + answer("0", "non", "Non.")
    block = only(question("multichoice", inside))
    assert block.kind == "single_choice" and said(block.spec.legend) == "Pourquoi ?"
    assert {said(o.label): o.correct for o in block.spec.options} == {"oui": True, "non": False}


def test_multiple_choice_and_a_general_remark() -> None:
    inside = "<generalfeedback><text>En général.</text></generalfeedback><single>false</single>"
    inside += answer("50", "a", "A.") + answer("50", "b", "B.") + answer("-50", "c", "C.")
    block = only(question("multichoice", inside))
    assert block.kind == "multiple_choice"
    remarks = {said(o.label): said(o.feedback) for o in block.spec.options}
    assert remarks == {"a": "A. En général.", "b": "B.", "c": "C."}


def test_true_false() -> None:
    inside = answer("0", "true", "Non.") + answer("100", "false", "Oui.")
    block = only(question("truefalse", inside))
    found = {said(o.label): (o.correct, said(o.feedback)) for o in block.spec.options}
    assert found == {"Vrai": (False, "Non."), "Faux": (True, "Oui.")}


def test_short_answer_and_case() -> None:
    inside = "<usecase>1</usecase>" + answer("100", "Arles", "Oui.") + answer("0", "*", "Non.")
    (block,), losses, codes, _ = page_of(question("shortanswer", inside))
    assert block.kind == "short_text" and block.spec.model == "Arles" and codes == set()
    assert losses == ["3 changé : majuscules et minuscules ne compteront plus"]


def test_number_with_its_tolerance() -> None:
    right = answer("100", "3.5", "Oui.", "<tolerance>0.25</tolerance>")
    block = only(question("numerical", right + answer("0", "*", "Non.")))
    assert [str(block.spec.rules[0].range.low), str(block.spec.rules[0].range.high)] == [
        "3.25",
        "3.75",
    ]


def test_matching_waits_for_its_remarks() -> None:
    inside = "".join(
        f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer>'
        "</subquestion>"
        for left, right in (("<p>Un</p>", "1"), ("<p>Deux</p>", "2"), ("", "3"))
    )
    _blocks, losses, codes, text = page_of(question("matching", inside))
    assert (losses, codes) == ([], {MISSING})
    assert "- Un => 1\n- Deux => 2\n- => 3\n" in text


def test_ordering_keeps_the_order() -> None:
    inside = "".join(answer(f"{n}.0", f"étape {n}") for n in (1, 2, 3))
    _blocks, losses, codes, text = page_of(question("ordering", inside))
    assert (losses, codes) == ([], {MISSING})
    assert "1. étape 1\n2. étape 2\n3. étape 3\n" in text


def test_a_description_is_a_text() -> None:
    _blocks, losses, codes, text = page_of(
        question("description", "", "<h3>Titre</h3><p>Lire.</p>")
    )
    assert (losses, codes) == ([], set())
    assert text.endswith("**Titre**\n\nLire.\n")


@pytest.mark.parametrize(
    ("given", "lost"),
    [
        (question("essay", ""), "3 non repris : question « Le nom » (réponse libre)"),
        (question("cloze", ""), "3 non repris : question « Le nom » (texte à trous)"),
        (question("inconnu", ""), "3 non repris : question « Le nom » (type inconnu)"),
        (
            '<question type="category"><category><text>$course$/A</text></category></question>',
            "3 non repris : catégorie $course$/A",
        ),
        ("<autre/>", "3 non repris : élément <autre>"),
        (
            question("multichoice", answer("100", "oui", "O.") + answer("0", "", "N.")),
            "3 non repris : question « Le nom » : une réponse est sans texte",
        ),
        (
            question("multichoice", answer("100", "a", "O.") + answer("50", "b", "N.")),
            "6 changé : réponse comptée 50 % : elle devient fausse",
        ),
        (
            question("truefalse", "<hint><text>Un indice</text></hint>", "<p>Q</p>"),
            "5 non repris : indice d’une question",
        ),
    ],
)
def test_what_is_not_taken_is_told(given: str, lost: str) -> None:
    end = question("description", "", "<p>Fin</p>")
    assert lost in page_of(given, end)[1]


def test_moodles_own_remarks_on_the_whole_are_no_loss() -> None:
    stock = "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    own = "<incorrectfeedback><text>Relisez.</text></incorrectfeedback>"
    inside = stock + own + answer("100", "a", "A.") + answer("0", "b", "B.")
    losses = page_of(question("multichoice", inside))[1]
    assert losses == ["5 non repris : commentaire d’ensemble (Relisez.)"]


def test_files_are_left_aside_and_named() -> None:
    stem = '<p>Voici <img src="@@PLUGINFILE@@/logo.png" alt="Un logo"> le logo.</p>'
    file = '<file name="logo.png" encoding="base64">' + "A" * 200_000 + "</file>"
    inside = answer("100", "a", "A.") + answer("0", "b", "B.")
    _blocks, losses, codes, text = page_of(question("multichoice", inside, stem, file))
    assert losses == ["4 non repris : image (Un logo)"] and codes == set()
    assert "AAAA" not in text and "Voici  le logo." in text


BOMB = (
    '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz><question>&b;</question></quiz>'
)
OUTSIDE = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOMB.encode(), "refusé"),
        (OUTSIDE.encode(), "refusé"),
        (b"<quiz><question></quiz>", "bien formé (ligne 1)"),
        (b"<autre/>", "il manque <quiz>"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "XML"),
        (("<quiz>" + "<a>" * (MAX_DEPTH + 1)).encode(), "emboîtés"),
    ],
)
def test_what_cannot_be_read_is_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ExchangeError, match=why.replace("(", r"\(").replace(")", r"\)")):
        read_moodle_xml(data)


def test_another_encoding_that_says_its_name() -> None:
    text = question("description", "", "<p>Été</p>")
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?><quiz>{text}</quiz>'.encode("latin-1")
    assert "Été" in write_page(read_moodle_xml(data), "x", "x.xml", date(2026, 11, 25))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
        ("a<br>b", "a  \nb"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n   - c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li><p>a</p><p>b</p></li><li> c</li></ul>d", "- a\n\n   b\n- c\n\nd"),
        ("<b>a </b>b <i></i>c", "**a** b c"),
        ("x<sup>2</sup> et H<sub>2</sub>O", "x² et H₂O"),
        ("\\(x^2\\) vaut 4 $", "$x^2$ vaut 4 \\$"),
        ("<code>a*b</code> 2*3", "`a*b` 2\\*3"),
        ("<pre>a\n  b</pre>", "```text\na\n  b\n```"),
        ('<a href="https://a.example/x">ici</a>', "[ici](<https://a.example/x>)"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("1. pas une liste # ni un titre", "1\\. pas une liste # ni un titre"),
        ("<!-- caché -->vu", "vu"),
        ("<p>&lt;script&gt;</p>", "\\<script>"),
    ],
)  # fmt: skip
def test_html_as_our_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html, lambda what: None) == markdown


@settings(max_examples=80)
@given(st.text(alphabet="ab<>/=\"'&;pbiulo lr\n`*_", max_size=100))
def test_any_html_is_read(html: str) -> None:
    to_markdown(html, lambda what: None, breaks=True)
