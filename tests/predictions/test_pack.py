"""A stored set is read back as it was, the first format too, and nothing else is read."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading.kinds.predictions.hidden import Hidden, from_generator, smallest_cell
from mooc.grading.kinds.predictions.pack import BadPack, pack, unpack
from tests.predictions.toys import TABLES, hidden_of, spec_of

COLUMNS = ("ids", "labels", "groups", "pairs", "verdict")


def same(one: Hidden, other: Hidden) -> bool:
    columns = all(np.array_equal(getattr(one, c), getattr(other, c)) for c in COLUMNS)
    return columns and (one.task, one.quantity) == (other.task, other.quantity)


@settings(deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.integers(1, 60), st.integers(0, 5), st.integers(0, 99))
def test_a_set_is_read_back_as_it_was(task: str, rows: int, pairs: int, number: int) -> None:
    hidden = hidden_of(spec_of(task), rows, pairs, number)
    assert same(unpack(pack(hidden)), hidden)


def test_numbers_below_zero_and_large_are_kept() -> None:
    spec = spec_of("number")
    raw = {"ids": [3, 1, 2], "labels": [-(10**9), 0, 10**9], "quantity": 0.125}
    hidden = unpack(pack(from_generator(raw, bytes(32), spec)))
    assert hidden.labels.tolist() == [0, 10**9, -(10**9)]
    assert hidden.quantity == 0.125


def test_a_set_of_the_first_format_is_still_read() -> None:
    """Label in bit 0, group in bits 1 to 5, part in bit 6."""
    hidden = hidden_of(spec_of("yes-no"), 50, 3)
    bits = hidden.labels | (hidden.groups << 1) | (hidden.verdict.astype(np.uint8) << 6)
    columns = hidden.ids.astype("<u4"), bits.astype("u1"), hidden.pairs.astype("<u2")
    body = zlib.compress(b"".join(c.tobytes() for c in columns))
    assert same(unpack(b"SIA1" + struct.pack("<I", len(hidden)) + body), hidden)


@settings(deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b"SIA1", b"SIA2"]))
def test_other_bytes_are_refused(data: bytes, head: bytes) -> None:
    with pytest.raises(BadPack):
        unpack(head + data)


@settings(deadline=None)
@given(st.data())
def test_a_pack_cut_or_changed_never_breaks(data: st.DataObject) -> None:
    packed = bytearray(pack(hidden_of(spec_of("classes"), 40)))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(packed)))
    try:
        assert len(unpack(bytes(packed[:cut]))) > 0
    except BadPack:
        pass


def test_the_parts_are_30_and_70_in_each_cell_and_twins_are_in_neither() -> None:
    spec = spec_of("classes")
    hidden = hidden_of(spec, 3000, 20)
    assert not (hidden.verdict & ~hidden.scored).any()
    for group in (0, 1):
        for label in (0, 1, 2):
            cell = hidden.scored & (hidden.groups == group) & (hidden.labels == label)
            assert hidden.verdict[cell].mean() == pytest.approx(0.7, abs=0.002)


def test_the_smallest_cell_is_of_a_group_and_outcome_when_a_gap_is_judged() -> None:
    judged = spec_of("yes-no")
    hidden = hidden_of(judged, 1000)
    cells = [
        (hidden.verdict & (hidden.groups == g) & (hidden.labels == y)).sum()
        for g in (0, 1)
        for y in (0, 1)
    ]
    assert smallest_cell(hidden, judged) == min(cells)
    alone = spec_of("yes-no", gap=None, gap_max=None)
    assert smallest_cell(hidden, alone) == hidden.verdict.sum()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"labels": [0, 3, 1]}, "labels"),
        ({"labels": [0.5, 1.0, 0.0]}, "whole numbers"),
        ({"labels": [0, 1]}, "has not 3 values"),
        ({"ids": [1, 1, 2]}, "unique"),
        ({"groups": [0, 2, 1]}, r"\[groups\]"),
        ({"quantity": float("nan")}, "quantity"),
        ({"quantity": 101}, "quantity"),
    ],
)
def test_a_generator_that_errs_is_told(change: dict[str, object], said: str) -> None:
    raw = {"ids": [1, 2, 3], "labels": [0, 1, 2], "groups": [0, 1, 0], "quantity": 3} | change
    with pytest.raises(ValueError, match=said):
        from_generator(raw, bytes(32), spec_of("classes"))
