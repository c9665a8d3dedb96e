"""ninjs items of versions 1, 2 and 3: articles of those that are valid, reasons for the others."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.wire.ninjs import NinjsReader
from archive.formats.wire.ninjs_schema import fault
from archive.model.article import Credit, Precision, Published, Record, Role, Wire
from archive.model.document import Document, Unreadable
from tests.archive.formats.reading import read_whole

_HTML = (
    "<html><body><h1>Inquiry opens</h1><p>The inquiry opened.</p><p>Nobody <b>spoke</b>.</p>"
    '<figure><img alt="x"><div class="byline">Kim Minsu/HW</div>'
    "<figcaption>The ferry.</figcaption></figure></body></html>"
)
_PICTURE_1 = {
    "uri": "urn:p",
    "type": "picture",
    "byline": "Lee Jun",
    "description_text": "A crane.",
}
_ONE = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": "http://halyard.example/news/ferry",
    "type": "text",
    "version": "3",
    "firstcreated": "2019-06-04T08:00:00+09:00",
    "versioncreated": "2019-06-04T10:00:00+09:00",
    "embargoed": "2999-01-01T00:00:00Z",
    "urgency": 2,
    "language": "en",
    "copyrightholder": "HW",
    "headline": "Inquiry opens",
    "byline": "By Ana Ruiz, Halyard Wire",
    "located": "Busan",
    "slugline": "FERRY-INQUIRY",
    "description_text": "Not in the body.",
    "body_text": "The inquiry opened. Nobody spoke.",
    "body_xhtml": _HTML,
    "subject": [
        {
            "name": "business",
            "scheme": "http://cv.iptc.org/newscodes/mediatopic/",
            "code": "20000170",
        }
    ],
    "person": [{"name": "Choe Rin"}],
    "place": [{"name": "South Korea"}],
    "genre": [{"name": "Current"}],
    "infosource": [{"name": "Halyard Wire"}],
    "associations": {"main": _PICTURE_1},
}
_THREE = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "http://halyard.example/news/ferry",
    "type": "text",
    "version": "3",
    "firstCreated": "2019-06-04T08:00:00+09:00",
    "versionCreated": "2019-06-04T10:00:00+09:00",
    "embargoedUntil": "2999-01-01T00:00:00Z",
    "urgency": 2,
    "language": "en",
    "copyrightHolder": "HW",
    "headlines": [
        {"role": "sub", "value": "A second line"},
        {"role": "main", "value": "Inquiry opens"},
    ],
    "by": "By Ana Ruiz, Halyard Wire",
    "located": "Busan",
    "slugline": "FERRY-INQUIRY",
    "descriptions": [{"value": "Not in the body."}],
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "The inquiry opened."},
        {"role": "html", "contentType": "text/html", "value": _HTML},
    ],
    "subjects": [{"name": "business", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000170"}],
    "people": [{"name": "Choe Rin"}],
    "places": [{"name": "South Korea"}],
    "genres": [{"name": "Current"}],
    "infoSources": [{"name": "Halyard Wire"}],
    "associations": [
        {
            "name": "main",
            "uri": "urn:p",
            "type": "picture",
            "by": "Lee Jun",
            "descriptions": [{"value": "A crane."}],
        }
    ],
}


def _lowered(value):
    if isinstance(value, list):
        return [_lowered(each) for each in value]
    if isinstance(value, dict):
        return {key.lower(): _lowered(each) for key, each in value.items()}
    return value


_TWO = {**_lowered(_THREE), "standard": {"name": "ninjs", "version": "2.1"}}
_TWO["embargoed"] = _TWO.pop("embargoeduntil")


def _read(item):
    content = item if isinstance(item, bytes) else json.dumps(item).encode()
    return list(read_whole(NinjsReader(), Document("item.json", content, "application/ninjs+json")))


def _reason(item):
    (lost,) = _read(item)
    assert isinstance(lost, Unreadable)
    return lost.reason.removeprefix("item.json, item 1: ")


@pytest.mark.parametrize(
    ("item", "created"),
    [(_ONE, "firstcreated"), (_TWO, "firstcreated"), (_THREE, "firstCreated")],
    ids=["1", "2", "3"],
)
def test_an_item_of_each_version_is_read_with_all_it_states(item, created):
    (record,) = _read(item)
    article = record.article
    assert article.headline == "Inquiry opens"
    assert article.body == ("The inquiry opened.", "Nobody spoke.")
    assert article.captions == ("The ferry.", "A crane.")
    assert article.credits == (
        Credit("Ana Ruiz", Role.REPORTER),
        Credit("Halyard Wire", Role.AGENCY),
        Credit("Kim Minsu", Role.PHOTOGRAPHER),
        Credit("HW", Role.AGENCY),
        Credit("Lee Jun", Role.PHOTOGRAPHER),
    )
    assert article.published == Published("2019-06-04T08:00:00+09:00", Precision.INSTANT, created)
    assert article.wire == Wire(
        located="Busan",
        slugline="FERRY-INQUIRY",
        urgency=2,
        embargoed="2999-01-01T00:00:00+00:00",
        version="3",
        subjects=("medtop:20000170",),
    )
    assert (article.source, article.section) == ("Halyard Wire", "Current")
    assert (article.language, article.topics) == ("en", ("business", "Choe Rin"))
    assert [region.path for region in article.regions] == [("Asia", "South Korea")]
    assert article.url == "http://halyard.example/news/ferry"


def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_stated():
    item = _ONE | {"firstcreated": "2097-01-05"}
    (record,) = _read(item)
    assert record.article.published == Published(
        "2019-06-04T10:00:00+09:00", Precision.INSTANT, "versioncreated"
    )
    (record,) = _read(item | {"versioncreated": "2098-01-06"})
    assert record.article.published == Published(notice="“2097-01-05” lies in the future")


@pytest.mark.parametrize(
    "body",
    [
        {"body_text": "One.\n\nTwo."},
        {"body_html": "<p>One.<p>Two."},
        {"body_nitf": "<?xml version='1.0' encoding='UTF-16'?><nitf><body><body.content><p>One.</p>"
         "<p>Two.</p></body.content></body></nitf>"},
        {"body_nitf": "<nitf>", "body_main": "One.\n\nTwo."},
    ],
)  # fmt: skip
def test_text_is_read_however_it_is_kept(body):
    (record,) = _read({"uri": "urn:a", "title": "Inquiry", **body})
    assert (record.article.headline, record.article.body) == ("Inquiry", ("One.", "Two."))


def test_texts_that_a_picture_comes_with_are_articles_of_their_own():
    text = {"uri": "urn:t", "type": "text", "headline": "Inside", "body_text": "A text."}
    lost, record = _read({"uri": "urn:c", "type": "composite", "associations": {"a": text}})
    assert lost.reason == (
        "item.json, item 1: an item of type 'composite' that holds no text of its own: "
        "nothing to add"
    )
    assert (record.part, record.article.headline) == (2, "Inside")


def test_a_list_gives_an_article_for_each_item():
    found = _read([_ONE, {"uri": 1}, _THREE])
    assert [type(each) for each in found] == [Record, Unreadable, Record]
    assert [each.part for each in found if isinstance(each, Record)] == [1, 3]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_items_that_were_taken_back_are_not_taken(status):
    assert _reason(_ONE | {"pubstatus": status}) == (
        f"its provider marked it as {status}: add the version that it has cleared"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"uri": 3}, "'uri' must be text"),
        ({"urgency": 0}, "'urgency' must be from 1 to 9"),
        ({"urgency": 2.5}, "'urgency' must be a whole number"),
        ({"random": ""}, "'random' is no property of ninjs 3.x"),
        ({"type": "novel"}, ("'type' must be one of text, audio, video, picture, graphic, "
         "composite, component, event, planning, not 'novel'")),
        ({"headlines": [{"role": "main"}]}, "'headlines[0].value' is missing"),
        ({"bodies": {}}, "'bodies' must be a list"),
        ({"associations": [{"uri": "urn:x"}]}, "'associations[0].name' is missing"),
        ({"associations": [{"uri": "urn:x", "name": "x", "type": 1}]},
         "'associations[0].type' must be text"),
        ({"places": [{"geoJSON": {"coordinates": []}}]}, "'places[0].geoJSON.type' is missing"),
        ({"rightsInfo": {"linkedRights": "a", "encodedRights": "b"}},
         "'rightsInfo' must have either 'linkedRights' or 'encodedRights'"),
        ({"eventDetails": {"dates": {"expectedStartDate": "soon"}}}, ("'eventDetails.dates."
         "expectedStartDate' must be a date or the beginning of one, not 'soon'")),
    ],
)  # fmt: skip
def test_items_that_are_not_valid_say_what_is_wrong(change, reason):
    assert _reason(_THREE | change) == (
        f"not valid ninjs: {reason}: ask its sender for a sound copy"
    )


def test_what_newer_versions_and_houses_add_is_passed_over():
    newer = {"standard": {"name": "ninjs", "version": "3.7"}, "mood": "calm"}
    own = {"standard": {"name": "HALYARD", "version": "3.0"}, "mood": "calm"}
    assert [type(each) for more in (newer, own) for each in _read(_THREE | more)] == [Record] * 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", ("not JSON (line 1, column 2: Expecting property name enclosed in double quotes): "
         "ask its sender for a sound copy")),
        (b'{"uri": NaN}', ("not JSON that can be read (too deep, or a number that is none): "
         "ask its sender for a sound copy")),
        (b"[" * 100_000, ("not JSON that can be read (too deep, or a number that is none): "
         "ask its sender for a sound copy")),
        (b"[]", "an empty list: there is nothing to add"),
        (b'"\xff"', "not UTF-8 text (byte 2): save it as UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(content, reason):
    with pytest.raises(SourceError) as raised:
        _read(content)
    assert str(raised.value) == f"item.json: {reason}"


def test_associations_in_associations_without_end_are_refused():
    item = {"uri": "urn:x"}
    for _ in range(200):
        item = {"uri": "urn:x", "associations": {"a": item}}
    assert "is too deep" in _reason(item)


def test_ninjs_is_told_from_other_json():
    reader = NinjsReader()
    assert all(reader.recognizes(json.dumps(item).encode()) for item in (_ONE, _TWO, _THREE))
    assert reader.recognizes(b'\xef\xbb\xbf[{"uri": "urn:x", "pubStatus": "usable"')
    feed = {"version": "https://jsonfeed.org/version/1.1", "uri": "x", "slugline": "x", "items": []}
    linked = {"@context": "https://schema.org", "uri": "x", "urgency": 3}
    for other in (feed, linked, {"headline": "x", "body": "y"}, [], "uri"):
        assert not reader.recognizes(json.dumps(other).encode())


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.sampled_from(["text", "picture", "usable", "<p>x", "2019-06-04", "<nitf>"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(
        st.sampled_from([*_ONE, *_THREE, "value", "name", "role", "code", "scheme"]), inside,
        max_size=4,
    ),
)  # fmt: skip


@given(st.sampled_from([_ONE, _TWO, _THREE]), st.data())
def test_an_item_with_anything_in_it_never_breaks_the_reader(item, data):
    changed = item | {data.draw(st.sampled_from(list(item))): data.draw(_VALUES)}
    found = _read(changed)
    assert found
    assert all(isinstance(each, Record | Unreadable) for each in found)


@given(st.binary() | _VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused_in_a_sentence(content):
    NinjsReader().recognizes(content)
    try:
        assert all(isinstance(each, Record | Unreadable) for each in _read(content))
    except SourceError as error:
        assert str(error).startswith("item.json: ")


# The standard's own schemas and examples. Expectations are looked up in the files.


def _samples(shared_data):
    folder = shared_data / "iptc" / "newsinjson"
    tests = (folder / "validation" / "test_suite").glob("*/should_pass/*.json")
    # Drafts of properties that no version took over.
    kept = [path for path in tests if "x_dev" not in str(path)]
    for path in sorted((*(folder / "examples").glob("[0-9]*/*.json"), *kept)):
        yield path, json.loads(path.read_bytes())


def _main_headline(item):
    listed = item.get("headlines", [])
    main = [each["value"] for each in listed if each.get("role") == "main"]
    worded = [value for key, value in item.items() if key.startswith("headline_")]
    every = [item.get("headline"), *main, *(each["value"] for each in listed), *worded]
    return next(filter(None, [*every, item.get("title")]), "")


@pytest.mark.shared
def test_every_valid_sample_of_the_standard_gives_what_it_states(shared_data):
    articles = 0
    for path, item in _samples(shared_data):
        has_body = any(key.startswith("body_") for key in item) or item.get("bodies")
        has_headline = any(key.startswith("headline") for key in item)
        kept = item.get("pubstatus", item.get("pubStatus", "usable")) == "usable"
        is_flash = has_headline and item.get("type", "text") == "text"
        first = _read(path.read_bytes())[0]
        assert isinstance(first, Record) == bool(kept and (has_body or is_flash)), path.name
        if isinstance(first, Unreadable):
            assert "not valid" not in first.reason, (path.name, first.reason)
            continue
        articles += 1
        article = first.article
        assert article.headline == " ".join(_main_headline(item).split()), path.name
        byline = item.get("byline", item.get("by", ""))
        names = [each.name for each in article.credits]
        assert all(name in byline for name in names[:1]) or not byline, path.name
        assert bool(byline) <= bool(names), path.name
        created = ("firstcreated", "firstCreated", "versioncreated", "versionCreated")
        stated = [item[key] for key in (*created, "contentcreated") if key in item]
        assert [article.published.value] == [
            each.replace("Z", "+00:00") for each in stated[:1]
        ] or not stated, path.name
    assert articles >= 40


@pytest.mark.shared
def test_every_invalid_sample_of_the_standard_is_refused_with_its_reason(shared_data):
    folder = shared_data / "iptc" / "newsinjson" / "validation" / "test_suite"
    paths = sorted(folder.glob("*/should_fail/*.json"))
    allowed_since = set()
    for path in paths:
        try:
            (lost,) = _read(path.read_bytes())
        except SourceError as error:
            assert "not JSON" in str(error), path.name
            continue
        assert isinstance(lost, Unreadable), path.name
        if "not valid ninjs: " not in lost.reason:
            assert "holds no text" in lost.reason, path.name
            allowed_since.add(path.relative_to(folder).as_posix())
    assert len(paths) >= 60
    # What versions 1.0 and 1.1 did not have is part of 1.2; the text is missing all the same.
    assert allowed_since == {
        "1.0/should_fail/014_type_component.json",
        "1.0/should_fail/016_infosource.json",
        "1.1/should_fail/001_type_component.json",
        "1.1/should_fail/002_infosource.json",
    }


def _example(schema, root):
    """A value that a schema of the standard allows, with all its properties."""
    schema = {**schema, **_referred(schema, root)}
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "array":
            return [_example(schema["items"], root)] if "items" in schema else []
        case "integer" | "number":
            return schema.get("maximum", 9)
        case "string":
            return "2019" if "pattern" in schema else "x"
    properties = schema.get("properties", {})
    chosen = {
        name for choice in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))
        for name in choice.get("required", ())
    }  # fmt: skip
    left_out = set(sorted(chosen)[1:]) | {"expectedStartDate", "expectedEndDate", "associations"}
    return {
        name: _example(value, root) for name, value in properties.items() if name not in left_out
    }


def _referred(schema, root):
    reference = schema.get("$ref", "")
    if reference.startswith("https://geojson.org"):
        return {"type": "object", "properties": {"type": {"enum": ["Point"]}}}
    return root["$defs"][reference.rsplit("/", 1)[1]] if "/$defs/" in reference else {}


@pytest.mark.shared
def test_every_property_of_the_published_schemas_is_known(shared_data):
    schemas = sorted((shared_data / "iptc" / "newsinjson" / "specification").glob("*.json"))
    for path in schemas:
        schema = json.loads(path.read_text())
        item = _example(schema, schema)
        assert fault(item) == "", path.name
        for name, value in item.items():
            other = [] if isinstance(value, str | dict | int) else "x"
            assert fault(item | {name: other}), (path.name, name)
    assert len(schemas) >= 6
