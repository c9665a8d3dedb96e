"""CSL-JSON: an article as an item of Citation Style Language, which reference managers read.

Format: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html, with the schema of
github.com/citation-style-language/schema (`csl-data.json`).
"""

from collections.abc import Sequence
from typing import Any

from archive.citation.cited_article import ARCHIVE, CitedArticle
from archive.citation.cited_names import CitedName


def item(article: CitedArticle) -> dict[str, Any]:
    """Item of type article-newspaper; what is not known is left out."""
    told = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.headline.text,
        "author": _names(article.authors),
        "translator": _names(article.translators),
        "editor": _names(article.editors),
        "container-title": article.container,
        "issued": _dated(article.published.parts) if article.published else None,
        "accessed": _dated(article.accessed.parts),
        "section": article.section,
        "language": article.language,
        "keyword": ", ".join(article.keywords),
        "URL": article.address,
        "archive": ARCHIVE,
        "archive_location": article.id,
    }
    return {variable: value for variable, value in told.items() if value}


def _dated(parts: Sequence[int]) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def _names(names: Sequence[CitedName]) -> list[dict[str, str]]:
    return [_name(name) for name in names]


def _name(name: CitedName) -> dict[str, str]:
    if name.is_house:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}
