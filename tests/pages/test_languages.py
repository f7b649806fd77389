"""French is the language of the source; the English catalogue is begun and kept sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from mooc.settings import ROOT
from tests.pages.checks import problems
from tests.pages.face import make_face

CATALOGUES = sorted((ROOT / "mooc/translations").glob("*/LC_MESSAGES/messages.po"))
PLACE = re.compile(r"%\(\w+\)[sd]")


def translated(path: Path) -> list[Message]:
    with path.open("rb") as stream:
        return [m for m in read_po(stream) if m.id and m.string and any(m.string)]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_places_of_a_message_are_those_of_its_translation(path: Path) -> None:
    for message in translated(path):
        pairs = zip(_texts(message.id), _texts(message.string), strict=False)
        for source, target in pairs:
            assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(target)), source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_up_to_date(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as stream:
        compiled = {_texts(m.id)[0]: m.string for m in read_mo(stream) if m.id}
    assert compiled == {_texts(m.id)[0]: m.string for m in translated(path)}, "run make i18n"


def test_the_layout_speaks_english(tmp_path: Path) -> None:
    app = make_face(tmp_path)
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    page = app.test_client().get("/signaler").text
    assert problems(page) == []
    assert '<html lang="en">' in page and "Skip to content" in page and "Report an error" in page
    app.extensions["mooc_engine"].dispose()


def _texts(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
