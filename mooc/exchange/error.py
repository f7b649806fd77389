"""What stops an export or an import: one French line for whoever typed the command."""

from __future__ import annotations


class ExchangeError(Exception):
    """Nothing was written; the message says why and what to do."""
