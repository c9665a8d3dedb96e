import gzip
import io
import json
from hashlib import sha256

import msgspec
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.errors import MappingError, SourceError
from archive.formats.tabular import line_batches
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.ingest.ingest import read_file
from archive.model.article import Article, Credit, Precision, Provenance, Published, Region, Role
from archive.model.document import Source
from tests.archive.formats.reading import read_bytes


def read(*lines_of_file, mapping=None, newline=b"\n"):
    """The records of a file, and the sentences about what is none."""
    content = newline.join(lines_of_file)
    records, bad = read_bytes(JsonLinesReader(), content, "wire.jsonl", mapping)
    assert all(each.position == int(each.reason.split()[2][:-1]) for each in bad)
    return records, [each.reason for each in bad]


def read_one(row, **mapping):
    ((record,), bad) = read(json.dumps(row).encode(), mapping=mapping)
    assert bad == []
    return record.article


LINE = json.dumps(
    {
        "id": 17,
        "title": "Salt boats return",
        "dateline": "KISUMU, Kenya, May 3 (Halyard Wire) -",
        "text": "The salt boats came back.\n\nNobody was sure why. Editing by Tomas Vik.",
        "date": "2014-05-03T08:00:00+03:00",
        "author": "By Ruth Awino",
        "places": ["Kenya/Kisumu"],
        "captions": ["Women unload salt."],
        "category": "Trade",
        "tags": "salt; boats",
        "lang": "en",
        "url": "https://example.org/salt",
    }
).encode()


def test_a_line_is_an_article_by_the_usual_names_of_its_fields():
    ((record,), bad) = read(LINE)
    assert bad == []
    assert record.raw.content == LINE
    assert record.raw.media_type == "application/x-ndjson"
    assert record.article == Article(
        headline="Salt boats return",
        body=(
            "KISUMU, Kenya, May 3 (Halyard Wire) - The salt boats came back.",
            "Nobody was sure why.",
        ),
        captions=("Women unload salt.",),
        credits=(Credit("Ruth Awino", Role.REPORTER), Credit("Tomas Vik", Role.EDITOR)),
        regions=(Region(("Africa", "Kenya", "Kisumu"), "KE-17", "declared", ("Kenya/Kisumu",)),),
        published=Published("2014-05-03T08:00:00+03:00", Precision.INSTANT, "declared"),
        source="Halyard Wire",
        section="Trade",
        topics=("salt", "boats"),
        language="en",
        url="https://example.org/salt",
        provenance=Provenance(
            sha256(LINE).hexdigest(), "application/x-ndjson", "wire.jsonl", position=1
        ),
    )


def test_records_come_in_the_order_of_their_lines_with_their_numbers():
    records, _ = read(b'{"title":"One"}', b"", b"  ", b'{"title":"Two"}', newline=b"\r\n")
    assert [
        (record.article.headline, record.article.provenance.position) for record in records
    ] == [
        ("One", 1),
        ("Two", 4),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    ((record,), bad) = read(b'\xef\xbb\xbf{"title":"One"}')
    assert (record.article.headline, bad) == ("One", [])


def test_an_empty_file_has_no_articles():
    assert read(b"") == ([], [])


DEEP_LISTS = b"[" * 900 + b"]" * 900
BAD_LINES = {
    b'{"title": ': "not JSON (column 11: Expecting value)",
    b"title,text": "not JSON (column 1: Expecting value)",
    b'{"title":"One"}{"title":"Two"}': "not JSON (column 16: Extra data)",
    b'"title"': "JSON, but no object with fields",
    b"[1, 2]": "JSON, but no object with fields",
    b"null": "JSON, but no object with fields",
    b'{"title":"Caf\xe9"}': "not UTF-8 text (byte 14)",
    b'{"title":"\x00"}': "not JSON (column 11: Invalid control character at)",
    b"\x1f\x8b\x08\x00 packed": "not UTF-8 text (byte 2)",
    b'{"title":' + b"[" * 100_000: "not JSON that can be read: too deep, or too long a number",
    b'{"title":' + DEEP_LISTS + b"}": "lists in lists, too deep to be read",
    b'{"title":' + b"9" * 5_000 + b"}": "not JSON that can be read: too deep, or too long a number",
    b"{}": (
        "no article: nothing in headline or title, nothing in body or text "
        "(choose others with --map)"
    ),
    b'{"title":null,"text":" \\n "}': (
        "no article: nothing in headline or title, nothing in body or text "
        "(choose others with --map)"
    ),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.items(), ids=lambda value: str(value)[:40])
def test_a_bad_line_is_named_with_its_number_and_the_rest_goes_on(line, reason):
    records, bad = read(b'{"title":"One"}', line, b'{"title":"Three"}')
    assert [record.article.headline for record in records] == ["One", "Three"]
    assert bad == [f"wire.jsonl: line 2: {reason}"]


def test_a_line_that_is_too_long_is_passed_over_and_named(monkeypatch):
    monkeypatch.setattr(line_batches, "LONGEST_LINE_BYTES", 1_000_000)
    longest = b'{"title":"%s"}\n' % (b"x" * (1_000_000 - 13))
    assert len(longest) == 1_000_000
    too_long = b'{"title":"%s"}\n' % (b"x" * 3_456_789)
    records, bad = read(b'{"title":"One"}\n', longest, too_long, b'{"title":"Four"}\n', newline=b"")
    assert [record.article.provenance.position for record in records] == [1, 2, 4]
    assert bad == ["wire.jsonl: line 3: longer than 1 MB: one article a line is wanted"]


def test_the_last_line_may_be_too_long_too(monkeypatch):
    monkeypatch.setattr(line_batches, "LONGEST_LINE_BYTES", 1_000_000)
    records, bad = read(b'{"title":"One"}', b"x" * 1_000_001)
    assert len(records) == 1
    assert bad == ["wire.jsonl: line 2: longer than 1 MB: one article a line is wanted"]


def test_of_a_broken_off_gzip_file_all_whole_lines_are_read(tmp_path):
    path = tmp_path / "wire.jsonl.gz"
    rows = [json.dumps({"title": sha256(b"%d" % number).hexdigest()}) for number in range(2_000)]
    packed = gzip.compress("\n".join(rows).encode())
    path.write_bytes(packed[: len(packed) // 2])
    *records, broken_off = read_file(path, {})
    read_rows = [record.raw.content.decode().strip() for record in records]
    assert 500 < len(read_rows) < 1_500
    assert read_rows == rows[: len(read_rows)]
    assert broken_off.reason == (
        f"{path}: cannot be read beyond line {len(read_rows)} (Compressed file ended before the "
        "end-of-stream marker was reached): what came before it is kept; get a whole copy and add "
        "it again"
    )


def test_a_gzip_file_is_known_by_its_bytes_and_not_by_its_name(tmp_path):
    packed, plain = tmp_path / "packed.jsonl", tmp_path / "plain.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"title":"One"}'))
    plain.write_bytes(b'{"title":"One"}')
    assert [
        record.article.headline for path in (packed, plain) for record in read_file(path, {})
    ] == [
        "One",
        "One",
    ]


def test_a_mapping_reaches_into_structures():
    article = read_one(
        {
            "meta": {"head": {"main": "Salt boats return"}, "a.b": "Kenya"},
            "article.text": "The boats came back.",
            "who": [{"name": "Ruth Awino"}, {"name": "Deji Afolarin"}],
        },
        headline="meta.head.main",
        body="article.text",
        byline="who",
    )
    assert article.headline == "Salt boats return"
    assert article.body == ("The boats came back.",)
    assert article.credits == (
        Credit("Ruth Awino", Role.REPORTER),
        Credit("Deji Afolarin", Role.REPORTER),
    )


def test_a_mapping_that_no_line_fits_is_named():
    with pytest.raises(MappingError) as raised:
        read(b'{"title":"One"}', b"{}", mapping={"headline": "kicker", "body": "story.text"})
    assert str(raised.value) == (
        "wire.jsonl: none of its records has kicker and story.text: correct --map and add it again"
    )


@pytest.mark.parametrize("field", ["region", "date", "byline", "source", "language"])
def test_any_column_of_the_mapping_that_no_line_has_is_named(field):
    with pytest.raises(MappingError, match="none of its records has nowhere: correct --map"):
        read(b'{"title":"One"}', b'{"title":"Two"}', mapping={field: "nowhere"})


def test_a_column_that_comes_late_is_there_and_one_that_never_comes_is_named_at_the_end():
    lines = [b'{"title":"One"}'] * 1_200
    records, bad = read(*lines, b'{"title":"Two","where":"Kenya"}', mapping={"region": "where"})
    assert (len(records), bad) == (1_201, [])
    given_ = JsonLinesReader().unpack(
        Source("wire.jsonl", io.BytesIO(b"\n".join(lines)), {"region": "where"})
    )
    assert [next(given_).content.count(b"One") for _ in range(3)] == [500, 500, 200]
    with pytest.raises(MappingError, match="none of its records has where"):
        next(given_)


def test_what_came_before_a_stream_breaks_off_is_given_though_a_column_is_missing():
    packed = gzip.compress(b'{"title":"One"}\n' * 3, mtime=0)[:-6]
    stream = gzip.GzipFile(fileobj=io.BytesIO(packed))
    given_ = JsonLinesReader().unpack(Source("wire.jsonl", stream, {"region": "where"}))
    assert b"One" in next(given_).content
    with pytest.raises(SourceError, match="cannot be read beyond line"):
        next(given_)


def test_a_mapping_that_some_lines_fit_is_right():
    records, bad = read(b'{"kicker":"One"}', b'{"title":"Two"}', mapping={"headline": "kicker"})
    assert [record.article.headline for record in records] == ["One", "Two"]
    assert bad == []


_COLUMNS = (
    "title headline body text date time byline reporter region dateline caption url lang topics "
    "name value credits source section x"
)
_KEYS = st.sampled_from(_COLUMNS.split())
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_STORIES = st.fixed_dictionaries(
    {"title": st.text(min_size=1), "text": st.text(min_size=1)},
    optional={"x": _JSON, "date": _JSON},
)
_ROWS = (_STORIES | st.dictionaries(_KEYS, _JSON)).map(lambda row: json.dumps(row).encode())
_BYTES = st.sampled_from(
    (b'{"title":"One"}', b"\n", b"\r", b"\0", b"\xff", b"[", b"{", b'"', b"NaN")
)
# Mapped, each is one choice of three, and not all that it is made of.
_FILES = st.one_of(
    st.lists(_ROWS, min_size=1).map(b"\n".join),
    st.lists(_ROWS | st.just(b'{"title":"One"}') | _BYTES, min_size=1).map(b"\n".join),
    (st.binary() | st.lists(_BYTES | st.binary(max_size=4)).map(b"".join)).map(bytes),
)
_MAPPINGS = st.sampled_from(
    [{}, {}, {"headline": "title"}, {"headline": "title", "body": "text"}, {"body": "x.y"}]
)


@given(_FILES, _MAPPINGS)
def test_any_bytes_are_articles_or_reasons(content, mapping):
    try:
        records, bad = read(content, mapping=mapping)
    except MappingError as error:
        event("the mapping is refused")
        assert str(error).startswith("wire.jsonl: none of its records has ")
    else:
        assert len(records) + len(bad) <= content.count(b"\n") + 1
        event("articles" if records else "nothing but reasons")
        for record in records:
            assert record.raw.content in content
            assert msgspec.convert(json.loads(json.dumps(record.article.to_json())), Article)
            record.article.identity().encode()
