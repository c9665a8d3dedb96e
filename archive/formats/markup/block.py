"""Text block: a heading, a paragraph or a caption of a document, with its markup taken off."""

from dataclasses import dataclass
from enum import StrEnum

# Longer than any article: what is beyond is a book, or made to harm, and finding the places that
# such a text names takes seconds (measured: 1 s for 3 million characters).
LONGEST_STORY_CHARACTERS = 5_000_000


class TextBlockKind(StrEnum):
    """The role of a block in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a paragraph or a caption, on one line."""

    text: str
    kind: TextBlockKind = TextBlockKind.PARAGRAPH
