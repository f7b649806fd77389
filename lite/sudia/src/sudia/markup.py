"""Tables as text and as accessible HTML: a caption, headings with their scope, no style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sudia.french import typeset


def text_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded with spaces, under the caption."""
    lines = [list(heads), *[list(row) for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    drawn = ["  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in lines]
    return "\n".join([caption, *[line.rstrip() for line in drawn]])


def html_table(
    caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, row_heads: bool = True
) -> str:
    """Everything escaped; with `row_heads` the first cell of each row is its heading."""
    head = "".join(f'<th scope="col">{escape(typeset(text))}</th>' for text in heads)
    body = "".join(f"<tr>{_row(row, row_heads)}</tr>" for row in rows)
    return (
        f'<table class="sudia-table"><caption>{escape(typeset(caption))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def html_list(items: Sequence[str]) -> str:
    """A bulleted list, escaped."""
    return "<ul>" + "".join(f"<li>{escape(typeset(item))}</li>" for item in items) + "</ul>"


def _row(row: Sequence[str], row_heads: bool) -> str:
    cells = [f"<td>{escape(text)}</td>" for text in row]
    if row_heads and row:
        cells[0] = f'<th scope="row">{escape(row[0])}</th>'
    return "".join(cells)
