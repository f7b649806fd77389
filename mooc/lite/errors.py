"""What can go wrong while preparing the browser's Python, said in one French line."""

from __future__ import annotations


class BuildError(Exception):
    """The message is for the operator: what happened and what to do."""
