"""Articles as Tantivy takes them."""

from tantivy import Document, Searcher

from archive.article import Article
from indexer.analysis import Analyzer
from indexer.engines.tantivy_engine.facet_sets import FacetSets, joined_values, sets_in_terms
from indexer.engines.tantivy_engine.layout import (
    BIT,
    BITS,
    CLUSTER,
    FACET_SET,
    FACET_TERMS,
    FIRST_DAY,
    HAVING,
    ID,
    LAST_DAY,
    LENGTH,
    ORDINAL,
    WRITTEN,
    ZERO,
    ordinals_used,
)
from indexer.engines.tantivy_engine.texts import Terms, Texts, has_words, word_count
from indexer.fields import FACETS, TEXT_FIELDS

# The field whose words are counted.
LENGTH_OF = "body"


class Documents:
    """Makes documents that go with those of an index, each with an ordinal of its own."""

    def __init__(self, searcher: Searcher) -> None:
        self._next_ordinal = ordinals_used(searcher)
        self._texts = {analyzer: Texts(analyzer) for analyzer in Analyzer}
        self._sets = {
            name: FacetSets(sets_in_terms(t for t, _ in searcher.terms_with_prefix(field, "")))
            for name, field in FACET_TERMS.items()
        }

    def document(self, article: Article) -> Document:
        """An article as Tantivy takes it."""
        made = Document()
        days = article.published.days()
        made.add_unsigned(ID, int(article.id, 16))
        made.add_unsigned(CLUSTER, int(article.cluster or "0", 16))
        made.add_unsigned(FIRST_DAY, days[0].toordinal() if days else 0)
        made.add_unsigned(LAST_DAY, days[1].toordinal() if days else 0)
        made.add_unsigned(ORDINAL, self._next_ordinal)
        made.add_unsigned(BIT, 1 << self._next_ordinal % BITS)
        made.add_unsigned(ZERO, 0)
        self._next_ordinal += 1
        self._add_texts(made, article)
        self._add_facets(made, article)
        return made

    def _add_texts(self, made: Document, article: Article) -> None:
        having: list[str] = []
        length = 0
        for field in TEXT_FIELDS:
            if texts := field.texts(article):
                terms, written = self._texts[field.analyzer].terms(texts)
                if not has_words(terms):
                    continue
                having.append(field.name)
                if field.name == LENGTH_OF:
                    length = word_count(terms)
                _add(made, field.name, terms)
                if field.name in WRITTEN:
                    _add(made, WRITTEN[field.name], written)

        made.add_text(HAVING, " ".join(having))
        made.add_unsigned(LENGTH, length)

    def _add_facets(self, made: Document, article: Article) -> None:
        for facet in FACETS:
            values = joined_values(facet, article)
            number, pieces = self._sets[facet.name].numbered(values)
            made.add_unsigned(FACET_SET[facet.name], number)
            for piece in pieces:
                made.add_text(FACET_TERMS[facet.name], piece)


def _add(made: Document, name: str, terms: Terms) -> None:
    if isinstance(terms, str):
        made.add_text(name, terms)
    else:
        made.add_pre_tokenized_text(name, terms)
