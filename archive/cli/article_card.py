"""Plain-text rendering of an article for the terminal."""

from collections.abc import Iterator
from textwrap import wrap

from archive.model.article import Article, Wire

_WIDTH = 88


def card(article: Article, *, body_lines: int | None = None) -> str:
    """Article with the source of each fact; at most `body_lines` lines of text, None for all."""
    lines = [article.headline or "(no headline)", ""]
    lines += [f"{name:<11} {value}" for name, value in _facts(article)]
    text = [line for paragraph in article.body for line in (*wrap(paragraph, _WIDTH), "")]
    if body_lines is not None and len(text) > body_lines:
        text = [*text[:body_lines], f"… and {len(text) - body_lines} more lines"]
    return "\n".join((*lines, "", *text)).rstrip()


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    if article.id:
        yield "id", article.id
    published = article.published
    if published.value:
        reasons = (published.precision, published.why, _origin(article, "published"))
        yield "published", published.value + _because(*dict.fromkeys(reasons))
    else:
        yield "published", "unknown"
    credited = _because(_origin(article, "credits"))
    for credit in article.credits:
        yield str(credit.role), credit.name + credited
    for region in article.regions:
        yield "region", " › ".join(region.path) + _because(region.why)
    for name, value in (
        ("source", article.source),
        ("section", article.section),
        ("topics", ", ".join(article.topics)),
        ("language", article.language),
        ("url", article.url),
    ):
        if value:
            yield name, value + _because(_origin(article, name))
    for caption in article.captions:
        yield "caption", caption + _because(_origin(article, "captions"))
    yield from _wire_facts(article.wire or Wire())
    yield from _arrival(article)


def _wire_facts(wire: Wire) -> Iterator[tuple[str, str]]:
    for name, value in (
        ("dateline", wire.dateline),
        ("located", wire.located),
        ("slugline", wire.slugline),
        ("urgency", wire.urgency),
        ("embargoed", wire.embargoed),
        ("version", wire.version),
        ("subjects", ", ".join(wire.subjects)),
    ):
        if value:
            yield name, str(value)


def _arrival(article: Article) -> Iterator[tuple[str, str]]:
    """Provenance, and the parts of the file that headline and text were read from."""
    came = article.provenance
    yield "from", f"{came.source}, record {came.position} ({came.media_type})"
    if came.address or came.retrieved:
        yield "fetched", f"{came.address or 'unknown'}{_because(came.retrieved)}"
    parts = [
        f"{name}{_because(why)}"
        for name, field in (("headline", "headline"), ("text", "body"))
        if (why := _origin(article, field))
    ]
    if parts:
        yield "read from", ", ".join(parts)
    yield "sha-256", came.sha256


def _origin(article: Article, field: str) -> str:
    return ", ".join(origin.why for origin in article.origins if origin.field == field)


def _because(*reasons: str) -> str:
    given = ", ".join(filter(None, reasons))
    return f" ({given})" if given else ""
