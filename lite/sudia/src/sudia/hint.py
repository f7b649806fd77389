"""One thing that a check says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing looked at: right (True), to mend (False), or a remark (None)."""

    ok: bool | None
    text: str

    def __str__(self) -> str:
        mark = {True: "Bien", False: "À revoir", None: "À noter"}[self.ok]
        return f"{mark} : {self.text}"
