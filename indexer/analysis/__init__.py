"""From text to terms: one contract for index, query and highlighting."""
