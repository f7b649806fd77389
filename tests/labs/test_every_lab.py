"""What holds for every lab, whatever its kind: one test a promise, one case a folder.

``-k <slug>`` runs them for one lab. Browser: ``tests/browser/test_every_lab.py``.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from mooc.accounts.models import Learner
from mooc.db import transaction
from mooc.grading.exercise_file import load_exercise
from mooc.grading.lab import Lab, Play, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.verdict import BadAnswer, Verdict
from mooc.learn.sent import MOST_FIELDS
from mooc.progress.models import EventRow
from mooc.settings import ROOT
from tests.conftest import SiteClient, make_settings
from tests.labs.forms import keep_form, lab_form, said
from tests.pages import checks

FOLDERS = sorted(path.parent for path in (ROOT / "exercises").glob("*/lab.toml"))
SECRET = make_settings(Path("var")).data_secret
# Names that would tell a script what is right.
TELLING = {"right", "correct", "feedback", "misconception", "solution"}


@cache
def lab_of(folder: Path, secret: str = SECRET) -> Lab:
    return load_lab(folder, secret)


@cache
def plays_of(folder: Path) -> tuple[Play, ...]:
    """A kind may search for its good play: once is enough."""
    return lab_of(folder).plays


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def lab(folder: Path) -> Lab:
    return lab_of(folder)


@dataclass(frozen=True)
class Site:
    """One site for the whole module: each test is a new visitor, and counts what it adds."""

    app: Flask

    def visitor(self) -> SiteClient:
        return SiteClient(self.app, self.app.response_class, use_cookies=True)

    def rows(self) -> tuple[int, int]:
        with transaction(self.app.extensions["mooc_engine"]) as session:
            learners = session.scalar(select(func.count()).select_from(Learner)) or 0
            events = session.scalar(select(func.count()).select_from(EventRow)) or 0
        return learners, events


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Site]:
    from mooc.app import create_app

    found = make_settings(tmp_path_factory.mktemp("labs"))
    shutil.copy(empty_database, found.var_dir / "mooc.sqlite3")
    app = create_app(found)
    app.testing = True
    yield Site(app)
    app.extensions["mooc_engine"].dispose()


def address(lab: Lab) -> str:
    return f"/exercices/{lab.slug}/labo"


def good(lab: Lab) -> Play:
    return next(play for play in plays_of(lab.folder) if play.passes)


def naive(lab: Lab) -> Play:
    return next(play for play in plays_of(lab.folder) if not play.passes)


def sent(play: Play) -> dict[str, list[str]]:
    return said(play.answer)


# --- the folder -----------------------------------------------------------------------------


def test_the_folder_has_no_problem(folder: Path) -> None:
    assert problems(folder) == ()
    exercise, found = load_exercise(folder)
    assert found == () and exercise is not None and "lab" in exercise.tiers


def test_each_way_to_play_is_judged_and_named(lab: Lab) -> None:
    titles = {}
    for play in plays_of(lab.folder):
        verdict = grade_lab(lab, sent(play))
        assert (verdict.passed, verdict.details["strategy"]) == (play.passes, play.told), play.name
        assert verdict.trust == "server"
        titles[play.told] = title_of(verdict)
    assert len(set(titles.values())) == len(titles), f"two strategies under one title: {titles}"


def title_of(verdict: Verdict) -> str:
    """What names the strategy: the strong words that the first remark begins with."""
    found = re.match(r"\s*<p><strong>(.+?)</strong>", verdict.feedback[0].html, re.S)
    assert found, f"the first remark names no strategy: {verdict.feedback[0].html[:80]}"
    return unescape(found[1]).rstrip(".")


def test_it_asks_whether_the_idea_was_understood(lab: Lab) -> None:
    assert lab.question and len(lab.question.options) >= 3
    play = sent(good(lab))
    for option in lab.question.options:
        verdict = grade_lab(lab, {**play, "comprendre": [option.id]})
        assert verdict.passed is (option.id == lab.question.right)
        assert option.feedback in unescape(verdict.feedback[-1].html)


def test_its_fields_are_few_and_all_known(lab: Lab) -> None:
    assert len(set(lab.fields)) == len(lab.fields)
    for play in plays_of(lab.folder):
        assert set(play.answer) <= set(lab.fields)
        assert sum(map(len, sent(play).values())) <= MOST_FIELDS - 3
    assert not set(lab.kind.tries) & set(lab.fields)


# --- any answer gets a verdict or a message ---------------------------------------------------

JUNK = st.one_of(
    st.text(max_size=30),
    st.lists(st.text(max_size=9), max_size=4),
    st.sampled_from(["", "0", "-1", "1e400", "NaN", "²", "١", "1" * 400, "None", "\x00", ";;,"]),
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.binary(max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_answer_gets_a_verdict_or_a_message(folder: Path, data: st.DataObject) -> None:
    lab = lab_of(folder)
    start = data.draw(st.sampled_from([*(sent(play) for play in plays_of(folder)), {}]))
    names = st.sampled_from((*lab.fields, *lab.kind.tries))
    raw: dict[str, Any] = start | data.draw(st.dictionaries(names, JUNK, max_size=6))
    for name in data.draw(st.sets(names, max_size=3)):
        raw.pop(name, None)
    try:
        verdict = grade_lab(lab, raw)
    except BadAnswer as refused:
        assert refused.message and (refused.field in lab.fields or refused.field == "answer")
    else:
        assert 0 <= verdict.score <= 1
        html = "".join(remark.html for remark in verdict.feedback)
        assert "<script" not in html and "None" not in html
    try:
        lab.kind.view(lab.own, raw)
    except BadAnswer as refused:
        assert refused.message


# --- the page -------------------------------------------------------------------------------


def test_looking_writes_nothing_and_the_page_is_clean(site: Site, lab: Lab, folder: Path) -> None:
    before, visitor = site.rows(), site.visitor()
    paths = [address(lab), f"/exercices/{lab.slug}/", "/laboratoire/"]
    paths += [f"/exercices/{lab.slug}/donnees/"] * (folder / "carte-donnees.md").is_file()
    for path in paths:
        response = visitor.get(path)
        assert response.status_code == 200, path
        assert "Set-Cookie" not in response.headers, path
        assert checks.problems(response.text) == [], path
    assert site.rows() == before
    assert lab.title in visitor.get(address(lab)).text


def test_the_page_does_not_tell_before_an_answer(site: Site, lab: Lab) -> None:
    html = site.visitor().get(address(lab)).text
    shown = plain(html)
    assert lab.question
    for option in lab.question.options:
        assert plain(option.text) in shown and plain(option.feedback) not in shown
    for play in plays_of(lab.folder):
        for remark in grade_lab(lab, sent(play)).feedback:
            words = plain(re.sub(r"<[^>]+>", " ", remark.html))
            assert words not in shown, f"the page already says: {words[:80]}"
    controls = lab_form(html).controls("comprendre")
    marks = [{k: v for k, v in e.attrs.items() if k not in {"value", "id"}} for e in controls]
    assert len(controls) == len(lab.question.options) and all(mark == marks[0] for mark in marks)
    assert not TELLING & set(keys_of(json.loads(data_of(html))))


def plain(html: str) -> str:
    """Text without entities, each run of spaces (narrow and no-break too) as one."""
    return re.sub(r"\s+", " ", unescape(html)).strip()


def data_of(html: str) -> str:
    found = re.search(r"<script type=\"application/json\" data-lab>(.*?)</script>", html, re.S)
    assert found
    return found[1]


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from keys_of(item)


def test_what_is_hidden_cannot_be_seen(lab: Lab, folder: Path) -> None:
    """The bench is the same whatever the server's secret, and whatever is hidden in its place."""
    shown = lab.kind.view(lab.own, {})
    assert lab.kind.view(lab_of(folder, "quite another secret").own, {}) == shown
    if not is_dataclass(lab.own) or "hidden" not in {f.name for f in fields(lab.own)}:
        return
    assert lab.own.hidden, "nothing is hidden: what would judge?"
    if not isinstance(lab.own.hidden, tuple | list):
        return
    for row in (lab.own.hidden[0], lab.own.hidden[-1]):
        others = type(lab.own.hidden)([row] * len(lab.own.hidden))
        assert lab.kind.view(replace(lab.own, hidden=others), {}) == shown


# --- trying and answering ---------------------------------------------------------------------


def test_a_good_answer_is_kept_and_shown_again(site: Site, lab: Lab) -> None:
    learners, events = site.rows()
    visitor, answer = site.visitor(), sent(good(lab))
    response = visitor.post(address(lab), data=answer)
    assert response.status_code == 303
    html = visitor.get(address(lab)).text
    assert "verdict-right" in html and "Réussi" in html
    assert title_of(grade_lab(lab, answer)) in unescape(html)
    assert checks.problems(html) == []
    assert holds(html, answer) == []
    assert site.rows() == (learners + 1, events + 1)
    assert "data-feedback" not in site.visitor().get(address(lab)).text, "another sees it"


def holds(html: str, answer: dict[str, list[str]]) -> list[str]:
    """Fields of the page's form that do not hold what was given."""
    values = lab_form(html).values()
    return [
        f"{name}: {values.get(name)} instead of {given}"
        for name, given in answer.items()
        if sorted(values.get(name, [])) != sorted(given)
    ]


def test_the_naive_way_is_told_on_the_page(site: Site, lab: Lab) -> None:
    visitor, answer = site.visitor(), sent(naive(lab))
    visitor.post(address(lab), data=answer)
    html = visitor.get(address(lab)).text
    assert "verdict-wrong" in html and "Pas encore" in html
    assert title_of(grade_lab(lab, answer)) in unescape(html)
    assert checks.problems(html) == []


def test_trying_writes_nothing(site: Site, lab: Lab) -> None:
    before, visitor, answer = site.rows(), site.visitor(), sent(good(lab))
    tried = visitor.post(address(lab), data={**answer, "essai": "1"})
    assert tried.status_code == 200 and holds(tried.text, answer) == []
    pressed = [b for b in lab_form(tried.text).buttons() if b[0] in lab.kind.tries]
    assert bool(pressed) is bool(lab.kind.tries), "a button that tries is not in the page"
    for name, value in pressed:
        response = visitor.post(address(lab), data={**answer, name: value})
        assert response.status_code in {200, 422}, (name, value)
        assert checks.problems(response.text) == [], (name, value)
    by_address = visitor.get(address(lab), query_string=answer)
    assert by_address.status_code == 200 and holds(by_address.text, answer) == []
    assert site.rows() == before
    for response in (tried, by_address):
        assert "Set-Cookie" not in response.headers and "data-feedback" not in response.text


def test_a_refused_answer_keeps_what_was_typed(site: Site, lab: Lab) -> None:
    before, visitor, answer = site.rows(), site.visitor(), sent(good(lab))
    without = {name: values for name, values in answer.items() if name != "comprendre"}
    refused = visitor.post(address(lab), data=without)
    assert refused.status_code == 422
    assert "Choisissez une réponse" in refused.text and 'role="alert"' in refused.text
    assert holds(refused.text, without) == []
    assert checks.problems(refused.text) == []
    typed = [n for n, e in typing(refused.text).items() if n in answer]
    for name in typed[:6]:
        response = visitor.post(address(lab), data={**answer, name: ["beaucoup ☂"]})
        if response.status_code == 303:  # free words: nothing to refuse
            visitor, before = site.visitor(), site.rows()
            continue
        assert response.status_code == 422, name
        assert holds(response.text, {**answer, name: ["beaucoup ☂"]}) == [], name
        assert checks.problems(response.text) == [], name
    assert site.rows() == before


def typing(html: str) -> dict[str, checks.Element]:
    """The fields where one types."""
    form = lab_form(html)
    return {
        name: form.controls(name)[0]
        for name in form.values()
        if form.controls(name)[0].attrs.get("type") in {"number", "text"}
    }


def test_a_script_gets_the_verdict_alone(site: Site, lab: Lab) -> None:
    visitor, answer = site.visitor(), sent(good(lab))
    part = visitor.post(address(lab), data=answer, headers={"X-Fragment": "question"})
    assert part.status_code == 200 and "<html" not in part.text
    assert "verdict-right" in part.text


# --- in another site's page -------------------------------------------------------------------


def test_framed_it_is_judged_and_not_kept(site: Site, lab: Lab) -> None:
    before, visitor, answer = site.rows(), site.visitor(), sent(good(lab))
    here = f"/integrer/{lab.slug}/"
    looked = visitor.get(here)
    assert checks.problems(looked.text) == []
    judged = visitor.post(here, data=answer)
    for response in (looked, judged, visitor.post(here, data={**answer, "essai": "1"})):
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in response.headers
    assert "verdict-right" in judged.text and checks.problems(judged.text) == []
    assert visitor.post(here, data={}).status_code == 422
    assert site.rows() == before


def test_framed_one_can_carry_the_whole_answer_to_the_site(site: Site, lab: Lab) -> None:
    answer = sent(good(lab))
    for play in (answer, sent(naive(lab))):
        keep = keep_form(site.visitor().post(f"/integrer/{lab.slug}/", data=play).text)
        carried = keep.values()
        assert {name: carried.get(name, []) for name in play} == play
        assert keep.action.endswith(address(lab)) and keep.element.attrs["method"] == "get"
        before, visitor = site.rows(), site.visitor()
        arrived = visitor.get(address(lab), query_string=carried)
        assert arrived.status_code == 200 and holds(arrived.text, play) == []
        assert "arrivée jusqu’ici" in arrived.text
        assert site.rows() == before
    form = lab_form(arrived.text).values()
    assert visitor.post(address(lab), data=form | answer).status_code == 303
    assert "verdict-right" in visitor.get(address(lab)).text
