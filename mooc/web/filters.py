"""Filters: dates, numbers and durations as French readers write them."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal, ngettext

NARROW = "\u202f"
NBSP = "\u00a0"


def day(value: date) -> str:
    """``24 novembre 2026`` (``1er`` for the first, in French)."""
    text = format_date(value, "long")
    return "1er" + text[1:] if text.startswith("1 ") and _french() else text


def date_fr(value: date) -> str:
    """Another name of :func:`day`, for templates that read better with it."""
    return day(value)


def moment(value: datetime) -> str:
    """``24 novembre 2026 à 15:04``, in the site's time zone."""
    return format_datetime(value, "d MMMM y 'à' HH:mm")


def number(value: float, digits: int = 0) -> str:
    """*value* with at most *digits* decimals, a decimal comma and narrow spaces."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return format_decimal(value, pattern)


def percent(value: float, digits: int = 0) -> str:
    """A share between 0 and 1 as ``42 %``."""
    return f"{number(value * 100, digits)}{NARROW}%"


def minutes(value: int) -> str:
    """``8 minutes``, ``1 h 05``."""
    if value < 60:
        return ngettext("%(num)s minute", "%(num)s minutes", value).replace(" ", NBSP)
    return f"{value // 60}{NBSP}h{NBSP}{value % 60:02d}"


def weight(octets: int) -> str:
    """A file's size before a download: ``640 ko``, ``7,5 Mo``."""
    if octets < 1_000_000:
        return f"{number(max(1, round(octets / 1000)))}{NBSP}ko"
    return f"{number(octets / 1_000_000, 1)}{NBSP}Mo"


def _french() -> bool:
    return format_date(date(2026, 1, 2), "MMMM") == "janvier"


def init_app(app: Flask) -> None:
    """Offer the filters to templates."""
    for function in (day, date_fr, moment, number, percent, minutes, weight):
        app.add_template_filter(function)
