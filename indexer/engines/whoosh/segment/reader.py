"""The postings and columns of an open Whoosh index as NumPy arrays over all its segments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.analysis.languages import MARK, behind_language, language_of
from indexer.engines.doc_values import Docs, Mask
from indexer.engines.whoosh.segment.columns import read_column, read_sets
from indexer.engines.whoosh.segment.file import SegmentFile
from indexer.engines.whoosh.segment.term_dictionary import BlockCache, TermDictionary, field_names
from indexer.engines.whoosh.segment.term_postings import PostingCache, Postings, SegmentTerm

# Sizes of the caches: of blocks in bytes, and of looked-up terms.
_BLOCKS_BYTES, _TERMS_KEPT = 3 << 20, 4_096
# Sorts behind all that begins with a prefix.
_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FacetPart:
    """A facet in one segment: its value sets, and the number of each document's set.

    The segment's documents are numbered from `first` on.
    """

    sets: list[tuple[str, ...]]
    set_of_doc: NDArray[Any]
    first: int


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One open segment, and the number of its first document."""

    file: SegmentFile
    fields: dict[str, TermDictionary]
    documents: int
    first: int


class Segments:
    """All segments of an index as if they were one.

    Documents are numbered through all segments. Deleted ones keep their number, have False in
    `live`, and are in no postings.
    """

    def __init__(self, reader: IndexReader) -> None:
        self.size = reader.doc_count_all()
        self.live = np.ones(self.size, np.bool_)
        self._leaves: list[_Leaf] = []
        kept = BlockCache(_BLOCKS_BYTES)
        leaves: Any = reader.leaf_readers()
        for part, first in leaves:
            if documents := part.doc_count_all():
                file: SegmentFile = part.codec().opened.file
                fields = {name: TermDictionary(file, name, kept) for name in field_names(file)}
                self._leaves.append(_Leaf(file, fields, documents, first))
                deleted = part.segment().deleted_docs()
                self.live[[first + document for document in deleted]] = False
        self._lists = PostingCache(self.live)
        self._nowhere = Postings(self._lists, "", "", ())
        self.postings = lru_cache(_TERMS_KEPT)(self._postings)
        self.column = cache(self._column)

    def facet(self, name: str) -> Iterator[FacetPart]:
        """A facet in each segment that has documents."""
        for leaf in self._leaves:
            column = read_column(leaf.file, name, leaf.documents)
            if column is not None:
                yield FacetPart(read_sets(leaf.file, name), column, leaf.first)

    def lexicon(self, field: str) -> set[str]:
        """Every term of a field."""
        return {term for term, _ in self.sizes(field)}

    def languages(self, fields: Iterable[str]) -> frozenset[str]:
        """The languages of some fields' marked terms, looked up one after the other."""
        return frozenset(
            language
            for field in fields
            for dictionary, _ in self._dictionaries(field)
            for language in _languages(dictionary)
        )

    def sizes(self, field: str) -> Iterator[tuple[str, int]]:
        """The terms of a field in each segment, with their document frequencies there."""
        for dictionary, _ in self._dictionaries(field):
            yield from dictionary.sizes()

    def any_with_prefix(self, field: str, prefix: str) -> Mask:
        """Which documents have a term that begins with a prefix."""
        mask = np.zeros(self.size, np.bool_)
        end = prefix + _LAST_CHARACTER if prefix else None
        for dictionary, first in self._dictionaries(field):
            for lists in dictionary.between(prefix, end):
                mask[first:][lists.docs] = True
        return mask & self.live

    def any_of(self, field: str, terms: Iterable[str]) -> Mask:
        """Which documents have any of some terms."""
        mask = np.zeros(self.size, np.bool_)
        dictionaries = list(self._dictionaries(field))
        for term in terms:
            for dictionary, first in dictionaries:
                if (place := dictionary.place(term)) is not None:
                    mask[first:][dictionary.docs(place)] = True
        return mask & self.live

    def places(self, field: str, term: str, wanted: Docs) -> tuple[Docs, NDArray[Any]]:
        """Occurrences of a term in `wanted`, which all have it: arrays of document and position."""
        return self.postings(field, term).places(wanted)

    def _column(self, name: str) -> NDArray[Any]:
        """A column over all documents, deleted ones too; 0 where a segment does not have it."""
        read = [(each, read_column(each.file, name, each.documents)) for each in self._leaves]
        columns = [(leaf, column) for leaf, column in read if column is not None]
        values = np.zeros(self.size, np.result_type(np.uint32, *(each for _, each in columns)))
        for leaf, column in columns:
            values[leaf.first : leaf.first + leaf.documents] = column
        values.setflags(write=False)
        return values

    def _postings(self, field: str, term: str) -> Postings:
        placed = tuple(
            SegmentTerm(leaf.fields[field], place, leaf.first, leaf.documents)
            for leaf in self._leaves
            if field in leaf.fields and (place := leaf.fields[field].place(term))
        )
        # Most words are missing from most fields.
        return Postings(self._lists, field, term, placed) if placed else self._nowhere

    def _dictionaries(self, field: str) -> Iterator[tuple[TermDictionary, int]]:
        for leaf in self._leaves:
            if field in leaf.fields:
                yield leaf.fields[field], leaf.first


def _languages(dictionary: TermDictionary) -> Iterator[str]:
    first = MARK
    while (term := next(dictionary.terms_from(first), "")).startswith(MARK):
        yield (language := language_of(term))
        first = behind_language(language)
