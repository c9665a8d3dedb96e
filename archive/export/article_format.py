"""Protocol of formats that hold articles one after the other, with something around them."""

from typing import Protocol

from archive.model.article import Article


class ArticleFormat(Protocol):
    """Format of a file of articles: what stands before, between and behind them, and each.

    Writing an article is a pure function of it, so that a file can be gone on with.
    """

    @property
    def head(self) -> bytes:
        """Bytes before the first article."""
        ...

    @property
    def between(self) -> bytes:
        """Bytes between two articles."""
        ...

    @property
    def foot(self) -> bytes:
        """Bytes after the last article."""
        ...

    def written(self, article: Article, /) -> bytes:
        """Bytes of one article."""
        ...
