"""One's own surface: progress, resume code, account, data, attestation."""

from __future__ import annotations

from flask import Blueprint, Flask

from mooc.me import (
    account,
    attestation,
    data,
    handover,
    journey,
    merging,
    notes,
    password,
    resume,
)
from mooc.shared import private

bp = Blueprint("me", __name__, template_folder="templates")

for room in (journey, resume, merging, account, password, data, attestation, handover, notes):
    for rule, endpoint, view, methods in room.ROUTES:
        bp.add_url_rule(rule, endpoint, view, methods=list(methods))


bp.after_request(private)


def init_app(app: Flask) -> None:
    """Register every route of this surface."""
    app.register_blueprint(bp)
