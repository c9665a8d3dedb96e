"""A real archive of a few made-up articles, with a client of it, or behind a real socket."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server

from archive.model.article import Credit, Role, article_id
from archive.settings import Settings
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from tests.support.articles import record
from webui.app import create_app


def story(number, words="The ferries stay tied up."):
    """An article of this number, with an address of its own."""
    return record(
        f"Ferry {number}",
        body=[words],
        content=f"Ferry {number}: {words}".encode(),
        url=f"https://example.org/ferry/{number}",
        published=f"2021-03-{number:02}",
        regions=[["Africa/Kenya"], ["Asia/South Korea"]][number % 2],
        credits=(Credit("Ruth Awino", Role.REPORTER),),
        source="Halyard Wire",
        language="en",
    )


@dataclass(frozen=True)
class ServedArchive:
    """An archive that can change, and a client of its application."""

    store: Store
    generations: Generations
    client: FlaskClient

    def add(self, *records):
        """Take articles in, and let the index follow; their ids."""
        self.store.add(records)
        self.follow()
        return [article_id(each.article.identity()) for each in records]

    def delete(self, *ids):
        """Remove articles, and let the index follow."""
        self.store.delete(ids)
        self.follow()

    def follow(self):
        """Bring the index up to the store."""
        update(self.store, self.generations, engine_kind("whoosh"))


@contextmanager
def served_archive(home, records=()):
    """An archive in a folder, as long as the block runs."""
    settings = Settings(home=home)
    with Store.open(settings.database, create=True) as store:
        generations = Generations(settings.index)
        with SearchService(store, generations) as service:
            client = create_app(settings, store=store, service=service).test_client()
            archive = ServedArchive(store, generations, client)
            archive.add(*records)
            yield archive


class _Quiet(WSGIRequestHandler):
    def log(self, *_said):
        """Tests print nothing."""


@contextmanager
def on_a_socket(app):
    """The address of an application that answers on a free port as long as the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
