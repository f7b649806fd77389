"""Block rule: ``:::{name} argument`` … ``:::`` becomes one ``directive`` token.

As in MyST, the closing line has at least as many colons as the opening one, so a block that
holds another opens with more. A closing line alone becomes ``directive_stray``: the pipeline
tells the author instead of showing colons to learners.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock


def install(md: MarkdownIt) -> None:
    md.block.ruler.before(
        "fence",
        "colon_fence",
        _rule,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    count = len(line) - len(line.lstrip(":"))
    if count < 3:
        return False
    if silent:
        return True
    info = line[count:].strip()
    if not info:
        token = state.push("directive_stray", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    closing = _closing(state, start, end, count)
    token = state.push("directive", "", 0)
    token.info = info
    token.markup = ":" * count
    last = end if closing is None else closing
    token.content = state.getLines(start + 1, last, state.sCount[start], False)
    token.meta = {"closed": closing is not None}
    state.line = last if closing is None else last + 1
    token.map = [start, state.line]
    return True


def _closing(state: StateBlock, start: int, end: int, count: int) -> int | None:
    for number in range(start + 1, end):
        line = _line(state, number).rstrip()
        if state.sCount[number] < state.blkIndent and line:
            return None
        if len(line) >= count and line.strip(":") == "" and not state.is_code_block(number):
            return number
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
