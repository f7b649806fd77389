"""The main path in a real Firefox, driven by its own Marionette (`make test-all`).

Playwright drives only a Firefox of its own making; Marionette drives the one people have.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LiveSite

pytestmark = [
    pytest.mark.browser,
    pytest.mark.firefox,
    # Marionette's own client asks its dependencies in old ways.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

PREFERENCES = {
    "app.update.enabled": "false",
    "browser.shell.checkDefaultBrowser": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "intl.accept_languages": '"fr"',
    "network.captive-portal-service.enabled": "false",
    "network.connectivity-service.enabled": "false",
    "toolkit.telemetry.enabled": "false",
}
SECONDS = 90


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Firefox with a profile of its own."""
    from marionette_driver.marionette import Marionette

    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "no Firefox: apt install firefox-esr"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    profile: Path = tmp_path_factory.mktemp("firefox")
    wanted = PREFERENCES | {"marionette.port": str(port)}
    lines = [f'user_pref("{name}", {value});' for name, value in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    driver = Marionette(host="127.0.0.1", port=port)
    for _ in range(120):
        try:
            driver.start_session()
            break
        except OSError:
            time.sleep(0.5)
    driver.timeout.implicit = SECONDS
    yield driver
    driver.delete_session()
    process.terminate()
    process.wait(20)


def css(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def button(driver: Any, words: str) -> Any:
    return driver.find_element("xpath", f"//button[contains(normalize-space(.), '{words}')]")


def test_answering_a_question(firefox: Any, live_site: LiveSite) -> None:
    firefox.navigate(live_site.origin + "/cours/ia-pour-tous/apprendre-des-donnees/")
    css(firefox, "#q-apprendre-regle-20 input[name=answer]").send_keys("2")
    css(firefox, "#q-apprendre-regle-20 button[type=submit]").click()
    css(firefox, "#q-apprendre-regle-20 .verdict-right")
    assert "marché 4" in css(firefox, "#q-apprendre-regle-20").text.replace("\xa0", " ")
    firefox.navigate(live_site.origin + "/mon-parcours/")
    assert "L’IA pour tous" in css(firefox, "main").text


def test_the_lab_counts_live(firefox: Any, live_site: LiveSite) -> None:
    firefox.navigate(live_site.origin + "/exercices/aide-sociale/labo")
    before = css(firefox, "[data-out=helped]").text
    field = css(firefox, "input[type=number][name=seuil_1]")
    field.clear()
    field.send_keys("90\ue004")  # Tab: the number is taken when one leaves the field
    deadline = time.monotonic() + 10
    while css(firefox, "[data-out=helped]").text == before and time.monotonic() < deadline:
        time.sleep(0.2)
    assert css(firefox, "[data-out=helped]").text != before


def test_scikit_learn_in_the_page(firefox: Any, live_site: LiveSite) -> None:
    firefox.navigate(live_site.origin + "/exercices/aide-sociale/")
    button(firefox, "Ouvrir Python ici").click()
    firefox.switch_to_frame(css(firefox, "iframe.python-cell-frame"))
    css(firefox, "body[data-kernel=ready]")
    code = css(firefox, "#code-1")
    code.clear()
    code.send_keys(
        "from sklearn.linear_model import LogisticRegression\n"
        "print('juste', LogisticRegression().fit([[0], [1]], [0, 1]).score([[0], [1]], [0, 1]))"
    )
    css(firefox, "#cellule-1 .cell-bar button").click()
    css(firefox, "#cellule-1[data-state=done]")
    assert "juste 1.0" in css(firefox, "#cellule-1 .cell-output").text
    firefox.switch_to_frame()


def test_the_notebook_starts(firefox: Any, live_site: LiveSite) -> None:
    firefox.navigate(live_site.origin + "/exercices/aide-sociale/carnet/")
    button(firefox, "Ouvrir le carnet").click()
    css(firefox, "[data-state=ready]")
    firefox.switch_to_frame(css(firefox, "section.notebook-room iframe"))
    assert "Qui reçoit l’aide" in css(firefox, ".jp-MarkdownCell").text
    firefox.switch_to_frame()


def test_a_second_learner_sees_nothing_of_the_first(firefox: Any, live_site: LiveSite) -> None:
    """The same browser, storage and caches; the cookie alone is taken away, as leaving does."""
    lab = live_site.origin + "/exercices/aide-sociale/labo"
    firefox.navigate(lab)
    css(firefox, "section.lab[data-ready]")
    for name, value in (("seuil_1", "53"), ("seuil_2", "42"), ("cout", "9")):
        field = css(firefox, f"input[type=number][name={name}]")
        field.clear()
        field.send_keys(value)
    css(firefox, "textarea[name=raison]").send_keys("Ceci est à moi seule")
    css(firefox, "input[name=comprendre][value=chance]").click()
    css(firefox, ".question-actions button[type=submit]").click()
    css(firefox, "[data-verdict] [data-feedback]")
    firefox.navigate(lab)
    assert css(firefox, "textarea[name=raison]").get_property("value") == "Ceci est à moi seule"
    firefox.delete_all_cookies()
    for page in ("/exercices/aide-sociale/labo", "/exercices/aide-sociale/", "/mon-parcours/"):
        firefox.navigate(live_site.origin + page)
        assert "Ceci est à moi seule" not in firefox.page_source
        assert "réussie" not in css(firefox, "main").text
    kept = firefox.execute_script("return localStorage.length + sessionStorage.length")
    assert kept == 0
