"""Web pages as inputs: each fetched politely, as its site's robots.txt allows."""

from collections.abc import Iterator

from archive.errors import SourceError
from archive.feeds.http_client import Fetcher
from archive.feeds.robots import Robots
from archive.formats.syndication.feed_reader import FeedReader
from archive.model.document import Document, bare_media_type

PAGE_TYPES = ("text/html", "application/xhtml+xml")


class PageFetcher:
    """Fetcher of pages; asks each site once for its robots.txt."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._robots = Robots(fetcher)

    def fetch(self, url: str) -> Document:
        """The page at an address; `SourceError` where it may not be fetched, or is no page."""
        if refusal := self._robots.refusal(url):
            raise SourceError(f"{url}: {refusal}")
        answer = self._fetcher.get(url, accept=", ".join(PAGE_TYPES))
        if not answer.is_success:
            raise SourceError(
                f"{url}: the server answered {answer.status}: look at it in a browser"
            )
        media_type = bare_media_type(answer.media_type)
        if media_type not in PAGE_TYPES:
            hint = (
                "put feeds on the list with 'backfile feeds add'"
                if media_type in FeedReader.media_types
                else "save it as a file, and add that"
            )
            raise SourceError(f"{url}: no page, but {media_type[:80] or 'of no kind'}: {hint}")
        return Document(
            answer.url,
            answer.content,
            answer.media_type,
            address=answer.url,
            retrieved=answer.retrieved,
        )


class WebPage:
    """Input that is one page, fetched when its document is asked for."""

    # Another page's address may begin with this one's.
    is_lasting = False
    size_bytes = 0
    read_bytes = 0

    def __init__(self, url: str, fetcher: PageFetcher) -> None:
        self.name = url
        self._fetcher = fetcher

    def documents(self) -> Iterator[Document]:
        """The page; `SourceError` where it cannot be had."""
        yield self._fetcher.fetch(self.name)
