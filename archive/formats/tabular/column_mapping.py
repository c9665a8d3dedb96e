"""Column mapping: finds the fields of an article in records with named columns."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any, cast

from archive.errors import MappingError
from archive.facts.credits.credit_lines import parse_byline
from archive.facts.dates import conventions_of, parse_declared, since_1970
from archive.facts.language_tags import parse_language
from archive.formats.markup.markup_values import value_line, value_paragraphs
from archive.formats.tabular.stated_structure import STRUCTURE, stated_structure
from archive.model.article import (
    Article,
    ColumnUse,
    Credit,
    Origin,
    Provenance,
    Published,
    Role,
    regions_stated,
)
from archive.model.text import one_line

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
# What makes an article this one: no constant can be it.
_OF_ONE_ARTICLE = frozenset({"headline", "body", "caption", "dateline", "url"})
_FIELD_OF = {name: names[0] for names in FIELDS for name in names}
_RANK = {name: rank for rank, name in enumerate(_FIELD_OF)}

Row = Mapping[str, Any]

# The keys under which structures of JSON keep their names.
_NAMING = ("name", "text", "value", "label", "title")
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


def parse_constants(pairs: list[str]) -> dict[str, str]:
    """`field=value` pairs as a mapping, in which a key that ends in "=" has a constant.

    Raises `MappingError` for a pair that is none, a field that cannot be the same in all articles,
    or a value that says nothing.

    >>> parse_constants(["source=Reuters"])
    {'source=': 'Reuters'}
    """
    mapping: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        field = _FIELD_OF.get(name.strip().lower())
        if not equals or not one_line(value):
            raise MappingError(f"--set {pair}: write it as field=value, such as source=Reuters")
        if field is None or field in _OF_ONE_ARTICLE:
            known = ", ".join(names[0] for names in FIELDS if names[0] not in _OF_ONE_ARTICLE)
            raise MappingError(
                f"--set {pair}: no field {name!r} can be the same in all: choose from {known}"
            )
        read = _stated({field: value.strip()})[_attribute(field)]
        if not read or (isinstance(read, Published) and read.value is None):
            raise MappingError(f"--set {pair}: {value.strip()!r} is no {field} that can be read")
        if f"{field}=" in mapping:
            raise MappingError(f"--set {pair}: {field} is set twice: part several values by ;")
        mapping[f"{field}="] = value.strip()
    return mapping


def mapped_columns(mapping: Mapping[str, str]) -> dict[str, str]:
    """The columns of a mapping by field, without its constants."""
    return {field: column for field, column in mapping.items() if not field.endswith("=")}


def with_constants(article: Article, mapping: Mapping[str, str]) -> Article:
    """The article with the constants of a mapping in the place of what its file states."""
    constants = {field[:-1]: value for field, value in mapping.items() if field.endswith("=")}
    if not constants:
        return article
    read = _stated(constants)
    stated = {name: read[name] for name in map(_attribute, constants)}
    if "credits" in stated and "byline" not in constants:
        others = [credit for credit in article.credits if credit.role not in constants]
        stated["credits"] = (*others, *read["credits"])
    origins = tuple(origin for origin in article.origins if origin.field not in stated)
    return replace(article, **stated, origins=(*origins, *(Origin(n, "--set") for n in stated)))


class MissingColumns:
    """Check of a mapping against the rows of a file: which columns no row has had so far."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        columns = mapped_columns(mapping)
        self.unseen = frozenset(columns.values())
        self._of_text = {columns[field] for field in ("headline", "body") if field in columns}
        self._is_empty = True

    def see(self, rows: Iterable[Row | None]) -> None:
        """Look for the columns in more rows."""
        for row in filter(None, rows):
            self._is_empty = False
            self.unseen = frozenset(c for c in self.unseen if _look_up(row, c) is _ABSENT)
            if not self.unseen:
                return

    def check_text(self, name: str) -> None:
        """Raise `MappingError` if the column of headline or body is missing so far."""
        self._refuse(name, self.unseen & self._of_text)

    def check(self, name: str) -> None:
        """Raise `MappingError` if a column is missing in the file of this name."""
        self._refuse(name, self.unseen)

    def _refuse(self, name: str, missing: Iterable[str]) -> None:
        columns = " and ".join(sorted(missing))
        if columns and not self._is_empty:
            raise MappingError(
                f"{name}: none of its records has {columns}: correct --map and add it again"
            )


class Columns:
    """Field finder: by the mapping where it names a field's column, else by usual column names."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = mapped_columns(mapping)

    def article(self, row: Row, provenance: Provenance) -> Article | None:
        """Parse a row into an article, None where it has neither headline nor text."""
        found = self._fields(row)
        headline = value_line(_text(found.get("headline")))
        body = value_paragraphs(_text(found.get("body"), "\n\n"))
        if not headline and not body:
            return None
        return Article(
            headline=headline,
            body=_with_dateline(_line(found.get("dateline")), body),
            provenance=provenance,
            captions=tuple(filter(None, map(value_line, _list(found.get("caption"), "\n")))),
            url=_line(found.get("url")) or None,
            **_stated(found),
            **stated_structure(row, found.get("body"), len(body)),
        )

    def no_article(self) -> str:
        """The reason why a row is no article."""
        headline = self._mapping.get("headline", "headline or title")
        body = self._mapping.get("body", "body or text")
        return f"no article: nothing in {headline}, nothing in {body} (choose others with --map)"

    def use(self, row: Row) -> ColumnUse:
        """The columns of a row that its article takes, and the others that hold something."""
        usual = self._usual(row)
        mapped = self._mapping.values()
        taken = {name for field, name in usual.items() if field not in self._mapping} | STRUCTURE
        filled = [(name, str(name).strip().lower()) for name in row if _holds(row[name])]
        used = {
            name
            for name, folded in filled
            if folded in taken or name in mapped or any(c.startswith(f"{name}.") for c in mapped)
        }
        return ColumnUse(frozenset(used), frozenset(name for name, _ in filled) - used)

    def _usual(self, row: Row) -> dict[str, str]:
        """The columns that hold fields under one of their usual names, in lower case, by field."""
        columns = {str(column).strip().lower(): value for column, value in row.items()}
        usual: dict[str, str] = {}
        for name in sorted(columns.keys() & _RANK.keys(), key=_RANK.__getitem__):
            if _FIELD_OF[name] not in usual and _text(columns[name]):
                usual[_FIELD_OF[name]] = name
        return usual

    def _fields(self, row: Row) -> dict[str, Any]:
        columns = {str(column).strip().lower(): value for column, value in row.items()}
        usual = {field: columns[name] for field, name in self._usual(row).items()}
        return usual | {
            field: value
            for field, column in self._mapping.items()
            if (value := _look_up(row, column)) is not _ABSENT
        }


def _stated(found: Row) -> dict[str, Any]:
    """What an article's fields are by the values that were found for them."""
    language = parse_language(_text(found.get("language")).strip().replace("_", "-"))
    return {
        "credits": _credits(found),
        "regions": regions_stated(_list(found.get("region"))),
        "published": _published(found.get("date"), language),
        "source": _line(found.get("source")) or None,
        "section": _line(found.get("section")) or None,
        "topics": tuple(_list(found.get("topic"), ";|\n,")),
        "language": language,
    }


def _attribute(field: str) -> str:
    """The name of the article's field that holds a constant of this one."""
    if field == "byline" or field in frozenset(Role):
        return "credits"
    return {"region": "regions", "date": "published", "topic": "topics"}.get(field, field)


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


def _holds(value: Any) -> bool:  # noqa: ANN401 - whatever the file holds
    """Whether a value says something."""
    is_structure = isinstance(value, list | dict)
    return value not in ([], {}) if is_structure else bool(_text(value).strip())


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


def _published(value: Any, language: str | None) -> Published:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, int | float) and (instant := since_1970(value, "declared")):
        return instant
    return parse_declared(_text(value), "declared", conventions_of(language))
