"""The question itself must be a paragraph, and the last one: what stands after it goes before."""

from __future__ import annotations

from mooc.content.markdown import parser

MOVED = "l’énoncé finit par une liste ou un bloc : sa phrase vient après"


def ends_with_words(stem: str, name: str) -> tuple[str, bool]:
    """The stem with its last paragraph at its end, and whether something was moved or added.

    A stem without any paragraph is closed by the question's name.
    """
    tokens = parser().parse(stem, {})
    tops = [token for token in tokens if token.level == 0 and token.map and token.nesting >= 0]
    if not tops or tops[-1].type == "paragraph_open":
        return stem, False
    words = next((token for token in reversed(tops) if token.type == "paragraph_open"), None)
    if words is None or words.map is None:
        return (f"{stem.rstrip()}\n\n{name}", True) if name else (stem, False)
    lines = stem.split("\n")
    start, end = words.map
    before, said, after = lines[:start], lines[start:end], lines[end:]
    moved = "\n".join([*before, *after]).strip("\n")
    return f"{moved}\n\n" + "\n".join(said).strip("\n"), True
