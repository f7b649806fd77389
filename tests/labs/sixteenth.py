"""A lab that the repository does not hold: one folder, as an author would write it.

A tide gauge reads too high by a constant; one chooses what to take off. Five files, and a lab.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mooc.settings import ROOT, Settings

SLUG = "maree-decalee"

EXERCISE = """\
id = "x-maree-decalee"
version = "1"
title = "La marée décalée"
summary = "Un capteur se trompe toujours du même côté : corrigez-le."
theme = "juger"
audiences = ["tous-publics"]
minutes = 5
level = 1
aims = ["Corriger une erreur constante"]
tiers = ["lab"]
licence = "CC BY 4.0"
authors = ["Équipe d’essai"]
fictional = true

[weights]
lab_kb = 80
"""

LAB = """\
version = 1
title = "La marée décalée"
aim = "Choisissez de combien corriger un capteur de marée qui lit toujours trop haut."
minutes = 5
story = ["Imaginons un capteur posé trop bas, dans un port."]
data = "Mesures inventées pour l’essai."
caution = "Un vrai capteur dérive aussi avec le temps."
teacher = ["Faites lire deux mesures.", "À retenir : une erreur constante se corrige."]

shift = 7

[question]
text = "Pourquoi une seule correction suffit-elle ?"
right = "constante"

[[question.options]]
id = "hasard"
text = "Le capteur se trompe au hasard"
feedback = "Au hasard, aucune correction unique ne suffirait."

[[question.options]]
id = "constante"
text = "Il se trompe toujours autant"
feedback = "Oui : ce qui est constant se retire."

[[question.options]]
id = "rien"
text = "Il ne se trompe pas"
feedback = "Comparez ses mesures à l’échelle du quai."
"""

KIND = '''\
"""A constant error, and what to take off."""

from pathlib import Path

from mooc.grading.lab import LabKind, LabOption, Play
from mooc.grading.verdict import BadAnswer, Feedback, Verdict, only

READ = (112, 131, 154)


def taken(raw):
    text = only(raw, "correction")
    if not text.isascii() or not text.isdigit() or int(text) > 20:
        raise BadAnswer("Écrivez un nombre entier de 0 à 20.", "correction")
    return int(text)


def view(shift, fields):
    chosen = taken(fields) if "correction" in fields else 0
    return {"chosen": chosen, "shown": [read - chosen for read in READ], "data": {"read": READ}}


def grade(shift, raw):
    right = taken(raw) == shift
    title = "Bien corrigé" if right else "Encore décalé"
    html = f"<p><strong>{title}.</strong> Regardez l’échelle du quai.</p>"
    told = "good" if right else "shifted"
    return Verdict(float(right), (Feedback("correction", html, right),),
                   details={"strategy": told, "parts": 1})


KIND = LabKind(
    name="maree-decalee",
    title="Marée décalée",
    parse=lambda table, place: int(table["shift"]),
    fields=lambda shift: ("correction",),
    view=view,
    grade=grade,
    plays=lambda shift: (
        Play("sans correction", {"correction": ["0"]}, False, "shifted"),
        Play("bonne correction", {"correction": [str(shift)]}, True, "good"),
    ),
    folder=Path(__file__).parent,
    options={"shift": LabOption("entier", "le décalage, en centimètres")},
)
'''

BENCH = """\
{% from "learn/lab_macros.html" import slider_pair with context %}
{{ slider_pair(lab, "correction", _("À retirer, en cm"), lab.own.chosen, 0, 20) }}
<p>Mesures corrigées : <b data-out="shown">{{ lab.own.shown|join(", ") }}</b></p>
"""

SCRIPT = """\
import { pair } from "../../js/lab/pair.js";

export default function tide(root, { data, say }) {
  const shown = root.querySelector("[data-out=shown]");
  const chosen = pair(root.querySelector(".lab-pair"), () => {
    shown.textContent = data.read.map((read) => read - chosen.value).join(", ");
    say(`Mesures corrigées : ${shown.textContent}`);
  });
}
"""

FILES = {
    "exercise.toml": EXERCISE,
    "lab.toml": LAB,
    "lab.py": KIND,
    "lab.html": BENCH,
    "web/lab.js": SCRIPT,
}


def write(root: Path) -> Path:
    """The lab's folder in *root*, a folder of exercises."""
    folder = root / SLUG
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def with_sixteenth(settings: Settings, root: Path) -> Settings:
    """The same site, whose exercises are this one; no course, since none names it."""
    from dataclasses import replace

    courses = root / "courses"
    courses.mkdir()
    for name in ("audiences.toml", "misconceptions.toml", "glossary.md"):
        shutil.copy(ROOT / "courses" / name, courses)
    write(root / "exercises")
    return replace(settings, courses_dir=courses, exercises_dir=root / "exercises")
