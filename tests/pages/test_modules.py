"""Modules, what stands beside them, the two bilans, and the remedy after a wrong answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from mooc.catalogue import library
from mooc.content import load_courses
from mooc.grading import DIRECTIVES
from mooc.grading.verdict import Feedback, Verdict
from mooc.learn.remedies import remedies
from mooc.settings import ROOT, Settings
from tests.conftest import SiteClient
from tests.own_courses import site, write_course, write_page
from tests.pages.checks import parse, problems

COURSE = """
    level = 2
    themes = ["juger"]

    [[modules]]
    id = "m-un"
    title = "Reconnaître"
    summary = "Le premier module."
    aims = ["Savoir reconnaître"]
    pages = ["11-un"]
    notes = "m1-mediation"
    paper = "m1-papier"
    easy = ["m1-falc"]
    [[modules.elsewhere]]
    title = "Un cours ailleurs"
    by = "Une université"
    url = "https://exemple.fr/cours"
    why = "Il va plus loin."
    checked = 2026-11-25

    [[modules]]
    id = "m-deux"
    title = "Se tromper"
    summary = "Le second module."
    pages = ["21-deux"]
    paper = "m2-papier"

    [[modules]]
    id = "m-trois"
    status = "draft"
    title = "Plus tard"
    summary = "Un module prévu."
    pages = ["31-plus-tard"]
    plan = ["Une page prévue : ce qu’on y apprend"]

    [[measure]]
    aim = "Savoir reconnaître"
    module = "m-un"
    before = "q-avant-un"
    after = "q-apres-un"

    [[measure]]
    aim = "Savoir se méfier"
    module = "m-deux"
    before = "q-avant-deux"
    after = "q-apres-deux"
    """
QUESTION = """
    :::{{single-choice}}
    :id: {id}
    Question {id} ?

    - [x] Juste {id}

      Oui, {id} est juste.
    - [ ] Faux {id}{tag}

      Non, {id} est faux.
    :::
    """
IDEAS = """
[ia-comprend]
title = "Le modèle comprend ce qu’il fait"
what = "Croire que le modèle sait de quoi il parle."
tempting = "Il répond vite."
remedy_page = "p-deux"
remedy_lab = "perceptron"
remedy_pages = { college = "p-eleve" }
"""


def question(name: str, tag: str = "") -> str:
    return QUESTION.format(id=name, tag=f" {{misconception}}`{tag}`" if tag else "")


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    root = tmp_path / "courses"
    folder = write_course(root, "essai", "tous-publics", COURSE)
    (root / "audiences.toml").write_bytes((ROOT / "courses" / "audiences.toml").read_bytes())
    (root / "misconceptions.toml").write_text(IDEAS, encoding="utf-8")
    both = question("q-avant-un") + question("q-avant-deux", "ia-comprend")
    write_page(folder, "00-depart.md", "p-depart", both, role="placement", title="Bilan de départ")
    write_page(folder, "11-un.md", "p-un", question("q-un", "ia-comprend"), title="Page un")
    write_page(folder, "21-deux.md", "p-deux", question("q-deux", "ia-comprend"), title="Page deux")
    write_page(folder, "31-plus-tard.md", "p-trois", "Pas fini.", title="Page trois")
    both = question("q-apres-un") + question("q-apres-deux")
    write_page(folder, "90-final.md", "p-final", both, role="final", title="Bilan final")
    beside = folder / "supports"
    write_page(beside, "m1-mediation.md", "p-notes", "Un déroulé.", role="notes", title="Animer")
    write_page(beside, "m1-papier.md", "p-papier", "Un crayon.", role="paper", title="Sur papier")
    write_page(beside, "m2-papier.md", "p-papier-2", "Une règle.", role="paper", title="Règle")
    easy = "Une phrase courte.\n" + question("q-facile")
    write_page(beside, "m1-falc.md", "p-falc", easy, role="easy", title="Facile à lire")
    young = write_course(root, "eleves", "college")
    asked = question("q-eleve", "ia-comprend")
    write_page(young, "01-question.md", "p-question", asked, title="Une question")
    write_page(young, "02-eleve.md", "p-eleve", "Pour toi.", title="Pour toi")
    return root


@pytest.fixture
def app(settings: Settings, courses: Path) -> Iterator[Flask]:
    made = site(settings, courses)
    yield made
    made.extensions["mooc_engine"].dispose()


def answer(client: SiteClient, name: str, right: bool, page: str, course: str = "essai") -> None:
    data = filled(client, name, right, page, course)
    assert client.post(f"/repondre/{name}", data=data).status_code == 303


def filled(
    client: SiteClient, name: str, right: bool, page: str, course: str = "essai"
) -> dict[str, str]:
    """What the form of the page sends."""
    text = client.get(f"/cours/{course}/{page}/").text
    form = text[text.index(f'action="/repondre/{name}"') :]
    labels = re.findall(r'name="answer" value="([^"]+)".*?<span>(Juste|Faux)', form, re.S)
    chosen = next(value for value, word in labels[:2] if (word == "Juste") is right)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    attempt = re.search(r'name="attempt" value="(\d+)"', form)
    data = {"answer": chosen, "attempt": attempt[1] if attempt else "0"}
    return data | ({"csrf_token": token[1]} if token else {})


def test_the_course_shows_its_modules_and_what_stands_beside(app: Flask, client) -> None:
    with app.app_context():
        assert not library().problems
    text = client.get("/cours/essai/").text
    assert problems(text) == []
    for words in ("Reconnaître", "Se tromper", "facile à lire", "à imprimer", "Un cours ailleurs"):
        assert words in text
    assert "Plus tard" not in text and "Page trois" not in text, "a draft module"
    assert client.get("/cours/essai/plus-tard/").status_code == 404


def test_links_of_the_same_words_say_of_which_module(client: SiteClient) -> None:
    text = client.get("/cours/essai/").text
    links = [e for e in parse(text).all("a") if "papier" in e.attrs["href"]]
    assert len(links) == len({e.text for e in links}) == 2
    assert re.search(r"Module </span>2<.*? :</span></span> Se tromper</h2>", text)


def test_a_link_to_a_draft_is_told(courses: Path) -> None:
    path = courses / "essai" / "11-un.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n[plus tard](page:p-trois)\n", encoding="utf-8")
    (problem,) = load_courses(courses, DIRECTIVES).problems
    assert problem.code == "link-draft" and problem.path.endswith("11-un.md")
    assert problem.severity == "error"


@pytest.mark.parametrize("slug", ["depart", "un", "deux", "final", "m1-mediation", "m1-papier",
                                  "m1-falc"])  # fmt: skip
def test_every_sort_of_page_keeps_the_rules(client: SiteClient, slug: str) -> None:
    response = client.get(f"/cours/essai/{slug}/")
    assert response.status_code == 200 and problems(response.text) == []


def test_pages_follow_each_other_from_bilan_to_bilan(client: SiteClient) -> None:
    def following(slug: str) -> str:
        found = re.search(r'rel="next" href="([^"]+)"', client.get(f"/cours/essai/{slug}/").text)
        return found[1] if found else ""

    assert following("depart") == "/cours/essai/un/"
    assert following("un") == "/cours/essai/deux/"
    assert following("deux") == "/cours/essai/final/"
    assert following("m1-mediation") == ""


def test_the_bilans_ask_nothing_of_who_finishes(client: SiteClient) -> None:
    """A course is finished when its pages are: the bilans and the easy version are offered."""
    for name, page in (("q-un", "un"), ("q-deux", "deux")):
        answer(client, name, True, page)
    assert client.get("/attestation/essai/").status_code == 200
    assert "2 sur 2" in client.get("/cours/").text


def test_a_bilan_begins_the_course(client: SiteClient) -> None:
    answer(client, "q-avant-un", True, "depart")
    text = client.get("/mon-parcours/").text
    assert problems(text) == []
    assert "Aucun cours n’est commencé" not in text and "Page un" in text


def test_the_placement_says_where_to_begin(client: SiteClient) -> None:
    assert "Ce que disent les premières réponses" not in client.get("/cours/essai/depart/").text
    answer(client, "q-avant-un", True, "depart")
    answer(client, "q-avant-deux", False, "depart")
    text = client.get("/cours/essai/depart/").text
    assert problems(text) == []
    assert "Une idée fausse courante" not in text, "before the course, no lesson"
    advice = text[text.index("Un bon début") :][:300]
    assert 'href="/cours/essai/deux/"' in advice and "Se tromper" in advice


def test_a_script_gets_the_table_with_the_answer(client: SiteClient) -> None:
    """Only where the page measures: it comes beside the question, to be put at its place."""
    script = {"X-Fragment": "question"}
    for name, page, measures in (("q-avant-un", "depart", True), ("q-un", "un", False)):
        data = filled(client, name, True, page)
        sent = client.post(f"/repondre/{name}", data=data, headers=script)
        assert sent.status_code == 200
        assert ("<template data-learned>" in sent.text) is measures
        assert sent.text.count('id="bilan"') == measures


def test_only_the_first_answer_measures(client: SiteClient) -> None:
    answer(client, "q-avant-un", False, "depart")
    answer(client, "q-avant-un", True, "depart")
    answer(client, "q-apres-un", True, "final")
    text = client.get("/cours/essai/final/").text
    row = text[text.index('<th scope="row">Savoir reconnaître') :].split("</tr>")[0]
    before, after = re.findall(r"<td>(.*?)</td>", row, re.S)
    assert "à revoir" in before and "juste" in after
    other = text[text.index('<th scope="row">Savoir se méfier') :].split("</tr>")[0]
    assert other.count("pas encore répondu") == 2


def test_a_wrong_answer_offers_its_remedy(client: SiteClient) -> None:
    assert "Une idée fausse courante" not in client.get("/cours/essai/un/").text
    answer(client, "q-un", False, "un")
    text = client.get("/cours/essai/un/").text
    remedy = text[text.index("Une idée fausse courante") :].split("</div>")[0]
    assert problems(text) == []
    assert "Le modèle comprend ce qu’il fait" in remedy
    assert 'href="/cours/essai/deux/"' in remedy and 'href="/exercices/perceptron/"' in remedy
    answer(client, "q-un", True, "un")
    assert "Une idée fausse courante" not in client.get("/cours/essai/un/").text


def test_a_lab_is_not_its_own_remedy(app: Flask) -> None:
    verdict = Verdict(0.0, (Feedback("", "", False, "ia-comprend"),))
    with app.test_request_context("/"):
        assert [r.lab and r.lab[1] for r in remedies(verdict)] == ["/exercices/perceptron/"]
        assert [r.lab for r in remedies(verdict, lab="perceptron")] == [None]


def test_a_page_is_not_its_own_remedy(client: SiteClient) -> None:
    answer(client, "q-deux", False, "deux")
    text = client.get("/cours/essai/deux/").text
    remedy = text[text.index("Une idée fausse courante") :].split("</div>")[0]
    assert 'href="/cours/essai/deux/"' not in remedy
    assert 'href="/exercices/perceptron/"' in remedy


def test_a_pupil_is_sent_to_a_page_for_pupils(client: SiteClient) -> None:
    answer(client, "q-eleve", False, "question", "eleves")
    text = client.get("/cours/eleves/question/").text
    remedy = text[text.index("Une idée fausse courante") :].split("</div>")[0]
    assert 'href="/cours/eleves/eleve/"' in remedy and 'href="/cours/essai/deux/"' not in remedy
