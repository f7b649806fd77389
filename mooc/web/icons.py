"""Icons: small strokes on a 24-unit grid, drawn for this site, always beside a word."""

from __future__ import annotations

from markupsafe import Markup

PATHS = {
    "check": "M4 12.5l5 5L20 6.5",
    "cross": "M6 6l12 12M18 6L6 18",
    "arrow-right": "M4 12h15M13 6l6 6-6 6",
    "arrow-left": "M20 12H5M11 6l-6 6 6 6",
    "arrow-up": "M12 20V5M6 11l6-6 6 6",
    "arrow-down": "M12 4v15M6 13l6 6 6-6",
    "info": "M12 11v6M12 7.2v.1M12 3a9 9 0 100 18 9 9 0 000-18z",
    "warning": "M12 4L2.8 20h18.4zM12 10v5M12 17.6v.1",
    "tip": "M9 18h6M10 21h4M12 3a6 6 0 00-3 11c.5.5.5 1 .5 2h5c0-1 0-1.5.5-2a6 6 0 00-3-11",
    "try": "M8 4v7M12 3v8M16 5v6M8 9c-2-1-4 0-3 2l3 6c1 2 2 4 5 4 4 0 6-2 6-6V7",
    "example": "M5 4h11l3 3v13H5zM9 10h6M9 14h6",
    "theme": "M12 3a9 9 0 100 18zM12 3a9 9 0 010 18",
    "print": "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "clock": "M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z",
    "flag": "M6 21V4h11l-2 4 2 4H6",
    "play": "M8 5l11 7-11 7z",
    "sound": "M5 10v4h3l5 4V6L8 10zM16 9c1.5 1.5 1.5 4.5 0 6M18.5 6.5c3 3 3 8 0 11",
    "bookmark": "M7 4h10v16l-5-4-5 4z",
    "search": "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20",
    "stop": "M6 6h12v12H6z",
}

SVG = Markup(
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    '<path d="{}"/></svg>'
)


def icon(name: str) -> Markup:
    """The SVG of *name*, hidden from assistive technology: the word beside it says it."""
    return SVG.format(PATHS[name])
