"""The directory read from spreadsheets: what passes, what is refused, where, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooc.challenges.csv_file import write_csv
from mooc.content.places import DEPARTMENTS, REGION, TYPES
from mooc.directory.choices import counts, groups, matching, read_choices
from mooc.directory.entry import COLUMNS, OPTIONAL, Entry, cells_of
from mooc.directory.map import FILE, read_map
from mooc.directory.reading import FOLDER, Directory, check, read_directory
from mooc.directory.table import read_table
from mooc.settings import ROOT

AUDIENCES = ("tous-publics", "tpe-pme")
TODAY = date(2026, 11, 25)
HEAD = ";".join(COLUMNS)
CELLS = {
    "id": "un-lieu",
    "nom": "Un lieu",
    "type": "lieu",
    "publics": "tous-publics",
    "description": "Un lieu où l’on essaie.",
    "commune": "Digne-les-Bains",
    "departement": "04",
    "adresse_web": "https://exemple.fr/",
    "source": "Un plan",
    "date_source": "2024",
    "a_relire": "2027-05-31",
}


def row(separator: str = ";", **changed: str) -> str:
    return separator.join({**CELLS, **changed}.values())


def read(tmp_path: Path, text: str | bytes, name: str = "lieux.csv") -> Directory:
    folder = tmp_path / "courses" / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    return read_directory(tmp_path / "courses", AUDIENCES)


def said(tmp_path: Path, text: str | bytes) -> list[str]:
    """The problems of a file; none of them comes with an entry of the same line."""
    found = read(tmp_path, text)
    wrong = {problem.line for problem in found.problems}
    assert not wrong & {entry.line for entry in found.entries}
    return [str(problem) for problem in found.problems]


# -- what passes


def test_a_row_says_what_it_says(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, f"{HEAD}\n{row()}\n").entries
    assert (entry.name, entry.type, entry.department) == ("Un lieu", "lieu", "04")
    assert entry.audiences == ("tous-publics",) and entry.review == date(2027, 5, 31)
    assert not entry.announced
    assert (entry.path, entry.line) == ("courses/annuaire/lieux.csv", 2)


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEAD}\r\n{row()}\r\n",
        f"{HEAD.replace(';', ',')}\n{row(',')}\n",
        f"{HEAD};;\n{row()};;\n;;;;;;;;;;;;\n\n",
        f"{HEAD.replace('a_relire', 'À relire').replace('adresse_web', 'Adresse web')}\n{row()}\n",
        f"{HEAD}\n{row(departement='4', a_relire='31/05/2027', type='Lieu')}\n",
        f"{HEAD}\n" + row(description='"Un lieu\noù  l’on essaie."') + "\n",
        f"{HEAD};etat\n{row()}\n",
    ],
    ids=["mark", "commas", "empty cells", "accents", "saved by a spreadsheet", "lines", "short"],
)
def test_what_a_spreadsheet_adds_is_read(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert found.problems == ()
    (entry,) = found.entries
    assert cells_of(entry) == [*CELLS.values(), ""]


def test_unknowns_stay_empty(tmp_path: Path) -> None:
    empty = row(publics="", commune="", departement="", adresse_web="")
    (entry,) = read(tmp_path, f"{HEAD}\n{empty}\n").entries
    assert (entry.audiences, entry.town, entry.department, entry.url) == ((), "", "", "")


def test_announced(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, f"{HEAD};etat\n{row()};prévu\n").entries
    assert entry.announced


def test_no_folder_is_an_empty_directory(tmp_path: Path) -> None:
    assert read_directory(tmp_path, AUDIENCES) == Directory()


# -- what is refused

FORMULA = "(un tableur y lirait une formule : commencez par un mot)"
COMPLETE = "doit être une adresse complète qui commence par https://"
NOT_UTF8 = "ce n’est pas de l’UTF-8 (enregistrez le fichier en UTF-8)"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"type": "formations"},
            "« type » : « formations » n’existe pas (vouliez-vous dire « formation » ?)",
        ),
        (
            {"publics": "tous-publics tpe"},
            "« publics » : « tpe » n’existe pas (vouliez-vous dire « tpe-pme » ?)",
        ),
        (
            {"departement": "2A"},
            "« departement » : « 2A » n’existe pas (connus : 04, 05, 06, 13, 83, 84)",
        ),
        ({"source": ""}, "« source » est vide"),
        ({"date_source": " "}, "« date_source » est vide"),
        ({"date_source": "juin-24"}, "« date_source » s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ"),
        ({"a_relire": "31/02/2027"}, "« a_relire » n’est pas une date du calendrier"),
        ({"adresse_web": "javascript:alert(1)"}, "« adresse_web » " + COMPLETE),
        ({"adresse_web": "exemple.fr"}, "« adresse_web » " + COMPLETE),
        (
            {"id": "Un Lieu"},
            "« id » s’écrit avec des minuscules sans accent, des chiffres et des tirets",
        ),
        ({"id": "dep-04"}, "« id » : « dep-04 » sert déjà à la page (choisissez-en un autre)"),
        ({"nom": "=HYPERLINK(1)"}, "« nom » commence par « = » " + FORMULA),
        ({"description": "\t+33 4"}, "« description » commence par « + » " + FORMULA),
        ({"commune": "-1"}, "« commune » commence par « - » " + FORMULA),
        ({"source": "@SUM(1)"}, "« source » commence par « @ » " + FORMULA),
        ({"nom": "Lieu\u202eueil"}, "caractère invisible dans « nom » (tapez ce texte de nouveau)"),
        ({"description": "x" * 601}, "« description » dépasse 600 caractères"),
        (
            {"nom": "Un ; deux"},
            "12 cases au lieu de 11 (un texte avec « ; » ou « , » se met entre guillemets)",
        ),
        ({"nom": '"Un'}, 'ligne illisible (un guillemet « " » est ouvert, ou de trop)'),
    ],
)
def test_a_row_refused(tmp_path: Path, changed: dict[str, str], message: str) -> None:
    text = f"{HEAD}\n{row(id='avant')}\n{row(**changed)}\n"
    assert said(tmp_path, text) == [f"courses/annuaire/lieux.csv:3: {message}"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            HEAD.replace("departement", "departements"),
            ["1: colonne inconnue : departements (vouliez-vous dire « departement » ?)"],
        ),
        (HEAD.replace(";source", ""), ["1: il manque la colonne source"]),
        (f"{HEAD};nom", ["1: colonne en double : nom"]),
        ("", ["1: table vide (la première ligne nomme les colonnes)"]),
        (row(nom="Périmé").encode("latin-1", "replace"), ["1: " + NOT_UTF8]),
        (f"{HEAD}\n{row()}".encode("utf-16"), ["1: " + NOT_UTF8]),
        (HEAD + "\n" + row(nom="a\x00b"), ["2: caractère de contrôle dans le texte (effacez-le)"]),
    ],
    ids=["nearest", "missing", "twice", "empty", "latin-1", "utf-16", "nul"],
)
def test_a_file_refused(tmp_path: Path, text: str | bytes, messages: list[str]) -> None:
    assert said(tmp_path, text) == [f"courses/annuaire/lieux.csv:{m}" for m in messages]


def test_the_line_is_that_of_the_row(tmp_path: Path) -> None:
    """A cell over three lines, an empty line: the next row still says its own line."""
    rows = (row(description='"a\nb\nc"'), "", row(id="b", type="x"))
    text = "\n".join((HEAD, *rows))
    assert said(tmp_path, text)[0].startswith("courses/annuaire/lieux.csv:6: « type »")


def test_an_id_is_taken_once_over_all_files(tmp_path: Path) -> None:
    read(tmp_path, f"{HEAD}\n{row()}\n", "a.csv")
    found = read(tmp_path, f"{HEAD}\n{row()}\n", "b.csv")
    assert len(found.entries) == 1
    assert [str(p) for p in found.problems] == [
        "courses/annuaire/b.csv:2: « id » déjà pris : un-lieu (voir courses/annuaire/a.csv:2)"
    ]


def test_what_time_does(tmp_path: Path) -> None:
    read(tmp_path, f"{HEAD}\n{row(a_relire='2026-11-24', date_source='2026-12')}\n")
    found = [str(p) for p in check(tmp_path / "courses", AUDIENCES, TODAY)]
    assert found == [
        "courses/annuaire/lieux.csv:2: fiche à relire depuis le 2026-11-24 : un-lieu "
        "(vérifiez-la, puis changez date_source et a_relire)",
        "courses/annuaire/lieux.csv:2: source datée du futur : 2026-12",
    ]
    assert list(check(tmp_path / "courses", AUDIENCES, date(2025, 1, 1)))[1:] == []


@given(st.text(alphabet='ab;,="\n\r\té -+@\u202e', max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    table = read_table(f"{HEAD}\n{text}", "x.csv", COLUMNS, OPTIONAL)
    for found in table.rows:
        assert set(found.cells) == set(COLUMNS)
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in found.cells.values())


# -- choices, and the map


def an_entry(number: int, kind: str, department: str, audiences: tuple[str, ...]) -> Entry:
    day = date(2027, 1, 1)
    return Entry(
        f"e{number}", "Nom", kind, audiences, "Texte", "", department, "", "P", "2024", day
    )


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(list(TYPES)),
        st.sampled_from(["", *DEPARTMENTS]),
        st.sampled_from([(), ("tpe-pme",), AUDIENCES]),
    ),
    max_size=12,
).map(lambda found: [an_entry(n, *one) for n, one in enumerate(found)])
ASKED = st.fixed_dictionaries({
    "type": st.sampled_from(["", "lieu", "aide", "zzz"]),
    "public": st.sampled_from(["", "tpe-pme", "zzz"]),
    "departement": st.sampled_from(["", "04", "13", REGION, "99"]),
})  # fmt: skip


@given(ENTRIES, ASKED)
def test_map_and_list_agree(entries: list[Entry], asked: dict[str, str]) -> None:
    choices = read_choices(asked, AUDIENCES)
    fitting = matching(entries, choices)
    shown = groups(fitting, choices.department)
    numbers = counts(fitting)
    assert sum(numbers.values()) == len(fitting)
    for group in shown:
        assert len(group.entries) == numbers[group.code]
    if not choices.department:
        assert sum(len(group.entries) for group in shown) == len(fitting)
    assert {name for name, _ in choices.ignored} == {
        name for name, value in asked.items() if value in ("zzz", "99")
    }


def test_the_drawing_is_small_and_says_its_source() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text.encode()) < 15_000
    assert "Natural Earth" in text and "domaine public" in text
    assert [shape.code for shape in read_map().shapes] == list(DEPARTMENTS)
    for shape in read_map().shapes:
        set_name = "".join(shape.label)
        assert set_name == DEPARTMENTS[shape.code].name


@pytest.mark.parametrize("name", (*COLUMNS, *OPTIONAL))
def test_every_column_is_described(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs/exploitation.md").read_text(encoding="utf-8")


# -- the entries of this repository


def test_the_directory_of_the_region_can_be_read_again(tmp_path: Path) -> None:
    from mooc.content.audiences import read_audiences

    audiences, _ = read_audiences(ROOT / "courses/audiences.toml", "audiences.toml")
    found = read_directory(ROOT / "courses", audiences)
    assert found.problems == () and len(found.entries) >= 25
    table = write_csv((*COLUMNS, *OPTIONAL), [cells_of(entry) for entry in found.entries])
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "annuaire.csv").write_bytes(table)
    assert read_directory(tmp_path, audiences) == found
