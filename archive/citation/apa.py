"""APA style, 7th edition: reference of a newspaper article (10.1, example 16)."""

from collections.abc import Sequence

from archive.citation.cited_article import CitedArticle, CitedDate
from archive.citation.cited_names import CitedName
from archive.citation.quoting import ended, typographic
from archive.citation.styled_text import StyledText, TextRun
from archive.citation.wording import MONTHS, UNDATED, american_date, in_order, initials, listed

# 9.8: up to twenty authors; of more the first nineteen and the last.
_MOST, _FIRST = 20, 19


def entry(article: CitedArticle) -> StyledText:
    """Reference: author, date, headline in sentence case, newspaper, address."""
    authors = _authors(article.authors)
    dated = f"({_date(article.published)})."
    helped = _helpers(article)
    title = typographic(article.headline.in_sentence_case())
    titled = f"{ended(title, '')} ({helped})." if helped else ended(title, ".")
    # A work that is part of nothing greater is itself in italics.
    headline = TextRun(titled, italic=not article.container)
    opening = (
        (TextRun(f"{ended(authors, '.')} {dated} "), headline)
        if authors
        else (headline, TextRun(f" {dated}"))
    )
    is_author = len(article.authors) == 1 and article.authors[0].family == article.container
    newspaper = (
        (TextRun(" "), TextRun(typographic(article.container), italic=True), TextRun("."))
        if article.container and not is_author
        else ()
    )
    return (*opening, *newspaper, *_retrieval(article))


def _retrieval(article: CitedArticle) -> StyledText:
    """Address, which no period follows; of an undated page with the day of access (9.16)."""
    if not article.address:
        return ()
    if article.published is None:
        return (TextRun(f" Retrieved {american_date(article.accessed)}, from {article.address}"),)
    return (TextRun(f" {article.address}"),)


def _date(date: CitedDate | None) -> str:
    if date is None:
        return UNDATED
    if not date.month:
        return str(date.year)
    return f"{date.year}, {MONTHS[date.month - 1]} {date.day or ''}".rstrip()


def _authors(names: Sequence[CitedName]) -> str:
    written = list(map(_turned, names))
    if len(names) > _MOST:
        return f"{', '.join(written[:_FIRST])}, … {written[-1]}"
    has_comma = bool(written) and ", " in written[0]
    return listed(written, "&", is_turned=has_comma)


def _turned(name: CitedName) -> str:
    """Name with its initials behind: "Dray, C.", "Kim, J. U.", "Davis, S., Jr."."""
    if name.joined or not name.given:
        return in_order(name)
    parts = (name.family, initials(name.given), name.suffix)
    return typographic(", ".join(filter(None, parts)))


def _helpers(article: CitedArticle) -> str:
    groups = (
        (article.translators, "Trans.", "Trans."),
        (article.editors, "Ed.", "Eds."),
    )
    return "; ".join(
        f"{listed(list(map(_helper, names)), '&')}, {one if len(names) == 1 else several}"
        for names, one, several in groups
        if names
    )


def _helper(name: CitedName) -> str:
    """Name with its initials before: "A. Smith"."""
    if name.joined or not name.given:
        return in_order(name)
    parts = (initials(name.given), name.family, name.suffix)
    return typographic(" ".join(filter(None, parts)))
