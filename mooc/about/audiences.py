"""Who comes, and what is ready for them today. Nothing is promised that a visitor cannot open."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Situation:
    """A way in: *title* in the visitor's words; *path* when it is *ready*, else what comes."""

    key: str
    title: LazyString
    text: LazyString
    link: LazyString
    path: str
    ready: bool


SITUATIONS = (
    Situation(
        "decouvre",
        _("Je découvre"),
        _("Deux pages à lire en une vingtaine de minutes, des questions, des choses à essayer."),
        _("Commencer le cours"),
        "/cours/ia-pour-tous/",
        True,
    ),
    Situation(
        "eleve",
        _("Je suis élève"),
        _("Le cours pour tous vous va, sans compte ni adresse. Le module du collège et du lycée n’est pas encore écrit."),
        _("Lire le cours pour tous"),
        "/cours/ia-pour-tous/",
        False,
    ),
    Situation(
        "enseigne",
        _("J’enseigne"),
        _("Faites manipuler un modèle en classe, sans rien installer. Le suivi d’une classe n’existe pas encore."),
        _("Voir l’exercice « Qui reçoit l’aide ? »"),
        "/exercices/aide-sociale/",
        False,
    ),
    Situation(
        "entreprise",
        _("J’ai une petite entreprise"),
        _("Comprendre d’abord ce qu’un modèle apprend et où il se trompe. Le parcours par métier n’est pas encore écrit."),
        _("Lire le cours pour tous"),
        "/cours/ia-pour-tous/",
        False,
    ),
    Situation(
        "elu",
        _("Je suis élu·e"),
        _("Un cas concret pour débattre : qui une machine oublie-t-elle quand elle trie des demandes ? Le parcours des élus n’est pas encore écrit."),
        _("Ouvrir le cas de l’aide sociale"),
        "/exercices/aide-sociale/",
        False,
    ),
    Situation(
        "anime",
        _("J’anime un lieu"),
        _("Un atelier possible dès aujourd’hui : les deux pages du cours, puis l’exercice, projetés ou sur place. Le guide d’animation n’est pas encore écrit."),
        _("Préparer avec le cours"),
        "/cours/ia-pour-tous/",
        False,
    ),
)  # fmt: skip
