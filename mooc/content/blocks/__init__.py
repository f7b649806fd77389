"""The table of the blocks that are not questions. One line adds one folder."""

from __future__ import annotations

from mooc.content.blocks.callout.block import DIRECTIVES as CALLOUTS
from mooc.content.blocks.claim.block import DIRECTIVE as CLAIM
from mooc.content.blocks.dropdown.block import DIRECTIVE as DROPDOWN
from mooc.content.blocks.exercise.block import DIRECTIVE as EXERCISE
from mooc.content.blocks.exercise.block import ExerciseRef
from mooc.content.blocks.figure.block import DIRECTIVE as FIGURE
from mooc.content.blocks.passage.block import DIRECTIVE as PASSAGE
from mooc.content.blocks.places.block import DIRECTIVE as PLACES
from mooc.content.directive import DirectiveSpec

BLOCKS: tuple[DirectiveSpec, ...] = (
    *CALLOUTS,
    DROPDOWN,
    FIGURE,
    CLAIM,
    EXERCISE,
    PASSAGE,
    PLACES,
)

__all__ = ["BLOCKS", "ExerciseRef"]
