"""Trimming of a story: takes out repeated titles, bylines and captions, and boilerplate."""

from collections.abc import Iterable

from archive.facts.credits import parse_credits
from archive.facts.dates import parse_date
from archive.formats.boilerplate import is_boilerplate
from archive.formats.web_page.byline_names import are_whole_line, names_in
from archive.formats.web_page.headlines import ShownHeading
from archive.formats.web_page.main_text_repair import key
from archive.model.article import Credit

_LONGEST = 150
# The number of paragraphs in which title, byline and date may be repeated.
_TOP = 8


def trimmed(
    body: tuple[str, ...],
    headline: str,
    shown: Iterable[ShownHeading],
    credited: Iterable[Credit],
    captions: Iterable[str],
) -> tuple[str, ...]:
    """The paragraphs that are the story, without what repeats other parts of the page."""
    titles = {key(headline), *(key(one.text) for one in shown if one.where != "heading")} - {""}
    pictures = {key(caption) for caption in captions}
    names = {credit.name for credit in credited}
    return tuple(
        text
        for number, text in enumerate(body)
        if not (
            (number < _TOP and _is_above_story(text, titles, names))
            or key(text) in pictures
            or is_boilerplate(text)
        )
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
