"""A codec for Whoosh: how Whoosh reads our segments."""
