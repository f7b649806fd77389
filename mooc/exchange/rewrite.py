"""The HTML of a page, made for the site, turned into HTML that stands alone.

Links to a page of the export stay links. Any other becomes text followed by its address: a reader
from a USB key has no network, and one on paper has no link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from mooc.exchange.formula import Node, on_one_line

Attributes = list[tuple[str, str | None]]
VOID = {"br", "hr", "img"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Rules:
    """How addresses change.

    ``page`` gives the new address of one of the site's pages, or None when it is not exported;
    ``image`` that of an image. ``prefix`` goes before ids when several pages make one document,
    and ``shift`` lowers headings. ``printed``: for paper, so no fold, no MathML, live addresses.
    """

    page: Callable[[str], str | None]
    image: Callable[[str], str]
    site: str
    prefix: str = ""
    shift: int = 0
    printed: bool = False


def rewrite(html: str, rules: Rules) -> str:
    """The same HTML with its addresses changed. What comes in was cleaned by mooc.content."""
    parser = _Rewriter(rules)
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


def spoken(address: str) -> str:
    """An address as it is written on paper: without ``mailto:`` or ``tel:``."""
    return address.removeprefix("mailto:").removeprefix("tel:")


class _Rewriter(HTMLParser):
    def __init__(self, rules: Rules) -> None:
        super().__init__(convert_charrefs=False)
        self.rules = rules
        self.out: list[str] = []
        # Each open link: (how to close it, address to write after it, where its text began).
        self.links: list[tuple[str, str, int]] = []
        self.formula: list[Node] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.rules.printed and (tag == "math" or self.formula):
            self._formula_start(tag)
        elif tag == "a":
            self._link(dict(attrs))
        else:
            self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.formula:
            self._formula_end()
        elif tag == "a":
            self._close_link()
        elif tag not in VOID:
            self.out.append(f"</{self._name(tag)}>")

    def handle_data(self, data: str) -> None:
        if self.formula:
            self.formula[-1].text += data
        else:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, written: str) -> None:
        if self.formula:
            self.formula[-1].text += unescape(written)
        else:
            self.out.append(written)

    def _name(self, tag: str) -> str:
        if tag in HEADINGS:
            return f"h{min(6, HEADINGS[tag] + self.rules.shift)}"
        if self.rules.printed:
            return {"details": "div", "summary": "p"}.get(tag, tag)
        return tag

    def _element(self, tag: str, attrs: Attributes) -> None:
        changed: Attributes = []
        for name, value in attrs:
            if name in ("id", "aria-labelledby") and value:
                value = f"{self.rules.prefix}{value}"
            elif name == "src" and tag == "img":
                value = self.rules.image(value or "")
            elif self.rules.printed and name in ("tabindex", "loading", "decoding"):
                continue
            changed.append((name, value))
        if self.rules.printed and tag in ("details", "summary"):
            changed = [("class", "fold" if tag == "details" else "fold-title")]
        self.out.append(start(self._name(tag), changed))

    def _link(self, attrs: dict[str, str | None]) -> None:
        href = attrs.get("href") or ""
        page = self.rules.page(href)
        if href.startswith("#"):
            page = f"#{self.rules.prefix}{href[1:]}"
        if page is not None:
            kept = [("class", attrs["class"])] if attrs.get("class") else []
            self.out.append(start("a", [("href", page), *kept]))
            self.links.append(("</a>", "", 0))
            return
        address = href if href.startswith(SCHEMES) or not href else f"{self.rules.site}{href}"
        self.out.append("<span>")
        self.links.append(("</span>", address, len(self.out)))

    def _close_link(self) -> None:
        closing, address, begun = self.links.pop() if self.links else ("", "", 0)
        said = unescape("".join(self.out[begun:]))
        self.out.append(closing)
        if not address or spoken(address).removeprefix("https://").rstrip("/") in said:
            return
        text = escape(spoken(address))
        if self.rules.printed:
            text = f'<a href="{escape(address)}">{text}</a>'
        self.out.append(f' <span class="address">({text})</span>')

    def _formula_start(self, tag: str) -> None:
        node = Node(tag)
        if self.formula:
            self.formula[-1].children.append(node)
        self.formula.append(node)

    def _formula_end(self) -> None:
        node = self.formula.pop()
        if not self.formula:
            line = " ".join(on_one_line(node).split())
            self.out.append(f'<span class="formula">{line}</span>')


def start(tag: str, attrs: Attributes) -> str:
    """An opening tag."""
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs
    )
    return f"<{tag}{written}>"
