"""Whoosh's terms reader over a segment: lexicon, term statistics and matchers."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.reading import TermInfo

from indexer.engines.whoosh.codec.field_terms import FieldTerms, PostingList
from indexer.engines.whoosh.codec.open_segment import OpenSegment
from indexer.engines.whoosh.codec.posting_matcher import PostingMatcher
from indexer.engines.whoosh.index_entry import TEXT_FIELD_OF

# Whoosh asks twice for the statistics of a term before it asks for its matcher.
_TERMS_KEPT = 16

# ruff: noqa: ANN401 - what is passed on to Whoosh's fields and scorers is theirs


class SegmentTermsReader(base.TermsReader):
    """Reads the lexicons and postings of a segment; `KeyError` for a term that is not there."""

    def __init__(self, opened: OpenSegment) -> None:
        self._opened = opened
        self._postings = lru_cache(_TERMS_KEPT)(self._read_postings)

    def close(self) -> None:
        """Close the segment's file."""
        self._opened.close()

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            return self._terms(term[0]).size(term[1]) > 0
        except KeyError:
            return False

    def indexed_field_names(self) -> list[str]:
        """The fields that can have terms."""
        return self._opened.indexed

    def cursor(self, fieldname: str, fieldobj: Any) -> "TermCursor":
        """A cursor over the terms of a field."""
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms of all fields."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from `prefix` on, then those of all fields after it."""
        for name in self._opened.indexed:
            if name >= fieldname and (terms := self._opened.terms(name)):
                for term in terms.terms_from(prefix if name == fieldname else b""):
                    yield name, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms of all fields with their statistics."""
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms of `terms_from` with their statistics."""
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Statistics of a term: document frequency, and bounds of weight, length and document."""
        found = self._postings(fieldname, text)
        lengths, weights = self._lengths(fieldname, found), found.counts * _boost(fieldname)
        return TermInfo(
            weight=weights.sum().item(),
            df=len(found.docs),
            minlength=lengths.min().item(),
            maxlength=lengths.max().item(),
            maxweight=weights.max().item(),
            minid=found.docs[0].item(),
            maxid=found.docs[-1].item(),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """The collection frequency of a term, times the weight of its field."""
        return float(self._postings(fieldname, text).counts.sum()) * _boost(fieldname)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a term."""
        return self._terms(fieldname).size(text)

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> PostingMatcher:
        """A matcher over the postings of a term."""
        found = self._postings(fieldname, text)
        lengths = self._lengths(fieldname, found)
        return PostingMatcher((fieldname, text), found, lengths, format_, scorer)

    def _terms(self, fieldname: str) -> FieldTerms:
        terms = self._opened.terms(fieldname)
        if terms is None:
            raise KeyError(fieldname)
        return terms

    def _read_postings(self, fieldname: str, text: bytes) -> PostingList:
        return self._terms(fieldname).postings(text)

    def _lengths(self, fieldname: str, found: PostingList) -> NDArray[Any]:
        """The field length in each document that has a term; 0 where the field has none."""
        lengths = self._opened.lengths(fieldname)
        return np.zeros(len(found.docs), np.uint8) if lengths is None else lengths[found.docs]


class TermCursor(base.FieldCursor):
    """Cursor over the decoded terms of one field, each once."""

    def __init__(self, reader: SegmentTermsReader, fieldname: str, field: Any) -> None:
        self._reader = reader
        self._name = fieldname
        self._field = field
        self._left = iter(())
        self._term: bytes | None = None
        self.first()

    def first(self) -> str | None:
        """The first term, None where there is none."""
        return self._go_to(b"")

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term at or after a text; None where there is none."""
        return self._go_to(self._field.to_bytes(string))

    def next(self) -> str | None:
        """The next term."""
        before = self.text()
        self._step()
        while before is not None and self.text() == before:
            self._step()
        return self.text()

    def text(self) -> str | None:
        """The term here."""
        return None if self._term is None else self._field.from_bytes(self._term)

    term = text

    def term_info(self) -> TermInfo | None:
        """The statistics of the current term."""
        return None if self._term is None else self._reader.term_info(self._name, self._term)

    def is_valid(self) -> bool:
        """Whether the cursor is on a term."""
        return self._term is not None

    def _go_to(self, term: bytes) -> str | None:
        self._left = self._reader.terms_from(self._name, term)
        self._step()
        return self.text()

    def _step(self) -> None:
        name, self._term = next(self._left, (None, None))
        if name != self._name:
            self._term = None


def _boost(fieldname: str) -> float:
    field = TEXT_FIELD_OF.get(fieldname)
    return field.weight if field else 1.0
