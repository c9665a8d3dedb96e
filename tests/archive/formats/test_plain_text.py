from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats import plain_text
from archive.formats.plain_text import PlainTextReader
from archive.model.article import Article, Credit, Precision, Provenance, Published, Region, Role
from archive.model.document import Document
from tests.archive.formats.reading import read_whole
from tests.support.work import assert_linear


def read_bytes(content, name="page.txt"):
    (record,) = read_whole(PlainTextReader(), Document(name, content, "text/plain"))
    return record


def read(text):
    return read_bytes(text.encode()).article


def provenance_of(text):
    return Provenance(sha256(text.encode()).hexdigest(), "text/plain", "page.txt")


BROADCASTER = """Salt Boats Return to the Kisumu Landing

Share on WhatsApp
Share on WhatsApp
Tweet
lk-salt-boats Women unload salt at the landing in Kisumu, May 2.

The salt boats came back to the lake on Sunday, nine weeks after the weed came.

“Now there is salt, and a queue,” a trader in Kisumu told Lake Radio on Monday.

Reported by Ruth Awino for Lake Radio’s Luo Service. Translated by Deji Afolarin. Written by A. Dan.


Add your comment by filling out the form below. Comments are read by a moderator.
"""


def test_a_broadcasters_page_is_read_whole():
    assert read(BROADCASTER) == Article(
        headline="Salt Boats Return to the Kisumu Landing",
        body=(
            "The salt boats came back to the lake on Sunday, nine weeks after the weed came.",
            "“Now there is salt, and a queue,” a trader in Kisumu told Lake Radio on Monday.",
        ),
        captions=("Women unload salt at the landing in Kisumu, May 2.",),
        credits=(
            Credit("Ruth Awino", Role.REPORTER),
            Credit("Deji Afolarin", Role.TRANSLATOR),
            Credit("A. Dan", Role.WRITER),
        ),
        regions=(Region(("Africa", "Kenya", "Kisumu"), "KE-17", "headline", ("Kisumu",)),),
        published=Published(),
        source="Lake Radio",
        language="en",
        provenance=provenance_of(BROADCASTER),
    )


WIRE = """Bridge at Ruili reopens after scale is mended
By Ana Quiroga
Published: 12 March 2014
Last updated: 13 March 2014
Section: Trade
Region: Asia/China/Yunnan; Myanmar
Topics: melons, borders
URL: https://example.org/ruili?utm_source=letter

FILE PHOTO: Drivers sleep under their trucks. (Photo by Sai Aye/Halyard Wire)

RUILI, China, May 12 (Halyard Wire) - The bridge opened
again before the sun was up.

Drivers said they had run out of melons to eat. (Reporting by Ana
Quiroga in Ruili and Nang Hseng Oo; Editing by Tomas Vik)

Related stories
Melons pile up at the border
What is a melon worth?

Sign up for our newsletter.
"""


def test_a_wires_page_is_read_whole():
    assert read(WIRE) == Article(
        headline="Bridge at Ruili reopens after scale is mended",
        body=(
            "RUILI, China, May 12 (Halyard Wire) - The bridge opened again before the sun was up.",
            "Drivers said they had run out of melons to eat.",
        ),
        captions=("Drivers sleep under their trucks.",),
        credits=(
            Credit("Ana Quiroga", Role.REPORTER),
            Credit("Sai Aye", Role.PHOTOGRAPHER),
            Credit("Halyard Wire", Role.AGENCY),
            Credit("Nang Hseng Oo", Role.REPORTER),
            Credit("Tomas Vik", Role.EDITOR),
        ),
        regions=(
            Region(("Asia", "China", "Yunnan"), "CN-YN", "declared", ("Asia/China/Yunnan",)),
            Region(("Asia", "Myanmar"), "MM", "declared", ("Myanmar",)),
        ),
        published=Published("2014-03-12", Precision.DAY, "declared"),
        source="Halyard Wire",
        section="Trade",
        topics=("melons", "borders"),
        language="en",
        url="https://example.org/ruili?utm_source=letter",
        provenance=provenance_of(WIRE),
    )


KOREAN = """함흥 시장에 말린 명태가 돌아왔다
카카오톡으로 공유하기
공유
입력 2019.06.04 10:30
수정 2019.06.05 09:00
출처: 나인리버스 라디오
지역: 함경남도

사진: 함흥 시장에서 상인이 명태를 팔고 있다.

겨우내 사라졌던 말린 명태가 함흥 시장에 다시 나타났다고 상인들이 전했다.

“아이들이 제일 먼저 알아봤습니다.” 한 상인은 이렇게 말했다.

백준호 기자 baek@example.com

관련기사
명태 값이 내렸다
댓글 3
"""


def test_a_korean_page_is_read_whole():
    assert read(KOREAN) == Article(
        headline="함흥 시장에 말린 명태가 돌아왔다",
        body=(
            "겨우내 사라졌던 말린 명태가 함흥 시장에 다시 나타났다고 상인들이 전했다.",
            "“아이들이 제일 먼저 알아봤습니다.” 한 상인은 이렇게 말했다.",
        ),
        captions=("함흥 시장에서 상인이 명태를 팔고 있다.",),
        credits=(Credit("백준호", Role.REPORTER),),
        regions=(
            Region(("Asia", "North Korea", "South Hamgyong"), "KP-08", "declared", ("함경남도",)),
        ),
        published=Published("2019-06-04T10:30:00", Precision.INSTANT, "declared"),
        source="나인리버스 라디오",
        language="ko",
        provenance=provenance_of(KOREAN),
    )


def test_a_chinese_page_is_read():
    article = read(
        "瑞丽口岸的西瓜车恢复通行\n\n分享到微信\n发布时间：2014年3月12日 10:30\n来源：九河电台\n\n"
        "图：司机在车下休息。\n\n瑞丽口岸的地磅修好了，四百多辆西瓜车星期三开始过桥。\n\n"
        "“我们已经等了六天。”一名司机说。\n\n记者：王小明　编辑：赵敏\n\n发表评论"
    )
    assert article.headline == "瑞丽口岸的西瓜车恢复通行"
    assert article.body == (
        "瑞丽口岸的地磅修好了，四百多辆西瓜车星期三开始过桥。",
        "“我们已经等了六天。”一名司机说。",
    )
    assert article.captions == ("司机在车下休息。",)
    assert article.credits == (Credit("王小明", Role.REPORTER), Credit("赵敏", Role.EDITOR))
    assert article.published == Published("2014-03-12T10:30:00", Precision.INSTANT, "declared")
    assert (article.source, article.language) == ("九河电台", "zh")


def test_an_arabic_page_is_read():
    article = read(
        "صيادو البحيرة يعودون إلى الماء\n\nمشاركة على فيسبوك\nنشر في: 4 يونيو 2019\n"
        "المصدر: مرسى النخيل\n\nصورة: قوارب على الشاطئ.\n\n"
        "عاد الصيادون إلى البحيرة يوم الأحد بعد تسعة أسابيع من الانتظار.\n\n"
        "تقرير: أحمد علي\n\nاترك تعليقا"
    )
    assert article.headline == "صيادو البحيرة يعودون إلى الماء"
    assert article.body == ("عاد الصيادون إلى البحيرة يوم الأحد بعد تسعة أسابيع من الانتظار.",)
    assert article.captions == ("قوارب على الشاطئ.",)
    assert article.credits == (Credit("أحمد علي", Role.REPORTER),)
    assert article.published == Published("2019-06-04", Precision.DAY, "declared")
    assert (article.source, article.language) == ("مرسى النخيل", "ar")


def test_a_spanish_page_is_read():
    article = read(
        "El puente de Pisac vuelve a abrir\n\nCompartir en WhatsApp\nCompartir en WhatsApp\n"
        "martes, 4 de junio de 2019\nPor Ana Quiroga\nFuente: Hoja del Vado\n\n"
        "El puente reabrió el domingo, nueve semanas después de la crecida del río.\n\n"
        "Deje su comentario"
    )
    assert article.headline == "El puente de Pisac vuelve a abrir"
    assert article.body == (
        "El puente reabrió el domingo, nueve semanas después de la crecida del río.",
    )
    assert article.credits == (Credit("Ana Quiroga", Role.REPORTER),)
    assert article.published == Published("2019-06-04", Precision.DAY, "declared")
    assert (article.source, article.language) == ("Hoja del Vado", "es")


def page(*lines):
    """A page with a headline, these lines, and a story of two paragraphs."""
    return read("\n".join(["Ferry runs again", "", *lines, "", *STORY_LINES]))


STORY = ("The boats sail from Monday.", "The jetty has been mended.")
STORY_LINES = (STORY[0], "", STORY[1])

SHARE_LINES = (
    "Share|Share on Facebook|Share on X|Share this story|Share this article via Email|Tweet|Pin",
    "Print|Email|E-mail|Copy link|Copy the link|Save|Bookmark|Listen to this article|WhatsApp",
    "Send to a friend|Compartir|Compartir en Facebook|Imprimir|Copiar enlace|공유|공유하기",
    "페이스북에 공유|카카오톡으로 공유하기|인쇄|링크 복사|分享|分享到微信|转发到微博|打印|复制链接",
    "مشاركة|مشاركة على فيسبوك|شارك عبر واتساب|طباعة|نسخ الرابط",
)


@pytest.mark.parametrize("line", "|".join(SHARE_LINES).split("|"))
def test_share_buttons_are_no_part_of_an_article_wherever_they_stand(line):
    above = read("\n".join([line, line, "Ferry runs again", "", *STORY_LINES]))
    below = page(line, line)
    after = read("\n".join(["Ferry runs again", "", *STORY_LINES, "", line, line]))
    assert above.headline == below.headline == after.headline == "Ferry runs again"
    assert above.body == below.body == after.body == STORY


CAPTIONS = {
    "lk-ferry Boats at the jetty.": "Boats at the jetty.",
    "lk_ferry_2 Boats at the jetty.": "Boats at the jetty.",
    "ferry.jpg Boats at the jetty.": "Boats at the jetty.",
    "IMG_1234.JPG Boats at the jetty.": "Boats at the jetty.",
    "2019-06-ferry Boats at the jetty.": "Boats at the jetty.",
    "Photo: Boats at the jetty.": "Boats at the jetty.",
    "FILE PHOTO: Boats at the jetty.": "Boats at the jetty.",
    "Caption: Boats at the jetty.": "Boats at the jetty.",
    "사진: 부두의 배들.": "부두의 배들.",
    "图：码头的渡轮。": "码头的渡轮。",
    "Foto: Barcos en el muelle.": "Barcos en el muelle.",
    "صورة: قوارب على الشاطئ.": "قوارب على الشاطئ.",
}


@pytest.mark.parametrize(("line", "caption"), CAPTIONS.items())
def test_a_caption_is_known_by_its_slug_or_its_label(line, caption):
    article = page(line)
    assert (article.captions, article.body) == ((caption,), STORY)


@pytest.mark.parametrize("line", ["lk-ferry", "ferry.jpg", "DSC_0012.JPG"])
def test_the_bare_name_of_a_picture_is_nothing(line):
    article = page(line)
    assert (article.captions, article.body) == ((), STORY)


def test_a_captions_photographer_is_a_credit():
    article = page("Photo: Boats at the jetty. (Photos by Ana Quiroga/Halyard Wire)")
    assert article.captions == ("Boats at the jetty.",)
    assert article.credits == (
        Credit("Ana Quiroga", Role.PHOTOGRAPHER),
        Credit("Halyard Wire", Role.AGENCY),
    )


@pytest.mark.parametrize(
    "line",
    [
        "20-year-old Deji Afolarin was the first to sail.",
        "12-metre Boats were the first to sail.",
        "e-mail is how they were told.",
        "Photographs of the boats were shown.",
        "Sharecroppers were the first to sail.",
        "Comments were made about the fare.",
        "Copyright law had kept the song about it off the air.",
        "Follow-up visits are planned.",
        "By Monday the boats were full.",
        "Source after source said so.",
        "Regions along the lake will be served.",
        "Read more books, the ferryman said.",
        "댓글 조작 의혹을 받은 회사가 문을 닫았다.",
        "留言者说船票没有涨价。",
        "2019 was a good year for boats.",
    ],
)
def test_a_paragraph_that_only_looks_like_furniture_stays(line):
    article = read("\n".join(["Ferry runs again", "", *STORY_LINES, "", line, "", "The end."]))
    assert article.body == (*STORY, line, "The end.")


DECLARED_LINES = {
    "Source: Tidewater Courier": ("source", "Tidewater Courier"),
    "Section: Harbor": ("section", "Harbor"),
    "Topic: boats": ("topics", ("boats",)),
    "Tags: boats, fares": ("topics", ("boats", "fares")),
    "Language: Korean": ("language", "ko"),
    "Language: en-GB": ("language", "en-GB"),
    "URL: https://example.org/1": ("url", "https://example.org/1"),
    "Link: https://example.org/1": ("url", "https://example.org/1"),
    "https://example.org/1": ("url", "https://example.org/1"),
    "Place: Nepal": ("regions", (Region(("Asia", "Nepal"), "NP", "declared", ("Nepal",)),)),
    "출처: 나인리버스 라디오": ("source", "나인리버스 라디오"),
    "栏目：经济": ("section", "经济"),
    "Fuente: Hoja del Vado": ("source", "Hoja del Vado"),
    "القسم: اقتصاد": ("section", "اقتصاد"),
}


@pytest.mark.parametrize(("line", "fact"), DECLARED_LINES.items())
def test_a_line_above_the_story_may_declare_a_fact(line, fact):
    article = page(line)
    assert (getattr(article, fact[0]), article.body) == (fact[1], STORY)


def test_a_declared_line_below_the_first_paragraph_is_text():
    assert page(STORY[0], "", "Source: the ferryman.").body == (
        STORY[0],
        "Source: the ferryman.",
        *STORY,
    )


DATED_LINES = {
    ("4 June 2019",): ("2019-06-04", Precision.DAY),
    ("Published: June 4, 2019",): ("2019-06-04", Precision.DAY),
    ("Published: June 4, 2019", "Last updated: June 5, 2019"): ("2019-06-04", Precision.DAY),
    ("Updated: June 5, 2019", "Published: June 4, 2019"): ("2019-06-04", Precision.DAY),
    ("Updated: June 5, 2019",): ("2019-06-05", Precision.DAY),
    ("입력 2019.06.04 10:30", "수정 2019.06.05 09:00"): (
        "2019-06-04T10:30:00",
        Precision.INSTANT,
    ),
    ("Published June 4, 2019 | Updated June 5, 2019",): ("2019-06-04", Precision.DAY),
    ("June 4, 2019 (updated June 5, 2019)",): ("2019-06-04", Precision.DAY),
    ("입력 2019.06.04 10:30 수정 2019.06.05 09:00",): ("2019-06-04T10:30:00", Precision.INSTANT),
    ("June 2019",): ("2019-06", Precision.MONTH),
    ("03/04/2019",): ("2019", Precision.YEAR),
    ("Monday",): (None, Precision.UNKNOWN),
    ("June 4",): (None, Precision.UNKNOWN),
}


@pytest.mark.parametrize(("lines", "known"), DATED_LINES.items())
def test_a_line_above_the_story_may_date_it(lines, known):
    published = page(*lines).published
    assert (published.value, published.precision) == known


REFUSED_LINES = {
    ("Published: 5 January 2097",): Published(
        notice="“Published: 5 January 2097” lies in the future"
    ),
    ("12 May 1480",): Published(notice="“12 May 1480” is before 1600, when newspapers begin"),
    ("5 January 2097", "Published 6 January 2098"): Published(
        notice="“5 January 2097” lies in the future"
    ),
    ("Updated 5 January 2097", "Published 6 January 2098"): Published(
        notice="“Published 6 January 2098” lies in the future"
    ),
    ("5 January 2097", "June 4, 2019"): Published("2019-06-04", Precision.DAY, "declared"),
    ("June 4, 2019", "5 January 2097"): Published("2019-06-04", Precision.DAY, "declared"),
    ("Published 5 January 2097 | Updated June 5, 2019",): Published(
        "2019-06-05", Precision.DAY, "declared"
    ),
}


@pytest.mark.parametrize(("lines", "published"), REFUSED_LINES.items())
def test_a_line_with_a_date_that_is_refused_is_no_part_of_the_story(lines, published):
    article = page(*lines)
    assert (article.published, article.body) == (published, STORY)


def test_a_number_alone_that_can_be_no_year_is_no_date():
    assert page("1234").published == Published()


def test_a_date_whose_weekday_is_anothers_is_kept_with_a_notice():
    assert page("Monday, June 4, 2019").published == Published(
        "2019-06-04",
        Precision.DAY,
        "declared",
        "2019-06-04 was a Tuesday, not a Monday; the date is kept",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The boats sail from 4 June 2019, the office said.",
        "LAKE TOWN, June 4 (Halyard Wire) — The boats sail.",
        "The boats sail on Monday.\n\n4 June 2019",
        "A look back at June 4, 1989",
    ],
)
def test_a_date_in_the_story_or_below_it_does_not_date_it(text):
    assert read(f"Ferry runs again\n\n{text}").published == Published()


NOTICES = (
    "Add your comment by filling out the form below. Comments are approved by a moderator.",
    "Have your say",
    "Post a comment",
    "Leave a reply",
    "Comments are closed.",
    "12 comments",
    "Sign up for our newsletter. It comes on Fridays.",
    "Subscribe now",
    "Follow us on the lake",
    "Copyright © 2019 Lake Radio",
    "Copyright 2019 Lake Radio. All rights reserved.",
    "© Lake Radio",
    "댓글 쓰기",
    "의견을 남겨 주세요",
    "发表评论",
    "我要留言",
    "Deje su comentario",
    "اترك تعليقا",
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_below_the_story_is_no_part_of_it_nor_what_stands_right_below(notice):
    text = "\n".join(["Ferry runs again", "", *STORY_LINES, "", notice, "RULES: Be kind.", ""])
    assert read(text).body == STORY


@pytest.mark.parametrize("heading", ["Related stories", "READ MORE:", "관련기사", "相关新闻"])
def test_a_list_of_other_articles_is_no_part_of_a_story_even_in_its_midst(heading):
    text = "\n".join(
        [
            *("Ferry runs again", "", STORY[0], "", heading, "Melons pile up", ""),
            *("What is a melon worth?", "", "Salt boats return", "", STORY[1]),
        ]
    )
    assert read(text).body == STORY


def test_a_list_of_other_articles_ends_at_the_next_sentence_also_without_blank_lines():
    text = "\n".join(["Ferry runs again", STORY[0], "Read more", "Melons pile up", STORY[1]])
    assert read(text).body == STORY


def test_credits_may_run_on_after_the_last_sentence():
    article = read("Ferry runs again\n\nIt is so. Reported by Ruth Awino. Edited by Tomas Vik.")
    assert article.body == ("It is so.",)
    assert article.credits == (
        Credit("Ruth Awino", Role.REPORTER),
        Credit("Tomas Vik", Role.EDITOR),
    )


def test_a_source_is_the_stated_one_then_the_employer_then_the_agency_of_the_dateline():
    dateline = "LAKE TOWN (Halyard Wire) — The boats sail."
    credits_line = "Reported by Ruth Awino for Lake Radio’s Luo Service."
    assert read(f"Ferry\nSource: Courier\n\n{dateline}\n\n{credits_line}").source == "Courier"
    assert read(f"Ferry\n\n{dateline}\n\n{credits_line}").source == "Lake Radio"
    assert read(f"Ferry\n\n{dateline}").source == "Halyard Wire"
    assert read("Ferry\n\nThe boats sail.").source is None


def test_a_quotation_over_several_paragraphs_stays_as_it_is_printed():
    quoted = ("“It is a long story,” he said. “First came the weed.", "“Then came the wind.”")
    assert read("\n\n".join(["Ferry runs again", *quoted])).body == quoted


def test_text_broken_at_a_column_is_whole_again_and_its_headline_stays_apart():
    article = read(
        "Salt boats return to the landing after nine weeks\n"
        "The salt boats came back to the lake on Sunday, nine weeks\n"
        "after the weed.\n"
        "The first of them was full of a ferryman’s relatives, who\n"
        "had come for the ride."
    )
    assert article.headline == "Salt boats return to the landing after nine weeks"
    assert article.body == (
        "The salt boats came back to the lake on Sunday, nine weeks after the weed.",
        "The first of them was full of a ferryman’s relatives, who had come for the ride.",
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_lines_may_end_in_any_way(newline):
    assert read(newline.join(["Ferry runs again", "", *STORY_LINES])).body == STORY


UNMARKED = [
    "Ferry runs again\n\nThe boats of the lake sail again.\n",
    "Паром снова ходит\n\nПаром снова ходит с понедельника.\n",
    "배가 다시 다닌다\n\n배가 월요일부터 다시 다닌다고 항만 사무소가 밝혔다.\n",
    "渡轮恢复通航\n\n港务办公室说，渡轮从星期一起恢复通航。\n",
]


@pytest.mark.parametrize("text", UNMARKED)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_in_utf_16_may_lack_its_mark(text, encoding):
    headline, *body = filter(None, text.split("\n"))
    article = read_bytes(text.encode(encoding)).article
    assert (article.headline, list(article.body)) == (headline, body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom"])
def test_a_file_may_be_in_any_encoding_of_unicode_that_says_so(encoding):
    text = "배가 다시 다닌다\n\n월요일부터 다닌다."
    content = (
        b"\xff\xfe" + text.encode("utf-16-le")
        if encoding.endswith("bom")
        else text.encode(encoding)
    )
    record = read_bytes(content)
    assert (record.article.headline, record.article.body) == (
        "배가 다시 다닌다",
        ("월요일부터 다닌다.",),
    )
    assert record.raw.content == content


def test_an_address_above_the_headline_is_the_articles():
    article = read("https://example.org/1\nFerry runs again\n\nThe boats sail from Monday.")
    assert article.headline == "Ferry runs again"
    assert article.url == "https://example.org/1"
    assert article.body == ("The boats sail from Monday.",)


def test_a_headline_alone_is_an_article():
    assert (read("Ferry runs again").headline, read("Ferry runs again").body) == (
        "Ferry runs again",
        (),
    )


NO_ARTICLE = {
    b"": "page.txt: the file is empty: there is nothing to add",
    b" \r\n\t\n": "page.txt: the file is empty: there is nothing to add",
    b"\xef\xbb\xbf\n": "page.txt: there is no article in it: copy the page's text anew",
    b"Share\nTweet\n": "page.txt: there is no article in it: copy the page's text anew",
    "\u00ad\u00ad".encode(): "page.txt: there is no article in it: copy the page's text anew",
    b"Ferry\xff runs": ("page.txt: not UTF-8 text (byte 6): save it as UTF-8 and add it again"),
    b"\xff\xfea": "page.txt: not UTF-8 text (byte 3): save it as UTF-8 and add it again",
    b"Ferry\0runs": "page.txt: a binary file, not text: there is no reader for it",
}


@pytest.mark.parametrize(("content", "sentence"), NO_ARTICLE.items())
def test_a_file_without_an_article_is_named_with_its_reason(content, sentence):
    with pytest.raises(SourceError) as raised:
        read_bytes(content)
    assert str(raised.value) == sentence


def test_a_file_too_large_for_one_article_is_not_read(monkeypatch):
    monkeypatch.setattr(plain_text, "LARGEST_TEXT_BYTES", 1_000_000)
    assert read_bytes(b"Ferry\n" + b"x" * 999_000).article.headline == "Ferry"
    with pytest.raises(SourceError, match=r"page\.txt: larger than 1 MB, so no single article: "):
        read_bytes(b"x" * 1_000_001)


PIECES = (
    "(",
    "a-",
    "A",
    "By A ",
    "Share ",
    "Photo: ",
    "2019 ",
    "수정 ",
    "A. ",
    "Reported by ",
    "“",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_line_takes_no_longer_than_it_is_long(piece):
    assert_linear(read, lambda size: "Ferry runs again\n\n" + piece * size, 3_000)


_LINES = [
    *(
        "Ferry runs again",
        "Share",
        "lk-ferry Boats.",
        "Published: 4 June 2019",
        "By Ruth Awino",
        "",
    ),
    *(
        "",
        "",
        "Source: Courier",
        "Related stories",
        "Comments are closed.",
        *STORY,
        "사진: 배",
        "x",
    ),
]


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_an_article_or_a_reason(content):
    try:
        record = read_bytes(content)
    except SourceError as error:
        assert str(error).startswith("page.txt: ")
    else:
        assert record.article.headline
        assert record.raw.content == content


@given(st.lists(st.sampled_from(_LINES)).map("\n".join))
def test_nothing_is_made_up_and_no_date_but_what_a_line_states(text):
    try:
        article = read(text)
    except SourceError:
        return
    for words in (article.headline, *article.body, *article.captions):
        assert all(word in text for word in words.split())
    assert article.published.value in {None, "2019-06-04"}
    assert article.published.value is None or "Published: 4 June 2019" in text
