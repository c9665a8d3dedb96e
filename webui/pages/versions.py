"""The versions page: each version of an article compared with the one before it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import parse_qs

from archive.diff.passages import Matcher
from archive.facts.language_tags import language_name
from archive.model.article import Article, Published
from archive.time_budget import give_way
from webui.formatting import date_text, region_text, why_text, wire_facts
from webui.pages.contexts import VersionsContext
from webui.pages.page_room import PageRoom, shortened_fact, shortened_headline
from webui.pages.view_models import ChangedFact, Comparison, VersionEntry

# Characters that one page compares, newest version first: about 0.1 s where most paragraphs are
# the same. Older versions are compared on pages of their own, which this one links to.
_MOST_CHARACTERS = 1_000_000
# Versions listed on one page; any two can be compared.
_MOST_ENTRIES = 100
_LONGEST_QUOTE = 40

# A fact in words, one line per value.
_Lines = tuple[str, ...]


def versions_context(
    article: Article, versions: Sequence[Article], query_string: bytes
) -> VersionsContext:
    """Context of the page: all versions, or the two that the query string names as from and to."""
    values = parse_qs(query_string.decode(errors="replace"), errors="replace")
    warnings: list[str] = []
    first = _number(values, "from", len(versions), warnings)
    last = _number(values, "to", len(versions), warnings)
    if first and not last:
        last = len(versions)
    if last and not first and last > 1:
        first = last - 1
    if first and first == last:
        warnings.append("A version does not differ from itself: choose two different ones.")
    compared = not warnings and bool(first and last)
    older = 0
    if first and last and compared:
        changes = _comparison(versions[first - 1], versions[last - 1], Matcher(), PageRoom())
        entries = (VersionEntry(last, versions[last - 1], first, changes),)
    else:
        entries = tuple(islice(_entries(versions), _MOST_ENTRIES))
        older = len(versions) - len(entries)
    return VersionsContext(
        article=article,
        versions=tuple(versions),
        warnings=tuple(warnings),
        entries=entries,
        older=older,
        compared=compared,
        first=first or 1,
        last=last or len(versions),
    )


def _number(
    values: dict[str, list[str]], name: str, newest: int, warnings: list[str]
) -> int | None:
    given = values.get(name, [""])[0].strip()
    if not given:
        return None
    if given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= newest:
        return int(given)
    short = given if len(given) <= _LONGEST_QUOTE else f"{given[:_LONGEST_QUOTE]}…"
    warnings.append(
        f"‘{short}’ is not a version of this article: give a number from 1 to {newest:,}."
    )
    return None


def _entries(versions: Sequence[Article]) -> Iterator[VersionEntry]:
    matcher, room = Matcher(), PageRoom()
    left = _MOST_CHARACTERS
    for number in range(len(versions), 1, -1):
        before, after = versions[number - 2], versions[number - 1]
        changes = _comparison(before, after, matcher, room) if left > 0 else None
        left -= _size(before) + _size(after)
        yield VersionEntry(number, after, number - 1, changes)
    if versions:
        yield VersionEntry(1, versions[0], None, None, room.folded(versions[0].body))


def _size(article: Article) -> int:
    return sum(map(len, article.body))


def _comparison(before: Article, after: Article, matcher: Matcher, room: PageRoom) -> Comparison:
    facts = tuple(_changed_facts(before, after, matcher))
    return replace(text_comparison(before, after, matcher, room), facts=facts)


def text_comparison(
    before: Article, after: Article, matcher: Matcher, room: PageRoom
) -> Comparison:
    """Changes of headline, captions and body alone."""
    give_way()
    same = before.headline == after.headline
    headline = () if same else matcher.line(before.headline, after.headline)
    return Comparison(
        facts=(),
        headline=shortened_headline(headline),
        captions=room.passages(matcher.passages(before.captions, after.captions)),
        body=room.passages(matcher.passages(before.body, after.body)),
    )


def _changed_facts(before: Article, after: Article, matcher: Matcher) -> Iterator[ChangedFact]:
    if before.published != after.published:
        dates = _dates(before.published, after.published)
        yield shortened_fact("Date", matcher.items(*dates), single=True)
    for label, single, lines in _FACTS:
        old, new = lines(before), lines(after)
        if old != new:
            yield shortened_fact(label, matcher.items(old, new), single=single)
    old_wire = {fact.name: fact.text for fact in wire_facts(before.wire)}
    new_wire = {fact.name: fact.text for fact in wire_facts(after.wire)}
    for label in dict.fromkeys((*old_wire, *new_wire)):
        old, new = _one(old_wire.get(label)), _one(new_wire.get(label))
        if old != new:
            yield shortened_fact(label, matcher.items(old, new), single=True)


def _one(value: str | None) -> _Lines:
    return (value,) if value else ()


def _dates(before: Published, after: Published) -> tuple[_Lines, _Lines]:
    """Two dates in words; as they are stored where the words are the same."""
    old, new = (
        (f"{date_text(date)} ({why_text(date.why)})",) if date.value else ()
        for date in (before, after)
    )
    return (old, new) if old != new else (_one(before.value), _one(after.value))


def _credits(article: Article) -> _Lines:
    return tuple(f"{credit.name} ({credit.role})" for credit in article.credits)


def _regions(article: Article) -> _Lines:
    return tuple(f"{region_text(r.path)} ({why_text(r.why)})" for r in article.regions)


def _language(article: Article) -> _Lines:
    return _one(article.language and language_name(article.language))


_FACTS: tuple[tuple[str, bool, Callable[[Article], _Lines]], ...] = (
    ("Credits", False, _credits),
    ("Regions", False, _regions),
    ("Source", True, lambda article: _one(article.source)),
    ("Section", True, lambda article: _one(article.section)),
    ("Topics", False, lambda article: article.topics),
    ("Language", True, _language),
    ("Address", True, lambda article: _one(article.url)),
)
