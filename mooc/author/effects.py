"""A change of the courses, in the words of what it does to those who have begun them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from mooc.content.difference import Change, Snapshot, Sort


@dataclass(frozen=True, slots=True)
class Effect:
    """``what`` changed, what it ``does``, and for how many learners of this database."""

    what: str
    does: str
    learners: int
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """How many had finished a course, and how many of them have something left to do now."""

    title: str
    before: int
    after: int

    @property
    def reopened(self) -> int:
        """Those for whom the course is no longer finished."""
        return max(0, self.before - self.after)


# Sort of change → what changed, what it does, whether it takes something away. Translated when it
# is told: ``%(t)s`` is the title, ``%(id)s`` the activity.
WORDS: Mapping[Sort, tuple[LazyString, LazyString, bool]] = {
    "course-added": (
        _("Nouveau cours : %(t)s"),
        _("Personne ne l’a commencé. Rien ne change pour les autres cours."),
        False,
    ),
    "course-gone": (
        _("Cours retiré : %(t)s"),
        _("Il ne se voit plus. Les réponses restent gardées, sans lieu où les montrer."),
        True,
    ),
    "page-added": (
        _("Nouvelle page : %(t)s"),
        _("Qui avait fini le cours y trouve une page de plus à faire."),
        False,
    ),
    "page-gone": (
        _("Page retirée : %(t)s"),
        _("Ses activités ne comptent plus. Un lien gardé mène à « page introuvable »."),
        True,
    ),
    "page-moved": (
        _("Page passée dans un autre cours : %(t)s"),
        _("La progression la suit, l’ancienne adresse y mène encore."),
        False,
    ),
    "page-address": (
        _("Adresse changée : %(t)s"),
        _("La progression ne bouge pas, mais les anciens liens ne mènent plus ici."),
        False,
    ),
    "item-added": (
        _("Nouvelle activité %(id)s dans « %(t)s »"),
        _("Une page déjà terminée redevient à finir."),
        False,
    ),
    "item-gone": (
        _("Activité retirée : %(id)s, dans « %(t)s »"),
        _("Les réponses restent gardées mais ne comptent plus et ne se voient plus."),
        True,
    ),
    "item-moved": (
        _("Activité déplacée : %(id)s, maintenant dans « %(t)s »"),
        _("Les réponses la suivent."),
        False,
    ),
    "item-edited": (
        _("Activité modifiée : %(id)s, dans « %(t)s »"),
        _("Qui avait répondu garde son résultat et lit « cette question a été modifiée »."),
        False,
    ),
}
NOTHING = _("Elle est hors du parcours : rien de plus à faire.")


def effect(change: Change, learners: Mapping[str, int]) -> Effect:
    """The change told to its author; *learners*: item id → how many answered it."""
    what, does, loss = WORDS[change.sort]
    count = learners.get(change.id, 0)
    told = str(what) % {"t": change.title, "id": change.id}
    return Effect(told, str(does if change.counts else NOTHING), count, loss and count > 0)


def required(snapshot: Snapshot, course: str) -> tuple[str, ...]:
    """The ids of every activity that finishing the course asks for."""
    pages = {i for i, p in snapshot.pages.items() if p.course == course and p.counts}
    return tuple(i for i, item in snapshot.items.items() if item.page in pages)
