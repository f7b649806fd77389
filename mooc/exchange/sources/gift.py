"""Moodle's GIFT: plain text, a question a paragraph, its answers between braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mooc.exchange.sources import marked
from mooc.exchange.sources.draft import Draft, Text
from mooc.exchange.sources.escape import plain
from mooc.exchange.sources.markdown import ours
from mooc.exchange.sources.marked import FULL, Head, Marked
from mooc.exchange.sources.markup import to_markdown

# An escaped control character, hidden from the cutting: one letter of the private use area each.
ESCAPED = re.compile(r"\\([\\~=#{}:n])")
HIDDEN = re.compile("[\ue000-\ue0ff]")
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
# How far an open brace looks for its end, in lines.
MAX_GAP = 200
HOLE = "\ue05f"
GAP = "\\_" * 5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A question's own lines, its escapes hidden; ``line`` is that of its first one."""

    text: str
    line: int

    def at(self, index: int) -> int:
        """The line of a character."""
        return self.line + self.text.count("\n", 0, index)


@dataclass(frozen=True, slots=True)
class Bit:
    """An answer as written: its sign, what follows it, and where."""

    sign: str
    text: str
    line: int


def read_gift(text: str) -> Draft:
    """The questions of a GIFT file."""
    draft = Draft()
    hidden = ESCAPED.sub(lambda m: chr(0xE000 + ord(m[1])), HIDDEN.sub("", text))
    for chunk in _chunks(hidden):
        _question(chunk, draft)
    return draft


def _chunks(text: str) -> Iterator[Chunk]:
    """Questions are set apart by empty lines; those between braces part nothing."""
    written = text.split("\n")
    comments = {n for n, line in enumerate(written) if line.lstrip().startswith("//")}
    lines = ["" if n in comments else line for n, line in enumerate(written)]
    start: int | None = None
    depth = 0
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            start = number if start is None else start
            depth += line.count("{") - line.count("}")
        elif start is not None and number not in comments:
            if depth > 0 and _goes_on(lines[number : number + MAX_GAP]):
                continue
            yield Chunk("\n".join(lines[start:number]), start + 1)
            start, depth = None, 0


def _goes_on(lines: list[str]) -> bool:
    """Whether the brace open at an empty line is closed before another question begins."""
    for line in lines:
        close, opening = line.find("}"), line.find("{")
        if line.lstrip().startswith(("::", "$CATEGORY:")) or (opening >= 0 and close < 0):
            return False
        if close >= 0:
            return opening < 0 or close < opening
    return False


def _question(chunk: Chunk, draft: Draft) -> None:
    text = chunk.text
    if not text.strip():
        return
    first = chunk.at(len(text) - len(text.lstrip()))
    if text.lstrip().startswith("$CATEGORY:"):
        draft.lose(first, f"catégorie {_shown(text.partition(':')[2]).strip()[:60]}")
        return
    name, body = "", 0
    if match := re.match(r"\s*::(.*?)::", text, re.DOTALL):
        name, body = " ".join(_shown(match[1]).split()), match.end()
    opening, closing = text.find("{", body), text.find("}", body)
    if opening < 0 and closing < 0:
        draft.parts.append(Text(_markdown(text[body:], first, draft), first))
        return
    draft.found += 1
    if opening < 0 or closing < opening:
        draft.lose(first, "question aux accolades mal fermées")
        return
    before, after = text[body:opening], text[closing + 1 :].strip()
    form, before = _form(before)
    # A text that goes on after its answers has a gap there.
    stem = (
        f"{before.rstrip()} {HOLE}{text[closing + 1 :].rstrip()}" if after.strip('";') else before
    )
    stem = _as(form, stem.strip(), first, draft).replace(HOLE, GAP)
    name = name or " ".join(_shown(before).split())[:60]
    inside, general = text[opening + 1 : closing], ""
    if "####" in inside:
        inside, _, general = inside.rpartition("####")
    head = Head(name, stem, _markdown(general, first, draft, form), first)
    _answers(head, Chunk(inside, chunk.at(opening + 1)), form, draft)


def _answers(head: Head, inside: Chunk, form: str, draft: Draft) -> None:
    text = inside.text.strip()
    word = text.partition("#")[0].strip().upper()
    if not text:
        draft.lose(head.line, f"question à réponse libre « {head.name[:50]} »")
    elif text.startswith("#"):
        _number(head, inside, form, draft)
    elif "~" in text:
        bits = list(_bits(inside, "~="))
        answers = [_marked(bit, form, draft) for bit in bits]
        single = any(answer.share >= FULL for answer in answers)
        marked.choose(head, answers, single, draft)
    elif "=" in text and "->" in text:
        pairs = [_pair(bit, form, draft) for bit in _bits(inside, "=")]
        marked.match(head, pairs, draft)
    elif word in ("T", "TRUE", "F", "FALSE"):
        _true_false(head, inside, word in ("T", "TRUE"), form, draft)
    else:
        answers = [_marked(bit, "words", draft, form) for bit in _bits(inside, "=")]
        marked.short(head, answers, draft)


def _bits(inside: Chunk, signs: str) -> Iterator[Bit]:
    """The answers, each with the sign before it; what comes before the first sign counts as one."""
    cuts = [m.start() for m in re.finditer(f"[{signs}]", inside.text)]
    if not cuts or inside.text[: cuts[0]].strip():
        lead = inside.text[: cuts[0] if cuts else len(inside.text)]
        yield Bit("" if signs == "~=" else "=", lead, inside.line)
    for start, end in pairwise([*cuts, len(inside.text)]):
        said = inside.text[start + 1 : end]
        # « ~=right » is one answer, and the tilde before the sign holds nothing.
        if said.strip() or inside.text[start] == "=":
            yield Bit(inside.text[start], said, inside.at(start))


def _marked(bit: Bit, form: str, draft: Draft, told: str = "") -> Marked:
    text, share = bit.text.strip(), FULL if bit.sign == "=" else 0.0
    if match := WEIGHT.match(text):
        text, share = text[match.end() :], float(match[1])
    said, _, feedback = text.partition("#")
    return Marked(
        _shown(_form(said)[1]).strip()
        if form == "words"
        else _markdown(said, bit.line, draft, form),
        share,
        _markdown(feedback, bit.line, draft, told or form),
        bit.line,
    )


def _pair(bit: Bit, form: str, draft: Draft) -> tuple[str, str]:
    left, _, right = bit.text.partition("->")
    right, _, feedback = right.partition("#")
    if feedback.strip():
        draft.lose(bit.line, "commentaire d’une paire")
    return _markdown(left, bit.line, draft, form), _markdown(right, bit.line, draft, form)


def _true_false(head: Head, inside: Chunk, right: bool, form: str, draft: Draft) -> None:
    """The first remark is for the wrong answer, the second for the right one."""
    _word, wrong, good = (*inside.text.split("#", 2), "", "")[:3]
    told = [_markdown(text, inside.line, draft, form) for text in (good, wrong)]
    if not right:
        told.reverse()
    marked.true_false(head, right, told[0], told[1], draft)


def _number(head: Head, inside: Chunk, form: str, draft: Draft) -> None:
    mark = inside.text.index("#") + 1
    rest = Chunk(inside.text[mark:], inside.at(mark))
    answers: list[Marked] = []
    other = ""
    for bit in _bits(rest, "=~"):
        if bit.sign == "~":
            other = _markdown(bit.text.strip().lstrip("#"), bit.line, draft, form)
            continue
        text, share = bit.text.strip(), FULL
        if match := WEIGHT.match(text):
            text, share = text[match.end() :], float(match[1])
        said, _, feedback = text.partition("#")
        found = _range(_shown(said).strip())
        if found is None:
            draft.lose(bit.line, f"réponse illisible comme nombre : {_shown(said).strip()[:40]}")
            continue
        answers.append(Marked(found, share, _markdown(feedback, bit.line, draft, form), bit.line))
    marked.number(head, answers, other, draft)


def _range(said: str) -> str | None:
    """``5``, ``5:0.1`` or ``1..9`` as we write them."""
    low, dots, high = said.partition("..")
    if dots:
        ends = marked.decimal(low), marked.decimal(high)
        return marked.between(ends[0], ends[1]) if None not in ends else None  # type: ignore[arg-type]
    middle, _, spread = (part.strip() for part in said.partition(":"))
    value, margin = marked.decimal(middle), marked.decimal(spread or "0")
    return None if value is None or margin is None else marked.around(value, abs(margin))


def _form(text: str) -> tuple[str, str]:
    """The format named at the start of a text, and the text after it."""
    match = FORMAT.match(text.lstrip())
    return (match[1].lower(), text.lstrip()[match.end() :]) if match else ("", text)


def _markdown(text: str, line: int, draft: Draft, form: str = "") -> str:
    """Our Markdown of a text that may name its own format."""
    own, rest = _form(text)
    return _as(own or form, rest.strip(), line, draft)


def _as(form: str, text: str, line: int, draft: Draft) -> str:
    said = _shown(text)
    if form == "plain":
        return plain(said).replace("\n", "  \n")
    if form == "markdown":
        return ours(said, line, draft)
    return to_markdown(said, lambda what: draft.lose(line, what), breaks=form != "html")


def _shown(text: str) -> str:
    """Hidden characters given back; the mark of a gap stays."""

    def back(match: re.Match[str]) -> str:
        if match[0] == HOLE:
            return HOLE
        letter = chr(ord(match[0]) - 0xE000)
        return "\n" if letter == "n" else letter

    return HIDDEN.sub(back, text)
