"""The rules themselves: each must catch what it is for, and a good page must pass them all."""

from __future__ import annotations

import pytest

from tests.pages.checks import problems

GOOD = """<!doctype html><html lang="fr"><head><title>Titre</title></head><body>
<a href="#c">Aller</a><header><nav aria-label="Menu"><a href="/">Accueil</a></nav></header>
<main id="c"><h1>Un</h1><h2>Deux</h2><form><label for="n">Nom</label><input id="n" name="n">
<fieldset><legend>Choix</legend><label><input type="radio" name="r">a</label></fieldset>
<button>Aller</button></form><img src="/a.svg" alt=""></main>
<footer><nav aria-label="Pied"><a href="/aide">Aide</a></nav></footer></body></html>"""

BROKEN = [
    ("language", '<html lang="fr">', "<html>"),
    ("title", "<title>Titre</title>", ""),
    ("one_h1", "<h1>Un</h1>", "<h1>Un</h1><h1>Bis</h1>"),
    ("heading_order", "<h2>Deux</h2>", "<h3>Deux</h3>"),
    ("unique_ids", '<h2>Deux</h2>', '<h2 id="n">Deux</h2>'),
    ("references", '<label for="n">', '<label for="m">'),
    ("labels", '<label for="n">Nom</label>', ""),
    ("fieldsets", "<legend>Choix</legend>", ""),
    ("names", "<button>Aller</button>", "<button></button>"),
    ("names", ' alt=""', ""),
    ("landmarks", '<nav aria-label="Pied">', '<nav aria-label="Menu">'),
    ("skip_link", '<a href="#c">Aller</a>', ""),
    ("no_inline", "<h2>", '<h2 style="color:red">'),
    ("no_inline", "<h2>", '<h2 onclick="x()">'),
    ("no_inline", "</head>", "<script>x()</script></head>"),
    ("no_third_party", 'src="/a.svg"', 'src="https://ailleurs.example/a.svg"'),
    ("no_leftovers", "Deux", "Deux None"),
]  # fmt: skip


def test_good_page() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(("rule", "old", "new"), BROKEN)
def test_rule_catches(rule: str, old: str, new: str) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert any(text.startswith(f"{rule}:") for text in found), found
