"""The HTML of another site → our Markdown. What has no like here is told, and its words kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from mooc.exchange.sources.escape import with_formulas

Lose = Callable[[str], None]

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "figure", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main",
    "nav", "p", "section", "table", "tbody", "thead", "tr",
}  # fmt: skip
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "h1": "**", "h2": "**", "h3": "**",
         "h4": "**", "h5": "**", "h6": "**", "s": "~~", "del": "~~"}  # fmt: skip
IGNORED = {"script", "style", "iframe", "object", "svg", "template"}
MEDIA = {
    "img": "image", "audio": "son", "video": "vidéo", "embed": "objet intégré",
    "iframe": "page intégrée", "object": "objet intégré", "svg": "image", "script": "script",
    "input": "champ de formulaire", "select": "champ de formulaire", "canvas": "dessin",
}  # fmt: skip
# Of one text; a page holds a few of them.
MAX_HTML = 50_000
# Deeper lists are drawn no deeper.
MAX_LEVEL = 6
BULLET = re.compile(r"\s*(?:-|\d+\.)\s*")
ITEM = re.compile(r"\s*(?:-|\d+\.) ")
RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def to_markdown(html: str, lose: Lose, breaks: bool = False) -> str:
    """Markdown of a fragment. ``breaks``: a line end of the source is one on the page."""
    if len(html) > MAX_HTML:
        lose(f"texte de plus de {MAX_HTML // 1000} ko")
        return ""
    reader = _Reader(lose, breaks)
    reader.feed(html)
    reader.close()
    return reader.markdown()


class _Reader(HTMLParser):
    def __init__(self, lose: Lose, breaks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.lose = lose
        self.breaks = breaks
        self.blocks: list[str] = []
        self.words = ""
        self.lists: list[list[int]] = []
        self.marks: list[tuple[str, str, int]] = []
        self.hrefs: list[tuple[str, int]] = []
        self.rows: list[list[str]] = []
        self.code: list[str] = []
        self.ignored: list[str] = []

    def markdown(self) -> str:
        """What was read."""
        self._flush()
        return "\n\n".join(block for block in self.blocks if block.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.ignored:
            if tag in IGNORED:
                self.ignored.append(tag)
            return
        values = dict(attrs)
        if tag in MEDIA:
            self._media(tag, values)
        if tag in IGNORED:
            self.ignored.append(tag)
        elif tag == "br":
            self.words = f"{self.words.rstrip()}  \n" if self.words.strip() else ""
        elif tag in ("pre", "code"):
            self._code_start(tag)
        elif tag in ("ul", "ol"):
            self._flush()
            self.lists.append([0 if tag == "ol" else -1])
        elif tag == "li":
            self._item()
        elif tag in ("td", "th"):
            self.words = ""
        elif tag == "tr":
            self.rows.append([])
        elif tag in BLOCKS and not BULLET.fullmatch(self.words):
            self._flush()
        if tag in MARKS or tag in ("sub", "sup"):
            self.marks.append((tag, MARKS.get(tag, ""), len(self.words)))
        if tag == "a":
            self.hrefs.append((values.get("href") or "", len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        if self.ignored:
            if tag == self.ignored[-1]:
                self.ignored.pop()
            return
        if tag in ("pre", "code"):
            self._code_end(tag)
        elif self.marks and tag == self.marks[-1][0]:
            self._close_mark()
        elif tag == "a" and self.hrefs:
            self._close_link()
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append(" ".join(self.words.split()).replace("|", "\\|"))
            self.words = ""
        elif tag == "table":
            self._table()
        elif tag == "li" or tag in BLOCKS - {"tr", "tbody", "thead"}:
            self._flush()
        elif tag in ("ul", "ol") and self.lists:
            self._flush()
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        if self.ignored:
            return
        if self.code:
            self.words += data
            return
        text = with_formulas(data.replace("\u00a0", " ") if data.strip() else data)
        if self.breaks:
            text = re.sub(r"\n[ \t]*\n\s*", "\n\n", text)
            text = re.sub(r"(?<!\n)[ \t]*\n(?!\n)", "  \n", text)
        else:
            text = re.sub(r"\s+", " ", text)
        for number, part in enumerate(text.split("\n\n")):
            if number:
                self._flush()
            begins = not self.words or BULLET.fullmatch(self.words)
            self.words += part.lstrip() if begins else part

    def _media(self, tag: str, values: dict[str, str | None]) -> None:
        name = values.get("alt") or values.get("src") or values.get("data") or ""
        name = name if values.get("alt") else name.rpartition("/")[2]
        self.lose(f"{MEDIA[tag]} ({' '.join(name.split())[:60]})" if name else MEDIA[tag])

    def _code_start(self, tag: str) -> None:
        if not self.code:
            if tag == "pre":
                self._flush()
            self.marks.append(("code", "", len(self.words)))
        self.code.append(tag)

    def _code_end(self, tag: str) -> None:
        if tag not in self.code:
            return
        while self.code.pop() != tag:
            pass
        if self.code:
            return
        _tag, _mark, begun = self.marks.pop()
        said, self.words = self.words[begun:], self.words[:begun]
        if tag == "pre":
            self.blocks.append("```text\n" + said.strip("\n").replace("```", "'''") + "\n```")
        elif said.strip():
            fence = "``" if "`" in said else "`"
            self.words += f"{fence}{' '.join(said.split())}{fence}"

    def _item(self) -> None:
        self._flush()
        if not self.lists:
            self.lists.append([-1])
        level = self.lists[-1]
        indent = "   " * min(MAX_LEVEL, len(self.lists) - 1)
        if level[0] >= 0:
            level[0] += 1
        self.words = f"{indent}{level[0]}. " if level[0] > 0 else f"{indent}- "

    def _close_mark(self) -> None:
        tag, mark, begun = self.marks.pop()
        said, self.words = self.words[begun:], self.words[:begun]
        inner = said.strip()
        if tag in ("sub", "sup"):
            self.words += self._small(tag, inner)
            return
        # A mark must touch the words; one that holds nothing would show.
        if not inner or inner.startswith(("*", "~")) or inner.endswith("\\"):
            self.words += said
            return
        lead, tail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
        self.words += f"{lead}{mark}{inner}{mark}{tail}"

    def _small(self, tag: str, said: str) -> str:
        table = RAISED if tag == "sup" else LOWERED
        if said and all(ord(letter) in table for letter in said):
            return said.translate(table)
        sign = "^" if tag == "sup" else "\\_"
        return f"{sign}({said})" if len(said) > 1 else f"{sign}{said}"

    def _close_link(self) -> None:
        href, begun = self.hrefs.pop()
        said, self.words = self.words[begun:], self.words[:begun]
        if href.startswith(("http://", "https://", "mailto:")) and not re.search(r"[\s<>]", href):
            self.words += f"[{said.strip()}](<{href}>)" if said.strip() else ""
            return
        if href:
            self.lose(f"lien vers {href[:60]}")
        self.words += said

    def _table(self) -> None:
        rows = [row for row in self.rows if any(row)]
        self.rows, self.words = [], ""
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        self.blocks.append("\n".join([lines[0], "|" + "---|" * width, *lines[1:]]))

    def _flush(self) -> None:
        if self.rows:
            return
        self.marks, self.hrefs = [], []
        words, self.words = self.words.rstrip(), ""
        if not words.strip() or BULLET.fullmatch(words):
            return
        if not self.lists:
            self.blocks.append(words.strip())
            return
        indent = "   " * min(MAX_LEVEL + 1, len(self.lists))
        item = ITEM.match(words) is not None
        if self.blocks and ITEM.match(self.blocks[-1]):
            # One list is one block; a second paragraph of an item stands under it.
            self.blocks[-1] += f"\n{words}" if item else f"\n\n{indent}{words.strip()}"
        else:
            self.blocks.append(words if item else words.strip())
