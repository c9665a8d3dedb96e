"""A real Chromium on a real server with the demo archive."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from playwright.sync_api import expect, sync_playwright

# A machine that is busy with other tests may stand still for some seconds.
TIMEOUT_MS = 60_000
expect.set_options(timeout=TIMEOUT_MS)
# Without the network's services: nothing here may ask anything of anybody.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def served(home):
    """The address of `backfile demo` with a home, in a process of its own."""
    backfile = Path(sys.executable).with_name("backfile")
    process = subprocess.Popen(
        [backfile, "--home", home, "demo", "--port", "0", "--workers", "1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = process.stdout.readline()
        yield re.search(r"http://\S+", said)[0]
    finally:
        process.terminate()
        process.wait(timeout=120)
        process.stdout.close()


@pytest.fixture(scope="session")
def demo_of(tmp_path_factory):
    """Serves a demo archive of one's own: a copy of one that the processes of a run make once."""
    folder = tmp_path_factory.getbasetemp()
    made = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "demo-archive"

    def make(name):
        with FileLock(f"{made}.lock"):
            if not made.exists():
                for _ in served(made.with_suffix(".new")):
                    pass
                made.with_suffix(".new").rename(made)
        yield from served(shutil.copytree(made, tmp_path_factory.mktemp(name) / "home"))

    return make


@pytest.fixture(scope="session")
def server(demo_of):
    """The demo archive that all tests read, and that those that change it put right again."""
    yield from demo_of("demo")


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["with script", "without script"])
def page(request, chromium, server):
    """A page of a reader with or without JavaScript; fails a test that asks another host."""
    yield from opened(chromium, server, scripts=request.param == "with script")


@pytest.fixture
def measured_page(chromium, server):
    """A page that the test itself looks into with a script."""
    yield from opened(chromium, server, scripts=True)


def opened(chromium, server, *, scripts, expected=("404",)):
    """A page of a server; fails where the console says anything but what has one of these words."""
    context = chromium.new_context(
        base_url=server, java_script_enabled=scripts, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(TIMEOUT_MS)
    asked, said = [], []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(server)] == []
    assert [text for text in said if not any(map(text.__contains__, expected))] == []


@pytest.fixture
def axe():
    """What axe-core holds against a page: rule and first offender, by rule."""

    def check(page):
        found = Axe().run(page).response["violations"]
        return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found]

    return check
