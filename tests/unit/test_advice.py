"""What ``mooc check`` advises: each rule warns of what it must, on its line, and is else silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mooc.content import load_courses
from mooc.content.advice import RULES, Context, weight
from mooc.content.advice.advise import Adviser
from mooc.content.advice.guide import guide
from mooc.content.advice.prose import read_prose
from mooc.content.model import Audience
from mooc.content.problem import Problem
from mooc.grading import DIRECTIVES

AUDIENCES = """[adultes]
title = "Adultes"
reading = 60
banned = ["booster", "game changer"]
gloss = ["jeton", "score"]
[tpe-pme]
title = "Entreprises"
reading = 0
[eleves]
title = "Élèves"
voice = "tu"
reading = 0
"""
COURSE = """id = "c-x"
title = "T"
summary = "S"
audience = "adultes"
licence = "CC BY 4.0"
authors = ["A"]
"""
FRONT = """---
id: p-a
title: A
summary: S
minutes: 3
updated: 2026-11-24
---
"""
RIGHT = "- [x] oui\n\n  C’est bien le nombre noté.\n"
ASK = f""":::{{single-choice}}
:id: q-1
Vrai ?

{RIGHT}- [ ] non

  Relisez le premier tableau.
:::
"""
CLAIM = ":::{claim}\n:source: INSEE\n:date: 2026\n:review: 2027-01-01\nUn fait connu.\n:::\n"
NUMBER = ":::{numeric}\n:id: q-2\nCombien ?\n\n- [x] 2\n\n  Un plus un font deux.\n"
WORD = NUMBER.replace("numeric", "short-text")
OTHER = "- [ ] *\n\n  Comptez encore une fois.\n"
HARD = (
    "La dématérialisation généralisée des procédures administratives territoriales nécessite "
    "l’accompagnement individualisé des bénéficiaires potentiels. "
)
LONG = " ".join(["mot"] * 29)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title></svg>'
FIGURE = ":::{figure} images/a.svg\n:alt: Un carré.\n:credit: X\n:licence: CC BY 4.0\n:::\n"

# rule: (audience, body, line of the warning, what it says). The body starts on line 8.
BAD = {
    "reading-level": ("adultes", f"Le chat dort.\n\n{HARD * 9}", 10, "lisibilité"),
    "sentence-length": ("tpe-pme", f"Un mot.\n\nBref. Alors {LONG}.", 10, "30 mots : « Alors mot"),
    "word-banned": ("adultes", "Un outil\npour Booster les ventes.", 9, "« booster »"),
    "word-gloss": ("adultes", "On compte.\n\nUn score de 3.", 10, "« score »"),
    "acronym": ("adultes", "Le sigle.\n\nLe RGPD suffit, le SMS aussi.", 10, ": RGPD ("),
    "voice": ("eleves", "Tu comptes.\n\nRegardez ton carnet.", 10, "« Regardez »"),
    "nothing-to-do": ("adultes", "Rien.", 1, "rien à faire"),
    "feedback-short": ("adultes", ASK.replace("Relisez le premier tableau", "Non"), 15, "« Non. »"),
    "feedback-alone": ("adultes", f"{NUMBER}{OTHER}:::\n", 10, "même commentaire"),
    "feedback-repeated": (
        "adultes",
        f"{ASK}\n{NUMBER}- [ ] 3\n\n  Relisez, le premier tableau !\n{OTHER}:::\n",
        27,
        "01-a.md:15",
    ),
    "source-missing": ("adultes", "Il fait beau.\n\nCela coûte 3 milliards.", 10, "3 milliards"),
    "picture-heavy": ("adultes", f"{FIGURE}", 8, "30 ko"),
}
# Other ways of being wrong, for the rules that look at several things.
MORE = [
    ("sentence-length", "tpe-pme", f"{LONG[:80].capitalize()}. " * 5, 1, "20 mots par phrase"),
    ("word-gloss", "adultes", "Le mot.\n\nDes jetons (bleus)\n\nUn score.", 12, "« score »"),
    ("acronym", "adultes", ":::{tip} Le RGPD\nOui.\n:::", 8, ": RGPD ("),
    (
        "voice",
        "adultes",
        "Comptez.\n\nPrends ton carnet.\n\nTes pas.",
        10,
        "« ton » : on dit « vous »",
    ),
    ("voice", "tpe-pme", "Un mot.\n\nEs-tu là ?", 10, "« tu »"),
    ("voice", "eleves", "Un mot.\n\nC’est votre carnet.", 10, "« votre » : on dit « tu »"),
    ("source-missing", "adultes", "Il pleut.\n\nLa part est de 12,5 %.", 10, "12,5 %"),
    ("source-missing", "adultes", "Voir l’article L311-3-1 du code.", 8, "article L311-3-1"),
    ("source-missing", "adultes", "Le règlement (UE) 2024/1689 le dit.", 8, "2024/1689"),
]
# Pages that are right, or where a rule has nothing to say: nobody is warned.
GOOD = {
    "reading-level": [
        ("adultes", "Le chat dort sur le mur. Il a faim. " * 20),
        ("adultes", HARD * 3),  # too short to be judged
        ("tpe-pme", "La commune publie régulièrement des informations utiles. " * 20),
    ],
    "sentence-length": [
        ("tpe-pme", f"{LONG[:-4]}. Puis M. Roux vient, cf. le plan. Un {LONG[:-8]} !"),
        ("tpe-pme", "\n".join(f"- {LONG[:60]}" for _ in range(9))),
    ],
    "word-banned": [
        ("adultes", "On lit partout « booster ». Un boosteur n’en est pas un. Le jeu change."),
        ("tpe-pme", "Booster."),
    ],
    "word-gloss": [
        ("adultes", "Une note, le *score*, va de 0 à 9. Ce score monte. Un jeton est un bout."),
        ("adultes", "On compte des morceaux de mots (jetons). Un jeton coûte peu."),
        ("adultes", "Le modèle donne un {term}`score`. Deux scores se valent."),
        ("adultes", f"{WORD}- [ ] pas | jeton\n\n  Encore un petit effort.\n{OTHER}:::\n"),
    ],
    "acronym": [
        ("adultes", "La Commission des libertés (CNIL) veille. La CNIL répond. Une IA aussi."),
        ("adultes", "La CNIL, qui veille sur nos données, répond. Le XXI est un nombre romain."),
        ("adultes", "Le référentiel, le RGESN, compte. L’image porte « AI ». Un lien-PDF."),
        ("adultes", "Le RNE est dans le glossaire."),
        ("tpe-pme", "Une PME, une TPE."),
        ("adultes", "Le code `RGPD` n’est pas lu, l’adresse https://RGPD.example/ABC non plus."),
    ],
    "voice": [
        ("adultes", "Vous parlez d’un ton sec ? Change-t-on de ton. Le ton monte, « tu es là »."),
        ("eleves", "Tu as rendez-vous chez toi. « Vous venez ? » Chez Ana, c’est ton jour. Assez."),
        ("adultes", "::::{passage}\n:publics: eleves\nTu regardes.\n::::"),
        ("adultes", ASK.replace("] non", "] Tu dois partir")),
    ],
    "nothing-to-do": [("adultes", ":::{try}\nComptez vos pas.\n:::"), ("adultes", ASK)],
    "feedback-short": [("adultes", ASK)],
    "feedback-alone": [
        ("adultes", f"{NUMBER}- [ ] 3\n\n  Un de trop, cette fois.\n{OTHER}:::\n"),
    ],
    "feedback-repeated": [("adultes", ASK)],
    "source-missing": [
        ("adultes", f"Cela coûte 3 milliards.\n\n{CLAIM}"),
        ("adultes", "Imaginons Léa. Elle vend 20 % de moins le lundi."),
        ("adultes", "Voici.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nLa part est de 50 %."),
    ],
    "picture-heavy": [("adultes", FIGURE.replace("a.svg", "b.svg"))],
}  # fmt: skip


def advise(
    tmp_path: Path,
    body: str,
    audience: str = "adultes",
    front: str = FRONT,
    name: str = "x/01-a.md",
) -> list[Problem]:
    root = tmp_path / "courses"
    files = {
        "audiences.toml": AUDIENCES,
        "glossary.md": "## score\n\nUne note.\n\n## RNE\n\nUne liste.\n",
        "x/course.toml": COURSE.replace("adultes", audience),
        "x/images/a.svg": SVG.format("x" * 30_000),
        "x/images/b.svg": SVG.format("x"),
        name: front + body + "\n",
    }
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    library = load_courses(root, DIRECTIVES)
    assert [p for p in library.problems if p.severity == "error"] == []
    return Adviser().advise(library)


def test_every_rule_is_tried_both_ways() -> None:
    names = [rule.name for rule in RULES]
    assert list(BAD) == list(GOOD) and sorted(BAD) == sorted(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "audience", "body", "line", "said"), [*((n, *case) for n, case in BAD.items()), *MORE]
)
def test_it_warns(
    tmp_path: Path, name: str, audience: str, body: str, line: int, said: str
) -> None:
    found = [p for p in advise(tmp_path, body, audience) if p.code == name]
    assert [(p.path, p.line, p.severity) for p in found] == [("courses/x/01-a.md", line, "warning")]
    assert said in str(found[0]) and found[0].hint


@pytest.mark.parametrize(
    ("name", "audience", "body"), [(name, *page) for name, pages in GOOD.items() for page in pages]
)
def test_it_is_silent(tmp_path: Path, name: str, audience: str, body: str) -> None:
    assert [p for p in advise(tmp_path, body, audience) if p.code == name] == []


@pytest.mark.parametrize(("size", "count"), [(60_000, 0), (60_001, 1)])
def test_a_photograph_may_weigh_more_than_a_drawing(tmp_path: Path, size: int, count: int) -> None:
    advise(tmp_path, FIGURE)
    page = load_courses(tmp_path / "courses", DIRECTIVES).courses[0].pages[0]
    photograph = replace(page.files[0], mimetype="image/webp", size=size)
    context = Context(read_prose(FIGURE, 8), Audience("adultes", ""))
    assert len(list(weight.run(replace(page, files=(photograph,)), context))) == count


def test_a_good_page_has_no_advice(tmp_path: Path) -> None:
    body = f"## Un matin\n\nVous comptez vos pas. Il fait beau.\n\n{CLAIM}\n{ASK}"
    assert advise(tmp_path, body) == []


def test_versions_that_are_easy_to_read_are_held_to_more(tmp_path: Path) -> None:
    body = "\n\n".join(
        ["Le chat a faim ce matin et il va voir le lait de la voisine d’à côté."] * 6
    )
    easy = FRONT.replace("---\nid", "---\nrole: easy\nid")
    assert advise(tmp_path / "usual", f"{body}\n\n{ASK}") == []
    found = advise(tmp_path, body, front=easy, name="x/supports/m-falc.md")
    assert [(p.line, p.code) for p in found] == [(1, "sentence-length")]
    long = body.replace("la voisine d’à côté", "la voisine d’à côté et de la rue")
    found = sorted(advise(tmp_path, long, front=easy, name="x/supports/m-falc.md"))
    assert [p.line for p in found] == [1, 9, 11, 13, 15, 17, 19]


def test_notes_are_for_those_who_teach(tmp_path: Path) -> None:
    notes = FRONT.replace("---\nid", "---\nrole: notes\nid")
    body = f"Vous animez. Le RGPD s’applique. {HARD * 9}"
    assert advise(tmp_path, body, "eleves", notes, "x/supports/m-notes.md") == []


def test_a_page_is_read_once_as_long_as_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advise(tmp_path, "Rien.")
    root = tmp_path / "courses"
    library, adviser = load_courses(root, DIRECTIVES), Adviser()
    first = adviser.advise(library)
    assert [p.code for p in first] == ["nothing-to-do"]
    monkeypatch.setattr("mooc.content.advice.advise.read_prose", None)
    assert adviser.advise(library) == first
    monkeypatch.undo()
    (root / "x/01-a.md").write_text(f"{FRONT}{ASK}", encoding="utf-8")
    assert adviser.advise(load_courses(root, DIRECTIVES)) == []
    stricter = {k: replace(a, gloss=("vrai",)) for k, a in library.audiences.items()}
    again = replace(load_courses(root, DIRECTIVES), audiences=stricter)
    assert [p.code for p in adviser.advise(again)] == ["word-gloss"]


def test_the_guide_is_up_to_date(repository: Path) -> None:
    """Write it again with ``python -m mooc.content.advice.guide > docs/auteurs/conseils.md``."""
    text = (repository / "docs/auteurs/conseils.md").read_text(encoding="utf-8")
    assert text == guide()
    for rule in RULES:
        assert f"## {rule.title} (`{rule.name}`)\n\n{rule.help}\n" in text and len(rule.help) > 40
