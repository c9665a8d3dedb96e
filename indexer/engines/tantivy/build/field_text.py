"""Text fields of documents as JSON: the analysis, which takes most of the time."""

from collections.abc import Iterator, Mapping, Sequence

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer
from indexer.engines.tantivy.build.token_text import TermEncoder, TermsAsJson
from indexer.engines.tantivy.schema import HAVING, LENGTH, WRITTEN
from indexer.schema.fields import LEAD_WORDS, TEXT_FIELDS

# The field that the length is of, and the one that repeats its first words.
BODY, LEAD = "body", "lead"

# Bylines and sources recur: so many analysed lists of names are cached.
_MAX_NAMES = 20_000

# The texts of each field by name, in the registry's order; fields without any are left out.
FieldTexts = Mapping[str, Sequence[str]]

_SOURCE_FIELDS = [(field.name, field.texts) for field in TEXT_FIELDS if field.name != LEAD]
_PROSE_FIELDS = frozenset(WRITTEN)


def texts_of(article: Article) -> FieldTexts:
    """The texts of an article to analyse; those of the lead are taken from the body's."""
    return {name: texts for name, read in _SOURCE_FIELDS if (texts := read(article))}


class FieldTextWriter:
    """Analyses the text fields of articles and writes them as JSON for Tantivy."""

    def __init__(self) -> None:
        self._prose, self._names = TermEncoder(Analyzer.PROSE), TermEncoder(Analyzer.NAMES)
        self._cached_names: dict[tuple[str, ...], TermsAsJson] = {}

    def members(self, texts: FieldTexts) -> str:
        """The document's members in JSON, comma-separated and without the braces around them."""
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
        for name, values in texts.items():
            if name == BODY:
                body, lead = self._prose.terms_and_beginning(values, LEAD_WORDS)
                yield BODY, body
                yield LEAD, lead
            elif name in _PROSE_FIELDS:
                yield name, self._prose.terms(values)
            else:
                yield name, self._terms_of_names(tuple(values))

    def _terms_of_names(self, names: tuple[str, ...]) -> TermsAsJson:
        terms = self._cached_names.get(names)
        if terms is None:
            if len(self._cached_names) >= _MAX_NAMES:
                self._cached_names.clear()
            terms = self._cached_names[names] = self._names.terms(names)
        return terms
