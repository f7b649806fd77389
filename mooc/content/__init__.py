"""Folders of Markdown → courses, pages, blocks, and every problem with its line.

Pure: no request, no database. ``mooc.grading`` gives the kinds' directives, the app joins them.
"""

from __future__ import annotations

from mooc.content.library import Library
from mooc.content.load import load_course, load_courses
from mooc.content.model import (
    Audience,
    Block,
    Claim,
    Course,
    Heading,
    Located,
    Misconception,
    Module,
    Page,
    Passage,
)
from mooc.content.problem import Problem

__all__ = [
    "Audience",
    "Block",
    "Claim",
    "Course",
    "Heading",
    "Library",
    "Located",
    "Misconception",
    "Module",
    "Page",
    "Passage",
    "Problem",
    "load_course",
    "load_courses",
]
