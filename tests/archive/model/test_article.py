import json
from dataclasses import asdict, replace
from datetime import date

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model.article import (
    Article,
    Credit,
    Origin,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Region,
    Role,
    Wire,
    article_id,
)
from archive.model.web_address import canonical_url
from archive.store.serialization import article_of, document_of
from tests.support.articles import article

SAME_PAGE = {
    "https://Example.org": "https://example.org/",
    "HTTPS://EXAMPLE.ORG:443/news/1": "https://example.org/news/1",
    "http://example.org:80/news/1": "http://example.org/news/1",
    "http://example.org:8080/news/1": "http://example.org:8080/news/1",
    "https://example.org./news/1": "https://example.org/news/1",
    " https://example.org/news/1 \n": "https://example.org/news/1",
    "https://example.org/news/1#comments": "https://example.org/news/1",
    "https://example.org/news?b=2&a=1": "https://example.org/news?a=1&b=2",
    "https://example.org/news?id=1&utm_source=x&UTM_Medium=y": "https://example.org/news?id=1",
    "https://example.org/news?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&igshid=5": (
        "https://example.org/news"
    ),
    "https://example.org/news?print": "https://example.org/news?print=",
    "https://example.org/a//b/../c;d=1,2%20(e)!": "https://example.org/a//b/../c;d=1,2%20(e)!",
    "https://example.org/news\t1": "https://example.org/news1",
    "https://reader:secret@example.org/news": "https://example.org/news",
    "http://[2001:DB8::1]:8080/news": "http://[2001:db8::1]:8080/news",
    "http://[2001:db8::1]/news": "http://[2001:db8::1]/news",
    "https://example.org/경제/1": "https://example.org/경제/1",
    # Korean and Chinese papers of the 2000s name their pages in EUC-KR and GBK.
    "http://example.kr/view?q=%C7%D1": "http://example.kr/view?q=%C7%D1",
    "http://[broken/news": "http://[broken/news",
    "http://example.org:port/news": "http://example.org:port/news",
    "urn:newsml:example.org:2019:1": "urn:newsml:example.org:2019:1",
    "n/a": "n/a",
    "": "",
}


@pytest.mark.parametrize(("url", "canonical"), SAME_PAGE.items())
def test_an_address_loses_what_does_not_change_its_page(url, canonical):
    assert canonical_url(url) == canonical


_HOSTS = st.sampled_from(("example.org", "EXAMPLE.org.", "[::1]", "a@b:80", "", ":8080", "한국.kr"))
_TEXT = st.text(st.sampled_from("aZ/.:?#&=%;@[]+ \t한é%41%C7"), max_size=12)


@given(
    st.builds(
        "{}{}/{}?{}#{}".format, st.sampled_from(("http://", "HTTPS://", "//", "urn:", "")),
        _HOSTS, _TEXT, _TEXT, _TEXT,
    )
    | st.text()
)  # fmt: skip
@example("http:////news")
def test_a_canonical_address_is_its_own_canonical_address(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


def test_words_in_two_encodings_of_a_query_stay_two_pages():
    assert canonical_url("http://example.kr/?q=%C7%D1") != canonical_url(
        "http://example.kr/?q=%B1%B9"
    )


def test_an_article_with_an_address_is_known_by_it():
    first = article("Ferry runs again", url="https://example.org/1?utm_source=letter")
    corrected = article("Ferry runs again on Monday", url="https://EXAMPLE.org/1#top")
    assert first.identity() == corrected.identity() == "url:https://example.org/1"


@pytest.mark.parametrize(
    "url", ["n/a", "-", "#", "https://example.org", "https://example.org/#/news", "http://"]
)
def test_an_address_that_names_no_page_makes_no_article_itself(url):
    assert article("One", url=url).identity() != article("Two", url=url).identity()
    assert article("One", url=url).identity() == article("One").identity()


def test_an_article_without_an_address_is_known_by_its_words_its_date_and_its_source():
    story = {"headline": "Ferry runs again", "body": ("One.", "Two.")}
    same = [
        article(**story),
        article("Ferry  runs\nagain", ("One.", "Two.\u00ad")),
        article(**story, language="en", section="Harbor", captions=("A boat.",)),
    ]
    others = [
        article("Ferry runs", ("One.", "Two.")),
        article("Ferry runs again", ("One. Two.",)),
        article(**story, published="2019-06-04"),
        article(**story, published="2019-06-05"),
        article(**story, source="Tidewater Courier"),
    ]
    assert len({each.identity() for each in same}) == 1
    assert len({each.identity() for each in [*same, *others]}) == 6


def test_an_id_is_sixteen_hex_digits_that_never_change():
    assert article_id("url:https://example.org/1") == "e21bbcb0b9de5a13"
    assert article_id(article().identity()) == "1b7128c58bea9040"


DAYS = {
    ("2019-06-04T23:30:00+09:00", Precision.INSTANT): (date(2019, 6, 4), date(2019, 6, 4)),
    ("2019-06-04T00:30:00-11:00", Precision.INSTANT): (date(2019, 6, 4), date(2019, 6, 4)),
    ("2019-06-04T08:00:00", Precision.INSTANT): (date(2019, 6, 4), date(2019, 6, 4)),
    ("2019-06-04", Precision.DAY): (date(2019, 6, 4), date(2019, 6, 4)),
    ("2019-06", Precision.MONTH): (date(2019, 6, 1), date(2019, 6, 30)),
    ("2019-02", Precision.MONTH): (date(2019, 2, 1), date(2019, 2, 28)),
    ("2020-02", Precision.MONTH): (date(2020, 2, 1), date(2020, 2, 29)),
    ("2019-12", Precision.MONTH): (date(2019, 12, 1), date(2019, 12, 31)),
    ("9999-12", Precision.MONTH): (date(9999, 12, 1), date(9999, 12, 31)),
    ("2019", Precision.YEAR): (date(2019, 1, 1), date(2019, 12, 31)),
    (None, Precision.UNKNOWN): None,
}


@pytest.mark.parametrize(("date_known", "days"), DAYS.items())
def test_a_date_means_all_the_days_that_it_may(date_known, days):
    assert Published(*date_known, "declared").days() == days


def test_a_raw_document_is_known_by_its_bytes():
    assert RawDocument(b"", "text/plain").sha256 == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


_WORDS = st.text(max_size=8)
_MAYBE = st.none() | _WORDS
ARTICLES = st.builds(
    Article,
    id=_WORDS,
    headline=_WORDS,
    body=st.lists(_WORDS).map(tuple),
    captions=st.lists(_WORDS).map(tuple),
    credits=st.lists(
        st.builds(Credit, _WORDS, st.sampled_from(Role), _WORDS, st.lists(_WORDS).map(tuple))
    ).map(tuple),
    regions=st.lists(
        st.builds(Region, st.lists(_WORDS).map(tuple), _MAYBE, _WORDS, st.lists(_WORDS).map(tuple))
    ).map(tuple),
    published=st.builds(Published, _MAYBE, st.sampled_from(Precision), _WORDS, _WORDS, _WORDS),
    source=_MAYBE,
    section=_MAYBE,
    topics=st.lists(_WORDS).map(tuple),
    language=_MAYBE,
    url=_MAYBE,
    wire=st.none()
    | st.builds(
        Wire,
        dateline=_MAYBE,
        located=_MAYBE,
        slugline=_MAYBE,
        urgency=st.none() | st.integers(1, 9),
        embargoed=_MAYBE,
        version=_MAYBE,
        subjects=st.lists(_WORDS).map(tuple),
    ),
    origins=st.lists(st.builds(Origin, _WORDS, _WORDS)).map(tuple),
    provenance=st.builds(
        Provenance, _WORDS, _WORDS, _WORDS, st.integers(1), _WORDS, _MAYBE, _WORDS
    ),
)


@given(ARTICLES)
def test_the_json_of_an_article_has_every_field_but_what_the_store_adds(story):
    fields = asdict(story)
    for added in (
        *("cluster", "added", "removed", "source_name", "source_spellings"),
        *("arrival", "arrived", "tags", "collections", "notes", "corrections"),
    ):
        del fields[added]
    assert list(story.to_json().items()) == list(fields.items())


@given(ARTICLES)
def test_an_article_comes_back_from_its_json_as_it_was(story):
    through_text = json.loads(json.dumps(story.to_json()))
    assert msgspec.convert(through_text, Article) == story


@given(ARTICLES, st.lists(_WORDS))
def test_an_article_comes_back_from_what_the_store_writes_as_it_was(story, stated):
    written = document_of(story, stated)
    known_to_the_store = {
        "credits": tuple(Credit(each.name, each.role) for each in story.credits),
        "published": replace(story.published, stated=""),
    }
    assert article_of(written, "1", "0") == replace(
        story, id="1", cluster="0", **known_to_the_store
    )


@pytest.mark.parametrize(
    "written", ["", "{", "null", '{"headline": "Tides"}', '{"headline": 1}', "\ud800"]
)
def test_what_the_store_cannot_have_written_is_no_article(written):
    with pytest.raises((msgspec.DecodeError, ValueError)):
        article_of(written, "1")
