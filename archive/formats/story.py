"""Stories in documents without metadata: finds headline, byline and text among the blocks.

Books, word processor files, printed pages and letters have headings and paragraphs; byline and date
are lines of their own above the story.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.errors import SourceError
from archive.facts.credits.credit_lines import parse_credits
from archive.formats import page_lines
from archive.formats.markup.block import (
    LONGEST_STORY_CHARACTERS,
    LONGEST_SUBHEAD,
    TextBlock,
    TextBlockKind,
)
from archive.model.article import Credit, Picture, Published, Role
from archive.model.text import one_line

# A first line that is longer is no headline.
_LONGEST_HEADLINE = 200
# The most lines above a story that may name its author and its date.
_MOST_LINES_ABOVE = 6
# A name of three Hangul syllables is a person's.
_KOREAN_NAME = re.compile("^[가-힣]{3}$")

_OF_PICTURES = frozenset({TextBlockKind.CAPTION, TextBlockKind.PICTURE})
_ACCOUNTS = frozenset({"user", "admin", "administrator", "owner", "microsoft", "office", "author"})


@dataclass(slots=True)
class Story:
    """Article in the making: the headline, body, captions, credits and dates among the blocks.

    `subheads` and `items` are numbers of the body's paragraphs.
    """

    headline: str = ""
    body: list[str] = field(default_factory=list[str])
    subheads: list[int] = field(default_factory=list[int])
    items: list[int] = field(default_factory=list[int])
    captions: list[str] = field(default_factory=list[str])
    pictures: list[Picture] = field(default_factory=list[Picture])
    credits: list[Credit] = field(default_factory=list[Credit])
    dates: list[str] = field(default_factory=list[str])

    @property
    def published(self) -> Published:
        """The date of publication by the lines above the story."""
        return page_lines.published(self.dates)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a headline nor text."""
        return not self.headline and not self.body


def story_of(blocks: Sequence[TextBlock], name: str, *, headline: str = "") -> Story:
    """Build a story with the stated headline, else its first heading or headline-like line.

    Lines above the first sentence that are a byline or a date are left out of the body. Raises
    `SourceError` where there is more text than any article has.
    """
    if sum(len(block.text) for block in blocks) > LONGEST_STORY_CHARACTERS:
        raise SourceError(
            f"{name}: more than {LONGEST_STORY_CHARACTERS // 10**6} million characters, so no "
            "single article: split it into one file an article"
        )
    story = Story(one_line(headline))
    if not story.headline:
        story.headline = _headline(blocks)
    is_above = True
    for number, block in enumerate(_without_headline(blocks, story.headline)):
        if block.kind is TextBlockKind.CAPTION:
            story.captions.append(block.text)
            continue
        if block.kind is TextBlockKind.PICTURE:
            story.pictures.append(Picture(block.address, block.text))
            continue
        is_above = is_above and number < _MOST_LINES_ABOVE
        is_above = is_above and not page_lines.ends_as_sentence(block.text)
        if not (is_above and _takes(story, block.text)):
            _append(story, block)
    return story


def _append(story: Story, block: TextBlock) -> None:
    """Append a paragraph to the body; a heading as long as one is no subhead."""
    if block.kind is TextBlockKind.HEADING and len(block.text) <= LONGEST_SUBHEAD:
        story.subheads.append(len(story.body))
    elif block.kind is TextBlockKind.ITEM:
        story.items.append(len(story.body))
    story.body.append(block.text)


def person(name: str) -> tuple[Credit, ...]:
    """The credits of an author field; empty for account names: "user1", "Administrator".

    Programs fill such fields with the account that is logged in.
    """
    name = one_line(name)
    if _KOREAN_NAME.match(name):
        return (Credit(name, Role.REPORTER),)
    found = parse_credits(f"By {name}") if " " in name else ()
    return tuple(credit for credit in found if not _is_account(credit.name))


def is_headline(text: str) -> bool:
    """Whether a first line can be a headline."""
    return 0 < len(text) <= _LONGEST_HEADLINE and not text.endswith((".", "。", "؛", ",", ";"))


def _is_account(name: str) -> bool:
    return not _ACCOUNTS.isdisjoint(name.casefold().split())


def _headline(blocks: Sequence[TextBlock]) -> str:
    words = [block for block in blocks if block.kind not in _OF_PICTURES]
    # A heading in the midst of a story is not its headline.
    early = (
        block.text for block in words[:_MOST_LINES_ABOVE] if block.kind is TextBlockKind.HEADING
    )
    first = words[0].text if words else ""
    return next(early, first if is_headline(first) and not _states_fact(first) else "")


def _states_fact(line: str) -> bool:
    return bool(parse_credits(line) or page_lines.stated_dates(line))


def _without_headline(blocks: Iterable[TextBlock], headline: str) -> Iterable[TextBlock]:
    """The blocks without the first that repeats the headline."""
    folded = headline.casefold()
    found = False
    for block in blocks:
        if not found and block.text.casefold() == folded:
            found = True
        else:
            yield block


def _takes(story: Story, line: str) -> bool:
    """Whether the line is a byline or a date, which the story then has."""
    if found := parse_credits(line):
        story.credits += found
        return True
    dates = page_lines.stated_dates(line)
    story.dates += dates
    return bool(dates)
