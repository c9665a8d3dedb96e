"""The facets of a Whoosh index, as its columns and terms have them."""

import numpy as np

from indexer.columns import Clusters, FacetColumn
from indexer.engines.whoosh_engine.postings import Segments
from indexer.engines.whoosh_engine.schema import FACET_HASH, FACET_TERMS, facet_values, term_hash


def facet_column(segments: Segments, clusters: Clusters, facet: str) -> FacetColumn:
    """One facet of every document."""
    sets = sorted((term_hash(term), term) for term in segments.lexicon(FACET_TERMS[facet]))
    hashes = np.array([0, *(number for number, _ in sets)], np.uint64)
    set_of_doc = np.searchsorted(hashes, segments.column(FACET_HASH[facet]))
    return FacetColumn(set_of_doc, [[], *(facet_values(term) for _, term in sets)], clusters)
