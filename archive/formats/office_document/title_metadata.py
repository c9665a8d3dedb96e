"""Titles in file metadata, which programs fill in and people seldom check."""

import re
from collections.abc import Sequence

from archive.formats.markup.block import TextBlock
from archive.model.text import one_line

# Programs' titles for files that nobody named, and names of files.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint) ?-.*|untitled.*|document ?\d*|word document|doc\d*|"
    r"layout ?\d*|page ?\d*(?:-\d+)?|slide ?\d*|print|scan.*|img[_ -]?\d+.*|new .* document|"
    r".*\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|pages|pptx?|txt|html?|tex|ps|eps|dvi|cdr|ai)|"
    r"[\w-]*[_/\\][\w/\\-]*|[\d\W_]+|제목 ?없음.*|무제.*|无标题.*|無標題.*|"
    r"sin título.*|unbenannt.*|sans titre.*|без названия.*|"
    r"(?:press )?release(?: template)?|template.*|title)$",
    re.IGNORECASE,
)
# The number of blocks within which a text's title is sought.
_FIRST_BLOCKS = 10


def real_title(stated: str, blocks: Sequence[TextBlock]) -> str:
    """The title that a file states, "" where a program made it up.

    A single word may be a file name: it counts only if the text begins with it.
    """
    title = one_line(stated)
    if not title or _NO_TITLE.match(title):
        return ""
    if " " in title or not title.isascii():
        return title
    opening = " ".join(block.text for block in blocks[:_FIRST_BLOCKS]).casefold()
    return title if title.casefold() in opening else ""
