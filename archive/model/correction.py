"""Corrections: what a person says of a field of one article, in place of what came in."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, cast

import msgspec

from archive.model.article import Article, Credit, Origin, Published, Region

# The origin of a value that a person has put in place of another.
CORRECTED = "corrected"


class CorrectedField(StrEnum):
    """Field of an article that can be corrected, by its name there."""

    HEADLINE = "headline"
    PUBLISHED = "published"
    REGIONS = "regions"
    CREDITS = "credits"
    SOURCE = "source"
    LANGUAGE = "language"
    SECTION = "section"


class CorrectionState(StrEnum):
    """Whether a correction is the one that counts, or what ended it."""

    IN_FORCE = "in force"
    REPLACED = "replaced"
    UNDONE = "undone"


CorrectedValue = str | Published | tuple[Region, ...] | tuple[Credit, ...] | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Correction of one field: its value, who made it, when (ISO 8601 in UTC), and why.

    `ended` and `ended_by` say when and by whom it was undone or replaced, "" while it is in force.
    """

    id: int
    article_id: str
    field: CorrectedField
    value: CorrectedValue
    why: str
    who: str
    moment: str
    state: CorrectionState = CorrectionState.IN_FORCE
    ended: str = ""
    ended_by: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The value as it is typed; none for no value."""
        return written(self.value)

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return msgspec.to_builtins(self)


def value_to_json(value: CorrectedValue) -> str:
    """Encode a value as JSON."""
    return msgspec.json.encode(value).decode()


def value_from_json(field: CorrectedField, text: str) -> CorrectedValue:
    """Inverse of `value_to_json`; raises `msgspec.DecodeError` for damaged JSON."""
    return cast("CorrectedValue", _DECODERS[field].decode(text))


def written(value: CorrectedValue) -> tuple[str, ...]:
    """A value as it is typed: "2012-04", "Asia/Japan", "reporter: Kim Ha-neul"; one line each."""
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, Published):
        return (value.value,) if value.value else ()
    return tuple(
        "/".join(each.path) if isinstance(each, Region) else f"{each.role}: {each.name}"
        for each in value
    )


def value_in(article: Article, field: CorrectedField) -> CorrectedValue:
    """The value of a field in an article."""
    return cast("CorrectedValue", getattr(article, field))


def with_value(article: Article, field: CorrectedField, value: CorrectedValue) -> Article:
    """The article with a value put in the place of a field's, whose origin is a correction."""
    origins = tuple(each for each in article.origins if each.field != field)
    # Dates and regions say themselves where they come from.
    if field not in {CorrectedField.PUBLISHED, CorrectedField.REGIONS}:
        origins += (Origin(field, CORRECTED),)
    put: dict[str, Any] = {field: value, "origins": origins}
    return replace(article, **put)


_TYPES: dict[CorrectedField, Any] = {
    CorrectedField.HEADLINE: str,
    CorrectedField.PUBLISHED: Published,
    CorrectedField.REGIONS: tuple[Region, ...],
    CorrectedField.CREDITS: tuple[Credit, ...],
    CorrectedField.SOURCE: str | None,
    CorrectedField.LANGUAGE: str | None,
    CorrectedField.SECTION: str | None,
}
_DECODERS = {field: msgspec.json.Decoder(kind) for field, kind in _TYPES.items()}
