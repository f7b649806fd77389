"""The few places that every page leads to. Addresses, since a layer below knows no surface."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the header or footer: *label* is translatable, *path* absolute on the site."""

    label: LazyString
    path: str

    @property
    def here(self) -> str:
        """The value of ``aria-current``: ``page`` on it, ``true`` below it, empty elsewhere."""
        if request.path == self.path:
            return "page"
        return "true" if request.path.startswith(self.path.rstrip("/") + "/") else ""


HEADER = (
    Entry(_("Cours"), "/cours/"),
    Entry(_("Laboratoire"), "/laboratoire/"),
    Entry(_("Mon parcours"), "/mon-parcours/"),
    Entry(_("Aide"), "/aide"),
)

FOOTER = (
    Entry(_("Pour qui"), "/pour/"),
    Entry(_("Annuaire"), "/annuaire/"),
    Entry(_("Glossaire"), "/glossaire/"),
    Entry(_("Accessibilité : non conforme"), "/accessibilite"),
    Entry(_("Vos données"), "/confidentialite"),
    Entry(_("Écoconception"), "/ecoconception"),
    Entry(_("Nos algorithmes"), "/nos-algorithmes"),
    Entry(_("Mentions légales"), "/mentions-legales"),
    Entry(_("Aide et contact"), "/aide"),
)


WORKSHOP = Entry(_("Atelier"), "/atelier/")


def entries(place: str) -> tuple[Entry, ...]:
    """The links of *place*: ``header`` or ``footer``. An author's site leads to the workshop."""
    if place == "header" and current_app.extensions["mooc_settings"].author_mode:
        return (WORKSHOP, *HEADER)
    return {"header": HEADER, "footer": FOOTER}[place]
