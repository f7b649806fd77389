"""French is the language of the source; the English catalogue is begun and kept sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from mooc.settings import ROOT
from tests.pages.checks import problems
from tests.pages.face import make_face

CATALOGUES = sorted((ROOT / "mooc/translations").glob("*/LC_MESSAGES/messages.po"))
PLACE = re.compile(r"%\(\w+\)[sd]")


def translated(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """What is translated: source text (singular) to its forms.

    A compiled catalogue repeats the source for an untranslated plural: that is no translation.
    """
    said = (m for m in catalogue if m.id and any(_texts(m.string)))
    kept = (m for m in said if _texts(m.id) != _texts(m.string))
    return {_texts(m.id)[0]: _texts(m.string) for m in kept}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_places_of_a_message_are_those_of_its_translation(path: Path) -> None:
    with path.open("rb") as stream:
        for source, targets in translated(read_po(stream)).items():
            for target in targets:
                assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(target)), source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_up_to_date(path: Path) -> None:
    with path.open("rb") as source, path.with_suffix(".mo").open("rb") as compiled:
        assert translated(read_mo(compiled)) == translated(read_po(source)), "run make i18n"


def test_the_layout_speaks_english(tmp_path: Path) -> None:
    app = make_face(tmp_path)
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    page = app.test_client().get("/signaler").text
    assert problems(page) == []
    assert '<html lang="en">' in page and "Skip to content" in page and "Report an error" in page
    app.extensions["mooc_engine"].dispose()


def _texts(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
