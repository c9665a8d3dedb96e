"""An archive with users, served to whoever the test plays, with a view that changes something."""

import re
from pathlib import Path

from archive.settings import Settings
from archive.store.access_tokens import AccessTokens
from archive.store.store import Store
from archive.store.user_accounts import AccessRole, UserAccounts
from tests.support.articles import record
from tests.webui.fake_archive import FakeService
from webui.access import changes_nothing, csrf_token, editor, policy_of, takes_form
from webui.app import create_app

PASSWORD = "seven brass kettles"  # noqa: S105 - of nobody
USERS = {"Reni": AccessRole.READER, "Edda": AccessRole.EDITOR, "Ada": AccessRole.ADMIN}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
HERE = {"Sec-Fetch-Site": "same-origin"}


class GuardedArchive:
    """One archive on disk; `app` serves it as its settings say."""

    def __init__(self, home: Path):
        self.home = home
        self.store = Store.open(home / "archive.sqlite3", create=True)
        self.store.add([record(headline="Ferry runs again", url="https://example.org/1")])
        (change,) = self.store.changes_since(0)
        self.article = change.article
        self.changed_by = []

    @property
    def database(self):
        return self.store.database

    def add_users(self):
        for name, role in USERS.items():
            UserAccounts(self.database).add(name, PASSWORD, role, who="owner")

    def token_of(self, user, *, days=1):
        return AccessTokens(self.database).make(user, f"of {user}", days, who="owner")

    def app(self, **settings):
        settings = Settings(home=self.home, **settings)
        has_users = bool(UserAccounts(self.database).listed())
        app = create_app(
            settings,
            store=self.store,
            service=FakeService([self.article]),
            access=policy_of(settings, has_users=has_users),
        )

        def change():
            self.changed_by.append(editor())
            return {"done": True}

        @changes_nothing
        @takes_form(2_000_000)
        def ask():
            return {"asked": True}

        app.add_url_rule("/change", "change", change, methods=["POST"])
        app.add_url_rule("/api/change", "api.change", change, methods=["POST", "DELETE"])
        app.add_url_rule("/ask", "ask", ask, methods=["POST"])
        app.add_url_rule("/form", "form", csrf_token)
        return app


def csrf_of(page):
    return re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)[1]


def log_in(client, name, password=PASSWORD, **more):
    """What comes of logging in by the form, as a browser does it."""
    token = csrf_of(client.get("/login"))
    form = {"name": name, "password": password, "csrf": token, **more}
    return client.post("/login", data=form, headers=HERE)
