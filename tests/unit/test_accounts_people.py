"""Codes, failed tries and passwords, without a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from mooc.accounts import passwords, people, resume, throttle
from mooc.accounts.current import new_learner
from mooc.accounts.models import Learner, Throttle
from mooc.db import make_engine, transaction
from mooc.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "s" * 40


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = make_engine(settings)
    with Session(engine) as found:
        yield found
    engine.dispose()


def test_a_code_has_sixty_bits_or_more_and_no_twin_words() -> None:
    words = resume._words()
    assert len(set(words)) == 2048
    assert len(resume._by_prefix()) == 2048
    assert 11 * resume.WORDS >= 60


@given(st.data())
def test_a_code_is_understood_however_it_is_typed(data: st.DataObject) -> None:
    code = " ".join(data.draw(st.lists(st.sampled_from(resume._words()), min_size=6, max_size=6)))
    between = data.draw(st.sampled_from((" ", "-", ", ", "\n", " – ")))
    typed = between.join(code.split())
    assert resume.normalise(typed) == code
    assert resume.normalise(typed.upper()) == code
    assert resume.normalise(resume.plain(typed)) == code
    assert resume.normalise(" ".join(w[:5] for w in code.split())) == code
    assert resume.normalise(typed + " abaisser") is None


@given(st.text(max_size=200))
def test_any_text_is_a_code_or_is_not(text: str) -> None:
    found = resume.normalise(text)
    assert found is None or len(found.split()) == 6


def test_a_code_is_kept_as_a_hash_and_a_new_one_voids_it(session: Session) -> None:
    learner = new_learner(session)
    first = resume.give_code(session, SECRET, learner)
    assert resume.find_by_code(session, SECRET, first) == learner
    assert resume.find_by_code(session, "another secret", first) is None
    assert first.split()[0] not in (session.get_one(Learner, learner).resume_hash or "")
    second = resume.give_code(session, SECRET, learner)
    assert resume.find_by_code(session, SECRET, first) is None
    assert resume.find_by_code(session, SECRET, second) == learner


def test_an_account_voids_the_code(session: Session) -> None:
    learner = new_learner(session)
    code = resume.give_code(session, SECRET, learner)
    people.create_account(session, learner, "camille", "quatre mots sans lien", NOW)
    assert resume.find_by_code(session, SECRET, code) is None


def test_failures_lock_longer_each_time_and_are_forgotten(session: Session) -> None:
    for _ in range(throttle.FREE_TRIES - 1):
        throttle.failed(session, "k", NOW)
        throttle.check(session, "k", NOW)
    throttle.failed(session, "k", NOW)
    with pytest.raises(throttle.Locked) as first:
        throttle.check(session, "k", NOW)
    assert first.value.message == "Trop d’essais. Attendez 2 minutes, puis réessayez."
    later = NOW + timedelta(seconds=61)
    throttle.check(session, "k", later)
    throttle.failed(session, "k", later)
    with pytest.raises(throttle.Locked) as second:
        throttle.check(session, "k", later)
    assert second.value.seconds > first.value.seconds
    for _ in range(20):
        throttle.failed(session, "k", later)
    with pytest.raises(throttle.Locked) as longest:
        throttle.check(session, "k", later)
    assert longest.value.seconds <= 15 * 60 + 1
    throttle.check(session, "another", later)
    tomorrow = NOW + timedelta(days=2)
    throttle.failed(session, "k", tomorrow)
    throttle.check(session, "k", tomorrow)
    assert session.get_one(Throttle, "k").failures == 1


def test_tries_sent_at_the_same_moment_are_all_counted(settings: Settings) -> None:
    engine = make_engine(settings)

    def fail() -> None:
        for _ in range(5):
            with transaction(engine) as session:
                throttle.failed(session, "k", NOW)

    threads = [threading.Thread(target=fail) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine) as session:
        assert session.get_one(Throttle, "k").failures == 20
    engine.dispose()


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("quatre mots sans lien", True),
        ("éléphant-à-vélo", True),
        ("court", False),
        ("azertyuiop123", False),
        ("AZERTYUIOP123", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("camille-camille-2", False),
        ("x" * 201, False),
    ],
)
def test_passwords_are_long_rather_than_odd(password: str, fits: bool) -> None:
    assert (passwords.problem(password, "camille") == "") is fits


def test_a_password_is_kept_with_argon2id() -> None:
    kept = passwords.hashed("quatre mots sans lien")
    assert kept.startswith("$argon2id$")
    assert passwords.matches(kept, "quatre mots sans lien")
    assert not passwords.matches(kept, "quatre mots sans liens")
    assert not passwords.matches(None, "no account has this password")
    assert not passwords.matches("not a hash", "quatre mots sans lien")


def test_only_an_anonymous_history_is_merged(session: Session) -> None:
    one, other = new_learner(session), new_learner(session)
    people.create_account(session, one, "camille", "quatre mots sans lien", NOW)
    with pytest.raises(ValueError):
        people.merge_histories(session, one, other)
    people.merge_histories(session, other, one)
    assert people.names_of(session, one) == [one, other]
    people.erase_person(session, one)
    assert session.query(Learner).count() == 0
