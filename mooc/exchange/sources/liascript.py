"""LiaScript: Markdown with quizzes, macros, animations and media of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent

from mooc.exchange.sources.draft import Choice, Draft, Question, Text
from mooc.exchange.sources.escape import one_line
from mooc.exchange.sources.markdown import Line, lines_of, ours, without_comments
from mooc.exchange.sources.stem import MOVED, ends_with_words

HEADER = re.compile(r"\s*<!--(.*?)-->", re.DOTALL)
FIELD = re.compile(r"([A-Za-z][\w-]*|@[\w.]+):(?!//)\s*(.*)")
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
# Quizzes may be indented, or written as a list.
START = r"\s*(?:[-*+]\s+)?"
SINGLE = re.compile(START + r"\[\(([ xX])\)\]\s*(.*)")
MULTIPLE = re.compile(START + r"\[\[([ xX])\]\]\s*(.*)")
HINT = re.compile(START + r"\[\[\?\]\]\s*(.*)")
STARS = re.compile(r"\s*(\*{3,})\s*")
# ``[(1)] so`` and ``[[red]] it is`` ask what one thinks: nothing is right.
SURVEY = re.compile(START + r"(?:\[\([^()\]]+\)\]|\[\[(?![!?])[^\[\]|]+\]\])\s+\S.*")
MATRIX = re.compile(r"\s*\[(?:\s{3,}|\s*(?:(?:\[[^\[\]]*\]|\([^()]*\))\s*){2,})\](.*)")
INPUT = re.compile(r"\[\[(?!\?\]\])([^\[\]]+)\]\]")
SELECTED = re.compile(r"\(([^()]*)\)")
EFFECTS = re.compile(r"\s*(?:-{2,})?\{\{[^{}]*\}\}(?:-{2,})?\s*")
INLINE_EFFECT = re.compile(r"\{(?:\d[\d\s-]*|\|>[^{}]*)\}\{([^{}]*)\}")
MEDIA = re.compile(r"(?:!\?|!!|\?\?|\?)\[([^\]]*)\]\(([^()]*)\)")
MACRO = re.compile(r"(?<![\w@/.])@@?[A-Za-z_][\w.]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\))?")
GAP = "\\_" * 5
OTHER = "*"


def read_liascript(text: str) -> Draft:
    """A course in LiaScript as one page: its texts, its headings, and the quizzes that we know."""
    draft = Draft()
    match = HEADER.match(text)
    end = match.end() if match else 0
    if match:
        _header(match[1], 1, draft)
    reader = _Reader(draft)
    first = 1 + text.count("\n", 0, end)
    lines = list(lines_of(without_comments(text[end:], first, draft), first))
    at = 0
    while at < len(lines):
        at = reader.take(lines, at)
    reader.flush()
    return draft


def _header(text: str, first: int, draft: Draft) -> None:
    """``key: value`` lines, which may go on below. What loads or defines something is told."""
    key = ""
    for number, content in enumerate(text.split("\n"), first):
        value = content.strip()
        if match := FIELD.fullmatch(value):
            key, value = match[1].lower(), match[2].strip()
        if not value:
            continue
        if value.startswith("@") or key.startswith("@"):
            name = key if match else value.partition(" ")[0]
            draft.lose(number, f"définition de la macro {name}")
        elif key == "title":
            draft.title = f"{draft.title} {value}".strip()
        elif key == "comment":
            draft.summary = f"{draft.summary} {value}".strip()
        elif key in ("import", "script", "link", "onload", "translation"):
            draft.lose(number, f"{key} : {value[:60]}")


@dataclass(slots=True)
class _Options:
    """The options of a choice, and what was said around them."""

    marks: list[bool] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.buffer: list[Line] = []
        self.heading = ""
        self.levels: list[int] = []

    def take(self, lines: list[Line], at: int) -> int:
        """Read what begins at a line, and return where the next thing begins."""
        line = lines[at]
        if line.code:
            self.buffer.append(line)
            return at + 1
        if match := HEADING.fullmatch(line.text):
            return self._heading(match, line, at)
        for pattern, way in ((SINGLE, "single-choice"), (MULTIPLE, "multiple-choice")):
            if pattern.fullmatch(line.text):
                return self._choice(lines, at, pattern, way)
        if SURVEY.fullmatch(line.text):
            return self._refuse(lines, at, "sondage", SURVEY)
        if MATRIX.fullmatch(line.text):
            return self._refuse(lines, at, "quiz en tableau", MATRIX)
        if HINT.fullmatch(line.text):
            self.draft.lose(line.number, "indice sans question")
            return at + 1
        if INPUT.search(_bare(_whole(lines, at)[0])):
            return self._input(lines, at)
        self.buffer.append(line)
        return at + 1

    def flush(self) -> None:
        """The prose gathered so far becomes a text of the page."""
        if self.buffer:
            first = self.buffer[0].number
            joined = "\n".join(line.text for line in self.buffer)
            made = ours(joined, first, self.draft, _prose)
            if made.strip():
                self.draft.parts.append(Text(made, first))
        self.buffer = []

    def _heading(self, match: re.Match[str], line: Line, at: int) -> int:
        self.flush()
        title = one_line(ours(match[2], line.number, self.draft, _prose))
        self.heading = title
        if not title:
            return at + 1
        if not self.draft.title:
            self.draft.title = title
        elif title != self.draft.title or self.draft.parts:
            # The title of the page is level 1; those below follow one another without a jump.
            while self.levels and self.levels[-1] >= len(match[1]):
                self.levels.pop()
            self.levels.append(len(match[1]))
            marks = "#" * min(6, 1 + len(self.levels))
            self.draft.parts.append(Text(f"{marks} {title}", line.number))
        return at + 1

    def _stem(self) -> tuple[str, int]:
        """The paragraph before a quiz, taken out of the prose; else the title it stands under."""
        while self.buffer and not self.buffer[-1].text.strip():
            self.buffer.pop()
        start = len(self.buffer)
        while start and self.buffer[start - 1].text.strip() and not self.buffer[start - 1].code:
            start -= 1
        taken = self.buffer[start:]
        plain = taken and not re.match(r"\s*(?:[-*+] |[>|]|\d+[.)] |-{3,})", taken[-1].text)
        if not plain:
            return self.heading, 0
        self.buffer = self.buffer[:start]
        joined = "\n".join(line.text for line in taken)
        stem = ours(joined, taken[0].number, self.draft, _prose)
        return stem or self.heading, taken[0].number

    def _choice(self, lines: list[Line], at: int, pattern: re.Pattern[str], way: str) -> int:
        first = lines[at].number
        options = _Options()
        while at < len(lines) and not lines[at].code:
            if match := pattern.fullmatch(lines[at].text):
                options.marks.append(match[1] in "xX")
                options.texts.append(match[2])
            elif STARS.fullmatch(lines[at].text) or HINT.fullmatch(lines[at].text):
                break
            elif options.texts and re.match(r"\s{4,}\S", lines[at].text):
                options.texts[-1] += f" {lines[at].text.strip()}"
            else:
                break
            at += 1
        at, told = self._after(lines, at, first)
        texts = [one_line(ours(text, first, self.draft, _prose)) for text in options.texts]
        choices = [Choice(text, mark) for text, mark in zip(texts, options.marks, strict=True)]
        self._add(way, choices, told, first, all(texts))
        return at

    def _input(self, lines: list[Line], at: int) -> int:
        """``[[answer]]``, alone or in a sentence; ``[[a|(b)|c]]`` is a choice."""
        line = lines[at]
        text, count = _whole(lines, at)
        inputs = INPUT.findall(_bare(text))
        if not INPUT.fullmatch(text.strip()):
            self.buffer.append(Line(INPUT.sub(GAP, text), line.number, False))
        at, told = self._after(lines, at + count, line.number)
        inside = inputs[0].strip()
        if len(inputs) > 1:
            self._lose(line.number, "texte à plusieurs trous")
        elif inside.startswith("!"):
            self._lose(line.number, "quiz corrigé par un script")
        elif not inside.strip("_ "):
            self._lose(line.number, "sondage")
        elif "|" in inside:
            self._selection(inside, told, line.number)
        else:
            choices = [Choice(inside, True), Choice(OTHER, False)]
            self._add("short-text", choices, told, line.number, True)
        return at

    def _selection(self, inside: str, told: str, number: int) -> None:
        options = [option.strip() for option in inside.split("|")]
        choices = []
        for option in options:
            right = SELECTED.fullmatch(option)
            text = right[1] if right else option
            choices.append(Choice(one_line(ours(text, number, self.draft, _prose)), bool(right)))
        several = sum(choice.correct for choice in choices) > 1
        if several:
            self.draft.change(
                number, "plusieurs réponses justes au choix : il faudra toutes les cocher"
            )
        way = "multiple-choice" if several else "single-choice"
        self._add(way, choices, told, number, all(choice.text for choice in choices))

    def _after(self, lines: list[Line], at: int, first: int) -> tuple[int, str]:
        """Hints (told as lost), a script, and the explanation between two rows of stars."""
        told = ""
        while at < len(lines):
            text = lines[at].text
            if not lines[at].code and HINT.fullmatch(text):
                self.draft.lose(lines[at].number, "indice d’une question")
            elif not text.strip() and _goes_on(lines, at):
                pass
            elif not lines[at].code and STARS.fullmatch(text):
                end = _closing(lines, at)
                if end is None:
                    break
                joined = dedent("\n".join(line.text for line in lines[at + 1 : end]))
                told = ours(joined, lines[at].number + 1, self.draft, _prose)
                at = end
            elif text.lstrip().lower().startswith("<script"):
                at = _script_end(lines, at)
                self.draft.lose(first, "script qui corrige la question")
            else:
                break
            at += 1
        return at, told

    def _add(self, way: str, choices: list[Choice], told: str, line: int, whole: bool) -> None:
        self.draft.found += 1
        stem, at = self._stem()
        stem, moved = ends_with_words(stem, self.heading)
        if moved:
            self.draft.change(line, MOVED)
        self.flush()
        if not whole:
            self.draft.lose(line, "question dont une réponse est sans texte")
            return
        if not stem:
            self.draft.lose(line, "question sans énoncé")
            return
        if told:
            right = next((n for n, choice in enumerate(choices) if choice.correct), None)
            if right is None:
                self.draft.lose(line, "explication d’une question sans bonne réponse")
            else:
                choices[right] = Choice(choices[right].text, True, told)
        question = Question(way, stem, stem, tuple(choices), at or line)  # type: ignore[arg-type]
        self.draft.parts.append(question)

    def _lose(self, line: int, what: str) -> None:
        self.draft.found += 1
        self.draft.lose(line, what)

    def _refuse(self, lines: list[Line], at: int, what: str, pattern: re.Pattern[str]) -> int:
        first = lines[at].number
        while at < len(lines) and not lines[at].code and lines[at].text.strip():
            if not pattern.fullmatch(lines[at].text) and not lines[at].text.startswith("    "):
                break
            at += 1
        at, _told = self._after(lines, at, first)
        self._lose(first, what)
        return at


def _bare(text: str) -> str:
    """A line without its code: ``[[x]]`` between backquotes is an example."""
    return re.sub(r"(`+).+?\1", "", text)


def _whole(lines: list[Line], at: int) -> tuple[str, int]:
    """A line, joined to those below it until its last ``[[`` is closed, and how many they are."""
    text = lines[at].text
    for count in range(1, min(12, len(lines) - at + 1)):
        if _bare(text).rfind("[[") <= _bare(text).rfind("]]"):
            return text, count
        if at + count == len(lines) or lines[at + count].code:
            break
        text += f" {lines[at + count].text.strip()}"
    return lines[at].text, 1


def _goes_on(lines: list[Line], at: int) -> bool:
    """Whether an empty line is followed by a hint, stars or a script of the same quiz."""
    following = next((line for line in lines[at:] if line.text.strip()), None)
    if following is None or following.code:
        return False
    text = following.text
    script = text.lstrip().lower().startswith("<script")
    return bool(HINT.fullmatch(text) or script)


def _closing(lines: list[Line], at: int) -> int | None:
    stars = STARS.fullmatch(lines[at].text)
    assert stars is not None
    for number in range(at + 1, len(lines)):
        match = STARS.fullmatch(lines[number].text)
        if match and match[1] == stars[1] and not lines[number].code:
            return number
        if HEADING.fullmatch(lines[number].text) and not lines[number].code:
            return None
    return None


def _script_end(lines: list[Line], at: int) -> int:
    for number in range(at, len(lines)):
        if "</script" in lines[number].text.lower():
            return number
    return at


def _prose(content: str, number: int, draft: Draft) -> str:
    """A line without the marks of LiaScript."""

    def lose(what: str, kept: str = "") -> str:
        draft.lose(number, what)
        return kept

    if EFFECTS.fullmatch(content):
        return lose("animation ou voix")
    if match := STARS.fullmatch(content):
        # A long row groups what appears together.
        return "" if len(match[1]) > 3 else "---"
    if re.fullmatch(r"\s*(?:-{3,}|={3,})\s*", content):
        # Never the underline of a title.
        return "\n---\n"
    content = re.sub(r"\{\{[^{}]*\}\}", lambda _m: lose("animation ou voix"), content)
    content = INLINE_EFFECT.sub(lambda m: lose("animation ou voix", m[1]), content)
    content = MEDIA.sub(lambda m: lose(f"son, vidéo ou objet ({m[2][:60]})"), content)
    parts = re.split(r"((`+).+?\2)", content)
    kept = [
        MACRO.sub(lambda m: lose(f"macro {m[0].partition('(')[0]}"), part) if n % 3 == 0 else part
        for n, part in enumerate(parts)
        if n % 3 != 2
    ]
    return "".join(kept)
