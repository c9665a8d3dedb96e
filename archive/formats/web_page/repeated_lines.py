"""Trimming of a story: takes out repeated titles, bylines and captions, and boilerplate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from archive.facts.credits.credit_lines import parse_credits
from archive.facts.dates import parse_date
from archive.formats.boilerplate import is_boilerplate
from archive.formats.page_lines import is_address
from archive.formats.web_page.byline_names import are_whole_line, names_in
from archive.formats.web_page.headlines import ShownHeading
from archive.formats.web_page.main_text_repair import PageBlock, key
from archive.formats.web_page.page_notices import is_page_notice
from archive.model.article import Credit

_LONGEST = 150
# The number of paragraphs in which title, byline and date may be repeated.
_TOP = 8
_PART = "part of h1"
_LONGEST_LINK = 200
# Shorter lines may well be said twice.
_FEWEST_CHARACTERS = 80
# Paragraphs of a run that make it a story printed twice; runs are compared in pieces.
_FEWEST_REPEATED, _LONGEST_RUN = 3, 64
_ALL_BUT_A_MARK = 0.95
# A page that is mostly links to others is a list of them.
_MOST_OF_LINKS = 0.3
_SENTENCE_ENDS = tuple(".!。！؟।…")


def trimmed(
    body: tuple[str, ...],
    headline: str,
    shown: Sequence[ShownHeading],
    credited: Iterable[Credit],
    captions: Iterable[str],
    blocks: Sequence[PageBlock] = (),
) -> tuple[str, ...]:
    """The paragraphs that are the story, without what repeats other parts of the page.

    Of the page's `blocks` those that are links to other pages go too, where they are few.
    """
    titles = {key(headline), *(key(one.text) for one in shown if one.where != "heading")} - {""}
    # A heading of several parts has a kicker, as headlines have and subheads have not.
    titles |= {key(one.text) for one, following in pairwise(shown) if following.where == _PART}
    pictures = {key(caption) for caption in captions}
    names = {credit.name for credit in credited}
    links = links_alone(blocks)
    if sum(text in links for text in body) > len(body) * _MOST_OF_LINKS:
        links = set[str]()
    return tuple(
        text
        for number, text in enumerate(_once(body, blocks))
        if not (
            (number < _TOP and _is_above_story(text, titles, names))
            or key(text) in pictures
            or text in links
            or is_boilerplate(text)
            or is_page_notice(text)
        )
    )


def _once(body: Sequence[str], blocks: Iterable[PageBlock]) -> Iterator[str]:
    """The texts, without a run of paragraphs that is there already: a story printed twice.

    Single paragraphs may repeat, as the questions of interviews do, and so may code.
    """
    paragraphs = {
        block.text
        for block in blocks
        if block.element.tag == "p" and len(block.text) >= _FEWEST_CHARACTERS
    }
    first_place: dict[str, int] = {}
    place = 0
    while place < len(body):
        run = _repeated(body, first_place.get(body[place], place), place)
        if sum(text in paragraphs for text in body[place : place + run]) >= _FEWEST_REPEATED:
            place += run
            continue
        first_place.setdefault(body[place], place)
        yield body[place]
        place += 1


def _repeated(body: Sequence[str], earlier: int, later: int) -> int:
    """Number of texts from one place on that are those from an earlier place on."""
    most = min(later - earlier, len(body) - later, _LONGEST_RUN)
    same = takewhile(lambda at: body[earlier + at] == body[later + at], range(most))
    return sum(1 for _ in same)


def links_alone(blocks: Sequence[PageBlock]) -> set[str]:
    """The texts of paragraphs that are once a link to another page, and nothing else.

    Sentences, addresses and links within the page are none.
    """
    times = Counter(block.text for block in blocks if block.element.tag == "p")
    return {
        block.text
        for block in blocks
        if times[block.text] == 1
        and len(block.text) <= _LONGEST_LINK
        and not block.text.endswith(_SENTENCE_ENDS)
        and not is_address(block.text)
        and _linked_length(block) >= len(block.text) * _ALL_BUT_A_MARK
    }


def _linked_length(block: PageBlock) -> int:
    """The length of the text in links to other pages."""
    return sum(
        len("".join(link.itertext()))
        for link in block.element.iter("a")
        if not (link.get("href") or "#").startswith("#")
    )


def _is_above_story(text: str, titles: set[str], names: set[str]) -> bool:
    if key(text) in titles:
        return True
    if len(text) > _LONGEST:
        return False
    found = set(names_in(text)) | {credit.name for credit in parse_credits(text)}
    date = parse_date(text, "text")
    is_byline = bool(found) and found <= names and are_whole_line(found, text)
    return is_byline or date.value is not None or bool(date.notice)
