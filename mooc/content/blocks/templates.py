"""The Jinja environment of the blocks: escaping on, undefined names refused, nothing global."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(template: str, **values: Any) -> str:
    """HTML of ``<block>/block.html``. Wrap what is HTML already in ``safe()``."""
    return _environment().get_template(template).render(values)


def safe(html: str) -> Markup:
    """Mark HTML made by the Markdown pipeline, which has cleaned it."""
    return Markup(html)  # noqa: S704
