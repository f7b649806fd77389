"""Keyed hashes: what the database keeps of a secret that a person holds."""

from __future__ import annotations

import hashlib
import hmac


def keyed_hash(secret: str, purpose: str, value: str) -> str:
    """HMAC-SHA-256 of *value*, hexadecimal; a stolen database alone does not let one guess."""
    return hmac.new(f"{purpose}:{secret}".encode(), value.encode(), hashlib.sha256).hexdigest()
