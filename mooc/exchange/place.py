"""Writing one file: whole or not at all, and never over another by accident."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mooc.exchange.error import ExchangeError


def check_free(dest: Path, force: bool) -> None:
    """Raise ``ExchangeError`` unless *dest* may be written."""
    if dest.is_symlink():
        raise ExchangeError(f"{dest} est un lien : donnez le vrai nom du fichier.")
    if dest.is_dir():
        raise ExchangeError(f"{dest} est un dossier : donnez un nom de fichier.")
    if not dest.parent.is_dir():
        raise ExchangeError(f"Le dossier {dest.parent} n’existe pas.")
    if dest.exists() and not force:
        raise ExchangeError(f"{dest} existe déjà : ajoutez --force pour le remplacer.")


def write_whole(dest: Path, data: bytes) -> None:
    """Write *data*. A former file stays as it was until the new one is complete."""
    handle, name = tempfile.mkstemp(dir=dest.parent, prefix=f".{dest.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        made.chmod(0o644)
        made.replace(dest)
    finally:
        made.unlink(missing_ok=True)
