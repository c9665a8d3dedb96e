"""The page of changes: articles that changed after they first came in, the newest change first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from archive.model.article import Article, Precision, Published
from archive.model.time_zones import zone_named
from archive.store.edited_articles import EditedArticle, EditedPage, EditFilter
from indexer.schema.fields import LONGEST_VALUE
from webui.pages.contexts import ChangesContext
from webui.pages.time_gaps import after_text, gap_text
from webui.pages.view_models import ChangedArticle, NoteChoice
from webui.query_string import ChangesReading, NoteFilter

CHANGES_A_PAGE = 20

_NOTE_LABELS = {
    NoteFilter.ALL: "All",
    NoteFilter.WITH: "With a note",
    NoteFilter.WITHOUT: "Without a note",
}
_NOTED = {NoteFilter.ALL: None, NoteFilter.WITH: True, NoteFilter.WITHOUT: False}


def edit_filter(reading: ChangesReading, time_zone: str) -> EditFilter:
    """Filter of the store: its days are those of the archive's zone."""
    zone = zone_named(time_zone)
    return EditFilter(
        since=_start(reading.first, zone) if reading.first else None,
        before=_start_after(reading.last, zone) if reading.last else None,
        source=reading.source or None,
        noted=_NOTED[reading.note],
    )


def changes_context(
    reading: ChangesReading,
    page: EditedPage,
    articles: Mapping[str, Article],
    sources: Sequence[str],
    time_zone: str,
) -> ChangesContext:
    """Context of one page of changes; `articles` are those of the page by id."""
    return ChangesContext(
        reading=reading,
        warnings=reading.notices,
        total=page.total,
        changes=tuple(_changes(page, articles, zone_named(time_zone))),
        notes=tuple(
            NoteChoice(note, label, note is reading.note) for note, label in _NOTE_LABELS.items()
        ),
        sources=tuple(
            name
            for name in dict.fromkeys((*sources, *filter(None, [reading.source])))
            if len(name) <= LONGEST_VALUE
        ),
        previous=_turned(reading, min(reading.page - 1, ceil(page.total / CHANGES_A_PAGE))),
        following=_turned(reading, reading.page + 1)
        if page.total > reading.page * CHANGES_A_PAGE
        else None,
        pages=max(1, ceil(page.total / CHANGES_A_PAGE)),
        time_zone=time_zone,
    )


def _turned(reading: ChangesReading, page: int) -> str | None:
    """Query string of another page; None before the first."""
    return replace(reading, page=page).query if page > 0 else None


def _changes(
    page: EditedPage, articles: Mapping[str, Article], zone: ZoneInfo
) -> Iterator[ChangedArticle]:
    for edited in page.shown:
        # One that was deleted since the page was read is left out.
        if article := articles.get(edited.id):
            yield ChangedArticle(
                article=article,
                edited=edited,
                moment=_told(edited.moment, zone),
                since_version=_since_version(edited),
                since_publication=after_text(article.published, _at(edited.moment, zone)),
            )


def _since_version(edited: EditedArticle) -> str:
    try:
        gap = datetime.fromisoformat(edited.moment) - datetime.fromisoformat(edited.previous)
    except (ValueError, TypeError):
        return ""
    return f"{gap_text(gap)} after" if gap >= timedelta() else ""


def _at(moment: str, zone: ZoneInfo) -> Published:
    return Published(_told(moment, zone), Precision.INSTANT)


def _told(moment: str, zone: ZoneInfo) -> str:
    """Moment by the archive's clock; any other text as it is."""
    try:
        return datetime.fromisoformat(moment).astimezone(zone).isoformat()
    except (ValueError, OverflowError):
        return moment


def _start(day: date, zone: ZoneInfo) -> str:
    """Start of a day in a zone, as the store writes moments; the calendar's ends as they are."""
    try:
        start = datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        start = datetime.combine(day, time(), UTC)
    return start.isoformat(timespec="seconds")


def _start_after(day: date, zone: ZoneInfo) -> str | None:
    return None if day == date.max else _start(day + timedelta(days=1), zone)
