"""Text fields of documents as JSON: the analysis, which takes most of the time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.model.article import Article
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import MARK, analysis_language
from indexer.engines.tantivy.build.token_text import TermEncoder, TermsAsJson
from indexer.engines.tantivy.schema import HAVING, LENGTH, WRITTEN
from indexer.schema.fields import LEAD_WORDS, TEXT_FIELDS

# The field that the length is of, and the one that repeats its first words.
BODY, LEAD = "body", "lead"

# Bylines and sources recur: so many analysed lists of names are cached.
_MAX_NAMES = 20_000

_SOURCE_FIELDS = [(field.name, field.texts) for field in TEXT_FIELDS if field.name != LEAD]
_PROSE_FIELDS = frozenset(WRITTEN)
_MARKS = re.compile(rf"{MARK}(\w+):")


class TextsInLanguage(NamedTuple):
    """The texts of each field of an article by name, and the language that its prose is in.

    The fields are in the registry's order; those without texts are left out.
    """

    language: str
    by_field: Mapping[str, Sequence[str]]


def texts_of(article: Article) -> TextsInLanguage:
    """The texts of an article to analyse; those of the lead are taken from the body's."""
    by_field = {name: texts for name, read in _SOURCE_FIELDS if (texts := read(article))}
    return TextsInLanguage(analysis_language(article.language), by_field)


class FieldTextWriter:
    """Analyses the text fields of articles and writes them as JSON for Tantivy."""

    def __init__(self) -> None:
        self._prose, self._names = TermEncoder(Analyzer.PROSE), TermEncoder(Analyzer.NAMES)
        self._cached_names: dict[tuple[str, ...], TermsAsJson] = {}

    def members(self, texts: TextsInLanguage) -> str:
        """The document's members in JSON, comma-separated and without the braces around them."""
        having: list[str] = []
        languages = set[str]()
        members: list[str] = []
        length = 0
        for name, terms in self._terms(texts):
            if terms.words:
                having.append(name)
                members.append(f'"{name}":{terms.terms}')
                if MARK in terms.terms:
                    languages.update(_MARKS.findall(terms.terms))
                if terms.written:
                    members.append(f'"{WRITTEN[name]}":{terms.written}')
                if name == BODY:
                    length = terms.words
        having += (f"{MARK}{language}" for language in sorted(languages))
        members.append(f'"{HAVING}":"{" ".join(having)}","{LENGTH}":{length}')
        return ",".join(members)

    def _terms(self, texts: TextsInLanguage) -> Iterator[tuple[str, TermsAsJson]]:
        for name, values in texts.by_field.items():
            if name == BODY:
                body, lead = self._prose.terms_and_beginning(values, LEAD_WORDS, texts.language)
                yield BODY, body
                yield LEAD, lead
            elif name in _PROSE_FIELDS:
                yield name, self._prose.terms(values, texts.language)
            else:
                yield name, self._terms_of_names(tuple(values))

    def _terms_of_names(self, names: tuple[str, ...]) -> TermsAsJson:
        terms = self._cached_names.get(names)
        if terms is None:
            if len(self._cached_names) >= _MAX_NAMES:
                self._cached_names.clear()
            terms = self._cached_names[names] = self._names.terms(names)
        return terms
