import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.formats.markup.encoding import (
    charset_parameter,
    decode,
    decode_exactly,
    decode_head,
    decode_markup,
    decode_page,
    text_encoding,
    xml_encoding,
)

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
    assert decode_page(text.encode(codec), charset) == text


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
    assert decode_page(page.encode(codec)) == page


def test_text_that_can_only_be_utf_8_is_utf_8_whatever_is_declared():
    page = '<meta charset="iso-8859-1"><p>Fähre</p>'
    assert decode_page(page.encode(), "windows-1252") == page


def test_a_page_that_says_utf_16_in_ascii_is_not():
    page = '<meta charset="utf-16"><p>ferry</p>'
    assert decode_page(page.encode()) == page


def test_utf_8_with_one_bad_byte_is_utf_8_still():
    page = "Fähre über den Øresund, täglich außer sönntags".encode() + b"\xff"
    assert decode_page(page) == "Fähre über den Øresund, täglich außer sönntags\ufffd"


def test_western_letters_without_a_declaration_are_windows_1252():
    assert decode_page("Crème brûlée at the café".encode("cp1252")) == "Crème brûlée at the café"


# Label as it is written, codec in which what bears it is written, letters that it has.
LABELS = [
    ("utf-8", "utf-8", "aä渡배Я🚢 "), ("ISO-8859-1", "cp1252", "aé“”€… "),
    ("us-ascii", "ascii", "ab <"),
    ("latin5", "cp1254", "aşğİ "), ("EUC-KR", "cp949", "a나룻배똠방 "),
    ("x-sjis", "cp932", "aｱ渡し船①髙 "),
    ("ks_c_5601-1987", "cp949", "a나룻배똠방 "), ("windows-949", "cp949", "a나룻배똠방 "),
    ("gb2312", "gb18030", "a渡船镕€🚢 "), ("gbk", "gb18030", "a渡船镕 "),
    ("koi8-r", "koi8_r", "aПаром "),
    ("Shift_JIS", "cp932", "aｱ渡し船①髙 "), ("euc-jp", "euc_jp", "a渡し船 "),
    ("iso-2022-jp", "iso2022_jp", "a渡し船 "), ("windows-1251", "cp1251", "aПаром "),
    ("iso-8859-7", "iso8859_7", "aΩμέγα "), ("windows-1256", "cp1256", "aعبارة "),
    ("big5", "big5", "a渡輪臺北 "),
]  # fmt: skip


@st.composite
def labelled(draw):
    """A label, a text that is written in its codec, and the bytes of the text."""
    label, codec, letters = draw(st.sampled_from(LABELS))
    text = "a" + draw(st.text(letters, max_size=60))
    return label, text, text.encode(codec)


@given(labelled())
def test_text_in_the_encoding_that_is_stated_comes_back(written):
    label, text, content = written
    # Western labels stand on anything: what can be read as UTF-8 is UTF-8.
    assume(
        label != "ISO-8859-1" or "\ufffd" in content.decode("utf-8", "replace") or text.isascii()
    )
    assert decode(content, label) == text
    assert decode_markup(content, label) == text


def test_a_western_label_on_utf_8_is_passed_over():
    for label in ("iso-8859-1", "us-ascii", "windows-1252"):
        assert decode("Fähre über den Fluß".encode(), label) == "Fähre über den Fluß"


def test_damage_behind_a_mark_leaves_the_encoding_of_the_mark():
    damaged = b"\xef\xbb\xbf" + "Fähre".encode() + b"\xff"
    for label in (None, "x-none", "utf-8"):
        assert decode(damaged, label) == "Fähre\ufffd"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Café"),
        ("cp949", "배가 다음 주부터 다시 다닌다고 항만 사무소가 밝혔다."),
        ("koi8-r", "Паром отошел от причала в последний раз этой зимой."),
        ("cp932", "渡し船は来週から再開すると港湾事務所が発表した。"),
    ],
)
def test_bytes_without_a_label_are_in_the_encoding_of_their_letters(codec, text):
    assert decode(text.encode(codec)) == text
    assert decode(text.encode(codec), "x-unknown") == text


@given(labelled())
def test_a_page_in_the_encoding_that_http_states_comes_back(written):
    label, text, content = written
    # Browsers do so too: what can be read as UTF-8 is UTF-8.
    assume(content.isascii() or "\ufffd" in content.decode("utf-8", "replace"))
    assert decode_page(content, label) == text


@given(labelled())
def test_markup_in_the_encoding_that_it_declares_comes_back(written):
    label, text, content = written
    # As of pages: what can be read as UTF-8 is UTF-8.
    assume(content.isascii() or "\ufffd" in content.decode("utf-8", "replace"))
    declaration = f"<?xml version='1.0' encoding='{label}'?>"
    assert decode_markup(declaration.encode() + content) == declaration + text


@given(labelled())
def test_xml_is_exactly_in_the_encoding_that_it_declares(written):
    label, text, _ = written
    document = f"<?xml version='1.0' encoding='{label}'?><a>{text}</a>"
    try:
        content = document.encode(label)
    except (LookupError, UnicodeError):
        # Python does not know every label of the web, and XML is taken at its word.
        content = document.replace(label, "utf-8").encode()
        document = document.replace(label, "utf-8")
    assert decode_exactly(content, xml_encoding(content)) == document


MARKED = ["utf-8-sig", "utf-16", "utf-32"]


@given(st.sampled_from(MARKED), st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_a_byte_order_mark_goes_before_what_is_stated(codec, text):
    content = text.encode(codec)
    for label in (None, "windows-1251", "utf-8"):
        assert decode(content, label) == text
        assert decode_markup(content, label) == text
        assert decode_page(content, label) == text
    assert decode_exactly(content, text_encoding(content)) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037"])
def test_the_first_bytes_of_markup_tell_wide_encodings_without_a_mark(codec):
    document = "<?xml version='1.0'?><a>Fähre</a>"
    content = document.encode(codec)
    assert xml_encoding(content) == codec
    assert decode_markup(content, "utf-8") == document
    assert decode_page(content) == document
    assert decode_head(content) == document


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_under_any_label_become_text(content, charset):
    for text in (
        decode(content, charset),
        decode_markup(content, charset),
        decode_page(content, charset),
        decode_head(content),
    ):
        # As text it is kept, and sent.
        assert isinstance(text.encode("utf-8"), bytes)


@given(st.binary(max_size=300), st.text(max_size=20) | st.sampled_from(["idna", "base64"]))
def test_what_is_not_exactly_as_it_says_is_refused_and_nothing_else_happens(content, encoding):
    for name in (encoding, xml_encoding(content), text_encoding(content)):
        try:
            assert isinstance(decode_exactly(content, name), str)
        except (LookupError, UnicodeError) as error:
            assert str(error)


@pytest.mark.parametrize(
    ("media_type", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=euc-kr", "euc-kr"),
        ('text/html; Charset="UTF-8"; q=1', "UTF-8"),
        ("text/html; charset=", None),
    ],
)
def test_the_charset_of_a_media_type(media_type, charset):
    assert charset_parameter(media_type) == charset


@given(st.text(max_size=300))
def test_utf_8_comes_back_as_it_was(text):
    written = f"<html>{text}".replace("\ud800", "").encode("utf-8", "ignore")
    assert decode_page(written) == written.decode()


@pytest.mark.parametrize(
    ("language", "codec", "text"),
    [
        ("en", "cp1252", "The café “Le Château” – José Núñez – costs 5 €"),
        ("fr", "cp1252", "L’été à la plage, où l’on déjeune"),
        ("ru", "cp1251", "Паром отошел в последний раз"),
        ("pl", "iso8859_2", "Żółta łódź płynie do portu"),
        ("ko", "cp949", "나룻배가 마지막으로 떠났다"),
        ("ja", "cp932", "最後の渡し船が岸を離れた"),
        ("zh", "gb18030", "最后一班渡船离开了码头"),
        ("zh-TW", "cp950", "最後一班渡輪離開了碼頭"),
        ("ar", "cp1256", "غادرت العبارة الرصيف للمرة الأخيرة"),
    ],
)
def test_bytes_that_belie_the_label_utf_8_are_what_their_language_is_written_in(
    language, codec, text
):
    page = f'<html lang="{language}"><meta charset="utf-8"><p>{text}</p>'
    assert decode_page(page.encode(codec)) == page
    assert decode_page(page.encode(codec), "utf-8") == page


def test_a_text_that_is_no_utf_8_in_spite_of_its_label_keeps_its_letters():
    text = "Café fermé – “bientôt”"
    assert decode(text.encode("cp1252"), "utf-8") == text
    assert decode_markup(text.encode("cp1252"), "utf-8") == text


UTF_8 = "Fähre über den Øresund, täglich außer sönntags: “Crème brûlée”. ".encode()


@pytest.mark.parametrize(
    "pasted", ["café naïve", "“quoted”", "château", "it’s École", "Núñez", "5 € – 6 €"]
)
def test_words_of_windows_1252_in_utf_8_become_letters(pasted):
    content = UTF_8 + pasted.encode("cp1252")
    assert decode_page(content) == decode(content) == UTF_8.decode() + pasted


@pytest.mark.parametrize("cut", ["é".encode()[:1], "“".encode()[:2], b"\xff", b"\x81"])
def test_a_damaged_byte_in_utf_8_invents_no_letter(cut):
    assert decode_page(UTF_8 + cut + b" x") == UTF_8.decode() + "\ufffd x"
    assert decode_page("나룻배가 마지막으로 떠났다 ".encode() + cut)[-1] == "\ufffd"


@given(st.text(max_size=60), st.binary(max_size=4), st.text(max_size=60))
def test_whatever_stands_between_valid_utf_8_is_text(before, stray, after):
    content = before.encode("utf-8", "replace") + stray + after.encode("utf-8", "replace")
    for text in (decode(content), decode_page(content)):
        text.encode()
