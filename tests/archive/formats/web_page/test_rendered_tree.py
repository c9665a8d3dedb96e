import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.web_page import read_page
from archive.formats.web_page.paragraph_division import divided
from archive.model.article import Provenance

STORY = (
    "The last ferry left the quay at Skarvik on Tuesday with eleven people and a piano on board.",
    "For ninety years the boat had carried the mail, the milk and most brides of the island.",
    "A bridge will do all that from August, said the county, which has built it since 2014.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
# libxml2 stops at nodes of more than ten million bytes.
HUGE = 10_500_000


def read(body, *, head="", lang="en", title="Ferry stops"):
    page = (
        f'<html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    )
    return read_page(page, Provenance("", "text/html", "page.html"))


@pytest.mark.parametrize(
    "node",
    [
        "<!--" + "x " * (HUGE // 2) + "-->",
        "<script>" + "x=1;" * (HUGE // 4) + "</script>",
        "<style>" + "a{}\n" * (HUGE // 4) + "</style>",
        "<div>" + "word " * (HUGE // 5) + "</div>",
        '<img src="data:' + "x" * HUGE + '">',
        " " * HUGE,
    ],
    ids=["comment", "script", "style", "text", "attribute", "spaces"],
)
@pytest.mark.parametrize("where", ["above", "inside"])
def test_a_huge_node_does_not_hide_what_stands_behind_it(node, where):
    story = f"<p>{STORY[0]}</p>{node}<p>{STORY[1]}</p><p>{STORY[2]}</p>"
    above = node if where == "above" else ""
    inside = story if where == "inside" else PARAGRAPHS
    article = read(f"{above}<article><h1>Ferry stops</h1>{inside}</article>")
    assert article.headline == "Ferry stops"
    assert article.body == STORY


def test_a_text_that_is_left_out_for_its_length_is_told():
    text = "word " * (HUGE // 5)
    article = read(f"<article><h1>Ferry stops</h1><div>{text}</div>{PARAGRAPHS}</article>")
    (why,) = (origin.why for origin in article.origins if origin.field == "body")
    assert why == "page, without a text of 10,500,000 characters in it"


def test_a_huge_page_is_no_deeper_than_others():
    deep = "<i>" * 1_500
    article = read(f"<!--{'x' * HUGE}--><article><h1>Ferry stops</h1>{deep}{PARAGRAPHS}</article>")
    assert article.body == STORY


def test_navigation_of_ten_thousand_links_does_not_make_a_page_too_large():
    links = "<a href='/'>x</a>" * 13_000
    story = f"<article><h1>Ferry stops</h1>{PARAGRAPHS}</article>"
    assert read(f"<nav>{links}</nav>{story}").body == STORY
    assert read(f"<div>{links}</div>{story}").body == STORY


@pytest.mark.parametrize(
    ("lang", "headline", "byline", "paragraphs"),
    [
        ("en", "Pier to close", "By Nora Quill", ("The pier closes.", "Boats must move.")),
        ("ko", "부두 폐쇄", "김철수 기자", ("부두가 문을 닫는다.", "어민들은 배를 옮긴다.")),
        ("zh", "码头关闭", "记者 王小明", ("北码头今天关闭。", "渔民须移船。")),
        ("ja", "埠頭を閉鎖", "山田太郎", ("北埠頭は閉鎖される。", "漁業者は船を移す。")),
        ("ar", "إغلاق الرصيف", "كتب: أحمد علي", ("يغلق الرصيف اليوم.", "على الصيادين الرحيل.")),
        ("ru", "Причал закрыт", "Автор: Анна Берг", ("Причал закрыли.", "Лодки уходят.")),
        ("hi", "घाट बंद होगा", "लेखक: अजय वर्मा", ("घाट आज बंद होगा।", "नावें हटेंगी।")),
        (
            "th", "ปิดท่าเรือ", "โดย สมชาย ใจดี",
            ("คณะกรรมการลงมติปิดท่าเรือเหนือในวันอังคาร", "ชาวประมงต้องย้ายเรือภายในสี่วัน"),
        ),
    ],
)  # fmt: skip
def test_a_short_page_keeps_its_parts_apart(lang, headline, byline, paragraphs):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f'<main><article><h1>{headline}</h1><p class="author">{byline}</p>{story}</article>'
    article = read(body, lang=lang, title=headline)
    assert article.headline == headline
    assert article.body[-2:] == paragraphs
    assert headline not in article.body


def test_blank_lines_divide_preformatted_text():
    article = read(f"<h1>Ferry stops</h1><pre>{chr(10).join(f'{s}{chr(10)}' for s in STORY)}</pre>")
    assert article.body == STORY


@given(st.lists(st.text("ab c.", min_size=1, max_size=8), max_size=6), st.data())
def test_division_loses_and_adds_no_letter(blocks, data):
    start = data.draw(st.integers(0, len(blocks)))
    end = data.draw(st.integers(start, len(blocks)))
    text = " ".join(blocks[start:end])
    letters = "".join(filter(str.isalpha, text))
    assert "".join(filter(str.isalpha, "".join(divided([text], blocks)))) == letters


def test_a_shadow_root_is_shown_with_its_slots_filled_in_order():
    light = f'<p>{STORY[1]}</p><h1 slot="title">Ferry stops</h1><p slot="none">Not shown.</p>'
    shadow = (
        f'<article><slot name="title">No title</slot><p>{STORY[0]}</p><slot></slot>'
        f'<slot name="end"><p>{STORY[2]}</p></slot></article>'
    )
    template = f'<template shadowrootmode="open">{shadow}</template>'
    article = read(f"<main><news-story>{template}{light}</news-story></main>")
    assert article.headline == "Ferry stops"
    assert article.body == STORY


def test_shadow_roots_nest_and_other_templates_are_not_shown():
    inner = f'<x-b><template shadowrootmode="closed"><h1>Ferry</h1>{PARAGRAPHS}</template></x-b>'
    page = f'<x-a><template shadowrootmode="open">{inner}</template></x-a>'
    article = read(f"{page}<template><p>A card that a script fills in later, not shown.</p>")
    assert article.body == STORY


def test_a_shadow_root_without_slots_loses_nothing_of_its_host():
    page = f'<article><h1>Ferry</h1>{PARAGRAPHS}<template shadowrootmode="open"><p>Aside.</p>'
    assert read(page).body == (*STORY, "Aside.")


def test_readings_beside_signs_are_left_out():
    ruby = "<ruby>会議<rp>(</rp><rt>かいぎ</rt><rp>)</rp></ruby>"
    story = f"<p>{ruby}が港で開かれ、約百人が参加した。</p><p>{ruby}は来月も開かれる予定だ。</p>"
    article = read(
        f"<article><h1>{ruby}を開く</h1>{story}</article>", lang="ja", title="会議を開く"
    )
    assert article.headline == "会議を開く"
    assert article.body == ("会議が港で開かれ、約百人が参加した。", "会議は来月も開かれる予定だ。")


@pytest.mark.parametrize(
    "first",
    [
        "<span>T</span>he", '<span class="dropcap">T</span> he', '<b class="first-letter">T</b>he',
        '<span class="drop-cap">\n T \n</span>\n he', "<big>T</big>he",
    ],
)  # fmt: skip
def test_a_large_first_letter_belongs_to_its_word(first):
    story = PARAGRAPHS.replace("<p>The", f"<p>{first}", 1)
    assert read(f"<article><h1>Ferry</h1>{story}</article>").body == STORY


def test_a_word_of_one_letter_stays_one():
    story = PARAGRAPHS.replace("<p>A bridge", "<p><span>A</span> bridge", 1)
    assert read(f"<article><h1>Ferry</h1>{story}</article>").body == STORY


MENU = "".join(f"<a href='/{n}'>Section number {n} of the paper</a>" for n in range(900))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"<div>{MENU}</div><h1>Ferry</h1>{{}}", True),
        ("<h1>404 days at sea</h1>{}", True),
        ("<h1>Ferry</h1><aside>{}</aside>", True),
        ("<h1>Ferry</h1><div class='comments'>{}</div>", True),
        (f"<h1>Ferry</h1><div>{MENU}</div>", False),
    ],
)
def test_a_page_of_250_words_of_prose_is_never_refused(page, expected):
    numbered = [f"{sentence} It was day {n}." for n in range(5) for sentence in STORY]
    body = page.format("".join(f"<p>{text}</p>" for text in numbered))
    if expected:
        assert read(body).body == tuple(numbered)
    else:
        with pytest.raises(SourceError, match="headings and links"):
            read(body)
