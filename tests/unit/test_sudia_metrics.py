"""sudia.metrics against scikit-learn and fairlearn: two outside oracles for each number."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from fairlearn import metrics as fair
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as skl

from sudia import metrics
from sudia.intervals import UNMEASURABLE, gap, share, widest

bits = st.integers(0, 1)
rows = st.lists(st.tuples(bits, bits, st.integers(0, 2)), min_size=1, max_size=60)


def columns(sample):
    truth, predictions, groups = (list(column) for column in zip(*sample, strict=True))
    return truth, predictions, groups


def close(ours, theirs):
    return ours == pytest.approx(theirs, abs=1e-12)


@given(rows)
def test_accuracy_agrees_with_scikit_learn(sample):
    truth, predictions, _ = columns(sample)
    assert close(metrics.accuracy(truth, predictions), skl.accuracy_score(truth, predictions))


@given(rows)
def test_balanced_accuracy_agrees_with_scikit_learn_or_is_not_measurable(sample):
    truth, predictions, _ = columns(sample)
    ours = metrics.balanced_accuracy(truth, predictions)
    if len(set(truth)) < 2:
        assert ours is None
    else:
        assert close(ours, skl.balanced_accuracy_score(truth, predictions))


@given(rows)
def test_rates_of_each_group_agree_with_fairlearn(sample):
    truth, predictions, groups = columns(sample)
    for rates in metrics.rates_by_group(truth, predictions, groups):
        chosen = [i for i, g in enumerate(groups) if g == rates.group]
        y, p = [truth[i] for i in chosen], [predictions[i] for i in chosen]
        assert rates.rows == len(chosen)
        assert close(rates.selection.value, fair.selection_rate(y, p))
        if 1 in y:
            assert close(rates.tpr.value, fair.true_positive_rate(y, p, pos_label=1))
        else:
            assert rates.tpr.value is None
        if 0 in y:
            assert close(rates.fpr.value, fair.false_positive_rate(y, p, pos_label=1))
        else:
            assert rates.fpr.value is None


@settings(max_examples=60, deadline=None)  # fairlearn takes a tenth of a second
@given(rows)
def test_gaps_agree_with_fairlearn_where_both_can_be_measured(sample):
    truth, predictions, groups = columns(sample)
    if len(set(groups)) < 2:
        assert metrics.demographic_parity_gap(predictions, groups) == UNMEASURABLE
        assert metrics.equalized_odds_gap(truth, predictions, groups) == UNMEASURABLE
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fairlearn warns of its divisions by zero
        parity = fair.demographic_parity_difference(truth, predictions, sensitive_features=groups)
        odds = fair.equalized_odds_difference(truth, predictions, sensitive_features=groups)
    assert close(metrics.demographic_parity_gap(predictions, groups).value, parity)
    ours = metrics.equalized_odds_gap(truth, predictions, groups)
    cells = {(g, y) for y, g in zip(truth, groups, strict=True)}
    if len(cells) == 2 * len(set(groups)):
        assert close(ours.value, odds)
    else:
        assert ours.value is None, "a group without a class is not measurable, never 0"


@given(st.lists(st.tuples(bits, bits), max_size=30), st.lists(bits, max_size=20), st.randoms())
def test_twin_flips_count_pairs_whatever_the_order(pairs, singles, random):
    listed = [(p, n) for n, pair in enumerate(pairs) for p in pair] + [(p, -1) for p in singles]
    random.shuffle(listed)
    found = metrics.twin_flip_rate(
        np.array([p for p, _ in listed], dtype=int), [n for _, n in listed]
    )
    flips = sum(a != b for a, b in pairs)
    assert (found.count, found.total) == (flips, len(pairs))
    assert found.value == (flips / len(pairs) if pairs else None)


@pytest.mark.parametrize("pairs", [[0, 0, 0], [0, 1, 1], [0, 0, 1], [0, 0, 0, 0]])
def test_a_twin_without_its_pair_is_an_error(pairs):
    with pytest.raises(ValueError, match="jumeaux"):
        metrics.twin_flip_rate([0] * len(pairs), pairs)


@given(st.integers(1, 5000), st.data())
def test_wilson_interval_holds_its_share(total, data):
    count = data.draw(st.integers(0, total))
    found = share(count, total)
    assert 0 <= found.low <= found.value <= found.high <= 1
    # Wilson's ends solve |p̂ - p| = z √(p(1-p)/n).
    for end in (found.low, found.high):
        if 0 < end < 1:
            half = 1.959963984540054 * math.sqrt(end * (1 - end) / total)
            assert abs(found.value - end) == pytest.approx(half, abs=1e-9)


def test_newcombe_interval_of_the_article():
    """Newcombe 1998, table II, column 10: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    found = gap(share(48, 80), share(56, 70))
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(0.0524, abs=5e-5)
    assert found.high == pytest.approx(0.3339, abs=5e-5)


@given(
    st.tuples(st.integers(0, 50), st.integers(0, 50)),
    st.tuples(st.integers(0, 50), st.integers(0, 50)),
)
def test_a_gap_holds_its_value_and_takes_no_side(one, other):
    first, second = (share(a, a + b) for a, b in (one, other))
    found = gap(first, second)
    turned = gap(second, first)
    # The two orders add the same numbers up the other way round.
    for name in ("value", "low", "high"):
        mine, theirs = getattr(found, name), getattr(turned, name)
        assert mine == theirs or mine == pytest.approx(theirs, abs=1e-12)
    if 0 in (first.total, second.total):
        assert found == UNMEASURABLE
    else:
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_newcombe_intervals_cover_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(20261124)
    inside = 0
    for a, b in zip(rng.binomial(735, 0.85, 2000), rng.binomial(735, 0.70, 2000), strict=True):
        found = gap(share(int(a), 735), share(int(b), 735))
        inside += found.low <= 0.15 <= found.high
    assert 0.93 <= inside / 2000 <= 0.97


def test_widest_gap_is_not_measurable_when_one_group_is_not():
    assert widest([share(1, 2), share(0, 0), share(2, 2)]) == UNMEASURABLE
    assert widest([share(1, 2)]) == UNMEASURABLE


@pytest.mark.parametrize("bad", [[0, 2], [0.5], [float("nan")], ["1"], [None], [[1]], [1j]])
def test_only_zeros_and_ones_are_answers(bad):
    with pytest.raises(ValueError, match=r"0 et des 1|liste"):
        metrics.accuracy([0] * len(bad), bad)


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="2 prédictions pour 3 lignes"):
        metrics.accuracy([0, 1, 1], [0, 1])
    with pytest.raises(ValueError, match="un groupe par ligne"):
        metrics.rates_by_group([0, 1], [0, 1], ["a"])
