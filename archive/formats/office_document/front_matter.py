"""Markdown files with front matter, in YAML (between "---") or TOML (between "+++").

Newsrooms and static site generators (Jekyll, Hugo, Pandoc) keep articles in this form.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import yaml

from archive.errors import SourceError
from archive.facts.dates import first_told
from archive.formats.markup.encoding import decode
from archive.formats.office_document.markdown import markdown_blocks
from archive.formats.story import story_of
from archive.formats.tabular.column_mapping import Columns
from archive.model.article import Record
from archive.model.document import Document
from archive.model.text import clean, one_line

# Facts of an article take a page; parsing more takes seconds (measured: 1 s for 100 kB of YAML).
_LONGEST_FACTS = 64_000
_FENCES = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<facts>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n\s*[\w\"']|\+\+\+[ \t]*\r?\n)")
# Site builders' names of fields, and those of tables. The first that is there counts.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline", "title"),
    "date": ("date", "published", "published_at", "pubdate", "publishdate", "date_published"),
    "byline": ("byline", "author", "authors", "by"),
    "source": ("source", "publisher", "publication", "newspaper", "site_name"),
    "section": ("section", "category", "categories"),
    "topic": ("tags", "topics", "topic", "keywords"),
    "language": ("language", "lang", "locale"),
    "url": ("url", "canonical_url", "canonical", "original_url", "link"),
}


class FrontMatterReader:
    """Markdown files with front matter: one article a file."""

    media_types = ("text/markdown", "text/x-markdown")
    suffixes = (".md", ".markdown", ".mdown", ".mkd")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with front matter that has a known field."""
        return _HEAD.match(head) is not None

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the front matter is damaged, or there is no text."""
        page = _split(document)
        facts = _usual(page.facts)
        stated = one_line(str(facts.get("headline") or ""))
        story = story_of(markdown_blocks(page.text, document.name), document.name, headline=stated)
        row = facts | {"body": story.body, "caption": story.captions}
        raw = document.raw
        columns = Columns(document.mapping)
        article = columns.article(
            page.facts | row | {"headline": story.headline}, document.provenance(raw)
        )
        if article is None:
            raise SourceError(f"{document.name}: no headline and no text in it: nothing to add")
        is_as_read = len(article.body) == len(story.body)
        yield Record(
            replace(
                article,
                # Paragraphs that are read as markup may become more or fewer.
                subheads=tuple(story.subheads) if is_as_read else (),
                items=tuple(story.items) if is_as_read else (),
                pictures=tuple(story.pictures),
                credits=tuple(dict.fromkeys((*article.credits, *story.credits))),
                published=first_told((article.published, story.published)),
            ),
            raw,
        )


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """Parsed front matter, its fields by lower-case name, and the text below it."""

    facts: dict[str, Any]
    text: str


def _split(document: Document) -> _FrontMatter:
    if not document.content.strip():
        raise SourceError(f"{document.name}: the file is empty: there is nothing to add")
    text = clean(decode(document.content))
    match = _FENCES.match(text, 0, _LONGEST_FACTS)
    if match is None:
        return _FrontMatter({}, text)
    read = _yaml if match["fence"] == "---" else _toml
    try:
        facts = read(match["facts"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        problem = one_line(getattr(error, "problem", None) or str(error))[:200]
        raise SourceError(
            f"{document.name}: the facts above its text cannot be read ({problem}): "
            "mend them, or take them out"
        ) from error
    if not isinstance(facts, dict):
        # A rule above a text is drawn the same way.
        return _FrontMatter({}, text)
    named = cast("dict[Any, Any]", facts).items()
    return _FrontMatter(
        {
            str(name).strip().lower().replace("-", "_"): value
            for name, value in named
            if _says(value)
        },
        text[match.end() :],
    )


class _PlainYaml(yaml.BaseLoader):
    """YAML loader that keeps scalars as text: no date loses its zone, no "no" becomes false.

    Aliases are errors: nine of them can expand to a billion values.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node; raises an error for an alias."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it uses aliases (*name)")
        return super().compose_node(parent, index)


def _yaml(facts: str) -> object:
    return yaml.load(facts, _PlainYaml)  # noqa: S506 - it makes texts, lists and mappings alone


def _toml(facts: str) -> object:
    return _dates_as_text(tomllib.loads(facts))


def _dates_as_text(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    """TOML values with dates in ISO 8601, spelled as in the file except for spaces."""
    match value:
        case dict():
            named = cast("dict[str, Any]", value)
            return {name: _dates_as_text(part) for name, part in named.items()}
        case list():
            return [_dates_as_text(part) for part in cast("list[Any]", value)]
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else value


def _usual(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Rename the fields to the names that tables use."""
    found = {
        field: next((facts[name] for name in names if name in facts), None)
        for field, names in _FIELDS.items()
    }
    if isinstance(found["section"], list):
        sections = cast("list[Any]", found["section"])
        found["section"] = next(iter(sections), None)
    return {field: value for field, value in found.items() if value is not None}


def _says(value: object) -> bool:
    """Whether a value says anything: YAML has several ways to write null."""
    return value not in (None, "", "~", "null", "Null", "NULL", [], {})
