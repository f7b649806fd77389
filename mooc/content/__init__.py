"""Folders of Markdown → courses, pages, blocks, and every problem with its line.

Pure: no request, no database. ``mooc.grading`` gives the kinds' directives, the app joins them.
"""

from __future__ import annotations

from mooc.content.library import Library
from mooc.content.load import load_course, load_courses
from mooc.content.model import Block, Claim, Course, Heading, Located, Page
from mooc.content.problem import Problem

__all__ = [
    "Block",
    "Claim",
    "Course",
    "Heading",
    "Library",
    "Located",
    "Page",
    "Problem",
    "load_course",
    "load_courses",
]
