"""Whoosh used directly: what one writes with it in an afternoon.

The library's stemming analyzer, one text field for each of headline, body, region and byline, a
parser over the four, and `groupedby` for the facets.
"""

from collections.abc import Iterable
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import MultifieldParser

from archive.model.article import Article

HITS = 20
_FACETS = ("region", "byline", "source", "language", "year")
_PROSE = StemmingAnalyzer()
_SCHEMA = fields.Schema(
    id=fields.ID(stored=True, unique=True),
    headline=fields.TEXT(analyzer=_PROSE, field_boost=4.0, stored=True),
    body=fields.TEXT(analyzer=_PROSE),
    region=fields.TEXT(sortable=True),
    byline=fields.TEXT(sortable=True),
    source=fields.ID(sortable=True),
    language=fields.ID(sortable=True),
    year=fields.ID(sortable=True),
)


def build(folder: Path, articles: Iterable[Article]) -> None:
    folder.mkdir()
    writer = index.create_in(str(folder), _SCHEMA).writer(limitmb=256)
    for article in articles:
        writer.add_document(
            id=article.id,
            headline=article.headline,
            body="\n".join(article.body),
            region=" ".join(region.path[-1] for region in article.regions),
            byline=" ".join(credit.name for credit in article.credits),
            source=article.source or "",
            language=article.language or "",
            year=(article.published.value or "")[:4],
        )
    writer.commit()


class BareWhoosh:
    """An open index."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder)).searcher()
        self._parser = MultifieldParser(["headline", "body", "region", "byline"], _SCHEMA)

    def search(self, text: str) -> int:
        """How many articles a query finds; its facets are counted and twenty hits read."""
        query = self._parser.parse(text)
        results = self._searcher.search(query, limit=HITS, groupedby=list(_FACETS))
        for name in _FACETS:
            results.groups(name)
        for hit in results:
            hit.fields()
        return len(results)
