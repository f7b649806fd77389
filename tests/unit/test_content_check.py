"""What ``mooc check`` finds: each problem on its line, with its code and hint."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mooc.content.check import check
from mooc.content.problem import Problem
from mooc.grading import DIRECTIVES

TODAY = date(2026, 11, 24)
COURSE = """id = "c-x"
title = "T"
summary = "S"
audience = "tous"
licence = "CC BY 4.0"
authors = ["A"]
"""
FRONT = """---
id: p-a
title: A
summary: S
minutes: 3
updated: 2026-11-24
---
"""
CLAIM = ":::{{claim}}\n:source: INSEE\n:date: {date}\n:review: {review}\nUn fait.\n:::\n"
GOOD = "- [x] oui\n\n  Bien.\n- [ ] non {misconception}`ia-comprend`\n\n  Mal.\n"


def question(items: str, head: str = ":id: q-1\n", name: str = "single-choice") -> str:
    return f":::{{{name}}}\n{head}Vrai ?\n\n{items}:::\n"


def write(tmp_path: Path, files: dict[str, str]) -> Path:
    root = tmp_path / "courses"
    base = {
        "misconceptions.toml": '[ia-comprend]\ntitle="t"\nwhat="w"\ntempting="t"\n'
        'remedy_page="p-a"\n',
        "glossary.md": "# Mots\n\n## Modèle\n\nUn calcul.\n",
        "x/course.toml": COURSE,
        "x/01-a.md": FRONT,
    }
    for name, text in (base | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(root: Path) -> tuple[Problem, ...]:
    return check(root, DIRECTIVES, TODAY, exercises={"aide-sociale"})


# The body starts on line 8 of the file.
BODIES = {
    "directive-unknown": (":::{singel-choice}\nx\n:::", 8, "single-choice"),
    "option-unknown": (question(GOOD, ":id: q-1\n:ordre: x\n"), 10, "order"),
    "id-missing": (question(GOOD, ""), 8, ":id:"),
    "option-value": (question(GOOD, ":id: Été\n"), 9, ""),
    "id-twice": (
        question(GOOD) + "\n:::{exercise} aide-sociale\n:id: q-1\n:::",
        20,
        "ligne 8",
    ),
    "link-broken": ("un\n[x](page:p-z)", 9, "p-a"),
    "link-relative": ("[x](02-b.md)", 8, "page:"),
    "link-scheme": ("[x](javascript:1)", 8, "https"),
    "exercise-unknown": (":::{exercise} aide-social\n:id: e\n:::", 8, "aide-sociale"),
    "image": (":::{figure} images/z.png\n:alt: a\n:credit: c\n:licence: l\n:::", 8, ""),
    "option-missing": (":::{claim}\n:source: s\n:date: 2026\nx\n:::", 8, ":review:"),
    "image-bare": ("![texte](images/a.png)", 8, "figure"),
    "right-missing": (question("- [ ] a\n\n  A.\n- [ ] b\n\n  B.\n"), 12, "[x]"),
    "right-many": (question("- [x] a\n\n  A.\n- [x] b\n\n  B.\n- [ ] c\n\n  C.\n"), 8, "multiple"),
    "feedback-missing": (question("- [x] a\n- [ ] b\n\n  B.\n"), 12, "paragraphe"),
    "answer-twice": (question("- [x] a\n\n  A.\n- [ ] A\n\n  B.\n"), 15, "ligne 12"),
    "feedback-twice": (question("- [x] a\n\n  A.\n- [ ] b\n\n  A.\n"), 15, "01-a.md:12"),
    "misconception-unknown": (
        question(GOOD.replace("ia-comprend", "ia-comprends")),
        15,
        "ia-comprend",
    ),
    "answer-box": (question("- a\n\n  A.\n- [x] b\n\n  B.\n- [ ] c\n\n  C.\n"), 12, "[x]"),
    "answers-after": (question(GOOD + "\nFin.\n"), 19, ""),
    "question-missing": (f":::{{single-choice}}\n:id: q-1\n\n{GOOD}:::", 8, ""),
    "other-missing": (question("- [x] 1\n\n  A.\n", name="numeric"), 12, "*"),
    "number": (question("- [x] deux\n\n  A.\n- [ ] *\n\n  B.\n", name="numeric"), 12, "±"),
    "answer-unreachable": (
        question("- [x] 1 ± 2\n\n  A.\n- [ ] 2\n\n  C.\n- [ ] *\n\n  B.\n", name="numeric"),
        15,
        "",
    ),
    "matching-arrow": (
        question("- a => b\n\n  A.\n- c\n\n  B.\n- d => e\n\n  C.\n", name="matching"),
        15,
        "=>",
    ),
    "answers-few": (question("1. a\n\n   A.\n2. b\n\n   B.\n", name="ordering"), 12, ""),
    "term-unknown": ("Un\n{term}`modele reduit`", 9, "Modèle"),
    "role-unknown": ("{trem}`a`", 8, "term"),
    "heading-jump": ("## A\n\n#### B", 10, "###"),
    "heading-nested": (":::{note}\n## A\n:::", 9, ""),
    "block-nested": ("::::{note}\n" + question(GOOD) + "::::", 9, "premier niveau"),
    "claim-review": (CLAIM.format(date="2026", review="2026-11-23"), 8, ":review:"),
    "claim-date": (CLAIM.format(date="2026-12", review="2027-01-01"), 8, ""),
    "fence-stray": (":::{note}\nx\n:::\n:::", 11, "deux-points"),
    "fence-backticks": ("```{note}\nx\n```", 8, ":::"),
    "fence-open": (":::{note}\nx", 8, ":::"),
    "directive-unnamed": ("::: note\nx\n:::", 8, "{nom}"),
    "argument-missing": (":::{dropdown}\nx\n:::", 8, ""),
    "body-missing": (":::{note}\n:::", 8, ""),
    "formula": ("un\n$\\frac{a$", 9, "LaTeX"),
    "raw-html": ("un <b>gras</b>", 8, "Markdown"),
}


@pytest.mark.parametrize("code", BODIES)
def test_body(tmp_path: Path, code: str) -> None:
    body, line, hint = BODIES[code]
    problems = run(write(tmp_path, {"x/01-a.md": FRONT + body + "\n"}))
    assert [(p.path, p.line, p.code) for p in problems] == [("courses/x/01-a.md", line, code)]
    assert hint in problems[0].hint


FRONTS = {
    "il manque": ("x", 1),
    "minutes : doit": (FRONT.replace("minutes: 3", "minutes: long"), 5),
    "titel : champ inconnu": (FRONT.replace("title", "titel"), 3),
    "updated : n’est pas": (FRONT.replace("11-24", "02-30"), 6),
    "id : s’écrit": (FRONT.replace("p-a", "Page A"), 2),
    "title : écrit deux fois": (FRONT.replace("summary: S", "summary: S\ntitle: B"), 3),
    "summary : est vide": (FRONT.replace("summary: S", "summary:"), 4),
}


@pytest.mark.parametrize("message", FRONTS)
def test_front_matter(tmp_path: Path, message: str) -> None:
    text, line = FRONTS[message]
    problems = run(write(tmp_path, {"x/01-a.md": text}))
    found = [problem for problem in problems if message in problem.message]
    assert [(p.line, p.code) for p in found] == [(line, "front")]


def test_every_problem_is_found_not_only_the_first(tmp_path: Path) -> None:
    body = "# A\n\n[x](page:p-z)\n\n:::{note}\n![i](x)\n:::\n\n:::{claim}\n{term}`zut`\n:::\n"
    codes = [problem.code for problem in run(write(tmp_path, {"x/01-a.md": FRONT + body}))]
    assert codes == [
        "heading-jump",
        "link-broken",
        "image-bare",
        *["option-missing"] * 3,
        "term-unknown",
    ]


def test_ids_are_unique_across_courses(tmp_path: Path) -> None:
    same = GOOD.replace("Bien", "Très bien").replace("Mal", "Très mal")
    other = FRONT.replace("p-a", "p-b") + question(same)
    files = {
        "x/01-a.md": FRONT + question(GOOD),
        "y/course.toml": COURSE.replace("c-x", "c-y"),
        "y/01-a.md": other,
    }
    problems = run(write(tmp_path, files))
    assert [(p.path, p.line, p.code) for p in problems] == [("courses/y/01-a.md", 8, "id-twice")]
    assert problems[0].hint == "voir courses/x/01-a.md:8"


def test_a_remark_is_made_once_on_the_whole_site(tmp_path: Path) -> None:
    files = {
        "x/01-a.md": FRONT + question(GOOD),
        "x/02-b.md": FRONT.replace("p-a", "p-b") + question(GOOD, ":id: q-2\n"),
    }
    problems = run(write(tmp_path, files))
    assert [(p.path, p.line, p.code) for p in problems] == [
        ("courses/x/02-b.md", 12, "feedback-twice"),
        ("courses/x/02-b.md", 15, "feedback-twice"),
    ]
    assert problems[0].hint == "voir courses/x/01-a.md:12"


def test_links_between_pages_and_anchors(tmp_path: Path) -> None:
    second = FRONT.replace("p-a", "p-b") + "## Où est-ce ?\n\n" + question(GOOD)
    first = (
        "[a](page:p-b#ou-est-ce) [b](/cours/x/b/) [c](/cours/x/) [d](page:p-b#q-1) [e](#ici)\n"
        "[f](/cours/x/c/)\n[g](page:p-b#non)\n[h](/cours/z/)\n[i](exercice:non)\n[j](/exercices/no/)"
        "\n[k](/accessibilite)\n\n## Ici\n"
    )
    problems = run(write(tmp_path, {"x/01-a.md": FRONT + first, "x/02-b.md": second}))
    assert [(p.line, p.message.split(" : ")[1]) for p in problems] == [
        (9, "/cours/x/c/"),
        (10, "page:p-b#non"),
        (11, "/cours/z/"),
        (12, "non"),
        (13, "/exercices/no/"),
    ]


def test_course_toml(tmp_path: Path) -> None:
    toml = COURSE.replace("authors", "auteurs") + 'pages = ["02-z.md"]\nstatus = "fini"\n'
    problems = run(write(tmp_path, {"x/course.toml": toml}))
    found = [(p.line, p.message) for p in problems if p.code == "course"]
    assert found == [
        (1, "il manque authors"),
        (6, "champ inconnu : auteurs"),
        (8, "status doit être published ou draft"),
    ]


def test_unknown_audience(tmp_path: Path) -> None:
    problems = run(write(tmp_path, {"audiences.toml": '[touss]\ntitle = "Tous"\n'}))
    assert [p.hint for p in problems if p.code == "course"] == ["vouliez-vous dire « touss » ?"]


def test_page_order_from_course_toml(tmp_path: Path) -> None:
    from mooc.content import load_course

    files = {
        "x/course.toml": COURSE + 'pages = ["02-b.md", "01-a.md"]\n',
        "x/02-b.md": FRONT.replace("p-a", "p-b"),
    }
    course, problems = load_course(write(tmp_path, files) / "x", DIRECTIVES)
    assert course is not None and problems == ()
    assert [page.slug for page in course.pages] == ["b", "a"]


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem("courses/x/01-a.md", 3, "lien cassé", "page:p-a")
    assert str(problem) == "courses/x/01-a.md:3: lien cassé (page:p-a)"


def test_a_good_course_has_no_problem(tmp_path: Path) -> None:
    body = "## A\n\nUn {term}`modèle`.\n\n" + question(GOOD)
    assert run(write(tmp_path, {"x/01-a.md": FRONT + body})) == ()
