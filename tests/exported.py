"""A small course with one of everything, for the tests of exports."""

from __future__ import annotations

import shutil
from pathlib import Path

from mooc.settings import ROOT
from tests.own_courses import write_course, write_page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>T</title>'
    '<rect width="40" height="20" fill="#0b5160"/></svg>'
)
QUESTIONS = """
:::{single-choice}
:id: q-un
Une scène.

Laquelle ?

- [x] la **bonne**

  Remarque de la bonne.
- [ ] la mauvaise

  Remarque de la mauvaise, avec un [lien](page:p-deux).
:::

:::{multiple-choice}
:id: q-plusieurs
Lesquelles ?

- [x] vrai un

  Remarque vrai un.
- [x] vrai deux

  Remarque vrai deux.
- [ ] faux trois

  Remarque faux trois.
:::

:::{numeric}
:id: q-nombre
:unit: kWh
Combien ?

- [x] 12 ± 0,5

  Remarque douze.
- [ ] *

  Remarque autre nombre.
:::

:::{short-text}
:id: q-mot
Quel mot ?

- [x] l’étiquette | le nom

  Remarque étiquette.
- [ ] le modèle réglé

  Remarque modèle.
- [ ] *

  Remarque autre mot.
:::

:::{ordering}
:id: q-ordre
Dans l’ordre ?

1. premier pas

   Remarque premier.
2. deuxième pas

   Remarque deuxième.
3. troisième pas

   Remarque troisième.
:::

:::{matching}
:id: q-paires
À relier ?

- données => apprendre

  Remarque données.
- essai => vérifier

  Remarque essai.
- => décorer
:::
"""
FIRST = """
Un {term}`modèle`, une [page](page:p-deux#plus-loin), [ailleurs](https://a.example/lire),
<https://b.example/>, [le courrier](mailto:a@b.example), [l’exercice](exercice:perceptron).

:::{figure} images/carre.svg
:alt: Un rectangle bleu.
:credit: L’équipe
:licence: CC BY 4.0

La légende.
:::

:::{dropdown} Comment ?
Ainsi : $\\frac{a+1}{b}$.
:::

:::{exercise} perceptron
:id: ex-un
:::

## Pour certains

:::{passage}
:publics: elus
Seulement pour les élus.
:::

:::{passage}
:metiers: boulangerie
Seulement pour la boulangerie.
:::

:::{passage}
:metiers: garage
Seulement pour le garage.
:::
"""
AUDIENCES = """[tpe-pme]
title = "Petites entreprises"
[tpe-pme.trades]
boulangerie = "Boulangerie"
garage = "Garage"
[elus]
title = "Élus"
"""
MODULE = """
[[modules]]
id = "m-un"
title = "Premier module"
summary = "Le module."
aims = ["savoir un"]
pages = ["01-un", "02-deux"]
notes = "n1"
paper = "p1"
easy = ["f1"]

[[modules.elsewhere]]
title = "Un autre cours"
by = "Quelqu’un"
url = "https://c.example/cours"
why = "Il est bon."
checked = 2026-11-25

[[modules]]
id = "m-deux"
title = "Module en préparation"
summary = "Plus tard."
status = "draft"
pages = ["03-trois"]
"""


def write_all(root: Path) -> Path:
    """The courses folder, under *root*."""
    courses = root / "courses"
    folder = write_course(courses, "essai", "tpe-pme", MODULE)
    (courses / "audiences.toml").write_text(AUDIENCES, encoding="utf-8")
    glossary = "# Mots\n\n## modèle\n\nUn calcul réglé. Voir [la page](page:p-deux).\n"
    (courses / "glossary.md").write_text(glossary, encoding="utf-8")
    (folder / "images").mkdir()
    (folder / "images" / "carre.svg").write_text(SVG, encoding="utf-8")
    write_page(folder, "01-un.md", "p-un", FIRST + QUESTIONS, title="La première")
    write_page(folder, "02-deux.md", "p-deux", "## Plus loin\n\nUn texte.", title="La deuxième")
    write_page(folder, "03-trois.md", "p-trois", "Pas encore.", title="La troisième")
    for name, role in (("n1", "notes"), ("p1", "paper"), ("f1", "easy")):
        page_id = f"p-{name}"
        write_page(folder / "supports", f"{name}.md", page_id, f"Texte {role}.", role=role)
    for name, role in (("depart", "placement"), ("bilan", "final")):
        write_page(folder, f"{name}.md", f"p-{name}", f"Texte {role}.", role=role)
    shutil.copytree(ROOT / "exercises" / "perceptron", root / "exercises" / "perceptron")
    return courses
