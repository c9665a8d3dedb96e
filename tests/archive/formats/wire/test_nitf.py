"""NITF documents, whole and alone."""

import pytest
from hypothesis import event, given

from archive.errors import SourceError
from archive.formats.wire.nitf import NitfReader
from archive.model.article import Credit, Precision, Published, Record, Role, Wire
from archive.model.document import Document, Unreadable
from tests.archive.formats.reading import changed_bytes, changed_markup, read_whole

_STORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf xml:lang="en">
  <head>
    <title>Ferry slug</title>
    <tobject><tobject.subject tobject.subject.refnum="04015001"
      tobject.subject.type="Economy" tobject.subject.matter="Shipping"/></tobject>
    <docdata management-status="usable">
      <du-key version="2" key="ferry-inquiry"/>
      <date.issue norm="20190604T080000+0900"/>
      <date.release norm="20190604T120000+0900"/>
      <urgency ed-urg="3"/>
      <key-list><keyword key="ferries"/></key-list>
      <identified-content><location>South Korea</location></identified-content>
    </docdata>
    <pubdata name="The Halyard Courier" position.section="World"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Inquiry opens into ferry line</hl1><hl2>Second deck</hl2></hedline>
      <byline>By <person>Ana Ruiz</person> <byttl>Halyard Wire Staff Writer</byttl></byline>
      <dateline><location>BUSAN</location>,
        <story.date norm="20190603">June 3</story.date></dateline>
    </body.head>
    <body.content>
      <p lede="true">BUSAN (Halyard Wire) -- The ferry line&rsquo;s <em>papers</em> were seized.</p>
      <media media-type="image">
        <media-reference source="ferry.jpg"/>
        <media-caption>The ferry at its berth.</media-caption>
        <media-producer>Kim Minsu</media-producer>
      </media>
      <block><p>Officials said nothing.</p><ul><li>One.</li><li>Two.</li></ul></block>
      <pre>Ships   4
Crews  51</pre>
    </body.content>
    <body.end><tagline>(Reporting by Ana Ruiz; editing by Lee Jun)</tagline></body.end>
  </body>
</nitf>"""


def _read(content):
    data = content.encode() if isinstance(content, str) else content
    return list(read_whole(NitfReader(), Document("story.nitf", data, "application/nitf+xml")))


def test_a_story_is_read_with_all_it_states():
    (record,) = _read(_STORY)
    article = record.article
    assert article.headline == "Inquiry opens into ferry line"
    assert article.body == (
        "BUSAN (Halyard Wire) -- The ferry line’s papers were seized.",
        "Officials said nothing.",
        "One.",
        "Two.",
        "Ships 4",
        "Crews 51",
    )
    assert article.captions == ("The ferry at its berth.",)
    assert article.credits == (
        Credit("Ana Ruiz", Role.REPORTER),
        Credit("Halyard Wire", Role.AGENCY),
        Credit("Kim Minsu", Role.PHOTOGRAPHER),
        Credit("Lee Jun", Role.EDITOR),
    )
    assert article.published == Published(
        "2019-06-04T08:00:00+09:00", Precision.INSTANT, "date.issue"
    )
    assert article.wire == Wire(
        dateline="BUSAN, June 3",
        located="BUSAN",
        slugline="ferry-inquiry",
        urgency=3,
        embargoed="2019-06-04T12:00:00+09:00",
        version="2",
        subjects=("04015001",),
    )
    assert (article.source, article.section, article.language) == (
        "The Halyard Courier",
        "World",
        "en",
    )
    assert article.topics == ("Shipping", "ferries")
    assert [region.path for region in article.regions] == [("Asia", "South Korea")]


def test_midnight_without_a_zone_is_a_day():
    dated = '<date.issue norm="20190604T000000"/>'
    (record,) = _read(f"<nitf><head><docdata>{dated}</docdata></head><body><body.head><hedline>"
                      "<hl1>Ferry</hl1></hedline></body.head></body></nitf>")  # fmt: skip
    assert record.article.published == Published("2019-06-04", Precision.DAY, "date.issue")


def test_the_day_of_print_comes_before_the_agencys():
    printed = _STORY.replace("<pubdata ", '<pubdata date.publication="20190605T000000" ')
    (record,) = _read(printed)
    assert record.article.published == Published("2019-06-05", Precision.DAY, "date.publication")


def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_stated():
    future = _STORY.replace("<pubdata ", '<pubdata date.publication="20970105" ')
    (record,) = _read(future)
    assert record.article.published.value == "2019-06-04T08:00:00+09:00"
    for stated in ("20190604T080000+0900", "20190604T120000+0900", "20190603"):
        future = future.replace(f'norm="{stated}"', 'norm="20980106"')
    (record,) = _read(future)
    assert record.article.published == Published(notice="“2097-01-05” lies in the future")
    assert record.article.origins == ()


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_story_that_was_taken_back_is_not_taken(status):
    (lost,) = _read(_STORY.replace('management-status="usable"', f'management-status="{status}"'))
    assert lost.reason == (
        f"story.nitf: its agency marked it as {status}: add the version that it has cleared"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<nitf/>", "story.nitf: NITF without headline and text: there is nothing to add"),
        ("<rss/>", "story.nitf: its root element is 'rss', so it is no NITF: add it as what it is"),
    ],
)
def test_what_is_no_story_is_refused(content, reason):
    with pytest.raises(SourceError) as raised:
        _read(content)
    assert str(raised.value) == reason


def test_nitf_is_told_from_other_xml():
    reader = NitfReader()
    assert reader.recognizes(_STORY.encode()[:4096])
    assert reader.recognizes(b'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">')
    assert not reader.recognizes(b"<rss><channel><title>nitf</title>")
    assert not reader.recognizes(b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">')


@given(changed_markup(_STORY).map(str.encode) | changed_bytes(_STORY.encode()))
def test_a_damaged_story_is_read_or_refused_in_a_sentence(content):
    try:
        found = _read(content)
    except SourceError as error:
        event("refused")
        assert str(error).startswith("story.nitf: ")
    else:
        event("read")
        assert all(isinstance(each, Record | Unreadable) for each in found)
