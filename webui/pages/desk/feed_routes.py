"""Routes of feeds: any list in the order in which its articles came in."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from flask import Blueprint, Response, json, make_response, render_template, request, url_for

from archive.errors import BusyError, UserError
from archive.model.time_zones import zone_named
from archive.store.arrivals import identity, last_corrected
from indexer.desk.new_arrivals import new_arrivals
from indexer.index.generations import Generations
from indexer.search.results import Results
from webui.links import feed_query
from webui.pages.desk.feed_entries import (
    Feed,
    feed_entries,
    feed_id,
    feed_title,
    json_feed,
    rfc822,
    rfc3339,
)
from webui.query_string import FeedReading, read_feed
from webui.services import backend

feeds = Blueprint("feeds", __name__)
feeds.add_app_template_filter(rfc822)
feeds.add_app_template_filter(rfc3339)

_MEDIA_TYPES = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
# When to ask again where the archive could not give the whole feed, in seconds.
_LATER_S = 300
# An index published so shortly ago may be published again in the same second.
_SETTLED = timedelta(seconds=2)


@feeds.get("/feed.<any(atom, rss, json):format_>")
def feed(format_: str) -> Response:
    """Feed of a list; nothing where the reader has it already.

    A parameter that a page would ignore with a notice is an error here, as it would make the feed
    another one. A feed that would lack entries is not given.
    """
    reading = read_feed(request.query_string)
    if reading.notices:
        raise UserError(" ".join(reading.notices))
    try:
        published = _published()
        found = _found(reading)
    except BusyError as error:
        return _later(str(error))
    if not found.complete:
        return _later("Time ran out before the whole archive was searched: ask for less at once.")
    if not found.found and found.total:
        return _later("The index is behind the archive: it lists articles that were removed.")
    made = _feed(reading, found, format_)
    if format_ == "json":
        text = json.dumps(json_feed(made)) + "\n"
    else:
        text = render_template(f"feed_{format_}.xml", feed=made)
    response = make_response(text)
    response.content_type = f"{_MEDIA_TYPES[format_]}; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    if published:
        response.headers["Last-Modified"] = format_datetime(published, usegmt=True)
    return _unless_known(response)


def _found(reading: FeedReading) -> Results:
    """Page of the list by arrival, near-duplicates one by one, up to what no index lacks."""
    service = backend().service
    upto = service.horizon()
    if reading.before is not None:
        upto = min(upto, reading.before - 1)
    size = reading.state.display.size
    return service.search(new_arrivals(reading.state.question(), limit=size, upto=upto))


def _feed(reading: FeedReading, results: Results, format_: str) -> Feed:
    archive = identity(backend().store.database)
    ids = [found.article.id for found in results.found]
    links = {each: url_for("pages.article", article_id=each, _external=True) for each in ids}
    query = feed_query(reading.state)
    first = _address(format_, query)
    following = ""
    if results.total > results.question.limit:
        following = _address(format_, query, results.found[-1].article.arrival)
    state = reading.state.bare()
    page = url_for("pages.search" if state.query else "pages.articles", _external=True)
    return Feed(
        id=feed_id(archive, state),
        title=feed_title(state),
        link=f"{page}?{state.query}" if state.query else page,
        itself=_address(format_, query, reading.before),
        first=first,
        following=following,
        entries=feed_entries(
            archive, results, links, last_corrected(backend().store.database, ids)
        ),
    )


def _address(format_: str, query: str, before: int | None = None) -> str:
    pairs = [query] if query else []
    if before is not None:
        pairs.append(f"before={before}")
    address = url_for("feeds.feed", format_=format_, _external=True)
    return f"{address}?{'&'.join(pairs)}" if pairs else address


def _published() -> datetime | None:
    """Moment since which the feed can be the same, to the second; None where that is just now.

    That is the last publication of the index, or the beginning of the day: a query can name days
    by the present one.
    """
    stamp = Generations(backend().settings.index).stamp()
    if stamp is None:
        return None
    zone = zone_named(backend().store.time_zone)
    now = datetime.now(UTC)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    index = datetime.fromtimestamp(stamp[1] / 1e9, UTC)
    last = max(index, midnight.astimezone(UTC)).replace(microsecond=0)
    return last if now - last > _SETTLED else None


def _unless_known(response: Response) -> Response:
    """The response, or "not modified" where the request names its tag, or else its very moment.

    A moment counts only where it is the same, not where it is later: clocks can be put back.
    """
    tag, moment = response.get_etag()[0], response.headers.get("Last-Modified")
    tags = request.if_none_match
    if tags and tag is not None:
        known = tags.contains_weak(tag)
    else:
        known = moment is not None and request.headers.get("If-Modified-Since") == moment
    if known:
        response.set_data(b"")
        response.status_code = 304
        del response.headers["Content-Type"]
    return response


def _later(sentence: str) -> Response:
    return make_response(
        f"{sentence}\n",
        503,
        {"Content-Type": "text/plain; charset=utf-8", "Retry-After": str(_LATER_S)},
    )
