"""What every page of the site must be: one function a rule, each returning what is wrong.

``problems(html)`` runs them all. A rule returns short sentences, so that a failing test reads as
a list of things to mend.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Elements that fetch by themselves: they must fetch from this site.
FETCHING = {"img", "script", "link", "iframe", "source", "video", "audio", "object", "embed"}


@dataclass(eq=False)
class Element:
    """A parsed element: *text* is what it holds, descendants included."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(c if isinstance(c, str) else c.text for c in self.children).strip()

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list[Element]:
        return [e for e in self.walk() if e.tag in tags]

    def inside(self, tag: str) -> bool:
        here = self.parent
        while here is not None and here.tag != tag:
            here = here.parent
        return here is not None

    def name(self) -> str:
        """The accessible name as far as these rules need it."""
        alts = " ".join(e.attrs.get("alt", "") for e in self.all("img"))
        labels = " ".join(e.attrs.get("aria-label", "") for e in self.walk())
        return f"{self.text} {alts} {labels} {self.attrs.get('aria-labelledby', '')}".strip()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("#root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, {k: v or "" for k, v in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        here: Element | None = self.here
        while here is not None and here.tag != tag:
            here = here.parent
        if here is not None and here.parent is not None:
            self.here = here.parent

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.here.children.append(data.strip())


def parse(html: str) -> Element:
    """The tree of *html*; forgiving about optional end tags, as browsers are."""
    tree = _Tree()
    tree.feed(html)
    return tree.root


def language(page: Element) -> list[str]:
    found = page.all("html")
    return [] if found and found[0].attrs.get("lang") else ["<html> has no lang"]


def title(page: Element) -> list[str]:
    found = [e.text for e in page.all("title") if not e.inside("svg")]
    return [] if len(found) == 1 and found[0] else [f"titles: {found}"]


def one_h1(page: Element) -> list[str]:
    found = [e.text for e in page.all("h1")]
    return [] if len(found) == 1 and found[0] else [f"h1: {found}"]


def heading_order(page: Element) -> list[str]:
    wrong, before = [], 0
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        if level > before + 1:
            wrong.append(f"h{level} after h{before}: {heading.text!r}")
        before = level
    return wrong


def unique_ids(page: Element) -> list[str]:
    counts = Counter(e.attrs["id"] for e in page.walk() if "id" in e.attrs)
    return [f"id {i!r} {n} times" for i, n in counts.items() if n > 1]


def references(page: Element) -> list[str]:
    """What points to an id of the page finds it."""
    ids = {e.attrs["id"] for e in page.walk() if "id" in e.attrs}
    wrong = []
    for element in page.walk():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            missing = set(element.attrs.get(name, "").split()) - ids
            wrong += [f"<{element.tag} {name}> finds no {i!r}" for i in sorted(missing)]
        href = element.attrs.get("href", "")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            wrong.append(f"link to {href} finds nothing")
    return wrong


def labels(page: Element) -> list[str]:
    labelled = {e.attrs.get("for") for e in page.all("label") if e.text}
    wrong = []
    for control in page.all("input", "select", "textarea"):
        if control.attrs.get("type") in {"hidden", "submit", "button"}:
            continue
        named = control.attrs.get("aria-label") or control.attrs.get("aria-labelledby")
        if not (named or control.attrs.get("id") in labelled or control.inside("label")):
            wrong.append(f"<{control.tag} name={control.attrs.get('name')!r}> has no label")
    return wrong


def fieldsets(page: Element) -> list[str]:
    return [
        "a fieldset has no legend"
        for e in page.all("fieldset")
        if not any(c.text for c in e.children if isinstance(c, Element) and c.tag == "legend")
    ]


def names(page: Element) -> list[str]:
    """Links, buttons, frames and images say what they are."""
    wrong = [f"<a href={e.attrs['href']!r}> has no text" for e in page.all("a")
             if "href" in e.attrs and not e.name()]  # fmt: skip
    wrong += ["a button has no text" for e in page.all("button", "summary") if not e.name()]
    wrong += ["an iframe has no title" for e in page.all("iframe") if not e.attrs.get("title")]
    return wrong + [f"image without alt: {e.attrs.get('src')}" for e in page.all("img")
                    if "alt" not in e.attrs]  # fmt: skip


def landmarks(page: Element) -> list[str]:
    wrong = [f"{len(page.all(tag))} <{tag}>" for tag in ("main",) if len(page.all(tag)) != 1]
    banner = [e for e in page.all("header") if e.parent and e.parent.tag == "body"]
    contents = [e for e in page.all("footer") if e.parent and e.parent.tag == "body"]
    wrong += [] if len(banner) == 1 and len(contents) == 1 else ["header or footer missing"]
    navs = [e.attrs.get("aria-label") or e.attrs.get("aria-labelledby") for e in page.all("nav")]
    return wrong + (["navs without their own names"] if len(set(navs)) != len(navs) else [])


def skip_link(page: Element) -> list[str]:
    links = page.all("a")
    main = page.all("main")
    target = f"#{main[0].attrs.get('id')}" if main else ""
    good = links and links[0].attrs.get("href") == target and target != "#None"
    return [] if good else ["the first link does not lead to <main>"]


def no_inline(page: Element) -> list[str]:
    wrong = []
    for e in page.walk():
        wrong += [f"<{e.tag} {name}>" for name in e.attrs if name.startswith("on")]
        if "style" in e.attrs or e.tag == "style":
            wrong.append(f"inline style in <{e.tag}>")
        data = e.attrs.get("type", "") in {"application/json", "application/ld+json"}
        if e.tag == "script" and not e.attrs.get("src") and not data:
            wrong.append("inline script")
        if e.attrs.get("href", "").lower().lstrip().startswith("javascript:"):
            wrong.append("javascript: address")
    return wrong


def no_third_party(page: Element) -> list[str]:
    wrong = []
    for e in page.walk():
        if e.tag not in FETCHING:
            continue
        for name in ("src", "href", "srcset", "data", "poster"):
            for address in re.split(r",\s+", e.attrs.get(name, "")):
                host = urlsplit(address.strip()).hostname or ""
                if host and not host.endswith("sudia.localhost"):
                    wrong.append(f"<{e.tag}> fetches from {host}")
    return wrong


def no_leftovers(page: Element) -> list[str]:
    """Nothing of the machinery shows: Jinja, None, a Python object."""
    text = page.text
    marks = ("{{", "{%", "None", "Undefined", "<object", " object at 0x")
    return [f"{mark!r} shows in the text" for mark in marks if mark in text]


RULES: tuple[Callable[[Element], list[str]], ...] = (
    language, title, one_h1, heading_order, unique_ids, references, labels, fieldsets, names,
    landmarks, skip_link, no_inline, no_third_party, no_leftovers,
)  # fmt: skip


def problems(html: str) -> list[str]:
    """Everything that is wrong with a page, each with the rule's name."""
    page = parse(html)
    return [f"{rule.__name__}: {text}" for rule in RULES for text in rule(page)]
