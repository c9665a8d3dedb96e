"""From a query as typed to results with facets, highlights and an explanation."""
