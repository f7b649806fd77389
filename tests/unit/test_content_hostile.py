"""Hostile text is refused with a problem or rendered harmless, in bounded time."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mooc.content import load_courses
from mooc.content.blocks import BLOCKS
from mooc.content.front import read_front
from mooc.content.model import Block
from mooc.content.render import render_segments
from mooc.content.sanitize import clean
from mooc.content.scope import Scope, Site
from mooc.grading import DIRECTIVES

SITE = Site({spec.name: spec for spec in (*BLOCKS, *DIRECTIVES)})
COURSE = """id = "c-x"\ntitle = "T"\nsummary = "S"\naudience = "tous"
licence = "CC BY 4.0"\nauthors = ["A"]\n"""
FRONT = "---\nid: p-a\ntitle: A\nsummary: S\nminutes: 3\nupdated: 2026-11-24\n---\n"
URLS = ("/", "#", "http://", "https://", "mailto:", "tel:")
DANGEROUS = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "base"}


class Judge(HTMLParser):
    """Collects what a browser could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DANGEROUS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(name)
            if name in ("href", "src", "action") and not (value or "").startswith(URLS):
                self.found.append(f"{name}={value}")


def render(text: str) -> tuple[str, Scope]:
    scope = Scope(SITE, "x.md")
    html: list[str] = []
    for part in render_segments(scope, text, 1):
        html += strings(part.spec) if isinstance(part, Block) else [part]
    return "\n".join(html), scope


def strings(spec: object) -> list[str]:
    """Every text inside a spec."""
    if isinstance(spec, str):
        return [spec]
    if isinstance(spec, tuple):
        return [text for part in spec for text in strings(part)]
    slots = getattr(type(spec), "__slots__", ())
    return [text for name in slots for text in strings(getattr(spec, name))]


def harmless(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.found


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](java%0ascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//evil.example/)",
    "[x](\\\\evil.example)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "![x](https://evil.example/x.png)",
    "```html onclick=alert(1)\n<script>\n```",
    '[x](https://a.example "\\" onclick=alert(1)")',
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{<script>alert(1)</script>}$",
    "{term}`<script>alert(1)</script>`",
    ":::{dropdown} <script>alert(1)</script>\n<img onerror=x src=y>\n:::",
    ":::{note} [x](javascript:1)\nx\n:::",
    ":::{claim}\n:source: <script>\n:url: javascript:alert(1)\n:date: 2026\n"
    ":review: 2027-01-01\nx\n:::",
    ':::{claim}\n:source: "><script>\n:url: https://a.example/"onclick=x\n:date: 2026\n'
    ":review: 2027-01-01\nx\n:::",
    ":::{single-choice}\n:id: q-x\n<script>?\n\n- [ ] <script>a</script>\n\n  [x](javascript:1)\n"
    "- [x] b\n\n  <iframe src=x>\n:::",
    ":::{note onclick=x}\nx\n:::",
    ":::{<script>}\nx\n:::",
    '| a |\n|---|\n| <td onclick="x"> |',
    "## <script>x</script> {#id onclick=x}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_harmless(attack: str) -> None:
    html, _scope = render(attack)
    assert harmless(html) == []
    assert "<script" not in html


@pytest.mark.parametrize("link", ["javascript:x", "data:text/html,x", "//x.example", "../x.md"])
def test_refused_link_is_told(link: str) -> None:
    html, scope = render(f"un\ndeux [x]({link})")
    assert [(p.line, p.severity) for p in scope.problems] == [(2, "error")]
    assert "href" not in html


WORDS = st.sampled_from(
    [*ATTACKS, ":::", "::::{note}", ":::{single-choice}", ":id: q", "- [ ] a", "- [x] b", "\n",
     "\n\n", "  ", "> ", "`", "```", "$", "$$", "[", "](", ")", "*", "_", "|", "|-", "{term}`",
     "<", ">", "&", "&#0;", "\\", "#", "######", "1. ", "=>", ":::{matching}", ":::{numeric}"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=25).map("".join))
@example("![")
@example(":::{single-choice}\n:id: q\na\n\n- [x]\n:::")
def test_nothing_raises_and_nothing_runs(text: str) -> None:
    html, scope = render(text)
    assert harmless(html) == []
    lines = text.replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in scope.problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=25).map("".join))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert harmless(once) == []
    assert clean(once) == once


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300).map(lambda text: f"---\n{text}\n---\nx"))
def test_front_matter_never_raises(text: str) -> None:
    front, problems = read_front(text, "x.md")
    assert (front is None) == bool(problems)


def course(tmp_path: Path, page: bytes | None = None, toml: str = COURSE) -> Path:
    folder = tmp_path / "courses" / "x"
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text(toml)
    if page is not None:
        (folder / "01-a.md").write_bytes(page)
    return tmp_path / "courses"


BOMB = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n"


@pytest.mark.parametrize(
    ("page", "line", "word"),
    [
        (b"x" * 5_000_000, 1, "200 ko"),
        (FRONT.encode() + b"bon\n\xff\xfe mauvais", 9, "UTF-8"),
        (FRONT.encode() + b"un\nd\x00eux", 9, "contrôle"),
        (b"---\n" + BOMB.encode() + b"---\n", 3, "alias"),
        (b"---\n!!python/object/apply:os.system ['x']\n---\n", 2, "en-tête"),
        (b"---\n" + b"[" * 3000 + b"\n---\n", 1, "en-tête"),
        (b"---\n" + b"# abc\n" * 2_000 + b"---\n", 1, "4000 caractères"),
        (FRONT.encode() + b"x" * 5000, 8, "4000 caractères"),
        (b"pas d'en-tete", 1, "en-tête"),
        (b"---\n- a\n---\n", 1, "nom: valeur"),
    ],
)
def test_hostile_file_is_refused(tmp_path: Path, page: bytes, line: int, word: str) -> None:
    start = time.monotonic()
    library = load_courses(course(tmp_path, page), DIRECTIVES)
    assert time.monotonic() - start < 5
    assert library.courses[0].pages == ()
    problem = library.problems[0]
    assert (problem.path, problem.line) == ("courses/x/01-a.md", line)
    assert word in problem.message


def test_symlinks_out_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(FRONT + "secret")
    root = course(tmp_path)
    (root / "x" / "01-a.md").symlink_to(secret)
    (root / "y").symlink_to(tmp_path)
    library = load_courses(root, DIRECTIVES)
    assert library.courses[0].pages == ()
    assert {problem.path for problem in library.problems} == {"courses/x/01-a.md", "courses/y"}


@pytest.mark.parametrize(
    "toml",
    ["", "id = ", "x" * 300_000, "a = " + "[" * 3000, 'id = 3\nauthors = "x"', "[id]\nx=1"],
)
def test_hostile_course_toml(tmp_path: Path, toml: str) -> None:
    library = load_courses(course(tmp_path, toml=toml), DIRECTIVES)
    assert library.courses == ()
    assert library.problems[0].path == "courses/x/course.toml"


SLOW = {
    "quotes": ">" * 3_900 + "\n",
    "brackets": "[" * 3_900 + "\n",
    "images": "![a](" * 780 + "\n",
    "emphasis": "*a **b " * 550 + "\n",
    "lists": "- " * 1_900 + "\n",
    "headings": "## a\n\n",
    "fences": ":::{note}\n",
    "stray": ":::\n",
    "comments": "<!--" * 950 + "\n",
}


@pytest.mark.parametrize("name", SLOW)
def test_time_is_bounded(name: str) -> None:
    """The largest page allowed of each is read in seconds: nothing grows as the square."""
    text = SLOW[name] * (190_000 // len(SLOW[name]))
    start = time.monotonic()
    html, _scope = render(text)
    assert time.monotonic() - start < 20
    assert harmless(html) == []


def test_a_long_question_is_bounded() -> None:
    text = ":::{single-choice}\n:id: q\nx ?\n\n" + "- [ ] a\n\n  b\n" * 10_000 + ":::"
    start = time.monotonic()
    _html, scope = render(text)
    assert time.monotonic() - start < 20
    assert [problem.code for problem in scope.problems] == ["answers-many"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_first_fence_alone(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Markdown rules need no cleaning after them: the second fence is for our mistakes."""
    monkeypatch.setattr("mooc.content.render.clean", lambda html: html)
    html, _scope = render(attack)
    assert harmless(html) == []
