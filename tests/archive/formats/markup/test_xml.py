"""XML and HTML that mean harm are refused, or read for what they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.markup.xml import MOST_ELEMENTS, RootTag, parse_html, parse_xml, root_of
from tests.support.work import assert_linear


def _refusal(content):
    with pytest.raises(SourceError) as raised:
        parse_xml(content, "wire.xml")
    return str(raised.value)


_ENTITIES = "wire.xml: XML that declares entities of its own, which are not read: save it without"


def _bomb():
    levels = (f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY e0 "ha">{"".join(levels)}]><a>&e9;</a>'


@pytest.mark.parametrize(
    "text",
    [
        _bomb(),
        f'<!DOCTYPE a [<!ENTITY x "{"A" * 50_000}">]><a>{"&x;" * 50_000}</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]><a/>',
    ],
    ids=["bomb", "quadratic", "external", "parameter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_documents_with_entities_of_their_own_are_refused(text, encoding):
    assert _refusal(text.encode(encoding)) == _ENTITIES


def test_a_hundred_thousand_elements_in_each_other_are_refused():
    assert _refusal(b"<a>" * 100_000) == (
        "wire.xml: elements in elements, more than 256 deep: this is no news item"
    )


def test_too_many_elements_are_refused_before_they_fill_the_memory():
    assert _refusal(b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>") == (
        "wire.xml: more than 250,000 elements: split it into smaller files"
    )


def test_many_attributes_are_refused():
    assert "more than 500 attributes" in _refusal(
        b"<a " + b" ".join(b'a%d="1"' % n for n in range(501)) + b"/>"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "the file is empty: there is nothing to add"),
        (b"<a>", ("not well-formed XML (line 1: Premature end of data in tag a line 1): "
         "ask its sender for a sound copy")),
        (b"<a>\xff</a>", "XML that is not in utf-8 (byte 4): save it as UTF-8"),
        (b'<?xml version="1.0" encoding="punycode"?><a/>',
         "XML in an encoding that is not known (punycode): save it as UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(content, reason):
    assert _refusal(content) == f"wire.xml: {reason}"


def test_characters_by_name_are_read_where_only_a_dtd_out_of_reach_defines_them():
    document = b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf>caf&eacute; &amp; bar&hellip; &nope;</nitf>'
    assert parse_xml(document, "x").text() == "café & bar… &nope;"
    assert parse_xml(b"<a>&mdash;<![CDATA[&mdash;]]></a>", "x").text() == "—&mdash;"


def test_the_encoding_is_what_the_document_declares():
    document = "<?xml version='1.0' encoding='windows-1252'?><a>caf\u00e9 \u2019</a>"
    assert parse_xml(document.encode("cp1252"), "x").text() == "café ’"
    wide = "<?xml version='1.0' encoding='utf-16'?><a>신문</a>"
    assert parse_xml(wide.encode("utf-16"), "x").text() == "신문"


def test_elements_have_their_names_without_prefixes():
    root = parse_xml(b'<n:a xmlns:n="urn:n" xml:lang="ko"><n:b n:c="1">t</n:b></n:a>', "x")
    assert (root.name, root.namespace, root.get("xml:lang")) == ("a", "urn:n", "ko")
    assert [(b.name, b.get("c"), b.text()) for b in root.all("b")] == [("b", "1", "t")]


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<rss version='2.0'>", RootTag("rss", "")),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <a> -->\n<!DOCTYPE nitf SYSTEM "n.dtd"><nitf',
         RootTag("nitf", "")),
        (b'<!DOCTYPE a [<!ELEMENT a (b)> <!-- ]> -->]><a xmlns="urn:x">', RootTag("a", "urn:x")),
        (b'<n:a xmlns="urn:y" xmlns:n="urn:x">', RootTag("a", "urn:x")),
        ('<?xml version="1.0" encoding="utf-16"?><a>'.encode("utf-16"), RootTag("a", "")),
        (b'{"uri": "<a>"}', None),
        (b"<!-- never ends <a>", None),
    ],
)  # fmt: skip
def test_the_root_element_is_told_from_the_head(head, root):
    assert root_of(head) == root


def test_html_is_bounded_too():
    assert parse_html("<div>" * 20_000 + "deep").text() == "deep"
    assert parse_html("<p>x" * 300_000).text() == "x" * 300_000
    assert parse_html("<" * 1_000_000).name == "html"
    assert parse_html("").children == []


HARMFUL = ["<div>", "<p>x", "<", "<b>", "<table>", "&"]


@pytest.mark.parametrize("piece", HARMFUL)
def test_html_takes_no_longer_than_it_is_long(piece):
    assert_linear(parse_html, lambda size: piece * size, 5_000)


_MARKUP = st.lists(
    st.sampled_from(
        ["<a>", "</a>", "<a b='1'>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>",
         "&x;", "&#0;", "&#xD800;", "&eacute;", "<?x", "?>", "<!ENTITY x 'y'>", "text", "\ud800",
         "\0", "<"]
    )
).map("".join)  # fmt: skip


@given(st.binary() | _MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused_in_a_sentence(content):
    root_of(content)
    try:
        assert parse_xml(content, "wire.xml").name
    except SourceError as error:
        assert str(error).startswith("wire.xml: ")


@given(st.text() | _MARKUP)
def test_any_text_is_read_as_html(text):
    assert "\ud800" not in parse_html(text).text()
