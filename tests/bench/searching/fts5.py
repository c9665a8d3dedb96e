"""The same articles in SQLite with FTS5, as one gives them to Datasette."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from archive.model.article import Article
from indexer.schema.fields import FACETS
from tests.bench.searching.serving import Server

# An article has several of the first two.
_ARRAYS, _COLUMNS = ("region", "byline"), ("source", "language", "year")
_HITS = 20
_TEXTS = ("headline", "body", "region", "byline")
_SCHEMA = f"""
CREATE TABLE articles (
    id TEXT PRIMARY KEY, headline TEXT, body TEXT,
    region TEXT, byline TEXT, source TEXT, language TEXT, year TEXT
);
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    {", ".join(_TEXTS)}, content="articles", tokenize="porter unicode61"
);
"""


def make(path: Path, articles: Iterable[Article]) -> None:
    """A database of one row an article, with the same values of facets as Backfile has."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        database.executemany("INSERT INTO articles VALUES (?,?,?,?,?,?,?,?)", map(_row, articles))
        columns = ", ".join(_TEXTS)
        database.execute(
            f"INSERT INTO articles_fts (rowid, {columns}) SELECT rowid, {columns} FROM articles"  # noqa: S608 - our own names
        )
        for name in _COLUMNS:
            database.execute(f"CREATE INDEX by_{name} ON articles ({name})")


def page(server: Server, path: Path, text: str) -> bytes:
    """The page of what a text finds, as Datasette's own form asks for it."""
    return server.get(
        f"/{path.stem}/articles",
        _search=text,
        _facet=_COLUMNS,
        _facet_array=_ARRAYS,
        _size=_HITS,
    )


def _row(article: Article) -> tuple[str | None, ...]:
    values = {facet.name: list(facet.values(article)) for facet in FACETS}
    return (
        article.id,
        article.headline,
        "\n\n".join(article.body),
        *(json.dumps(values[name], ensure_ascii=False) for name in _ARRAYS),
        *(next(iter(values[name]), None) for name in _COLUMNS),
    )
