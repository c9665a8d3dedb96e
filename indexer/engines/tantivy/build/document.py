"""Articles as Tantivy takes them: as JSON, which costs less than a call for every value."""

from tantivy import Searcher

from archive.model.article import Article
from indexer.engines.tantivy.facet_sets import FacetSets, joined_values, known_sets
from indexer.engines.tantivy.schema import (
    BIT,
    BITS,
    CLUSTER,
    FACET_SET,
    ID,
    LAST_DAY,
    MOMENT,
    ORDINAL,
    SET_TERMS,
    ZERO,
    ordinals_used,
)
from indexer.schema.date_order import moment
from indexer.schema.fields import FACETS


class OrdinalMembers:
    """The members of documents that columns are made of, each with an ordinal of its own.

    They go with those of the documents in an index.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._next_ordinal = ordinals_used(searcher)
        self._sets = {
            facet.name: FacetSets(facet.name, known_sets(searcher, facet.name)) for facet in FACETS
        }

    def members(self, article: Article) -> str:
        """The members of an article's document in JSON, with commas between them."""
        days = article.published.days()
        ordinal = self._next_ordinal
        self._next_ordinal += 1
        numbers = {
            ID: int(article.id, 16),
            ORDINAL: ordinal,
            BIT: 1 << ordinal % BITS,
            MOMENT: moment(article.published),
            LAST_DAY: days[1].toordinal() if days else 0,
            ZERO: 0,
        }
        if article.cluster:
            numbers[CLUSTER] = int(article.cluster, 16)
        terms: list[str] = []
        for facet in FACETS:
            number, pieces = self._sets[facet.name].numbered(joined_values(facet, article))
            numbers[FACET_SET[facet.name]] = number
            terms += pieces
        members = [f'"{name}":{number}' for name, number in numbers.items()]
        return f'{",".join(members)},"{SET_TERMS}":[{",".join(terms)}]'
