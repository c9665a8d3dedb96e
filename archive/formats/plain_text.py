"""Plain text copied from a web page: an article among buttons, captions and notices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.errors import SourceError
from archive.facts.credits.credit_lines import parse_credits
from archive.facts.credits.trailing_credits import employer
from archive.facts.language_tags import parse_language
from archive.formats import page_lines
from archive.formats.boilerplate import heads_other_articles, is_button, is_notice
from archive.formats.markup.encoding import decode_exactly, text_encoding
from archive.model.article import Article, Credit, Provenance, Record, regions_stated
from archive.model.document import Document
from archive.model.text import clean, one_line, unwrapped

# More than the longest article ever printed; a text beyond it is some other kind of file.
LARGEST_TEXT_BYTES = 20_000_000

_BLANK_LINES = re.compile(r"\n\s*\n")


class PlainTextReader:
    """Text copied from a web page: one article a file."""

    media_types = ("text/plain",)
    suffixes = (".txt", ".text")

    def recognizes(self, _head: bytes) -> bool:
        """Never: any file of text is plain text, so this format is the last resort."""
        return False

    def read(self, document: Document) -> Iterator[Record]:
        """The one article; `SourceError` where the file is not text, or empty."""
        text = _decoded(document.content, document.name)
        raw = document.raw
        article = _read_article(text, document.provenance(raw))
        if not article.headline:
            raise SourceError(
                f"{document.name}: there is no article in it: copy the page's text anew"
            )
        yield Record(article, raw)


def _decoded(content: bytes, name: str) -> str:
    if not content.strip():
        raise SourceError(f"{name}: the file is empty: there is nothing to add")
    if len(content) > LARGEST_TEXT_BYTES:
        raise SourceError(
            f"{name}: larger than {LARGEST_TEXT_BYTES // 1_000_000} MB, so no single article: "
            "split it into one file an article, or make it JSON Lines"
        )
    encoding = text_encoding(content)
    if b"\0" in content and encoding == "utf-8":
        raise SourceError(f"{name}: a binary file, not text: there is no reader for it")
    try:
        return decode_exactly(content, encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not UTF-8 text (byte {error.start + 1}): save it as UTF-8 and add it again"
        ) from error


def _read_article(text: str, provenance: Provenance) -> Article:
    page = _PastedPage()
    for block in _blocks(text):
        page.take(block)
    said = page.declared
    return Article(
        headline=page.headline,
        body=tuple(page.body),
        provenance=provenance,
        captions=tuple(page.captions),
        credits=tuple(dict.fromkeys(page.credits)),
        regions=regions_stated(said.get("region", "").split(";")),
        published=page_lines.published(page.dates),
        source=said.get("source") or page.employer,
        section=said.get("section"),
        topics=tuple(topic.strip() for topic in said.get("topic", "").split(",") if topic.strip()),
        language=parse_language(said.get("language", "")),
        url=said.get("url"),
    )


def _blocks(text: str) -> Iterator[list[str]]:
    """Blocks of lines between blank lines, with hard-wrapped paragraphs joined."""
    for block in _BLANK_LINES.split(clean(text)):
        lines: list[str] = []
        running: list[str] = []
        for line in (*map(one_line, block.split("\n")), ""):
            if line and not page_lines.stands_alone(line):
                running.append(line)
                continue
            lines += unwrapped(running)
            running = []
            lines += [line] if line else []
        if lines:
            yield lines


@dataclass(slots=True)
class _PastedPage:
    """Article in the making, from the lines of a page so far."""

    headline: str = ""
    body: list[str] = field(default_factory=list[str])
    captions: list[str] = field(default_factory=list[str])
    credits: list[Credit] = field(default_factory=list[Credit])
    declared: dict[str, str] = field(default_factory=dict[str, str])
    dates: list[str] = field(default_factory=list[str])
    employer: str | None = None
    in_list_of_others: bool = False

    def take(self, block: list[str]) -> None:
        """Sort the lines of a block into the article's fields; drop boilerplate."""
        if self._is_of_other_articles(block[0]) and heads_other_articles(block[0]):
            return
        for line in block:
            if self.body and is_notice(line):
                return
            if not self._is_of_other_articles(line):
                self._take_line(line)

    def _take_line(self, line: str) -> None:
        if is_button(line):
            return
        if not self.headline and not page_lines.is_address(line):
            self.headline = line
        elif caption := page_lines.caption(line):
            self.captions += [caption.text] if caption.text else []
            self.credits += parse_credits(caption.credit)
        elif found := parse_credits(line):
            self.credits += found
            self.employer = self.employer or employer(line)
        elif not self._take_declared(line):
            self.body.append(line)

    def _take_declared(self, line: str) -> bool:
        """Take a line above the story that states a fact of it; whether it did."""
        if self.body:
            return False
        if fact := page_lines.declared_fact(line):
            self.declared.setdefault(fact.field, fact.value)
            return True
        dates = page_lines.stated_dates(line)
        self.dates += dates
        return bool(dates)

    def _is_of_other_articles(self, line: str) -> bool:
        """Whether the line is in a list of other articles, which the next sentence ends."""
        if heads_other_articles(line):
            self.in_list_of_others = bool(self.body)
        elif self.in_list_of_others:
            self.in_list_of_others = not page_lines.ends_as_sentence(line)
        return self.in_list_of_others
