"""What is offered after a wrong answer: the page and the lab that treat the false idea."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from mooc.catalogue import exercise, library
from mooc.content import Misconception
from mooc.grading import Verdict


@dataclass(frozen=True, slots=True)
class Remedy:
    """A false idea, and where to go: (title, address) or None when there is no such place."""

    idea: Misconception
    page: tuple[str, str] | None
    lab: tuple[str, str] | None


def remedies(verdict: Verdict | None, here: str = "", lab: str = "") -> tuple[Remedy, ...]:
    """One remedy for each false idea that the verdict met, at most two: more is a lecture.

    *here* is the id of the page where the question stands, *lab* the slug of the lab that was
    answered: neither is its own remedy. A pupil is sent to a page that speaks to pupils.
    """
    if verdict is None or verdict.passed:
        return ()
    place = library().address(here)
    if place is not None and place[1].role == "placement":
        # Before the course, seven wrong answers want no seven lessons: the advice comes at the end.
        return ()
    ideas = library().misconceptions
    found = [_remedy(ideas[tag], here, lab) for tag in verdict.misconceptions if tag in ideas]
    return tuple(r for r in found if r.page or r.lab)[:2]


def _remedy(idea: Misconception, here: str, answered: str) -> Remedy:
    asked = library().address(here)
    wanted = idea.page_for(asked[0].audience if asked else "")
    place = library().address(wanted) if wanted != here else None
    page = None
    if place is not None:
        course, found = place
        address = url_for("learn.page", slug=course.slug, page_slug=found.slug)
        page = (found.title, address)
    known = exercise(idea.remedy_lab) if idea.remedy_lab not in ("", answered) else None
    lab = (known.title, url_for("learn.exercise", slug=known.slug)) if known else None
    return Remedy(idea, page, lab)
