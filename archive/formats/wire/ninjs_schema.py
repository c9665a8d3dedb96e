"""Schema validator of ninjs items (IPTC, 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1).

The tables follow the JSON Schemas at https://iptc.org/std/ninjs/. The formats of dates and URLs are
not validated: the standard's own test items violate both.
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
class _NumberRule:
    whole: bool = False
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class _ListRule:
    of: "_Shape"


@dataclass(frozen=True, slots=True)
class _ObjectRule:
    """Rule of an object: its properties, and the required ones.

    Of a pair in `one_of` exactly one is required, of a pair in `not_both` at most one is allowed.
    `others` is the rule of properties whose name matches the beginning of the pattern.
    """

    known: Mapping[str, "_Shape"]
    required: tuple[str, ...] = ()
    one_of: tuple[tuple[str, str], ...] = ()
    not_both: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, "_Shape"], ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class _ItemRule:
    """Rule of a nested item, of the same family."""

    named: bool


_Shape = _TextRule | _NumberRule | _ListRule | _ObjectRule | _ItemRule


@dataclass(frozen=True, slots=True)
class NinjsFamily:
    """Versions of ninjs with common property names (1, 2 or 3), and the newest known."""

    major: int
    newest: int
    item: _ObjectRule = field(repr=False)


_TEXT, _NUMBER, _WHOLE, _ANY = (
    _TextRule(),
    _NumberRule(),
    _NumberRule(whole=True),
    _ObjectRule({}, is_open=True),
)
_PERCENT = _NumberRule(whole=True, least=0, most=100)
_URGENCY = _NumberRule(whole=True, least=1, most=9)
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


def _list(names: str, **more: _Shape) -> _ListRule:
    return _ListRule(_ObjectRule(_texts(names, **more)))


def _lowered(shape: _Shape) -> _Shape:
    """The properties with their names in lower case, as versions 1 and 2 write them."""
    if isinstance(shape, _ListRule):
        return _ListRule(_lowered(shape.of))
    if not isinstance(shape, _ObjectRule):
        return shape
    return replace(
        shape,
        known={name.lower(): _lowered(known) for name, known in shape.known.items()},
        one_of=tuple((one.lower(), other.lower()) for one, other in shape.one_of),
    )


_CONTACTS = _ListRule(
    _ObjectRule(
        _texts(
            "type role lang name value",
            address=_ObjectRule(_texts("locality area postalCode country", lines=_ListRule(_TEXT))),
        ),
        one_of=(("value", "address"),),
    )
)
_CONCEPT = "name rel uri literal"
_SYMBOLS = _list("ticker exchange symbolType symbol")
_PARTY = _ObjectRule(_texts(_CONCEPT, symbols=_SYMBOLS, contactInfo=_CONTACTS))
_TYPED = "role contentType value"
_GEO = _ObjectRule({"type": _TextRule(_GEO_TYPES)}, required=("type",), is_open=True)
_DATE = _TextRule(like=_PARTIAL_DATE)
_WHEN = _ObjectRule(
    _texts(
        "startDate endDate expectedDuration",
        expectedStartDate=_DATE,
        expectedEndDate=_DATE,
        recurrence=_ANY,
    ),
    not_both=(("startDate", "expectedStartDate"), ("endDate", "expectedEndDate")),
)
_RENDITION = _ObjectRule(
    _texts(
        "name href contentType title format aspectRatio videoCodec transportProtocol bitrate",
        width=_NUMBER, height=_NUMBER, sizeInBytes=_NUMBER, duration=_NUMBER, frameRate=_NUMBER,
        poi=_ObjectRule({"x": _WHOLE, "y": _WHOLE}),
        scanType=_TextRule(("progressive", "interlaced")),
    ),
    required=("name",),
)  # fmt: skip
_RIGHTS = _ObjectRule(
    _texts("langId linkedRights encodedRights"), one_of=(("linkedRights", "encodedRights"),)
)
_COVERAGE = _ObjectRule(
    {"urgency": _URGENCY, "type": _TextRule((*_TYPES, "event", "planning"))}, is_open=True
)
# Common to versions 2 and 3, as 3 writes it.
_SINCE_TWO = _texts(
    "uri profile version firstCreated versionCreated contentCreated copyrightHolder "
    "copyrightNotice usageTerms edNote language title by slugline located expires",
    pubStatus=_TextRule(_STATUSES),
    representationType=_TextRule(("full", "partial")),
    descriptions=_ListRule(_ObjectRule(_texts(_TYPED), required=("value",))),
    headlines=_ListRule(_ObjectRule(_texts(_TYPED), required=("value",))),
    bodies=_ListRule(
        _ObjectRule(_texts(_TYPED, charCount=_NUMBER, wordCount=_NUMBER), required=("value",))
    ),
    people=_list(_CONCEPT, contactInfo=_CONTACTS),
    organisations=_ListRule(_PARTY),
    places=_list(_CONCEPT, contactInfo=_CONTACTS, geoJSON=_GEO),
    subjects=_list(f"{_CONCEPT} creator", relevance=_PERCENT, confidence=_PERCENT),
    events=_list(f"{_CONCEPT} id"),
    objects=_list(_CONCEPT),
    infoSources=_list("name role uri literal", contactInfo=_CONTACTS),
    altIds=_list("role value"),
    trustIndicators=_list("role title href"),
    standard=_ObjectRule(_texts("name version schema")),
    genres=_list("name uri literal"),
    rightsInfo=_RIGHTS,
    digitalSourceType=_ObjectRule(_texts("name uri literal")),
    renditions=_ListRule(_RENDITION),
    associations=_ListRule(_ItemRule(named=True)),
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
    "plannedCoverage": _ListRule(_COVERAGE),
    "eventDetails": _ObjectRule(
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
    "place": _ListRule(
        _ObjectRule(
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
    "$standard": _ObjectRule(_texts("name version schema")),
    "rightsinfo": replace(cast("_ObjectRule", _lowered(_RIGHTS)), is_open=True),
    "digitalsourcetype": _ObjectRule(_texts("name uri literal")),
    "renditions": _ObjectRule(
        {},
        others=(
            (
                _NAMED,
                _ObjectRule(
                    _texts(
                        "href mimetype title format",
                        height=_NUMBER, width=_NUMBER, sizeinbytes=_NUMBER, duration=_NUMBER,
                    )
                ),
            ),
        ),
    ),
    "associations": _ObjectRule({}, others=((_NAMED, _ItemRule(named=False)),)),
}  # fmt: skip
_WORDED = tuple((f"^{name}_[a-zA-Z0-9_]+", _TEXT) for name in ("description", "body", "headline"))
FAMILIES = (
    NinjsFamily(1, 6, _ObjectRule(_ONE, ("uri",), others=_WORDED)),
    NinjsFamily(2, 2, _ObjectRule(_TWO, ("uri",))),
    NinjsFamily(3, 1, _ObjectRule(_THREE, ("uri",))),
)


def fault(item: Mapping[str, object]) -> str:
    """The first violation of the schema in words, "" for a valid item.

    An item is validated against the family whose names it uses most, or any of them on a tie. If it
    states a newer version or a house's extension, unknown properties are ignored.
    """
    fits = [sum(_shape_of(name, family.item) is not None for name in item) for family in FAMILIES]
    likely = [family for family, fit in zip(FAMILIES, fits, strict=True) if fit == max(fits)]
    faults = [
        _SchemaCheck(family, _is_extended(item, family)).fields(dict(item), family.item, "", 0)
        for family in likely
    ]
    return "" if "" in faults else faults[0]


def _is_extended(item: Mapping[str, object], family: NinjsFamily) -> bool:
    standard = item.get("standard", item.get("$standard"))
    stated = cast("dict[str, object]", standard) if isinstance(standard, dict) else {}
    version = _VERSION.match(str(stated.get("version", "")))
    newest = (family.major, family.newest)
    is_newer = version is not None and (int(version[1]), int(version[2])) > newest
    return is_newer or str(stated.get("name") or "ninjs").casefold() != "ninjs"


@dataclass(frozen=True, slots=True)
class _SchemaCheck:
    family: NinjsFamily
    extended: bool

    def value(self, value: object, shape: _Shape, path: str, depth: int) -> str:
        if depth > _DEEPEST:
            return f"{path[:80]!r} is too deep"
        match shape:
            case _TextRule():
                return _text_fault(value, shape, path)
            case _NumberRule():
                return _number_fault(value, shape, path)
            case _ListRule():
                if not isinstance(value, list):
                    return f"{path!r} must be a list"
                values = cast("list[object]", value)
                if len(values) > _MOST:
                    return f"{path!r} has more than {_MOST:,} entries"
                return self._first(
                    self.value(each, shape.of, f"{path}[{number}]", depth + 1)
                    for number, each in enumerate(values)
                )
            case _ItemRule(named=named):
                more = {"name": _TEXT, "rel": _TEXT} if named else {}
                item = replace(
                    self.family.item,
                    known={**self.family.item.known, **more},
                    required=("uri", "name") if named else ("uri",),
                )
                return self.fields(value, item, path, depth + 1)
            case _ObjectRule():
                return self.fields(value, shape, path, depth + 1)

    def fields(self, value: object, shape: _ObjectRule, path: str, depth: int) -> str:
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

    def _field(self, value: object, name: str, shape: _ObjectRule, path: str, depth: int) -> str:
        known = _shape_of(name, shape)
        if known is not None:
            return self.value(value, known, path, depth)
        if shape.is_open or self.extended:
            return ""
        return f"{path[:80]!r} is no property of ninjs {self.family.major}.x"

    def _first(self, faults: Iterable[str]) -> str:
        return next(filter(None, faults), "")


def _shape_of(name: str, shape: _ObjectRule) -> _Shape | None:
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


def _number_fault(value: object, shape: _NumberRule, path: str) -> str:
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
