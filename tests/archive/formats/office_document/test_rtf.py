"""RTF documents, whole, in many alphabets, and damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.markup import rtf_blocks
from archive.formats.office_document.rtf import RtfReader
from archive.model.article import Credit, Role
from archive.model.document import Document
from tests.archive.formats.reading import changed_bytes, read_whole
from tests.support.work import assert_linear

STORY = (
    "The boats sail from Monday, the harbor office said.",
    "Tickets cost what they cost before the weed came.",
)
FERRY = rb"""{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset129 Batang;}{\f2\fnil\fcharset78 Osaka;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}}
{\info{\title Ferry runs again}{\author Ruth Awino}{\creatim\yr2019}}
\pard\f0 The boats {\b sail} from Monday, the harbor office said.\par
{\pict\pngblip 89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a
89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e47}
\pard Tickets cost what they cost before the weed came.\par}"""


def read(content):
    (record,) = read_whole(RtfReader(), Document("ferry.rtf", content, "application/rtf"))
    assert record.raw.content == content
    return record.article


def body(words, head=rb"{\rtf1\ansi "):
    return read(head + words + b"\\par}").body


def test_a_document_is_one_article():
    article = read(FERRY)
    assert (article.headline, article.body) == ("Ferry runs again", STORY)
    assert article.credits == (Credit("Ruth Awino", Role.REPORTER),)


WORDS = {
    rb"Caf\'e9 ferm\'e9.": "Café fermé.",
    "Café fermé.".encode("cp1252"): "Café fermé.",
    rb"A \u8212? dash \emdash  more.": "A — dash — more.",
    rb"\u-10179?\u-8704? smiles.": "😀 smiles.",
    rb"See {\field{\*\fldinst{HYPERLINK \"http://a.example\"}}{\fldrslt{it}}}.": "See it.",
    rb"The pier{\footnote Built in 1904.} is closed.": "The pier Built in 1904. is closed.",
    rb"One{\pict\bin4 }}}}} pier.": "One pier.",
    rb"Unclosed {\b bold.": "Unclosed bold.",
}


@pytest.mark.parametrize(("written", "text"), WORDS.items())
def test_words_are_read_in_the_ways_in_which_they_are_written(written, text):
    assert body(written) == (text,)


@pytest.mark.parametrize(
    ("page", "codec", "text"),
    [
        ("1251", "cp1251", "Паром отошел."),
        ("949", "cp949", "배가 다닌다."),
        ("932", "cp932", "渡し船。"),
    ],
)
def test_a_code_page_is_that_of_the_bytes(page, codec, text):
    quoted = "".join(f"\\'{byte:02x}" for byte in text.encode(codec))
    assert body(quoted.encode(), b"{\\rtf1\\ansi\\ansicpg%s " % page.encode()) == (text,)


@pytest.mark.parametrize(
    ("font", "codec", "text"), [("1", "cp949", "배가 다닌다."), ("2", "cp932", "渡し船。")]
)
def test_a_font_may_have_other_letters_than_the_document(font, codec, text):
    quoted = "".join(f"\\'{byte:02x}" for byte in text.encode(codec))
    head, _, _ = FERRY.partition(rb"{\colortbl")
    assert body(quoted.encode(), head + b"\\f%s " % font.encode()) == (text,)


NO_ARTICLE = {
    b"": "ferry.rtf: no RTF: save it anew as .rtf or .docx",
    b"Ferry": "ferry.rtf: no RTF: save it anew as .rtf or .docx",
    rb"{\rtf1}": "ferry.rtf: there are no words in it: nothing to add",
    rb"{\rtf1\ansi\u99999999 x}": (
        "ferry.rtf: no RTF that can be read (chr() arg not in range(0x110000)): "
        "save it anew as .docx"
    ),
}


@pytest.mark.parametrize(("content", "sentence"), NO_ARTICLE.items())
def test_a_file_without_an_article_is_named_with_its_reason(content, sentence):
    with pytest.raises(SourceError) as raised:
        read(content)
    assert str(raised.value) == sentence


def test_a_document_longer_than_any_article_is_refused(monkeypatch):
    monkeypatch.setattr(rtf_blocks, "LONGEST_STORY_CHARACTERS", 1_000_000)
    with pytest.raises(SourceError, match=r"more than 1 million characters"):
        body(b"The boats sail. " * 70_000)


def test_rtf_is_told_by_its_beginning():
    assert RtfReader().recognizes(FERRY)
    assert not RtfReader().recognizes(b"{ \\rtf")


HARMFUL = {
    "fields": rb'{\field{\*\fldinst{HYPERLINK "a"',
    "tables of fonts": rb"{\fonttbl\f1",
    "fonts": rb"\f1",
    "braces": b"{",
    "bytes": rb"\'93",
    "pictures": rb"{\pict\bin",
    "titles": rb"{\title a",
    "figures": b"0123456789abcdef ",
}


@pytest.mark.parametrize("piece", HARMFUL.values(), ids=HARMFUL)
def test_a_document_made_to_harm_takes_no_longer_than_it_is_long(piece):
    assert_linear(read_or_refuse, lambda number: rb"{\rtf1 " + piece * number, 1_000)


def read_or_refuse(content):
    try:
        article = read(content)
    except SourceError as error:
        assert str(error).startswith("ferry.rtf: ")
    else:
        assert article.headline or article.body


@given(changed_bytes(FERRY) | st.binary().map(lambda content: rb"{\rtf1 " + content))
def test_any_bytes_are_an_article_or_a_reason(content):
    read_or_refuse(content)
