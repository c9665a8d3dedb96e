"""What versions put in and took out, from a real store to indexes of both engines."""

from contextlib import closing

import pytest

from archive.store.store import Store
from indexer.engines.engine import SearchRequest
from indexer.engines.registry import engine_kind
from indexer.index.build import rebuild, update
from indexer.index.generations import Generations
from indexer.query.parser import parse
from tests.support.articles import record

QUERIES = (
    "added:*",
    "removed:*",
    "added:red",
    "added:never",
    'removed:"is blue"',
    "-added:*",
    "red",
)


def version(number, *body, **fields):
    url = f"https://example.org/{number}"
    return record(
        f"Story {number}", body=body, url=url, content=repr((number, body)).encode(), **fields
    )


def found(kind, generations, store):
    """The headlines that each query finds."""
    with closing(kind.open(generations.current().directory)) as engine:
        return {
            text: sorted(
                article.headline
                for article in store.get_many(engine.ids(parse(text).query)).values()
            )
            for text in QUERIES
        }


@pytest.mark.parametrize("name", ["whoosh", "tantivy"])
def test_edits_reach_the_index_with_each_version_as_by_a_rebuild(tmp_path, name):
    kind, generations = engine_kind(name), Generations(tmp_path / "index")
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:

        def steps():
            update(store, generations, kind)
            step_by_step = found(kind, generations, store)
            rebuild(store, generations, kind)
            assert found(kind, generations, store) == step_by_step
            return step_by_step

        store.add([version(n, "The ferry sails.", "It is blue.") for n in range(4)])
        assert steps()["added:*"] == []
        store.add([version(1, "The red ferry sails.", "It is blue.")])
        store.add([version(2, "The ferry never sails.", "It sank in the harbour at night.")])
        store.add([version(3, "The ferry sails.", "It is blue.", section="Harbour")])
        assert steps() == {
            "added:*": ["Story 1", "Story 2"],
            "removed:*": ["Story 2"],
            "added:red": ["Story 1"],
            "added:never": ["Story 2"],
            'removed:"is blue"': ["Story 2"],
            "-added:*": ["Story 0", "Story 3"],
            "red": ["Story 1"],
        }
        store.add([version(1, "The ferry sails again.", "It is blue.")])
        assert steps()["added:red"] == ["Story 1"]
        assert steps()["red"] == []
        store.delete([c.id for c in store.changes_since(0) if c.article.headline == "Story 2"])
        assert steps()["added:*"] == ["Story 1"]
        assert steps()["added:never"] == []


def test_many_articles_that_several_processes_index_keep_their_edits(tmp_path):
    generations, long = Generations(tmp_path / "index"), "The ferry sails on. " * 2_000
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add([version(n, long) for n in range(120)])
        store.add([version(n, f"{long} It is red.") for n in range(0, 120, 3)])
        for name in ("whoosh", "tantivy"):
            rebuild(store, generations, engine_kind(name))
            with closing(engine_kind(name).open(generations.current().directory)) as engine:
                assert engine.search(SearchRequest(parse("added:red").query)).total == 40
