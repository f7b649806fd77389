"""Sending a letter: by SMTP when it is set, else into ``var/outbox`` for development."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from mooc.settings import Settings

SECONDS = 15


class MailError(Exception):
    """The letter did not leave; what was done stays done."""


def send(settings: Settings, to: str, subject: str, text: str) -> None:
    """Send a plain-text letter. Raises MailError when the server refuses or does not answer."""
    letter = EmailMessage()
    letter["From"] = f"{settings.brand.name} <{settings.mail_from}>"
    letter["To"] = to
    letter["Subject"] = subject
    letter["Message-ID"] = f"<{uuid4().hex}@{urlsplit(settings.site_origin).hostname}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    if not settings.smtp_url:
        outbox = settings.var_dir / "outbox"
        outbox.mkdir(parents=True, exist_ok=True)
        (outbox / f"{uuid4().hex}.eml").write_bytes(bytes(letter))
        return
    try:
        _deliver(settings.smtp_url, letter)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(str(error)) from error


def _deliver(url: str, letter: EmailMessage) -> None:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=SECONDS)
    with server:
        if parts.scheme == "smtp" and parts.username:
            # Credentials never travel in clear.
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(letter)
