"""The terms of a segment, as Whoosh reads them."""

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

# Of a term Whoosh asks twice how often it is there before it asks where.
_TERMS_KEPT = 16

# ruff: noqa: ANN401 - what is passed on to Whoosh's fields and scorers is theirs


class SegmentTermsReader(base.TermsReader):
    """Reads the lexicons and postings of a segment; `KeyError` for a term that is not there."""

    def __init__(self, opened: OpenSegment) -> None:
        self._opened = opened
        self._postings = lru_cache(_TERMS_KEPT)(self._read_postings)

    def close(self) -> None:
        """Let the segment's file go."""
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
        """Goes through the terms of a field as text."""
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms of all fields."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from one on, and all those of the fields behind it."""
        for name in self._opened.indexed:
            if name >= fieldname and (terms := self._opened.terms(name)):
                for term in terms.terms_from(prefix if name == fieldname else b""):
                    yield name, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms of all fields with what is known of each."""
        return self.items_from("", b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms that `terms_from` gives with what is known of each."""
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """In how many documents a term is and how often, and how long these are."""
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
        """How often a term is there, by the weight of its field."""
        return float(self._postings(fieldname, text).counts.sum()) * _boost(fieldname)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a term."""
        return self._terms(fieldname).size(text)

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> PostingMatcher:
        """Steps through the postings of a term."""
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
        """How long the field is in the documents that have a term."""
        lengths = self._opened.lengths(fieldname)
        return np.zeros(len(found.docs), np.uint8) if lengths is None else lengths[found.docs]


class TermCursor(base.FieldCursor):
    """Goes through the terms of one field as text, each once."""

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
        """The first term from a text on."""
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
        """What is known of the term here."""
        return None if self._term is None else self._reader.term_info(self._name, self._term)

    def is_valid(self) -> bool:
        """Whether there is a term here."""
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
