"""What is checked and changed between parsing and rendering, in this order.

Each pass is one function ``(tokens, view) -> None`` that may change tokens in place.
"""

from __future__ import annotations

from mooc.content.passes import formulas, headings, images, links, markup, roles, typography
from mooc.content.passes.view import Pass, View

PASSES: tuple[tuple[str, Pass], ...] = (
    ("markup", markup.run),
    ("headings", headings.run),
    ("images", images.run),
    ("links", links.run),
    ("typography", typography.run),
    ("roles", roles.run),
    ("formulas", formulas.run),
)

__all__ = ["PASSES", "View"]
