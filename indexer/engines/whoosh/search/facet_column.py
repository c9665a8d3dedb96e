"""The facets of a Whoosh index, as its columns and sets have them."""

import numpy as np

from indexer.engines.doc_values import Clusters, FacetColumn
from indexer.engines.whoosh.segment.reader import Segments


def facet_column(segments: Segments, clusters: Clusters, facet: str) -> FacetColumn:
    """One facet of every document."""
    number_of: dict[tuple[str, ...], int] = {}
    set_of_doc = np.zeros(segments.size, np.int32)
    for part in segments.facet(facet):
        numbers = [number_of.setdefault(each, len(number_of)) for each in part.sets]
        docs = slice(part.first, part.first + len(part.set_of_doc))
        set_of_doc[docs] = np.array(numbers, np.int32)[part.set_of_doc]
    return FacetColumn(set_of_doc, list(number_of), clusters)
