"""Changing a password, and finding a way back when it is forgotten."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from mooc.accounts import links, mail, passwords, people, throttle
from mooc.accounts.models import Account
from mooc.accounts.signing import open_session
from mooc.db import commit, session, utcnow
from mooc.web import current_settings

SENT = (
    "Si un compte a cette adresse confirmée, un courriel vient de partir. Il est valable une heure."
)


def wrong_current(account: Account) -> str:
    """What is wrong with the current password that was sent, or an empty text.

    Asked before what could take an account over from someone who left a session open.
    """
    key = throttle.subject(current_settings().secret_key, "login", account.login)
    try:
        throttle.check(session(), key, utcnow())
    except throttle.Locked as locked:
        return locked.message
    if passwords.matches(account.password_hash, request.form.get("current_password", "")):
        return ""
    throttle.failed(session(), key, utcnow())
    commit()
    return "Ce n’est pas votre mot de passe actuel."


@login_required
def change() -> ResponseReturnValue:
    """A new password; the other devices are signed out, this one stays."""
    account: Account = current_user.account
    new = request.form.get("new_password", "")
    errors = {"new_password": passwords.problem(new, account.login)}
    errors["current_password"] = wrong_current(account)
    errors = {name: text for name, text in errors.items() if text}
    if errors:
        page = render_template("me/account.html", account=account, errors=errors, email="")
        return page, 422
    people.change_password(session(), account, new)
    commit()
    open_session(account)
    flash("Votre mot de passe est changé. Vos autres appareils sont déconnectés.", "success")
    return redirect(url_for("me.account"), 303)


def forgotten_form() -> ResponseReturnValue:
    """Where one asks for a letter."""
    return render_template("me/forgotten.html", email="", error="")


def forgotten() -> ResponseReturnValue:
    """Send a letter when the address is known; the answer is the same when it is not."""
    email, problem = people.clean_email(request.form.get("email", "")[:254])
    if problem:
        return render_template("me/forgotten.html", email=email, error=problem), 422
    key = throttle.subject(current_settings().secret_key, "forgotten", email)
    try:
        throttle.check(session(), key, utcnow())
    except throttle.Locked as locked:
        return render_template("me/forgotten.html", email=email, error=locked.message), 429
    throttle.failed(session(), key, utcnow())
    account = people.find_account(session(), email)
    commit()
    flash(SENT, "info")
    response = redirect(url_for("me.login"), 303)
    if account is not None and account.email == email:
        # Sent once the page is: the time it takes would say that the account exists.
        response.call_on_close(letter(account))
    return response


def reset_form(token: str) -> ResponseReturnValue:
    """Where a letter leads: the new password."""
    account = links.account_to_reset(session(), current_settings().secret_key, token)
    page = render_template("me/reset.html", valid=account is not None, token=token, error="")
    return page, (200 if account else 410)


def reset(token: str) -> ResponseReturnValue:
    """Set the new password and sign in."""
    account = links.account_to_reset(session(), current_settings().secret_key, token)
    if account is None:
        return render_template("me/reset.html", valid=False, token=token, error=""), 410
    new = request.form.get("new_password", "")
    error = passwords.problem(new, account.login)
    if error:
        return render_template("me/reset.html", valid=True, token=token, error=error), 422
    people.change_password(session(), account, new)
    commit()
    open_session(account)
    flash("Votre mot de passe est changé. Vous êtes connecté·e.", "success")
    return redirect(url_for("me.account"), 303)


def letter(account: Account) -> Callable[[], None]:
    """What sends the letter. A failure is not told: it would say that the account exists."""
    settings = current_settings()
    token = links.reset_token(settings.secret_key, account)
    address = settings.site_origin + url_for("me.reset_form", token=token)
    text = render_template("me/reset.txt", address=address, login=account.login)
    email, log = account.email or "", current_app.logger

    def send() -> None:
        try:
            mail.send(settings, email, "Changer votre mot de passe", text)
        except mail.MailError as error:
            log.error("letter not sent: %s", error)

    return send


ROUTES = (
    ("/compte/mot-de-passe", "change_password", change, ("POST",)),
    ("/compte/mot-de-passe-oublie", "forgotten", forgotten_form, ("GET",)),
    ("/compte/mot-de-passe-oublie", "forgotten_send", forgotten, ("POST",)),
    ("/compte/nouveau-mot-de-passe/<token>", "reset_form", reset_form, ("GET",)),
    ("/compte/nouveau-mot-de-passe/<token>", "reset", reset, ("POST",)),
)
