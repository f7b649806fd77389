"""A change of the courses, in the words of what it does to those who have begun them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from mooc.content.difference import Change, Snapshot


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


def effect(change: Change, learners: Mapping[str, int]) -> Effect:
    """The change told to its author; *learners*: item id → how many answered it."""
    what, does, grave = _words(change)
    return Effect(what, does, learners.get(change.id, 0), grave and learners.get(change.id, 0) > 0)


def _words(change: Change) -> tuple[str, str, bool]:
    title = change.title
    told = {
        "course-added": (
            gettext("Nouveau cours : %(t)s", t=title),
            gettext("Personne ne l’a commencé. Rien ne change pour les autres cours."),
            False,
        ),
        "course-gone": (
            gettext("Cours retiré : %(t)s", t=title),
            gettext("Il ne se voit plus. Les réponses restent gardées, sans lieu où les montrer."),
            True,
        ),
        "page-added": (
            gettext("Nouvelle page : %(t)s", t=title),
            gettext("Qui avait fini le cours y trouve une page de plus à faire."),
            False,
        ),
        "page-gone": (
            gettext("Page retirée : %(t)s", t=title),
            gettext("Ses activités ne comptent plus. Un lien gardé mène à « page introuvable »."),
            True,
        ),
        "page-moved": (
            gettext("Page passée dans un autre cours : %(t)s", t=title),
            gettext("La progression la suit, l’ancienne adresse y mène encore."),
            False,
        ),
        "page-address": (
            gettext("Adresse changée : %(t)s", t=title),
            gettext("La progression ne bouge pas, mais les anciens liens ne mènent plus ici."),
            False,
        ),
        "item-added": (
            gettext("Nouvelle activité %(id)s dans « %(t)s »", id=change.id, t=title),
            gettext("Une page déjà terminée redevient à finir."),
            False,
        ),
        "item-gone": (
            gettext("Activité retirée : %(id)s, dans « %(t)s »", id=change.id, t=title),
            gettext("Les réponses restent gardées mais ne comptent plus et ne se voient plus."),
            True,
        ),
        "item-moved": (
            gettext("Activité déplacée : %(id)s, maintenant dans « %(t)s »", id=change.id, t=title),
            gettext("Les réponses la suivent."),
            False,
        ),
        "item-edited": (
            gettext("Activité modifiée : %(id)s, dans « %(t)s »", id=change.id, t=title),
            gettext(
                "Qui avait répondu garde son résultat et lit « cette question a été modifiée »."
            ),
            False,
        ),
    }
    return told[change.sort]


def required(snapshot: Snapshot, course: str) -> tuple[str, ...]:
    """The ids of every activity that finishing the course asks for."""
    pages = {i for i, p in snapshot.pages.items() if p.course == course and p.counts}
    return tuple(i for i, item in snapshot.items.items() if item.page in pages)
