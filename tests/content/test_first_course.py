"""docs/auteurs/premier-cours.md is replayed: its answers, its texts, its outputs are true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mooc.cli import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/auteurs/premier-cours.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"<!-- exemple: (\S+) -->\n```\w+\n(.*?)\n```\n", re.S)
SAID = dict(EXAMPLE.findall(GUIDE))
PAGE = "11-la-balance-de-cavaillon.md"
# The three slips that « fautes » shows.
SLIPS = (("{single-choice}", "{single-choise}"), ("elus", "elue"), ("2027-06-30", "30 juin 2027"))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The courses of this repository, where an author adds one."""
    shutil.copytree(ROOT / "courses", tmp_path / "courses")
    monkeypatch.setenv("MOOC_COURSES_DIR", str(tmp_path / "courses"))
    monkeypatch.setenv("MOOC_VAR_DIR", str(tmp_path / "var"))
    return tmp_path


def mooc(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


def test_the_guide_is_true_from_the_first_answer_to_the_key(root: Path) -> None:
    lines = SAID["reponses"].split("\n")
    answers = [line.partition(":")[2].strip() for line in lines]
    asked = mooc("new", "course", typed="\n".join(answers) + "\n")
    course = root / "courses/trier-les-melons"
    assert asked.exit_code == 0, asked.output
    assert all(f"{line.partition(':')[0]}: " in asked.output for line in lines)
    end = re.search(r"^…(/courses/trier-les-melons\. .*)$", GUIDE, re.M)
    assert end and asked.output.rstrip().endswith(end[1])
    assert sorted(path.name for path in course.iterdir()) == [PAGE, "course.toml"]

    page = course / PAGE
    head = page.read_text(encoding="utf-8").partition("## ")[0]
    assert "\nminutes: 3\n" in head and "`minutes: 3`" in GUIDE
    parts = ("scene", "question", "passage", "laboratoire", "source")
    text = head + "\n\n".join(SAID[part] for part in parts) + "\n"
    page.write_text(text, encoding="utf-8")
    checked = mooc("check", str(course))
    assert (checked.exit_code, checked.output.strip()) == (0, SAID["verification"])

    for right, wrong in SLIPS:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    page.write_text(text, encoding="utf-8")
    checked = mooc("check", str(course))
    assert (checked.exit_code, checked.output.strip()) == (1, SAID["fautes"])
    for right, wrong in SLIPS:
        text = text.replace(wrong, right)
    page.write_text(text, encoding="utf-8")

    key = root / "melons"
    written = mooc("export", "html", "trier-les-melons", str(key), "--drafts")
    shown = SAID["export"].replace("/media/cle/melons", str(key))
    assert re.sub(r"\d+ ko", "", written.output.strip()) == re.sub(r"\d+ ko", "", shown)
    assert (key / "index.html").is_file()
    again = mooc("export", "html", "trier-les-melons", str(key), "--drafts")
    assert "contient déjà un export : ajoutez --force pour le remplacer." in again.output


def test_what_goes_wrong_is_said_in_these_words(root: Path) -> None:
    answers = "Un autre\nUne phrase.\ntout-public\nMoi\nUne page\n"
    refused = mooc("new", "course", typed=answers)
    said = re.search(r"`(Public inconnu : .*)` : recopiez", GUIDE)
    assert said and said[1] in refused.output and refused.exit_code == 1
    assert not (root / "courses/un-autre").exists()
