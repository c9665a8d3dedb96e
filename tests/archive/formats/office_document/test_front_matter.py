import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.office_document.front_matter import FrontMatterReader
from archive.model.article import (
    Article,
    Credit,
    Precision,
    Provenance,
    Published,
    Record,
    Region,
    Role,
)
from archive.model.document import Document
from tests.archive.formats.reading import read_whole
from tests.support.work import assert_linear

STORY = (
    "The boats sail from Monday, the harbor office said.",
    "Tickets cost what they cost before the weed came.",
)
TEXT = "\n\n".join(STORY)


def read_bytes(content, mapping=None):
    document = Document("ferry.md", content, "text/markdown", mapping=mapping or {})
    (record,) = read_whole(FrontMatterReader(), document)
    assert record.raw.content == content
    return record


def read(text, mapping=None):
    return read_bytes(text.encode(), mapping).article


YAML = f"""---
title: Ferry runs again
date: 2019-06-04T08:00:00+09:00
authors: [Ruth Awino, Deji Afolarin]
categories:
  - Harbor
tags: [boats, no, 2019]
source: Tidewater Courier
lang: en-GB
canonical_url: https://courier.example/ferry
regions: Nepal
draft: false
---

# Ferry *runs* again

{STORY[0]}

![Boats at the landing.](boats.jpg)

{STORY[1]}
"""
TOML = f"""+++
title = "Ferry runs again"
date = 2019-06-04T08:00:00+09:00
author = ["Ruth Awino", "Deji Afolarin"]
section = "Harbor"
tags = ["boats", "no", 2019]
source = "Tidewater Courier"
language = "en-GB"
url = "https://courier.example/ferry"
region = "Nepal"
+++
{STORY[0]}

![Boats at the landing.](boats.jpg)

{STORY[1]}
"""


@pytest.mark.parametrize("text", [YAML, TOML, YAML.replace("\n", "\r\n"), "\ufeff" + YAML])
def test_a_file_with_facts_above_its_text_is_read_whole(text):
    record = read_bytes(text.encode())
    assert record == Record(
        Article(
            headline="Ferry runs again",
            body=STORY,
            captions=("Boats at the landing.",),
            credits=(Credit("Ruth Awino", Role.REPORTER), Credit("Deji Afolarin", Role.REPORTER)),
            regions=(Region(("Asia", "Nepal"), "NP", "declared", ("Nepal",)),),
            published=Published("2019-06-04T08:00:00+09:00", Precision.INSTANT, "declared"),
            source="Tidewater Courier",
            section="Harbor",
            topics=("boats", "no", "2019"),
            language="en-GB",
            url="https://courier.example/ferry",
            provenance=Provenance(record.raw.sha256, "text/markdown", "ferry.md"),
        ),
        record.raw,
    )


def test_the_first_heading_is_the_headline_where_none_is_stated():
    article = read(f"# Ferry runs again\n\nBy Ruth Awino\n\nJune 4, 2019\n\n{TEXT}\n\n## Fares\n")
    assert article.headline == "Ferry runs again"
    assert article.body == (*STORY, "Fares")
    assert article.credits == (Credit("Ruth Awino", Role.REPORTER),)
    assert article.published == Published("2019-06-04", Precision.DAY, "declared")


MARKED = {
    "A *b* __c__ `d` ~e~": "A b c d ~e~",
    "[The office](https://a.example 'x') said, see <https://b.example>.": (
        "The office said, see https://b.example."
    ),
    "[The office][1] said.\n\n[1]: https://a.example": "The office said.",
    "Broken\nlines  \nare one.": "Broken lines are one.",
    "> Quoted.": "Quoted.",
    "A <b>bold</b> &amp; \\*plain\\* word.": "A bold & *plain* word.",
    "{% figure src='a.jpg' %} Words.": "Words.",
    "Words.<!--more-->": "Words.",
}


@pytest.mark.parametrize(("marked", "words"), MARKED.items())
def test_marks_are_no_part_of_the_words(marked, words):
    assert read(f"# Ferry\n\n{marked}").body == (words,)


def test_lists_and_rows_of_markup_are_paragraphs():
    text = "# Ferry\n\n- one\n- two\n\n1. three\n\n<div><p>four<p>five</div>\n\n***\n"
    assert read(text).body == ("one", "two", "three", "four", "five")


DATES = {
    "2019-06-04": ("2019-06-04", Precision.DAY),
    "2019-06": ("2019-06", Precision.MONTH),
    "2019": ("2019", Precision.YEAR),
    "June 4, 2019": ("2019-06-04", Precision.DAY),
    "2019-06-04 08:00:00 +0900": ("2019-06-04T08:00:00+09:00", Precision.INSTANT),
    "2019-02-31": (None, Precision.UNKNOWN),
    "~": (None, Precision.UNKNOWN),
    "[2019]": ("2019", Precision.YEAR),
}


@pytest.mark.parametrize(("stated", "known"), DATES.items())
def test_a_date_is_as_exact_as_it_is_written(stated, known):
    published = read(f"---\ntitle: F\ndate: {stated}\n---\n{TEXT}").published
    assert (published.value, published.precision) == known


def test_a_date_that_was_refused_leaves_its_notice_unless_the_text_states_another():
    facts = "---\ntitle: F\ndate: 2097-01-05\n---\n"
    assert read(facts + TEXT).published == Published(notice="“2097-01-05” lies in the future")
    dated = read(f"{facts}June 4, 2019\n\n{TEXT}")
    assert dated.published == Published("2019-06-04", Precision.DAY, "declared")


def test_a_line_with_a_date_goes_before_a_dateline():
    dated = read("---\ntitle: F\n---\nJune 4, 2019\n\nKISUMU, June 3, 2019 — The boats sail.\n")
    assert dated.published == Published("2019-06-04", Precision.DAY, "declared")


def test_authors_may_be_structures_and_nothing_may_be_null():
    article = read(
        f"---\ntitle: F\nauthor:\n  - name: Ruth Awino\n    email: r@a.example\n"
        f"source: null\nlang: ''\ntags: []\n---\n{TEXT}"
    )
    assert article.credits == (Credit("Ruth Awino", Role.REPORTER),)
    assert (article.source, article.language, article.topics) == (None, "en", ())


def test_a_field_may_be_mapped():
    article = read(f"---\ntitle: F\nkicker: Harbor\n---\n{TEXT}", {"section": "kicker"})
    assert article.section == "Harbor"


def test_a_rule_above_a_text_is_no_fence():
    assert read(f"---\n\n# Ferry\n\n---\n\n{TEXT}").body == STORY


BILLION = "a: &a [x, x]\n" + "".join(
    f"{after}: &{after} [*{before}, *{before}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
NO_ARTICLE = {
    "": "ferry.md: the file is empty: there is nothing to add",
    "---\ntitle:\n---\n": "ferry.md: no headline and no text in it: nothing to add",
    "---\ntitle: [\n---\nx": (
        "ferry.md: the facts above its text cannot be read (expected the node content, but found "
        "'<stream end>'): mend them, or take them out"
    ),
    "+++\ntitle = x\n+++\nx": (
        "ferry.md: the facts above its text cannot be read (Invalid value (at line 1, column 9)): "
        "mend them, or take them out"
    ),
    f"---\n{BILLION}---\nx": (
        "ferry.md: the facts above its text cannot be read (it uses aliases (*name)): "
        "mend them, or take them out"
    ),
    "\n" * 60_000 + "x": (
        "ferry.md: more than 2 million characters or 50,000 lines, so no single article: "
        "split it into one file an article"
    ),
}


@pytest.mark.parametrize(("text", "sentence"), NO_ARTICLE.items())
def test_a_file_without_an_article_is_named_with_its_reason(text, sentence):
    with pytest.raises(SourceError) as raised:
        read(text)
    assert str(raised.value) == sentence


def test_no_value_makes_anything_but_text():
    text = "---\ntitle: !!python/object/apply:os.getcwd []\nsource: !!binary aGk=\n---\nWords."
    assert read(text).headline == ""
    assert read(text).source == "aGk="


def test_such_files_are_told_by_their_first_lines():
    assert FrontMatterReader().recognizes(YAML.encode())
    assert FrontMatterReader().recognizes(TOML.encode())
    assert not FrontMatterReader().recognizes(b"--- a/file\n+++ b/file\n")
    assert not FrontMatterReader().recognizes(b"# Ferry runs again\n")


HARMFUL = ["[", "> ", "- ", "*a_", "![](", "* [\n", "a: {", "&a ", "{%"]


@pytest.mark.parametrize("piece", HARMFUL)
def test_a_file_made_to_harm_takes_no_longer_than_it_is_long(piece):
    assert_linear(read_or_refuse, lambda size: piece * (size // len(piece)), 5_000)

    def facts(size):
        return f"---\n{piece * (size // len(piece))}\n---\n{TEXT}"

    # From there on brackets are refused for how deep they are.
    assert_linear(read_or_refuse, facts, 5_000)


def read_or_refuse(text):
    try:
        read(text)
    except SourceError as error:
        assert str(error).startswith("ferry.md: ")


_PIECES = [
    *("---\n", "+++\n", "title: x\n", "title = 'x'\n", "a: &b [*b]\n", "- ", "  ", "\n", "["),
    *("]", "# ", "![", "](", "<p>", "? ", "date: 2019-99-99\n", "x"),
]


@settings(max_examples=80)
@given(st.binary() | st.lists(st.sampled_from(_PIECES)).map("".join).map(str.encode))
def test_any_bytes_are_an_article_or_a_reason(content):
    FrontMatterReader().recognizes(content)
    try:
        article = read_bytes(content).article
    except SourceError as error:
        assert str(error).startswith("ferry.md: ")
    else:
        assert article.headline or article.body


@given(st.data())
def test_whatever_happened_to_a_file_there_is_an_article_or_a_reason(data):
    changed = bytearray(data.draw(st.sampled_from([YAML, TOML])).encode())
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + 1] = data.draw(st.binary(max_size=3))
    try:
        article = read_bytes(bytes(changed)).article
    except SourceError as error:
        assert str(error).startswith("ferry.md: ")
    else:
        assert article.headline or article.body
