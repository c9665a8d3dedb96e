"""Where a query stands in a text, and the snippets that show it."""
