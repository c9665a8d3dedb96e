"""How the Whoosh engine keeps postings: whatever goes in comes out, and what is rare is small."""

import doctest
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer, index_terms
from indexer.analysis.languages import ENGLISH
from indexer.engines.whoosh.build import segment_merging
from indexer.engines.whoosh.build.field_texts import FieldTexts
from indexer.engines.whoosh.build.segment_merging import merge, sources, to_merge
from indexer.engines.whoosh.build.token_memo import TokenMemo
from indexer.engines.whoosh.codec.codec import ArraySegment
from indexer.engines.whoosh.errors import DamageError
from indexer.engines.whoosh.search import positions as position_search
from indexer.engines.whoosh.segment import doc_sets, posting_blocks, posting_lists, varint
from indexer.engines.whoosh.segment.columns import read_column, read_sets, write_column, write_sets
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter
from indexer.engines.whoosh.segment.posting_blocks import (
    compress_terms,
    decompress,
    decompress_terms,
)
from indexer.engines.whoosh.segment.posting_lists import (
    Occurrences,
    TermLists,
    from_deltas,
    invert,
    to_deltas,
)
from indexer.engines.whoosh.segment.stored_texts import StoredTexts, write_texts
from indexer.engines.whoosh.segment.term_dictionary import TermDictionary, write_field
from indexer.engines.whoosh.segment.varint import (
    decode_varints,
    encode_varints,
    first_bytes,
    gather_varints,
    slice_varints,
)
from indexer.schema.fields import FACETS

numbers = st.integers(0, 2**32 - 1) | st.integers(0, 300)
# Of each term the documents that have it, and where it stands in each.
postings = st.dictionaries(
    st.text("abcé한", min_size=1, max_size=4),
    st.dictionaries(
        st.integers(0, 2**31 - 1) | st.integers(0, 20),
        st.sets(numbers, min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    ),
    max_size=12,
)


def lists_of(terms, *, bare=False):
    """The same postings as flat arrays."""
    rows = [
        (number, doc, position)
        for number, term in enumerate(sorted(terms))
        for doc in sorted(terms[term])
        for position in (sorted(terms[term][doc]) if not bare else [0])
    ]
    columns = np.array(rows, np.uint32).reshape(-1, 3).T
    return invert(Occurrences(sorted(terms), columns[0], columns[1], None if bare else columns[2]))


def postings_of(every):
    """The postings that flat arrays hold: by term, then by document."""
    found = {}
    for lists in every:
        ends = np.cumsum(lists.sizes, dtype=int).tolist()
        counts = np.ones(len(lists.docs), int) if lists.counts is None else lists.counts
        position_ends = np.cumsum(counts, dtype=int).tolist()
        positions = [] if lists.positions is None else lists.positions.tolist()
        for term, (start, end) in zip(lists.terms, pairwise([0, *ends]), strict=True):
            found[term] = {
                doc: set(positions[last - count : last])
                for doc, count, last in zip(
                    lists.docs[start:end].tolist(),
                    counts[start:end].tolist(),
                    position_ends[start:end],
                    strict=True,
                )
            }
    return found


@pytest.fixture
def segment(tmp_path):
    """Writes a segment's file by a function of its writer, and opens it."""
    opened = []

    def make(write):
        path = tmp_path / f"{len(opened)}.seg"
        with SegmentFileWriter(path) as file:
            write(file)
        opened.append(SegmentFile(path))
        return opened[-1]

    yield make
    for file in opened:
        file.close()


@pytest.mark.parametrize(
    "module", [varint, posting_lists, posting_blocks, doc_sets, position_search]
)
def test_worked_examples_in_docstrings_are_true(module):
    results = doctest.testmod(module)
    assert (results.attempted > 0, results.failed) == (True, 0)


# Numbers.


@given(st.lists(numbers))
def test_numbers_come_back_as_they_were_packed_and_can_be_cut_anywhere(values):
    content, places = encode_varints(np.array(values, np.uint32))
    assert decode_varints(content).tolist() == values
    assert [int(decode_varints(content[a:b])[0]) for a, b in pairwise(places.tolist())] == values


@given(st.lists(numbers, min_size=1, max_size=300), st.data())
def test_some_of_packed_numbers_are_had_without_the_others(values, data):
    content, places = encode_varints(np.array(values, np.uint32))
    first = data.draw(st.integers(0, len(values) - 1))
    last = data.draw(st.integers(first + 1, len(values)))
    assert decode_varints(slice_varints(content, first, last)).tolist() == values[first:last]
    starts = sorted(data.draw(st.sets(st.integers(0, len(values) - 1), max_size=5)))
    ends = [data.draw(st.integers(a + 1, b)) for a, b in pairwise([*starts, len(values)])]
    some = gather_varints(
        content, np.array(starts, int), np.array(ends, int) - np.array(starts, int)
    )
    assert decode_varints(some).tolist() == [
        value for a, b in zip(starts, ends, strict=True) for value in values[a:b]
    ]
    assert bytes(first_bytes(np.frombuffer(content, np.uint8))) == bytes(
        content[place] for place in places[:-1].tolist()
    )
    with pytest.raises(IndexError):
        slice_varints(content, 0, len(values) + 1)


def test_a_small_number_takes_one_byte_and_the_greatest_five():
    content, places = encode_varints(np.array([0, 127, 128, 2**32 - 1], np.uint32))
    assert content == b"\x00\x7f\x80\x01\xff\xff\xff\xff\x0f"
    assert places.tolist() == [0, 1, 2, 4, 9]


@pytest.mark.parametrize("before", [b"", bytes(200)], ids=["few", "many"])
@pytest.mark.parametrize("content", [b"\x80", b"\x01\xff", b"\xff\xff\xff\xff\xff\x01"])
def test_numbers_without_an_end_are_refused(content, before):
    with pytest.raises(ValueError, match=r"end$"):
        decode_varints(before + content)


@given(st.lists(st.lists(numbers, min_size=1, unique=True).map(sorted)))
def test_lists_come_back_from_their_gaps(lists):
    flat = np.array([number for each in lists for number in each], np.uint32)
    sizes = np.array([len(each) for each in lists], np.int64)
    assert from_deltas(to_deltas(flat, sizes), sizes).tolist() == flat.tolist()


# Terms and their postings.


@settings(max_examples=60)
@given(postings, st.integers(1, 4), st.integers(1, 6), st.booleans())
def test_postings_come_back_whatever_a_block_holds(terms, most_terms, most_postings, bare):
    expected = {term: {d: set() if bare else p for d, p in terms[term].items()} for term in terms}
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(posting_blocks, "TERMS_A_BLOCK", most_terms)
        patched.setattr(posting_blocks, "POSTINGS_A_BLOCK", most_postings)
        with SegmentFileWriter(Path(folder) / "x.seg") as file:
            write_field(file, "body", [lists_of(terms, bare=bare)], has_positions=not bare)
        file = SegmentFile(Path(folder) / "x.seg")
        body = TermDictionary(file, "body")
        assert dict(body.sizes()) == {term: len(terms[term]) for term in terms}
        assert postings_of(body.between("", positions=not bare)) == expected
        for term in terms:
            docs = sorted(terms[term])
            place = body.place(term)
            assert (place.size, body.docs(place).tolist()) == (len(docs), docs)
            assert body.place(term + "z") is None
            assert body.place(term[1:] + "z") is None
            if not bare:
                assert body.counts(place).tolist() == [len(terms[term][doc]) for doc in docs]
                some = docs[::2]
                among = body.list_among(place, np.array(some))
                assert postings_of([among]) == {term: {doc: expected[term][doc] for doc in some}}
        for first, end in (("", "b"), ("ab", "c"), ("b", None), ("c", "c")):
            assert postings_of(body.between(first, end, positions=not bare)) == {
                term: expected[term] for term in terms if term >= first and (not end or term < end)
            }
        file.close()


def test_a_term_that_stands_once_takes_seven_bytes_with_its_letters(tmp_path):
    terms = {f"w{number:05x}": {number: {5}} for number in range(10_000)}
    with SegmentFileWriter(tmp_path / "x.seg") as file:
        write_field(file, "body", [lists_of(terms)], has_positions=True)
    assert (tmp_path / "x.seg").stat().st_size < 80_000


# Letters with and without accents, spaces of several kinds, and what may stand inside of words.
CHARACTERS = "aAé한국ก1١ \n\u00a0\u3000\u0301_.,-\u2011'\u2019"


@given(
    st.lists(st.lists(st.text(CHARACTERS, max_size=20), max_size=3), max_size=4),
    st.sampled_from((ENGLISH, "de", "ru")),
)
def test_texts_by_their_chunks_have_the_terms_that_the_texts_have(texts_of_docs, language):
    for analyzer in Analyzer:
        vocabulary = TokenMemo(analyzer)
        pool = FieldTexts(vocabulary)
        terms, written, lengths = {}, {}, {}
        for doc, texts in enumerate(texts_of_docs):
            if texts:
                pool.add(doc, texts, language)
            whole = index_terms(texts, analyzer, language)
            lengths[doc] = whole.length
            for term, positions in whole.positions.items():
                terms.setdefault(term, {})[doc] = set(positions)
            for word in whole.written:
                written.setdefault(word, {})[doc] = set()
        positioned = pool.positioned(vocabulary.widths())
        assert postings_of([positioned.lists(vocabulary.terms())]) == terms
        assert postings_of([positioned.bare_lists(vocabulary.written())]) == written
        assert [*positioned.lengths, *[0] * len(texts_of_docs)][: len(texts_of_docs)] == [
            *lengths.values()
        ]


# Columns, sets and sections.


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 9)))
def test_columns_come_back_as_they_were_written(values):
    with TemporaryDirectory() as folder:
        with SegmentFileWriter(Path(folder) / "x.seg") as written:
            write_column(written, "days", np.array(values, np.uint64))
        file = SegmentFile(Path(folder) / "x.seg")
        assert read_column(file, "days", len(values)).tolist() == values
        assert read_column(file, "nights", len(values)) is None
        file.close()


def test_sets_of_values_come_back_with_whatever_characters_they_have(segment):
    sets = [("Asia", "Asia/한국"), (), ("line\nend", "\x1f")]
    file = segment(lambda file: write_sets(file, "region", sets))
    assert read_sets(file, "region") == sets


@pytest.mark.parametrize("documents", [0, 2, 4, 2**31])
def test_a_column_of_other_documents_is_refused(segment, documents):
    file = segment(lambda file: write_column(file, "days", np.array([7, 8, 9], np.uint64)))
    with pytest.raises(DamageError):
        read_column(file, "days", documents)


def test_what_unpacks_to_more_than_it_can_be_is_refused_before_it_takes_memory():
    bomb = compress_terms(["a" * 100_000_000])
    assert len(bomb) < 100_000
    with pytest.raises(DamageError):
        decompress(bomb, 1_000_000)
    assert decompress_terms(compress_terms(["a", "b"])) == ["a", "b"]


def test_a_file_that_is_left_with_an_error_is_no_segment(tmp_path):
    with pytest.raises(OSError, match="full"), SegmentFileWriter(tmp_path / "x.seg") as file:
        file.write("a", b"content")
        raise OSError("full")
    with pytest.raises(DamageError):
        SegmentFile(tmp_path / "x.seg")


# Merging.


@settings(max_examples=40)
@given(st.lists(postings.map(dict), min_size=1, max_size=4), st.integers(1, 3), st.data())
def test_merged_postings_are_those_of_what_is_left(parts, at_once, data):
    parts = [
        {term: {d % 8: p for d, p in docs.items()} for term, docs in part.items()} for part in parts
    ]
    deleted = [data.draw(st.sets(st.integers(0, 7))) for _ in parts]
    expected, first = {}, 0
    for part, gone in zip(parts, deleted, strict=True):
        number = {doc: first + i for i, doc in enumerate(d for d in range(8) if d not in gone)}
        first += len(number)
        for term, docs in part.items():
            for doc, positions in docs.items():
                if doc in number:
                    expected.setdefault(term, {})[number[doc]] = positions
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(posting_blocks, "TERMS_A_BLOCK", 2)
        patched.setattr(segment_merging, "_BLOCKS_AT_ONCE", at_once)
        files = [written(Path(folder) / f"{i}.seg", part) for i, part in enumerate(parts)]
        segments = [ArraySegment(8, deleted=gone) for gone in deleted]
        with SegmentFileWriter(Path(folder) / "merged.seg") as file:
            merge(file, sources(files, segments))
        merged = SegmentFile(Path(folder) / "merged.seg")
        body = TermDictionary(merged, "body")
        assert postings_of(body.between("", positions=True)) == expected
        assert read_column(merged, "id_number", first).tolist() == [
            doc for gone in deleted for doc in range(8) if doc not in gone
        ]
        assert list(StoredTexts(merged, "title", first)) == [
            f"headline {doc}" for gone in deleted for doc in range(8) if doc not in gone
        ]
        for each in (*files, merged):
            each.close()


def written(path, terms):
    """The open segment of eight documents with these postings."""
    with SegmentFileWriter(path) as file:
        write_field(file, "body", [lists_of(terms)], has_positions=True)
        write_column(file, "id_number", np.arange(8))
        write_texts(file, "title", [f"headline {doc}" for doc in range(8)])
        for facet in FACETS:
            write_column(file, facet.name, np.zeros(8, np.uint64))
            write_sets(file, facet.name, [()])
    return SegmentFile(path)


def test_what_a_new_index_begins_with_is_one_segment():
    small, large = ArraySegment(2), ArraySegment(5_000)
    assert to_merge([small, large], is_first=True) == [small, large]
    assert to_merge([large], is_first=True) == []


def test_segments_are_merged_when_four_are_of_one_size_or_one_is_mostly_deleted():
    small = [ArraySegment(2) for _ in range(3)]
    large = ArraySegment(5_000)
    assert to_merge([*small, large]) == []
    one_more = ArraySegment(3)
    assert to_merge([*small, large, one_more]) == [*small, one_more]
    emptied = ArraySegment(100, deleted=range(51))
    assert to_merge([large, emptied]) == [emptied]
    assert to_merge([large, ArraySegment(100, deleted=range(50))]) == []


def test_lists_without_any_term_are_written_and_read(segment):
    nothing = TermLists([], np.empty(0, np.int64), np.empty(0, np.uint32))
    file = segment(lambda file: write_field(file, "body", [nothing], has_positions=False))
    body = TermDictionary(file, "body")
    assert body.place("a") is None
    assert [*body.sizes(), *body.between("")] == []
