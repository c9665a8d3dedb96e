"""Lines of an archive's own export, checked: they are data of unknown origin as any other file.

What an archive has written comes through unchanged. All else is put in order as readers do, or
refused with one sentence.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, cast

import msgspec

from archive.errors import SourceError
from archive.facts.dates.plausibility import refusal
from archive.model.article import (
    ADDED_BY_STORE,
    Article,
    Precision,
    Published,
    Region,
    Wire,
    article_id,
)
from archive.model.correction import CorrectionState, value_from_json, value_to_json
from archive.model.exported import (
    FORMAT,
    Attached,
    CollectionLine,
    CorrectionLine,
    ExportedCollection,
    ExportedDocument,
    ExportedLine,
    ExportedVersion,
    NoteLine,
    TagLine,
    VersionPlace,
)
from archive.model.text import clean, one_line
from archive.model.web_address import absolute_address

# How the lines of any version of the format begin.
_ANY_FORMAT = re.compile(rb'\{"backfile":(\d{1,9}),"kind":"')
# As much as a document may hold that is added as a file.
_LARGEST_DOCUMENT_BYTES = 64_000_000
_PIECE_BYTES = 1_000_000
_ID = re.compile(r"[0-9a-f]{16}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00", re.ASCII)
_EARLIEST_MOMENT = datetime(1990, 1, 1, tzinfo=UTC)
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)
_DATES = {
    Precision.INSTANT: re.compile(r"\d{4}-\d\d-\d\dT[\d:.+Z-]{2,30}", re.ASCII),
    Precision.DAY: re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    Precision.MONTH: re.compile(r"\d{4}-\d\d", re.ASCII),
    Precision.YEAR: re.compile(r"\d{4}", re.ASCII),
}
_URGENCY = range(1, 10)
_MOST_NUMBER = 1_000_000_000
# As long as people can make them in an archive.
_LONGEST = {"tag": 100, "name": 200, "note": 10_000, "text": 10_000, "description": 10_000}
_LONGEST_WORD, _LONGEST_REASON = 200, 10_000
_TEXTS_IN_LINES = frozenset({"body", "captions", "text", "note", "description", "why", "value"})

Row = Mapping[str, Any]


def is_exported(content: bytes) -> bool:
    """Whether a line of JSON Lines is one of an archive's own export, of any version."""
    return _ANY_FORMAT.match(content) is not None


def read_exported(content: bytes) -> ExportedLine:
    """Parse and check a line; `SourceError`, with a reason, where it is not to be taken."""
    stated = _ANY_FORMAT.match(content)
    if stated is None or int(stated[1]) != FORMAT:
        number = int(stated[1]) if stated else 0
        raise SourceError(
            f"exported by another version of Backfile (format {number}, this one reads {FORMAT}): "
            "upgrade it, or export anew with this one"
        )
    try:
        row = cast("dict[str, Any]", json.loads(content))
        match row["kind"]:
            case "document":
                return _document(row)
            case "collection":
                return _collection(_in_order(row))
            case "version" | "article" as kind:
                return _version(_in_order(row), is_current=kind == "article")
            case kind:
                raise SourceError(f"an export has no lines of the kind {str(kind)[:40]!r}")
    except KeyError as error:
        raise SourceError(f"a line of an export without its {error.args[0]}") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 text (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON (column {error.colno}: {error.msg})") from None
    except msgspec.ValidationError as error:
        raise SourceError(f"not a line that an archive has exported: {error}") from None
    except (RecursionError, ValueError, OverflowError):
        raise SourceError("not JSON that can be read: too deep, or a number that is none") from None


def _in_order(value: Any, name: str = "") -> Any:  # noqa: ANN401 - whatever the line holds
    """Values with their texts cleaned; texts that are no paragraphs are put on one line."""
    match value:
        case str():
            is_on_one_line = "\n" not in value and "\t" not in value
            text = clean(value)
            return text if is_on_one_line or name in _TEXTS_IN_LINES else one_line(text)
        case list():
            return [_in_order(each, name) for each in cast("list[Any]", value)]
        case dict():
            stated = cast("dict[str, Any]", value)
            return {key: _in_order(each, key) for key, each in stated.items()}
        case _:
            return value


def _document(row: Row) -> ExportedDocument:
    digest, media_type = _like(_SHA256, row, "sha256"), _like(_MEDIA_TYPE, row, "media_type")
    try:
        packed = base64.b64decode(cast("str", row["packed"]), validate=True)
        is_right = _digest_of(packed) == digest
    except (binascii.Error, TypeError, zlib.error):
        raise SourceError("an original document that cannot be unpacked") from None
    if not is_right:
        raise SourceError("an original document of another SHA-256 than is stated")
    return ExportedDocument(digest, media_type, packed)


def _digest_of(packed: bytes) -> str:
    """SHA-256 of what is packed, unpacked in pieces: little may hold very much."""
    unpacker, digest, size_bytes = zlib.decompressobj(), sha256(), 0
    rest = packed
    while not unpacker.eof and (piece := unpacker.decompress(rest, _PIECE_BYTES)):
        digest.update(piece)
        size_bytes += len(piece)
        rest = unpacker.unconsumed_tail
        if size_bytes > _LARGEST_DOCUMENT_BYTES:
            raise SourceError(
                f"an original document of more than {_LARGEST_DOCUMENT_BYTES // 1_000_000} MB"
            )
    if not unpacker.eof or unpacker.unused_data:
        raise zlib.error("cut off, or with something behind it")
    return digest.hexdigest()


def _collection(row: Row) -> ExportedCollection:
    made = msgspec.convert(
        {name: row[name] for name in ("name", "description", "who", "created")}, ExportedCollection
    )
    _check_made(made.name, "name", made.who, made.created)
    _check_length(made.description, "description")
    return made


def _version(row: Row, *, is_current: bool) -> ExportedVersion:
    article = _article(row)
    identity = row.get("identity", article.identity())
    known = _like(_ID, row, "id")
    if not isinstance(identity, str) or article_id(identity) != known:
        raise SourceError(f"the id {known} is not that of its article")
    previous = row["previous"]
    if previous:
        _check_moment(previous)
    place = VersionPlace(
        id=known,
        identity=identity,
        number=_number(row, "version"),
        previous=str(previous or ""),
        part=_number(row, "part"),
        is_current=is_current,
        is_removed=row.get("is_removed") is True,
        attached=_attached(row),
    )
    stated = msgspec.convert(row.get("stated", ()), tuple[str, ...])
    return ExportedVersion(place, replace(article, id=known), tuple(filter(None, stated)))


def _article(row: Row) -> Article:
    """The article of a line, in the form in which readers give articles."""
    article = msgspec.convert({name: row[name] for name in _KEPT if name in row}, Article)
    _check_published(article.published)
    for region in article.regions:
        _check_region(region)
    if not article.headline and not article.body:
        raise SourceError("an article without a headline and without a text")
    if article.language and not _LANGUAGE.fullmatch(article.language):
        raise SourceError(f"{article.language[:40]!r} is no language tag")
    came = article.provenance
    _like(_SHA256, row["provenance"], "sha256")
    _like(_MEDIA_TYPE, row["provenance"], "media_type")
    _check_moment(came.received)
    if not 0 < came.position <= _MOST_NUMBER:
        raise SourceError(f"{came.position} is no number of a record")
    if came.retrieved:
        datetime.fromisoformat(came.retrieved)
    length = len(article.body)
    subheads = _within(article.subheads, length)
    return replace(
        article,
        credits=tuple(replace(each, person="", spellings=()) for each in article.credits),
        published=replace(article.published, stated=""),
        subheads=subheads,
        items=tuple(n for n in _within(article.items, length) if n not in subheads),
        pictures=tuple(p for p in article.pictures if absolute_address(p.address) == p.address),
        wire=_wire(article.wire) if article.wire else None,
    )


def _wire(wire: Wire) -> Wire:
    if wire.embargoed:
        datetime.fromisoformat(wire.embargoed)
    return wire if wire.urgency in _URGENCY else replace(wire, urgency=None)


def _within(numbers: Iterable[int], length: int) -> tuple[int, ...]:
    return tuple(sorted({number for number in numbers if 0 <= number < length}))


def _check_published(published: Published) -> None:
    value, pattern = published.value, _DATES.get(published.precision)
    if value is None and pattern is None:
        return
    if value is None or pattern is None or not pattern.fullmatch(value):
        raise SourceError(f"{str(value)[:40]!r} is no date of the precision {published.precision}")
    days = published.days()
    if reason := refusal(days[0], value) if days else "":
        raise SourceError(f"its date {reason}")


def _check_region(region: Region) -> None:
    if not region.path or any(not name or "/" in name for name in region.path):
        raise SourceError(f"{'/'.join(region.path)[:40]!r} is no path of a region")


def _attached(row: Row) -> Attached:
    attached = Attached(
        tags=msgspec.convert(row.get("tags", ()), tuple[TagLine, ...]),
        notes=msgspec.convert(row.get("notes", ()), tuple[NoteLine, ...]),
        collections=msgspec.convert(row.get("collections", ()), tuple[CollectionLine, ...]),
        corrections=tuple(
            map(
                _correction,
                msgspec.convert(row.get("corrections", ()), tuple[CorrectionLine, ...]),
            )
        ),
    )
    for tag in attached.tags:
        _check_made(tag.tag, "tag", tag.who, tag.moment)
    for note in attached.notes:
        _check_made(note.text, "text", note.who, note.moment)
    for each in attached.collections:
        _check_made(each.name, "name", each.who, each.moment)
        _check_length(each.note, "note")
        if not 0 <= each.position <= _MOST_NUMBER:
            raise SourceError(f"{each.position} is no place in a collection")
    return attached


def _correction(line: CorrectionLine) -> CorrectionLine:
    """A correction whose value is one of its field."""
    _check_made(line.field, "name", line.who, line.moment)
    if (line.state is CorrectionState.IN_FORCE) != (not line.ended):
        raise SourceError(f"a correction that is {line.state}, and its end, do not agree")
    if line.ended:
        _check_made(line.field, "name", line.ended_by, line.ended)
    if max(len(line.why), len(line.value)) > _LONGEST_REASON:
        raise SourceError(f"a correction of more than {_LONGEST_REASON:,} characters")
    try:
        value = value_from_json(line.field, json.dumps(_in_order(json.loads(line.value))))
    except (ValueError, RecursionError, msgspec.DecodeError):
        raise SourceError(f"a correction of the {line.field} to what is none") from None
    if isinstance(value, Published):
        _check_published(value)
    for each in value if isinstance(value, tuple) else ():
        if isinstance(each, Region):
            _check_region(each)
    return msgspec.structs.replace(line, value=value_to_json(value))


def _check_made(text: str, what: str, who: str, moment: str) -> None:
    """Check what a person made: it says something, and who and when are told."""
    if not text.strip():
        raise SourceError(f"a {what} that is empty")
    _check_length(text, what)
    if len(who) > _LONGEST_WORD:
        raise SourceError(f"a name of more than {_LONGEST_WORD} characters")
    _check_moment(moment)


def _check_length(text: str, what: str) -> None:
    if len(text) > _LONGEST[what]:
        raise SourceError(f"a {what} of more than {_LONGEST[what]:,} characters")


def _check_moment(moment: object) -> None:
    """Refuse a moment in which no archive can have taken anything in."""
    if not isinstance(moment, str) or not _MOMENT.fullmatch(moment):
        raise SourceError(f"{str(moment)[:40]!r} is no moment in UTC")
    latest = datetime.now(UTC) + timedelta(days=1)
    if not _EARLIEST_MOMENT <= datetime.fromisoformat(moment) <= latest:
        raise SourceError(f"{moment} is no moment in which an archive can have taken something in")


def _like(pattern: re.Pattern[str], row: Row, name: str) -> str:
    value = row[name]
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise SourceError(f"{str(value)[:40]!r} is no {name}")
    return value


def _number(row: Row, name: str) -> int:
    value = row[name]
    if type(value) is not int or not 0 < value <= _MOST_NUMBER:
        raise SourceError(f"{str(value)[:40]!r} is no number of a {name}")
    return value


# The keys of a line that are the article's own.
_KEPT = tuple(each.name for each in fields(Article) if each.name not in ADDED_BY_STORE)
