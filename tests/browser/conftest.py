"""Chromium for tests of what stands on the screen, with and without JupyterLab around it."""

import contextlib
import http.client
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from toolkit.widgets.desk import Desk

SCREEN = {"width": 1366, "height": 768}
REQUIRED = os.environ.get("CURMAP_BROWSER") == "required"
NOBODY = "chromium is not installed; on Debian and Ubuntu: apt install chromium"

# A model as JupyterLab would give it: what is sent goes to Python, and the answers come back to who listens.
MODEL = """() => {
  const heard = [];
  window.silent = false;
  window.open_messages = 0;
  window.model = {
    get: () => "away",
    on: (name, listener) => heard.push(listener),
    off: () => {},
    send: async (content) => {
      if (window.silent) return;
      window.open_messages += 1;
      for (const answer of await window.toPython(content)) heard.forEach((listener) => listener(answer));
      window.open_messages -= 1;
    },
  };
  window.desk.render({ model: window.model, el: document.getElementById("here") });
}"""


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; skipped where there is none, but not where CURMAP_BROWSER=required says there must be one."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if REQUIRED else pytest.skip)(NOBODY)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    """A window of a small notebook computer; an error of the script fails the test."""
    opened = browser.new_page(viewport=SCREEN)
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


@pytest.fixture
def show(page, monkeypatch):
    """Put the desk of a session on a page of its own: `show(session)` gives the desk."""

    def put(session, *, style="", width=1230):
        desk = Desk(session)
        sent = []
        # As on the wire: an answer is JSON.
        monkeypatch.setattr(desk, "send", lambda content, _=None: sent.append(json.loads(json.dumps(content))))

        def to_python(content):
            sent.clear()
            desk._receive(desk, content, [])
            return list(sent)

        page.expose_function("toPython", to_python)
        page.set_content(
            f"<!doctype html><style>body{{margin:8px}}{desk._css}{style}</style><div id=here style='width:{width}px'></div>"
        )
        page.add_script_tag(content=desk._esm.replace("export default", "window.desk ="), type="module")
        page.wait_for_function("window.desk")  # a module runs when it likes
        page.evaluate(MODEL)
        page.wait_for_selector(".curmap-on")
        return desk

    return put


def patience(seconds):
    """Go round a few times a second until the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(0.2)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: the port where it listens, its key, its folder, the number of its process."""

    port: int
    token: str
    home: Path
    process: int

    @property
    def folder(self):
        """Where its notebooks are."""
        return self.project / "notebooks"

    @property
    def project(self):
        """A copy of the project, to be written to."""
        return self.home / "project"

    def open(self, page, notebook):
        """Open a notebook in a clean workspace and wait until its kernel is ready."""
        page.goto(f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?token={self.token}&reset", timeout=90_000)
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=90_000)
        self.wait_for_kernel()

    def set_theme(self, theme):
        """Choose light or dark for pages that are opened from now on."""
        self.store("apputils-extension/themes", {"theme": theme})

    def store(self, name, values):
        """Store settings as JupyterLab itself does."""
        path = self.home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), "utf-8")

    def wait_for_kernel(self):
        """Wait until a kernel is idle and the page listens to it; before that, a run asks which kernel to take."""
        for _ in patience(90):
            with contextlib.suppress(OSError):
                if any(kernel["execution_state"] == "idle" and kernel["connections"] for kernel in self.ask("kernels")):
                    return
        pytest.fail("no kernel is ready")

    def ask(self, what):
        """Give the answer of the server's own interface."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(line):
            line.request("GET", f"/api/{what}?token={self.token}")
            answer = line.getresponse()
            if answer.status != http.HTTPStatus.OK:
                raise ConnectionError(f"{answer.status} for {what}")
            return json.load(answer)

    def run_all(self, page):
        """Run → Run All Cells."""
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()


SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "apputils-extension/themes": {"theme": "JupyterLab Light"},
    "docmanager-extension/plugin": {"autosave": False},
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab with a home and a project of its own, without news, on a free port of this machine."""
    home = tmp_path_factory.mktemp("home")
    root = Path(__file__).parents[2]
    for name in ("standards", "curricula"):
        shutil.copytree(root / name, home / "project" / name)
    (home / "project" / "notebooks").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = {"port": port, "port_retries": 0, "open_browser": False, "allow_root": True}
    options["root_dir"] = home / "project" / "notebooks"
    command = [sys.executable, "-m", "jupyterlab", *(f"--ServerApp.{name}={value}" for name, value in options.items())]
    own = {"HOME": home, "JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data"}
    own |= {"JUPYTERLAB_SETTINGS_DIR": home / "settings", "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces"}
    own |= {"JUPYTER_RUNTIME_DIR": home / "runtime", "IPYTHONDIR": home / "ipython", "JUPYTER_TOKEN": token}
    own |= {"CURMAP_PROJECT": home / "project", "PYTHONPATH": root}
    environment = {**os.environ, **{name: str(value) for name, value in own.items()}}
    with (home / "lab.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log)
        made = Lab(port, token, home, process.pid)
        for name, values in SETTINGS.items():
            made.store(name, values)
        try:
            _wait_for(made, process)
            yield made
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(lab, process):
    """Wait until the server answers; one that has ended says in its log why."""
    for _ in patience(90):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            lab.ask("status")
            return
    pytest.fail(f"JupyterLab did not start: {(lab.home / 'lab.log').read_text('utf-8')[-2000:]}")
