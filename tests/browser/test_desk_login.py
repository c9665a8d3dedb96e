"""Logging in, changing something and logging out, in a browser, with and without script."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import opened
from webui.cli.commands import SEEDS

BACKFILE = Path(sys.executable).with_name("backfile")
PASSWORD, NEW_PASSWORD = "seven brass kettles", "eight brass kettles"


@pytest.fixture(scope="module")
def served_to_users(tmp_path_factory):
    """The address of an archive that only its users read."""
    home = tmp_path_factory.mktemp("users")
    command = [BACKFILE, "--home", home]
    subprocess.run([*command, "add", SEEDS / "wire.jsonl"], check=True, capture_output=True)
    for name in ("Edda", "Ada"):
        add = [*command, "users", "add", name, "--role", "admin"]
        subprocess.run(add, input=PASSWORD, text=True, check=True, capture_output=True)
    serve = [*command, "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as process:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
        process.terminate()
    shutil.rmtree(home)


@pytest.mark.parametrize(("scripts", "name"), [(True, "Edda"), (False, "Ada")])
def test_a_user_logs_in_changes_something_and_logs_out(
    chromium, served_to_users, axe, scripts, name
):
    pages = opened(chromium, served_to_users, scripts=scripts, expected=("403", "Clear-Site-Data"))
    page = next(pages)
    page.goto("/articles?q=ferry")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("The name or the password is not right.")
    if scripts:
        assert axe(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile(r"/articles\?q=ferry$"))

    page.get_by_role("link", name=name).click()
    page.get_by_label("What the token is for").fill("my notebook")
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_text(re.compile(r"^backfile_[\w-]{43}$")).inner_text()
    if scripts:
        assert axe(page) == []
    with_token = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/v1/search?q=ferry", headers=with_token).ok
    page.get_by_role("button", name="Revoke my notebook").click()
    expect(page.get_by_role("status")).to_have_text("The token is revoked.")
    assert page.request.get("/api/v1/search?q=ferry", headers=with_token).status == 401

    page.get_by_label("Password until now").fill(PASSWORD)
    page.get_by_label(re.compile("^New password, of")).fill(NEW_PASSWORD)
    page.get_by_label("New password again").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("status")).to_contain_text("The password is changed")
    expect(page.get_by_role("region", name="The last lines of the audit")).to_contain_text(
        "set password"
    )

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    next(pages, None)
