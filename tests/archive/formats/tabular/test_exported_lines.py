"""Lines of an export that others made: taken as data, or refused in one sentence."""

import base64
import json
import zlib
from copy import deepcopy
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.tabular.exported_lines import is_exported, read_exported
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.model.article import Record, article_id
from archive.model.document import Document, Unreadable
from archive.model.exported import ExportedDocument, ExportedVersion

MOMENT = "2024-01-02T03:04:05+00:00"
WHOLE = {
    "backfile": 1,
    "kind": "article",
    "id": article_id("url:https://example.org/ferry"),
    "version": 1,
    "previous": "",
    "part": 1,
    "headline": "Ice stops island ferry",
    "body": ["The cable snapped.", "Nobody was hurt."],
    "provenance": {
        "sha256": "0" * 64,
        "media_type": "text/plain",
        "source": "ferry.txt",
        "position": 1,
        "received": MOMENT,
        "address": None,
        "retrieved": "",
    },
    "captions": [],
    "subheads": [],
    "items": [],
    "pictures": [],
    "credits": [{"name": "Ana Dray", "role": "reporter"}],
    "regions": [{"path": ["Asia", "Nepal"], "code": "NP", "why": "declared", "names": ["Nepal"]}],
    "published": {"value": "2014-01-04", "precision": "day", "why": "declared", "notice": ""},
    "source": "Wire",
    "section": None,
    "topics": [],
    "language": "en",
    "url": "https://example.org/ferry",
    "wire": None,
    "origins": [],
    "stated": ["Nepal"],
    "tags": [{"tag": "sea", "who": "ana", "moment": MOMENT}],
}


CORRECTION = {
    "field": "regions",
    "value": "[]",
    "why": "",
    "who": "ana",
    "moment": MOMENT,
    "state": "in force",
    "ended": "",
    "ended_by": "",
}


def line_of(fields):
    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


def changed(path, value):
    """The line with another value at a place, such as "published.value"."""
    fields = deepcopy(WHOLE)
    *way, last = path.split(".")
    inside = fields
    for step in way:
        inside = inside[int(step) if step.isdigit() else step]
    inside[int(last) if last.isdigit() else last] = value
    return fields


def test_a_line_says_its_format_before_anything_else():
    assert is_exported(line_of(WHOLE))
    assert not is_exported(line_of({"headline": "x", "backfile": 1, "kind": "article"}))
    assert not is_exported(b'{"backfile": "is a word", "headline": "x"}')
    read = read_exported(line_of(WHOLE))
    assert isinstance(read, ExportedVersion)
    assert read.article.headline == "Ice stops island ferry"
    assert (read.place.is_current, read.stated) == (True, ("Nepal",))


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("id", "0" * 16, "the id 0000000000000000 is not that of its article"),
        ("id", "../../etc/passwd", "'../../etc/passwd' is no id"),
        ("id", 7, "Expected `str`, got `int`"),
        ("identity", "url:https://example.org/other", "is not that of its article"),
        ("identity", None, "is not that of its article"),
        ("backfile", 2, "by another version of Backfile (format 2, this one reads 1)"),
        ("kind", "command", "no lines of the kind 'command'"),
        ("version", 0, "'0' is no number of a version"),
        ("version", True, "'True' is no number of a version"),
        ("part", 10**30, "is no number of a part"),
        ("previous", "yesterday", "'yesterday' is no moment in UTC"),
        ("provenance.received", "9999-01-01T00:00:00+00:00", "is no moment in which an archive"),
        ("provenance.received", "0001-01-01T00:00:00+00:00", "is no moment in which an archive"),
        ("provenance.received", "2024-13-45T99:00:00+00:00", "a number that is none"),
        ("provenance.received", "", "'' is no moment in UTC"),
        ("provenance.sha256", "abc", "'abc' is no sha256"),
        ("provenance.media_type", "text/html\r\nX: y", "is no media_type"),
        ("provenance.position", -1, "-1 is no number of a record"),
        ("provenance.retrieved", "soon", "a number that is none"),
        ("published.value", "2014-02-31", "a number that is none"),
        ("published.value", "4 June", "'4 June' is no date of the precision day"),
        ("published.value", None, "'None' is no date of the precision day"),
        ("published.value", "9999-01-01", "lies in the future"),
        ("published.value", "0900-01-01", "is before 1600"),
        ("published.precision", "century", "Invalid enum value 'century'"),
        ("credits.0.role", "king", "Invalid enum value 'king'"),
        ("regions.0.path", [], "is no path of a region"),
        ("regions.0.path", ["Asia/Nepal"], "'Asia/Nepal' is no path of a region"),
        ("language", "en<script>", "'en<script>' is no language tag"),
        ("body", "one text", "Expected `array`"),
        ("body", [["deep"]], "Expected `str`"),
        ("tags.0.tag", "x" * 101, "a tag of more than 100 characters"),
        ("tags.0.tag", " ", "a tag that is empty"),
        ("tags.0.who", "x" * 2_000_000, "a name of more than 200 characters"),
        ("tags.0.moment", "3000-01-01T00:00:00+00:00", "is no moment in which an archive"),
        ("notes", [{"text": "x" * 10_001, "who": "", "moment": MOMENT}], "a text of more than"),
        ("corrections", [{"field": "headline"}], "missing required field"),
        ("corrections", [CORRECTION | {"field": "body"}], "Invalid enum value 'body'"),
        ("corrections", [CORRECTION | {"value": "["}], "a correction of the regions to what is"),
        ("corrections", [CORRECTION | {"value": '"x"'}], "a correction of the regions to what is"),
        ("corrections", [CORRECTION | {"ended": MOMENT}], "is in force, and its end, do not agree"),
    ],
)
def test_what_no_archive_has_exported_is_refused_in_one_sentence(path, value, reason):
    with pytest.raises(SourceError) as refused:
        read_exported(line_of(changed(path, value)))
    assert reason in str(refused.value)
    assert len(str(refused.value)) < 300
    assert "\n" not in str(refused.value)


def test_what_can_be_put_in_order_is_and_nothing_else_changes():
    fields = changed("headline", "Ice\nstops\x00 \u202eisland\tferry")
    fields["body"] = ["The cable\u0007 snapped.", "Nobody\nwas hurt."]
    fields |= {"subheads": [1, 99, -1, 1], "items": [1, 0]}
    fields["pictures"] = [
        {"address": "javascript:alert(1)", "caption": ""},
        {"address": "https://example.org/a.jpg", "caption": "Ice"},
    ]
    fields["cluster"] = "0" * 16
    fields["arrival"] = -5
    fields["credits"] = [{"name": "Ana", "role": "reporter", "person": "Eve", "spellings": ["E"]}]
    article = read_exported(line_of(fields)).article
    assert article.headline == "Ice stops \u202eisland ferry"
    assert article.body == ("The cable snapped.", "Nobody\nwas hurt.")
    assert (article.subheads, article.items) == ((1,), (0,))
    assert [picture.caption for picture in article.pictures] == ["Ice"]
    assert (article.cluster, article.arrival) == ("", 0)
    assert article.credits[0].person == ""


def document(content, **other):
    fields = {"backfile": 1, "kind": "document", "sha256": sha256(content).hexdigest()}
    fields |= {
        "media_type": "text/plain",
        "packed": base64.b64encode(zlib.compress(content)).decode(),
    }
    return line_of(fields | other)


def test_an_original_must_be_what_its_digest_says():
    read = read_exported(document(b"Ice"))
    assert isinstance(read, ExportedDocument)
    assert zlib.decompress(read.packed) == b"Ice"
    for other, reason in (
        ({"sha256": "1" * 64}, "of another SHA-256 than is stated"),
        ({"packed": "!!!"}, "cannot be unpacked"),
        ({"packed": 5}, "cannot be unpacked"),
        ({"packed": base64.b64encode(zlib.compress(b"Ice")[:-2]).decode()}, "cannot be unpacked"),
        ({"packed": base64.b64encode(zlib.compress(b"Ice") + b"!").decode()}, "cannot be unpacked"),
    ):
        with pytest.raises(SourceError, match=reason):
            read_exported(document(b"Ice", **other))


def test_a_little_that_unpacks_to_very_much_is_given_up_early():
    with pytest.raises(SourceError, match="of more than 64 MB"):
        read_exported(document(bytes(70_000_000)))


def test_bad_lines_are_kept_and_the_others_come_and_a_mapping_reads_them_as_rows():
    lines = line_of(changed("id", "0" * 16)) + line_of(WHOLE) + b'{"headline": "Ordinary"}\n'
    refused, whole, row = JsonLinesReader().read(Document("a.jsonl", lines, "application/x-ndjson"))
    assert isinstance(refused, Unreadable)
    assert refused.reason.startswith("a.jsonl: line 1: the id 0000000000000000 is not")
    assert refused.document.content == line_of(changed("id", "0" * 16))
    assert isinstance(whole, ExportedVersion)
    assert isinstance(row, Record)
    mapped = Document("a.jsonl", line_of(WHOLE), "application/x-ndjson", mapping={"source=": "X"})
    (record,) = JsonLinesReader().read(mapped)
    assert isinstance(record, Record)
    assert record.article.headline == WHOLE["headline"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    ),
    st.sampled_from(sorted(WHOLE)),
)
def test_no_line_raises_anything_but_a_reason(value, key):
    try:
        read_exported(line_of(WHOLE | {key: value}))
    except SourceError as refused:
        assert str(refused)
