"""JSON objects as articles (RFC 8259), for every file format that holds them."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from archive.errors import SourceError
from archive.formats.tabular.column_mapping import Columns, MissingColumns, Row
from archive.formats.tabular.line_batches import LineBatch, NumberedLine, runs
from archive.model.article import RawDocument, Record
from archive.model.document import Document, Source, Unreadable


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """Raw JSON of one object, its kind in messages ("line", "entry"), and its number from 1."""

    content: bytes
    kind: str
    number: int


def run_documents(
    source: Source,
    entries: Iterator[NumberedLine | Unreadable],
    media_type: str,
    split: Callable[[bytes], Iterable[bytes]],
) -> Iterator[Document | Unreadable]:
    """Turn batches of entries into documents of a media type; `split` divides a batch again.

    Raises `MappingError` where no object has a column of the source's mapping: before anything is
    given if that is seen in two batches, as it is for headline and body; else at the end.
    """
    missing = MissingColumns(source.mapping)
    held: list[Document | Unreadable] | None = []
    try:
        for run in runs(entries):
            each = run if isinstance(run, Unreadable) else _batch(source, run, media_type)
            if isinstance(each, Document) and missing.unseen:
                missing.see(map(parse_object, split(each.content)))
            if held is None:
                yield each
                continue
            held.append(each)
            if sum(isinstance(one, Document) for one in held) > 1:
                missing.check_text(source.name)
                yield from held
                held = None
    except SourceError:
        yield from held or ()
        raise
    missing.check(source.name)
    yield from held or ()


def _batch(source: Source, run: LineBatch, media_type: str) -> Document:
    return Document(
        source.name, bytes(run.content), media_type, position=run.first, mapping=source.mapping
    )


def read_object(
    entry: JsonEntry, columns: Columns, document: Document, media_type: str
) -> Record | Unreadable:
    """Parse one object of a document into an article, or the reason why it is none."""

    def unreadable(reason: str) -> Unreadable:
        sentence = f"{entry.kind} {entry.number}: {reason}"
        return document.part_unreadable(sentence, entry.content, entry.number)

    try:
        row = json.loads(entry.content.rstrip(b"\r\n"))
    except UnicodeDecodeError as error:
        return unreadable(f"not UTF-8 text (byte {error.start + 1})")
    except json.JSONDecodeError as error:
        return unreadable(f"not JSON (column {error.colno}: {error.msg})")
    except (RecursionError, ValueError):
        return unreadable("not JSON that can be read: too deep, or too long a number")
    if not isinstance(row, dict):
        return unreadable("JSON, but no object with fields")
    raw = RawDocument(entry.content, media_type)
    row = cast("Row", row)
    try:
        article = columns.article(row, document.provenance(raw, entry.number))
        use = columns.use(row)
    except RecursionError:
        return unreadable("lists in lists, too deep to be read")
    except SourceError as error:
        return unreadable(str(error))
    return Record(article, raw, columns=use) if article else unreadable(columns.no_article())


def parse_object(content: bytes) -> Row | None:
    """Parse the fields of a JSON object, None for any other JSON."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return cast("Row", row) if isinstance(row, dict) else None
