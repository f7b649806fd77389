"""The pure parts of a challenge: its file, the Ladder, the ranking, the names, the CSV door."""

from __future__ import annotations

import csv
import io
import itertools
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooc.challenges.challenge_file import KEYS, load_challenge, load_challenges
from mooc.challenges.csv_file import MOST_BYTES, read_csv, write_csv
from mooc.challenges.ladder import climb
from mooc.challenges.pseudonyms import KNOWN, LONGEST, NAMES, OFFERED, offers
from mooc.challenges.ranking import Standing, ranked
from mooc.check import check_all
from mooc.grading.exercise_file import load_exercises
from mooc.grading.verdict import BadAnswer
from mooc.settings import ROOT, Settings

SAMPLE = ROOT / "challenges" / "messages-blessants" / "challenge.toml"
NOON = datetime(2027, 1, 12, 12, tzinfo=UTC)


# --- the Ladder ---


def climbed(measures: list[float], step: float) -> list[float]:
    """What is shown after each hand-in of a series."""
    shown: float | None = None
    seen = []
    for measured in measures:
        moved = climb(shown, measured, step)
        shown = shown if moved is None else moved
        assert shown is not None
        seen.append(shown)
    return seen


shares = st.integers(0, 1200).map(lambda right: right / 1200)
steps = st.sampled_from([0.005, 0.01, 0.02, 0.05])


@given(st.lists(shares, min_size=1, max_size=60), steps)
def test_the_ladder_only_goes_up_by_more_than_a_step(measures: list[float], step: float) -> None:
    seen = climbed(measures, step)
    for before, after in itertools.pairwise(seen):
        assert after == before or after >= before + step - 1e-9
    # Told to a step, near what was measured.
    assert all(abs(value / step - round(value / step)) < 1e-6 for value in seen)
    assert abs(seen[0] - measures[0]) <= step / 2 + 1e-9
    # What leaks is bounded however many are tried, and the best is not far off.
    assert len(set(seen)) <= round(1 / step) + 1
    assert max(measures) - 1.5 * step - 1e-9 <= seen[-1] <= max(measures) + step / 2 + 1e-9


@given(st.lists(shares, min_size=1, max_size=40), steps)
def test_a_gain_within_a_step_moves_nothing(measures: list[float], step: float) -> None:
    shown = climbed(measures, step)[-1]
    for gain in (-0.1, 0, step / 2, step):
        assert climb(shown, shown + gain, step) is None
    assert climb(shown, shown + 1.01 * step, step) is not None


# --- the ranking ---

standings = st.lists(
    st.builds(
        Standing,
        name=st.sampled_from(NAMES),
        accuracy=st.integers(50, 60).map(lambda points: points / 100),
        gap=st.sampled_from([0.0, 0.05, 0.2]),
        within=st.booleans(),
        at=st.integers(0, 5).map(lambda hours: NOON + timedelta(hours=hours)),
        joules=st.sampled_from([None, (1.0, 9.0)]),
        octets=st.sampled_from([None, 10, 10_000]),
    ),
    max_size=30,
    unique_by=lambda standing: standing.name,
)


@given(standings)
def test_the_ranking_follows_accuracy_within_the_bound(found: list[Standing]) -> None:
    places = ranked(found)
    assert sorted(p.standing.name for p in places) == sorted(s.name for s in found)
    inside = [p for p in places if p.standing.within]
    assert list(places[: len(inside)]) == inside, "beyond the bound comes after all others"
    assert all(p.rank is None for p in places[len(inside) :])
    for place in inside:
        better = sum(p.standing.accuracy > place.standing.accuracy for p in inside)
        assert place.rank == better + 1
    for one, other in itertools.pairwise(inside):
        assert one.standing.accuracy >= other.standing.accuracy
        if one.standing.accuracy == other.standing.accuracy:
            assert one.standing.at <= other.standing.at


@given(standings, st.randoms())
def test_the_ranking_does_not_depend_on_the_order_given(found: list[Standing], luck) -> None:
    mixed = list(found)
    luck.shuffle(mixed)
    assert ranked(mixed) == ranked(found)


@given(standings)
def test_declaring_less_energy_or_a_smaller_model_ranks_nobody_higher(
    found: list[Standing],
) -> None:
    honest = {p.standing.name: p.rank for p in ranked(found)}
    lied = [Standing(s.name, s.accuracy, s.gap, s.within, s.at, (0, 0), 0) for s in found]
    assert {p.standing.name: p.rank for p in ranked(lied)} == honest


# --- the pseudonyms ---


def test_there_are_enough_different_pseudonyms_in_two_words() -> None:
    assert len(NAMES) == len(KNOWN) > 1500
    assert "Cigale bleue" in KNOWN and "Mistral doux" in KNOWN
    assert all(len(name.split()) == 2 for name in NAMES)
    assert LONGEST <= 40  # the column of the table


@given(st.sets(st.sampled_from(NAMES), max_size=50), st.text(max_size=20))
def test_what_is_offered_is_free(taken: set[str], seed: str) -> None:
    found = offers(taken, seed)
    assert len(set(found)) == OFFERED
    assert not taken & set(found) and set(found) <= KNOWN
    assert offers(taken, seed) == found


def test_when_nearly_all_are_taken_the_last_ones_are_offered() -> None:
    assert set(offers(set(NAMES[3:]), "x")) == set(NAMES[:3])
    assert offers(KNOWN, "x") == ()


# --- CSV ---

GOOD = {"ids": [12, 7, 900001], "predictions": [0, 1, 1]}


@pytest.mark.parametrize(
    "data",
    [
        b"id,prediction\n12,0\n7,1\n900001,1\n",
        b"id;prediction\r\n12;0\r\n7;1\r\n900001;1\r\n\r\n",
        b"\xef\xbb\xbfid;prediction\r\n12;0\r\n7;1\r\n900001;1",
        b"id\tprediction\n12\t0\n7\t1\n900001\t1\n",
        b'"id","prediction"\n"12","0"\n"7","1"\n"900001","1"\n',
        b"Prediction ; ID\n 0 ; 12\n1;7\n1;900001\n",
        b"ligne;id;message;prediction\n1;12;bonjour, toi;0\n2;7;x;1\n3;900001;y;1\n;;;\n",
    ],
)
def test_what_spreadsheets_add_is_read(data: bytes) -> None:
    assert read_csv(data) == GOOD


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "vide"),
        (b"\n\n ; \n", "vide"),
        (b"12,0\n7,1\n", "première ligne"),
        (b"id,reponse\n12,0\n", "« prediction »"),
        (b"id,id,prediction\n1,2,0\n", "une fois chacune"),
        (b"id,prediction\n12,0\n7,=1+1\n", "Ligne 3 : « =1+1 » est une formule"),
        (b"id,prediction\n12,0\n7,@SUM(A1)\n", "est une formule"),
        (b"id,prediction\n12,-1\n", "nombre négatif"),
        (b"id,prediction\n12,+1\n", "Ligne 2"),
        (b"id,prediction\n12,0.5\n", "n’est pas un nombre entier"),
        (b"id,prediction\n12,1.0\n", "n’est pas un nombre entier"),
        (b"id,prediction\n\n\n12,oui\n", "Ligne 4 : « oui »"),
        (b"id,prediction\n12\n", "Ligne 2 : il manque une valeur"),
        (b"id,prediction\n12,\n", "il manque une valeur"),
        ("id,prediction\n١٢,0\n".encode(), "n’est pas un nombre entier"),
        (b"id,prediction\n99999999999,0\n", "n’est pas un nombre entier"),
        (b'id,prediction\n"12,0\n7,1\n', "guillemets"),
        (b'id,prediction\n"1\n2",0\n', "guillemets"),
        ("id,prediction\n12,0\n".encode("utf-16"), "UTF-16"),
        ("id,prédiction\n".encode("latin-1"), "UTF-8"),
        (b"id,prediction\n12,0\0\n", "pas du texte"),
        (b"PK\x03\x04\x14\x00\x06\x00", "pas du texte"),
        (b"id,prediction\n" + b"1,0\n" * (MOST_BYTES // 4), "600 ko"),
    ],
)
def test_what_changes_the_meaning_is_refused_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        read_csv(data)
    plain = refused.value.message.replace("\u202f", " ").replace("\u00a0", " ")
    assert said in plain
    assert refused.value.field == "fichier"


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    for content in (data, b"id;prediction\n" + data):
        try:
            found = read_csv(content)
        except BadAnswer as error:
            assert error.message
        else:
            assert set(found) == {"ids", "predictions"}


def test_what_we_write_runs_no_formula_and_comes_back() -> None:
    texts = ["=1+1", "+33", "-x", "@a", "\ttab", "bonjour ; toi", "l’« un »"]
    data = write_csv(["id", "message"], [(n, text) for n, text in enumerate(texts)])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [row[1] for row in rows] == [f"'{t}" if t[0] in "=+-@\t" else t for t in texts]
    assert data.startswith(b"\xef\xbb\xbf")


# --- challenge.toml ---


@pytest.fixture(scope="module")
def exercises():
    return load_exercises(ROOT / "exercises")[0]


def loaded(folder: Path, exercises, change=("", "")):
    text = SAMPLE.read_text(encoding="utf-8")
    assert change[0] in text
    place = folder / "essai"
    place.mkdir()
    (place / "challenge.toml").write_text(text.replace(*change, 1), encoding="utf-8")
    return load_challenge(place, exercises)


def test_the_sample_is_sound_and_all_its_keys_are_known(exercises) -> None:
    found, problems = load_challenges(ROOT / "challenges", exercises)
    assert problems == ()
    sample = found["messages-blessants"]
    assert sample.opens.utcoffset() == timedelta(hours=1)
    assert "3018" in sample.help
    assert sample.gap_max < exercises[sample.exercise].task.spec.gap.most
    text = SAMPLE.read_text(encoding="utf-8")
    assert {line.split(" = ")[0] for line in text.splitlines() if " = " in line} <= set(KEYS)


@pytest.mark.parametrize(
    ("change", "said", "line"),
    [
        (('exercise = "messages', 'exercise = "mesages'), "messages-blessants", 17),
        (('exercise = "messages-blessants"', 'exercise = "perceptron"'), "en Python", 17),
        (("per_day = 5", "per_day = 0"), "1 à 20", 23),
        (("gap_max = 0.08", "gap_max = 6"), "0 à 1", 22),
        (("Europe/Paris", "Europe/Marseille"), "fuseau", 21),
        (("opens = 2027-01-11T08:00:00", "opens = 2027-01-11T08:00:00Z"), "sans fuseau", 19),
        (("opens = 2027-01-11", "opens = 2028-01-11"), "après", 20),
        (('id = "c-', 'id = "x-'), "c-", 3),
        (("step = ", "pas = "), "pas", 24),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, exercises, change, said, line) -> None:
    found, (problem,) = loaded(tmp_path, exercises, change)
    assert found is None
    assert said in f"{problem.message} {problem.hint}"
    assert problem.line == line


def test_hours_are_those_of_its_zone_summer_and_winter(tmp_path: Path, exercises) -> None:
    found, _ = loaded(tmp_path, exercises, ("closes = 2027-02-05", "closes = 2027-07-05"))
    assert found.opens.astimezone(UTC).hour == 7
    assert found.closes.astimezone(UTC).hour == 16
    assert found.phase(found.opens - timedelta(seconds=1)) == "before"
    assert found.phase(found.opens) == "open"
    assert found.phase(found.closes - timedelta(seconds=1)) == "open"
    assert found.phase(found.closes) == "closed"


def test_mooc_check_reads_challenges_and_their_audiences(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "challenges", tmp_path / "challenges")
    settings = Settings(
        secret_key="a", data_secret="b", challenge_rules_dir=tmp_path / "challenges"
    )
    file = tmp_path / "challenges" / "messages-blessants" / "challenge.toml"
    assert check_all(settings, [file]) == ()
    text = file.read_text(encoding="utf-8")
    for old, new, said in (("lycee", "lycees", "lycees"), ("step = 0.01", "step = 3", "step")):
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        (problem,) = check_all(settings, [file])
        assert said in problem.message and problem.severity == "error"
