"""An account: made, opened, closed, changed. The e-mail address is never required."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy.exc import IntegrityError

from mooc.accounts import links, mail, passwords, people, throttle
from mooc.accounts.current import current_learner_id, mark_seen, new_learner
from mooc.accounts.models import Account
from mooc.accounts.signing import close_session, open_session
from mooc.db import commit, session, utcnow
from mooc.me import password
from mooc.me.merging import offer_merge
from mooc.web import current_settings

WRONG = "Identifiant ou mot de passe inconnu. Vérifiez les deux."


def create_form() -> ResponseReturnValue:
    """The form of a new account."""
    if current_user.is_authenticated:
        return redirect(url_for("me.account"), 303)
    return render_template("me/create.html", login="", email="", errors={})


def create() -> ResponseReturnValue:
    """Make the account; it takes over what this browser did so far."""
    login = people.clean_login(request.form.get("login", ""))
    password = request.form.get("password", "")
    email = request.form.get("email", "").strip()
    errors = {
        "login": people.login_problem(session(), login),
        "password": passwords.problem(password, login),
    }
    if email:
        email, errors["email"] = people.clean_email(email)
    errors = {name: text for name, text in errors.items() if text}
    if errors:
        page = render_template("me/create.html", login=login, email=email, errors=errors)
        return page, 422
    learner = current_learner_id()
    if learner is None or current_user.is_authenticated:
        learner = new_learner(session())
    try:
        with session().begin_nested():
            account = people.create_account(session(), learner, login, password, utcnow())
    except IntegrityError:
        # Someone took the name between the check and now.
        errors = {"login": people.TAKEN}
        page = render_template("me/create.html", login=login, email=email, errors=errors)
        return page, 422
    account.pending_email = email or None
    commit()
    open_session(account)
    flash("Votre compte est créé. Ce que vous aviez fait y est gardé.", "success")
    if email:
        send_verification(account)
    return redirect(url_for("me.journey"), 303)


def login_form() -> ResponseReturnValue:
    """The form to sign in."""
    if current_user.is_authenticated:
        return redirect(url_for("me.account"), 303)
    return render_template("me/login.html", login="", error="")


def login() -> ResponseReturnValue:
    """Sign in. 422 when name or password is wrong, without saying which; 429 when locked."""
    name = request.form.get("login", "")[:254]
    key = throttle.subject(current_settings().secret_key, "login", people.clean_login(name))
    try:
        throttle.check(session(), key, utcnow())
    except throttle.Locked as locked:
        page = render_template("me/login.html", login=name, error=locked.message)
        return make_response(page, 429, {"Retry-After": str(locked.seconds)})
    account = people.find_account(session(), name)
    password = request.form.get("password", "")
    if not passwords.matches(account.password_hash if account else None, password):
        throttle.failed(session(), key, utcnow())
        commit()
        return render_template("me/login.html", login=name, error=WRONG), 422
    assert account is not None
    throttle.succeeded(session(), key)
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    mark_seen(session(), account.learner_id)
    commit()
    before = current_learner_id()
    open_session(account)
    if before not in (None, account.learner_id):
        offer_merge(before)
        return redirect(url_for("me.merge"), 303)
    return redirect(url_for("me.journey"), 303)


def logout() -> ResponseReturnValue:
    """Sign out on this browser."""
    close_session()
    flash("Vous êtes déconnecté·e de cet appareil.", "success")
    return redirect(url_for("about.home"), 303)


@login_required
def logout_everywhere() -> ResponseReturnValue:
    """Sign out on every browser, this one included."""
    people.log_out_everywhere(session(), current_user.account)
    commit()
    close_session()
    flash("Tous vos appareils sont déconnectés.", "success")
    return redirect(url_for("me.login"), 303)


@login_required
def account() -> ResponseReturnValue:
    """The account's page."""
    return render_template("me/account.html", account=current_user.account, errors={}, email="")


@login_required
def change_email() -> ResponseReturnValue:
    """Ask for a new address (a letter confirms it), or remove the one there is."""
    account: Account = current_user.account
    email = request.form.get("email", "").strip()
    if error := password.wrong_current(account):
        page = render_template(
            "me/account.html", account=account, errors={"email_password": error}, email=email
        )
        return page, 422
    if not email:
        account.email = account.pending_email = None
        commit()
        flash("Votre compte n’a plus d’adresse électronique.", "success")
        return redirect(url_for("me.account"), 303)
    email, problem = people.clean_email(email)
    if problem:
        page = render_template(
            "me/account.html", account=account, errors={"email": problem}, email=email
        )
        return page, 422
    account.pending_email = email
    commit()
    send_verification(account)
    return redirect(url_for("me.account"), 303)


def verify_form(token: str) -> ResponseReturnValue:
    """The page a letter leads to: a link that is only opened (by a scanner) changes nothing."""
    account = links.account_to_verify(session(), current_settings().secret_key, token)
    page = render_template("me/verify.html", email=account and account.pending_email, token=token)
    return page, (200 if account else 410)


def verify(token: str) -> ResponseReturnValue:
    """Confirm the address."""
    account = links.account_to_verify(session(), current_settings().secret_key, token)
    if account is None:
        return render_template("me/verify.html", email=None, token=token), 410
    confirmed = people.confirm_email(session(), account)
    commit()
    if confirmed:
        flash("Votre adresse est confirmée.", "success")
    else:
        flash("Cette adresse sert déjà à un autre compte.", "warning")
    return redirect(url_for("me.account"), 303)


def send_verification(account: Account) -> None:
    """Send the letter that confirms the pending address; says so, or says that it failed."""
    settings = current_settings()
    token = links.verify_token(settings.secret_key, account)
    address = settings.site_origin + url_for("me.verify_form", token=token)
    text = render_template("me/verify.txt", address=address)
    try:
        mail.send(settings, account.pending_email or "", "Confirmez votre adresse", text)
    except mail.MailError:
        flash("Le courriel n’a pas pu partir. Réessayez depuis votre compte.", "warning")
        return
    flash(
        f"Un courriel vient de partir à {account.pending_email}. Ouvrez-le pour confirmer.", "info"
    )


ROUTES = (
    ("/compte/", "account", account, ("GET",)),
    ("/compte/creer", "create_form", create_form, ("GET",)),
    ("/compte/creer", "create", create, ("POST",)),
    ("/compte/connexion", "login", login_form, ("GET",)),
    ("/compte/connexion", "login_send", login, ("POST",)),
    ("/compte/deconnexion", "logout", logout, ("POST",)),
    ("/compte/deconnexion-partout", "logout_everywhere", logout_everywhere, ("POST",)),
    ("/compte/adresse", "change_email", change_email, ("POST",)),
    ("/compte/adresse/<token>", "verify_form", verify_form, ("GET",)),
    ("/compte/adresse/<token>", "verify", verify, ("POST",)),
)
