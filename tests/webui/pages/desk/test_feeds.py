"""Feeds: valid by their specifications, the same for ever, each article once."""

import json
import random
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import feedparser
import jsonschema
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.model.article import Credit, Precision, Published, Region, Role
from archive.store import prepared_record
from archive.store.arrivals import identity
from archive.store.tables import corrections
from indexer.highlight.snippets import TextSpan
from indexer.query.ast import Everything, ParsedQuery
from indexer.search import horizon
from indexer.search.results import FoundArticle, Results, SearchQuery
from tests.support.articles import record
from tests.webui.fake_archive import SEAMSTRESSES, an_article
from webui.pages.desk import feed_routes
from webui.pages.desk.feed_entries import Feed, entry_id, feed_entries, json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = "2026-03-01T12:00:00+00:00"
# JSON Feed 1.1, by the words of jsonfeed.org/version/1.1.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "next_url": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "external_url": {"type": "string"},
                    "title": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "authors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["name"],
                            "properties": {"name": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    },
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def check_atom(content):
    """The feed, after what RFC 4287 demands of it; `feedparser` has to take it without a fault."""
    assert not feedparser.parse(content).bozo
    root = etree.fromstring(content)
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert one.text
        assert RFC3339.fullmatch(element.find(f"{ATOM}updated").text)
        for published in element.findall(f"{ATOM}published"):
            assert RFC3339.fullmatch(published.text)
        alternates = element.findall(f"{ATOM}link[@rel='alternate']")
        assert len({(each.get("type"), each.get("hreflang")) for each in alternates}) == 1
        assert UUID(element.find(f"{ATOM}id").text)
    (_,) = root.findall(f"{ATOM}link[@rel='self']")
    assert root.find(f"{ATOM}author/{ATOM}name").text
    return root


def check_rss(content):
    """The items, after what RSS 2.0 demands of a feed."""
    parsed = feedparser.parse(content)
    assert not parsed.bozo
    root = etree.fromstring(content)
    assert root.get("version") == "2.0"
    (channel,) = root
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    for item in channel.findall("item"):
        assert item.find("guid").get("isPermaLink") == "false"
        for name in ("title", "link", "description", "guid", "pubDate"):
            assert len(item.findall(name)) <= 1
    return channel.findall("item")


def check_json(content):
    document = json.loads(content)
    jsonschema.validate(document, JSON_FEED)
    return document


def ids(client, address):
    return [entry.findtext(f"{ATOM}id") for entry in entries(client, address)]


def entries(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return check_atom(answer.data).findall(f"{ATOM}entry")


HOSTILE = '<script>alert("1")</script> & ]]> \u202etxt.exe'


def test_an_entry_says_what_is_known_of_an_article_in_all_three_formats(desk):
    desk.add(
        record(
            HOSTILE,
            body=(f"Fish {HOSTILE}.", "Nothing else."),
            url="https://tidewater.example/a?b=1&c=2",
            credits=(Credit("Hana Seo", Role.TRANSLATOR), Credit(HOSTILE, Role.REPORTER)),
            regions=(Region(("Asia", "North Korea"), None, "declared"),),
            topics=("<b>work</b>",),
            language="en",
            source="Nine & Rivers",
            published=Published("2016-03-03T10:15:00-05:00", Precision.INSTANT, "declared"),
        ),
        record("Undated fish", published=Published("2019-06", Precision.MONTH, "declared")),
    )
    query = "q=fish&region=Asia"
    (entry,) = entries(desk.client, f"/feed.atom?{query}")
    plain = HOSTILE.replace("\u202e", "")
    assert entry.findtext(f"{ATOM}title") == plain
    assert entry.findtext(f"{ATOM}summary") == f"Fish {plain}."
    assert entry.findtext(f"{ATOM}published") == "2016-03-03T15:15:00Z"
    names = [each.findtext(f"{ATOM}name") for each in entry.findall(f"{ATOM}author")]
    assert names == ["Hana Seo (translator)", f"{plain} (reporter)"]
    terms = [each.get("term") for each in entry.findall(f"{ATOM}category")]
    assert terms == ["Asia › North Korea", "<b>work</b>"]
    assert (
        entry.find(f"{ATOM}link[@rel='via']").get("href") == "https://tidewater.example/a?b=1&c=2"
    )
    page = entry.find(f"{ATOM}link[@rel='alternate']").get("href")
    assert desk.client.get(page).status_code == 200

    (item,) = check_rss(desk.client.get(f"/feed.rss?{query}").data)
    assert (item.findtext("title"), item.findtext("link")) == (plain, page)
    assert item.findtext("guid") == entry.findtext(f"{ATOM}id")
    assert item.findtext("pubDate") == "Thu, 03 Mar 2016 15:15:00 +0000"
    # As HTML, which a description is, the text is plain again, with nothing in it that is markup.
    read = etree.fromstring(f"<p>{item.findtext('description')}</p>", etree.HTMLParser())
    assert (read.findtext(".//p"), len(read.xpath("//p/*"))) == (f"Fish {plain}.", 0)

    document = check_json(desk.client.get(f"/feed.json?{query}").data)
    (told,) = document["items"]
    assert told["id"] == entry.findtext(f"{ATOM}id")
    assert (told["url"], told["external_url"]) == (page, "https://tidewater.example/a?b=1&c=2")
    assert (told["title"], told["content_text"]) == (plain, f"Fish {plain}.")

    (undated,) = entries(desk.client, "/feed.atom?q=undated")
    assert undated.find(f"{ATOM}published") is None


def test_a_feed_is_the_same_wherever_it_is_served_and_says_where_it_is(desk):
    desk.add(record("Ferry", url="javascript:alert(1)"))
    root = check_atom(desk.client.get("/feed.atom?q=ferry").data)
    away = check_atom(
        desk.client.get(
            "/feed.atom?q=ferry&sort=oldest&page=7&view=compact",
            base_url="https://archive.example/x/",
        ).data
    )
    for each in (f"{ATOM}id", f"{ATOM}entry/{ATOM}id", f"{ATOM}entry/{ATOM}updated"):
        assert root.findtext(each) == away.findtext(each)
    assert away.find(f"{ATOM}link[@rel='self']").get("href") == (
        "https://archive.example/x/feed.atom?q=ferry"
    )
    assert away.find(f"{ATOM}link[@rel='alternate']").get("href") == (
        "https://archive.example/x/?q=ferry"
    )
    assert not away.findall(f".//{ATOM}link[@rel='via']")
    other = check_atom(desk.client.get("/feed.atom?q=boat").data)
    assert other.findtext(f"{ATOM}id") != root.findtext(f"{ATOM}id")


texts = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=25)
@given(
    *(texts,) * 4,
    st.datetimes(),
    st.sampled_from(["UTC", "Asia/Seoul", "Africa/Monrovia", "Pacific/Apia"]),
)
def test_no_text_and_no_date_makes_a_feed_invalid(
    client_of, headline, name, topic, body, day, zone
):
    article = an_article(
        headline,
        credits=(Credit(name, Role.WRITER),),
        topics=(topic,),
        section=headline,
        source=name,
        language=topic,
        url=f"https://a.example/{name}",
        published=Published(day.isoformat(timespec="seconds"), Precision.INSTANT, "declared"),
        provenance=replace(SEAMSTRESSES.provenance, received=""),
    )
    found = FoundArticle(
        article, 1.0, (), ((TextSpan(body, hit=True),), (TextSpan(topic, hit=False),))
    )
    parsed = ParsedQuery("", Everything())
    results = Results(SearchQuery(), parsed, 1, 0.0, (found,), (), 0, zone)
    made = feed_entries(UUID(int=1), results, {article.id: "http://localhost/a"}, {})
    there = "http://localhost/x"
    feed = Feed(UUID(int=2).urn, made[0].title, there, there, there, "", made)
    jinja = client_of().application.jinja_env
    root = check_atom(jinja.get_template("feed_atom.xml").render(feed=feed).encode())
    assert len(root.findall(f"{ATOM}entry")) == 1
    check_rss(jinja.get_template("feed_rss.xml").render(feed=feed).encode())
    written = json.dumps(json_feed(feed), ensure_ascii=False)
    check_json(written.encode())
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f]|\\u00[01]", written)


@pytest.mark.parametrize(
    "query", ["q=%00%01%0b%ff%ed%a0%80%ef%bf%bf<x>&region=%1f", "q=%22%3E&not=region:%07"]
)
def test_a_hostile_address_gives_a_feed_that_is_valid(desk, query):
    check_atom(desk.client.get(f"/feed.atom?{query}").data)
    check_rss(desk.client.get(f"/feed.rss?{query}").data)
    check_json(desk.client.get(f"/feed.json?{query}").data)


@pytest.mark.parametrize("query", ["from=june", "before=x", "before=0", "size=7", "since=-1"])
def test_a_feed_is_not_quietly_another_one_than_was_asked_for(desk, query):
    assert desk.client.get(f"/feed.atom?{query}").status_code == 400
    assert desk.client.get("/feed.pdf").status_code == 404


def test_what_a_reader_has_is_not_sent_again(desk, monkeypatch):
    desk.add(record("Ferry"))
    # As if the index had been published a while ago: another could follow in the same second.
    monkeypatch.setattr(feed_routes, "_SETTLED", timedelta(seconds=-5))
    answer = desk.client.get("/feed.rss?q=ferry")
    tag, moment = answer.headers["ETag"], answer.headers["Last-Modified"]
    for known, status in (
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": f'"other", W/{tag}'}, 304),
        ({"If-Modified-Since": moment}, 304),
        ({"If-None-Match": '"other"', "If-Modified-Since": moment}, 200),
        ({"If-Modified-Since": "Sat, 01 Jan 2089 00:00:00 GMT"}, 200),
        ({"If-None-Match": "rubbish", "If-Modified-Since": "rubbish"}, 200),
    ):
        again = desk.client.get("/feed.rss?q=ferry", headers=known)
        assert (again.status_code, bool(again.data)) == (status, status == 200), known
        assert again.headers["ETag"] == tag
    desk.add(record("Ferry two"))
    assert desk.client.get("/feed.rss?q=ferry", headers={"If-None-Match": tag}).status_code == 200
    monkeypatch.undo()
    assert "Last-Modified" not in desk.client.get("/feed.rss?q=ferry").headers


def test_a_feed_that_would_lack_entries_is_not_given(desk, monkeypatch):
    desk.add(record("Ferry"))
    whole = desk.service.search
    with monkeypatch.context() as patched:
        patched.setattr(desk.service, "search", lambda asked: replace(whole(asked), complete=False))
        answer = desk.client.get("/feed.atom?q=ferry")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    # All entries of its page are removed, which the index has not read yet.
    for article in [each.article for each in desk.store.changes_since(0)]:
        desk.store.delete([article.id])
    assert desk.client.get("/feed.atom?q=ferry").status_code == 503
    desk.update()
    assert ids(desk.client, "/feed.atom?q=ferry") == []


# Passes with 100 as well; this takes some seconds.
_POLLS = 30


def test_an_entry_counts_as_changed_when_its_article_was_corrected(desk):
    desk.add(record("Ferry"))
    (change,) = desk.store.changes_since(0)
    row = {"article_id": change.id, "field": "section", "value": '"Sea"', "why": "", "who": "ann"}
    with desk.store.database.writing() as connection:
        for moment, undone, state in (
            ("2089-01-01T00:00:00+00:00", "", "in force"),
            ("2001", "2090-01-01T00:00:00Z", "undone"),
        ):
            values = {**row, "moment": moment, "ended": undone, "ended_by": "", "state": state}
            connection.execute(sa.insert(corrections).values(**values))
    root = check_atom(desk.client.get("/feed.atom").data)
    for each in (f"{ATOM}updated", f"{ATOM}entry/{ATOM}updated"):
        assert root.findtext(each) == "2090-01-01T00:00:00Z"


class Poller:
    """A reader that reads page after page until one has nothing new, and keeps what it saw."""

    def __init__(self, client):
        self._client = client
        self.seen = []

    def poll(self):
        address = "/feed.atom?q=ferry"
        while address:
            root = check_atom(self._client.get(address).data)
            found = [each.findtext(f"{ATOM}id") for each in root.findall(f"{ATOM}entry")]
            assert len(set(found)) == len(found)
            new = [each for each in found if each not in self.seen]
            self.seen += new
            following = root.find(f"{ATOM}link[@rel='next']")
            address = following.get("href") if new and following is not None else ""


def test_a_reader_that_polls_sees_each_article_exactly_once(desk, monkeypatch):
    """Bursts, new versions, removals, restores, an index behind, a clock put back."""
    chance = random.Random(19)  # noqa: S311 - the same every time
    clock = [1_750_000_000]
    made = {}
    removed = set()
    poller = Poller(desk.client)
    ever = set()
    number = 0

    def stored(key, text):
        clock[0] += chance.choice([0, 0, 1, -7200])
        monkeypatch.setattr(prepared_record, "time", lambda: clock[0])
        return record(
            f"Ferry {key}",
            content=f"{key} {text}".encode(),
            body=(text,),
            url=f"https://f.example/{key}",
        )

    for turn in range(_POLLS):
        match chance.randrange(7):
            case 0 | 1 | 2:
                burst = chance.choice([1, 3, 50])
                batch = [stored(number + each, "First words.") for each in range(burst)]
                number += burst
                desk.store.add(batch)
                made |= {each.article.url: each for each in batch}
            case 3 if made:
                chosen = chance.sample(sorted(made), min(5, len(made)))
                desk.store.add(
                    [stored(url.rpartition("/")[2], f"Words of turn {turn}.") for url in chosen]
                )
                removed -= set(chosen)
            case 4 if made:
                chosen = chance.sample(sorted(made), min(3, len(made)))
                there = {
                    each.article.url: each.id
                    for each in desk.store.changes_since(0)
                    if each.article
                }
                desk.store.delete([there[url] for url in chosen if url in there])
                removed |= set(chosen)
            case 5 if removed:
                back = [url.rpartition("/")[2] for url in sorted(removed)]
                desk.store.add([stored(key, f"Back at turn {turn}.") for key in back])
                removed.clear()
            case 6:
                desk.update(anew=chance.random() < 0.1)
        if chance.random() < 0.6:
            desk.update()
            ever |= {each.id for each in desk.store.changes_since(0) if each.article}
        poller.poll()
    desk.update()
    poller.poll()
    there = {each.id for each in desk.store.changes_since(0) if each.article}
    assert len(poller.seen) == len(set(poller.seen))
    assert len(poller.seen) >= len(there) > 50
    # In the end a reader that begins now sees what is there, in the order of arrival.
    late = Poller(desk.client)
    late.poll()
    arrivals = {
        each.id: each.article.arrival for each in desk.store.changes_since(0) if each.article
    }

    archive = identity(desk.store.database)
    told = {entry_id(archive, each): arrivals[each] for each in there}
    assert set(late.seen) == set(told) <= set(poller.seen)


def test_no_reader_gets_past_an_article_that_the_index_has_not_read(desk, monkeypatch):
    """An article that changes before it was ever read is read after those that came later."""
    desk.add(record("Ferry one"))
    desk.store.add([record("Ferry two", url="https://f.example/2")])
    desk.store.add([record("Ferry three")])
    upto = desk.store.sequence()
    desk.store.add([record("Ferry two anew", content=b"anew", url="https://f.example/2")])
    archive = identity(desk.store.database)
    one, three, two = (entry_id(archive, each.id) for each in desk.store.changes_since(0))
    with monkeypatch.context() as patched:
        # As if the writer of the index had been killed after its first pass.
        patched.setattr(desk.store, "sequence", lambda: upto)
        desk.update()
    assert ids(desk.client, "/feed.atom?q=ferry") == [one]
    assert ids(desk.client, "/feed.atom?q=ferry&before=3") == [one]
    with monkeypatch.context() as patched:
        # As if so much had changed that it would take long to see what is missing.
        patched.setattr(horizon, "_MOST_CHANGES", 1)
        assert desk.client.get("/feed.atom?q=ferry").status_code == 503
    desk.update()
    assert ids(desk.client, "/feed.atom?q=ferry") == [three, two, one]
    assert ids(desk.client, "/feed.atom?q=ferry&before=3") == [two, one]
    assert ids(desk.client, "/feed.atom?q=ferry&since=1") == [three, two]
