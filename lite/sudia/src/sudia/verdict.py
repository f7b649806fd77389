"""The server's answer to a hand-in, shown to the learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sudia.markup import html_list


@dataclass(frozen=True, slots=True)
class HandInResult:
    """`reussi` is the verdict; `messages` explain it; `mesures` are rounded to a point. `titre` is
    what a challenge says instead of a verdict."""

    reussi: bool
    messages: tuple[str, ...]
    mesures: Mapping[str, Any] = field(default_factory=dict)
    carte_url: str = ""
    titre: str = ""

    def _lines(self) -> list[str]:
        first = "Exercice réussi." if self.reussi else "Pas encore réussi."
        return [f"{self.titre}." if self.titre else first, *self.messages]

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        first, *rest = self._lines()
        return f"<p><strong>{first}</strong></p>{html_list(rest)}"


def read_result(raw: Mapping[str, Any]) -> HandInResult:
    """The result in the page's answer."""
    messages = raw.get("messages", ())
    if not isinstance(messages, Sequence) or isinstance(messages, str):
        messages = ()
    return HandInResult(
        reussi=raw.get("passed") is True,
        messages=tuple(str(message) for message in messages),
        mesures=dict(raw.get("metrics") or {}),
        carte_url=str(raw.get("card_url") or ""),
        titre=str(raw.get("title") or ""),
    )
