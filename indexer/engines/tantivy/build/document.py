"""Fast fields of documents as JSON: one call a document costs less than one for every value."""

from tantivy import Searcher

from archive.model.article import Article
from indexer.engines.tantivy.facet_sets import FacetSets, joined_values, known_sets
from indexer.engines.tantivy.schema import (
    ARRIVAL,
    BIT,
    BITS,
    CLUSTER,
    FACET_SET,
    ID,
    LAST_DAY,
    MOMENT,
    ORDINAL,
    RECEIVED,
    SET_TERMS,
    ZERO,
    ordinals_used,
)
from indexer.schema.date_order import moment
from indexer.schema.fields import FACETS, received_day


class FastFieldEncoder:
    """Encodes the columns of new documents, with ordinals and facet sets numbered on from an index.

    With `BITS` at 48, the document of ordinal 50 is in group 1 and has the bit 1 << 2, which is 4.
    """

    def __init__(self, searcher: Searcher) -> None:
        self._next_ordinal = ordinals_used(searcher)
        self._sets = {
            facet.name: FacetSets(facet.name, known_sets(searcher, facet.name)) for facet in FACETS
        }

    def members(self, article: Article) -> str:
        """The document's members in JSON, comma-separated and without the braces around them."""
        days = article.published.days()
        received = received_day(article)
        ordinal = self._next_ordinal
        self._next_ordinal += 1
        numbers = {
            ID: int(article.id, 16),
            ORDINAL: ordinal,
            BIT: 1 << ordinal % BITS,
            MOMENT: moment(article.published),
            LAST_DAY: days[1].toordinal() if days else 0,
            ARRIVAL: article.arrival,
            RECEIVED: received.toordinal() if received else 0,
            ZERO: 0,
        }
        if article.cluster:
            numbers[CLUSTER] = int(article.cluster, 16)
        terms: list[str] = []
        for facet in FACETS:
            number, set_terms = self._sets[facet.name].numbered(joined_values(facet, article))
            numbers[FACET_SET[facet.name]] = number
            terms += set_terms
        members = [f'"{name}":{number}' for name, number in numbers.items()]
        return f'{",".join(members)},"{SET_TERMS}":[{",".join(terms)}]'
