"""Prepared versions: lines of an export as column values, made without the database."""

from dataclasses import dataclass, replace

from archive.facts.near_duplicates import signature
from archive.facts.regions import declared
from archive.model.exported import (
    ExportedCollection,
    ExportedDocument,
    ExportedVersion,
    VersionPlace,
)
from archive.store.prepared_record import source_of
from archive.store.serialization import digests, document_of, stated_regions


@dataclass(frozen=True, slots=True)
class PreparedVersion:
    """Column values of one version; as those of `Prepared`, with its place among the others.

    `received` is the moment in which it came into the archive that exported it.
    """

    place: VersionPlace
    digest: str
    document: str
    raw_sha256: str
    media_type: str
    received: str
    signature: bytes | None
    credited: tuple[str, ...]
    sourced: tuple[str, ...]
    is_dated: bool


PreparedLine = PreparedVersion | ExportedDocument | ExportedCollection


def prepare_line(line: ExportedVersion | ExportedDocument | ExportedCollection) -> PreparedLine:
    """Prepare a line of an export; only versions are worked on."""
    if not isinstance(line, ExportedVersion):
        return line
    article = line.article
    stated = line.stated or stated_regions(article)
    # As `prepare` reckons it: the owner's amendments make no new version.
    said = replace(article, regions=declared(stated)) if stated else article
    came = article.provenance
    return PreparedVersion(
        line.place,
        digests(said)[0],
        document_of(article, stated),
        came.sha256,
        came.media_type,
        came.received,
        signature(article),
        tuple(dict.fromkeys(credit.name for credit in article.credits)),
        source_of(article),
        article.published.value is not None,
    )
