"""The archive's analysis as an analyzer of Whoosh: its parser makes our terms."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis.acore import Token as WhooshToken
from whoosh.analysis.analyzers import Analyzer as WhooshAnalyzer

from indexer.analysis.analyzer import Analyzer, Token, tokens
from indexer.analysis.term_forms import folded_form

# ruff: noqa: ANN401 - Whoosh passes on whatever its caller names


class TermAnalyzer(WhooshAnalyzer):
    """Makes terms of a field's text: to index all there are, for a query those to look for.

    A query's terms stand one place after the other, so that several are a phrase of Whoosh. Text
    that is not to be tokenized is the beginning or the form of one word, and is only folded.
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
        """The terms of a text, each time as the same object, which is Whoosh's way."""
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
        """Terms with their positions, and where each starts and ends in the text."""
        if mode == "fold":
            yield folded_form(text), 0, 0, len(text)
            return
        found = tokens(text, self.kind)
        for token in _asked(list(found)) if mode == "query" else found:
            for term in token.terms[:1] if mode == "query" else token.terms:
                yield term, token.position, token.start, token.end


def _asked(found: list[Token]) -> list[Token]:
    """The tokens that a query looks for, as `indexer.analysis.analyzer.query_terms` does.

    Parts stand for what hyphens join. The last character of a run without spaces is in the pair
    before it; where another word follows it is looked for too, and takes its place.
    """
    parts = [token for token in found if not token.is_joined]
    if len(parts) > 1 and len(parts[-2].terms) > 1:
        return parts[:-1]
    return parts
