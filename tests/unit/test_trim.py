"""Archives cut to what exercises reach: each way of leaving something out, and what it says."""

from __future__ import annotations

import importlib
import io
import sys
import zipfile
from pathlib import Path

import pytest

from mooc.lite import loader, trim
from mooc.lite.errors import BuildError
from mooc.settings import ROOT

FILES = {
    "maison/__init__.py": '"""Une maison."""\nfrom __future__ import annotations\n\nPORTE = 1\n',
    "maison/cuisine.py": "from maison.cave import *\nfrom maison.cave import vin\n\nETAGE = vin\n",
    "maison/cave/__init__.py": '__all__ = ["vin", "huile"]\nvin = huile = 0\n',
    "maison/cave/fond.py": "",
    "maison/tests/test_porte.py": "assert False\n",
    "maison/combles/__init__.py": "import maison.combles.poutre\nfrom maison.combles.poutre "
    "import mesure, scie\nOUVERT = True\n",
    "maison/combles/poutre.py": "import maison.combles as combles\n\ndef mesure(x):\n"
    "    return 2 * x\n\nscie = type(combles)\n",
}


@pytest.fixture
def trimmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The modules of FILES, cut by rules, importable from their archive."""
    source = tmp_path / "maison-1.whl"
    with zipfile.ZipFile(source, "w") as out:
        for name, text in FILES.items():
            out.writestr(name, text)

    def cut(rules: trim.Rules) -> set[str]:
        target = tmp_path / "cut.whl"
        trim.trim(source, target, rules)
        monkeypatch.syspath_prepend(str(target))
        importlib.invalidate_caches()
        with zipfile.ZipFile(target) as made:
            return set(made.namelist())

    yield cut
    for name in [n for n in sys.modules if n.split(".")[0] == "maison"]:
        del sys.modules[name]


def test_a_dropped_file_is_gone(trimmed) -> None:
    names = trimmed(trim.Rules(drop=("(^|/)tests?/",)))
    assert "maison/tests/test_porte.py" not in names
    assert "maison/cuisine.py" in names


def test_an_absent_module_can_be_imported_and_says_in_french_that_it_is_not_here(trimmed) -> None:
    names = trimmed(trim.Rules(absent=("maison.cave",)))
    assert "maison/cave/fond.py" not in names and "maison/cave.py" in names
    cuisine = importlib.import_module("maison.cuisine")
    assert cuisine.huile is not None  # `import *` still takes what the module lists
    with pytest.raises(ModuleNotFoundError, match=r"maison\.cave\.vin n’est pas fourni ici"):
        cuisine.ETAGE(2024)
    assert not hasattr(importlib.import_module("maison.cave"), "__wrapped__")


def test_a_later_package_loads_at_its_first_use(trimmed) -> None:
    trimmed(trim.Rules(later={"maison.combles": ("mesure",)}))
    combles = importlib.import_module("maison.combles")
    mesure = combles.mesure
    assert "maison.combles.poutre" not in sys.modules
    assert mesure(4) == 8
    assert "maison.combles.poutre" in sys.modules
    assert combles.OUVERT and combles.mesure is not mesure
    with pytest.raises(AttributeError, match="fenetre"):
        combles.fenetre  # noqa: B018


def test_an_attribute_loads_a_later_package_too(trimmed) -> None:
    trimmed(trim.Rules(later={"maison.combles": ()}))
    from_import: dict[str, object] = {}
    exec("from maison.combles import scie, OUVERT", from_import)
    assert from_import["OUVERT"] is True


@pytest.mark.parametrize(
    "rules", [{"absent": ("maison.grange",)}, {"later": {"maison.cuisine": ()}}]
)
def test_a_rule_that_fits_nothing_stops_the_build(trimmed, rules) -> None:
    with pytest.raises(BuildError, match="ne contient pas"):
        trimmed(trim.Rules(**rules))


def test_docstrings_go_and_lines_stay() -> None:
    source = (
        b'"""Doc\nsur deux lignes."""\nfrom __future__ import annotations\n\n\n'
        b'class A:\n    """Un."""\n\n    def f(self):\n        "deux"  # gard\xc3\xa9\n'
        b'        raise ValueError(1)\n\n\ndef g(): "trois"\n'
    )
    names: dict[str, object] = {}
    bare = trim.bare(source)
    exec(compile(bare, "x", "exec"), names)
    assert not names["__doc__"] and not names["A"].__doc__ and not names["g"].__doc__
    assert bare.count(b"\n") == source.count(b"\n")
    with pytest.raises(ValueError) as caught:
        names["A"]().f()
    assert caught.traceback[-1].lineno + 1 == 11


def test_the_same_archive_and_rules_give_the_same_files(trimmed, tmp_path: Path) -> None:
    rules = trim.Rules(absent=("maison.cave",), later={"maison.combles": ("mesure",)})

    def files() -> dict[str, bytes]:
        trimmed(rules)
        with zipfile.ZipFile(io.BytesIO((tmp_path / "cut.whl").read_bytes())) as made:
            return {n: made.read(n) for n in made.namelist()}

    assert files() == files()


def test_the_rules_in_the_repository_are_read() -> None:
    rules = trim.read(ROOT / "lite")
    numpy = trim.rules_of(Path("numpy-2.0.2-cp312.whl"), rules)
    assert "numpy.f2py" in numpy.absent and rules["everywhere"].drop[0] in numpy.drop
    # The standard library and the shared libraries have no tests folder of their own to lose.
    assert rules["everywhere"].drop[0] not in trim.rules_of(Path("python_stdlib.zip"), rules).drop
    assert trim.rules_of(Path("scikit_learn-1.6.1-x.whl"), rules).docstrings


def test_the_loader_is_changed_only_when_it_is_the_known_one() -> None:
    with pytest.raises(BuildError, match=r"loader\.py"):
        loader.faster("var GOT={};")
