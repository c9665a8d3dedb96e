"""NewsML-G2: items alone, in messages and in packages."""

from datetime import datetime

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from lxml import etree

from archive.errors import SourceError
from archive.formats.wire.newsml_g2 import NewsmlReader
from archive.model.article import Credit, Precision, Published, Record, Role, Wire
from archive.model.document import Document, Unreadable
from tests.archive.formats.reading import changed_bytes, changed_markup, read_whole

_NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
  <body.head>
    <hedline><hl1>A headline inside</hl1></hedline>
    <byline>By Ana Ruiz and Kim Minsu, <byttl>Halyard Wire</byttl></byline>
    <dateline>BUSAN, Tuesday</dateline>
  </body.head>
  <body.content><p>The inquiry opened.</p><p>Nobody spoke.</p></body.content>
</body></nitf>"""
_XHTML = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>
  <h1>Inquiry opens</h1><p class="byline">By Ana Ruiz</p>
  <p>The inquiry<br/>opened.</p><script>x()</script>
  <figure><img alt="no caption"/><figcaption>The ferry.
    <span class="credit">Kim Minsu</span></figcaption></figure>
  <blockquote>“We wait.”</blockquote>
</body></html>"""


def _item(content, *, guid="urn:newsml:halyard.example:20190604:ferry", status="usable", meta=""):
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3"
      standard="NewsML-G2" standardversion="2.34" xml:lang="en">
      <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
      <rightsInfo><copyrightHolder><name>Halyard Trust</name></copyrightHolder></rightsInfo>
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <provider qcode="nprov:HALYARD"><name>Halyard Wire</name></provider>
        <versionCreated>2019-06-04T10:00:00+09:00</versionCreated>
        <firstCreated>2019-06-04T08:00:00+09:00</firstCreated>
        <embargoed>2999-01-01T00:00:00Z</embargoed>
        <pubStatus qcode="stat:{status}"/>
      </itemMeta>
      <contentMeta>
        <urgency>2</urgency>
        <contentCreated>2019-06-03T23:00:00+09:00</contentCreated>
        <located><name>Busan</name></located>
        {meta}
        <creator role="crol:translator"><name>Lee Jun</name></creator>
        <contributor role="crol:editor"><name>Park Ha</name></contributor>
        <language tag="en-GB"/>
        <genre qcode="genre:Current"><name>Current</name></genre>
        <keyword>ferries</keyword>
        <subject qcode="medtop:20000170"><name xml:lang="de">Wirtschaft</name>
          <name xml:lang="en-GB">business</name></subject>
        <subject type="cpnat:geoArea" qcode="geo:1"><name>South Korea</name></subject>
        <dateline>BUSAN, June 4 (Halyard Wire)</dateline>
        <slugline>FERRY-INQUIRY</slugline>
        <headline role="hld:sub">A second line</headline>
        <headline role="hld:main">Inquiry opens</headline>
        <description role="drol:summary">Not in the body.</description>
      </contentMeta>
      <contentSet>{content}</contentSet>
    </newsItem>"""


def _inline(markup):
    return f"<inlineXML contenttype='application/xml'>{markup}</inlineXML>"


def _read(text, name="item.xml"):
    content = text if isinstance(text, bytes) else text.encode()
    document = Document(name, content, "application/vnd.iptc.g2.newsitem+xml")
    return list(read_whole(NewsmlReader(), document))


def _article(content, **more):
    (record,) = _read(_item(content, **more))
    return record.article


def test_an_item_is_read_with_all_it_states():
    article = _article(_inline(_NITF))
    assert article.headline == "Inquiry opens"
    assert article.body == ("The inquiry opened.", "Nobody spoke.")
    assert article.credits == (
        Credit("Lee Jun", Role.TRANSLATOR),
        Credit("Park Ha", Role.EDITOR),
        Credit("Ana Ruiz", Role.REPORTER),
        Credit("Kim Minsu", Role.REPORTER),
        Credit("Halyard Wire", Role.AGENCY),
    )
    assert article.published == Published(
        "2019-06-04T08:00:00+09:00", Precision.INSTANT, "firstCreated"
    )
    assert article.wire == Wire(
        dateline="BUSAN, June 4 (Halyard Wire)",
        located="Busan",
        slugline="FERRY-INQUIRY",
        urgency=2,
        embargoed="2999-01-01T00:00:00+00:00",
        version="3",
        subjects=("medtop:20000170", "geo:1"),
    )
    assert (article.source, article.section) == ("Halyard Wire", "Current")
    assert (article.language, article.topics) == ("en-GB", ("business", "ferries"))
    assert [region.path for region in article.regions] == [("Asia", "South Korea")]
    assert article.url == "urn:newsml:halyard.example:20190604:ferry"


def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_stated():
    item = _item(_inline(_XHTML)).replace("2019-06-04T08", "2097-01-05T08")
    (record,) = _read(item)
    assert record.article.published == Published(
        "2019-06-04T10:00:00+09:00", Precision.INSTANT, "versionCreated"
    )
    (record,) = _read(item.replace("2019-", "2098-"))
    assert record.article.published == Published(
        notice="“2097-01-05T08:00:00+09:00” lies in the future"
    )


def test_xhtml_is_read_without_its_furniture():
    article = _article(_inline(_XHTML))
    assert article.body == ("The inquiry opened.", "“We wait.”")
    assert article.captions == ("The ferry.",)
    assert Credit("Ana Ruiz", Role.REPORTER) in article.credits
    assert Credit("Kim Minsu", Role.PHOTOGRAPHER) in article.credits


@pytest.mark.parametrize(
    "content",
    [
        "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>",
        "<inlineData contenttype='text/html'>&lt;p>One.&lt;p>Two.&lt;/p></inlineData>",
        "<inlineXML><p>One.</p><p>Two.</p></inlineXML>",
        f"<inlineXML/>{_inline('<html><body><p>One.</p><p>Two.</p></body></html>')}",
    ],
)
def test_text_is_read_however_it_is_kept(content):
    assert _article(content).body == ("One.", "Two.")


def test_a_byline_in_words_and_a_house_among_the_makers():
    by = "<by>Von Ana Ruiz, Halyard Wire Reporter</by>"
    creator = "<creator><name>The Halyard Trust</name></creator>"
    assert _article("<inlineXML xml:lang='de'/>", meta=by + creator).credits[:3] == (
        Credit("Ana Ruiz", Role.REPORTER),
        Credit("Halyard Wire", Role.AGENCY),
        Credit("The Halyard Trust", Role.AGENCY),
    )


def test_a_flash_is_a_headline_alone():
    article = _article("<inlineXML/>")
    assert (article.headline, article.body) == ("Inquiry opens", ())


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_items_that_were_taken_back_are_not_taken(status):
    (lost,) = _read(_item(_inline(_NITF), status=status))
    assert lost.reason == (
        "item.xml, item 1 (urn:newsml:halyard.example:20190604:ferry): its provider marked it as "
        f"{status}: add the version that it has cleared"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("ninat:text", "ninat:picture", "an item of class 'picture' that holds no text of its own"),
        ("<pubStatus", "<x/><pubStatus", "an item of class 'text' that holds no text of its own"),
        ("guid=", "id=", "an item without a guid"),
        ("itemMeta>", "itemData>", "an item without itemMeta"),
        ("itemClass", "itemKind", "an item without itemClass in itemMeta"),
        ("2019-06-04T10", "yesterday", "versionCreated is no date ('yesterday:00:00+09:00')"),
    ],
)
def test_items_that_are_no_text_say_why(old, new, reason):
    remote = "<remoteContent href='http://halyard.example/1.jpg'/>"
    (lost,) = _read(_item(remote).replace(old, new))
    assert reason in lost.reason


def test_a_message_gives_an_article_for_each_item():
    first, second = _item(_inline(_NITF), guid="urn:a"), _item(_inline(_XHTML), guid="urn:b")
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f'<packageItem guid="p"/>{first}{_item("", guid="urn:c")}{second}</itemSet></newsMessage>'
    )
    found = _read(message)
    assert [(type(each), getattr(each, "part", 0)) for each in found] == [
        (Record, 1),
        (Unreadable, 0),
        (Record, 3),
    ]
    assert found[0].raw == found[2].raw
    assert found[0].raw.content == message.encode()
    assert [each.article.url for each in found if isinstance(each, Record)] == ["urn:a", "urn:b"]


def test_a_package_holds_no_text():
    (lost,) = _read('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p"/>')
    assert lost.reason == (
        "item.xml, item 1 (p): a package that points at its items and holds no text: "
        "add the items themselves"
    )


def test_items_that_a_package_holds_whole_come_out_of_it():
    items = _item(_inline(_NITF), guid="urn:a") + _item(_inline(_XHTML), guid="urn:b")
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p"><groupSet>'
    found = _read(f"{package}{items}</groupSet></packageItem>")
    assert [(each.part, each.article.url) for each in found] == [(1, "urn:a"), (2, "urn:b")]


def test_other_xml_is_refused():
    with pytest.raises(SourceError, match="its root element is 'rss', so it is no NewsML-G2"):
        _read("<rss/>")


def test_newsml_is_told_from_other_xml():
    reader = NewsmlReader()
    assert reader.recognizes(b"\xef\xbb\xbf<?xml version='1.0'?>\n" + _item("").encode()[:4000])
    assert reader.recognizes(b'<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/">')
    assert not reader.recognizes(b"<newsItem>")
    assert not reader.recognizes(b'<feed xmlns="http://www.w3.org/2005/Atom">')
    assert not reader.recognizes(b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')


_WHOLE = _item(_inline(_NITF) + _inline(_XHTML))


@given(changed_markup(_WHOLE).map(str.encode) | changed_bytes(_WHOLE.encode()))
def test_a_damaged_item_is_read_or_refused_in_a_sentence(content):
    try:
        found = _read(content)
    except SourceError as error:
        event("refused")
        assert str(error).startswith("item.xml: ")
    else:
        event("read")
        assert all(isinstance(each, Record | Unreadable) for each in found)


_NAMES = st.sampled_from(
    ["newsItem", "itemMeta", "itemClass", "provider", "versionCreated", "contentMeta", "headline",
     "creator", "name", "subject", "contentSet", "inlineXML", "inlineData", "nitf", "body", "p",
     "body.head", "body.content", "byline", "byttl", "media", "media-caption", "br", "pre"]
)  # fmt: skip
_TREES = st.recursive(
    st.text("ab <&:2019-T", max_size=8).map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inside: st.builds(
        "<{0} qcode='ninat:text' guid='g'>{1}</{0}>".format,
        _NAMES,
        st.lists(inside, max_size=4).map("".join),
    ),
    max_leaves=20,
)


@given(st.lists(_TREES, max_size=5))
def test_items_put_together_at_random_never_break_the_reader(parts):
    root = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g">'
    found = _read(f"{root}{''.join(parts)}</newsItem>")
    assert len(found) == 1


# The standard's own examples. Expectations are looked up in the files by XPath.

_NS = {"n": "http://iptc.org/std/nar/2006-10-01/", "t": "http://iptc.org/std/NITF/2006-10-18/"}
# Their inline content is a table of results or a list of events, no text.
_NO_TEXT = {"LISTING_16_A_Set_of_Events_carried_in_a_News_Item.xml",
            "LISTING_21_A_complete_sample_SportsML-G2_document.xml"}  # fmt: skip


def _files(shared_data, pattern):
    return sorted((shared_data / "iptc" / "newsml-g2").glob(pattern))


def _stated(item, path):
    found = (
        " ".join("".join(node.itertext()).split()) for node in item.xpath(path, namespaces=_NS)
    )
    return [text for text in found if text]


def _texts_with_content(shared_data):
    for path in (*_files(shared_data, "examples/*.xml"), *_files(shared_data, "tests/**/*.xml")):
        root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
        is_text = root.xpath(
            "self::n:newsItem[n:itemMeta/n:itemClass/@qcode='ninat:text' and "
            "n:contentSet/n:inlineXML and (n:contentMeta/n:headline or "
            "normalize-space(n:contentSet))]",
            namespaces=_NS,
        )
        if is_text and "should_fail" not in str(path) and path.name not in _NO_TEXT:
            yield path, root


@pytest.mark.shared
def test_every_text_item_of_the_standard_gives_what_it_states(shared_data):
    count = 0
    for path, item in _texts_with_content(shared_data):
        records = [each for each in _read(path.read_bytes(), path.name) if isinstance(each, Record)]
        headlines = _stated(item, "n:contentMeta/n:headline")
        if not headlines and not _stated(item, "n:contentSet"):
            assert records == [], path.name
            continue
        (article,) = (record.article for record in records)
        count += 1
        assert [article.headline] == headlines[:1] or (not headlines and not article.headline), path
        dates = _stated(item, "n:itemMeta/n:firstCreated") or _stated(
            item, "n:itemMeta/n:versionCreated"
        )
        moment = datetime.fromisoformat(dates[0]).replace(microsecond=0)
        assert article.published.value == moment.isoformat(), path.name
        datelines = _stated(item, "n:contentMeta/n:dateline")
        assert [article.wire.dateline] == (datelines or [None]), path.name
        credited = {credit.name for credit in article.credits}
        assert set(_stated(item, "n:contentMeta/n:creator/n:name")) <= credited, path.name
        for name in _stated(item, "//t:byline/t:byttl[not(../text()[normalize-space()])]"):
            assert Credit(name, Role.AGENCY) in article.credits, path.name
        paragraphs = _stated(item, "n:contentSet//t:body.content//t:p")
        assert list(article.body) == paragraphs or not paragraphs, path.name
    assert count >= 10


@pytest.mark.shared
def test_every_invalid_item_of_the_standard_is_refused_with_its_reason(shared_data):
    paths = _files(shared_data, "tests/**/should_fail/*.xml")
    for path in paths:
        (found,) = _read(path.read_bytes(), path.name)
        assert isinstance(found, Unreadable), path.name
        assert found.reason.startswith(path.name)
    assert len(paths) >= 10


@pytest.mark.shared
def test_pictures_and_other_media_of_the_standard_hold_no_text(shared_data):
    for path in _files(shared_data, "examples/LISTING_[345]*.xml"):
        (found,) = _read(path.read_bytes(), path.name)
        assert "holds no text" in found.reason
