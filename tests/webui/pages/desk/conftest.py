"""An archive with a real store and a real index, served to a client, for what people change."""

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index import build
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from webui.access import csrf_token
from webui.app import create_app


@dataclass
class Desk:
    """The open archive; `update` lets the index follow."""

    settings: Settings
    store: Store
    service: SearchService
    client: FlaskClient

    def add(self, *records):
        """Store records, and let the index follow."""
        self.store.add(records)
        self.update()

    def post(self, address, fields=None):
        """Send a form, with the token that forms of this archive have."""
        with self.client.application.test_request_context():
            token = csrf_token()
        return self.client.post(address, data={"csrf": token, **(fields or {})})

    def update(self, *, anew=False):
        """Bring the index up to the store, or build it anew."""
        how = build.rebuild if anew else build.update
        how(self.store, Generations(self.settings.index), engine_kind("whoosh"))


@pytest.fixture
def desk(tmp_path):
    settings = Settings(home=tmp_path, allowed_hosts="archive.example")
    with (
        Store.open(settings.database, create=True) as store,
        SearchService(store, Generations(settings.index)) as service,
    ):
        app = create_app(settings, store=store, service=service)
        made = Desk(settings, store, service, app.test_client())
        made.update()
        yield made
