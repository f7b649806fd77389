"""What goes wrong while setting up is said in one clear line, and serving stops cleanly."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOOLS = ("sh", "cksum", "cat", "df", "awk", "grep", "tail", "id", "rm", "sudo", "env")
PYTHONS = ("python3", "python3.13", "python3.12", "python3.11", "python")


@pytest.fixture
def place(tmp_path: Path, repository: Path) -> Path:
    """A clone as far as the set-up script looks, with a PATH of its own in ``bin``."""
    shutil.copytree(repository / "tools", tmp_path / "tools")
    shutil.copytree(repository / "requirements", tmp_path / "requirements")
    (tmp_path / "bin").mkdir()
    for name in TOOLS:
        if found := shutil.which(name):
            (tmp_path / "bin" / name).symlink_to(found)
    return tmp_path


def fake(place: Path, name: str, script: str) -> None:
    path = place / "bin" / name
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def setup(place: Path, what: str, **env: str) -> tuple[int, str]:
    result = subprocess.run(
        ["/bin/sh", "tools/setup.sh", what],
        cwd=place,
        env={"PATH": str(place / "bin"), **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return result.returncode, result.stderr


def one_line(answer: tuple[int, str], words: str) -> None:
    code, said = answer
    assert code != 0
    assert words in said and said.count("\n") == 1, said


def test_a_python_that_is_too_old(place: Path) -> None:
    for name in PYTHONS:
        fake(place, name, 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac')
    one_line(setup(place, "run"), "Python 3.11 ou plus récent (trouvé : Python 3.9.2)")


def test_a_full_disk(place: Path) -> None:
    fake(place, "python3", "exit 0")
    fake(place, "df", 'echo header; echo "/dev/x 100 99 1000 99% /"')
    one_line(setup(place, "run"), "2,5 Go de disque libre")


def test_no_network(place: Path) -> None:
    fake(place, "python3", "exit 0")
    (place / ".venv/bin").mkdir(parents=True)
    pip = place / ".venv/bin/python"
    pip.write_text("#!/bin/sh\necho 'NewConnectionError: refused' >&2; exit 1\n")
    pip.chmod(0o755)
    one_line(setup(place, "run"), "pas de réseau")


def installed(place: Path) -> None:
    """As if the test packages were there already."""
    (place / ".venv/bin").mkdir(parents=True)
    (place / ".venv/bin/python").write_text("#!/bin/sh\n")
    (place / ".venv/bin/python").chmod(0o755)
    listed = (place / "requirements/test.txt").read_bytes()
    total = subprocess.run(["cksum"], input=listed, capture_output=True, check=True).stdout
    (place / ".venv/.installed-test").write_bytes(total)


def test_a_browser_that_does_not_exist(place: Path) -> None:
    installed(place)
    one_line(setup(place, "test", MOOC_BROWSER="/nulle/part"), "n’est pas un programme")


def test_no_right_to_install_chromium(place: Path) -> None:
    installed(place)
    one_line(setup(place, "test"), "donnez MOOC_BROWSER=/chemin/vers/chromium")


def test_no_right_to_install_pango(place: Path) -> None:
    installed(place)
    (place / ".venv/bin/python").write_text('#!/bin/sh\n[ "$1" != -c ]\n')
    one_line(setup(place, "test", MOOC_BROWSER="/bin/true"), "apt install libpango-1.0-0")


def test_a_given_browser_serves(place: Path) -> None:
    installed(place)
    assert setup(place, "test", MOOC_BROWSER="/bin/true") == (0, "")


def serve(tmp_path: Path, port: int) -> subprocess.Popen[str]:
    env = os.environ | {"PORT": str(port), "MOOC_VAR_DIR": str(tmp_path / "var")}
    return subprocess.Popen(
        [sys.executable, "-m", "mooc", "serve"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = serve(tmp_path, port)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Le port {port} est déjà pris" in said and said.count("\n") == 1


def test_ready_then_a_clean_stop(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = serve(tmp_path, port)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(f"Prêt : http://sudia.localhost:{port}/")
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in said
