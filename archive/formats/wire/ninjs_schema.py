"""Schema of ninjs items (IPTC, 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1).

The tables follow the JSON Schemas at https://iptc.org/std/ninjs/. Formats of dates and addresses
are not held against an item: the standard's own tests pass items with neither.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

_DEEPEST = 12
# More than any news item has of anything: each association may be an article to read.
_MOST = 2_000
_VERSION = re.compile(r"^(\d{1,3})\.(\d{1,3})")
_TYPES = ("text", "audio", "video", "picture", "graphic", "composite", "component")
_STATUSES = ("usable", "withheld", "canceled")


@dataclass(frozen=True, slots=True)
class _TextRule:
    values: tuple[str, ...] = ()
    like: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    whole: bool = False
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class _List:
    of: "_Shape"


@dataclass(frozen=True, slots=True)
class _Fields:
    """An object: its fields, and those it must have.

    Of a pair in `one_of` it has one, of a pair in `not_both` one at the most.
    `others` is what a field may be whose name begins like the pattern.
    """

    known: Mapping[str, "_Shape"]
    required: tuple[str, ...] = ()
    one_of: tuple[tuple[str, str], ...] = ()
    not_both: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, "_Shape"], ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _AssociatedItem:
    """An item inside of an item, of the same family."""

    named: bool


_Shape = _TextRule | _Number | _List | _Fields | _AssociatedItem


@dataclass(frozen=True, slots=True)
class Family:
    """The versions of ninjs that share their names: 1, 2 or 3, and the newest that is known."""

    major: int
    newest: int
    item: _Fields = field(repr=False)


_TEXT, _NUMBER, _WHOLE, _ANY = (
    _TextRule(),
    _Number(),
    _Number(whole=True),
    _Fields({}, is_open=True),
)
_PERCENT = _Number(whole=True, least=0, most=100)
_URGENCY = _Number(whole=True, least=1, most=9)
_GEO_TYPES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection", "Feature", "FeatureCollection",
)  # fmt: skip
_PARTIAL_DATE = (
    r"-?\d{4,}(-(1[0-2]|0[1-9])(-(3[01]|0[1-9]|[12]\d)"
    r"(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$"
)


def _texts(names: str, **more: _Shape) -> dict[str, _Shape]:
    return {**dict.fromkeys(names.split(), _TEXT), **more}


def _list(names: str, **more: _Shape) -> _List:
    return _List(_Fields(_texts(names, **more)))


def _lowered(shape: _Shape) -> _Shape:
    """The fields with their names in lower case, as versions 1 and 2 write them."""
    if isinstance(shape, _List):
        return _List(_lowered(shape.of))
    if not isinstance(shape, _Fields):
        return shape
    return replace(
        shape,
        known={name.lower(): _lowered(known) for name, known in shape.known.items()},
        one_of=tuple((one.lower(), other.lower()) for one, other in shape.one_of),
    )


_CONTACTS = _List(
    _Fields(
        _texts(
            "type role lang name value",
            address=_Fields(_texts("locality area postalCode country", lines=_List(_TEXT))),
        ),
        one_of=(("value", "address"),),
    )
)
_CONCEPT = "name rel uri literal"
_SYMBOLS = _list("ticker exchange symbolType symbol")
_PARTY = _Fields(_texts(_CONCEPT, symbols=_SYMBOLS, contactInfo=_CONTACTS))
_TYPED = "role contentType value"
_GEO = _Fields({"type": _TextRule(_GEO_TYPES)}, required=("type",), is_open=True)
_DATE = _TextRule(like=_PARTIAL_DATE)
_WHEN = _Fields(
    _texts(
        "startDate endDate expectedDuration",
        expectedStartDate=_DATE,
        expectedEndDate=_DATE,
        recurrence=_ANY,
    ),
    not_both=(("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")),
)
_RENDITION = _Fields(
    _texts(
        "name href contentType title format aspectRatio videoCodec transportProtocol bitrate",
        width=_NUMBER, height=_NUMBER, sizeInBytes=_NUMBER, duration=_NUMBER, frameRate=_NUMBER,
        poi=_Fields({"x": _WHOLE, "y": _WHOLE}), scanType=_TextRule(("progressive", "interlaced")),
    ),
    required=("name",),
)  # fmt: skip
_RIGHTS = _Fields(
    _texts("langId linkedRights encodedRights"), one_of=(("linkedRights", "encodedRights"),)
)
_COVERAGE = _Fields(
    {"urgency": _URGENCY, "type": _TextRule((*_TYPES, "event", "planning"))}, is_open=True
)
# Common to versions 2 and 3, as 3 writes it.
_SINCE_TWO = _texts(
    "uri profile version firstCreated versionCreated contentCreated copyrightHolder "
    "copyrightNotice usageTerms edNote language title by slugline located expires",
    pubStatus=_TextRule(_STATUSES),
    representationType=_TextRule(("full", "partial")),
    descriptions=_List(_Fields(_texts(_TYPED), required=("value",))),
    headlines=_List(_Fields(_texts(_TYPED), required=("value",))),
    bodies=_List(
        _Fields(_texts(_TYPED, charCount=_NUMBER, wordCount=_NUMBER), required=("value",))
    ),
    people=_list(_CONCEPT, contactInfo=_CONTACTS),
    organisations=_List(_PARTY),
    places=_list(_CONCEPT, contactInfo=_CONTACTS, geoJSON=_GEO),
    subjects=_list(f"{_CONCEPT} creator", relevance=_PERCENT, confidence=_PERCENT),
    events=_list(f"{_CONCEPT} id"),
    objects=_list(_CONCEPT),
    infoSources=_list("name role uri literal", contactInfo=_CONTACTS),
    altIds=_list("role value"),
    trustIndicators=_list("role title href"),
    standard=_Fields(_texts("name version schema")),
    genres=_list("name uri literal"),
    rightsInfo=_RIGHTS,
    digitalSourceType=_Fields(_texts("name uri literal")),
    renditions=_List(_RENDITION),
    associations=_List(_AssociatedItem(named=True)),
)
_TWO = {
    **{name.lower(): _lowered(shape) for name, shape in _SINCE_TWO.items()},
    "type": _TextRule(_TYPES),
    "urgency": _URGENCY,
    "embargoed": _TEXT,
}
_THREE = {
    **_SINCE_TWO,
    "type": _TextRule((*_TYPES, "event", "planning")),
    "urgency": _URGENCY,
    "embargoedUntil": _TEXT,
    "plannedCoverage": _List(_COVERAGE),
    "eventDetails": _Fields(
        _texts("eventStatus plannedCoverageStatus", dates=_WHEN, organiser=_PARTY)
    ),
}
_CODED = "name rel scheme code"
_NAMED = "^[a-zA-Z0-9_]+"
_OLD_CONTACTS = _lowered(_CONTACTS)
_ONE: dict[str, _Shape] = {
    **_texts(
        "uri mimetype profile version firstcreated versioncreated contentcreated embargoed "
        "copyrightholder copyrightnotice usageterms ednote language title byline headline "
        "slugline located expires"
    ),
    "type": _TextRule(_TYPES),
    "representationtype": _TextRule(("complete", "incomplete")),
    "pubstatus": _TextRule(_STATUSES),
    "urgency": _URGENCY,
    "charcount": _NUMBER,
    "wordcount": _NUMBER,
    "person": _list(_CODED, contactinfo=_OLD_CONTACTS),
    "organisation": _list(_CODED, symbols=_lowered(_SYMBOLS), contactinfo=_OLD_CONTACTS),
    "place": _List(
        _Fields(
            _texts(_CODED, contactinfo=_OLD_CONTACTS),
            others=(("^geometry_[a-zA-Z0-9_]+", _ANY),),
        )
    ),
    "subject": _list(f"{_CODED} creator", relevance=_PERCENT, confidence=_PERCENT),
    "event": _list(_CODED),
    "object": _list(_CODED),
    "infosource": _list(_CODED, contactinfo=_OLD_CONTACTS),
    "genre": _list("name scheme code"),
    "trustindicator": _list("scheme code title href"),
    "altids": _ANY,
    "$standard": _Fields(_texts("name version schema")),
    "rightsinfo": replace(cast("_Fields", _lowered(_RIGHTS)), is_open=True),
    "digitalsourcetype": _Fields(_texts("name uri literal")),
    "renditions": _Fields(
        {},
        others=(
            (
                _NAMED,
                _Fields(
                    _texts(
                        "href mimetype title format",
                        height=_NUMBER, width=_NUMBER, sizeinbytes=_NUMBER, duration=_NUMBER,
                    )
                ),
            ),
        ),
    ),
    "associations": _Fields({}, others=((_NAMED, _AssociatedItem(named=False)),)),
}  # fmt: skip
_WORDED = tuple((f"^{name}_[a-zA-Z0-9_]+", _TEXT) for name in ("description", "body", "headline"))
FAMILIES = (
    Family(1, 6, _Fields(_ONE, ("uri",), others=_WORDED)),
    Family(2, 2, _Fields(_TWO, ("uri",))),
    Family(3, 1, _Fields(_THREE, ("uri",))),
)


def fault(item: Mapping[str, object]) -> str:
    """The first fault that makes the item invalid ninjs, in words, "" for a valid one.

    It is held against the family whose names it uses most of, or any of them if several fit
    alike. Where it states a newer version or a house's own extension, what it has besides the
    names that are known is passed over.
    """
    fits = [sum(_shape_of(name, family.item) is not None for name in item) for family in FAMILIES]
    likely = [family for family, fit in zip(FAMILIES, fits, strict=True) if fit == max(fits)]
    faults = [
        _Check(family, _is_extended(item, family)).fields(dict(item), family.item, "", 0)
        for family in likely
    ]
    return "" if "" in faults else faults[0]


def _is_extended(item: Mapping[str, object], family: Family) -> bool:
    standard = item.get("standard", item.get("$standard"))
    stated = cast("dict[str, object]", standard) if isinstance(standard, dict) else {}
    version = _VERSION.match(str(stated.get("version", "")))
    newest = (family.major, family.newest)
    is_newer = version is not None and (int(version[1]), int(version[2])) > newest
    return is_newer or str(stated.get("name") or "ninjs").casefold() != "ninjs"


@dataclass(frozen=True, slots=True)
class _Check:
    family: Family
    extended: bool

    def value(self, value: object, shape: _Shape, path: str, depth: int) -> str:
        if depth > _DEEPEST:
            return f"{path[:80]!r} is too deep"
        match shape:
            case _TextRule():
                return _text_fault(value, shape, path)
            case _Number():
                return _number_fault(value, shape, path)
            case _List():
                if not isinstance(value, list):
                    return f"{path!r} must be a list"
                values = cast("list[object]", value)
                if len(values) > _MOST:
                    return f"{path!r} has more than {_MOST:,} entries"
                return self._first(
                    self.value(each, shape.of, f"{path}[{number}]", depth + 1)
                    for number, each in enumerate(values)
                )
            case _AssociatedItem(named=named):
                more = {"name": _TEXT, "rel": _TEXT} if named else {}
                item = replace(
                    self.family.item,
                    known={**self.family.item.known, **more},
                    required=("uri", "name") if named else ("uri",),
                )
                return self.fields(value, item, path, depth + 1)
            case _Fields():
                return self.fields(value, shape, path, depth + 1)

    def fields(self, value: object, shape: _Fields, path: str, depth: int) -> str:
        if not isinstance(value, dict):
            return f"{path!r} must be an object with fields"
        fields = cast("dict[str, object]", value)
        within = f"{path}." if path else ""
        if len(fields) > _MOST:
            return f"{path or 'it'!r} has more than {_MOST:,} fields"
        for name in shape.required:
            if name not in fields:
                return f"{within + name!r} is missing"
        for one, other in shape.one_of:
            if (one in fields) == (other in fields):
                return f"{path!r} must have either {one!r} or {other!r}"
        for one, other in shape.not_both:
            if one in fields and other in fields:
                return f"{path!r} must not have both {one!r} and {other!r}"
        return self._first(
            self._field(each, name, shape, within + name, depth) for name, each in fields.items()
        )

    def _field(self, value: object, name: str, shape: _Fields, path: str, depth: int) -> str:
        known = _shape_of(name, shape)
        if known is not None:
            return self.value(value, known, path, depth)
        if shape.is_open or self.extended:
            return ""
        return f"{path[:80]!r} is no property of ninjs {self.family.major}.x"

    def _first(self, faults: Iterable[str]) -> str:
        return next(filter(None, faults), "")


def _shape_of(name: str, shape: _Fields) -> _Shape | None:
    if name in shape.known:
        return shape.known[name]
    return next((other for pattern, other in shape.others if re.match(pattern, name)), None)


def _text_fault(value: object, shape: _TextRule, path: str) -> str:
    if not isinstance(value, str):
        return f"{path!r} must be text"
    if shape.values and value not in shape.values:
        return f"{path!r} must be one of {', '.join(shape.values)}, not {value[:40]!r}"
    if shape.like and not re.match(shape.like, value):
        return f"{path!r} must be a date or the beginning of one, not {value[:40]!r}"
    return ""


def _number_fault(value: object, shape: _Number, path: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"{path!r} must be a number"
    if shape.whole and isinstance(value, float) and not value.is_integer():
        return f"{path!r} must be a whole number"
    if (
        shape.least is not None
        and shape.most is not None
        and not (shape.least <= value <= shape.most)
    ):
        return f"{path!r} must be from {shape.least} to {shape.most}"
    return ""
