"""Runs one cell of code: served as it is to the browser's Python, and tested in CPython.

Only the standard library. ``emit(kind, data)`` receives what a cell produces, in order:
``out`` and ``err`` (text), ``html`` (a fragment that the frame sanitises), ``note`` (a remark of
the site, in French).
"""

from __future__ import annotations

import ast
import builtins
import inspect
import io
import json
import linecache
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from types import CodeType, ModuleType
from typing import Any

Emit = Callable[[str, str], object]
Ask = Callable[[str, str], Awaitable[str]]

LIMIT = 100_000  # characters of output kept for one run of one cell
FLUSH_AFTER = 0.1  # seconds between two batches of text, so that a loop shows its progress
BATCH = 4_000  # characters that are sent at once without waiting

EXPLAINED: dict[str, str] = {
    "SyntaxError": "Python n’arrive pas à lire cette ligne. Vérifiez les parenthèses, les "
    "guillemets et les deux-points.",
    "IndentationError": "Le retrait de cette ligne n’est pas celui que Python attend. "
    "Alignez-la avec les lignes voisines.",
    "TabError": "Cette cellule mélange des tabulations et des espaces. Gardez des espaces.",
    "NameError": "Ce nom n’existe pas encore. Vérifiez l’orthographe, et que les cellules "
    "du dessus ont été exécutées.",
    "UnboundLocalError": "Cette variable est lue avant d’avoir reçu une valeur.",
    "TypeError": "Cette opération ne convient pas à ce type de valeur.",
    "ValueError": "Le type est le bon, mais pas la valeur.",
    "KeyError": "Cette clé, ou cette colonne, n’existe pas. Vérifiez son nom exact.",
    "IndexError": "Cette position n’existe pas dans la liste.",
    "AttributeError": "Cet objet n’a pas cet attribut. Vérifiez le nom après le point.",
    "ModuleNotFoundError": "Ce module n’est pas fourni dans cet exercice.",
    "ImportError": "Ce nom n’existe pas dans ce module.",
    "ZeroDivisionError": "Une division par zéro. Un groupe est peut-être vide.",
    "RecursionError": "Une fonction s’appelle elle-même sans fin.",
    "MemoryError": "La mémoire donnée à Python est pleine. Redémarrez, puis travaillez sur "
    "moins de données.",
    "AssertionError": "Une vérification de ce code a répondu non.",
    "KeyboardInterrupt": "L’exécution a été arrêtée.",
}


@dataclass(frozen=True)
class Failure:
    """An error as a learner reads it; ``line`` counts from 1 inside the cell, 0 if unknown."""

    name: str
    message: str
    explained: str
    line: int
    source: str
    trace: str


class Budget:
    """Counts what one run has sent, and says once that the rest is not shown."""

    def __init__(self, emit: Emit, limit: int = LIMIT) -> None:
        self.emit, self.left = emit, limit

    def send(self, kind: str, text: str) -> None:
        if self.left <= 0 or not text:
            return
        if kind == "html" and len(text) > self.left:
            # Half a table says something false: better none than a part.
            kind, text = "note", "Ce résultat est trop grand pour être affiché."
        kept = text[: self.left]
        self.left -= len(kept)
        self.emit(kind, kept)
        if self.left <= 0:
            self.emit("note", "La sortie dépasse 100 000 caractères : la suite n’est pas affichée.")


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell: text leaves in batches."""

    def __init__(self, budget: Budget, kind: str) -> None:
        super().__init__()
        self.budget, self.kind = budget, kind
        self.parts: list[str] = []
        self.size = 0
        self.last = time.monotonic()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() attend du texte, pas {type(text).__name__}")
        if self.budget.left > 0:
            self.parts.append(text)
            self.size += len(text)
            if self.size > BATCH or time.monotonic() - self.last > FLUSH_AFTER:
                self.flush()
        return len(text)

    def flush(self) -> None:
        text = "".join(self.parts)
        self.parts, self.size = [], 0
        self.last = time.monotonic()
        self.budget.send(self.kind, text)


class Session:
    """The names of one notebook, and what runs in them."""

    def __init__(self, emit: Emit, modules: Sequence[str] = ()) -> None:
        self.emit = emit
        self.modules = tuple(modules)
        self.budget = Budget(emit)
        self.names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
        self.names["display"] = self.display
        builtins.input = no_input  # type: ignore[assignment]

    async def run(self, label: str, source: str, emit: Emit | None = None) -> Failure | None:
        """Run *source*; its last expression is shown, as in a notebook."""
        self.budget = Budget(emit or self.emit)
        streams = Stream(self.budget, "out"), Stream(self.budget, "err")
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = streams
        linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
        try:
            body, last = compiled(source, label)
            await self._value(body)
            if last is not None:
                value = await self._value(last)
                self._flush(streams)
                self.display(value)
            return None
        except BaseException as error:  # learner code may raise anything, SystemExit included
            return failure(error, label, source, self.modules)
        finally:
            self._flush(streams)
            sys.stdout, sys.stderr = before

    async def _value(self, code: CodeType) -> Any:
        value = eval(code, self.names)  # noqa: S307 - running the learner's code is the purpose
        if code.co_flags & inspect.CO_COROUTINE:
            value = await value
        return value

    def display(self, value: Any) -> None:
        """Show *value*: a table or drawing as HTML when it offers one, else its ``repr``."""
        if value is None:
            return
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for name in ("_repr_html_", "_repr_svg_"):
            render = getattr(type(value), name, None)
            html = render(value) if callable(render) else None
            if html:
                self.budget.send("html", str(html))
                return
        self.budget.send("out", repr(value) + "\n")

    def _flush(self, streams: tuple[Stream, Stream]) -> None:
        for stream in streams:
            stream.flush()


def compiled(source: str, label: str) -> tuple[CodeType, CodeType | None]:
    """The code of a cell, and apart the code of its last expression (none after a ``;``)."""
    tree = ast.parse(source, label)
    last: ast.expr | None = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        final = tree.body.pop()
        assert isinstance(final, ast.Expr)
        last = final.value
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    body = compile(tree, label, "exec", flags=flags, dont_inherit=True)
    if last is None:
        return body, None
    return body, compile(ast.Expression(last), label, "eval", flags=flags, dont_inherit=True)


def failure(error: BaseException, label: str, source: str, modules: Sequence[str] = ()) -> Failure:
    """What to tell about *error*, with the last line of the cell that led to it. *modules* are
    those that the exercise brings."""
    name = type(error).__name__
    line = line_of(error, label)
    lines = source.splitlines()
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException as second:  # a hostile __str__ must not break the report
        message = f"({type(second).__name__})"
    return Failure(
        name=name,
        message=message[:2000],
        explained=explained(error, modules),
        line=line,
        source=lines[line - 1].strip()[:300] if 0 < line <= len(lines) else "",
        trace=trace_of(error)[-20_000:],
    )


def explained(error: BaseException, modules: Sequence[str]) -> str:
    """A sentence in French for the kind of *error*, or for the nearest kind that has one."""
    kinds = (kind.__name__ for kind in type(error).__mro__)
    text = next((EXPLAINED[name] for name in kinds if name in EXPLAINED), "")
    if modules and isinstance(error, ModuleNotFoundError):
        *first, last = modules
        names = f"{', '.join(first)} et {last}" if first else last
        text += f" Vous avez {names}, et les modules de Python lui-même."
    return text


def line_of(error: BaseException, label: str) -> int:
    if isinstance(error, SyntaxError) and error.filename == label:
        return error.lineno or 0
    frames = traceback.walk_tb(error.__traceback__)
    lines = [number for frame, number in frames if frame.f_code.co_filename == label]
    return lines[-1] if lines else 0


def trace_of(error: BaseException) -> str:
    """The whole trace as Python writes it, without the frames of this file."""
    seen = error.__traceback__
    while seen is not None and seen.tb_frame.f_globals.get("__name__") == __name__:
        seen = seen.tb_next
    try:
        return "".join(traceback.format_exception(type(error), error, seen))
    except BaseException as second:
        return f"{type(error).__name__} ({type(second).__name__})"


def no_input(prompt: object = "") -> str:
    raise RuntimeError(
        "input() ne marche pas dans cette page : écrivez la valeur directement dans le code."
    )


def install_bridge(ask: Ask) -> None:
    """Give ``sudia`` its way to the page: ``await sudia.bridge.request(kind, payload)``.

    Put in ``sys.modules`` without importing ``sudia``, which costs the import of numpy.
    """

    async def request(kind: str, payload: Any) -> Any:
        try:
            answer = await ask(kind, json.dumps(payload))
        except Exception as error:  # a refused JavaScript promise: its message is for the learner
            raise RuntimeError(getattr(error, "message", None) or str(error)) from None
        return json.loads(answer)

    bridge = ModuleType("sudia.bridge")
    bridge.request = request  # type: ignore[attr-defined]
    sys.modules["sudia.bridge"] = bridge


async def run_cell(session: Session, label: str, source: str, emit: Emit) -> dict[str, Any]:
    """For JavaScript: ``{"ok": True}`` or ``{"ok": False, "error": {…}}``."""
    found = await session.run(label, source, emit)
    return {"ok": True} if found is None else {"ok": False, "error": asdict(found)}
