"""The authors' reference says what the code does."""

from pathlib import Path

from mooc.content.blocks import BLOCKS
from mooc.grading import DIRECTIVES, lab_guide
from mooc.grading.guide import guide
from mooc.grading.labs import SHARED

GUIDE = Path(__file__).parents[2] / "docs" / "auteurs" / "blocs.md"


def test_guide_is_up_to_date() -> None:
    """Write it again with ``python -m mooc.grading.guide > docs/auteurs/blocs.md``."""
    assert GUIDE.read_text(encoding="utf-8") == guide()


def test_guide_names_every_block_and_option() -> None:
    text = guide()
    for spec in (*BLOCKS, *DIRECTIVES):
        assert f"### {spec.name}\n" in text
        assert spec.help
        for name, option in spec.options.items():
            assert f"`:{name}:`" in text and option.help


LABS = Path(__file__).parents[2] / "docs" / "auteurs" / "cles-laboratoires.md"


def test_keys_of_labs_are_up_to_date() -> None:
    """Write it again with ``python -m mooc.grading.lab_guide > …/cles-laboratoires.md``."""
    assert LABS.read_text(encoding="utf-8") == lab_guide.guide()


def test_every_key_of_every_shared_kind_is_explained() -> None:
    text = lab_guide.guide()
    for kind in SHARED.values():
        assert f'kind = "{kind.name}"' in text
        for name, option in kind.options.items():
            assert f"| `{name}` |" in text and option.help
