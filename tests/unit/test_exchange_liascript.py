"""LiaScript → a page: its quizzes, its own marks told, its words kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.content.model import Block
from mooc.exchange.sources.liascript import read_liascript
from mooc.exchange.sources.page import write_page
from tests.imported import MISSING, read_page, said

COURSE = """<!--
author: Quelqu’un
comment: Un cours
         d’essai.
import: https://a.example/un.md
        https://a.example/deux.md
@rouge: <b>@0</b>
-->

# Le titre

Un texte avec {1}{un effet} et @rouge(un mot).

                     --{{0}}--
Ceci est dit.

#### Trop profond

![Une image](img/a.png) et [un lien](autre.md) et [dehors](https://b.example/).

## Suite

Une seule ?

<!-- data-randomize -->
    [( )] non
    [(X)] **oui**
    [[?]] un indice
    ***********

    Parce que.

    ***********

Après.
"""


def page_of(text: str) -> tuple[tuple[Block, ...], list[str], set[str], str]:
    draft = read_liascript(text)
    made = write_page(draft, "x", "x.md", date(2026, 11, 25))
    page, problems = read_page(made)
    losses = [f"{loss.line} {loss}" for loss in sorted(draft.losses)]
    return page.blocks, losses, {problem.code for problem in problems}, made


def test_a_course_becomes_a_page() -> None:
    _blocks, losses, codes, text = page_of(COURSE)
    assert 'title: "Le titre"\nsummary: "Un cours d’essai."\n' in text
    assert "Un texte avec un effet et .\n\nCeci est dit.\n\n## Trop profond\n" in text
    assert "et un lien et [dehors](https://b.example/)." in text
    assert "## Suite\n\n:::{single-choice}" in text and text.endswith(":::\n\nAprès.\n")
    assert "Une seule ?\n\n- [ ] non\n- [x] **oui**\n\n  Parce que.\n:::" in text
    assert codes == {MISSING}
    assert losses == [
        "5 non repris : import : https://a.example/un.md",
        "6 non repris : import : https://a.example/deux.md",
        "7 non repris : définition de la macro @rouge",
        "12 non repris : animation ou voix",
        "12 non repris : macro @rouge",
        "14 non repris : animation ou voix",
        "19 non repris : image (Une image)",
        "19 non repris : lien vers autre.md",
        "28 non repris : indice d’une question",
    ]


def test_headings_never_jump() -> None:
    text = page_of("# T\n\n### a\n\nx\n\n#### b\n\nx\n\n## c\n\nx\n\n### d\n\nx\n")[3]
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        "## a",
        "### b",
        "## c",
        "### d",
    ]


@pytest.mark.parametrize(
    ("quiz", "kind", "written"),
    [
        ("Q ?\n\n[( )] a\n[(x)] b", "single-choice", "- [ ] a\n- [x] b\n"),
        ("Q ?\n- [[X]] a\n- [[ ]] b\n- [[X]] c", "multiple-choice", "- [x] a\n- [ ] b\n- [x] c\n"),
        ("Q ?\n\n[[super]]", "short-text", "- [x] super\n- [ ] *\n"),
        ("Il est [[super]] ici.", "short-text", "- [x] super\n- [ ] *\n"),
        ("Q ?\n\n[[ a | (b) | c ]]", "single-choice", "- [ ] a\n- [x] b\n- [ ] c\n"),
        ("Q ?\n\n[[ a\n| (b)\n| c ]]", "single-choice", "- [ ] a\n- [x] b\n- [ ] c\n"),
        ("### Sous ce titre\n\n[(X)] a\n[( )] b", "single-choice", "Sous ce titre\n\n- [x] a\n"),
    ],
)
def test_each_quiz(quiz: str, kind: str, written: str) -> None:
    _blocks, losses, codes, text = page_of(f"# T\n\n{quiz}\n")
    assert (losses, codes) == ([], {MISSING})
    assert f":::{{{kind}}}" in text and written in text


def test_the_explanation_goes_to_the_right_answer_of_each_quiz() -> None:
    quiz = "# T\n\nQ ?\n\n[[super]]\n****\nParce que.\n\n- a\n****\n"
    assert "- [x] super\n\n  Parce que.\n\n  - a\n- [ ] *\n" in page_of(quiz)[3]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Q ?\n\n[[!]]\n<script> 1 </script>", "quiz corrigé par un script"),
        ("Q ?\n\n[(1)] peut-être\n[(2)] non", "sondage"),
        ("Q ?\n\n[[:rouge]] rouge\n[[:vert]] vert", "sondage"),
        ("Q ?\n\n[[___ ___]]", "sondage"),
        ("Q ?\n\n[(:oui)(:non)]\n[          ] vrai ?", "quiz en tableau"),
        ("Q ?\n\n[[a] [b]]\n[[X] [ ]]  un", "quiz en tableau"),
        ("Un [[a]] et un [[b]].", "texte à plusieurs trous"),
        ("!?[Film](https://v.example/1)", "son, vidéo ou objet (https://v.example/1)"),
        ("<script>\nalert(1)\n</script>", "balise <script> et son contenu"),
        ("```js\nx\n```\n@eval", "macro @eval"),
        ("Texte[^1].", "note de bas de page [^1]"),
        ("<lia-keep>a</lia-keep>", "balise <lia-keep>, son texte est gardé"),
        ("<!--\nscript: https://a.example/x.js\n-->", "définition dans un commentaire"),
    ],
)
def test_what_is_not_taken_is_told(text: str, lost: str) -> None:
    _blocks, losses, codes, _made = page_of(f"# T\n\nDébut.\n\n{text}\n\nFin.\n")
    assert lost in [loss.partition(" : ")[2] for loss in losses]
    assert codes == set()


def test_code_is_left_as_it_is() -> None:
    code = "``` markdown @eval\n[(X)] a\n{{1}}\n![i](x.png)\n@macro\n```"
    _blocks, losses, codes, text = page_of(f"# T\n\n{code}\n\nEt `[[X]]` ou `@x`.\n")
    assert (losses, codes) == ([], set())
    assert "``` markdown\n[(X)] a\n{{1}}\n![i](x.png)\n@macro\n```" in text
    assert "Et `[[X]]` ou `@x`." in text


def test_a_rule_never_underlines_a_title() -> None:
    page, problems = read_page(page_of("# T\n\nBonne chance !\n--------\n\nSuite.\n")[3])
    assert page.headings == () and problems == ()


def test_a_question_that_ends_with_a_list_has_its_words_last() -> None:
    text = "# T\n\n### Titre\n\nLisez.\n\n- a\n- b\n\n[(X)] oui\n[( )] non\n"
    assert "Titre\n\n- [x] oui" in page_of(text)[3]


@settings(max_examples=100)
@given(st.text(alphabet="[]()X *{}`<>!-#@\n ab|_?:", max_size=120))
def test_nothing_raises(text: str) -> None:
    draft = read_liascript(text)
    if draft.parts:
        blocks, _problems = read_page(write_page(draft, "x", "x.md", date(2026, 11, 25)))
        assert said("".join(s for s in blocks.segments if isinstance(s, str))) is not None
    assert draft.found - len(draft.questions) <= len(draft.losses)
