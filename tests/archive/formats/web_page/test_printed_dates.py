# ruff: noqa: E501, ISC004 - a page is one line
"""Dates that pages show, state and do not state: each page with the date that it has."""

import json

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.formats.web_page.local_day import in_local_day
from archive.formats.web_page.page_reader import WebPageReader
from archive.model.article import Precision, Published
from archive.model.document import Document

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour board of Quillmouth voted to close the north pier for repairs that are "
        "expected to take most of the winter, and perhaps a part of the spring that follows it.",
        "Fishing crews said that they had been given four days to move their boats, and that the "
        "marina at Tarn Point had no room for half of them, as it had not had last year.",
        "The board, founded on 12 May 2009, is to meet again when the engineers bring a second "
        "report on the piles under the old ice house, which was last repaired in June 2011.",
    )
)


def dated(
    before="", after="", *, lang="en", head="", title="Pier to close", h1="Pier to close",
    behind="", above="", address=None,
):  # fmt: skip
    page = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"{head}</head><body>{above}<main><article>{before}<h1>{h1}</h1>{after}{STORY}</article>"
        f"</main>{behind}</body></html>"
    )
    document = Document("page.html", page.encode(), "text/html", address=address)
    (record,) = WebPageReader().read(document)
    return record.article.published


# Language | what stands under the headline | value
PRINTED = """
en | <p class="date">5 March 2019</p> | 2019-03-05
en | <p>March 5th, 2019</p> | 2019-03-05
en | <div>By Nora Quill | 28 Sep 2021 12:35 pm | 3 comments</div> | 2021-09-28T12:35:00
en | <div>Nora Quill, March 5, 2019</div> | 2019-03-05
en | <div>Nora Quill March 5, 2019</div> | 2019-03-05
en | <div>Posted on <time>March 5, 2019</time> by <a href="/n">Nora Quill</a></div> | 2019-03-05
en | <div class="m"><span>05</span> <span>Mar</span> <span>2019</span></div> | 2019-03-05
en | <p>Press release of 20 January 2022</p> | 2022-01-20
en | <time datetime="2019-03-05T10:00:00+01:00">yesterday</time> | 2019-03-05T10:00:00+01:00
en | <span itemprop="datePublished" content="2019-03-05">last spring</span> | 2019-03-05
en | <abbr class="published" title="2019-03-05T10:00">long ago</abbr> | 2019-03-05T10:00:00
ru | <div class="date">15 августа 2016</div> | 2016-08-15
ru | <div>Опубликовано: 15 августа 2016, 10:30</div> | 2016-08-15T10:30:00
uk | <div>15 серпня 2016</div> | 2016-08-15
de | <p>Pressemitteilung vom 20.01.2022</p> | 2022-01-20
de | <p>Di., 5. März 2019, 10:05 Uhr</p> | 2019-03-05T10:05:00
de | <p>Von Nora Quill am 5. Mrz 2019 in Hafen</p> | 2019-03-05
de | <p>03.04.2019 | 10:05 Uhr</p> | 2019-04-03T10:05:00
da | <time datetime="01-11-2023 10:29">i dag</time> | 2023-11-01T10:29:00
nl | <span class="datum">dinsdag 5 maart 2019</span> | 2019-03-05
fr | <p>Publié le 5 mars 2019 à 10h30 - Mis à jour le 6 mars 2019 à 9h</p> | 2019-03-05T10:30:00
es | <p>5 de marzo de 2019 - 10:30</p> | 2019-03-05T10:30:00
pt-BR | <p>03/04/2019 10h30</p> | 2019-04-03T10:30:00
it | <p>5 marzo 2019 (modifica il 6 marzo 2019)</p> | 2019-03-05
pl | <p>Opublikowano: 17 listopada 2019</p> | 2019-11-17
hr | <p>17. listopada 2019.</p> | 2019-10-17
cs | <p>17. listopadu 2019</p> | 2019-11-17
sv | <p>lör 9 mars 2019</p> | 2019-03-09
hu | <p>2019. március 5., kedd 10:05</p> | 2019-03-05T10:05:00
tr | <p>05 Mart 2019 Salı 10:05</p> | 2019-03-05T10:05:00
el | <p>5 Μαρτίου 2019</p> | 2019-03-05
ja | <p>2019年3月5日 15時30分 公開</p> | 2019-03-05T15:30:00
ja | <p>令和元年5月1日</p> | 2019-05-01
ko | <p>입력 2019.03.05. 오전 10:30 수정 2019.03.06. 오전 9:10</p> | 2019-03-05T10:30:00
zh | <p>2019年3月5日 来源：海港报</p> | 2019-03-05
ar | <p>نشر في: ٥ مارس ٢٠١٩</p> | 2019-03-05
fa | <p>۵ مارس ۲۰۱۹</p> | 2019-03-05
th | <p>5 มีนาคม 2562</p> | 2019-03-05
hi | <p>५ मार्च २०१९</p> | 2019-03-05
vi | <p>Thứ Ba, ngày 5 tháng 3 năm 2019</p> | 2019-03-05
id | <p>Selasa, 5 Maret 2019 10:05 WIB</p> | 2019-03-05T10:05:00+07:00
en | <div>Updated: 1 Oct 2021 3:50 pm</div><div>Posted: 28 Sep 2021 12:35 pm</div> | 2021-09-28T12:35:00
en | <p>Last updated 1 October 2021, first published 28 September 2021</p> | 2021-09-28
de | <p>Zuletzt aktualisiert: 01.10.2021</p><p>Veröffentlicht: 28.09.2021</p> | 2021-09-28
es | <p>Actualizado: 01/10/2021</p><p>Publicado: 28/09/2021</p> | 2021-09-28
ru | <p>Обновлено 1 октября 2021</p><p>Опубликовано 28 сентября 2021</p> | 2021-09-28
ja | <p>更新 2021年10月1日</p><p>公開 2021年9月28日</p> | 2021-09-28
en | <time class="updated" datetime="2021-10-01"></time><time datetime="2021-09-28"></time> | 2021-09-28
en | <p>Updated <time datetime="2021-10-01">1 October</time></p> | 2021-10-01
"""
ROWS = [line.rsplit(" | ", 1) for line in PRINTED.strip().splitlines()]


@pytest.mark.parametrize(("page", "value"), ROWS)
def test_a_date_by_the_headline_is_read_in_any_language(page, value):
    lang, _, printed = page.partition(" | ")
    assert dated(after=printed, lang=lang).value == value
    if "<div>Updated" not in page:
        assert dated(before=printed, lang=lang).value == value


@pytest.mark.parametrize(
    "printed",
    [
        "<p>Quillux 2026.1 is out</p>",
        "<p>Quillux 2019.3.5 is out</p>",
        "<p>The pier was last closed on 12 May 2009, when the ice came down the river.</p>",
        "<p>Concert on 12 May 2019</p>",
        "<p>Event: 12 May 2019, 20:00</p>",
        "<p>From 12 May 2019 to 14 May 2019</p>",
        "<p>12.05.2019 – 14.05.2019</p>",
        "<p>Member since March 5, 2019</p>",
        "<p>Copyright © March 5, 2019</p>",
        '<div class="tweet"><a href="/t">March 5, 2019</a></div>',
        "<blockquote>— Tom Vale <a href='/t'>March 5, 2019</a></blockquote>",
        '<section class="related"><h3><a href="/a">Ice</a></h3><time datetime="2019-03-05"></time>'
        "</section>",
        "<p>5 March</p>",
        "<p>32.03.2019</p>",
        "<p>Tel. 02-2019-0604</p>",
        "<p>Today is Tuesday, 5 March 2019</p>",
        "<p>Heute: 5. März 2019</p>",
    ],
)
def test_no_date_is_made_of_what_is_the_date_of_something_else(printed):
    assert dated(after=printed).value is None


@pytest.mark.parametrize(
    "behind",
    [
        "<footer>© 2019 Quill. 5 March 2019</footer>",
        '<div class="footer">Last updated 5 March 2019</div>',
        '<aside><a href="/b">Another story of the quays and piers</a> 5 March 2019</aside>',
        '<div class="comments"><div>Tom Vale, 5 March 2019</div></div>',
        "<ul><li><a href='/a'>Another story of the quays and piers</a> <time>5 March 2019</time></ul>",
        "<div><div><h3><a href='/a'>Ice</a></h3><span class='date'>5 March 2019</span></div></div>",
        "<p>5 March 2019</p><p>6 March 2019</p>",
    ],
)
def test_no_date_is_taken_from_the_foot_a_teaser_or_a_comment(behind):
    assert dated(behind=behind).value is None


def test_the_day_on_which_a_page_was_saved_is_not_that_of_its_article():
    head = '<div class="top"><span>Tuesday, 5 March 2019</span></div>' + "<p><a>One</a></p>" * 30
    assert dated(above=head).value is None


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Pier to close - 5 March 2019", "2019-03-05"),
        ("Pier to close (05.03.2019)", "2019-03-05"),
        ("Pier to close | 15 августа 2016", "2016-08-15"),
        ("Quillux 2026.1 release", None),
        ("05.03.2019 - Pier to close", None),
        ("Concert on 5 March 2019", None),
        ("Pier to close on 5 March 2019", None),
    ],
)
def test_a_date_set_off_at_the_end_of_the_title_is_the_page_s(title, value):
    assert dated(title=title).value == value


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://news.example.com/2014/04/pier-to-close/", "2014-04"),
        ("https://news.example.com/2014-04/pier", "2014-04"),
        ("https://news.example.com/2014/04/05/pier", "2014-04-05"),
        ("https://news.example.com/2014/4/5/pier", "2014-04-05"),
        ("https://news.example.com/world/2014/apr/05/pier", "2014-04-05"),
        ("https://news.example.com/2014-04/05/c_1234.htm", "2014-04-05"),
        ("https://news.example.com/2014/0405/c1001-1234.html", "2014-04-05"),
        ("https://news.example.com/20140405/pier", "2014-04-05"),
        ("https://news.example.com/article/A2014040514320005196", "2014-04-05"),
        ("https://news.example.com/2014/13/pier", None),
        ("https://news.example.com/2014/xyz/05/pier", None),
        ("https://news.example.com/pier-2014", None),
        ("https://news.example.com/12014040512/pier", None),
        ("https://news.example.com/2014/02/31/pier", "2014-02"),
    ],
)
def test_an_address_tells_the_day_or_the_month(address, value):
    link = f'<link rel="canonical" href="{address}">'
    assert dated(head=link).value == value


@pytest.mark.parametrize(
    ("h1", "value"),
    [
        ("20.01.2022 – Pier to close", "2022-01-20"),
        ("20.01.2022: Pier to close", "2022-01-20"),
        ("Pier to close | 20.01.2022", "2022-01-20"),
        ("Pressemitteilung vom 20.01.2022", "2022-01-20"),
        ("20.01.2022: Konzert", None),
        ("Ice of 20.01.2022 remembered", None),
    ],
)
def test_a_headline_may_have_its_date_set_off(h1, value):
    assert dated(h1=h1).value == value


def test_a_month_alone_is_known_where_the_markup_calls_it_a_date():
    assert dated(after="<p class='date'>March 2019</p>").value == "2019-03"
    assert dated(after="<p>March 2019</p>").value is None


def test_two_figures_of_a_year_are_enough_in_the_month_that_the_address_tells():
    link = '<link rel="canonical" href="https://news.example.com/2024/04/pier/">'
    printed = "<div class='line'>Do 25.04.24 | 14:07 Uhr</div>"
    assert dated(after=printed, head=link, lang="de").value == "2024-04-25T14:07:00"
    assert dated(after="<div>Do 25.03.24</div>", head=link, lang="de").value == "2024-04"
    assert dated(after=printed, lang="de").value == "2024-04-25T14:07:00"
    assert dated(after=printed, lang="en").value is None


# Language, link, other dates | value
@pytest.mark.parametrize(
    ("lang", "host", "other", "value"),
    [
        ("en-US", "news.example.com", "", "2019-03-04"),
        ("en-GB", "news.example.com", "", "2019-04-03"),
        ("de", "news.example.com", "", "2019-04-03"),
        ("en", "news.example.com", "", "2019"),
        ("en", "news.example.co.uk", "", "2019-04-03"),
        ("en", "news.example.gov", "", "2019-03-04"),
        ("en-US", "news.example.de", "", "2019"),
        ("en-US", "news.example.com", "<footer>25/12/2018</footer>", "2019-04-03"),
        ("en", "news.example.com", "<footer>12/25/2018</footer>", "2019-03-04"),
        ("en-US", "x.example", "<footer>12/25/2018 25/12/2018</footer>", "2019"),
    ],
)
def test_figures_are_read_as_the_page_writes_them_or_to_the_year(lang, host, other, value):
    link = f'<link rel="canonical" href="https://{host}/pier">'
    shown = '<p class="date">03/04/2019</p>'
    assert dated(after=shown, lang=lang, head=link, behind=other).value == value


def test_the_locale_that_a_page_states_tells_as_well():
    locale = '<meta property="og:locale" content="en_GB">'
    assert dated(after="<p>03/04/2019</p>", head=locale).value == "2019-04-03"


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time", "dc.date", "DC.date.issued", "parsely-pub-date", "sailthru.date",
        "cXenseParse:recs:publishtime", "publishdate", "pubdate", "date", "dcterms.created",
    ],
)  # fmt: skip
def test_the_usual_names_of_dates_in_a_head_are_known(name):
    stated = f'<meta name="{name}" content="2019-03-05">'
    assert dated(head=stated).value == "2019-03-05"


def test_the_last_change_counts_only_where_no_publication_is_stated():
    changed = '<meta name="last-modified" content="2019-04-01">'
    assert dated(head=changed).value == "2019-04-01"
    assert dated(head=changed, after="<p>5 March 2019</p>").value == "2019-03-05"


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ({"datePublished": "2019-03-05", "dateModified": "2019-03-09"}, "2019-03-05"),
        ({"dateCreated": "2019-03-05", "dateModified": "2019-03-09"}, "2019-03-05"),
        ({"dateModified": "2019-03-09"}, "2019-03-09"),
    ],
)
def test_linked_data_state_publication_creation_or_change(stated, value):
    script = json.dumps({"@type": "NewsArticle", "headline": "Pier to close"} | stated)
    head = f'<script type="application/ld+json">{script}</script>'
    assert dated(head=head).value == value


@pytest.mark.parametrize("content", ["gibberish", "31 April 2020", "2021-02-30T10:00:00Z"])
def test_a_meta_date_that_cannot_be_read_is_told_unless_another_is_there(content):
    head = f'<meta name="pubdate" content="{content}">'
    assert dated(head=head) == Published(notice=f"“{content}” cannot be read as a date")
    assert dated(head=head, after="<p>5 March 2019</p>") == Published(
        "2019-03-05", Precision.DAY, "text"
    )


# Stated | shown by the headline | canonical address | value
LOCAL = [
    ("2019-03-05T03:30:00Z", "<p>March 4, 2019 10:30 PM</p>", "", "2019-03-04T22:30:00-05:00"),
    ("2019-03-05T23:30:00Z", "<p>6 марта 2019, 02:30</p>", "", "2019-03-06T02:30:00+03:00"),
    ("2019-03-05T20:00:00Z", "<p>2019-03-06 05:00</p>", "", "2019-03-06T05:00:00+09:00"),
    ("2019-03-05T03:30:00Z", "<p>March 4, 2019</p>", "", "2019-03-04"),
    ("2019-03-05T03:30:00Z", "", "/2019/03/04/pier", "2019-03-04"),
    ("2019-03-05T03:30:00Z", "<p>March 5, 2019</p>", "", "2019-03-05T03:30:00+00:00"),
    ("2019-03-05T03:30:00Z", "<p>Updated March 4, 2019</p>", "", "2019-03-05T03:30:00+00:00"),
    ("2019-03-05T03:30:00Z", "<p>March 1, 2019</p>", "", "2019-03-05T03:30:00+00:00"),
    ("2019-03-05T03:30:00Z", "<p>March 6, 2019</p>", "", "2019-03-05T03:30:00+00:00"),
    ("2019-03-05T23:30:00+01:00", "<p>March 6, 2019</p>", "", "2019-03-05T23:30:00+01:00"),
    (
        "2019-03-05T03:30:00Z",
        '<time datetime="2019-03-05T03:30:00Z">March 4, 2019 at 10:30 PM EST</time>',
        "",
        "2019-03-04T22:30:00-05:00",
    ),
    (
        "2019-03-05T23:30:00Z",
        '<time datetime="2019-03-06T00:30:00+01:00">6. März</time>',
        "",
        "2019-03-06T00:30:00+01:00",
    ),
]


@pytest.mark.parametrize(("stated", "shown", "path", "value"), LOCAL)
def test_an_instant_in_utc_is_told_by_its_local_day(stated, shown, path, value):
    link = f'<link rel="canonical" href="https://news.example.com{path or "/pier"}">'
    head = f'<meta property="article:published_time" content="{stated}">{link}'
    assert dated(after=shown, head=head).value == value


def test_why_says_where_the_local_day_was_told():
    head = '<meta property="article:published_time" content="2019-03-05T03:30:00Z">'
    assert dated(after="<p>March 4, 2019</p>", head=head).why == (
        "article:published_time, on the local day of the text"
    )
    assert dated(after="<p>March 4, 2019 10:30 PM</p>", head=head).why == (
        "article:published_time in the zone of the time shown"
    )


@given(
    st.datetimes(),
    st.sampled_from(["", "+00:00", "+02:00"]),
    st.datetimes(),
    st.sampled_from(["", "+00:00", "-05:00", "day"]),
)
def test_a_local_day_is_the_stated_instant_s_or_one_that_is_shown(stated, zone, shown, how):
    known = Published(
        f"{stated.replace(microsecond=0).isoformat()}{zone}", Precision.INSTANT, "JSON-LD"
    )
    other = (
        Published(shown.date().isoformat(), Precision.DAY, "text")
        if how == "day"
        else Published(
            f"{shown.replace(microsecond=0).isoformat()}{how}", Precision.INSTANT, "text"
        )
    )
    told = in_local_day(known, [known], [other])
    event(f"changed: {told != known}")
    assert told == known or told.days() == other.days()


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["5", "March", "2019", "/", ".", "Updated", "<b>", "2019-03-05", "10:30", "–"]
        )
    ).map(" ".join)
)
def test_any_line_by_the_headline_is_read_without_an_error(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    date = dated(after=f"<p class='date'>{escaped}</p>")
    event(str(date.precision))
