"""RIS: an article as a tagged record of type NEWS, which reference managers read.

Tags as Zotero and EndNote read them for newspaper articles; lines end with a carriage return and a
newline, as the format demands. A value is one line, so that none of its words can be a tag.
"""

from collections.abc import Iterator

from archive.citation.cited_article import ARCHIVE, CitedArticle, CitedDate
from archive.citation.cited_names import CitedName


def record(article: CitedArticle) -> str:
    """Record of an article, with a blank line behind it."""
    lines = (f"{tag}  - {value}" for tag, value in _tagged(article) if value)
    return "\r\n".join((*lines, "ER  - ", "", ""))


def _tagged(article: CitedArticle) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", article.id
    yield from (("AU", _name(name)) for name in article.authors)
    yield "TI", article.headline.text
    yield "T2", article.container
    yield from (("A2", _name(name)) for name in article.editors)
    yield from (("A4", _name(name)) for name in article.translators)
    if article.published:
        yield "PY", f"{article.published.year:04}"
        yield "DA", _date(article.published)
    yield "SE", article.section
    yield "LA", article.language
    yield from (("KW", keyword) for keyword in article.keywords)
    yield "UR", article.address
    yield "DB", ARCHIVE
    yield "AN", article.id
    yield "Y2", _date(article.accessed)


def _date(date: CitedDate) -> str:
    """Date as year, month, day and something else: "2014/01/04/", "2014/01//", "2014///"."""
    month, day = (f"{part:02}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04}/{month}/{day}/"


def _name(name: CitedName) -> str:
    return (
        name.family
        if name.is_house
        else ", ".join(filter(None, (name.family, name.given, name.suffix)))
    )
