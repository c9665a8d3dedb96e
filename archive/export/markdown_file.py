"""Markdown with front matter in YAML: one file an article, which 'add' reads back."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from archive.model.article import Article, Role
from archive.model.text import one_line

# Signs that mean something to Markdown anywhere in a text, or open a site builder's braces.
_SIGNS = re.compile(r"[\\`*_\[\]{%~|]")
# What makes the beginning of a paragraph something else, and a list's number.
_OPENING = re.compile(r"(?=[#+\-=>:])")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_REFERENCES = {"&": "&amp;", "<": "&lt;"}
_NOT_IN_NAMES = re.compile(r"[^\w]+")
_LONGEST_NAME = 60


def markdown_file(article: Article) -> str:
    """The text of an article's file."""
    facts = yaml.safe_dump(_facts(article), allow_unicode=True, sort_keys=False, width=10**9)
    return f"---\n{facts}---\n\n" + "\n\n".join(_blocks(article)) + "\n"


def markdown_name(article: Article) -> str:
    """A file name that no system refuses: date, headline and id."""
    words = _NOT_IN_NAMES.sub("-", article.headline.casefold())[:_LONGEST_NAME].strip("-_")
    day = (article.published.value or "undated")[:10]
    return "-".join(filter(None, (day, words, article.id))) + ".md"


def _facts(article: Article) -> dict[str, Any]:
    named = {picture.caption for picture in article.pictures}
    facts = {
        "headline": article.headline,
        "date": article.published.value,
        **{str(role): [c.name for c in article.credits if c.role is role] for role in Role},
        "source": article.source,
        "section": article.section,
        "topics": list(article.topics),
        "regions": ["/".join(region.path) for region in article.regions],
        "language": article.language,
        "url": article.url,
        "captions": [caption for caption in article.captions if caption not in named],
        "backfile_id": article.id,
    }
    return {name: value for name, value in facts.items() if value}


def _blocks(article: Article) -> Iterator[str]:
    subheads, items = frozenset(article.subheads), frozenset(article.items)
    if article.headline:
        yield f"# {_escaped(article.headline)}"
    for number, text in enumerate(article.body):
        before = "## " if number in subheads else "- " if number in items else ""
        yield before + _escaped(text)
    for picture in article.pictures:
        address = picture.address.translate({ord("("): "%28", ord(")"): "%29"})
        yield f"![{_escaped(picture.caption)}]({address})"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    text = _SIGNS.sub(r"\\\g<0>", one_line(text))
    for sign, reference in _REFERENCES.items():
        text = text.replace(sign, reference)
    text = _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text
    return f"\\{text}" if _OPENING.match(text) else text
