"""SVG is a document that can run scripts and fetch: only shapes and text pass."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask", "marker", "pattern", "style",
}  # fmt: skip
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
MAX_ELEMENTS = 5_000
# What CSS or an attribute may use to fetch or run something.
ACTIVE = re.compile(r"@import|expression|javascript:|data:|https?:|//|\\|&#", re.IGNORECASE)
URL = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)", re.IGNORECASE)


class SvgRefused(ValueError):
    """Why an SVG is not shown (French)."""


def svg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a harmless SVG. Raises ``SvgRefused`` for any other."""
    _plain_document(data)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise SvgRefused("SVG illisible, ou avec un DTD") from None
    if root.tag != f"{SVG}svg":
        raise SvgRefused("ce n’est pas un SVG")
    for count, element in enumerate(root.iter()):
        if count > MAX_ELEMENTS:
            raise SvgRefused(f"SVG de plus de {MAX_ELEMENTS} éléments")
        _element(element)
    return _size(root)


def _plain_document(data: bytes) -> None:
    """UTF-8, and no instruction but ``<?xml … ?>``: a style sheet can be named in one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SvgRefused("le SVG n’est pas en UTF-8") from None
    if "<?" in re.sub(r"\A<\?xml\s[^?]*\?>", "", text):
        raise SvgRefused("SVG refusé : instruction de traitement")


def _element(element: Element) -> None:
    tag = str(element.tag)
    name = tag.removeprefix(SVG)
    if not tag.startswith(SVG) or name not in ELEMENTS:
        raise SvgRefused(f"SVG refusé : élément {name[:40]}")
    if name == "style":
        _value("style", "".join(element.itertext()))
    for attribute, value in element.attrib.items():
        if attribute in ("href", XLINK_HREF):
            if not value.startswith("#"):
                raise SvgRefused("SVG refusé : lien vers l’extérieur")
        elif attribute.startswith("{") and not attribute.startswith(XML):
            raise SvgRefused("SVG refusé : attribut d’un autre vocabulaire")
        elif attribute.lower().startswith("on"):
            raise SvgRefused(f"SVG refusé : attribut {attribute[:40]}")
        else:
            _value(attribute, value)


def _value(name: str, value: str) -> None:
    if ACTIVE.search(value) or URL.search(value):
        raise SvgRefused(f"SVG refusé : adresse ou script dans {name[:40]}")


def _size(root: Element) -> tuple[int, int]:
    """From ``viewBox``, else from ``width`` and ``height`` in pixels."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        if len(box) == 4:
            return round(float(box[2])), round(float(box[3]))
        width, height = (root.get(name, "").removesuffix("px") for name in ("width", "height"))
        return round(float(width)), round(float(height))
    except (ValueError, OverflowError):
        raise SvgRefused("SVG sans viewBox") from None
