"""Dates that a page shows to its readers, with what each of them is the date of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from lxml.html import HtmlElement

from archive.facts.dates import Conventions, DateMention, Label, find_dates, label_of, parse_date
from archive.formats.web_page.page_places import PagePlaces, own_text
from archive.model.article import Precision, Published
from archive.model.text import one_line

_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "em", "font", "i", "label", "nobr", "small", "span", "strong",
    "sub", "sup", "time", "u",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3"})
_YEAR = re.compile(r"(?:1[346-9]|2[0-6])\d\d|[年년๐-๙٠-٩۰-۹०-९০-৯၀-၉]")
_EITHER_YEAR = re.compile(rf"{_YEAR.pattern}|\d[./-]\d{{1,2}}[./-]\d\d(?!\d)")
_NAMES = ("class", "id", "itemprop", "property", "pubdate", "rel")
_MARKED = re.compile(
    r"(?<!up)date(?!d)|datum|fecha|(?:^|[\s_-])(?:data|dato|dag|zeit)(?=$|[\s_-])|"
    r"time(?!line)|publi|posted|byline|(?:^|[\s_-])(?:meta|info)(?=$|[\s_-])|created|submitted",
    re.IGNORECASE,
)
_IS_PUBLISHED = re.compile(r"publish|pubdate|posted|datecreated|dt-published", re.IGNORECASE)
_IS_UPDATE = re.compile(r"updat|modif|changed|edited", re.IGNORECASE)
_MICRODATA = frozenset({"datepublished", "datecreated"})
EXACT = frozenset({Precision.DAY, Precision.INSTANT})
_LONGEST_LINE, _LONGEST_BESIDE, _MOST_LINES = 160, 60, 300
_BESIDE = re.compile(
    r"(?:^|[|·•,:;/(\[–—-]|\b(?:vom|von|am|den|der|on|of|from|by|le|du|el|del|il|em|de|op|om|в|от|dne|dnia|"
    r"tarihinde|pada|ngày|lúc))\s*$",
    re.IGNORECASE,
)
_APART = re.compile(r"(?:[|·•,:;/(\[–—-]|\bvom)\s*$")
_IN_FRONT = re.compile(r"\s*(?:[|·•:;/–—]|- )")
_WORDS_OF_SENTENCE, _WORDS_OF_NAME = 8, 4
_OLDEST, _MOST_PARTS = 1, 400
_IS_MARKED_LINE = re.compile(
    r"post-?meta(?:data)?|entry-?meta|byline|dateline|(?:post|entry|article)-?foot(?:er)?",
    re.IGNORECASE,
)
_LONGEST_BEHIND, _MOST_LINES_OF_BLOCK, _LONGEST_VERB = 120, 40, 40
# "26 | 01 | 2022" and "26 / 01 / 2022".
_SPACED = re.compile(r"(?<!\d)(\d{1,2}) ?([|/]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.,:/-])(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?![\d:/-]|\.\d)")
# A text that opens with the day on which it was filed: "Tarn Point (05.03.2019). The …".
_OPENING = re.compile(
    r"\((?P<inside>[^()]{4,30}\d{4})\)|"
    r"(?:[^\W\d_][\w.-]*[, ]{1,2}){0,4}\(?(?P<date>[^()]{4,30}?\d{4})\)?\.? ?[:.|/–—„“«\"-]"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Date on a page: what is said of it, and whether it stands by the headline.

    `is_marked` says that the markup calls it a date.
    """

    date: Published
    label: Label
    is_near: bool
    is_marked: bool


def dates_of_frames(places: PagePlaces, conventions: Conventions) -> Iterator[PrintedDate]:
    """The dates in the parts of a page that are not of its article by their place or name."""
    for element in islice(places.stating(_EITHER_YEAR), _MOST_LINES):
        is_framed = not places.counts(element) or places.is_of_others(element)
        if is_framed and not places.is_in_teaser(element):
            yield from _dates_of(places, element, set(), conventions, "")


def printed_dates(
    places: PagePlaces, conventions: Conventions, title: str = "", month: str = ""
) -> Iterator[PrintedDate]:
    """The dates that stand by themselves or have a label, in order; no other article's.

    At last those that open the text, and that at the end of the page's title. `month` is that of
    the page, "2019-06", where it is known: the last two figures of its year are enough then, as
    they are where the page's conventions tell the order.
    """
    seen: set[HtmlElement] = set()
    has_short = bool(month) or conventions.day_first is not None
    stating = filter(places.counts, places.stating(_EITHER_YEAR if has_short else _YEAR))
    for element in islice(stating, _MOST_LINES):
        if places.is_of_others(element):
            continue
        yield from _dates_of(places, element, seen, conventions, month)
    if places.opening is not None:
        yield from _opening(places, places.opening, conventions)
    for mention in find_dates(title, "title element", conventions)[-1:]:
        if not mention.after.strip(" )]|-") and _APART.search(mention.before):
            yield PrintedDate(mention.date, mention.label, is_near=False, is_marked=False)


def _dates_of(
    places: PagePlaces,
    element: HtmlElement,
    seen: set[HtmlElement],
    conventions: Conventions,
    month: str,
) -> Iterator[PrintedDate]:
    """The dates that an element states, in an attribute or its line; `seen` are the lines read."""
    block = _block(element)
    stated = _attribute(element)
    date = parse_date(stated, _why(element), conventions) if stated else Published()
    if date.value or date.notice:
        yield _marked(places, element, date, label_of(_before(element, block)))
    is_in_heading = block.tag in _HEADINGS and _MARKED.search(_named(element))
    if block in seen and not is_in_heading:
        return
    lines = _lines(block)
    if max(map(len, lines)) > _LONGEST_LINE or _is_whole(element, conventions):
        label = label_of(_before(element, block))
        found = _in_line(places, element, element, conventions, label, month)
    else:
        seen.add(block)
        found = _in_line(places, element, block, conventions, None, month)
    yield from found


def _opening(
    places: PagePlaces, element: HtmlElement, conventions: Conventions
) -> Iterator[PrintedDate]:
    """The date with which the text opens, behind a place or alone."""
    match = _OPENING.match(own_text(element)[:_LONGEST_BEHIND])
    if match is None:
        return
    mentions = find_dates(match["inside"] or match["date"], "text", conventions)
    if len(mentions) == 1 and not mentions[0].before + mentions[0].after:
        yield PrintedDate(mentions[0].date, Label.NONE, places.is_near(element), is_marked=False)


def _before(element: HtmlElement, block: HtmlElement) -> str:
    """The words before an element in its line."""
    own = _line(element)
    return _line(block).partition(own)[0][-_LONGEST_BESIDE:] if own else ""


def _is_whole(element: HtmlElement, conventions: Conventions) -> bool:
    """Whether an element inside of a line is a date and nothing else."""
    if element.tag not in _INLINE or len(line := _line(element)) > _LONGEST_BESIDE:
        return False
    found = find_dates(line, "", conventions)
    return len(found) == 1 and not (found[0].before + found[0].after).strip(" |·•,;-–—")


def _in_line(
    places: PagePlaces,
    element: HtmlElement,
    block: HtmlElement,
    conventions: Conventions,
    label: Label | None,
    month: str,
) -> Iterator[PrintedDate]:
    """The dates in the lines of a block, with the label of each, else that of the block."""
    for line in _lines(block):
        if len(line) > _LONGEST_LINE:
            if not _IS_MARKED_LINE.search(f"{_named(block)} {_named(_block(block))}"):
                continue
            line = line[:_LONGEST_LINE]
        mentions = find_dates(
            _with_whole_year(line, month, conventions), _why(element), conventions
        )
        if not mentions and _is_marked(element):
            date = parse_date(line, _why(element), conventions)
            if date.precision is Precision.MONTH:
                yield _marked(places, element, date, label)
        if not label and len(mentions) == 1 and not mentions[0].before:
            label = _label_over(block)
        for mention in mentions:
            if _stands_out(mention, element, block, is_near=places.is_near(element)):
                known = mention.label if mention.label is not Label.NONE else label
                if len(mentions) > 1:
                    is_near, is_marked = places.is_near(element), _is_marked(element)
                    yield PrintedDate(mention.date, known or Label.NONE, is_near, is_marked)
                else:
                    yield _marked(places, element, mention.date, known)


def _label_over(block: HtmlElement) -> Label | None:
    """The label in a line of its own before a block: in a table, or a list of terms."""
    before = block.getprevious()
    if before is None or not isinstance(before.tag, str):
        return None
    line = _line(before)
    return label_of(line) if len(line) <= _LONGEST_VERB and not re.search(r"\d", line) else None


def _marked(
    places: PagePlaces, element: HtmlElement, date: Published, label: Label | None
) -> PrintedDate:
    names = _named(element)
    if label in {None, Label.NONE}:
        label = Label.NONE
        if _IS_PUBLISHED.search(names):
            label = Label.PUBLISHED
        elif _IS_UPDATE.search(names):
            label = Label.UPDATED
    return PrintedDate(date, label or Label.NONE, places.is_near(element), _is_marked(element))


def _stands_out(
    mention: DateMention, element: HtmlElement, block: HtmlElement, *, is_near: bool
) -> bool:
    """Whether a date is no part of a sentence: labelled, or set off from what is beside it."""
    before, after = mention.before, mention.after
    if mention.label is Label.ANOTHER:
        return False
    is_in_front = not before and bool(_IN_FRONT.match(after))
    longest = _LONGEST_BEHIND if is_in_front and is_near else _LONGEST_BESIDE
    is_long = len(before) + len(after) > longest
    if is_long and mention.label is not Label.PUBLISHED:
        return False
    if mention.label in {Label.PUBLISHED, Label.UPDATED}:
        return True
    if is_in_front and is_near:
        return label_of(after) is not Label.ANOTHER
    if block.tag in _HEADINGS:
        is_at_end = not after and (not before or bool(_APART.search(before)))
        return is_at_end or (is_in_front and label_of(after) is not Label.ANOTHER)
    if element.tag == "a" and element is block and not (is_near or _is_marked(element)):
        return False
    if _MARKED.search(f"{element.tag} {_named(element)}"):
        return True
    if len(after.split()) >= _WORDS_OF_SENTENCE:
        return False
    is_behind_name = len(before.split()) <= _WORDS_OF_NAME and not after.strip(" |·•,;-–—")
    return is_behind_name or bool(_BESIDE.search(before))


def _block(element: HtmlElement) -> HtmlElement:
    """The nearest element around it that is a line of its own."""
    while element.tag in _INLINE and (above := element.getparent()) is not None:
        element = above
    return element


def _with_whole_year(line: str, month: str, conventions: Conventions) -> str:
    """Write "04.06.19" as "04.06.2019" where that is in the page's month, or the order is known."""
    line = _SPACED.sub(r"\1/\3/\4", line)
    if month:
        year, number = month.split("-")
        short = rf"(?<![\d./-])(\d{{1,2}})([./-])({int(number)}|{number})(?:\2){year[2:]}(?![\d/-])"
        line = re.sub(short, rf"\g<1>.{number}.{year}", line)
    elif conventions.day_first is not None:
        line = _SHORT_YEAR.sub(lambda match: _whole_year(match, conventions), line)
    return line


def _whole_year(match: re.Match[str], conventions: Conventions) -> str:
    """A date in figures with its whole year, unchanged where it is in no year of the web."""
    one, mark, two, short = match.groups()
    is_dotted = mark == "."
    if (is_dotted and not conventions.day_first) or not _OLDEST <= int(short) <= _this_year():
        return match[0]
    return f"{one}{mark}{two}{mark}20{short}"


def _this_year() -> int:
    return datetime.now(UTC).year % 100


def _attribute(element: HtmlElement) -> str:
    """The date that an attribute states for programs, "" for none."""
    stated = element.get("datetime") or ""
    if not stated and (element.get("itemprop") or "").lower() in _MICRODATA:
        stated = element.get("content") or element.get("title") or ""
    if not stated and element.tag == "abbr":
        stated = element.get("title") or ""
    return stated


def _line(element: HtmlElement) -> str:
    """The text of an element without that of other blocks in it."""
    return " ".join(_lines(element)).strip()


def _lines(element: HtmlElement) -> list[str]:
    """The lines of an element, which `br` ends, without those of other blocks in it."""
    parts = [element.text or ""]
    lines: list[str] = []
    for child in element:
        if child.tag == "br":
            lines.append(one_line(" ".join(parts)))
            parts = []
            if len(lines) >= _MOST_LINES_OF_BLOCK:
                break
        elif child.tag in _INLINE:
            parts.append(" ".join(child.itertext()))
        parts.append(child.tail or "")
        if len(parts) > _MOST_PARTS or sum(map(len, parts)) > 4 * _LONGEST_LINE:
            break
    lines.append(one_line(" ".join(parts)))
    return lines


def _why(element: HtmlElement) -> str:
    return "time element" if element.tag == "time" else "text"


def _named(element: HtmlElement) -> str:
    return " ".join(element.get(name) or "" for name in _NAMES)


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element, or one right around it, is called a date."""
    if element.tag == "time":
        return True
    block = _block(element)
    around = (element, block, block.getparent())
    return any(one is not None and _MARKED.search(_named(one)) for one in around)
