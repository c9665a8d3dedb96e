"""Leaves that are evaluated over the whole index: term expansions, NEAR and ATLEAST.

A prefix, pattern or fuzzy word expands to many terms; the others read positions or frequencies.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile

import numpy as np

from archive.time_budget import Deadline
from indexer.analysis.analyzer import prefix_text
from indexer.analysis.term_forms import folded_form, form_pattern
from indexer.engines.doc_values import Mask
from indexer.engines.whoosh.index_entry import WRITTEN
from indexer.engines.whoosh.search.bm25f import FieldFrequencies, Scored, Scoring
from indexer.engines.whoosh.search.positions import PhraseFinder
from indexer.engines.whoosh.segment.byte_cache import ByteBoundedCache
from indexer.engines.whoosh.segment.reader import Segments
from indexer.engines.whoosh.segment.term_scan import TermScan
from indexer.query.ast import AtLeast, Fuzzy, Near, Pattern, Prefix
from indexer.schema.fields import TextField, default_fields, text_field

Expansion = Prefix | Pattern | Fuzzy
WholeLeaf = Expansion | Near | AtLeast

# Results are cached: paging asks the same again, and where nothing is found, parts of the query are
# counted.
_FOUND_BYTES = 1 << 20


class LeafScorer:
    """Finds and scores such leaves in one open index."""

    def __init__(self, segments: Segments, phrase_finder: PhraseFinder, scoring: Scoring) -> None:
        self._segments = segments
        self._phrase_finder = phrase_finder
        self._scoring = scoring
        self._lexicon = cache(self._terms_of)
        self._found: ByteBoundedCache[WholeLeaf, Scored] = ByteBoundedCache(_FOUND_BYTES)

    def scored(self, leaf: WholeLeaf, deadline: Deadline) -> Scored:
        """The documents of a leaf with their scores, or those found before the deadline."""
        found = self._found.get(leaf)
        if found is None:
            found = self._evaluate(leaf, deadline)
            if not deadline.cut_short:
                self._found.keep(leaf, found, found.docs.nbytes + found.scores.nbytes)
        return found

    def _evaluate(self, leaf: WholeLeaf, deadline: Deadline) -> Scored:
        field = text_field(leaf.field) if leaf.field else None
        fields = (field,) if field else default_fields()
        match leaf:
            case Near():
                return self._scoring.score_all(
                    [self._phrase_finder.near(leaf, field) for field in fields]
                )
            case AtLeast(times, text):
                return self._score_repeated(times, self._frequencies(text, fields))
            case _:
                return self._score_expansion(leaf, fields, deadline)

    def _frequencies(self, text: str, fields: Sequence[TextField]) -> list[FieldFrequencies]:
        every = (each for field in fields for each in self._phrase_finder.resolve(text, field))
        return list(map(self._phrase_finder.frequencies, every))

    def _score_repeated(self, times: int, found: Sequence[FieldFrequencies]) -> Scored:
        totals = np.zeros(self._segments.size, np.float32)
        for each in found:
            totals[each.docs] += each.counts
        scored = self._scoring.score_all(found)
        enough = totals[scored.docs] >= times
        return Scored(scored.docs[enough], scored.scores[enough])

    def _score_expansion(
        self, leaf: Expansion, fields: Sequence[TextField], deadline: Deadline
    ) -> Scored:
        """Constant scores: 1 for each field that has any expansion.

        A fuzzy word that occurs exactly as typed has its BM25F score on top.
        """
        scores = np.zeros(self._segments.size, np.float32)
        for field in fields:
            in_field = self._documents_with(leaf, field, deadline).astype(np.float32)
            if isinstance(leaf, Fuzzy):
                exact = self._scoring.score_all(self._frequencies(prefix_text(leaf.text), [field]))
                in_field[exact.docs] += exact.scores
            scores += in_field
        docs = scores.nonzero()[0].astype(np.int32)
        return Scored(docs, scores[docs])

    def _documents_with(self, leaf: Expansion, field: TextField, deadline: Deadline) -> Mask:
        match leaf:
            case Prefix(text):
                prefix = prefix_text(text)
                mask = self._segments.any_with_prefix(field.name, prefix)
                return mask | self._segments.any_with_prefix(WRITTEN[field.name], prefix)
            case Pattern(text):
                pattern = form_pattern(folded_form(text))
                return self._docs_with_any(field, lambda terms: terms.matching(pattern), deadline)
            case Fuzzy(text, edits):
                word = prefix_text(text)
                return self._docs_with_any(
                    field, lambda terms: terms.spelled_almost(word, edits), deadline
                )

    def _docs_with_any(
        self, field: TextField, select: Callable[[TermScan], list[str]], deadline: Deadline
    ) -> Mask:
        """The documents that have any of the selected terms, stemmed or as written."""
        mask = np.zeros(self._segments.size, np.bool_)
        for name in (field.name, WRITTEN[field.name]):
            terms = select(self._lexicon(name))
            mask |= self._segments.any_of(name, takewhile(lambda _: not deadline.expired(), terms))
        return mask

    def _terms_of(self, name: str) -> TermScan:
        return TermScan(self._segments.lexicon(name))
