"""Who comes, and what is ready for them today. Nothing is promised that a visitor cannot open."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Situation:
    """A way in: *title* in the visitor's words; *text* says what is ready and what is not."""

    key: str
    title: LazyString
    text: LazyString
    link: LazyString
    path: str


COURSE, EXERCISE = "/cours/ia-pour-tous/", "/exercices/aide-sociale/"

SITUATIONS = (
    Situation(
        "decouvre",
        _("Je découvre"),
        _("Deux pages à lire, des questions, des choses à essayer : une demi-heure en tout."),
        _("Commencer le cours"),
        COURSE,
    ),
    Situation(
        "eleve",
        _("Je suis élève"),
        _("Le cours pour tous, sans compte ni adresse. Celui du lycée n’est pas encore écrit."),
        _("Lire le cours pour tous"),
        COURSE,
    ),
    Situation(
        "enseigne",
        _("J’enseigne"),
        _("Un modèle à manipuler en classe. Le suivi d’une classe n’existe pas encore."),
        _("Voir l’exercice « Qui reçoit l’aide ? »"),
        EXERCISE,
    ),
    Situation(
        "entreprise",
        _("J’ai une petite entreprise"),
        _("Ce qu’un modèle apprend, où il se trompe. Le parcours par métier reste à écrire."),
        _("Lire le cours pour tous"),
        COURSE,
    ),
    Situation(
        "elu",
        _("Je suis élu·e"),
        _("Un tri automatique de demandes, à débattre. Le parcours des élus reste à écrire."),
        _("Ouvrir le cas de l’aide sociale"),
        EXERCISE,
    ),
    Situation(
        "anime",
        _("J’anime un lieu"),
        _("De quoi tenir un atelier d’une heure. Le guide d’animation n’est pas encore écrit."),
        _("Préparer avec le cours"),
        COURSE,
    ),
)
