"""Text block: a heading, a paragraph or the like of a document, with its markup taken off."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Longer than any article: what is beyond is a book, or made to harm, and finding the places that
# such a text names takes seconds (measured: 1 s for 3 million characters).
LONGEST_STORY_CHARACTERS = 5_000_000


class TextBlockKind(StrEnum):
    """The role of a block in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    PICTURE = "picture"


# A longer heading is a paragraph that is set as one.
LONGEST_SUBHEAD = 200


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph, an item of a list or a caption, on one line.

    The text of a picture is its caption, "" for none, and `address` its own; others have none.
    """

    text: str
    kind: TextBlockKind = TextBlockKind.PARAGRAPH
    address: str = ""


def numbers_of(kind: TextBlockKind, blocks: Iterable[TextBlock]) -> tuple[int, ...]:
    """The numbers, from 0, of blocks of a kind; long headings are left out."""
    return tuple(
        number
        for number, block in enumerate(blocks)
        if block.kind is kind
        and (kind is not TextBlockKind.HEADING or len(block.text) <= LONGEST_SUBHEAD)
    )
