"""The Chicago Manual of Style, 17th edition: full note and bibliography (14.191 to 14.200)."""

from archive.citation.cited_article import CitedArticle
from archive.citation.cited_names import CitedName
from archive.citation.quoting import ended, quoted
from archive.citation.styled_text import StyledText, TextRun, joined
from archive.citation.wording import (
    UNDATED,
    american_date,
    in_order,
    listed,
    turned,
    without_article,
)

# 14.76: notes name up to three authors, bibliographies up to ten, else the first seven.
_MOST_IN_NOTE = 3
_MOST_IN_BIBLIOGRAPHY, _FIRST_IN_BIBLIOGRAPHY = 10, 7
_ET_AL = "et al."


def note(article: CitedArticle) -> StyledText:
    """Full note: “Headline,” newspaper, date, section and address, parted by commas."""
    opening = f"{_noted(article.authors)}, " if article.authors else ""
    title = quoted(article.headline.in_headline_style(), ",")
    contributors = [
        f"{label} {_noted(names)}"
        for label, names in (("trans.", article.translators), ("ed.", article.editors))
        if names
    ]
    parts = [TextRun(each) for each in contributors]
    if article.container:
        parts.append(TextRun(without_article(article.container), italic=True))
    accessed = f"accessed {american_date(article.accessed)}" if _needs_access(article) else ""
    details = filter(None, (*_dated(article), accessed, article.address))
    parts.append(TextRun(_closed(", ".join(details))))
    return (TextRun(f"{opening}{title} "), *joined(parts, ", "))


def entry(article: CitedArticle) -> StyledText:
    """Entry of a bibliography; the newspaper stands for an author where there is none (14.199)."""
    container = without_article(article.container)
    title = TextRun(f"{quoted(article.headline.in_headline_style(), '.')} ")
    if article.authors:
        opening = (TextRun(f"{ended(_in_bibliography(article.authors), '.')} "), title)
    elif container:
        opening = (TextRun(container, italic=True), TextRun(". "), title)
    else:
        opening = (title,)
    contributors = "".join(
        f"{label} {ended(listed([in_order(name) for name in names], 'and'), '.')} "
        for label, names in (("Translated by", article.translators), ("Edited by", article.editors))
        if names
    )
    newspaper = (
        (TextRun(container, italic=True), TextRun(", ")) if article.authors and container else ()
    )
    accessed = f"Accessed {american_date(article.accessed)}" if _needs_access(article) else ""
    sentences = filter(None, (", ".join(_dated(article)), accessed, article.address))
    return (*opening, TextRun(contributors), *newspaper, TextRun(" ".join(map(_closed, sentences))))


def _dated(article: CitedArticle) -> list[str]:
    date = american_date(article.published) if article.published else UNDATED
    return [date, *([f"sec. {article.section}"] if article.section else [])]


def _needs_access(article: CitedArticle) -> bool:
    """Whether the day of access is told: only of an undated page (14.12)."""
    return article.published is None and bool(article.address)


def _noted(names: tuple[CitedName, ...]) -> str:
    if len(names) > _MOST_IN_NOTE:
        return f"{in_order(names[0])} {_ET_AL}"
    return listed([in_order(name) for name in names], "and")


def _in_bibliography(names: tuple[CitedName, ...]) -> str:
    first, *rest = names
    written = [turned(first), *(in_order(name) for name in rest)]
    if len(names) > _MOST_IN_BIBLIOGRAPHY:
        return f"{', '.join(written[:_FIRST_IN_BIBLIOGRAPHY])}, {_ET_AL}"
    return listed(written, "and", is_turned=turned(first) != in_order(first))


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."
