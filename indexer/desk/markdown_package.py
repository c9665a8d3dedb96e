"""Package of Markdown files: a zip, one file an article, streamed."""

import io
import zipfile
from collections.abc import Iterator

from archive.export.markdown_file import markdown_file, markdown_name
from archive.store.reader import StoreReader
from indexer.desk.export import Piece, Selection, articles_of

# The same articles make the same package, whenever it is made.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class _Outlet(io.RawIOBase):
    """Stream that is written and drained, and cannot be sought in."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, content: bytes, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - typeshed's buffers are wider
        """Hold bytes until they are drained."""
        self._held += content
        return len(content)

    def drained(self) -> bytes:
        """The bytes written since the last call."""
        content, self._held = bytes(self._held), bytearray()
        return content


def markdown_pieces(store: StoreReader, selection: Selection) -> Iterator[Piece]:
    """The package of the articles of a selection, piece by piece."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as package:
        for article in articles_of(store, selection):
            member = zipfile.ZipInfo(markdown_name(article), _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, markdown_file(article))
            yield Piece(outlet.drained(), article.id)
    yield Piece(outlet.drained())
