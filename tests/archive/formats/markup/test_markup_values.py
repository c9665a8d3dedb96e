import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.markup.markup_values import is_html, value_line, value_paragraphs
from tests.support.work import assert_linear

HTML = {
    "<p>First <b>bold</b> &amp; more.</p><p>Second.</p>": ("First bold & more.", "Second."),
    "<div><p>First.</p><script>alert(1)</script><p>Second&nbsp;one.</p></div>": (
        "First.",
        "Second one.",
    ),
    "First.<br><br>Second.<br/>More.": ("First.", "Second. More."),
    "First <em>word</em>.\n\nSecond.": ("First word.", "Second."),
    "&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;": ("First.", "Second."),
    "<p>He said &amp;quot;no&amp;quot;.</p>": ('He said "no".',),
    '<ul><li>Salt</li><li>Weed</li></ul><style>p {}</style><!-- no --><img src="a.png">': (
        "Salt",
        "Weed",
    ),
    "<P CLASS=x>First.<P>Second.": ("First.", "Second."),
}
PLAIN = {
    "If a < b and c > d then stop. Use <b> tags sparingly.": None,
    "The token <unk> stands for words like <pad>.": None,
    "Write to <ruth@example.org> or <https://example.org/p>.": None,
    "1 <2> 3, <3 and </3>": None,
    "See https://example.org/?a=1&copy=2&lt=3": None,
    "AT&T; &unknown; &": None,
    "Salt &amp;amp; weed, &amp;#39;no&amp;#39; &#x2014; &eacute;": "Salt & weed, 'no' — é",
    "a &lt; b": "a < b",
}


@pytest.mark.parametrize("value", HTML)
def test_a_value_of_markup_becomes_paragraphs(value):
    assert value_paragraphs(value) == HTML[value]
    assert value_line(value) == " ".join(HTML[value])


@pytest.mark.parametrize("value", PLAIN)
def test_a_value_that_has_only_signs_of_it_stays(value):
    assert value_paragraphs(value) == (PLAIN[value] or value,)
    assert value_line(value) == (PLAIN[value] or value)


_PIECES = st.sampled_from(
    ("<p>", "</p>", "<b>", "</b>", "<script>", "&amp;", "&", "lt;", "#39;", "<", ">", " a ", "\n\n")
)


@given(st.lists(_PIECES | st.text(max_size=5)).map("".join))
def test_any_value_is_text(value):
    assert isinstance(is_html(value), bool)
    assert all(value_paragraphs(value))
    assert "\n" not in value_line(value)


def test_a_value_of_more_tags_than_an_article_has_is_refused():
    with pytest.raises(SourceError, match=r"^its text: more than"):
        value_paragraphs("<p>" * 500_001)


@pytest.mark.parametrize("piece", ["<b>", "<b", "&amp;", "&amp", "<p>", "</b>", "\n \n<i>"])
def test_a_value_made_to_harm_takes_no_longer_than_it_is_long(piece):
    assert_linear(value_paragraphs, lambda size: piece * size, 2_000)
