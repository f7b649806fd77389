"""What every command shares: its settings, and one clear line for a failure one can mend."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from mooc.settings import Settings, SettingsError, load


def one_line(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn the failures that an operator can mend into one clear line."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SettingsError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                message = "Le disque est plein : libérez de la place, puis recommencez."
                raise click.ClickException(message) from error
            if error.errno in (errno.EACCES, errno.EROFS):
                message = f"Écriture impossible dans {error.filename} : vérifiez les droits."
                raise click.ClickException(message) from error
            raise

    return run


def site_settings(**overrides: Any) -> Settings:
    """The settings of the environment, with some of them changed."""
    return replace(load(), **overrides)
