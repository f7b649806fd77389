"""Sentences, words and syllables, as a French reader counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooc.content.advice.plain import plain, typed
from mooc.content.advice.prose import Paragraph, read_prose
from mooc.content.advice.readability import measure
from mooc.content.advice.sentences import count_sentences, count_words, split
from mooc.content.advice.syllables import syllables

# Counted by ear and by hand, reading aloud with care: a mute e inside a word is said.
HEARD = {
    1: """le des que est table rue bruit fille feuille œil cœur œuvre août longue vient parlent
    aiment loin lion eau trois yeux queue puits qu’elles""",
    2: """nation moment souvent avaient idée théâtre naïf Noël voyage pays travail soleil bouteille
    famille client cruel million juillet aiguille chaos alcool mairie erreur rendez
    l’école modèle mangeons paiement données""",
    3: """maintenant oublier étudient vidéo société égoïste travailler accueillir intérieur
    quatrième février poésie SMS aujourd’hui téléphone algorithme rendez-vous quotidien
    situation""",
    4: """coopérer température intelligence aéroport européen boulangerie ordinateur
    bibliothèque entraînement""",
    5: """développement électricité régulièrement généraliser""",
}
WORDS = [(word, count) for count, line in HEARD.items() for word in line.split()]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_list_is_long_enough() -> None:
    assert len(set(WORDS)) >= 60


@given(st.text(min_size=1, max_size=30))
def test_any_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= any(char.isalpha() for char in word)


def test_the_measure_is_kandel_and_moles() -> None:
    # Two sentences, eight words, ten syllables: la-ta-ble-est-bleue · le-chat-dort-main-te-nant.
    found = measure("La table est bleue. Le chat dort maintenant.", 2)
    assert (found.sentences, found.words, found.syllables) == (2, 8, 10)
    assert found.score == pytest.approx(207 - 1.015 * 4 - 73.6 * 10 / 8)


def test_sentences() -> None:
    text = (
        "Que dire ? Mme Roux (cf. p. 3) rit. « Il part ! » dit-elle à M. Petit.\n"
        "Le prix est de 2,5 € le kilo… Fini. « Oui. » Bon : allons-y"
    )
    found = [(s.text, s.line, s.words) for s in split(text, 7)]
    assert len(found) == count_sentences(text)
    assert found == [
        ("Que dire ?", 7, 2),
        ("Mme Roux (cf. p. 3) rit.", 7, 6),
        ("« Il part ! » dit-elle à M. Petit.", 7, 6),
        ("Le prix est de 2,5 € le kilo…", 8, 7),
        ("Fini.", 8, 1),
        ("« Oui. »", 8, 1),
        ("Bon : allons-y", 8, 2),
    ]


def test_words() -> None:
    text = "L’école de 3 élèves – c’est-à-dire 12 °C : oui !"
    assert count_words(text) == 8  # figures and units are read, dashes and colons are not
    assert [syllables(word) for word in text.split()] == [2, 1, 0, 2, 0, 3, 0, 1, 0, 1, 0]


def test_markup_leaves_words_and_lines() -> None:
    text, marked = plain(
        typed(
            "Un *score* et {term}`les modèles <modèle>` : `code`, $x^2$,\n[un lien](page:p-a) "
            "à 5 $, **très\nfort** {misconception}`x` \\* l'eau &amp; https://a.example/x_y"
        )
    )
    assert text.split() == (
        "Un score et les modèles : , , un lien à 5 $, très fort * l’eau &".split()
    )
    assert text.count("\n") == 2
    assert marked == ("les modèles", "score", "très\nfort")


BODY = """## Titre

Un texte
sur deux lignes.

- un
- deux

| a | b |
|---|---|
| c | d |

```python
x = 1
```

$$
x
$$

> Une citation.

::::{passage} Pour vous
:publics: tu
Une part.

:::{note}
Dedans.
:::
::::

:::{claim}
:source: INSEE
:date: 2026

Un fait.
:::

:::{numeric}
:id: q-1
Le contexte.

Combien ?

- [x] 2

  Oui, deux.
- [ ] *

  Non, et
  encore.
:::
---
Fin."""


def test_a_page_is_cut_into_its_places() -> None:
    prose = read_prose(BODY, 1)
    found = [(p.line, p.place, p.text, p.box) for p in prose.paragraphs]
    assert found == [
        (1, "heading", "Titre", ""),
        (3, "text", "Un texte\nsur deux lignes.", ""),
        (6, "text", "un", ""),
        (7, "text", "deux", ""),
        (9, "table", " a | b", ""),
        (11, "table", " c | d", ""),
        (21, "quote", "Une citation.", ""),
        (23, "title", "Pour vous", ""),
        (25, "text", "Une part.", ""),
        (28, "text", "Dedans.", ""),
        (36, "claim", "Un fait.", ""),
        (41, "question", "Le contexte.", ""),
        (43, "question", "Combien ?", ""),
        (45, "answer", "2", "x"),
        (47, "feedback", "Oui, deux.", ""),
        (48, "answer", "*", " "),
        (50, "feedback", "Non, et\nencore.", ""),
        (54, "text", "Fin.", ""),
    ]
    assert [p.audiences for p in prose.paragraphs if p.text in ("Une part.", "Un fait.")] == [
        ("tu",), (),
    ]  # fmt: skip
    assert [(o.name, o.line) for o in prose.openings] == [
        ("passage", 23), ("note", 27), ("claim", 32), ("numeric", 39),
    ]  # fmt: skip
    assert prose.line_of("numeric") == 39 and prose.line_of("figure", "x") == 1


@given(st.lists(st.sampled_from([*BODY.split("\n"), "", ":::", "- a", "  x", "::::"]), max_size=40))
def test_any_lines_can_be_read(lines: list[str]) -> None:
    prose = read_prose("\n".join(lines), 1)
    assert all(1 <= p.line <= len(lines) for p in prose.paragraphs)
    assert all(isinstance(p, Paragraph) and p.text.strip() for p in prose.paragraphs)
