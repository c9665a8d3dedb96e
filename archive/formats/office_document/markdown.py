"""Text blocks of Markdown (CommonMark): headings, paragraphs, items, captions and pictures."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.errors import SourceError
from archive.formats.markup.block import TextBlock, TextBlockKind
from archive.formats.markup.html_blocks import read_markup
from archive.model.article import Picture
from archive.model.text import one_line
from archive.model.web_address import absolute_address

# Beyond this a text is a book, or made to harm (measured: 6 s for as many links).
_LONGEST_TEXT = 2_000_000
_MOST_LINES = 50_000
_MARKS = re.compile(r"[\\`*_\[\]<&!]")
_OPENING = {
    "heading_open": TextBlockKind.HEADING, "list_item_open": TextBlockKind.ITEM,
}  # fmt: skip
_CLOSING = frozenset({"heading_close", "list_item_close"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
# Site builders put what is no text between such braces (Liquid, Hugo): {% figure src="a.jpg" %}.
_SHORTCODE = re.compile(r"\{[{%][^{}]{0,500}[%}]\}")
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)


def markdown_blocks(text: str, name: str) -> list[TextBlock]:
    """Parse Markdown into blocks; alternative texts of pictures are captions.

    Raises `SourceError`, naming `name`, where there is more text than any article has.
    """
    if len(text) > _LONGEST_TEXT or text.count("\n") > _MOST_LINES:
        raise SourceError(
            f"{name}: more than {_LONGEST_TEXT // 10**6} million characters or {_MOST_LINES:,} "
            "lines, so no single article: split it into one file an article"
        )
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    # Link targets are defined anywhere in a text, and used anywhere.
    links: dict[str, Any] = {}
    tokens = parser.parse(_SHORTCODE.sub("", _MORE.sub("", text)), links)
    return [block for block in _blocks(tokens, links, name) if block.text or block.address]


def _blocks(tokens: Sequence[Token], links: dict[str, Any], name: str) -> Iterator[TextBlock]:
    inline = MarkdownIt("commonmark")
    kinds = [TextBlockKind.PARAGRAPH]
    for token in tokens:
        if token.type in _OPENING:
            kinds.append(_OPENING[token.type])
        elif token.type in _CLOSING:
            kinds.pop()
        elif token.type == "html_block":
            page = read_markup(token.content, name)
            yield from page.blocks
            yield from map(_picture, page.pictures)
        elif token.type in {"code_block", "fence"}:
            yield from (TextBlock(one_line(line)) for line in token.content.split("\n"))
        elif token.type == "inline":
            yield from _inline(inline.parseInline, token, kinds[-1], links)


def _inline(
    parse: Callable[[str, dict[str, Any]], list[Token]],
    token: Token,
    kind: TextBlockKind,
    links: dict[str, Any],
) -> Iterator[TextBlock]:
    if not _MARKS.search(token.content):
        yield TextBlock(one_line(token.content), kind)
        return
    words: list[str] = []
    captions: list[str] = []
    pictures: list[Picture] = []
    for line in parse(token.content, links):
        for part in line.children or ():
            if part.type in _BREAKS:
                words.append(" ")
            elif part.type == "image":
                captions.append(one_line(str(part.attrs.get("title") or "") or part.content))
                if address := absolute_address(str(part.attrs.get("src") or "")):
                    pictures.append(Picture(address, captions[-1]))
            elif part.type in {"text", "code_inline"}:
                words.append(part.content)
    yield TextBlock(one_line("".join(words)), kind)
    yield from (TextBlock(caption, TextBlockKind.CAPTION) for caption in captions)
    yield from map(_picture, pictures)


def _picture(picture: Picture) -> TextBlock:
    return TextBlock(picture.caption, TextBlockKind.PICTURE, picture.address)
