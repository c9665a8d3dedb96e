"""Articles with too much for one page: parts, their hits, and what is left out and told."""

import re
from dataclasses import replace

import pytest

from archive.model.article import Credit, Precision, Provenance, Published, Region, Role
from tests.webui.conftest import read
from tests.webui.fake_archive import RAW, an_article
from webui.pages import article_parts, hit_survey

MOST_BYTES = 2_000_000
# In words of five letters and a space; the word looked for stands where `n % 7` is 3.
BODY = tuple(
    " ".join("ferry" if n % 7 == 3 else "boats" for n in range(first, first + 60))
    for first in range(0, 3_000, 60)
)
LONG = an_article(
    "A ferry year", id="long", body=BODY, captions=("A ferry.", "No boat."), section="Ships"
)
HITS = 1 + 1 + sum(text.split().count("ferry") for text in BODY)


@pytest.fixture
def _small_parts(monkeypatch):
    monkeypatch.setattr(article_parts, "PART_SIZE", 4_000)


def marks(page):
    return [mark for mark in page.all("mark") if "id" in mark.attributes]


def bar(mark):
    """What the bar of a hit says, and where it leads to."""
    bar = mark.one("span", class_="hit-bar")
    said = bar.one("span").text
    return said, {link.text: link.attributes["href"] for link in bar.all("a")}


def test_the_parts_show_the_whole_text_and_lead_to_each_other(client_of, _small_parts):
    client = client_of([LONG])
    address, shown, numbers = "/articles/long?q=ferry", [], []
    while address:
        page = read(client.get(address).text)
        text = page.one("div", class_="text")
        shown += [p.text for p in text.inside if not isinstance(p, str) and p.tag == "p"]
        nav = page.one("nav", aria_label="Parts")
        numbers.append(nav.one("p").text)
        address = next((a.attributes["href"] for a in nav.all("a", rel="next")), None)
    count = len(numbers)
    assert numbers == [f"Part {n} of {count}" for n in range(1, count + 1)]
    assert count == 5
    plain = [re.sub(r"Hit \S+ of \d+PreviousNextClose", "", text) for text in shown]
    assert plain == list(BODY)


def test_the_first_part_alone_has_the_facts_and_the_captions(page_of, _small_parts):
    first = page_of("/articles/long", [LONG])
    assert first.one("aside", class_="card")
    assert first.one("aside", class_="captions").text == "A ferry. No boat."
    second = page_of("/articles/long?part=2", [LONG])
    assert second.one("h1").text == "A ferry year"
    assert second.one("title").text == "A ferry year, part 2 of 5 · Backfile"
    assert not list(second.all("aside"))


def test_the_hits_are_numbered_through_all_parts_and_lead_from_one_to_the_next(
    client_of, _small_parts
):
    client = client_of([LONG])
    address, seen = "/articles/long?q=ferry#hit-1", []
    while True:
        path, _, anchor = address.partition("#")
        page = read(client.get(path).text)
        here = {mark.attributes["id"]: mark for mark in marks(page)}
        while anchor in here:
            said, links = bar(here.pop(anchor))
            seen.append(said)
            path, _, anchor = links["Next"].partition("#")
            if path:
                break
        assert not here
        address = links["Next"]
        if len(seen) >= HITS:
            break
    assert seen == [f"Hit {n} of {HITS}" for n in range(1, HITS + 1)]
    assert address == "/articles/long?q=ferry&part=1#hit-1"
    first = read(client.get("/articles/long?q=ferry").text)
    assert f"{HITS} hits" in first.one("p", class_="hits").text
    _, links = bar(marks(first)[0])
    last = read(client.get(links["Previous"]).text)
    assert links["Previous"].endswith(f"#{marks(last)[-1].attributes['id']}")
    assert bar(marks(last)[-1])[0] == f"Hit {HITS} of {HITS}"


def test_where_time_is_short_the_part_shown_is_searched_and_no_total_is_claimed(
    page_of, _small_parts, monkeypatch
):
    monkeypatch.setattr(hit_survey, "_TIME_LIMIT_S", -1)
    page = page_of("/articles/long?q=ferry&part=3", [LONG])
    here = len(marks(page))
    assert f"At least {here} hits" in page.one("p", class_="hits").text
    said, links = bar(marks(page)[0])
    assert said == f"Hit 1 of {here} in this part"
    assert links["Previous"] == "/articles/long?q=ferry&part=2"
    assert bar(marks(page)[-1])[1]["Next"] == "/articles/long?q=ferry&part=4"
    page = page_of("/articles/long?q=nothing&part=3", [LONG])
    assert page.one("p", class_="hits").text == "No hit in the parts looked at"


def test_where_a_search_takes_too_long_the_page_says_that_its_end_is_not_marked(
    page_of, monkeypatch
):
    monkeypatch.setattr(hit_survey, "_SHOWN_LIMIT_S", -1)
    page = page_of("/articles/long?q=ferry", [LONG])
    assert "At least 2 hits" in page.one("p", class_="hits").text
    assert "the end of this page was not searched" in page.one("article").text
    assert len(marks(page)) == 2
    text = page.one("div", class_="text")
    assert [p.text for p in text.inside if not isinstance(p, str) and p.tag == "p"] == list(BODY)


def test_a_whole_article_can_be_had_on_one_page_where_that_stays_small(page_of, _small_parts):
    part = page_of("/articles/long?q=ferry&part=2", [LONG])
    (whole,) = {a.attributes["href"] for a in part.all("a") if a.text == "Whole article, to print"}
    page = page_of(whole, [LONG])
    assert len(marks(page)) == HITS
    assert page.one("nav", aria_label="Parts").one("p").text == "All 5 parts"
    assert bar(marks(page)[-1])[1]["Next"] == "#hit-1"
    assert bar(marks(page)[0])[1]["Previous"] == f"#hit-{HITS}"


def test_an_article_too_long_for_one_page_has_no_such_link(page_of):
    huge = an_article(id="h", body=("word " * 300_000,))
    page = page_of("/articles/h?part=all", [huge])
    assert page.one("nav", aria_label="Parts").one("p").text == "Part 1 of 8"
    assert not [a for a in page.all("a") if a.text == "Whole article, to print"]


@pytest.mark.parametrize(
    ("part", "number"),
    [("2", 2), ("5", 5), ("7", 5), ("999999999999", 1), ("0", 1), ("-1", 1), ("x", 1), ("%FF", 1)],
)
def test_any_part_can_be_asked_for(page_of, _small_parts, part, number):
    page = page_of(f"/articles/long?part={part}", [LONG])
    assert page.one("nav", aria_label="Parts").one("p").text == f"Part {number} of 5"


def test_a_short_article_has_no_parts(page_of):
    page = page_of("/articles/long?q=ferry", [LONG])
    assert not list(page.all("nav", class_="parts"))
    assert len(marks(page)) == HITS


def ticks(page):
    """Where the marks of the strip are, in percent, and where they lead to."""
    (strip,) = page.all("svg", class_="strip")
    return {
        int(link.one("rect").attributes["x"]): link.attributes["href"] for link in strip.all("a")
    }


def test_the_strip_has_a_mark_where_a_plain_count_finds_hits(page_of):
    body = tuple("ferry" if n in {10, 11, 55, 99} else "boats" for n in range(100))
    page = page_of("/articles/s?q=ferry", [an_article("Ships", id="s", body=body)])
    assert ticks(page) == {10: "#hit-1", 11: "#hit-2", 55: "#hit-3", 99: "#hit-4"}
    (strip,) = page.all("svg", class_="strip")
    assert strip.attributes["aria-hidden"] == "true"
    assert {link.attributes["tabindex"] for link in strip.all("a")} == {"-1"}


def test_the_strip_leads_into_other_parts(client_of, _small_parts):
    client = client_of([LONG])
    page = read(client.get("/articles/long?q=ferry&part=3").text)
    pages = {"": page}
    for place, link in ticks(page).items():
        path, _, anchor = link.partition("#")
        if path not in pages:
            pages[path] = read(client.get(path).text)
        mark = pages[path].one("mark", id=anchor)
        number = int(re.search(r"\d+", bar(mark)[0])[0])
        assert abs(100 * number / HITS - place) < 3


@pytest.mark.parametrize("address", ["/articles/long", "/articles/long?q=nothing"])
def test_without_hits_there_is_no_strip(page_of, address):
    assert not list(page_of(address, [LONG]).all("svg"))


ENDLESS = "w" * 300_000
HUGE = {
    "a word": an_article(id="h", body=(ENDLESS,)),
    "a headline": an_article(ENDLESS, id="h"),
    "lines": an_article(id="h", body=("a",) * 30_000),
    "hits": an_article(id="h", body=("a " * 110_000,)),
    "signs": an_article(id="h", body=('"' * 500_000,)),
    "captions": an_article(id="h", captions=tuple(f"Caption {n} of a" for n in range(3_000))),
    "a caption": an_article(id="h", captions=(ENDLESS,)),
    "credits": an_article(
        id="h", credits=tuple(Credit(f"Nur {n}", Role.WRITER) for n in range(5_000))
    ),
    "regions": an_article(
        id="h", regions=tuple(Region(("Asia", f"P{n}"), None, "text") for n in range(10_000))
    ),
    "names": an_article(
        id="h",
        regions=(Region((ENDLESS,), None, ENDLESS, tuple(f"P{n}" for n in range(10_000))),),
        credits=(Credit(ENDLESS, Role.WRITER),),
        source=ENDLESS,
        section=ENDLESS,
        topics=(ENDLESS,),
        url=f"https://example.org/{ENDLESS}",
        language=ENDLESS,
        provenance=Provenance(RAW.sha256, "text/plain", ENDLESS, address=ENDLESS),
    ),
}
LONG_QUERY = "q=a+" + "&".join(f"not=region:{'v' * 80}{n}" for n in range(82))


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("path", ["", "/versions"])
def test_no_page_of_an_article_is_large_at_any_address(client_of, name, path):
    assert len(LONG_QUERY) > 7_500
    later = replace(HUGE[name], body=(*HUGE[name].body, "later"), headline="Later", credits=())
    client = client_of([HUGE[name], later, HUGE[name]])
    for query in ("", f"?{LONG_QUERY}", f"?{LONG_QUERY}&part=2", "?part=all&q=a"):
        response = client.get(f"/articles/h{path}{query}")
        assert response.status_code == 200
        assert len(response.data) < MOST_BYTES


@pytest.mark.parametrize("name", ["a word", "a headline", "captions", "credits", "signs"])
def test_no_list_is_large(client_of, name):
    client = client_of([replace(HUGE[name], id=f"h{n}") for n in range(3)])
    for query in ("", "?q=a", "?q=w*"):
        assert 20 * len(client.get(f"/{query}").data) < 3 * MOST_BYTES


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a headline", "… and 298,000 characters more"),
        ("captions", "and 2,900 captions more"),
        ("credits", "and 4,900 more"),
        ("regions", "and 9,900 regions more"),
    ],
)
def test_what_is_left_out_is_told(page_of, name, said):
    assert said in page_of("/articles/h", [HUGE[name]]).one("article").text


def test_hits_beyond_those_that_are_marked_are_told(page_of):
    page = page_of("/articles/h?q=a", [HUGE["hits"]])
    assert len(marks(page)) == hit_survey.MOST_MARKED
    assert "The first 1,500 of 100,000 hits on this page are marked" in page.one("main").text


def test_hits_in_what_is_left_out_are_not_counted_as_all(page_of):
    page = page_of("/articles/h?q=caption", [HUGE["captions"]])
    assert "At least 100 hits" in page.one("p", class_="hits").text


def test_a_list_shows_the_beginning_of_a_long_headline_and_some_credits(page_of):
    page = page_of("/articles", [HUGE["a headline"]])
    assert page.one("h2").text == "w" * 500 + " …"
    byline = page_of("/articles", [HUGE["credits"]]).one("p", class_="byline").text
    assert byline.endswith("and 4,980 more")


def test_a_version_shows_what_there_is_room_for(page_of):
    first = an_article(id="v", body=("word " * 100,) * 4_000)
    second = replace(first, body=(*first.body, "later"))
    page = page_of("/articles/v/versions", [first, second])
    assert [s.text for s in page.all("summary")] == [
        "4,000 paragraphs unchanged",
        "4,000 paragraphs",
    ]
    assert [p.text for p in page.all("ins")][1:] == ["later"]
    shown = len(list(page.all("p", dir="auto"))) - 1
    left_out = re.findall(r"and ([\d,]+) paragraphs more", page.one("main").text)
    assert sum(int(each.replace(",", "")) for each in left_out) == 8_000 - shown


def test_changes_beyond_the_room_of_a_page_are_told(page_of):
    first = an_article(id="v", body=("word " * 100_000,))
    second = replace(first, body=("other " * 100_000,))
    page = page_of("/articles/v/versions", [first, second])
    assert "More has changed than is shown here." in page.one("main").text


def test_of_very_many_versions_the_newest_are_listed_and_any_can_be_compared(page_of):
    every = [an_article(id="v", body=(f"Version {n}",)) for n in range(1, 251)]
    page = page_of("/articles/v/versions", every)
    assert len(list(page.all("article"))) == 100
    assert "and 150 older versions" in page.one("main").text
    assert [field.attributes["value"] for field in page.all("input", type="number")] == ["1", "250"]


@pytest.mark.parametrize(
    "address",
    ["/", "/articles", "/?stack=source&size=100", "/compare?a=q%3Dword", "/sources", "/sections",
     "/topics", "/facets/source", "/trends?word=word", "/days/2011-01-11", "/years/2011"],
)  # fmt: skip
def test_no_page_is_large_whatever_sources_are_called(client_of, address):
    articles = [
        an_article(
            f"Story {number}",
            body=("A word.",),
            source="S" * 100_000 + str(number),
            section="x" * 50_000 + str(number),
            topics=("t" * 20_000,),
            published=Published("2011-01-11", Precision.DAY, "declared"),
        )
        for number in range(30)
    ]
    response = client_of(articles).get(address)
    assert (response.status_code, len(response.data) < 500_000) == (200, True)
