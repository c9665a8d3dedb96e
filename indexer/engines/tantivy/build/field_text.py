"""The members of a document that its texts make, which take most of the work."""

from collections.abc import Iterator, Mapping, Sequence

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer
from indexer.engines.tantivy.build.token_text import TermEncoder, TermsAsJson
from indexer.engines.tantivy.schema import HAVING, LENGTH, WRITTEN
from indexer.schema.fields import LEAD_WORDS, TEXT_FIELDS

# The field whose words are counted, and the one that repeats its beginning.
BODY, LEAD = "body", "lead"

# Names come again: those of so many fields of articles are kept as they are handed over.
_MOST_NAMES = 20_000

# What an article has in each text field that it has anything in, in the order of the registry.
FieldTexts = Mapping[str, Sequence[str]]

_GIVEN_FIELDS = [(field.name, field.texts) for field in TEXT_FIELDS if field.name != LEAD]
_PROSE_FIELDS = frozenset(WRITTEN)


def texts_of(article: Article) -> FieldTexts:
    """All that there is to word of an article; the lead is in the body."""
    return {name: given for name, texts in _GIVEN_FIELDS if (given := texts(article))}


class FieldTextWriter:
    """Words the texts of articles for Tantivy."""

    def __init__(self) -> None:
        self._prose, self._names = TermEncoder(Analyzer.PROSE), TermEncoder(Analyzer.NAMES)
        self._known: dict[tuple[str, ...], TermsAsJson] = {}

    def members(self, texts: FieldTexts) -> str:
        """The members of a document in JSON, with commas between them."""
        having: list[str] = []
        members: list[str] = []
        length = 0
        for name, terms in self._terms(texts):
            if terms.words:
                having.append(name)
                members.append(f'"{name}":{terms.terms}')
                if terms.written:
                    members.append(f'"{WRITTEN[name]}":{terms.written}')
                if name == BODY:
                    length = terms.words
        members.append(f'"{HAVING}":"{" ".join(having)}","{LENGTH}":{length}')
        return ",".join(members)

    def _terms(self, texts: FieldTexts) -> Iterator[tuple[str, TermsAsJson]]:
        for name, given in texts.items():
            if name == BODY:
                body, lead = self._prose.terms_and_beginning(given, LEAD_WORDS)
                yield BODY, body
                yield LEAD, lead
            elif name in _PROSE_FIELDS:
                yield name, self._prose.terms(given)
            else:
                yield name, self._named(tuple(given))

    def _named(self, names: tuple[str, ...]) -> TermsAsJson:
        terms = self._known.get(names)
        if terms is None:
            if len(self._known) >= _MOST_NAMES:
                self._known.clear()
            terms = self._known[names] = self._names.terms(names)
        return terms
