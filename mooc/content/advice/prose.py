"""The words of a page, read from its source with their lines: what the advice looks at.

No Markdown is rendered here. A page is cut into paragraphs, each with its place (running text,
question, answer, feedback …) and without its markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mooc.content.advice.plain import plain, typed
from mooc.content.advice.sentences import Sentence, count_sentences, count_words, split
from mooc.content.blocks import BLOCKS

Place = Literal[
    "text", "heading", "title", "question", "answer", "feedback", "claim", "caption", "table",
    "quote",
]  # fmt: skip

FENCE = re.compile(r" {0,3}(:{3,})\s*(?:\{([^{}\s]+)\}\s*(.*))?$")
OPTION = re.compile(r"\s*:[A-Za-z][\w-]*:(?:\s|$)")
ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
BOX = re.compile(r"\[([ xX])\](?:\s+|$)")
HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
RULE = re.compile(r"\s*([-*_])(\s*\1){2,}\s*$")
# Blocks of text: what any other directive holds is a question and its answers.
TEXT_BLOCKS = frozenset(spec.name for spec in BLOCKS if not spec.kind)
OTHER_PLACES: dict[str, Place] = {"claim": "claim", "figure": "caption"}


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph without markup; ``marked`` are its words in italics, in bold or in {term}.

    ``box`` is that of an answer: « x » for a right one, a space for a wrong one. ``audiences``:
    whom the passage that holds it is for, when it is not for all.
    """

    text: str
    place: Place
    line: int
    marked: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    box: str = ""

    def line_at(self, offset: int) -> int:
        """The line in the file of the character at that offset."""
        return self.line + self.text.count("\n", 0, offset)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, each with the line where it begins."""
        return tuple(split(self.text, self.line))


@dataclass(frozen=True, slots=True)
class Opening:
    """A block of the page as it opens: ``argument`` is what follows its name."""

    name: str
    argument: str
    line: int


@dataclass(frozen=True)
class Prose:
    """All the words of a page, in order, and the blocks that it opens."""

    paragraphs: tuple[Paragraph, ...]
    openings: tuple[Opening, ...]

    @cached_property
    def text(self) -> str:
        """All the words: a rule looks there first, and at each paragraph only when it must."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def counts(self) -> Mapping[Paragraph, tuple[int, int]]:
        """Words and sentences of each paragraph."""
        return {p: (count_words(p.text), count_sentences(p.text)) for p in self.paragraphs}

    @cached_property
    def folded(self) -> str:
        """The same in small letters."""
        return self.text.casefold()

    def of(self, *places: Place) -> tuple[Paragraph, ...]:
        """The paragraphs of those places."""
        return tuple(p for p in self.paragraphs if p.place in places)

    def line_of(self, name: str, argument: str = "") -> int:
        """The line of the first block of that name (and argument), or 1."""
        for opening in self.openings:
            if opening.name == name and argument in ("", opening.argument):
                return opening.line
        return 1


def read_prose(body: str, line: int) -> Prose:
    """The words of a page's body, whose first line is ``line`` in its file."""
    reader = _Reader()
    for number, content in enumerate(typed(body).split("\n"), line):
        reader.take(content, number)
    reader.flush()
    return Prose(tuple(reader.paragraphs), tuple(reader.openings))


@dataclass(slots=True)
class _Frame:
    """A block being read. ``items``: its list of answers has begun; ``head``: its options have
    not ended."""

    name: str
    colons: int
    head: bool = True
    items: bool = False
    audiences: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        return self.name not in TEXT_BLOCKS


@dataclass(slots=True)
class _Reader:
    """Takes the lines one by one; ``fence`` is what closes the code or the formula it is in."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    fence: str = ""
    lines: list[str] = field(default_factory=list)
    place: Place = "text"
    line: int = 1
    box: str = ""

    def take(self, content: str, number: int) -> None:
        bare = content.strip()
        if self.fence:
            self.fence = "" if bare.startswith(self.fence) else self.fence
        elif not bare:
            self.flush()
        elif bare.startswith(":::") and (match := FENCE.match(content)):
            self._colons(match, number)
        elif self.frames and self.frames[-1].head and OPTION.match(content):
            self._option(bare)
        else:
            if self.frames:
                self.frames[-1].head = False
            self._text(content, bare, number)

    def flush(self) -> None:
        """End the paragraph being read."""
        if not self.lines:
            return
        text, marked = plain("\n".join(self.lines))
        self.lines.clear()
        if text.strip():
            names = next((f.audiences for f in reversed(self.frames) if f.audiences), ())
            self.paragraphs.append(
                Paragraph(text.rstrip(), self.place, self.line, marked, names, self.box)
            )
        self.box = ""

    def _colons(self, match: re.Match[str], number: int) -> None:
        self.flush()
        colons, name, argument = len(match[1]), match[2], match[3] or ""
        if name:
            self.openings.append(Opening(name, argument.strip(), number))
            self.frames.append(_Frame(name, colons))
            if argument.strip() and name in TEXT_BLOCKS and name != "figure":
                self._alone(argument, "title", number)
            return
        # As in the parser: a closing line ends the outermost block that it is long enough for.
        for depth, frame in enumerate(self.frames):
            if frame.colons <= colons:
                del self.frames[depth:]
                return

    def _option(self, bare: str) -> None:
        if bare.startswith(":publics:"):
            self.frames[-1].audiences = tuple(bare.removeprefix(":publics:").split())

    def _text(self, content: str, bare: str, number: int) -> None:
        if bare.startswith(("```", "~~~", "$$")):
            self.flush()
            closed = bare.startswith("$$") and len(bare) > 4 and bare.endswith("$$")
            self.fence = "" if closed else bare[: 2 if bare.startswith("$$") else 3]
        elif bare.startswith("#") and (match := HEADING.match(content)):
            self._alone(match[1], "heading", number)
        elif bare.startswith("|"):
            self._alone(bare.strip("|") if set(bare) - set("|-: ") else "", "table", number)
        elif RULE.match(content):
            self.flush()
        elif match := ITEM.match(content):
            self._item(match, number)
        else:
            self._more(content, bare, number)

    def _alone(self, text: str, place: Place, number: int) -> None:
        self.flush()
        self.lines, self.place, self.line = [text], place, number
        self.flush()

    def _item(self, match: re.Match[str], number: int) -> None:
        """An item of a list; at the first level of a question, an answer."""
        self.flush()
        place = self._here(indented=bool(match[1]))
        if place == "question":
            self.frames[-1].items = True
            place = "answer"
        box = BOX.match(match[2]) if place == "answer" else None
        self.box = box[1].lower() if box else ""
        text = match[2][box.end() :] if box else match[2]
        self.lines, self.place, self.line = [text or " "], place, number

    def _more(self, content: str, bare: str, number: int) -> None:
        if not self.lines:
            quoted = bare.startswith(">")
            self.place = "quote" if quoted else self._here(indented=content[:1] in " \t")
            self.line = number
        self.lines.append(bare.lstrip("> ") if self.place == "quote" else bare)

    def _here(self, indented: bool) -> Place:
        """Where a paragraph that begins now stands."""
        if not self.frames:
            return "text"
        frame = self.frames[-1]
        if frame.asks:
            return "feedback" if frame.items and indented else "question"
        return OTHER_PLACES.get(frame.name, "text")
