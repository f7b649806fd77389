"""Every kind of page, by a name that a failing test can show, for the tests that visit them all.

``steps`` may act first (answer a question, create an account) so that the page after it is the
one looked at; it receives the Playwright page, already on ``path``. Courses are found by their
links, so that authors may rename them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Place:
    """A kind of page: *path* on the site, *steps* to reach the state meant."""

    name: str
    path: str
    steps: Callable[[Page], None] | None = None


def open_course(page: Page) -> None:
    page.locator("main .page-list a").first.click()
    expect(page.locator("main .page-list a").first).to_be_visible()


def open_course_page(page: Page) -> None:
    open_course(page)
    page.locator("main .page-list a").first.click()
    expect(page.locator("article.prose")).to_be_visible()


def answer_all(page: Page) -> None:
    """Send each question's form with the first choices: some right, some wrong."""
    for index in range(page.locator("section.question").count()):
        form = page.locator("section.question").nth(index).locator("form")
        for choice in form.locator("input[type=radio], input[type=checkbox]").all()[:1]:
            choice.check()
        for text in form.locator("input[type=text], input[type=number]").all():
            text.fill("12")
        for place, select in enumerate(form.locator("select").all()):
            # The first option is the empty one; an ordering has as many others as lists.
            others = select.locator("option").count() - 1
            select.select_option(index=1 + place % others)
        form.locator("button[type=submit]").click()
        expect(page.locator("section.question").nth(index).locator(".verdict")).to_be_visible()


def answer_every_question(page: Page) -> None:
    open_course_page(page)
    answer_all(page)


def see_bilan(page: Page) -> None:
    answer_all(page)
    page.goto(page.url)
    expect(page.locator("#bilan")).to_be_visible()


def write_note(page: Page) -> None:
    """A note and a bookmark, then the list of them."""
    page.get_by_label("Votre note").fill("À revoir avec Samira.")
    page.get_by_label("Garder cette page").check()
    page.get_by_role("button", name="Garder").click()
    page.goto("/mes-notes/")
    expect(page.get_by_text("À revoir avec Samira.")).to_be_visible()


def send_empty_question(page: Page) -> None:
    open_course_page(page)
    page.locator("section.question form button[type=submit]").first.click()
    expect(page.locator("section.question .field-error").first).to_be_visible()


def then(path: str) -> Callable[[Page], None]:
    """Answer questions first, then look at *path* as somebody who has a history."""

    def steps(page: Page) -> None:
        answer_every_question(page)
        page.goto(path)

    return steps


def draw_code(page: Page) -> None:
    then("/reprendre/code")(page)
    page.locator("main form button").first.click()
    expect(page.locator(".resume-code")).to_be_visible()


def create_account(page: Page) -> None:
    page.fill("#login", f"essai-{uuid4().hex[:8]}")
    page.fill("#password", "quatre mots sans lien")
    page.locator("main form button").first.click()
    page.goto("/compte/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")


def refuse(page: Page) -> None:
    """Send the page's first form as it is."""
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_selector("[role=alert]")


def open_folds(page: Page) -> None:
    """Open every fold, so that what it holds is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def hand_in(page: Page) -> None:
    """Hand a file in to the challenge: « no » everywhere, fair and useless."""
    ids = page.evaluate("fetch('donnees.json').then((a) => a.json()).then((d) => d.test.id)")
    content = "id;prediction\n" + "".join(f"{number};0\n" for number in ids)
    file = {"name": "non.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Fichier de prédictions").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("Taille du modèle, en ko").fill("0,1")
    page.get_by_role("button", name="Remettre").click()
    expect(page.get_by_role("table", name="Vos remises, la dernière d’abord")).to_be_visible()


def join_board(page: Page) -> None:
    hand_in(page)
    page.get_by_label("J’ai 15 ans ou plus").check()
    page.get_by_role("button", name="Voir le classement").click()
    page.locator("input[name=nom]").first.check()
    page.get_by_role("button", name="Prendre ce pseudonyme").click()
    expect(page.get_by_text("(vous)")).to_be_visible()


ABOUT = (
    Place("home", "/", open_folds),
    Place("help", "/aide"),
    Place("authors' guide", "/aide/auteurs/ecrire-un-cours", open_folds),
    Place("accessibility", "/accessibilite"),
    Place("privacy", "/confidentialite"),
    Place("ecodesign", "/ecoconception"),
    Place("legal", "/mentions-legales"),
    Place("algorithms", "/nos-algorithmes"),
    Place("report", "/signaler?page=/cours/"),
    Place("report refused", "/signaler", refuse),
    Place("report thanks", "/signaler/merci"),
    Place("not found", "/nulle-part"),
)
LEARN = (
    Place("courses", "/cours/"),
    Place("course", "/cours/", open_course),
    Place("course page", "/cours/", open_course_page),
    Place("question answered", "/cours/", answer_every_question),
    Place("question refused", "/cours/", send_empty_question),
    Place("audience", "/pour/tpe-pme/"),
    Place("passages", "/cours/ia-tpe-pme/une-tache-d-abord/?metier=boulangerie"),
    Place("easy to read", "/cours/ia-pour-tous/m1-falc-1/"),
    Place("placement", "/cours/ia-pour-tous/bilan-de-depart/", see_bilan),
    Place("search", "/recherche?q=modele"),
    Place("glossary", "/glossaire/"),
    Place("false ideas", "/idees-fausses/"),
    Place("note", "/mes-notes/p-apprendre/", write_note),
    Place("laboratory", "/laboratoire/"),
    Place("exercise", "/exercices/aide-sociale/", open_folds),
    Place("data card", "/exercices/aide-sociale/donnees/"),
    Place("lab", "/exercices/aide-sociale/labo", open_folds),
    Place("notebook", "/exercices/aide-sociale/carnet/"),
    Place("challenges", "/defis/"),
    Place("challenge", "/defis/messages-blessants/"),
    Place("challenge refused", "/defis/messages-blessants/", refuse),
    Place("challenge handed in", "/defis/messages-blessants/", hand_in),
    Place("challenge board", "/defis/messages-blessants/", join_board),
)
ME = (
    Place("nobody's journey", "/mon-parcours/"),
    Place("journey", "/cours/", then("/mon-parcours/")),
    Place("data", "/cours/", then("/mes-donnees/")),
    Place("code", "/cours/", draw_code),
    Place("resume", "/reprendre/"),
    Place("create", "/compte/creer"),
    Place("create refused", "/compte/creer", refuse),
    Place("account", "/compte/creer", create_account),
    Place("log in", "/compte/connexion"),
    Place("log in refused", "/compte/connexion", refuse),
    Place("forgotten password", "/compte/mot-de-passe-oublie"),
)
DIRECTORY = (
    Place("directory", "/annuaire/", open_folds),
    Place("directory, nothing there", "/annuaire/?departement=05&type=rien", open_folds),
    Place("directory, one entry", "/annuaire/#mon-assistant-ia", open_folds),
)
PLACES = ABOUT + LEARN + ME + DIRECTORY
