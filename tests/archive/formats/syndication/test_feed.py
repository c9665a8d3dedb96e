import ast
import json
import re
from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.format import HEAD_BYTES
from archive.formats.syndication import feed_reader as feed_module
from archive.formats.syndication.feed_reader import FeedReader
from archive.model.article import (
    Article,
    Credit,
    Origin,
    Picture,
    Precision,
    Provenance,
    Published,
    Record,
    Role,
)
from archive.model.document import Document, Unreadable
from tests.archive.formats.reading import read_whole
from tests.support.work import assert_linear, assert_no_costlier

ADDRESS = "https://tidewater.example/feeds/news.xml"
RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
  <title>Tidewater Courier</title>
  <link>https://tidewater.example/</link>
  <language>en-ca</language>
  <category>Harbours</category>
  <image><title>Logo</title><url>logo.png</url></image>
  <item>
    <title>Ice &amp;amp; fog stop the island ferry</title>
    <link>/2014/ice?a=1&amp;b=2</link>
    <guid isPermaLink="false">17</guid>
    <pubDate>Sat, 04 Jan 2014 08:15:00 -0400</pubDate>
    <dc:creator>By Callum Dray and Ruth Awino</dc:creator>
    <category>Ferries</category>
    <category>Winter</category>
    <description>Ice stopped the ferry.</description>
    <content:encoded><![CDATA[
      <figure><img src="ice.jpg"><figcaption>The quay on Friday.</figcaption></figure>
      <p>Ice stopped the <b>cable</b> ferry on Friday.</p><script>track()</script>
      <ul><li>No boat sails.<li>Nobody knows until when.</ul>
    ]]></content:encoded>
  </item>
  <item>
    <description>A buoy is adrift off Lower Kelp.</description>
    <guid>https://tidewater.example/notes/18</guid>
    <author>desk@tidewater.example (Ida Moss)</author>
  </item>
</channel>
</rss>
"""
ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es">
  <title type="html">El &lt;i&gt;Faro&lt;/i&gt;</title>
  <author><name>Ana Peral</name><email>ana@faro.example</email></author>
  <entry xml:base="https://faro.example/2020/">
    <title>El puerto &lt;cierra&gt;</title>
    <link rel="edit" href="edit/9"/>
    <link href="9"/>
    <id>tag:faro.example,2020:9</id>
    <updated>2020-03-02T10:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>El puerto cierra
      el lunes.</p><p>Abre<br/><br/>el martes.</p></div></content>
  </entry>
  <entry xml:lang="en">
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Port <em>opens</em></div></title>
    <link href="https://faro.example/10"/>
    <published>2020-03-03</published>
    <summary>The port opens again.</summary>
    <source><title>Harbour Wire</title><author><name>Luis Mar</name></author></source>
  </entry>
</feed>
"""
RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://wire.example/rss"><title>Halyard Wire</title>
    <link>https://wire.example/</link></channel>
  <item rdf:about="https://wire.example/1">
    <title>Weed idles the boats</title><dc:date>2022-05</dc:date><dc:subject>boats</dc:subject>
  </item>
</rdf:RDF>
"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Kelp Review",
    "language": "en",
    "home_page_url": "https://kelp.example/",
    "authors": [{"name": "Owen Tar"}],
    "items": [
        {
            "id": "https://kelp.example/1",
            "title": "Weed idles the boats &amp; nets",
            "content_html": "<h2>Gulf</h2><p>Hyacinth covers the gulf.</p>",
            "date_published": "2021-06-01T12:00:00+03:00",
            "tags": ["weed", 3],
        },
        {"id": 2, "url": "two", "content_text": "No title.\n\nTwo parts <b>.", "authors": "x"},
        {"id": "3", "title": None},
        "no item",
    ],
}


def read(content, address=ADDRESS, media_type="application/rss+xml"):
    content = content.encode() if isinstance(content, str) else content
    return list(read_whole(FeedReader(), Document("news.xml", content, media_type, address)))


def articles(content, **given_):
    return [each.article for each in read(content, **given_) if isinstance(each, Record)]


def item(inside, channel="<title>Tidewater Courier</title>", **given_):
    """The article of an RSS item."""
    (found,) = articles(f"<rss><channel>{channel}<item>{inside}</item></channel></rss>", **given_)
    return found


def test_an_item_is_an_article_with_all_that_it_states():
    first, second = read(RSS)
    digest = sha256(RSS.encode()).hexdigest()
    assert (first.part, second.part) == (1, 2)
    assert first.raw.content == second.raw.content == RSS.encode()
    assert first.article == Article(
        headline="Ice & fog stop the island ferry",
        body=(
            "Ice stopped the cable ferry on Friday.",
            "No boat sails.",
            "Nobody knows until when.",
        ),
        captions=("The quay on Friday.",),
        items=(1, 2),
        pictures=(Picture("https://tidewater.example/2014/ice.jpg", "The quay on Friday."),),
        credits=(Credit("Callum Dray", Role.REPORTER), Credit("Ruth Awino", Role.REPORTER)),
        published=Published("2014-01-04T08:15:00-04:00", Precision.INSTANT, "published"),
        source="Tidewater Courier",
        section="Harbours",
        topics=("Ferries", "Winter"),
        language="en-ca",
        url="https://tidewater.example/2014/ice?a=1&b=2",
        origins=(Origin("body", "content:encoded"),),
        provenance=Provenance(digest, "application/rss+xml", "news.xml", 1, address=ADDRESS),
    )
    assert second.article == Article(
        headline="",
        body=("A buoy is adrift off Lower Kelp.",),
        credits=(Credit("Ida Moss", Role.REPORTER),),
        source="Tidewater Courier",
        section="Harbours",
        language="en-ca",
        url="https://tidewater.example/notes/18",
        origins=(Origin("body", "description"),),
        provenance=Provenance(digest, "application/rss+xml", "news.xml", 2, address=ADDRESS),
    )


def test_atom_entries_take_what_they_lack_from_their_source_or_feed():
    first, second = articles(ATOM, media_type="application/atom+xml")
    assert (first.headline, first.body) == (
        "El puerto <cierra>",
        ("El puerto cierra el lunes.", "Abre", "el martes."),
    )
    assert first.url == "https://faro.example/2020/9"
    assert first.published == Published("2020-03-02T10:00:00+00:00", Precision.INSTANT, "updated")
    assert (first.credits, first.source) == ((Credit("Ana Peral", Role.REPORTER),), "El Faro")
    assert (second.headline, second.body) == ("Port opens", ("The port opens again.",))
    assert second.published == Published("2020-03-03", Precision.DAY, "published")
    assert second.credits == (Credit("Luis Mar", Role.REPORTER),)
    assert (second.source, second.language) == ("Harbour Wire", "en")
    assert first.language == "es"


def test_rdf_items_stand_beside_their_channel():
    (found,) = articles(RDF, media_type="application/rdf+xml")
    assert found.headline == "Weed idles the boats"
    assert found.published == Published("2022-05", Precision.MONTH, "published")
    assert (found.url, found.topics) == ("https://wire.example/1", ("boats",))
    assert found.source == "Halyard Wire"


def test_json_feeds_are_read_and_what_is_of_another_type_is_passed_over():
    one, two, three = read(json.dumps(JSON), None, "application/feed+json")
    assert (one.article.headline, one.article.body) == (
        "Weed idles the boats & nets",
        ("Gulf", "Hyacinth covers the gulf."),
    )
    assert one.article.url == "https://kelp.example/1"
    assert one.article.credits == (Credit("Owen Tar", Role.REPORTER),)
    assert one.article.topics == ("weed",)
    assert one.article.published == Published(
        "2021-06-01T12:00:00+03:00", Precision.INSTANT, "published"
    )
    assert two.article.body == ("No title.", "Two parts <b>.")
    assert (two.article.url, two.article.source) == ("https://kelp.example/two", "Kelp Review")
    assert three == Unreadable(
        "news.xml: item 3: it has neither a title nor text: nothing can be kept of it",
        "news.xml",
        3,
    )


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Salt &amp; sand", "Salt & sand"),
        ("Salt &amp;#8217;n&amp;#8217; sand", "Salt ’n’ sand"),
        ("&lt;b&gt;Salt&lt;/b&gt; returns", "Salt returns"),
        ("<![CDATA[<b>Salt</b> returns]]>", "Salt returns"),
        ("<b>Salt</b> returns", "Salt returns"),
        ("5 &lt; 6 boats", "5 < 6 boats"),
        ("Caf&eacute; &nbsp; opens", "Café opens"),
        ("It&#146;s open &#x1F6A2;", "It’s open 🚢"),
        ("A & B <", "A & B"),
    ],
)
def test_a_title_is_text_however_often_it_was_escaped(title, headline):
    assert item(f"<title>{title}</title>").headline == headline


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("desk@tidewater.example (Ida Moss)", ["Ida Moss"]),
        ("mailto:desk@tidewater.example (Ida Moss)", ["Ida Moss"]),
        ("desk@tidewater.example (Moss, Ida)", ["Ida Moss"]),
        ("a@b.example (Ida Moss), c@d.example (Ruth Awino)", ["Ida Moss", "Ruth Awino"]),
        ("a@b.example (Ida Moss) c@d.example (Ruth Awino)", ["Ida Moss", "Ruth Awino"]),
        ("Ida Moss &lt;ida@tidewater.example&gt;", ["Ida Moss"]),
        ("Ida Moss &lt;a@b.example&gt; Ruth Awino &lt;c@d.example&gt;", ["Ida Moss", "Ruth Awino"]),
        ('"Moss, Ida" &lt;ida@tidewater.example&gt;', ["Ida Moss"]),
        ("Ida Moss (ida@tidewater.example)", ["Ida Moss"]),
        ("ida@tidewater.example", []),
        ("Ida Moss, Ruth Awino", ["Ida Moss", "Ruth Awino"]),
        ("Moss, Ida; Awino, Ruth", ["Ida Moss", "Ruth Awino"]),
        ("Ida Moss\n\tRuth Awino", ["Ida Moss", "Ruth Awino"]),
        ("By Ida Moss and Halyard Wire", ["Ida Moss", "Halyard Wire"]),
        ("&lt;a href='https://x.example/i'&gt;Ida Moss&lt;/a&gt;", ["Ida Moss"]),
        ("<a href='/i'>Ida Moss</a>", ["Ida Moss"]),
        (
            "<![CDATA[<a href='/i'>Ida Moss</a><br/><a href='/r'>Ruth Awino</a>]]>",
            ["Ida Moss", "Ruth Awino"],
        ),
        ("In&amp;eacute;s Mar", ["Inés Mar"]),
        ("Ida Moss (@idamoss)", ["Ida Moss"]),
        ("https://x.example/ida", []),
        ("Tidewater Courier", []),
        ("Ida Moss, Tidewater Courier", ["Ida Moss"]),
        ("admin", []),
    ],
)
def test_authors_are_people_without_addresses_markup_and_the_feeds_own_name(author, names):
    found = item(f"<title>A</title><author>{author}</author>")
    assert [credit.name for credit in found.credits] == names


def test_the_first_kind_of_author_element_that_names_a_person_counts():
    dc = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
    both = f"<dc:creator {dc}>Ida Moss</dc:creator><dc:creator {dc}>Awino, Ruth</dc:creator>"
    for author in ("desk@tidewater.example", "Tidewater Courier", "tidewater.example"):
        found = item(
            f"<title>A</title><link>https://www.tidewater.example/1</link>"
            f"<author>{author}</author>{both}",
            channel="<title>Tidewater Courier - World news</title>",
        )
        assert [credit.name for credit in found.credits] == ["Ida Moss", "Ruth Awino"]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<author><email>a@b.example</email></author>", ["Ana Peral"]),
        ("<author><uri>https://b.example/</uri></author>", ["Ana Peral"]),
        ("<author><name/><email>a@b.example</email></author>", ["Ana Peral"]),
        ("<author><name><b>Luis</b> Mar</name></author>", ["Luis Mar"]),
        (
            "<author><name>Mar, Luis</name></author><author>Ida Moss</author>",
            ["Luis Mar", "Ida Moss"],
        ),
    ],
)
def test_an_author_of_atom_without_a_name_leaves_that_of_the_feed(author, names):
    given_ = ATOM.replace("<title>El puerto &lt;cierra&gt;</title>", f"<title>A</title>{author}")
    first, _ = articles(given_)
    assert [credit.name for credit in first.credits] == names


def test_authors_of_json_feeds_may_be_bare_texts():
    given_ = {
        **JSON,
        "items": [{"id": "1", "title": "A", "authors": ["Moss, Ida", {"name": "x@y.example"}]}],
    }
    (found,) = articles(json.dumps(given_))
    assert [credit.name for credit in found.credits] == ["Ida Moss"]


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("<pubDate>Thu, 01 Jan 04 19:48:21 GMT</pubDate>", "2004-01-01T19:48:21+00:00"),
        ("<pubDate>Thu, 01 Jan 2004 19:48:21 +0900</pubDate>", "2004-01-01T19:48:21+09:00"),
        ("<pubDate>1 January 2004</pubDate>", "2004-01-01"),
        ("<pubDate>soon</pubDate><dc:date>2004</dc:date>", None),
        ("<updated>2004-01-02</updated>", "2004-01-02"),
        ("<pubDate>Thu, 01 Jan 3004 19:48:21 GMT</pubDate>", None),
        ("<pubDate/>", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_written_and_keeps_its_zone(stated, published):
    assert item(f"<title>A</title>{stated}").published.value == published


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("<pubDate>5 Jan 2097</pubDate>", Published(notice="“5 Jan 2097” lies in the future")),
        (
            "<pubDate>5 Jan 2097</pubDate><updated>2098-01-06</updated>",
            Published(notice="“5 Jan 2097” lies in the future"),
        ),
        (
            "<pubDate>5 Jan 2097</pubDate><updated>2004-01-02</updated>",
            Published("2004-01-02", Precision.DAY, "updated"),
        ),
    ],
)
def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_stated(stated, published):
    assert item(f"<title>A</title>{stated}").published == published


@pytest.mark.parametrize(
    ("link", "address", "url"),
    [
        ("<link>b</link>", ADDRESS, "https://tidewater.example/feeds/b"),
        ("<link>b</link>", None, "https://tidewater.example/b"),
        ("<link xml:base='/c/'>b</link>", ADDRESS, "https://tidewater.example/c/b"),
        ("<link> http://x.example/1 </link>", ADDRESS, "http://x.example/1"),
        ("<guid>https://x.example/2</guid>", ADDRESS, "https://x.example/2"),
        ("<guid>2</guid>", ADDRESS, None),
        ("<guid isPermaLink='false'>https://x.example/2</guid>", ADDRESS, None),
        ("<guid>https://x.example/2</guid><link>b</link>", None, "https://tidewater.example/b"),
        ("<link>http://[</link>", "http://[", "http://["),
        ("<link/>", ADDRESS, None),
    ],
)
def test_the_address_is_the_link_made_whole_or_a_lasting_guid(link, address, url):
    channel = "<link>https://tidewater.example/</link>"
    assert item(f"<title>A</title>{link}", channel, address=address).url == url


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1251", "koi8-r"]
)
def test_any_encoding_that_is_marked_or_declared_is_read(encoding):
    name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16"}.get(encoding, encoding)
    feed = f"<?xml version='1.0' encoding='{name}'?><rss><item><title>Порт</title></item></rss>"
    assert [found.headline for found in articles(feed.encode(encoding))] == ["Порт"]


@pytest.mark.parametrize(
    "declaration",
    [
        "'WINDOWS-1251'", "\"win-1251\"", "'windows1251'", "'cp-1251'", "'x-cp1251'",
        "windows-1251",
        "'\"windows-1251\"'", "\" 'windows-1251' \"",
    ],
)  # fmt: skip
def test_a_declared_encoding_is_known_however_its_label_is_spelled_and_quoted(declaration):
    feed = (
        f"<?xml version='1.0' encoding={declaration}?><rss><item><title>Порт</title></item></rss>"
    )
    assert [found.headline for found in articles(feed.encode("cp1251"))] == ["Порт"]


@pytest.mark.parametrize(
    "parameter",
    [
        '; charset="windows-1251"', "; charset='windows-1251'", ";;charset=Windows-1251",
        '; charset=\\"windows-1251\\"', '; charset=""windows-1251""', "; Charset = windows-1251",
        "; charset: windows-1251", '; charset="windows-1251',
    ],
)  # fmt: skip
def test_a_charset_of_http_is_known_however_it_is_quoted(parameter):
    feed = "<rss><item><title>Порт</title></item></rss>"
    (found,) = articles(feed.encode("cp1251"), media_type=f"text/xml{parameter}")
    assert found.headline == "Порт"


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("windows-1251", "windows-1251", "utf-8"),
        ("utf-8", "utf-8", "euc-jp"),
        ("utf-8", "utf-16", "utf-8"),
        ("utf-8", "utf-16", None),
        ("koi8-r", "koi8-r", "x-unknown"),
    ],
)
def test_a_charset_that_does_not_fit_gives_way_to_one_that_does(encoding, declared, charset):
    feed = f"<?xml version='1.0' encoding='{declared}'?><rss><item><title>Порт</title></item></rss>"
    media_type = f"text/xml; charset={charset}" if charset else "text/xml"
    (found,) = articles(feed.encode(encoding), media_type=media_type)
    assert found.headline == "Порт"


def test_the_encoding_that_http_states_goes_before_the_declared_one():
    feed = "<?xml version='1.0' encoding='utf-8'?><rss><item><title>Порт</title></item></rss>"
    (found,) = articles(feed.encode("koi8-r"), media_type="text/xml; charset=koi8-r")
    assert found.headline == "Порт"


@pytest.mark.parametrize(
    "broken",
    [
        "<rss><channel><item><title>One</title></item><item><title>Two",
        "<rss><channel><item><title>One</title></item><item><title>Two</title>",
        "<rss><channel>&<item><title>One</title></item><b><item><title>Two</title></item></channel>",
        "<rss><x:y><item><title>One</title></item></x:y><item><title>Two</title></item></rss>",
        "<!DOCTYPE rss [<!ENTITY o 'One'>]><rss><item><title>&o;</title><item><title>Two</title>",
    ],
)
def test_a_broken_feed_gives_what_it_holds(broken):
    assert [found.headline for found in articles(broken)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no feed that can be read: give RSS, Atom, RDF or JSON Feed"),
        (b"<html><item><title>a</title></item></html>", "it is no feed that can be read"),
        (b"<rss><channel><title>None</title></channel></rss>", "the feed has no items"),
        (b"{", "it is no feed that can be read"),
        (b'{"items": []}', "it is no feed that can be read"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "the feed has no items"),
        (b"\x00\xff\xfe", "it is no feed that can be read"),
    ],
)
def test_what_holds_no_item_is_said_in_a_sentence(content, said):
    with pytest.raises(SourceError, match=f"^news.xml: {said}"):
        read(content)


def test_no_entity_is_expanded_and_no_file_read(tmp_path):
    (tmp_path / "secret").write_text("secret")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 9}'>" for n in range(1, 20))
    for dtd in (f"<!ENTITY l0 'ha'>{laughs}", f"<!ENTITY l19 SYSTEM '{tmp_path / 'secret'}'>"):
        feed = f"<!DOCTYPE rss [{dtd}]><rss><item><title>A &l19; b</title></item></rss>"
        (found,) = articles(feed)
        assert found.headline == "A &l19; b"


def test_items_beyond_the_most_are_named(monkeypatch):
    monkeypatch.setattr(feed_module, "MOST_ITEMS", 1)
    assert read("<rss>" + "<item><title>A</title></item>" * 3 + "</rss>")[1:] == [
        Unreadable(
            "news.xml: more than 1 items: those from 2 on are left out: split it into "
            "several feeds",
            "news.xml",
            2,
        )
    ]


@pytest.mark.parametrize(
    ("description", "said"),
    [
        ("<![CDATA[" + "<b>" * 500_001 + "]]>", "its text: more than 500,000 tags"),
        ("news " * 1_000_001, "more than 5 million characters, so no single article"),
        ("", "it has neither a title nor text: nothing can be kept of it"),
    ],
)
def test_an_item_that_is_no_article_is_named_and_the_next_one_read(description, said):
    first, second = read(
        f"<rss><item><description>{description}</description></item>"
        "<item><title>Two</title></item></rss>"
    )
    assert (first.name, first.position, first.document) == ("news.xml", 1, None)
    assert first.reason.startswith(f"news.xml: item 1: {said}")
    assert (second.article.headline, second.part) == ("Two", 2)


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (RSS.encode(), True),
        (ATOM.encode("utf-16"), True),
        (RDF.encode(), True),
        (json.dumps(JSON).encode(), True),
        (b"<!DOCTYPE html><html><body><rss>", False),
        (b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", False),
        (b'{"title": "no feed"}', False),
        (b"", False),
    ],
)
def test_a_feed_is_known_by_its_first_element_or_version(head, is_feed):
    assert FeedReader().recognizes(head[:HEAD_BYTES]) is is_feed


LAST_NAMES = ["Moss", "Awino", "Peral", "Dray", "Tar", "Luo", "Harper", "Hart", "Harrow", "Otieno"]

# What is made to take long, by a length of it: about so many bytes.
HOSTILE = {
    "attributes": lambda size: (
        b"<rss " + b"".join(b"a%d='' " % n for n in range(size // 10)) + b"/>"
    ),
    "bases": lambda size: (
        b"<rss>"
        + b"<a xml:base='b/'>" * 200
        + b"<item><title>x</title><link>a</link></item>" * (size // 400)
    ),
    "author": lambda size: b"<rss><item><title>a</title><author>" + b"a" * size,
    "categories": lambda size: (
        b"<rss><item>" + b"".join(b"<category>%d</category>" % n for n in range(size // 40))
    ),
    "white space": lambda size: (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + b"\n" * size
    ),
    "depth": lambda size: b"<rss>" + b"<a>" * (size // 3),
    "ampersands": lambda size: b"<rss><item><title>" + b"&" * size,
    "angles": lambda size: b"<rss>" + b"<" * size,
    "comments": lambda size: b"<!---->" * (size // 7),
    "json depth": lambda size: (
        b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * size
    ),
    "paragraphs": lambda size: b"<rss><item><description><![CDATA[" + b"<p>a" * (size // 4),
    "tags": lambda size: b"<rss><item><description><![CDATA[" + b"<p" * (size // 2),
    "codec": lambda size: b"<?xml version='1.0' encoding='punycode'?><rss>" + b"a" * size,
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_what_is_made_to_take_long_does_not(made):
    assert_linear(read_or_refuse, made, 100_000)


def test_no_name_of_many_authors_is_cut():
    names = [f"{first} {last}" for first in ("Ida", "Ruth", "Ana") for last in LAST_NAMES]
    found = item(f"<title>A</title><author>{', '.join(names)}</author>")
    assert [credit.name for credit in found.credits] == names
    again = item(f"<title>A</title><author>{', '.join(names * 10)}</author>")
    assert [credit.name for credit in again.credits] == names


def test_names_are_looked_for_in_the_beginning_of_a_field_alone():
    def feed(element):
        return b"<rss><item><title>a</title><%b>%b" % (element, b"a." * 2_000_000)

    assert_no_costlier(read_or_refuse, (feed(b"author"),), (feed(b"unknown"),), 3)


def read_or_refuse(content):
    try:
        assert all(isinstance(each, Record | Unreadable) for each in read(content))
    except SourceError as error:
        assert str(error).startswith("news.xml: ")


_PIECES = st.sampled_from(
    [
        "<rss>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<rdf:RDF>", "<channel>", "<item>",
        "</item>", "<entry xml:base='http://[/'>", "</entry>", "<title type='xhtml'>", "<title>",
        "</title>", "<link href='a' rel=''/>", "<link>http://[</link>", "<pubDate>", "</pubDate>",
        "<content type='a/b'>", "<content mode='base64'>", "</content>", "<author><name>", "&lt;p",
        "<description>", "</description>", "<![CDATA[", "]]>", "&#0;", "&#x110000;", "&eacute;",
        "{", '"version":"https://jsonfeed.org/version/1"', '"items":[{"id":1}]', "<!DOCTYPE a [",
        "\0", "\ud800", "<a:b c='", "<?xml encoding='utf-16'?>", "29 Feb 2001 25:61:61 +9999",
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=8), max_size=25))
def test_any_document_gives_records_or_a_reason(pieces):
    content = "".join(pieces).encode("utf-8", "surrogatepass")
    try:
        found = read(content)
    except SourceError as error:
        assert str(error).startswith("news.xml: ")
    else:
        assert found
        for each in found:
            if isinstance(each, Record):
                assert each.article.headline or each.article.body or each.article.captions
                assert each.article.to_json()


@given(st.binary(max_size=200))
def test_any_bytes_give_records_or_a_reason(content):
    try:
        assert read(b"<rss><item><title>" + content)
    except SourceError as error:
        assert str(error).startswith("news.xml: ")


_TITLE, _LINK = {"title", "title_detail.value"}, {"link"}
_DATES = {f"{name}_parsed" for name in ("published", "updated", "created", "issued", "date")}


def _expected(text):
    """What an Expect comment says of an item: its number, the field and the value."""
    stated = re.search(r"Expect:\s*(.*?)\s*-->", text, re.DOTALL)
    if stated is None:
        return
    for node in ast.walk(ast.parse(stated[1], mode="eval")):
        if not (isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq)):
            continue
        path, at = [], node.left
        while isinstance(at, ast.Subscript | ast.Attribute):
            is_name = isinstance(at, ast.Attribute)
            path.append(at.attr if is_name else getattr(at.slice, "value", None))
            at = at.value
        if isinstance(at, ast.Name) and at.id == "entries" and len(node.ops) == 1:
            number, *names = reversed(path)
            try:
                yield number, ".".join(map(str, names)), ast.literal_eval(node.comparators[0])
            except ValueError:
                continue


def _with_titles(content):
    """The feed with a title for every item that has none, so that all of it can be looked at."""
    parts = re.split(rb"(<(?:item|entry|ITEM)(?:\s[^>]*[^/>]|\s*)>)", content)
    titled = [
        part + b"<title>Untitled</title>"
        if number % 2 and b"title" not in parts[number + 1].lower().partition(b"<source")[0]
        else part
        for number, part in enumerate(parts)
    ]
    return b"".join(titled)


@pytest.mark.shared
def test_well_formed_feeds_give_the_titles_links_and_dates_that_they_should(shared_data):
    folder = shared_data / "feedparser"
    checked, unlike = Counter(), []
    for path in sorted(folder.rglob("*.xml")):
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        base = re.search(rb"Content-Location:\s*(\S+)", content)
        address = urljoin(f"http://127.0.0.1:8097/{name}", base[1].decode() if base else "")
        try:
            whole = read(content, address, "application/xml")
            found = read(_with_titles(content), address, "application/xml")
        except SourceError:
            continue
        assert len(found) >= len(whole)
        for number, field, value in _expected(content.decode("utf-8", "replace")):
            if field not in _TITLE | _LINK | _DATES or not isinstance(found[number], Record):
                continue
            checked[field] += 1
            article = found[number].article
            if field in _TITLE:
                as_text = item(f"<title><![CDATA[{value}]]></title>").headline
                is_like = article.headline in {value, as_text}
            elif field in _LINK:
                is_like = article.url == value
            else:
                moment = datetime.fromisoformat(article.published.value).astimezone(UTC)
                is_like = moment.timetuple()[:6] == value[:6]
            if not is_like:
                unlike.append((name, field, value, article))
    assert unlike == []
    assert checked == {
        "title_detail.value": 73,
        "title": 51,
        "link": 18,
        "updated_parsed": 6,
        "published_parsed": 5,
        "created_parsed": 3,
    }


@pytest.mark.shared
def test_every_shared_feed_gives_records_or_a_reason(shared_data):
    counted = Counter()
    for path in sorted((shared_data / "feedparser").rglob("*.*")):
        kind = "application/feed+json" if path.suffix == ".json" else "application/xml"
        try:
            counted.update(type(each).__name__ for each in read(path.read_bytes(), None, kind))
        except SourceError as error:
            counted[str(error).split(": ")[1]] += 1
    assert counted == {
        "Record": 503,
        "Unreadable": 716,
        "the feed has no items": 911,
        "it is no feed that can be read": 1,
    }
