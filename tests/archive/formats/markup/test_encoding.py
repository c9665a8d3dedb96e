import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.markup.browser_encoding import decode

ENCODED = [
    ("utf-8", None, "Fähre – 渡し船"),
    ("utf-8-sig", "iso-8859-1", "Fähre – 渡し船"),
    ("utf-16", None, "<p>Fähre – 渡し船</p>"),
    ("utf-16-le", None, "<p>Fähre – 渡し船</p>"),
    ("cp1252", "ISO-8859-1", "“Fähre” – 12 €"),
    ("cp949", "euc-kr", "나룻배 똠방각하"),
    ("gb18030", "gb2312", "渡船 镕"),
    ("cp932", "Shift_JIS", "渡し船 ①髙"),
    ("big5hkscs", "big5", "渡輪 㗎"),
    ("iso2022_jp", "iso-2022-jp", "渡し船"),
    ("koi8-r", "koi8-r", "Паром"),
]


@pytest.mark.parametrize(("codec", "charset", "text"), ENCODED)
def test_what_http_declares_is_read_as_browsers_read_it(codec, charset, text):
    assert decode(text.encode(codec), charset) == text


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta charset=koi8-r>", "koi8-r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">', "iso8859_5"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ('<html lang="ru">', "cp1251"),
        ('<meta charset="no-such-thing"><html lang="uk">', "cp1251"),
    ],
)
def test_what_the_page_declares_or_its_language_tells_the_encoding(declaration, codec):
    page = f"{declaration}<p>Паром отошел в последний раз</p>"
    assert decode(page.encode(codec)) == page


def test_text_that_can_only_be_utf_8_is_utf_8_whatever_is_declared():
    page = '<meta charset="iso-8859-1"><p>Fähre</p>'
    assert decode(page.encode(), "windows-1252") == page


def test_a_page_that_says_utf_16_in_ascii_is_not():
    assert decode(b'<meta charset="utf-16"><p>ferry</p>') == '<meta charset="utf-16"><p>ferry</p>'


def test_utf_8_with_one_bad_byte_is_utf_8_still():
    page = "Fähre über den Øresund, täglich außer sönntags".encode() + b"\xff"
    assert decode(page) == "Fähre über den Øresund, täglich außer sönntags\ufffd"


def test_western_letters_without_a_declaration_are_windows_1252():
    assert decode("Crème brûlée at the café".encode("cp1252")) == "Crème brûlée at the café"


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_under_any_label_become_text(content, charset):
    decode(content, charset).encode("utf-8", "surrogatepass")


@given(st.text(max_size=300))
def test_utf_8_comes_back_as_it_was(text):
    written = f"<html>{text}".replace("\ud800", "").encode("utf-8", "ignore")
    assert decode(written) == written.decode()
