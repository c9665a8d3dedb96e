import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.credits.credit_lines import parse_byline, parse_credits
from archive.facts.credits.trailing_credits import SplitBody, employer, split_credits
from archive.model.article import Credit, Role
from archive.model.text import one_line
from tests.support.work import assert_linear


def reporter(*names):
    return tuple(Credit(name, Role.REPORTER) for name in names)


def editor(*names):
    return tuple(Credit(name, Role.EDITOR) for name in names)


def test_a_line_becomes_names_with_roles():
    assert parse_credits("Reported by Junho Baek and Hana Seo. Edited by Tomas Vik.") == (
        Credit("Junho Baek", Role.REPORTER),
        Credit("Hana Seo", Role.REPORTER),
        Credit("Tomas Vik", Role.EDITOR),
    )


def test_white_space_is_folded():
    assert parse_credits("By\u3000 Ruth\n  Awino ") == reporter("Ruth Awino")


def test_a_name_stands_once_in_each_role():
    twice = "Reporting by Ruth Awino; additional reporting by Ruth Awino; editing by Ruth Awino"
    assert parse_credits(twice) == reporter("Ruth Awino") + editor("Ruth Awino")


def test_a_paragraph_is_too_long_for_credits_where_a_field_is_not():
    names = tuple(f"Ruth {letter}awino" for letter in "BCDFGHJKLMNPQRSTVWZ" * 2)[:35]
    long = "By " + ", ".join([*names, "Constance Marguerite Vandermeer", *["Ruth Awino"] * 20])
    assert len(long) > 600
    assert parse_credits(long) == ()
    assert parse_byline(long)[-1] == Credit("Ruth Awino", Role.REPORTER)


def test_a_field_of_thousands_of_characters_credits_its_first_names_but_is_no_name_itself():
    assert parse_byline("Ruth Awino, " * 1_000) == reporter("Ruth Awino")
    assert parse_byline("Ruth Awino, Tomas Vik, " * 10_000) == reporter("Ruth Awino", "Tomas Vik")
    assert parse_byline("Awino, Ruth; " * 500) == reporter("Ruth Awino")
    assert parse_byline("the boats sail from Monday " * 100) == ()
    assert parse_byline("X" * 30_000) == ()


def test_a_long_line_of_names_in_hangul_is_no_byline():
    line = "백준호 기자 "
    assert len(parse_credits(line * 10)) == 1
    assert parse_credits(line * 20) == ()


@pytest.mark.parametrize("text", ["", " . ", "\n"])
def test_an_empty_field_credits_nobody(text):
    assert parse_byline(text) == ()


EMPLOYERS = {
    "Reported by Junho Baek for Nine Rivers Radio’s Korean Service.": "Nine Rivers Radio",
    "Reported by Junho Baek for Nine Rivers’ Korean and Burmese Services.": "Nine Rivers",
    "Reported by Junho Baek for Halyard's Desk": "Halyard",
    "Reported by Junho Baek for NRR Korean.": "NRR",
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
    (STORY[0], f"{STORY[1]} ____ Ruth Awino in Kisumu contributed to this report."): SplitBody(
        STORY, reporter("Ruth Awino"), None
    ),
    (*STORY, "(END)", "ruth.awino@example.com"): SplitBody(
        (*STORY, "(END)", "ruth.awino@example.com"), (), None
    ),
    (f"{STORY[0]} Reporting by Ruth Awino.",): SplitBody(STORY[:1], reporter("Ruth Awino"), None),
    ("By Ruth Awino",): SplitBody(("By Ruth Awino",), (), None),
    ("By Ruth Awino", *STORY, "Three.", "Four."): SplitBody(
        ("By Ruth Awino", *STORY, "Three.", "Four."), (), None
    ),
    (*STORY, "The theft was reported by Lt. Han."): SplitBody(
        (*STORY, "The theft was reported by Lt. Han."), (), None
    ),
    ("本报讯（记者 王小明）渡轮周一复航。", "码头已修好。（责编：赵敏）"): SplitBody(
        ("本报讯（记者 王小明）渡轮周一复航。", "码头已修好。"),
        reporter("王小明") + editor("赵敏"),
        None,
    ),
}


@pytest.mark.parametrize(("body", "split"), SPLIT.items())
def test_credits_at_the_end_of_a_story_are_no_part_of_it(body, split):
    assert split_credits(body) == split


_PIECES = """
    By by Por Par Von Reported Reporting and by from with Written in English Translated Photos
    additional contributed to this report writers Staff Writer Special to The Times Jr. Jr III
    ; , . ( ) [ ] 【 】 （ ） / ／ : ： | = - — · 、 & y e et و for in of at
    Ruth Awino RUTH AWINO van den Berg Kisumu Monday AP AFP Reuters Xinhua
    취재 기자 특파원 백준호 노미나 서울=연합뉴스 사진 记者 新华社 王小明 李思 摄 報導
    责编 تقرير أحمد
"""
PIECES = [*_PIECES.split(), "Halyard Wire", "Translated by", "Lake Radio’s Luo Service"]
ANY_TEXT = st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join)
JOINED = st.lists(st.sampled_from(PIECES)).map("".join)


@given(ANY_TEXT | JOINED)
def test_names_are_made_of_words_of_the_text(text):
    split = split_credits(("One.", text)), split_credits((text, "Two."))
    ends = (credit for body in split for credit in body.credits)
    found = (*parse_credits(text), *parse_byline(text), *ends)
    folded = one_line(text)
    # “Awino, Ruth” is turned round.
    words = [word for credit in found for word in credit.name.split() or [""]]
    assert [word for word in words if word not in folded or not word] == []
    assert [credit for credit in found if credit.name.strip() != credit.name] == []


@given(ANY_TEXT | JOINED)
def test_what_is_no_credit_stays_in_the_story(text):
    body = ("The boats sail from Monday.", one_line(text))
    split = split_credits(body)
    if not split.credits:
        assert split.body == body
    assert "".join(body).startswith("".join(split.body))


REPEATED = (
    "A ", "Reported by A ", "in Seoul, ", "A·", ". Reported ", "by", "! (", "(", "of ", " ", "de ",
    "Awino, Ruth; ", "Awino, ", "Ruth Awino, ", "Ruth Awino and ", "A contributed ",
    "X! contributed ", "Wire ", "A Wire ", "Staff ", "I. B. ", "a@a.", "+1", "AP/", "문/", "文/",
    "백준호 기자 ", "记者王小明、", "（记者", "(가=나) ", "张张报", "Reporting and ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("length", [150, 600, 10_000])
def test_a_long_text_takes_no_longer_than_it_is_long(piece, length):
    for beginning in ("", "By ", "(Reporting by "):
        for read in (parse_credits, parse_byline, _at_the_end, _at_the_start):
            assert_linear(read, lambda size, begin=beginning: begin + (piece * size)[:size], length)


def _at_the_end(text):
    return split_credits(("One.", text))


def _at_the_start(text):
    return split_credits((text, "Two."))


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("【ロンドン＝山田太郎】渡し船は火曜日に最後の航海を終えた。", ["山田太郎"]),
        ("【台北，王小明】渡輪在星期二離開了碼頭。", ["王小明"]),
        ("【記者王小明／台北報導】渡輪在星期二離開了碼頭。", ["王小明"]),
        ("【速報】渡し船は火曜日に最後の航海を終えた。", []),
        ("【图集】渡轮在星期二离开了码头。", []),
    ],
)
def test_brackets_before_a_story_may_name_place_and_writer(paragraph, names):
    split = split_credits((paragraph, "橋は八月に開通する。"))
    assert [credit.name for credit in split.credits] == names
    assert split.body[0] == paragraph


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("【山田太郎】", ["山田太郎"]), ("【ロンドン山田太郎】", ["山田太郎"]),
        ("（佐藤花子、鈴木一郎）", ["佐藤花子", "鈴木一郎"]), ("（続く）", []), ("（敬称略）", []),
        ("【写真特集】", []),
    ],
)  # fmt: skip
def test_brackets_behind_a_story_may_sign_it(signature, names):
    split = split_credits(("渡し船は最後の航海を終えた。", f"橋は八月に開通する。{signature}"))
    assert [credit.name for credit in split.credits] == names
    assert split.body[1] == "橋は八月に開通する。" + ("" if names else signature)


@pytest.mark.parametrize(
    "place",
    ["Kisumu, Kenya", "By Kisumu, Kenya", "Addis Ababa, Ethiopia", "Genf, Schweiz", "Lima, Perú",
     "Washington, U.S.", "Dayton, Ohio"],
)  # fmt: skip
def test_a_place_alone_is_nobody(place):
    assert parse_byline(place) == ()


@pytest.mark.parametrize(
    ("inverted", "name"),
    [
        ("Quill, India", "India Quill"),
        ("Awino, Georgia", "Georgia Awino"),
        ("London, Jack", "Jack London"),
    ],
)
def test_a_given_name_that_is_a_country_is_one(inverted, name):
    assert [credit.name for credit in parse_byline(inverted)] == [name]
