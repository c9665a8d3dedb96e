"""Nothing that a page says is lost without a word: counted by a reader that knows nothing of pages.

It strips tags by regular expressions and takes the words of the article, of the main element, or of
the body, whichever the page has.
"""

import html
import re
from collections import Counter

import pytest

from archive.errors import SourceError
from archive.formats.markup.encoding import decode_page
from archive.formats.web_page.page_reader import WebPageReader
from archive.model.document import Document
from tests.archive.formats.web_page import test_extraction

_DROPPED = re.compile(
    r"<(script|style|nav|footer|aside|noscript|button|svg|head)\b.*?</\1\s*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_STORIES = [
    re.compile(rf"<{tag}\b[^>]*>(.*)</{tag}\s*>", re.DOTALL | re.IGNORECASE)
    for tag in ("article", "main", "body")
]
_READING = re.compile(r"<(rt|rp)\b.*?</\1\s*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:a|b|em|i|ruby|span|strong)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_LEAST_KEPT = 0.95


def crude_words(page):
    """The words of the story, each as often as it occurs."""
    text = _DROPPED.sub(" ", _READING.sub("", page))
    story = next((found[1] for one in _STORIES if (found := one.search(text))), text)
    return Counter(_WORD.findall(html.unescape(_TAG.sub(" ", _INLINE.sub("", story))).casefold()))


def kept_words(article):
    """The words that the archive has of a page: its text and what it states."""
    texts = [article.headline, *article.body, *article.captions, article.source or ""]
    texts += [article.section or "", article.published.value or "", *article.topics]
    texts += [credit.name for credit in article.credits]
    return Counter(_WORD.findall(" ".join(texts).casefold()))


def share_kept(page, *, but=""):
    """The share of a page's words, `but` for some, in its article; 1 where it is refused."""
    content = page if isinstance(page, bytes) else page.encode()
    text = decode_page(content)
    try:
        (record,) = WebPageReader().read(Document("page.html", content, "text/html"))
    except SourceError as refusal:
        assert str(refusal).startswith("page.html: ")
        return 1.0
    said = crude_words(text) - Counter(_WORD.findall(but.casefold()))
    # The headline stands in the story too; a word is kept wherever it is.
    kept = kept_words(record.article)
    found = sum(min(times, kept[word]) for word, times in said.items())
    return found / max(said.total(), 1)


STORIES = {
    "en": ("Ferry stops", test_extraction.STORY),
    "ko": ("나룻배가 멈췄다", ("마지막 나룻배가 화요일에 떠났다.", "다리는 팔월에 열린다.")),
    "zh": ("渡船停航", ("最后一班渡船离开了码头，船上有十一个人。", "县里说，大桥八月通车。")),
    "ja": ("渡し船が終わる", ("最後の渡し船が火曜日に岸を離れた。", "橋は八月に開通する。")),
    "ar": ("توقف العبارة", ("غادرت آخر عبارة الرصيف يوم الثلاثاء.", "سيفتح الجسر في أغسطس.")),
    "ru": ("Паром встал", ("Последний паром отошел во вторник.", "Мост откроют в августе.")),
    "th": ("เรือหยุด", ("เรือข้ามฟากลำสุดท้ายออกจากท่าเมื่อวันอังคาร", "สะพานจะเปิดในเดือนสิงหาคม")),
    "hi": ("नाव सेवा बंद", ("आखिरी नाव मंगलवार को घाट से निकली।", "पुल अगस्त में खुलेगा।")),
}
# Ways to mark up a headline and paragraphs.
LAYOUTS = {
    "article": ("<article><h1>{0}</h1>{1}</article>", "<p>{}</p>"),
    "main": ("<main><h1>{0}</h1><div>{1}</div></main>", "<p>{}</p>"),
    "divs": ("<div class=story><h2>{0}</h2>{1}</div>", "<div>{}</div>"),
    "breaks": ("<article><h1>{0}</h1>{1}</article>", "{}<br><br>"),
    "table": ("<table><tr><td><h1>{0}</h1>{1}</td></tr></table>", "<p>{}</p>"),
    "rows": ("<article><h1>{0}</h1><table>{1}</table></article>", "<tr><td>{}</td></tr>"),
    "list": ("<article><h1>{0}</h1><ul>{1}</ul></article>", "<li>{}</li>"),
    "quotes": ("<article><h1>{0}</h1>{1}</article>", "<blockquote><p>{}</p></blockquote>"),
    "pre": ("<article><h1>{0}</h1><pre>{1}</pre></article>", "{}\n\n"),
    "sections": ("<article><h1>{0}</h1>{1}</article>", "<section><p>{}</p></section>"),
    "subheads": ("<article><h1>{0}</h1>{1}</article>", "<h2>A part of it</h2><p>{}</p>"),
    "spans": ("<article><h1>{0}</h1><p>{1}</p></article>", "<span>{} </span>"),
    "shadow": (
        "<x-y><template shadowrootmode=open><article><h1>{0}</h1>{1}</article></template></x-y>",
        "<p>{}</p>",
    ),
    "figure": (
        "<article><h1>{0}</h1><figcaption>The quay at noon</figcaption>{1}</article>",
        "<p>{}</p>",
    ),
    "huge": (f"<!--{'x' * 10_500_000}--><article><h1>{{0}}</h1>{{1}}</article>", "<p>{}</p>"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", STORIES)
def test_the_words_of_a_made_page_are_kept(layout, language):
    headline, paragraphs = STORIES[language]
    frame, each = LAYOUTS[layout]
    story = frame.format(headline, "".join(map(each.format, paragraphs)))
    page = (
        f'<html lang="{language}"><head><title>{headline}</title></head><body>{story}</body></html>'
    )
    assert share_kept(page) >= _LEAST_KEPT


def test_the_words_of_the_page_of_the_other_tests_are_kept():
    # "Advertisement" stands over one.
    assert share_kept(test_extraction.PAGE, but="Advertisement By and") >= _LEAST_KEPT


# What a page of the shared folder has and no article should have, with the reason.
EXCEPTIONS = {
    # An offer.
    "p21_paywall.html": "Subscribe to read on Get unlimited access for 1 euro a month. "
    "Cancel at any time. Already a subscriber? Sign in.",
    # A reader's comment.
    "r07_itemprop.html": "Sea Dog A comment that a reader wrote "
    "on the closing of the pier, at length.",
    # Nobody.
    "r28_staff.html": "By Staff and agencies",
    # The two dates of the page, which the archive writes otherwise.
    "u2_updated_posted.html": "By Updated Posted 28 Sep 1 Oct 12 35 3 50 2021 2021 pm pm",
}


@pytest.mark.shared
def test_the_words_of_the_shared_pages_are_kept(shared_data):
    lost = {
        file.name: share
        for file in sorted((shared_data / "faults").glob("*.html"))
        if (share := share_kept(file.read_bytes(), but=EXCEPTIONS.get(file.name, ""))) < _LEAST_KEPT
    }
    assert lost == {}
