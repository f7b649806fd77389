"""The projection is what a fold of the events says, whatever comes in whatever order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from mooc.db import Base, make_engine, transaction
from mooc.progress import record as progress
from mooc.progress.events import Event, ItemState, apply, merge
from mooc.progress.models import DailyTotal, EventRow, ItemStateRow
from mooc.progress.queries import history, item_states, last_items
from mooc.settings import Settings

START = datetime(2026, 1, 1, tzinfo=UTC)
LEARNERS = ("a", "b", "c")
ITEMS = ("q-1", "q-2")


def event(
    learner: str,
    item: str = "q-1",
    key: str = "k",
    minute: int = 0,
    score: float = 0.0,
    trust: str = "server",
) -> Event:
    payload = {"answer": {"answer": [key]}, "score": score, "passed": score >= 1, "trust": trust}
    at = START + timedelta(minutes=minute)
    return Event(learner, item, "answered", f"h{minute}", key, at, payload=payload)


@contextmanager
def memory() -> Iterator[Session]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    names = ("event", "item_state", "learner_alias", "daily_total")
    Base.metadata.create_all(engine, tables=[Base.metadata.tables[n] for n in names])
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def session() -> Iterator[Session]:
    with memory() as found:
        yield found


class Histories(RuleBasedStateMachine):
    """Any events, repeats, merges, erasures and rebuilds, against a model made of plain values."""

    def __init__(self) -> None:
        super().__init__()
        self._memory = memory()
        self.session = self._memory.__enter__()
        self.seen: set[tuple[str, str]] = set()
        self.gone: set[str] = set()
        self.model: dict[str, dict[str, ItemState]] = {}

    def teardown(self) -> None:
        self._memory.__exit__(None, None, None)

    @rule(
        learner=st.sampled_from(LEARNERS),
        item=st.sampled_from(ITEMS),
        key=st.sampled_from("uvwxyz"),
        minute=st.integers(0, 5),
        score=st.sampled_from((0.0, 0.5, 1.0)),
        trust=st.sampled_from(("server", "client")),
    )
    def something_happens(
        self, learner: str, item: str, key: str, minute: int, score: float, trust: str
    ) -> None:
        if learner in self.gone:
            return
        sent = event(learner, item, key, minute, score, trust)
        state = progress.record(self.session, sent)
        if (learner, key) not in self.seen:
            self.seen.add((learner, key))
            items = self.model.setdefault(learner, {})
            items[item] = apply(items.get(item), sent)
            assert state == items[item]

    @precondition(lambda self: len(self.gone) < 2)
    @rule(old=st.sampled_from(LEARNERS), new=st.sampled_from(LEARNERS))
    def two_histories_become_one(self, old: str, new: str) -> None:
        if old == new or {old, new} & self.gone:
            with pytest.raises(ValueError):
                progress.merge(self.session, old, new)
            return
        progress.merge(self.session, old, new)
        self.gone.add(old)
        theirs, ours = self.model.pop(old, {}), self.model.setdefault(new, {})
        for item in theirs.keys() | ours.keys():
            merged = merge(ours.get(item), theirs.get(item))
            assert merged is not None
            ours[item] = merged

    @rule()
    def everything_is_computed_again(self) -> None:
        assert progress.rebuild(self.session) == len(self.seen)
        self.session.expire_all()

    @invariant()
    def the_projection_is_the_fold(self) -> None:
        kept = {name: items for name, items in self.model.items() if items}
        stored = {name: item_states(self.session, name) for name in LEARNERS}
        assert {name: items for name, items in stored.items() if items} == kept
        folded, count = progress.fold(self.session)
        assert {name: items for name, items in folded.items() if items} == kept
        assert count == len(self.seen)

    @invariant()
    def the_totals_count_each_event_once(self) -> None:
        total = self.session.scalar(select(func.sum(DailyTotal.count)))
        assert (total or 0) == len(self.seen)


TestHistories = Histories.TestCase
TestHistories.settings = hypothesis_settings(max_examples=60, stateful_step_count=20, deadline=None)


def test_a_repeated_key_changes_nothing(session: Session) -> None:
    first = progress.record(session, event("a", score=0.5))
    again = progress.record(session, event("a", score=1.0, minute=9))
    assert again == first
    assert session.scalar(select(func.count(EventRow.id))) == 1


def test_an_event_that_comes_late_counts_but_does_not_show(session: Session) -> None:
    progress.record(session, event("a", key="now", minute=5, score=0.5))
    state = progress.record(session, event("a", key="offline", minute=1, score=1.0))
    assert (state.attempts, state.passed, state.last_score) == (2, True, 0.5)
    assert state.first_at == START + timedelta(minutes=1)
    assert state.content_hash == "h5"


def test_what_a_browser_claims_does_not_pass(session: Session) -> None:
    assert not progress.record(session, event("a", score=1.0, trust="client")).passed


def test_merged_attempts_take_the_maximum(session: Session) -> None:
    for key in "xyz":
        progress.record(session, event("a", key=key))
    progress.record(session, event("b", key="x", minute=3, score=1.0))
    progress.merge(session, "a", "b")
    state = item_states(session, "b")["q-1"]
    assert (state.attempts, state.passed) == (3, True)
    assert {e.learner_id for e in history(session, "b")} == {"a", "b"}


def test_erasing_leaves_the_daily_totals_and_the_others(session: Session) -> None:
    for learner in LEARNERS:
        progress.record(session, event(learner))
    progress.merge(session, "a", "b")
    progress.erase(session, "b")
    session.expire_all()
    assert list(session.scalars(select(EventRow.learner_id))) == ["c"]
    assert list(session.scalars(select(ItemStateRow.learner_id))) == ["c"]
    assert session.scalar(select(func.sum(DailyTotal.count))) == 3


def test_the_item_worked_on_last_comes_first(session: Session) -> None:
    progress.record(session, event("a", "q-1", "k1", minute=1))
    progress.record(session, event("a", "q-2", "k2", minute=2))
    progress.record(session, event("a", "q-1", "k3", minute=3))
    assert last_items(session, "a") == ["q-1", "q-2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "won"},
        {"context": "exam"},
        {"key": ""},
        {"learner_id": ""},
        {"at": datetime(2026, 1, 1)},
        {"payload": {"score": 1.5}},
        {"payload": {"score": float("nan")}},
    ],
)
def test_an_event_that_does_not_fit_is_refused(wrong: dict) -> None:
    fits = {
        "learner_id": "a",
        "item_id": "q",
        "action": "answered",
        "content_hash": "h",
        "key": "k",
        "at": START,
    }
    with pytest.raises(ValueError):
        Event(**(fits | wrong))


def test_many_threads_lose_no_event(settings: Settings) -> None:
    engine: Engine = make_engine(settings)
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(10):
                with transaction(engine) as database:
                    # Every key is sent by two threads.
                    key = f"{number // 2}-{turn}"
                    progress.record(database, event("a", key=key, minute=turn))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine) as database:
        state = item_states(database, "a")["q-1"]
        assert database.scalar(select(func.count(EventRow.id))) == 30
        before = item_states(database, "a")
        progress.rebuild(database)
        assert item_states(database, "a") == before
    engine.dispose()
    assert errors == []
    assert state.attempts == 30
