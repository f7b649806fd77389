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


COURSE = "/cours/ia-pour-tous/"

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
        _("Apprends à un perceptron à trier des manchots. Dix minutes, sans compte."),
        _("Essayer tout de suite"),
        "/exercices/perceptron/",
    ),
    Situation(
        "enseigne",
        _("J’enseigne"),
        _("Une idée par exercice, sans code ou en Python. Le suivi d’une classe viendra."),
        _("Choisir pour le lycée"),
        "/laboratoire/?public=lycee",
    ),
    Situation(
        "entreprise",
        _("J’ai une petite entreprise"),
        _("Quelle erreur coûte le plus, combien d’énergie, que relire : à essayer sans code."),
        _("Choisir pour l’entreprise"),
        "/laboratoire/?public=tpe-pme",
    ),
    Situation(
        "elu",
        _("Je suis élu·e"),
        _("Interdit, encadré, permis ? Douze usages à classer, avec l’article et la date."),
        _("Classer douze usages"),
        "/exercices/trieur-reglement-ia/",
    ),
    Situation(
        "anime",
        _("J’anime un lieu"),
        _("De quoi tenir un atelier : chaque laboratoire a deux lignes pour qui anime."),
        _("Choisir au laboratoire"),
        "/laboratoire/?facon=sans-code",
    ),
)
