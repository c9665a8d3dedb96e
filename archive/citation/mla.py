"""MLA style, 9th edition: entry of the works cited."""

from collections.abc import Sequence

from archive.citation.cited_article import CitedArticle, CitedDate
from archive.citation.cited_names import CitedName
from archive.citation.quoting import ended, quoted, typographic
from archive.citation.styled_text import StyledText, TextRun, joined
from archive.citation.wording import MONTHS, in_order, listed, turned

_LONGEST_MONTH = 4
_MOST = 2


def entry(article: CitedArticle) -> StyledText:
    """Entry: author, “Headline,” newspaper, date, address, day of access.

    MLA leaves out what is not known, so undated articles have no date. An author who is the
    newspaper itself is named once.
    """
    is_author = len(article.authors) == 1 and article.authors[0].family == article.container
    authors = "" if is_author else _authors(article.authors)
    opening = f"{ended(authors, '.')} " if authors else ""
    contributors = "".join(
        f" {label} {ended(listed([in_order(name) for name in names], 'and'), '.')}"
        for label, names in (("Translated by", article.translators), ("Edited by", article.editors))
        if names
    )
    title = quoted(article.headline.in_headline_style(), ".")
    parts = [TextRun(typographic(article.container), italic=True)] if article.container else []
    parts += map(TextRun, filter(None, (_date(article.published), article.address)))
    where = (TextRun(" "), *joined(parts, ", ")) if parts else ()
    closing = "" if parts and parts[-1].text.endswith(".") else "."
    accessed = f" Accessed {_date(article.accessed)}." if article.address else ""
    return (
        TextRun(f"{opening}{title}{contributors}"),
        *where,
        TextRun((closing if parts else "") + accessed),
    )


def _date(date: CitedDate | None) -> str:
    """Date in MLA's order, with months of more than four letters cut: "4 Jan. 2014"."""
    if date is None:
        return ""
    month = MONTHS[date.month - 1] if date.month else ""
    if len(month) > _LONGEST_MONTH:
        month = f"{month[:4] if month == 'September' else month[:3]}."
    return " ".join(filter(None, (str(date.day or ""), month, str(date.year))))


def _authors(names: Sequence[CitedName]) -> str:
    """One author, two, or the first of more; only the first is turned."""
    if not names:
        return ""
    first, *rest = names
    if len(names) > _MOST:
        return f"{turned(first)}, et al."
    is_turned = turned(first) != in_order(first)
    return listed([turned(first), *(in_order(name) for name in rest)], "and", is_turned=is_turned)
