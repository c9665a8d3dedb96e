"""Rich Text Format, as word processors and agencies' editors save it."""

from collections.abc import Iterator

from archive.errors import SourceError
from archive.formats.markup.rtf_blocks import RTF_BEGINNING, read_rtf
from archive.formats.office_document.title_metadata import real_title
from archive.formats.story import person, story_of
from archive.model.article import Article, Record
from archive.model.document import Document


class RtfReader:
    """RTF documents: one article a file."""

    media_types = ("application/rtf", "text/rtf", "application/x-rtf")
    suffixes = (".rtf",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin as RTF does."""
        return head.lstrip().startswith(RTF_BEGINNING)

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the file is damaged, or has no text."""
        text = read_rtf(document.content, document.name)
        story = story_of(
            text.blocks, document.name, headline=real_title(text.title, list(text.blocks))
        )
        if story.is_empty:
            raise SourceError(f"{document.name}: there are no words in it: nothing to add")
        raw = document.raw
        yield Record(
            Article(
                headline=story.headline,
                body=tuple(story.body),
                provenance=document.provenance(raw),
                credits=tuple(story.credits) or person(text.author),
                published=story.published,
            ),
            raw,
        )
