"""Author fields of feeds: the people in them, without addresses, markup and the feed's own name."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.facts.credits.credit_lines import parse_byline
from archive.facts.news_agencies import is_agency_in_byline
from archive.formats.syndication.feed_item import FeedItem, ParsedFeed
from archive.formats.syndication.item_text import html_lines, is_markup
from archive.model.article import Credit
from archive.model.text import one_line

# Papers of many authors fill such fields with hundreds of names.
_LONGEST_FIELD = 20_000
# Mail (RSS writes "mail (name)"), addresses of pages, and names of accounts.
_ADDRESS = re.compile(
    r"<?(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}+@[\w.-]{1,255}>?|<?\bhttps?://[^\s<>()\"']{1,1000}>?|"
    r"(?<![\w.])@\w{1,40}",
    re.IGNORECASE,
)
# Where HTML parts one name from the next.
_APART = re.compile(r"<br\b[^<>]{0,40}>|(?<=</a>)\s{0,40}(?=<a\b)", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*;?\s*\)")
_MARKS = re.compile(r"\s*;[\s;,]*")
# A name that is quoted as mail does it: '"Quill, Nora" <…>'.
_QUOTED = re.compile(r"""(?:^|(?<=[;,(] )|(?<=[;,(]))["“„]([^"“”]{1,200})["”“](?=\s?(?:[;,)]|$))""")
# What parts a paper's name from that of its section in a feed's title.
_IN_TITLE = re.compile(r"\s+[-–—|:»·•]\s+|:\s+")


def credits_of(item: FeedItem, feed: ParsedFeed) -> tuple[Credit, ...]:
    """The credits of an item, from the first group of its author fields that names anybody.

    The feed's own name, and its host's, are no authors, but agencies are.
    """
    houses = frozenset(_houses(item, feed))
    for group in item.authors:
        found = (credit for field in group for credit in parse_byline(author_line(field)))
        if named := tuple(dict.fromkeys(each for each in found if not _is_house(each, houses))):
            return named
    return ()


def author_line(stated: str) -> str:
    """Names in an author field on one line, people parted by ";"; "" where it has none."""
    text = _ADDRESS.sub(" ; ", stated[:_LONGEST_FIELD])
    parts = html_lines(_APART.sub(" ; ", text)) if is_markup(text) else text.splitlines()
    lines = [line for part in parts if (line := one_line(part))]
    # Of names that are broken at a column, the second line is no whole one.
    text = (" ; " if all(" " in line for line in lines) else " ").join(lines)
    text = _QUOTED.sub(r"\1", _MARKS.sub("; ", _EMPTY.sub(";", text)).strip(" ;"))
    return text.strip(" ()<>,;")


def _houses(item: FeedItem, feed: ParsedFeed) -> Iterator[str]:
    for title in (item.source, feed.title):
        folded = one_line(title).casefold()
        yield from (folded, *_IN_TITLE.split(folded))
    try:
        host = (urlsplit(item.link).hostname or "").removeprefix("www.")
    except ValueError:
        return
    yield from (host, f"www.{host}")


def _is_house(credit: Credit, houses: frozenset[str]) -> bool:
    return credit.name.casefold() in houses and not is_agency_in_byline(credit.name)
