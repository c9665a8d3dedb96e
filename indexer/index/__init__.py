"""Building an index beside the old one, and publishing it."""
