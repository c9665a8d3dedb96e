"""Terms as Tantivy takes them fastest: as one text with a space behind each.

No word has white space inside, so the terms of a text are those of its chunks between white
space, and these come again: taking chunks apart once each is five times as fast as taking every
text apart (measured on 5,000 wire stories). Where a text's terms cannot be said so, because
two stand in one place, each is handed over by itself.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from tantivy import PreTokenizedString, Token

from indexer.analysis import PARAGRAPH_GAP, Analyzer, IndexTerms, index_terms
from indexer.engines.tantivy_engine.terms import cut

# Holds a position free. No word is a hyphen: words are letters and digits.
GAP = "-"

_PARAGRAPHS_APART = f" {f'{GAP} ' * PARAGRAPH_GAP}"
# Stands for a chunk whose terms cannot be said in one text; no word has it.
_AWKWARD = "\0"
# What a document takes for a field.
Terms = str | PreTokenizedString

# A chunk takes some 200 bytes.
_MOST_CHUNKS = 200_000


class Texts:
    """The texts of fields of one analyzer, as Tantivy takes them."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._chunks = _Chunks(analyzer)

    def terms(self, texts: Sequence[str]) -> tuple[Terms, Terms]:
        """The terms of texts that phrases must not reach across, and the written words."""
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = _Chunks(self._analyzer)
        paragraphs = [text.split() for text in texts]
        text = _PARAGRAPHS_APART.join(
            " ".join(map(self._chunks.__getitem__, chunks)) for chunks in paragraphs
        )
        if _AWKWARD in text:
            terms = index_terms(texts, self._analyzer)
            return _one_by_one(terms.positions), _one_by_one(dict.fromkeys(terms.written, (0,)))
        every = set(chain.from_iterable(paragraphs))
        return text, " ".join(filter(None, map(self._chunks.written.get, every)))


def has_words(terms: Terms) -> bool:
    """Whether there are any among some terms."""
    return bool(terms.strip(f"{GAP} ") if isinstance(terms, str) else terms.tokens)


def word_count(terms: Terms) -> int:
    """How many words some terms are: as many as there are places that they stand in."""
    if isinstance(terms, str):
        words = terms.split()
        return len(words) - words.count(GAP)
    return len({token.position for token in terms.tokens})


class _Chunks(dict[str, str]):
    """The terms of every chunk that was asked for; `written` has those that stemming changed."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self.written: dict[str, str] = {}
        self._analyzer = analyzer

    def __missing__(self, chunk: str) -> str:
        terms = index_terms([chunk], self._analyzer)
        text = _in_one(terms)
        if terms.written:
            written = " ".join(map(cut, terms.written))
            if len(written.split()) == len(terms.written):
                self.written[chunk] = written
            else:
                text = _AWKWARD
        self[chunk] = text
        return text


def _in_one(terms: IndexTerms) -> str:
    """The terms of one chunk in order, if they can be said so."""
    positions = terms.positions
    count = sum(map(len, positions.values()))
    if len(positions) == count:
        in_order = list(positions)
    else:
        places = {place: term for term, places in positions.items() for place in places}
        in_order = [places[place] for place in sorted(places)]
    text = " ".join(map(cut, in_order))
    if len(text.split()) == count == terms.length and GAP not in positions:
        return text
    return _AWKWARD


def _one_by_one(positions: Mapping[str, Sequence[int]]) -> PreTokenizedString:
    """Terms each with its position."""
    tokens = [Token(cut(term), place, 0) for term, places in positions.items() for place in places]
    tokens.sort(key=lambda token: token.position)
    return PreTokenizedString("", tokens)
