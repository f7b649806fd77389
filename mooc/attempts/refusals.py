"""Why something is refused, for the learner (French) and for HTTP."""

from __future__ import annotations


class Refused(Exception):
    """``code`` is stable, ``status`` is HTTP's, the message is French."""

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class UnknownIssue(Refused):
    def __init__(self) -> None:
        message = "Ces données d’épreuve ne sont pas les vôtres. Demandez-les de nouveau."
        super().__init__("unknown-issue", message, 404)


class OldVersion(Refused):
    def __init__(self) -> None:
        message = (
            "L’exercice a changé depuis que vous avez reçu vos données. Demandez-les de nouveau "
            "et relancez votre code : il est gardé."
        )
        super().__init__("old-version", message, 409)


class LimitReached(Refused):
    """``seconds`` until the next hand-in is possible."""

    def __init__(self, per_day: int, seconds: int) -> None:
        hours, minutes = divmod(max(1, -(-seconds // 60)), 60)
        wait = f"{hours} h {minutes:02d}" if hours else f"{minutes} min"
        message = (
            f"Vous avez fait vos {per_day} remises du jour. La prochaine est possible dans {wait}. "
            "D’ici là, le jeu d’essai reste ouvert sans limite."
        )
        super().__init__("limit", message, 429)
        self.seconds = seconds
