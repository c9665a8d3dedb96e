# ruff: noqa: E501, ISC004 - a page is one line
"""Dates of pages with cards, comments, archives and contradictions: whose date is whose."""

import json

import pytest

from archive.formats.web_page.page_reader import WebPageReader
from archive.model.document import Document

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The lock keepers of Withy Reach say that the lower gate has leaked since the spring "
        "floods, and that they pump for an hour each morning before the first barge comes through.",
        "A new gate of larch has been ordered from a yard at Corran Point, which builds two in a "
        "year and has one of them promised already to the canal company on the other bank.",
        "Until it comes the reach stays open by day, and the keepers ask that barges wait at the "
        "upper basin, where the inn has agreed to let them lie without a charge.",
    )
)
CARD = '<div class="card"><h3><a href="/o">Another story of the canal</a></h3><time datetime="2024-09-09">9 Sep 2024</time></div>'


def dated(under="", over="", *, lang="en", head="", title="", h1="Lower gate still leaks", behind="", address=None):  # fmt: skip
    title = title or "Lower gate still leaks | The Withy Mercury"
    page = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body><main>{over}<h1>{h1}</h1>{under}<div>{STORY}</div>{behind}</main></body></html>"
    )
    document = Document("page.html", page.encode(), "text/html", address=address)
    (record,) = WebPageReader().read(document)
    return record.article.published


def linked(**statements):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **statements}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


# Language | what stands under the headline | value
SHORT_YEARS = """
de | <div class="meta">Von Ada Wren | <span>31.10.23</span></div> | 2023-10-31
de | <div class="date">Kanal, 30.10.23</div> | 2023-10-30
fr | <a class="date">10.12.19</a> | 2019-12-10
en-US | <p class="date">12/30/19</p> | 2019-12-30
en-GB | <p class="date">30/12/19 10:05</p> | 2019-12-30T10:05:00
en | <p class="date">10.12.19</p> | None
ko | <p class="date">19.12.10</p> | None
en-US | <p class="date">10.12.19</p> | None
de | <p>Version 1.10.23 des Programms</p> | None
de | <p class="date">31.13.23</p> | None
"""


@pytest.mark.parametrize("row", SHORT_YEARS.strip().splitlines())
def test_two_figures_of_a_year_are_enough_where_the_order_is_known(row):
    lang, under, value = row.split(" | ", 1)[0], *row.split(" | ", 1)[1].rsplit(" | ", 1)
    assert str(dated(under, lang=lang).value) == value


# Language | what stands under the headline | value
LINES = """
de | <table><tr><td>26 | 01 | 2022</td><td>Kanal</td></tr></table> | 2022-01-26
en | <p>26 May, 2008 | Ada Wren | 34 comments</p> | 2008-05-26
pt | <p class="tag">22/11/2020 - 04:30 - Fonte: Agência do Canal - Foto: Ada Wren/Canal de Corran</p> | 2020-11-22T04:30:00
en | <ul class="meta"><li><a href="/2020-10-13">13 Oct 2020 18:29</a></li></ul> | 2020-10-13T18:29:00
fr | <ul class="info"><li>27 juin 2019</li><li>Par Ada</li><li>Blog : <a href="/b">Petits papiers et longues histoires</a></li></ul> | 2019-06-27
en | <aside class="meta"><a href="/a">Ada Wren-Featherstonehaugh of Corran</a> <time>18 Oct 2023</time></aside> | 2023-10-18
de | <div class="teaser_meta"><a href="/a">Ada Wren</a> / 22.04.2020 / 06:15 / Foto: Hafen</div> | 2020-04-22
de | <div>Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 10:05 Uhr veröffentlicht</div> | 2011-12-03T10:05:00
"""


@pytest.mark.parametrize("row", LINES.strip().splitlines())
def test_a_line_of_statements_by_the_headline_is_the_articles_own(row):
    lang, rest = row.split(" | ", 1)
    under, value = rest.rsplit(" | ", 1)
    assert dated(under, lang=lang).value == value


def test_a_line_over_the_headline_counts_whatever_it_is_called():
    over = '<div><h3 class="teaser-meta">02.01.2022</h3></div>'
    assert dated(over=over, lang="de").value == "2022-01-02"


def test_cards_and_days_of_today_by_the_headline_are_of_others():
    assert dated(CARD).value is None
    assert dated('<div class="today">9 Sep 2024</div>').value is None
    related = '<ul class="links"><li><a href="/o">Keepers of another reach complain</a> 9 Sep 2024</li></ul>'
    assert dated(related).value is None


def test_a_date_by_the_headline_is_before_those_called_published_below():
    below = "".join(
        f'<p class="publication"><time datetime="2024-09-0{day}">a day</time></p>'
        for day in (1, 2, 3)
    )
    assert dated("<p>Le <time datetime='2019-06-28'>28 juin</time></p>", lang="fr", behind=below).value == "2019-06-28"  # fmt: skip


def test_lines_end_where_the_page_breaks_them():
    behind = (
        f"<p>Veröffentlicht am 16.08.2019<br>Dauer: 1 Stunde<br>Lizenz: {'frei für alle ' * 12}</p>"
    )
    assert dated(lang="de", behind=behind).value == "2019-08-16"


def test_the_first_of_a_long_line_that_is_called_one_of_the_entry_is_read():
    words = "und unter Kanal abgelegt. Du kannst die Antworten verfolgen. " * 4
    behind = f'<p class="postmetadata"><small>Dieser Beitrag wurde am 3. Dezember 2011 veröffentlicht {words}</small></p>'
    assert dated(lang="de", behind=behind).value == "2011-12-03"


@pytest.mark.parametrize(
    ("opening", "value"),
    [
        ("Corran Point, (12.11.2021). The keepers", "2021-11-12"),
        ("12.11.2021 – The keepers", "2021-11-12"),
        ("1.2.2021 - The keepers", "2021-02-01"),
        ("(12.11.2021) The keepers", "2021-11-12"),
        ("The keepers (12.11.2021) and the owners", None),
        ("On 12.11.2021 the keepers", None),
        ("12 November 2021 was the day on which the keepers", None),
    ],
)
def test_a_text_may_open_with_its_day(opening, value):
    under = f"<p>{opening} of the reach say that the gate has leaked since the spring floods came, and that it is worse.</p>"
    assert dated(under, lang="de").value == value


# The page's headline is told from those of its parts by its title.
@pytest.mark.parametrize(
    ("over", "h1"),
    [
        ("<h1>Withy Mercury, the Paper of the Canal</h1>", "<span class='date'>5.3.2019</span> Lower gate still leaks"),
        ("<h3>Mercury of old: what we printed</h3>", "Lower gate still leaks <span>Subscribers</span>"),
    ],
)  # fmt: skip
def test_a_headline_with_more_in_it_than_the_title_is_the_headline(over, h1):
    under = "" if "date" in h1 else "<p>5.3.2019</p>"
    assert dated(under, over, h1=h1, lang="de").value == "2019-03-05"


ADDRESSES = """
https://web.archive.org/web/20130307194448/http://withy.example.org/gate.html | None
https://web.archive.org/web/20130307194448/withy.example.org/2008/05/26/gate.html | 2008-05-26
https://archive.example.net/wayback/20130307194448id_/https://withy.example.org/2008/05/26/gate | 2008-05-26
https://withy.example.de/meldungen/29-10-2021 | 2021-10-29
https://withy.example.de/meldungen/~02-01-2022-tor | 2022-01-02
https://withy.example.de/aktuelles/08112021-tor-am-kanal | 2021-11-08
https://withy.example.com/meldungen/02-01-2022 | None
https://withy.example.de/artikel/99112021-tor | None
https://withy.example.de/20130307194448/tor | 2013-03-07
"""


@pytest.mark.parametrize("row", ADDRESSES.strip().splitlines())
def test_an_address_may_state_the_day_not_an_archives_of_keeping_it(row):
    address, value = row.split(" | ")
    lang = "de" if ".de/" in address else "en"
    assert str(dated(lang=lang, address=address).value) == value


def test_one_declaration_gives_way_to_two_other_parts_that_agree():
    head = linked(datePublished="2022-01-14T07:29:00Z")
    meta = '<meta property="article:published_time" content="2022-01-06T08:29:34">'
    shown = "<div class='date'>06.01.2022</div>"
    assert dated(shown, head=head + meta, lang="de").value == "2022-01-06T08:29:34"
    assert dated(shown, head=head, lang="de").value == "2022-01-14T07:29:00+00:00"
    assert dated(head=head + meta, lang="de").value == "2022-01-14T07:29:00+00:00"


def test_a_page_that_describes_itself_as_no_article_may_have_a_date():
    page = linked().replace("NewsArticle", "WebPage")
    stated = linked(datePublished="2018-06-07T10:13:17+00:00").replace("NewsArticle", "WebPage")
    assert dated(head=page).value is None
    assert dated(head=stated).value == "2018-06-07T10:13:17+00:00"
    assert dated("<p>5 March 2018</p>", head=stated).value == "2018-03-05"


def test_json_with_more_behind_its_end_is_read():
    head = linked(datePublished="2020-10-26").replace("</script>", "\n}</script>")
    assert dated(head=head).value == "2020-10-26"


def test_a_label_of_a_time_that_has_passed_is_not_the_dates():
    assert dated("<p>January 19, 2020 / 12:25 PM / Updated 8 hours ago</p>").value.startswith("2020-01-19")  # fmt: skip


# Language | where the page frames its article | what stands there | value
FRAMES = """
de | behind | <div class="footer"><p>Letzte Änderung: 31.10.2023 - 14:49<br>Erschienen am: 01.11.2023<br>Lesungen: 61</p></div> | 2023-11-01
de | behind | <ul class="footer"><li id="foot-info">Diese Seite wurde zuletzt am 29. Januar 2020 um 13:22 Uhr geändert.</li></ul> | 2020-01-29T13:22:00
en | behind | <footer><p class="page-info">This page was last edited on 7 April 2020, at 05:33.</p></footer> | 2020-04-07T05:33:00
en | under | <div class="teaser"><time class="date published" datetime="2020-02-23T10:07:02+01:00">a Sunday</time><a href="/authors/ada">Ada Wren-Featherstonehaugh of Corran</a></div> | 2020-02-23T10:07:02+01:00
fr | behind | <div class="sidebar"><p class="title">Mise en ligne</p><p class="content">23 mai 2019</p></div> | 2019-05-23
en | behind | <footer><p>The next fair of the reach is on 7 April 2020.</p></footer> | None
en | behind | <footer><p>Published 1 April 2020</p></footer><footer><p>Published 7 April 2020</p></footer> | None
"""


@pytest.mark.parametrize("row", FRAMES.strip().splitlines())
def test_what_frames_a_page_has_its_date_where_nothing_else_states_one(row):
    lang, where, markup, value = row.split(" | ")
    assert str(dated(**{where: markup}, lang=lang).value) == value


def test_what_frames_a_page_gives_way_to_all_that_is_stated():
    behind = "<footer><p>Published 1 April 2020</p></footer>"
    assert dated(behind=behind).value == "2020-04-01"
    assert dated("<p>5 March 2019</p>", behind=behind).value == "2019-03-05"
    head = '<meta property="article:modified_time" content="2019-03-06">'
    assert dated(head=head, behind=behind).value == "2019-03-06"


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("<dl><dt>Published</dt><dd>23 May 2019</dd></dl>", "2019-05-23"),
        ("<table><tr><th>Date of publication</th><td>23 May 2019</td></tr></table>", "2019-05-23"),
        ("<dl><dt>Valid until</dt><dd>23 May 2019</dd></dl>", "2019-06-30"),
    ],
)
def test_a_term_over_a_date_is_its_label(markup, value):
    other = "<p>30 June 2019</p>"
    assert dated(behind=markup + other).value == value


def test_nothing_is_published_after_its_change():
    later = '<meta name="date" content="2020-04-29T11:52:23">'
    stand = "<p>Stand: 28.04.2020 18:00 Uhr</p>"
    assert dated(stand, head=later, lang="de").value == "2020-04-28T18:00:00"
    assert (
        dated(stand, head=later.replace("-29T", "-27T"), lang="de").value == "2020-04-27T11:52:23"
    )


def test_a_date_in_a_line_that_may_not_be_broken_is_part_of_it():
    under = "<p>Dieser Beitrag wurde am <nobr>19. Mai 2010</nobr> um <nobr>23:03</nobr> Uhr veröffentlicht</p>"
    assert dated(under, lang="de").value.startswith("2010-05-19")


def test_the_local_day_is_not_todays_in_the_head_of_a_page():
    head = '<meta property="article:published_time" content="2023-10-30T23:01:18+00:00">'
    today = '<div class="header-date">31. Oktober 2023</div>'
    own = '<div class="date">30. Oktober 2023</div>'
    assert dated(own, today, head=head, lang="de").value == "2023-10-30T23:01:18+00:00"
    assert dated(over=today, head=head, lang="de").value == "2023-10-31"


def test_a_marked_day_far_from_the_headline_tells_the_local_one():
    head = '<meta property="article:published_time" content="2021-11-04T23:00:00Z">'
    foot = '<div><span class="metadata--date">5. November 2021</span></div>'
    assert dated(head=head, behind=foot, lang="de").value == "2021-11-05"


def test_two_statements_that_agree_are_told_in_the_zone_that_the_page_prints():
    head = linked(datePublished="2021-11-04T23:00:00Z")
    meta = '<meta property="article:published_time" content="2021-11-04T23:00:00Z">'
    local = '<time datetime="2021-11-05T00:00:00+01:00">5 November 2021</time>'
    assert dated(local, head=head + meta).value == "2021-11-05T00:00:00+01:00"
    zoned = head.replace("23:00:00Z", "23:00:00-04:00"), meta.replace("23:00:00Z", "23:00:00-04:00")
    assert dated(local, head="".join(zoned)).value == "2021-11-04T23:00:00-04:00"
