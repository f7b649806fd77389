"""What can be found: a document for each part of a page, each word of the glossary, each exercise.

Text only, with the place where it opens. What a question says before an answer is in; its
feedback and right answers never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from mooc.content import Block, Library, Page, Passage
from mooc.grading import KINDS
from mooc.grading.exercise import Exercise

# Elements whose words are no text of the page.
UNREAD = frozenset({"script", "style", "svg", "math", "template"})


@dataclass(frozen=True, slots=True)
class Document:
    """``kind`` is page, term or exercise; ``part`` the title of the part; ``url`` opens there.

    ``beside``: made for whoever runs a session, shown after what is made to learn.
    """

    kind: str
    title: str
    part: str
    text: str
    url: str
    beside: bool = False


def documents(library: Library, exercises: Iterable[Exercise]) -> Iterator[Document]:
    """Every document, in the order of the site."""
    for course in library.courses:
        for page in course.all_pages:
            address = f"/cours/{course.slug}/{page.slug}/"
            for anchor, part, text in parts(page):
                url = f"{address}#{anchor}" if anchor else address
                beside = page.role in ("notes", "paper")
                yield Document("page", page.title, part, text, url, beside)
    for term in library.glossary.values():
        yield Document("term", term.name, "", term.text, f"/glossaire/#{term.anchor}")
    for exercise in exercises:
        text = " ".join((exercise.summary, *exercise.aims))
        yield Document("exercise", exercise.title, "", text, f"/exercices/{exercise.slug}/")


def parts(page: Page) -> list[tuple[str, str, str]]:
    """(anchor, title of the part, text): what comes before the first heading has no anchor."""
    reader = _Reader()
    reader.words.append(page.summary)
    for segment in page.segments:
        if isinstance(segment, str):
            reader.read(segment)
        elif isinstance(segment, Passage):
            reader.read(f"<p>{segment.title}</p>{segment.html}")
        else:
            reader.read(_question(segment))
    reader.close_part()
    return reader.parts


def _question(block: Block) -> str:
    """What a question shows before any answer: its text and its options."""
    if block.kind not in KINDS:
        return ""
    public = KINDS[block.kind].public(block.spec)
    shown = [getattr(public, "before", ""), getattr(public, "legend", "")]
    shown += [getattr(option, "label", "") for option in getattr(public, "options", ())]
    return "".join(f"<p>{text}</p>" for text in shown if isinstance(text, str) and text)


class _Reader(HTMLParser):
    """Cuts HTML at its headings. The list of words at the end of a page is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.anchor, self.title = "", ""
        self._heading: list[str] | None = None
        self._skipped: list[str] = []

    def read(self, html: str) -> None:
        self.feed(html)
        self.words.append(" ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._skipped or tag in UNREAD or values.get("class") == "glossary":
            if tag not in {"br", "img", "hr", "wbr", "path"}:
                self._skipped.append(tag)
        elif tag in ("h2", "h3"):
            self.close_part()
            self.anchor, self._heading = values.get("id") or "", []
        elif tag in ("p", "li", "td", "th", "dt", "dd", "figcaption", "br"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
        elif tag in ("h2", "h3") and self._heading is not None:
            self.title, self._heading = " ".join("".join(self._heading).split()), None

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        (self.words if self._heading is None else self._heading).append(data)

    def close_part(self) -> None:
        text = " ".join("".join(self.words).split())
        if text or self.title:
            self.parts.append((self.anchor, self.title, text))
        self.words = []
