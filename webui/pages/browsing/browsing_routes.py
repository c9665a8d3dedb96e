"""Routes of browsing: the pages on people, regions, sources, sections, topics and dates."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from indexer.schema.fields import path
from webui.links import value_link
from webui.pages.browsing.dated_pages import (
    calendar_context,
    day_context,
    month_context,
    year_context,
)
from webui.pages.browsing.directories import directory_context, regions_context
from webui.pages.browsing.overview import overviews
from webui.pages.browsing.subjects import subject_context
from webui.pages.contexts import render
from webui.services import backend

browsing = Blueprint("browse", __name__)


@browsing.get("/people")
def people() -> str:
    """Directory of all credited people, of one role if the query string names it."""
    return _directory("byline")


@browsing.get("/people/<path:name>")
def person(name: str) -> str | Response:
    """Page of a person; another spelling than the preferred one leads there."""
    value = path(name)
    store = backend().store
    # A facet's value has another slash in a name than the name itself.
    spellings = store.spellings(name) or store.spellings(name.replace("∕", "/"))
    if spellings and path(spellings[0]) != value:
        return redirect(value_link("byline", path(spellings[0])))
    return render(subject_context(overviews(), "byline", value, spellings))


@browsing.get("/regions")
def regions() -> str:
    """Directory of all regions, as a tree."""
    return render(regions_context(overviews()))


@browsing.get("/regions/<path:name>")
def region(name: str) -> str:
    """Page of a region, by its path from the continent."""
    return _subject("region", name)


@browsing.get("/sources")
def sources() -> str:
    """Directory of all sources."""
    return _directory("source")


@browsing.get("/sources/<path:name>")
def source(name: str) -> str:
    """Page of a source."""
    return _subject("source", name)


@browsing.get("/sections")
def sections() -> str:
    """Directory of all sections."""
    return _directory("section")


@browsing.get("/sections/<path:name>")
def section(name: str) -> str:
    """Page of a section."""
    return _subject("section", name)


@browsing.get("/topics")
def topics() -> str:
    """Directory of all topics."""
    return _directory("topic")


@browsing.get("/topics/<path:name>")
def topic(name: str) -> str:
    """Page of a topic."""
    return _subject("topic", name)


@browsing.get("/days")
def days() -> str:
    """Calendar of all years."""
    return render(calendar_context(overviews()))


@browsing.get("/years/<name>")
def year(name: str) -> str:
    """Calendar of a year."""
    return render(year_context(overviews(), name))


@browsing.get("/months/<name>")
def month(name: str) -> str:
    """Calendar of a month."""
    return render(month_context(overviews(), name))


@browsing.get("/days/<name>")
def day(name: str) -> str:
    """Everything on a day."""
    return render(day_context(overviews(), name))


def _directory(facet: str) -> str:
    given = request.args
    context = directory_context(
        overviews(), facet, given.get("sort", ""), given.get("role", ""), given.get("page", "")
    )
    return render(context)


def _subject(facet: str, value: str) -> str:
    return render(subject_context(overviews(), facet, value))
