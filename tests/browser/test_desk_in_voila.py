"""The notebook of the review desk as a page of its own under Voila, for those without JupyterLab."""

import csv
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

from toolkit.labels import word

pytestmark = pytest.mark.browser

REVIEWER = "Әсел Сапарова"
NOTEBOOK = "03_suggest_and_review.ipynb"


@pytest.fixture(scope="module")
def voila(tmp_path_factory, request):
    """Voila with the notebook as it is delivered, on a copy of the project, on a free port: its address, the project."""
    home = tmp_path_factory.mktemp("voila")
    root = request.config.rootpath
    for name in ("standards", "curricula"):
        shutil.copytree(root / name, home / "project" / name)
    (home / "project" / "notebooks").mkdir()
    shutil.copy(root / "notebooks" / NOTEBOOK, home / "project" / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    own |= {"JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython", "PYTHONPATH": root}
    command = [sys.executable, "-m", "voila", NOTEBOOK, "--no-browser", f"--port={port}", "--Voila.port_retries=0"]
    with (home / "voila.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env={**os.environ, **{name: str(value) for name, value in own.items()}},
            cwd=home / "project" / "notebooks",
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(port, process, home / "voila.log")
            yield f"http://127.0.0.1:{port}/", home / "project"
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port, process, log):
    """Wait until the server listens; one that has ended says in its log why."""
    end = time.monotonic() + 90
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"Voila did not start: {log.read_text('utf-8')[-2000:]}")


def rows(project):
    """What the reviewer has decided, as it stands on the disk."""
    folder = project / "curricula" / "college-statistics" / "decisions"
    found = [row for path in folder.glob("*.csv") for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    return [row for row in found if row["reviewer"] == REVIEWER]


def test_a_name_and_a_key_decide_without_jupyterlab(voila, page):
    """No code is shown; the name opens the desk, the key 1 writes a decision in that name before it is shown."""
    address, project = voila
    page.goto(address, timeout=90_000)
    field = page.get_by_label(word("reviewer-name", "kk"))
    field.wait_for(timeout=120_000)
    assert page.locator("text=import toolkit").count() == 0
    assert rows(project) == []
    field.fill(REVIEWER)
    field.press("Tab")
    page.get_by_role("button", name=word("reviewer-begin", "kk")).click()
    page.wait_for_selector(".curmap-on, .curmap-item", timeout=60_000)
    desk = page.locator(".curmap-desk")
    page.locator(".curmap-item").first.click()
    before = int(desk.get_attribute("data-version"))
    page.keyboard.press("1")
    page.wait_for_function(f"Number(document.querySelector('.curmap-desk').dataset.version) > {before}", timeout=30_000)
    found = rows(project)
    assert {row["verdict"] for row in found} == {"full"}
