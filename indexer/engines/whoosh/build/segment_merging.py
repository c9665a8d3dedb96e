"""Segment merging: which segments to merge, and the merge, which drops deleted documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.codec import ArraySegment
from indexer.engines.whoosh.index_entry import TITLE
from indexer.engines.whoosh.segment.columns import (
    column_names,
    read_column,
    read_sets,
    write_column,
    write_sets,
)
from indexer.engines.whoosh.segment.file import SegmentFile, SegmentFileWriter
from indexer.engines.whoosh.segment.posting_lists import Occurrences, TermLists, invert
from indexer.engines.whoosh.segment.stored_texts import StoredTexts, write_texts
from indexer.engines.whoosh.segment.term_dictionary import TermDictionary, field_names, write_field
from indexer.engines.whoosh.segment.varint import Numbers
from indexer.schema.fields import FACETS

# Tiered merging: so many segments of one tier are merged; a tier has 8 times (2**3) the documents
# of the one below. Every segment is searched for every word, so few are better: 35,689 stories are
# one segment, and merging it takes a fifth of the time of building it.
_MANY = 4
_SIZE_BITS = 3
# How much is merged at once: 64 blocks, some ten thousand postings. Four times as many take 30 MB
# more, and no less time.
_BLOCKS_AT_ONCE = 64


def to_merge(segments: Sequence[ArraySegment], *, is_first: bool = False) -> list[ArraySegment]:
    """Choose segments to merge: those of a full tier, and those with most documents deleted.

    `is_first` merges all, which several processes may have built for a new index.
    """
    if is_first:
        return list(segments) if len(segments) > 1 else []
    of_size: dict[int, list[ArraySegment]] = {}
    for segment in segments:
        size = (segment.live.bit_length() - 1) // _SIZE_BITS
        of_size.setdefault(size, []).append(segment)
    merged = [each for alike in of_size.values() if len(alike) >= _MANY for each in alike]
    wasteful = (each for each in segments if len(each.deleted) > each.live)
    return list(dict.fromkeys(chain(merged, wasteful)))


@dataclass(frozen=True, slots=True)
class MergeSource:
    """A segment to merge. `numbers` has each document's new number, -1 for a deleted one."""

    file: SegmentFile
    numbers: NDArray[np.int64]
    documents: int


def sources(files: Sequence[SegmentFile], segments: Sequence[ArraySegment]) -> list[MergeSource]:
    """Number the live documents of all segments consecutively.

    Segments of 3 documents, the second deleted, and of 2 have the numbers 0, -1, 1 and 2, 3.
    """
    found: list[MergeSource] = []
    first = 0
    for file, segment in zip(files, segments, strict=True):
        live = np.ones(segment.documents, np.bool_)
        live[list(segment.deleted)] = False
        numbers = np.where(live, np.cumsum(live) - 1 + first, -1)
        found.append(MergeSource(file, numbers, segment.documents))
        first += int(live.sum())
    return found


def merge(file: SegmentFileWriter, merged: Sequence[MergeSource]) -> None:
    """Write the merged segment."""
    facets = {facet.name for facet in FACETS}
    for name in sorted({name for each in merged for name in column_names(each.file)} - facets):
        write_column(file, name, np.concatenate([_column(each, name) for each in merged]))
    for name in facets:
        _merge_facet(file, name, merged)
    write_texts(file, TITLE, chain.from_iterable(map(_titles, merged)))
    for name in sorted({name for each in merged for name in field_names(each.file)}):
        held = [
            (TermDictionary(each.file, name), each.numbers)
            for each in merged
            if name in field_names(each.file)
        ]
        write_field(file, name, _merged(held), has_positions=held[0][0].has_positions)


def _column(source: MergeSource, name: str) -> NDArray[np.uint64]:
    values = read_column(source.file, name, source.documents)
    live = source.numbers >= 0
    if values is None:
        return np.zeros(int(live.sum()), np.uint64)
    return values[live].astype(np.uint64)


def _titles(source: MergeSource) -> Iterator[str]:
    titles = StoredTexts(source.file, TITLE, source.documents)
    return compress(titles, source.numbers >= 0)


def _merge_facet(file: SegmentFileWriter, name: str, merged: Sequence[MergeSource]) -> None:
    number_of: dict[tuple[str, ...], int] = {}
    columns: list[NDArray[np.uint64]] = []
    for source in merged:
        sets = read_sets(source.file, name)
        numbers = np.array([number_of.setdefault(each, len(number_of)) for each in sets], np.uint64)
        columns.append(numbers[_column(source, name)])
    write_column(file, name, np.concatenate(columns))
    write_sets(file, name, list(number_of))


def _merged(held: Sequence[tuple[TermDictionary, NDArray[np.int64]]]) -> Iterator[TermLists]:
    """Merge the postings lists of a field, one range of terms at a time."""
    bounds = sorted(term for dictionary, _ in held for term in dictionary.first_terms)
    bounds = list(dict.fromkeys(["", *bounds[_BLOCKS_AT_ONCE::_BLOCKS_AT_ONCE]]))
    for first, end in zip(bounds, [*bounds[1:], None], strict=True):
        pieces = [
            (lists, numbers)
            for dictionary, numbers in held
            for lists in dictionary.between(first, end, positions=dictionary.has_positions)
        ]
        if pieces:
            yield invert(_together(pieces))


def _together(pieces: Sequence[tuple[TermLists, NDArray[np.int64]]]) -> Occurrences:
    """Postings lists of several segments as occurrences, with new document numbers."""
    terms = sorted({term for lists, _ in pieces for term in lists.terms})
    number_of = {term: number for number, term in enumerate(terms)}
    found = [_occurrences(lists, numbers, number_of) for lists, numbers in pieces]
    numbers, docs, positions = (np.concatenate(each) for each in zip(*found, strict=True))
    return Occurrences(terms, numbers, docs, positions if len(positions) else None)


def _occurrences(
    lists: TermLists, numbers: NDArray[np.int64], number_of: dict[str, int]
) -> tuple[Numbers, Numbers, Numbers]:
    """Un-invert lists: term, new document and position of each occurrence that is not deleted.

    Positions are empty for terms without.
    """
    terms = np.array([number_of[term] for term in lists.terms], np.uint32)
    terms, docs = np.repeat(terms, lists.sizes), numbers[lists.docs]
    if lists.counts is None or lists.positions is None:
        live = docs >= 0
        return terms[live], docs[live].astype(np.uint32), docs[:0].astype(np.uint32)
    terms, docs = np.repeat(terms, lists.counts), np.repeat(docs, lists.counts)
    live = docs >= 0
    return terms[live], docs[live].astype(np.uint32), lists.positions[live]
