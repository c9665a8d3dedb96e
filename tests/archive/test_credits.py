import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.article import Credit, Role
from archive.credits import SplitBody, employer, parse_byline, parse_credits, split_credits


def reporter(*names):
    return tuple(Credit(name, Role.REPORTER) for name in names)


def translator(name):
    return (Credit(name, Role.TRANSLATOR),)


def writer(name):
    return (Credit(name, Role.WRITER),)


def editor(*names):
    return tuple(Credit(name, Role.EDITOR) for name in names)


def photographer(name):
    return (Credit(name, Role.PHOTOGRAPHER),)


def agency(name):
    return (Credit(name, Role.AGENCY),)


CREDITS = {
    # one role
    "By Ruth Awino": reporter("Ruth Awino"),
    "BY RUTH AWINO": reporter("RUTH AWINO"),
    "By Ruth Awino and Tomas Vik": reporter("Ruth Awino", "Tomas Vik"),
    "By Ruth Awino, Tomas Vik & Nang Hseng Oo": reporter(
        "Ruth Awino", "Tomas Vik", "Nang Hseng Oo"
    ),
    "By Ruth Awino, Tomas Vik, and Nang Hseng Oo": reporter(
        "Ruth Awino", "Tomas Vik", "Nang Hseng Oo"
    ),
    "By Ruth Awino in Kisumu": reporter("Ruth Awino"),
    "By Ruth Awino, Halyard Wire": reporter("Ruth Awino") + agency("Halyard Wire"),
    "By Ruth Awino | Reuters": reporter("Ruth Awino") + agency("Reuters"),
    "By Halyard Wire": agency("Halyard Wire"),
    "By Ludwig van den Berg": reporter("Ludwig van den Berg"),
    "By Sheikh Omar bin Khalid al Amin": (),
    "By Omar bin Khalid": reporter("Omar bin Khalid"),
    "By Niamh O’Neill": reporter("Niamh O’Neill"),
    "By J. R. Aldane Jr.": reporter("J. R. Aldane Jr"),
    "By Claude d’Arc": reporter("Claude d’Arc"),
    "By Ahn Soo-min": reporter("Ahn Soo-min"),
    "By José Ñáñez": reporter("José Ñáñez"),
    "Reported by Junho Baek": reporter("Junho Baek"),
    "Reported by Junho Baek.": reporter("Junho Baek"),
    "(Reporting by Junho Baek)": reporter("Junho Baek"),
    "[Reporting by Junho Baek].": reporter("Junho Baek"),
    "Additional reporting by Junho Baek": reporter("Junho Baek"),
    "With reporting by Junho Baek in Rason.": reporter("Junho Baek"),
    "Reporting from Junho Baek": reporter("Junho Baek"),
    "Translated by Mina Roh": translator("Mina Roh"),
    "Translation by Mina Roh": translator("Mina Roh"),
    "Translated from Korean by Mina Roh.": translator("Mina Roh"),
    "Written in English by Peter Aldane.": writer("Peter Aldane"),
    "Written for Radio by Peter Aldane": writer("Peter Aldane"),
    "Writing by Peter Aldane": writer("Peter Aldane"),
    "Edited by Tomas Vik": editor("Tomas Vik"),
    "Photos by Ana Quiroga": photographer("Ana Quiroga"),
    "Photograph by Ana Quiroga/Halyard Wire": (
        photographer("Ana Quiroga") + agency("Halyard Wire")
    ),
    # several roles
    "Reported by Junho Baek. Translated by Mina Roh. Written in English by Peter Aldane.": (
        reporter("Junho Baek") + translator("Mina Roh") + writer("Peter Aldane")
    ),
    "Reported by Junho Baek for Nine Rivers Radio’s Korean Service. Translated by Mina Roh.": (
        reporter("Junho Baek") + translator("Mina Roh")
    ),
    "Reported by Junho Baek for Nine Rivers’ Korean and Burmese Services. Edited by Tomas Vik.": (
        reporter("Junho Baek") + editor("Tomas Vik")
    ),
    "(Reporting by Junho Baek and Mina Roh; editing by Tomas Vik)": (
        reporter("Junho Baek", "Mina Roh") + editor("Tomas Vik")
    ),
    "(Reporting by Junho Baek in Seoul and Mina Roh in Yanji; Editing by Tomas Vik)": (
        reporter("Junho Baek", "Mina Roh") + editor("Tomas Vik")
    ),
    "Reporting by Junho Baek in Seoul, Mina Roh in Yanji and Sai Aye in Muse; Editing by T. Vik": (
        reporter("Junho Baek", "Mina Roh", "Sai Aye") + editor("T. Vik")
    ),
    "Reporting by Junho Baek in Seoul and Mina Roh": reporter("Junho Baek", "Mina Roh"),
    "Reporting by Junho Baek in Sarajevo, Bosnia and Herzegovina": reporter("Junho Baek"),
    "Reporting by Junho Baek in Seoul, South Korea": reporter("Junho Baek"),
    "Reported and written by Junho Baek": reporter("Junho Baek") + writer("Junho Baek"),
    "Reporting and writing by Junho Baek; editing by Tomas Vik": (
        reporter("Junho Baek") + writer("Junho Baek") + editor("Tomas Vik")
    ),
    "Translated and edited by Mina Roh.": translator("Mina Roh") + editor("Mina Roh"),
    "Reported, translated and written by Junho Baek": (
        reporter("Junho Baek") + translator("Junho Baek") + writer("Junho Baek")
    ),
    # Korean
    "백준호 기자": reporter("백준호"),
    "백준호 기자 =": reporter("백준호"),
    "백준호 기자 baek.junho@example.com": reporter("백준호"),
    "백준호 기자(baek@example.com)": reporter("백준호"),
    "노미나 특파원": reporter("노미나"),
    "취재: 백준호": reporter("백준호"),
    "취재 백준호, 번역 노미나": reporter("백준호") + translator("노미나"),
    "취재: 백준호·노미나, 사진: 안수민": reporter("백준호", "노미나") + photographer("안수민"),
    "글·사진 안수민": reporter("안수민") + photographer("안수민"),
    "기자 백준호 | 편집 노미나": reporter("백준호") + editor("노미나"),
    # Chinese
    "记者：王小明": reporter("王小明"),
    "（記者 林婉如）": reporter("林婉如"),
    "本报记者 王小明": reporter("王小明"),
    "記者／攝影 林婉如": reporter("林婉如") + photographer("林婉如"),
    "撰文：陈伟　编辑：赵敏": reporter("陈伟") + editor("赵敏"),
    "记者：王小明、李思 责编：赵敏": reporter("王小明", "李思") + editor("赵敏"),
    "翻译：约翰·史密斯": translator("约翰·史密斯"),
    # Spanish
    "Por Ana Quiroga": reporter("Ana Quiroga"),
    "Por Ana Quiroga y Luis de la Vega": reporter("Ana Quiroga", "Luis de la Vega"),
    "Traducido por Luis Gil": translator("Luis Gil"),
    "Reportaje de Ana Quiroga. Edición: Luis Gil": reporter("Ana Quiroga") + editor("Luis Gil"),
    "Texto: Ana Quiroga. Fotos: Luis Gil": reporter("Ana Quiroga") + photographer("Luis Gil"),
    # Arabic
    "تقرير: أحمد علي": reporter("أحمد علي"),
    "كتبت: ليلى حسن": reporter("ليلى حسن"),
    "ترجمة: سارة حسن و محمد علي": translator("سارة حسن") + translator("محمد علي"),
    "إعداد: أحمد علي، تحرير: ليلى حسن": reporter("أحمد علي") + editor("ليلى حسن"),
}

NO_CREDITS = (
    "",
    "Ruth Awino",
    "The theft was reported by Lt. Han.",
    "Reported by police on Monday, the theft came to light in May.",
    "Reporting by this newspaper led to his arrest.",
    "Reporting from the border, he said the bridge was closed.",
    "By Monday",
    "By Monday, the boats were back.",
    "By June the fish had gone.",
    "By the time Ruth Awino arrived, the gate was shut.",
    "By contrast, Kisumu has kept its beaches.",
    "By and large, Nobody Minds",
    "By 2019, Halyard Wire had closed its office.",
    "Written by hand, the ledger runs to 400 pages.",
    "Written in 1987, the rule still holds.",
    "Edited by committee, the statement said little.",
    "Translated literally, the name means Nine Rivers.",
    "Translated from Korean by a volunteer who did not give her name.",
    "Photographs by the hundred were passed around.",
    "Additional reporting by our staff.",
    "Reporting by Ruth Awino, who has lived in Kisumu since 1999 and writes about the lake.",
    "He was edited by Tomas Vik.",
    "“By Ruth Awino,” the letter was signed.",
    "Photo of the day",
    "Fotos y videos",
    "Por fin llegó la lluvia.",
    "Por Dios",
    "Texto completo del acuerdo",
    "글 쓰는 사람들이 늘고 있다.",
    "기자 회견이 열렸다.",
    "백준호 기자 = 배가 월요일부터 다시 다닌다고 항만 사무소가 밝혔다.",
    "사진 속의 배는 낡았다.",
    "记者 在现场看到，渡轮已经恢复运营。",
    "文 章",
    "تقرير صادر عن مكتب الميناء يوم الاثنين يقول إن العبارة ستعود.",
    "By " + "Ruth Awino, " * 60 + "Tomas Vik",
)


@pytest.mark.parametrize(("text", "found"), CREDITS.items())
def test_a_line_of_credits_is_read(text, found):
    assert parse_credits(text) == found


@pytest.mark.parametrize("text", NO_CREDITS)
def test_a_line_that_is_more_than_credits_is_none(text):
    assert parse_credits(text) == ()


BYLINES = {
    "": (),
    "Ruth Awino": reporter("Ruth Awino"),
    "Ruth Awino and Tomas Vik": reporter("Ruth Awino", "Tomas Vik"),
    "By Ruth Awino, Reuters": reporter("Ruth Awino") + agency("Reuters"),
    "by ruth awino": reporter("ruth awino"),
    "Ruth Awino in Kisumu": reporter("Ruth Awino"),
    "Awino": reporter("Awino"),
    "Halyard Wire": agency("Halyard Wire"),
    "Reporting by Ruth Awino; editing by Tomas Vik": reporter("Ruth Awino") + editor("Tomas Vik"),
    "백준호": reporter("백준호"),
    "王小明": reporter("王小明"),
    "our correspondent on the lake": reporter("our correspondent on the lake"),
    "admin2": reporter("admin2"),
    " . ": (),
}


@pytest.mark.parametrize(("text", "found"), BYLINES.items())
def test_a_field_for_bylines_holds_reporters_if_it_says_nothing_else(text, found):
    assert parse_byline(text) == found


EMPLOYERS = {
    "Reported by Junho Baek for Nine Rivers Radio’s Korean Service.": "Nine Rivers Radio",
    "Reported by Junho Baek for Halyard's Desk": "Halyard",
    "Reported by Junho Baek for free": None,
    "Reported by Junho Baek": None,
}


@pytest.mark.parametrize(("text", "name"), EMPLOYERS.items())
def test_the_credited_may_say_whom_they_work_for(text, name):
    assert employer(text) == name


STORY = ("The boats sail from Monday.", "The jetty has been mended.")
SPLIT = {
    (): SplitBody((), (), None),
    STORY: SplitBody(STORY, (), None),
    (*STORY, "By Ruth Awino"): SplitBody(STORY, reporter("Ruth Awino"), None),
    (*STORY, "Reported by Ruth Awino.", "Edited by Tomas Vik."): SplitBody(
        STORY, reporter("Ruth Awino") + editor("Tomas Vik"), None
    ),
    (*STORY, "Reported by Ruth Awino for Lake Radio’s Luo Service.", "All prices in shillings."): (
        SplitBody((*STORY, "All prices in shillings."), reporter("Ruth Awino"), "Lake Radio")
    ),
    (STORY[0], f"{STORY[1]} Reported by Ruth Awino. Edited by Tomas Vik."): SplitBody(
        STORY, reporter("Ruth Awino") + editor("Tomas Vik"), None
    ),
    (STORY[0], f"{STORY[1]} (Reporting by Ruth Awino)"): SplitBody(
        STORY, reporter("Ruth Awino"), None
    ),
    (f"{STORY[0]} Reporting by Ruth Awino.",): SplitBody(STORY[:1], reporter("Ruth Awino"), None),
    ("By Ruth Awino",): SplitBody(("By Ruth Awino",), (), None),
    ("By Ruth Awino", *STORY, "Three.", "Four."): SplitBody(
        ("By Ruth Awino", *STORY, "Three.", "Four."), (), None
    ),
    (*STORY, "The theft was reported by Lt. Han."): SplitBody(
        (*STORY, "The theft was reported by Lt. Han."), (), None
    ),
}


@pytest.mark.parametrize(("body", "split"), SPLIT.items())
def test_credits_at_the_end_of_a_story_are_no_part_of_it(body, split):
    assert split_credits(body) == split


_PIECES = (
    "By Reported by Reporting and Ruth Awino ; , . ( ) for in | 취재 기자 백준호 记者 ： / · y"
)
PIECES = [*_PIECES.split(), "Halyard Wire", "Translated by", "Lake Radio’s Luo Service"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_names_come_out_of_any_text(text):
    found = (*parse_credits(text), *parse_byline(text), *split_credits(("One.", text)).credits)
    assert all(credit.name.strip() == credit.name != "" for credit in found)


@pytest.mark.parametrize("piece", ["A ", "Reported by A ", "in Seoul, ", "A·", ". Reported ", "by"])
def test_a_long_text_takes_no_longer_than_it_is_long(piece):
    started = time.process_time()
    split_credits(("One.", "By " + piece * (20_000 // len(piece))))
    assert time.process_time() - started < 1
