"""Text of an article in blocks: subheads, lists and paragraphs in a row, and its pictures."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.model.article import Article, Picture
from webui.pages.view_models import BlockKind, Piece, TextBlock

# A longer one is set as the paragraph that it is.
_LONGEST_SUBHEAD = 300


def text_blocks(
    article: Article, paragraphs: Iterable[tuple[int, tuple[Piece, ...]]]
) -> Iterator[TextBlock]:
    """Numbered paragraphs of an article, or parts of them, as blocks; items in a row are a list."""
    subheads, items = frozenset(article.subheads), frozenset(article.items)

    def kind(numbered: tuple[int, tuple[Piece, ...]]) -> BlockKind:
        number, pieces = numbered
        if number in subheads and sum(len(piece.text) for piece in pieces) <= _LONGEST_SUBHEAD:
            return BlockKind.SUBHEAD
        return BlockKind.LIST if number in items else BlockKind.TEXT

    for each, run in groupby(paragraphs, kind):
        yield TextBlock(each, tuple(pieces for _, pieces in run))


def captions_alone(article: Article) -> Sequence[str]:
    """Captions of pictures whose address is not known."""
    named = {picture.caption for picture in article.pictures}
    return [caption for caption in article.captions if caption not in named]


def pictures_shown(article: Article, most: int, characters: int) -> Iterator[Picture]:
    """The first pictures, as many as a page shows, up to a length of all captions together."""
    for picture in article.pictures[:most]:
        characters -= len(picture.caption)
        if characters < 0:
            return
        yield picture
