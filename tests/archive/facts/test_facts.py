"""What an article's text tells where its file does not state it."""

import pytest

from archive.facts.completion import completed
from archive.facts.dates import first_told
from archive.model.article import Article, Precision, Provenance, Published, Region, Wire

KNOWN = Published("2019-06-04", Precision.DAY, "declared")
REFUSED = Published(notice="“5 January 2097” lies in the future")
STORY = "The boats sail again after nine weeks, the harbor office said."


def told(paragraph, published=None):
    """The completed article of one paragraph."""
    provenance = Provenance("0" * 64, "text/plain", "ferry.txt")
    stated = published or Published()
    return completed(Article("Ferry runs again", (paragraph,), provenance, published=stated))


@pytest.mark.parametrize(
    ("dateline", "day"),
    {
        "KISUMU, Kenya, June 3, 2019 (Halyard Wire) —": "2019-06-03",
        "LYON, 3 mai 2019 (AFP) -": "2019-05-03",
        "KISUMU, June 3, 1987 -": "1987-06-03",
    }.items(),
)
def test_a_dateline_with_its_year_dates_an_article_that_states_no_date(dateline, day):
    article = told(f"{dateline} {STORY}")
    assert article.published == Published(day, Precision.DAY, "dateline")
    assert article.body == (f"{dateline} {STORY}",)


@pytest.mark.parametrize(
    "dateline",
    [
        "KISUMU, Kenya, June 3 (Halyard Wire) —",
        "KISUMU, Monday (Halyard Wire) —",
        "KISUMU, Kenya (Halyard Wire) —",
        "（北京1月2日讯）",
        "",
    ],
)
def test_a_dateline_without_its_year_dates_nothing(dateline):
    assert told(f"{dateline} {STORY}").published == Published()


@pytest.mark.parametrize("stated", [KNOWN, Published("2019", Precision.YEAR, "declared")])
def test_a_dateline_does_not_replace_a_stated_date(stated):
    assert told(f"KISUMU, June 3, 2018 (Halyard Wire) — {STORY}", stated).published == stated


def test_what_is_said_of_a_refused_date_stays_beside_the_datelines_day():
    article = told(f"KISUMU, June 3, 2019 (Halyard Wire) — {STORY}", REFUSED)
    assert article.published == Published("2019-06-03", Precision.DAY, "dateline", REFUSED.notice)
    assert told(f"KISUMU, June 3 (Halyard Wire) — {STORY}", REFUSED).published == REFUSED


def test_a_datelines_day_that_cannot_be_is_refused_with_a_notice():
    article = told(f"KISUMU, June 3, 2097 (Halyard Wire) — {STORY}")
    assert article.published == Published(notice="“2097-06-03” lies in the future")


def test_a_former_state_is_known_by_the_year_of_the_dateline():
    then, now = (told(f"MOSCOW, June 3, {year} (Halyard Wire) — {STORY}") for year in (1987, 2019))
    assert then.regions == (Region(("Europe", "Russia", "USSR"), "SUHH", "dateline", ("MOSCOW",)),)
    assert now.regions == (
        Region(("Europe", "Russia", "Moscow"), "RU-MOW", "dateline", ("MOSCOW",)),
    )


def wired(paragraph, dateline):
    """The completed article of one paragraph whose agency states the dateline apart."""
    provenance = Provenance("0" * 64, "application/nitf+xml", "ferry.nitf")
    return completed(Article("Ferry runs", (paragraph,), provenance, wire=Wire(dateline=dateline)))


KISUMU = Region(("Africa", "Kenya", "Kisumu"), "KE-17", "dateline", ("KISUMU, Kenya",))


@pytest.mark.parametrize(
    ("dateline", "published", "source"),
    [
        ("KISUMU, Kenya", Published(), None),
        ("KISUMU, Kenya —", Published(), None),
        ("KISUMU, Kenya, June 3 (Reuters)", Published(), "Reuters"),
        ("KISUMU, Kenya, June 3, 2019", Published("2019-06-03", Precision.DAY, "dateline"), None),
    ],
)
def test_a_dateline_that_an_agency_states_apart_counts_as_one_in_the_text(
    dateline, published, source
):
    article = wired(STORY, dateline)
    assert article.body == (STORY,)
    assert article.regions == (KISUMU,)
    assert (article.published, article.source) == (published, source)


def test_the_dateline_in_the_text_goes_before_the_one_that_is_stated_apart():
    article = wired(
        f"KISUMU, Kenya, June 3, 2019 (Reuters) — {STORY}", "LAGOS, Nigeria, May 2, 2018"
    )
    assert article.regions == (KISUMU,)
    assert article.published.value == "2019-06-03"


def test_what_an_agency_calls_a_dateline_and_is_none_tells_nothing():
    assert wired(STORY, "By our own correspondent").regions == ()


OTHER = Published("2018", Precision.YEAR, "text")
LATER = Published(notice="“1480” is before 1600, when newspapers begin")


@pytest.mark.parametrize(
    ("readings", "first"),
    [
        ((), Published()),
        ((Published(), Published()), Published()),
        ((KNOWN, OTHER), KNOWN),
        ((Published(), REFUSED, OTHER, KNOWN), OTHER),
        ((Published(), REFUSED, LATER, Published()), REFUSED),
    ],
)
def test_the_first_known_date_counts_and_else_the_first_that_was_refused(readings, first):
    assert first_told(iter(readings)) == first


def test_dates_after_the_first_known_one_are_not_read():
    readings = iter((KNOWN, OTHER))
    assert first_told(readings) == KNOWN
    assert list(readings) == [OTHER]


def test_the_language_of_a_text_that_does_not_tell_it_is_asked_for_once(monkeypatch):
    asked = []

    def detect(text):
        asked.append(text)

    monkeypatch.setattr("archive.facts.completion.detect", detect)
    monkeypatch.setattr("archive.facts.regions.recognition.article_language.detect", detect)
    # Turkey may be a bird: that depends on the language.
    found = told("A turkey and Nice rolls are sold in Reading, Batman said, 12 34 56.")
    assert found.language is None
    assert len(asked) == 1
