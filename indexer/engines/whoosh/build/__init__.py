"""Making and merging segments of a Whoosh index."""
