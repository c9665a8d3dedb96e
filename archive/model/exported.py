"""Lines of an archive's own export, which bring back articles as they were kept.

Three kinds: an original document, an earlier version of an article, and its current version, which
comes last and has with it what readers put to the article. docs/json.md has their keys.
"""

from dataclasses import dataclass

import msgspec

from archive.model.article import Article
from archive.model.correction import CorrectedField, CorrectionState

# The version of the format that is written; lines of others are not read.
FORMAT = 1
# How every line begins. Nothing else counts as one: the order of keys is part of the format.
PREFIX = b'{"backfile":1,"kind":"'
DOCUMENT_PREFIX = PREFIX + b'document"'


class TagLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tag of an article, with who gave it and when (ISO 8601 in UTC)."""

    tag: str
    who: str
    moment: str


class NoteLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Note on an article, with who wrote it and when."""

    text: str
    who: str
    moment: str


class CollectionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Place of an article in a collection, which is known by its name."""

    name: str
    position: int
    note: str
    who: str
    moment: str


class CorrectionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Correction of a field, as `archive.model.correction` has it; `value` is JSON in a text."""

    field: CorrectedField
    value: str
    why: str
    who: str
    moment: str
    state: CorrectionState
    ended: str
    ended_by: str


class Attached(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What readers put to an article; each in the order in which it was made."""

    tags: tuple[TagLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    collections: tuple[CollectionLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()

    def __bool__(self) -> bool:
        """False where there is nothing."""
        return bool(self.tags or self.notes or self.collections or self.corrections)


NOTHING_ATTACHED = Attached()


@dataclass(frozen=True, slots=True)
class VersionPlace:
    """What a version of an article has besides its text, and its place among the others.

    `identity` is what the article's id was made of. `number` counts from 1, `previous` is the
    moment in which the version before came in, "" before the first. `part` is the number of the
    article in its document. With `is_current` nothing newer follows.
    """

    id: str
    identity: str
    number: int
    previous: str
    part: int
    is_current: bool
    is_removed: bool = False
    attached: Attached = NOTHING_ATTACHED


@dataclass(frozen=True, slots=True)
class ExportedVersion:
    """A version of an article as it was kept: without bearers of names, in the file's own zone.

    `stated` are the regions in the file's own words.
    """

    place: VersionPlace
    article: Article
    stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """Original document: its bytes compressed with zlib, and the SHA-256 of them uncompressed."""

    sha256: str
    media_type: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class ExportedCollection:
    """A collection, without its articles."""

    name: str
    description: str
    who: str
    created: str


ExportedLine = ExportedVersion | ExportedDocument | ExportedCollection
