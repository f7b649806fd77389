"""A formula on one line, for a renderer that does not know MathML: ``(a + b)/2``, powers raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

SIMPLE = {"mi", "mn", "mtext", "mo"}


@dataclass(slots=True)
class Node:
    """An element of MathML; ``text`` is what it says when it holds no element."""

    tag: str
    children: list[Node] = field(default_factory=list)
    text: str = ""


def on_one_line(node: Node) -> str:
    """Inline HTML that says the same."""
    parts = [on_one_line(child) for child in node.children]
    match node.tag, parts:
        case "mfrac", [top, bottom]:
            return f"{_grouped(node.children[0], top)}/{_grouped(node.children[1], bottom)}"
        case (("msup" | "mover"), [base, high]):
            return f"{_grouped(node.children[0], base)}<sup>{high}</sup>"
        case (("msub" | "munder"), [base, low]):
            return f"{_grouped(node.children[0], base)}<sub>{low}</sub>"
        case (("msubsup" | "munderover"), [base, low, high]):
            return f"{base}<sub>{low}</sub><sup>{high}</sup>"
        case "msqrt", _:
            return f"√({''.join(parts)})"
        case "mroot", [base, degree]:
            return f"<sup>{degree}</sup>√({base})"
        case "mtr", _:
            return " ; ".join(parts)
        case "mtable", _:
            return f"[{' | '.join(parts)}]"
        case ("mspace", _) | (_, []) if not node.text.strip():
            return " "
        case "mo", _:
            return f" {escape(node.text.strip())} "
    return "".join(parts) or escape(node.text.strip())


def _grouped(node: Node, html: str) -> str:
    """Between parentheses, unless it is one letter or one number."""
    inner = node
    while inner.tag in ("mrow", "mstyle") and len(inner.children) == 1:
        inner = inner.children[0]
    return html if inner.tag in SIMPLE else f"({html.strip()})"
