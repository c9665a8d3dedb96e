"""The page of an article's versions: what changed in each, and between any two."""

from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.diff.changes import ChangeKind
from archive.diff.passages import Matcher
from archive.model.article import (
    Credit,
    Origin,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Record,
    Region,
    Role,
    Wire,
)
from archive.settings import Settings
from archive.store.store import Store
from tests.support.articles import article
from tests.support.work import assert_linear
from tests.webui.fake_archive import RAW, FakeService, an_article
from webui.app import create_app

FIRST = an_article(
    id="f",
    body=(
        "No boat has left since Monday.",
        "The crews ask for a second engineer.",
        "The company offers 1,200 crowns.",
        "Talks begin on Thursday.",
    ),
    credits=(Credit("Ruth Awino", Role.REPORTER),),
    regions=(Region(("Europe", "Norway"), "NO", "text"),),
    published=Published("2026-11-17", Precision.DAY, "declared"),
    source="Halyard Wire",
    section="Transport",
    topics=("ferries", "strikes"),
    language="en",
    url="https://example.org/ferries",
    provenance=Provenance(RAW.sha256, "text/plain", "a/one.txt", 3, "2026-11-17T09:00:00+00:00"),
)
SECOND = replace(
    FIRST,
    body=(FIRST.body[0], FIRST.body[1], "The company offers 1,350 crowns, it said.", FIRST.body[3]),
    provenance=Provenance(
        RAW.sha256,
        "text/plain",
        "crawl.warc",
        received="2026-11-18T09:00:00+00:00",
        address="https://example.org/ferries",
        retrieved="2026-11-18T07:40:00+00:00",
    ),
)
THIRD = replace(
    SECOND,
    headline="Ferry crews end strike",
    body=(*SECOND.body[:2], "All runs are as in the timetable.", "Pupils are back at school."),
    captions=("The ferry Tern.",),
    credits=(Credit("Ruth Awino", Role.REPORTER), Credit("Jonas Lie", Role.PHOTOGRAPHER)),
    regions=(Region(("Europe", "Norway"), "NO", "dateline"),),
    published=Published("2026-11-20T08:15:00+01:00", Precision.INSTANT, "declared"),
    source=None,
    section="News",
    topics=("strikes", "wages"),
    language="nb",
    url="https://example.org/ferries?edition=2",
    wire=Wire(urgency=3, version="2"),
    provenance=replace(FIRST.provenance, received="2026-11-20T09:00:00+00:00"),
)
VERSIONS = (FIRST, SECOND, THIRD)
ADDRESS = "/articles/f/versions"


def written(element):
    """The text of an element with what was [-taken out-] and {+put in+}."""
    text = ""
    for part in element.inside:
        if isinstance(part, str):
            text += part
        else:
            before, after = {"del": ("[-", "-]"), "ins": ("{+", "+}")}.get(part.tag, ("", ""))
            text += before + written(part) + after
    return " ".join(text.split())


def entry(page, number):
    return page.one("article", id=f"v-{number}")


def facts(element):
    """The terms of a list with what is said of each."""
    return {
        each.one("dt").text: written(each.one("dd"))
        for dl in element.all("dl")
        for each in dl.all("div")
    }


def changes(entry):
    return entry.one("div", class_="changes")


def paragraphs(entry):
    """The text of an entry: changed paragraphs, and the summaries of what is folded."""
    return [
        written(part.one("summary")) if part.tag == "details" else written(part)
        for part in changes(entry).one("div", class_="text").inside
        if not isinstance(part, str) and part.tag in {"p", "details"}
    ]


def test_every_version_is_there_the_newest_first(page_of):
    page = page_of(ADDRESS, VERSIONS)
    assert page.one("h1").text == "Ferry crews end strike"
    assert [h2.text for h2 in page.all("h2")] == [
        "Version 3 the current one",
        "Version 2",
        "Version 1",
    ]


def test_each_version_says_when_it_came_in_and_from_where(page_of):
    page = page_of(ADDRESS, VERSIONS)
    assert facts(entry(page, 2).one("header")) == {
        "Received": "18 November 2026, 09:00 UTC",
        "File": "crawl.warc",
        "Fetched from": "https://example.org/ferries",
        "Fetched": "18 November 2026, 07:40 UTC",
    }
    assert facts(entry(page, 1).one("header")) == {
        "Received": "17 November 2026, 09:00 UTC",
        "File": "one.txt record 3",
    }


def test_changed_words_are_shown_where_they_stand_and_the_rest_is_folded(page_of):
    second = entry(page_of(ADDRESS, VERSIONS), 2)
    assert paragraphs(second) == [
        "2 paragraphs unchanged",
        "The company offers [-1,200-] {+1,350+} crowns{+, it said+}.",
        "1 paragraph unchanged",
    ]
    assert facts(changes(second)) == {}
    assert list(second.all("h3")) == []


def test_what_is_folded_can_be_read_without_a_script(page_of):
    folded, _ = entry(page_of(ADDRESS, VERSIONS), 2).all("details")
    assert [p.text for p in folded.all("p")] == list(FIRST.body[:2])


def test_paragraphs_with_little_in_common_are_taken_out_and_put_in_whole(page_of):
    assert paragraphs(entry(page_of(ADDRESS, VERSIONS), 3)) == [
        "2 paragraphs unchanged",
        "[-The company offers 1,350 crowns, it said.-]",
        "[-Talks begin on Thursday.-]",
        "{+All runs are as in the timetable.+}",
        "{+Pupils are back at school.+}",
    ]


def test_every_fact_that_changed_is_shown_before_and_after(page_of):
    third = entry(page_of(ADDRESS, VERSIONS), 3)
    assert written(third.one("h3")) == "Ferry crews {+end+} strike"
    assert written(third.one("aside", aria_label="Captions")) == "{+The ferry Tern.+}"
    assert facts(changes(third)) == {
        "Date": "[-17 November 2026 (declared)-] → {+20 November 2026, 08:15 +01:00 (declared)+}",
        "Credits": "Ruth Awino (reporter); {+Jonas Lie (photographer)+}",
        "Regions": "[-Europe › Norway (named in the text)-]; {+Europe › Norway (dateline)+}",
        "Source": "[-Halyard Wire-]",
        "Section": "[-Transport-] → {+News+}",
        "Topics": "[-ferries-]; strikes; {+wages+}",
        "Language": "[-English-] → {+Norwegian Bokmål+}",
        "Address": "[-https://example.org/ferries-] → {+https://example.org/ferries?edition=2+}",
        "Urgency": "{+3 of 9, where 1 is most urgent+}",
        "The agency’s version": "{+2+}",
    }


def test_dates_that_words_do_not_tell_apart_are_shown_as_they_are_stated(page_of):
    first, second = (
        replace(FIRST, published=Published(f"2026-11-17T08:15:{s}+00:00", Precision.INSTANT, "x"))
        for s in ("01", "02")
    )
    assert facts(changes(entry(page_of(ADDRESS, [first, second]), 2))) == {
        "Date": "[-2026-11-17T08:15:01+00:00-] → {+2026-11-17T08:15:02+00:00+}"
    }


def test_the_first_version_can_be_read_as_it_came_in(page_of):
    first = entry(page_of(ADDRESS, VERSIONS), 1)
    assert first.one("h3").text == "Ferry crews strike"
    assert paragraphs(first) == ["4 paragraphs"]
    assert [p.text for p in first.one("details").all("p")] == list(FIRST.body)


def test_a_version_in_which_nothing_differs_says_so(page_of):
    again = replace(FIRST, origins=(Origin("headline", "h1"),))
    second = entry(page_of(ADDRESS, [FIRST, again]), 2)
    assert changes(second).text == "Nothing shown here changed."


def test_two_versions_can_be_compared(page_of):
    page = page_of(f"{ADDRESS}?from=1&to=3", VERSIONS)
    assert [h2.text for h2 in page.all("h2")] == ["Version 3 the current one"]
    assert page.one("p", class_="regions").text == "From version 1 to version 3 of 3"
    assert paragraphs(entry(page, 3))[1] == "[-The company offers 1,200 crowns.-]"
    assert ("All 3 versions", ADDRESS) in [(a.text, a.attributes["href"]) for a in page.all("a")]


@pytest.mark.parametrize(
    ("query", "compared"),
    [
        ("from=3&to=1", "From version 3 to version 1 of 3"),
        ("from=2", "From version 2 to version 3 of 3"),
        ("to=2", "From version 1 to version 2 of 3"),
        ("from=&to=", "3 versions, the newest first"),
        ("to=1", "3 versions, the newest first"),
    ],
)
def test_a_link_may_name_any_two_or_leave_one_out(page_of, query, compared):
    page = page_of(f"{ADDRESS}?{query}", VERSIONS)
    assert page.one("p", class_="regions").text == compared
    assert list(page.all("ul", class_="notices")) == []


@pytest.mark.parametrize(
    ("query", "notices"),
    [
        ("from=0", ["‘0’ is not a version of this article: give a number from 1 to 3."]),
        (
            "from=x&to=4",
            [
                "‘x’ is not a version of this article: give a number from 1 to 3.",
                "‘4’ is not a version of this article: give a number from 1 to 3.",
            ],
        ),
        ("to=-1", ["‘-1’ is not a version of this article: give a number from 1 to 3."]),
        ("to=²", ["‘²’ is not a version of this article: give a number from 1 to 3."]),
        (
            f"to={'9' * 5000}",
            [f"‘{'9' * 40}…’ is not a version of this article: give a number from 1 to 3."],
        ),
        ("to=%ff", ["‘\ufffd’ is not a version of this article: give a number from 1 to 3."]),
        ("from=2&to=2", ["A version does not differ from itself: choose two different ones."]),
        ("from=3", ["A version does not differ from itself: choose two different ones."]),
    ],
)
def test_numbers_that_name_no_two_versions_are_told_and_all_versions_shown(page_of, query, notices):
    page = page_of(f"{ADDRESS}?{query}", VERSIONS)
    assert [li.text for li in page.one("ul", class_="notices").all("li")] == notices
    assert len(list(page.all("h2"))) == 3


def test_the_form_offers_every_version_and_remembers_the_two(page_of):
    form = page_of(f"{ADDRESS}?from=2&to=3", VERSIONS).one("form", class_="pick")
    assert form.attributes == {"class": "pick", "action": ADDRESS, "method": "get"}
    assert [
        (
            select.attributes["name"],
            [o.attributes["value"] for o in select.all("option")],
            [o.text for o in select.all("option") if "selected" in o.attributes],
        )
        for select in form.all("select")
    ] == [
        ("from", ["1", "2", "3"], ["2, 18 November 2026, 09:00 UTC"]),
        ("to", ["1", "2", "3"], ["3, 20 November 2026, 09:00 UTC"]),
    ]


def test_a_single_version_has_nothing_to_be_compared_with(page_of):
    page = page_of(ADDRESS, [FIRST])
    assert page.one("p", class_="regions").text == "1 version, the newest first"
    assert [h2.text for h2 in page.all("h2")] == ["Version 1"]
    assert list(page.all("form", class_="pick")) == list(page.all("p", class_="legend")) == []


def test_an_article_that_is_not_there_has_no_versions(page_of):
    page = page_of("/articles/ffff/versions", status=404)
    assert "ffff: the archive holds no article of this id" in page.one("main").text


def test_the_versions_of_a_removed_article_are_as_unseen_as_itself(tmp_path):
    raw = RawDocument(b"ferries", "text/plain")
    with Store.open(tmp_path / "archive.db", create=True) as store:
        store.add([Record(replace(article(), provenance=replace(FIRST.provenance)), raw)])
        (change,) = store.changes_since(0)
        app = create_app(Settings(home=tmp_path), store=store, service=FakeService([]))
        address = f"/articles/{change.id}/versions"
        assert app.test_client().get(address).status_code == 200
        store.delete([change.id])
        assert app.test_client().get(address).status_code == 404
        assert len(store.versions(change.id)) == 1


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>"])
def test_what_versions_say_never_becomes_markup(client_of, text):
    hostile = replace(
        FIRST,
        headline=text,
        body=(text, f"{text} once"),
        captions=(text,),
        credits=(Credit(text, Role.EDITOR),),
        regions=(Region((text,), None, text),),
        published=Published("2019", Precision.YEAR, text),
        source=text,
        section=text,
        topics=(text,),
        language=text,
        url=text,
        wire=Wire(text, text, text, 1, text, text, (text,)),
        provenance=Provenance(RAW.sha256, text, text, 1, text, text, text),
    )
    edited = replace(hostile, headline=f"{text} edited", body=(text, f"{text} twice"))
    for versions in ([FIRST, hostile, FIRST], [hostile, edited]):
        html = client_of(versions).get(ADDRESS).text
        assert text in unescape(html)
        assert text not in html
        assert "<img" not in html


def test_marks_of_direction_turn_nothing_but_the_words_that_have_them(page_of):
    turned = replace(FIRST, body=("\u202egnp.exe",), topics=("\u202egnp.exe",), headline="\u202ex")
    page = page_of(ADDRESS, [FIRST, turned])
    assert [e.tag for e in isolating(page, "\u202e")] == ["title", "h1", "h3", "bdi", "p"]


def isolating(element, mark, inside=None):
    """The elements that keep a mark from what stands around them."""
    for part in element.inside:
        if isinstance(part, str):
            if mark in part:
                yield inside
        elif part.tag in {"bdi", "title"} or part.attributes.get("dir") == "auto":
            yield from isolating(part, mark, part)
        else:
            yield from isolating(part, mark, inside)


def test_of_many_long_versions_the_older_ones_are_a_link_away(page_of):
    versions = [replace(FIRST, body=("word " * 40_000, f"Number {n}.")) for n in range(6)]
    page = page_of(ADDRESS, versions)
    assert [h2.text for h2 in page.all("h2")][-1] == "Version 1"
    assert paragraphs(entry(page, 5)) == ["1 paragraph unchanged", "Number [-3-] {+4+}."]
    assert changes(entry(page, 2)).text == "What changed since version 1"
    link = changes(entry(page, 2)).one("a").attributes["href"]
    assert link == f"{ADDRESS}?from=1&to=2"
    assert paragraphs(entry(page_of(link, versions), 2))[-1] == "Number [-0-] {+1+}."


def prose(seed, size, length):
    """Paragraphs of words that come again, as words do, but hardly in the same order."""
    words = [f"word{n * n % 2_999}" for n in range(size * length + seed)]
    return [" ".join(words[seed + n * length :][:length]) for n in range(size)]


def edited(paragraphs):
    """The same with every twentieth word another one."""
    return [
        " ".join(word if n % 20 else f"new{n}" for n, word in enumerate(text.split(), 1))
        for text in paragraphs
    ]


def nested(side, depth):
    """Lines of which one stands once in what is left between the last ones, and so on inwards."""
    lines = [f"line {depth}"]
    for n in reversed(range(depth)):
        after = (f"line {n}", f"{side} after {n}", f"line {n + 1}", f"{side} again {n}")
        lines = [f"{side} before {n}", *lines, f"{side} within {n}", *after]
    return lines


def one_changed(paragraphs):
    """The same with a paragraph in the midst another one."""
    middle = len(paragraphs) // 2
    return [*paragraphs[:middle], "New.", *paragraphs[middle + 1 :]]


# Two versions of about so many thousand characters.
LONG = {
    "one paragraph changed": lambda size: (
        prose(1, 2 * size, 65),
        one_changed(prose(1, 2 * size, 65)),
    ),
    "every paragraph edited": lambda size: (prose(1, 2 * size, 65), edited(prose(1, 2 * size, 65))),
    "another text": lambda size: (prose(1, 2 * size, 65), prose(2, 2 * size, 65)),
    "one paragraph, edited": lambda size: (
        [" ".join(prose(1, 2 * size, 65))],
        edited([" ".join(prose(1, 2 * size, 65))]),
    ),
    "two words again and again": lambda size: (["a b " * 250 * size], ["b a " * 250 * size]),
    "lines within lines": lambda size: (nested("old", 3 * size // 2), nested("new", 3 * size // 2)),
    "short lines again and again": lambda size: (["a"] * 200 * size, ["a", "b"] * 100 * size),
}


@pytest.mark.parametrize("made", LONG.values(), ids=LONG)
def test_versions_take_no_longer_to_compare_than_they_are_long(client_of, made):
    def client(size):
        return client_of([replace(FIRST, body=tuple(body)) for body in made(size)])

    def compare(client):
        response = client.get(ADDRESS)
        assert response.status_code == 200
        assert len(response.text) < 12_000_000

    compare(client(1_000))
    assert_linear(compare, client, 60)


def test_what_is_too_much_to_show_is_told(page_of):
    versions = [
        replace(FIRST, body=tuple(f"{w} {n}." for n in range(1_500))) for w in ("Old", "New")
    ]
    text = changes(entry(page_of(ADDRESS, versions), 2)).one("div", class_="text")
    assert text.one("p", class_="omitted").text == "More has changed than is shown here."
    assert len(list(text.all("del"))) == 1_500
    assert len(list(text.all("ins"))) == 500


SENTENCES = st.lists(st.text("ab ,.한国ก\u0e31\u0301-’1", max_size=12).map(str.strip), max_size=6)


def told(runs, left_out):
    return "".join("".join(run.text for run in runs if run.change is not left_out).split())


@given(SENTENCES, SENTENCES)
def test_both_versions_can_be_read_off_the_comparison(before, after):
    runs = []
    for passage in Matcher().passages(before, after).shown:
        runs += passage.runs
        runs += Matcher().items(passage.unchanged, passage.unchanged)
    if before != after:
        assert told(runs, ChangeKind.ADDED) == "".join("".join(before).split())
        assert told(runs, ChangeKind.REMOVED) == "".join("".join(after).split())
    line, other = " ".join(before), " ".join(after)
    assert told(Matcher().line(line, other), ChangeKind.ADDED) == "".join(line.split())
    assert told(Matcher().line(line, other), ChangeKind.REMOVED) == "".join(other.split())


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [
        (
            "the cat sat on the mat",
            "the dog sat on a mat",
            "the [-cat-] {+dog+} sat on [-the-]{+a+} mat",
        ),
        (
            "One ship, two boats.",
            "One ferry, nine boats.",
            "One [-ship, two-]{+ferry, nine+} boats.",
        ),
        ("쌀 값이 올랐다.", "쌀 값이 내렸다.", "쌀 값이 [-올랐다-]{+내렸다+}."),
        ("今天天气很好", "今天天气不好", "今天天气[-很-]{+不+}好"),
        ("ที่นี่มีข้าว", "ที่นั่นมีข้าว", "ที่[-นี่-]{+นั่น+}มีข้าว"),
        ("Ferries run", "Talks fail", "[-Ferries run-]{+Talks fail+}"),
        (
            "It paid 1,200.50 crowns",
            "It paid 1,200.70 crowns",
            "It paid [-1,200.50-]{+1,200.70+} crowns",
        ),
    ],
)
def test_a_line_is_compared_in_words_of_its_script(before, after, compared):
    marks = {ChangeKind.KEPT: "{}", ChangeKind.REMOVED: "[-{}-]", ChangeKind.ADDED: "{{+{}+}}"}
    runs = Matcher().line(before, after)
    assert "".join(marks[run.change].format(run.text) for run in runs) == compared
