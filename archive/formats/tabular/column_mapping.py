"""Column mapping: finds the fields of an article in records with named columns."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any, cast

from archive.errors import MappingError
from archive.facts.credits import parse_byline
from archive.facts.dates import parse_date
from archive.facts.language import parse_language
from archive.model.article import Article, Credit, Provenance, Published, Role, regions_stated
from archive.model.document import Source
from archive.model.text import one_line, paragraphs

# The fields that a column can be mapped to, each with the names that files give it, in the order
# they are looked for; the first is the field's own.
FIELDS: tuple[tuple[str, ...], ...] = (
    ("headline", "title", "head", "subject"),
    ("body", "text", "content", "story", "article"),
    ("date", "published", "pubdate", "pub_date", "published_at", "datetime", "time"),
    ("byline", "author", "authors", "credits", "by"),
    *((str(role), f"{role}s") for role in Role if role is not Role.AGENCY),
    ("agency", "agencies"),
    ("region", "regions", "place", "places", "location", "locations"),
    ("dateline",),
    ("caption", "captions"),
    ("source", "publisher", "publication", "outlet", "newspaper"),
    ("section", "category"),
    ("topic", "topics", "tags", "keywords"),
    ("language", "lang"),
    ("url", "link", "href", "address"),
)
_FIELD_OF = {name: names[0] for names in FIELDS for name in names}
_RANK = {name: rank for rank, name in enumerate(_FIELD_OF)}

Row = Mapping[str, Any]

# The keys under which structures of JSON keep their names.
_NAMING = ("name", "text", "value", "label", "title")
# Numbers between these are seconds since 1970, or, times 1,000, milliseconds; those below are
# years.
_EARLIEST_EPOCH_S, _LATEST_EPOCH_S = 100_000_000, 4_000_000_000
_ENDS_IN_DASH = re.compile(r"[-–—]$")


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """`field=column` pairs as a mapping; `MappingError` for one that is none.

    >>> parse_mapping(["headline=title", "region=meta.places"])
    {'headline': 'title', 'region': 'meta.places'}
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        field = _FIELD_OF.get(name.strip().lower())
        if not equals or not column.strip():
            raise MappingError(f"--map {pair}: write it as field=column, such as headline=title")
        if field is None:
            known = ", ".join(names[0] for names in FIELDS)
            raise MappingError(f"--map {pair}: no field is called {name!r}: choose from {known}")
        mapping[field] = column.strip()
    return mapping


def check_mapping(rows: Iterable[Row | None], source: Source) -> None:
    """Raise `MappingError` if there are rows, and none has the columns of headline or body."""
    wanted = {source.mapping[name] for name in ("headline", "body") if name in source.mapping}
    there = [row for row in rows if row is not None]
    unseen = {c for c in wanted if all(_look_up(row, c) is _ABSENT for row in there)}
    if there and unseen:
        raise MappingError(
            f"{source.name}: none of its first rows has {' and '.join(sorted(unseen))}: "
            "correct --map and add it again"
        )


class Columns:
    """Field finder: by the mapping where it names a field's column, else by usual column names."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = mapping

    def article(self, row: Row, provenance: Provenance) -> Article | None:
        """Parse a row into an article, None where it has neither headline nor text."""
        found = self._fields(row)
        headline = one_line(_text(found.get("headline")))
        body = paragraphs(_text(found.get("body"), "\n\n"))
        if not headline and not body:
            return None
        return Article(
            headline=headline,
            body=_with_dateline(_line(found.get("dateline")), body),
            provenance=provenance,
            captions=tuple(_list(found.get("caption"), "\n")),
            credits=_credits(found),
            regions=regions_stated(_list(found.get("region"))),
            published=_published(found.get("date")),
            source=_line(found.get("source")) or None,
            section=_line(found.get("section")) or None,
            topics=tuple(_list(found.get("topic"), ";|\n,")),
            language=parse_language(_text(found.get("language")).strip().replace("_", "-")),
            url=_line(found.get("url")) or None,
        )

    def no_article(self) -> str:
        """The reason why a row is no article."""
        headline = self._mapping.get("headline", "headline or title")
        body = self._mapping.get("body", "body or text")
        return f"no article: nothing in {headline}, nothing in {body} (choose others with --map)"

    def _fields(self, row: Row) -> dict[str, Any]:
        columns = {str(column).strip().lower(): value for column, value in row.items()}
        usual: dict[str, Any] = {}
        for name in sorted(columns.keys() & _RANK.keys(), key=_RANK.__getitem__):
            if _FIELD_OF[name] not in usual and _text(columns[name]):
                usual[_FIELD_OF[name]] = columns[name]
        return usual | {
            field: value
            for field, column in self._mapping.items()
            if (value := _look_up(row, column)) is not _ABSENT
        }


_ABSENT = object()


def _look_up(row: Row, column: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """The value of a column; dots in its name lead into nested objects."""
    if column in row:
        return row[column]
    value: Any = row
    for key in column.split("."):
        if not isinstance(value, dict) or key not in value:
            return _ABSENT
        value = cast("dict[str, Any]", value)[key]
    return value


def _text(value: Any, joiner: str = ", ") -> str:  # noqa: ANN401 - whatever the file holds
    """A value as text: lists joined, an object by its name or text, "" for nothing.

    Programs write nothing in many ways: null, false, NaN.
    """
    match value:
        case None | bool():
            return ""
        case float() if not isfinite(value):
            return ""
        case list():
            return joiner.join(filter(None, (_text(part) for part in cast("list[Any]", value))))
        case dict():
            fields = cast("dict[str, Any]", value)
            return _text(next((fields[key] for key in _NAMING if fields.get(key)), None))
        case _:
            return str(value)


def _line(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    return "" if value is None else one_line(_text(value))


def _list(value: Any, separators: str = ";|\n") -> list[str]:  # noqa: ANN401 - whatever the file holds
    """A value as a list of texts; one text is split at the first separator it has."""
    if value is None:
        return []
    if isinstance(value, list):
        texts = [_text(part) for part in cast("list[Any]", value)]
    else:
        text = _text(value)
        texts = text.split(next((mark for mark in separators if mark in text), None) or "\n")
    return [folded for text in texts if (folded := one_line(text))]


def _with_dateline(dateline: str, body: tuple[str, ...]) -> tuple[str, ...]:
    """The body with the dateline in front, as papers print it, unless it has one."""
    if not dateline or not body or body[0].startswith(dateline):
        return body
    dash = "" if _ENDS_IN_DASH.search(dateline) else " —"
    return (f"{dateline}{dash} {body[0]}", *body[1:])


def _credits(found: Row) -> tuple[Credit, ...]:
    value = found.get("byline")
    lines = (
        [_text(part) for part in cast("list[Any]", value)]
        if isinstance(value, list)
        else [_text(value)]
    )
    listed = [credit for line in lines if line.strip() for credit in parse_byline(line)]
    for role in filter(found.__contains__, Role):
        listed += [Credit(name, role) for name in _list(found.get(role), ";|\n,")]
    return tuple(dict.fromkeys(listed))


def _published(value: Any) -> Published:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, int | float):
        for epoch_s in (value, value // 1_000):
            if _EARLIEST_EPOCH_S <= epoch_s <= _LATEST_EPOCH_S:
                value = datetime.fromtimestamp(epoch_s, UTC).isoformat()
                break
    return parse_date(_text(value), "declared")
