"""Adapter: our analysis as a Whoosh analyzer, so that its query parser makes our terms."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.analyzers import Analyzer as WhooshAnalyzer

from indexer.analysis.analyzer import Analyzer, Token, tokens
from indexer.analysis.term_forms import folded_form

# ruff: noqa: ANN401 - Whoosh passes on whatever its caller names


class TermAnalyzer(WhooshAnalyzer):
    """Tokenizes text: into all terms for indexing, into those to look up in "query" mode.

    Query terms have consecutive positions, so that Whoosh makes a phrase of several. With
    `tokenize=False` the text is a prefix or pattern of one word, and is only folded.
    """

    def __init__(self, kind: Analyzer) -> None:
        self.kind = kind

    def __call__(
        self,
        value: str,
        *,
        positions: bool = False,
        chars: bool = False,
        mode: str = "",
        tokenize: bool = True,
        **others: Any,
    ) -> Iterator[WhooshToken]:
        """Yield the terms of a text, as one object that is reused, as Whoosh's own analyzers do."""
        token = WhooshToken(positions, chars, mode=mode, **others)
        for term, position, start, end in self._terms(value, mode if tokenize else "fold"):
            token.text = term
            token.boost = 1.0
            if positions:
                token.pos = position
            if chars:
                token.startchar, token.endchar = start, end
            yield token

    def _terms(self, text: str, mode: str) -> Iterator[tuple[str, int, int, int]]:
        """Terms with their positions, and the start and end offset of each in the text."""
        if mode == "fold":
            yield folded_form(text), 0, 0, len(text)
            return
        found = tokens(text, self.kind)
        for token in _query_tokens(list(found)) if mode == "query" else found:
            for term in token.terms[:1] if mode == "query" else token.terms:
                yield term, token.position, token.start, token.end


def _query_tokens(found: list[Token]) -> list[Token]:
    """The tokens that a query looks up, as `indexer.analysis.analyzer.query_terms` does.

    A hyphenated compound is looked up by its parts. In a run without spaces, such as Chinese, the
    last character is already in the bigram before it, and is dropped at the end of the text.
    """
    parts = [token for token in found if not token.is_joined]
    if len(parts) > 1 and len(parts[-2].terms) > 1:
        return parts[:-1]
    return parts
