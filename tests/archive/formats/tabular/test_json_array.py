"""JSON arrays: every object is an article or a reason, whatever the array is like around it."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MappingError, SourceError
from archive.formats.tabular import json_array
from archive.formats.tabular.json_array import JsonArrayReader
from archive.model.document import Source
from tests.archive.formats.reading import read_bytes

ARRAY = b"""[ {"title": "Salt boats return", "text": "They came back."} ,
  {"title": "Two \\"ferries\\"", "places": ["Kenya"]},
  {}, 3, {"title": "Last"}]
"""


def read(content, mapping=None):
    records, bad = read_bytes(JsonArrayReader(), content, "export.json", mapping)
    return records, [each.reason for each in bad]


def test_an_object_is_an_article_with_its_own_bytes():
    records, bad = read(ARRAY)
    assert [(r.article.headline, r.article.provenance.position) for r in records] == [
        ("Salt boats return", 1),
        ('Two "ferries"', 2),
        ("Last", 5),
    ]
    assert records[0].raw.content == (b'{"title": "Salt boats return", "text": "They came back."}')
    assert records[0].raw.media_type == "application/json"
    assert bad == [
        (
            "export.json: entry 3: no article: nothing in headline or title, "
            "nothing in body or text (choose others with --map)"
        ),
        "export.json: entry 4: JSON, but no object with fields",
    ]


BROKEN_OFF = {
    b'[{"title":"One"}': (1, "entry 2: not JSON that can be read on (Expecting value: "),
    b'[{"title":"One"},{"title":"Tw': (1, "entry 2: not JSON that can be read on (Unterminated "),
    b'[{"title":"One"}, nonsense, {"title":"Two"}]': (1, "entry 2: not JSON that can be "),
    b"[" * 100_000: (0, "entry 1: not JSON that can be read on (maximum recursion depth"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN_OFF.items(), ids=range(len(BROKEN_OFF)))
def test_what_came_before_a_break_is_kept(content, said):
    given = []
    with pytest.raises(SourceError) as raised:
        for each in JsonArrayReader().unpack(Source("export.json", io.BytesIO(content))):
            given += JsonArrayReader().read(each)
    assert len(given) == said[0]
    assert str(raised.value).startswith(f"export.json: {said[1]}")
    assert str(raised.value).endswith("is kept; mend it and add it again")


def test_a_mapping_that_no_object_fits_is_named():
    with pytest.raises(MappingError, match="none of its records has kicker: correct --map"):
        read(ARRAY, {"headline": "kicker"})


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'[{"title"', True),
        (b'\xef\xbb\xbf [\n { "a"', True),
        (b"[1, 2]", False),
        (b'{"a": 1}', False),
        (b"", False),
    ],
)
def test_it_is_known_by_an_object_at_its_start(head, known):
    assert JsonArrayReader().recognizes(head) is known


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "text", "x"]), _VALUES)),
    st.sampled_from([None, 1, "\t"]),
    st.sampled_from([1, 7, 1_000]),
)
def test_every_object_comes_out_however_it_is_laid_out_and_read(objects, indent, chunk):
    content = json.dumps(objects, indent=indent, ensure_ascii=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "_CHUNK_CHARACTERS", chunk)
        records, bad = read(content.encode("utf-8", "surrogatepass"))
    assert len(records) + len(bad) == len(objects)


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.binary().map(lambda tail: b'[{"title":"One"}' + tail)
)
def test_any_bytes_are_articles_or_reasons(content):
    try:
        records, _ = read(content)
    except SourceError as error:
        assert str(error).startswith("export.json: entry ")
    else:
        assert all(record.article.headline or record.article.body for record in records)
