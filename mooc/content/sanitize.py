"""The second fence: whatever the Markdown rules let through, only this list reaches a page."""

from __future__ import annotations

import re

import nh3
from pygments.token import STANDARD_TYPES

TEXT = {
    "a", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "h2", "h3", "h4", "h5", "h6", "hr", "img", "kbd",
    "li", "ol", "p", "pre", "s", "section", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "time", "tr", "ul",
}  # fmt: skip
MATH = {
    "math", "menclose", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub", "msubsup",
    "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
MATH_ATTRIBUTES = {
    "accent", "columnalign", "columnspacing", "displaystyle", "fence", "form", "largeop", "lspace",
    "mathvariant", "maxsize", "minsize", "movablelimits", "rowspacing", "rspace", "scriptlevel",
    "separator", "stretchy", "symmetric",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "rel", "title"},
    "dfn": {"id"},
    "div": {"aria-label", "role", "tabindex"},
    "details": {"data-behaviour"},
    "dt": {"id"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "math": {"display"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "section": {"aria-labelledby"},
    "td": {"align"},
    "th": {"align", "scope"},
    "time": {"datetime"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    **dict.fromkeys(MATH - {"math"}, MATH_ATTRIBUTES),
}
CLASSES = {
    "a": {"external", "term"},
    "aside": {"callout"},
    "div": {
        "block-missing", "callout", "callout-example", "callout-note", "callout-tip",
        "callout-try", "callout-warning", "claim-text", "math", "table-scroll",
    },
    "details": {"details"},
    "figure": {"claim", "figure"},
    "figcaption": {"claim-source"},
    "p": {"callout-title", "claim-source", "credit"},
    "pre": {"code"},
    "code": {"lang-python", "lang-text"},
    "section": {"glossary"},
    "span": {name for name in STANDARD_TYPES.values() if name} | {"credit"},
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
}  # fmt: skip


def _relative(url: str) -> str | None:
    """Addresses inside the site only: ``/…`` and ``#…``, never another site's ``//…``."""
    # A browser drops these characters before it reads an address.
    bare = re.sub(r"[\x00-\x20]", "", url).replace("\\", "/")
    return url if bare.startswith(("/", "#")) and not bare.startswith("//") else None


_CLEANER = nh3.Cleaner(
    tags=TEXT | MATH,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    clean_content_tags={"script", "style", "iframe", "object", "template"},
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative=_relative,
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """The HTML with everything outside the list removed. Cleaning twice changes nothing."""
    return _CLEANER.clean(html)
