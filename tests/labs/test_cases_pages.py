"""The pages of labs of cases: draws by address, the verdict, what is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mooc.grading.lab_file import load_lab
from mooc.grading.labs.cases import draw
from mooc.grading.labs.cases.model import Sorting
from mooc.settings import ROOT
from tests.conftest import SiteClient

SLUGS = ("matrice-confusion", "trieur-reglement-ia")


def address(slug: str) -> str:
    return f"/exercices/{slug}/labo"


def own_of(slug: str) -> Sorting:
    own = load_lab(Path(ROOT / "exercises" / slug), "a secret").own
    assert isinstance(own, Sorting)
    return own


def said(text: str) -> str:
    """A page's words, as a reader gets them."""
    return re.sub(r"\s+", " ", text.replace("&#39;", "'").replace("&amp;", "&"))


@pytest.mark.parametrize("slug", SLUGS)
def test_each_draw_has_its_address_and_tells_no_answer(client: SiteClient, slug: str) -> None:
    own = own_of(slug)
    for number in (1, 2, 40):
        response = client.get(f"{address(slug)}?tirage={number}")
        page = said(response.text)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        for case in draw.draw(own, number):
            assert said(case.text) in page
            assert case.id not in page and said(case.why) not in page
            assert not any(said(remark) in page for remark in case.feedback.values())
        assert f"?tirage={number + 1}" in page
    sources = {said(case.source) for case in own.cases}
    assert not any(source in said(client.get(address(slug)).text) for source in sources)


def test_a_draw_that_is_no_number_is_refused_politely(client: SiteClient) -> None:
    response = client.get(f"{address(SLUGS[0])}?tirage=beaucoup")
    assert response.status_code == 422
    assert "Le tirage est un nombre de 1 à 999." in response.text


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_is_judged_kept_and_shown_with_its_own_draw(
    client: SiteClient, slug: str
) -> None:
    lab = load_lab(Path(ROOT / "exercises" / slug), "a secret")
    naive = next(play for play in lab.plays if not play.passes)
    answer = {**naive.answer, "tirage": ["1"]}
    sent = client.post(address(slug), data=answer, follow_redirects=True)
    page = said(sent.text)
    rows = lab.kind.grade(lab.own, answer).details["rows"]
    missed = [row for row in rows if not row["hit"]]
    assert f"À revoir ({len(missed)})" in page
    for row in rows:
        assert said(row["why"]) in page and said(row["source"]) in page
    assert any(row["remark"] and said(row["remark"]) in page for row in missed)
    # Tomorrow the page shows the same draw and the same answers.
    again = client.get(address(slug)).text
    assert re.search(r'name="tirage" value="1"', again)
    assert again.count(" checked") == sum(len(v) for k, v in answer.items() if k != "tirage")
    # Another draw starts empty.
    other = client.get(f"{address(slug)}?tirage=2").text
    assert " checked" not in other and "À revoir" not in other


def test_a_case_without_an_answer_keeps_the_draw_and_what_was_sorted(client: SiteClient) -> None:
    lab = load_lab(Path(ROOT / "exercises" / SLUGS[0]), "a secret")
    answer = {**lab.plays[0].answer, "tirage": ["3"]}
    del answer["cas_7"]
    response = client.post(address(SLUGS[0]), data=answer)
    assert response.status_code == 422
    assert "Scène 7 : il manque votre réponse." in said(response.text)
    assert 'name="tirage" value="3"' in response.text
    assert said(draw.draw(lab.own, 3)[6].text) in said(response.text)
    assert "Set-Cookie" not in response.headers


def test_counting_without_sending_writes_nothing(client: SiteClient) -> None:
    data = {"tirage": "2", "cas_1": "oubli", "cas_2": "oubli", "cas_3": "vrai-non", "essai": "1"}
    response = client.post(address(SLUGS[0]), data=data)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert re.search(r'data-out="n-oubli">2<', response.text)
    assert re.search(r'data-out="done">3<', response.text)
