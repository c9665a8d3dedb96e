"""An article as a person reads it on a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from archive.article import Article

_WIDTH = 88


def card(article: Article, *, body_lines: int | None = None) -> str:
    """The article with where each fact came from; `body_lines` cuts its text, None shows all."""
    lines = [article.headline or "(no headline)", ""]
    lines += [f"{name:<12}{value}" for name, value in _facts(article)]
    text = [line for paragraph in article.body for line in (*wrap(paragraph, _WIDTH), "")]
    if body_lines is not None and len(text) > body_lines:
        text = [*text[:body_lines], f"… and {len(text) - body_lines} more lines"]
    return "\n".join((*lines, "", *text)).rstrip()


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    if article.id:
        yield "id", article.id
    published = article.published
    yield (
        "published",
        f"{published.value} ({published.precision}, {published.why})"
        if published.value
        else "unknown",
    )
    for credit in article.credits:
        yield str(credit.role), credit.name
    for region in article.regions:
        yield "region", f"{' › '.join(region.path)} ({region.why})"
    for name, value in (
        ("source", article.source),
        ("section", article.section),
        ("topics", ", ".join(article.topics)),
        ("language", article.language),
        ("url", article.url),
    ):
        if value:
            yield name, value
    for caption in article.captions:
        yield "caption", caption
    origin = article.provenance
    yield "from", f"{origin.source}, record {origin.position} ({origin.media_type})"
    yield "sha-256", origin.sha256
