"""The bare libraries: headline and body as they index and rank them by themselves."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import tantivy
import whoosh.analysis
import whoosh.fields
import whoosh.index
import whoosh.qparser
from whoosh.filedb.filestore import FileStorage

from tests.bench.ranking.collection import Collection

Search = Callable[[str, int], list[int]]


def bare_tantivy(collection: Collection, folder: Path) -> Search:
    """Both fields stemmed, their BM25 scores added up, with any of the words."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", fast=True)
    for name in ("headline", "body"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(64_000_000, 1)
    for number, article in collection.articles.items():
        document = tantivy.Document()
        document.add_unsigned("number", number)
        document.add_text("headline", article.headline)
        document.add_text("body", "\n".join(article.body))
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str, limit: int) -> list[int]:
        query = index.parse_query(_words(text), ["headline", "body"])
        addresses = [at for _, at in cast("Any", searcher.search(query, limit)).hits]
        return cast("list[int]", searcher.fast_field_values("number", addresses))

    return search


def bare_whoosh(collection: Collection, folder: Path) -> Search:
    """Both fields stemmed, its BM25F, with any of the words."""
    stemmed = whoosh.fields.TEXT(whoosh.analysis.StemmingAnalyzer())
    schema = whoosh.fields.Schema(number=whoosh.fields.STORED, headline=stemmed, body=stemmed)
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256)
    for number, article in collection.articles.items():
        writer.add_document(number=number, headline=article.headline, body="\n".join(article.body))
    writer.commit()
    searcher = index.searcher()
    parser = whoosh.qparser.MultifieldParser(
        ["headline", "body"], schema, group=whoosh.qparser.OrGroup
    )

    def search(text: str, limit: int) -> list[int]:
        return [hit["number"] for hit in searcher.search(parser.parse(_words(text)), limit=limit)]

    return search


def _words(text: str) -> str:
    """Text without anything that a query language could take for an operator."""
    return " ".join(re.findall(r"\w+", text.lower()))
