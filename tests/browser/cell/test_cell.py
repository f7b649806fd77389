"""The cell in the page, used as a learner would."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FIT = """from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
X, y = load_iris(return_X_y=True)
print("avant")
LogisticRegression(max_iter=300).fit(X, y).score(X, y) > 0.9"""


def test_nothing_is_loaded_before_the_click(fresh: Any) -> None:
    fresh.page.goto("/exercices/aide-sociale/")
    weight = fresh.page.get_by_text(re.compile(r"À télécharger une fois\s: environ \d+\sMo"))
    expect(weight).to_be_visible()
    expect(fresh.page.locator("iframe.python-cell-frame")).to_have_count(0)
    paths = [urlsplit(request.url).path for request in fresh.requests]
    assert not [path for path in paths if path.startswith(("/py/", "/cellule/"))]


def test_a_click_before_python_is_ready_is_kept(fresh: Any, live_site: Any) -> None:
    fresh.open()
    fresh.write(FIT)
    fresh.click_run()
    expect(fresh.cell().get_by_role("status")).to_contain_text("En attente")
    expect(fresh.frame.locator("progress")).to_be_visible()
    expect(fresh.frame.locator(".status-detail")).to_contain_text(re.compile(r"Mo, \d+ s"))
    expect(fresh.output()).to_contain_text("True", timeout=90_000)
    expect(fresh.output()).to_contain_text("avant")
    # The whole start, wheels included, asked this site and no other, and no cookie was set.
    hosts = {urlsplit(request.url).netloc for request in fresh.requests} - {""}
    assert hosts == {urlsplit(live_site.origin).netloc}
    assert fresh.page.context.cookies() == []


def test_a_table_is_a_table_and_text_is_text(cell: Any) -> None:
    shown = cell.run(
        "class Table:\n"
        "    def _repr_html_(self):\n"
        "        return '<table><caption>Groupes</caption><tr><th scope=col>a</th></tr></table>'\n"
        "print('<b>texte</b>')\n"
        "Table()"
    )
    assert "<b>texte</b>" in shown
    expect(cell.output().get_by_role("table", name="Groupes")).to_be_visible()
    expect(cell.output().get_by_role("region", name="Groupes")).to_have_attribute("tabindex", "0")


def test_hostile_html_is_rebuilt_without_what_acts(cell: Any) -> None:
    cell.run(
        "class Piege:\n"
        "    def _repr_html_(self):\n"
        '        return (\'<p onclick="x()" style="position:fixed">lu</p><script>x()</script>\'\n'
        "                '<img src=x onerror=x()><iframe src=/></iframe>'\n"
        "                '<form action=/><input></form>'\n"
        '                \'<a href="javascript:x()">lien</a><svg onload=x()><use href="#a"/>\'\n'
        "                '<foreignObject><b>b</b></foreignObject></svg>')\n"
        "Piege()"
    )
    html = cell.output().inner_html()
    assert "lu" in html and "lien" in html
    words = "script|onclick|onload|onerror|iframe|form|input|href|style|<img|<use|foreign"
    assert not re.findall(words, html)


def test_an_error_is_said_in_french_and_its_trace_is_folded(cell: Any) -> None:
    cell.run("a = 1\nb = a / 0")
    shown = cell.output()
    expect(shown).to_contain_text("Ligne 2")
    expect(shown).to_contain_text("Une division par zéro")
    expect(shown.get_by_text("Traceback")).to_be_hidden()
    shown.get_by_text("Toute la trace de Python").click()
    expect(shown.get_by_text("Traceback")).to_be_visible()


def test_output_has_an_end(cell: Any) -> None:
    shown = cell.run("for i in range(40000):\n    print('0123456789')")
    assert 100_000 <= len(shown) < 101_000
    assert "la suite n’est pas affichée" in shown


def test_stop_ends_an_infinite_loop_and_says_that_names_are_lost(cell: Any) -> None:
    cell.run("garde = 1")
    cell.write("while True:\n    pass")
    cell.click_run()
    stop = cell.cell().get_by_role("button", name="Arrêter")
    stop.click()
    expect(cell.cell()).to_have_attribute("data-state", "stopped")
    expect(cell.frame.locator("#etat")).to_contain_text("variables sont effacées")
    cell.ready()
    assert "NameError" in cell.run("garde")
    assert cell.run("1 + 1").strip() == "2"


def test_await_and_top_level_names(cell: Any) -> None:
    assert "3" in cell.run("import asyncio\nawait asyncio.sleep(0)\nx = 3\nx")
    assert cell.run("x;").strip() == ""


def test_the_keyboard_is_enough(cell: Any) -> None:
    area = cell.frame.get_by_label("Code de la cellule 1", exact=True)
    area.fill("if True:")
    area.press("End")
    area.press("Enter")
    area.press_sequentially("6 * 7")
    assert area.input_value() == "if True:\n    6 * 7"
    area.fill("6 * 7")
    area.press("Control+Enter")
    expect(cell.output()).to_contain_text("42")
    expect(area).to_be_focused()
    area.press("Tab")
    expect(area).not_to_be_focused()
    expect(cell.cell().get_by_role("button", name="Exécuter")).to_be_focused()


def test_the_authors_code_comes_back_and_so_does_mine(cell: Any) -> None:
    area = cell.frame.get_by_label("Code de la cellule 2", exact=True)
    author = area.input_value()
    area.fill("à moi")
    cell.cell(2).get_by_role("button", name="Remettre le code de départ").click()
    expect(area).to_have_value(author)
    cell.cell(2).get_by_role("button", name="Annuler").click()
    expect(area).to_have_value("à moi")
    cell.cell(2).get_by_role("button", name="Remettre le code de départ").click()
    expect(area).to_have_value(author)


def test_the_editor_says_what_the_colours_cover(cell: Any) -> None:
    """The coloured layer and the text area must hold the same text, at the same size."""
    code = '# é\nx = \'a\' # b\n"""c\nd"""\nfor i in range(10): print(i, 1.5e3)\n' + "y" * 300
    cell.write(code)
    layer = cell.cell().locator(".editor-colours")
    assert layer.text_content() == code + " "
    heights = (
        cell.cell()
        .locator(".editor")
        .evaluate(
            "e => [e.querySelector('textarea').scrollHeight, e.querySelector('pre').offsetHeight]"
        )
    )
    assert abs(heights[0] - heights[1]) <= 2


def test_hints_and_checks_are_worth_no_points(cell: Any) -> None:
    cell.cell(1).get_by_role("button", name="Vérifier").click()
    expect(cell.cell(1).locator(".cell-advice")).to_be_visible()
    expect(cell.cell(1).locator(".cell-advice")).to_contain_text(re.compile("Bien|À revoir"))
    assert cell.posted == []
