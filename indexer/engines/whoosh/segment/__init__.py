"""One segment of a Whoosh index in its file: terms, postings, columns."""
