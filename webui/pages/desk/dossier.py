"""Dossier: whole articles in one HTML file that needs nothing else, made piece by piece.

It has no script and makes no request: its style is inside, and pictures are named, not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from archive.citation.cited_article import CitedArticle, cited_article
from archive.citation.styled_text import StyledText
from archive.citation.styles import Style, citation
from archive.model.article import Article
from archive.model.time_zones import zone_named
from archive.store.reader import StoreReader
from indexer.desk.export import Piece, Selection, articles_of
from indexer.highlight.snippets import Highlighter, TextSpan
from webui.formatting import (
    by_role,
    clipped,
    counted,
    date_text,
    direction,
    moment_text,
    web_address,
)
from webui.pages.article_text import captions_alone, text_blocks
from webui.pages.view_models import Piece as TextPiece
from webui.pages.view_models import TextBlock

_FILTERS = (by_role, clipped, counted, date_text, direction, moment_text, web_address)
# Markup is given out in pieces of about this many characters.
_PIECE_SIZE = 16_000


@dataclass(frozen=True, slots=True)
class DossierArticle:
    """An article of a dossier, its hits marked, and how it is cited."""

    article: Article
    headline: tuple[TextSpan, ...]
    body: tuple[TextBlock, ...]
    captions: tuple[tuple[TextSpan, ...], ...]
    citation: StyledText


def dossier_pieces(
    store: StoreReader,
    selection: Selection,
    question: str,
    highlighter: Highlighter | None,
    pages_at: str = "",
) -> Iterator[Piece]:
    """A dossier of the articles of a selection: the contents, then each with its hits marked.

    `pages_at` is the address of their pages without the id, "" for none.
    """
    today = datetime.now(zone_named(store.time_zone)).date()
    ended: list[str] = []

    def each() -> Iterator[DossierArticle]:
        for article in articles_of(store, selection):
            page = f"{pages_at}{article.id}" if pages_at else ""
            yield _dossier_article(article, highlighter, cited_article(article, today, page))
            ended.append(article.id)

    markup = (
        _environment()
        .get_template("dossier.html")
        .generate(
            title=question or "Articles",
            question=question,
            total=selection.total,
            made=today,
            contents=articles_of(store, selection),
            articles=each(),
        )
    )
    held: list[str] = []
    # The first piece is waited for.
    size = _PIECE_SIZE
    for part in markup:
        held.append(part)
        size += len(part)
        if ended or size > _PIECE_SIZE:
            content = "".join(held).encode()
            held, size = [], 0
            yield from (Piece(b"", article_id) for article_id in ended[1:])
            yield Piece(content, ended[0] if ended else "")
            ended.clear()
    yield Piece("".join(held).encode())


def _dossier_article(
    article: Article, highlighter: Highlighter | None, cited: CitedArticle
) -> DossierArticle:
    def marked(text: str, field: str) -> tuple[TextSpan, ...]:
        if highlighter is None or not text:
            return (TextSpan(text, hit=False),) if text else ()
        return highlighter.mark(text, field, article.language)

    alone = captions_alone(article)
    named = (picture.caption for picture in article.pictures)
    return DossierArticle(
        article,
        marked(article.headline, "headline"),
        tuple(text_blocks(article, enumerate(_paragraphs(article, highlighter)))),
        tuple(marked(text, "caption") for text in (*alone, *filter(None, named))),
        citation(cited, Style.CHICAGO),
    )


def _paragraphs(
    article: Article, highlighter: Highlighter | None
) -> Iterator[tuple[TextPiece, ...]]:
    """Paragraphs of the body, their hits marked."""
    if highlighter is None:
        yield from ((TextPiece(text, None),) for text in article.body)
        return
    found = highlighter.spans_in_body(article, article.body, opening=True)
    for text, spans in zip(article.body, found, strict=True):
        pieces: list[TextPiece] = []
        at = 0
        for start, end in spans:
            pieces += (TextPiece(text[at:start], None), TextPiece(text[start:end], 1))
            at = end
        yield tuple(piece for piece in (*pieces, TextPiece(text[at:], None)) if piece.text)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("webui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {each.__name__: each for each in _FILTERS}
    environment.filters.update(filters)
    return environment
