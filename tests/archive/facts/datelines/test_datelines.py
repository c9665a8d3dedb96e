import gzip
import json
import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.facts.datelines import Dateline, DayWritten, filed, parse_dateline
from archive.formats.tabular.column_mapping import _with_dateline
from archive.model.article import Precision, Published
from archive.model.text import one_line, paragraphs
from tests.support.work import assert_no_costlier

_MAY_3, _JAN_2, _FEB_26 = DayWritten(3, 5), DayWritten(2, 1), DayWritten(26, 2)


def of(place, agency=None, day=None, weekday=""):
    """A dateline by what it says of place, agency and day."""
    return place, agency, day, weekday


# What stands before the bar is the dateline, what follows it the story.
DATELINES = {
    # a town in capitals and a dash
    "SEOUL — |The ferry runs again.": of("SEOUL"),
    "SEOUL - |The ferry - and the bus - run again.": of("SEOUL"),
    "SEOUL -- |The ferry runs again.": of("SEOUL"),
    "NEW YORK — |The ferry": of("NEW YORK"),
    "NEWPORT NEWS, Va. — |The ferry": of("NEWPORT NEWS, Va."),
    "RIO DE JANEIRO, Brazil — |The ferry": of("RIO DE JANEIRO, Brazil"),
    "ST. JOHN’S, Antigua and Barbuda — |The ferry": of("ST. JOHN’S, Antigua and Barbuda"),
    "AL-HASAKAH, Syria — |The ferry": of("AL-HASAKAH, Syria"),
    "PORT-AU-PRINCE - |The ferry": of("PORT-AU-PRINCE"),
    "WASHINGTON, D.C. — |The ferry": of("WASHINGTON, D.C."),
    "NEW YORK, N.Y. - |The ferry": of("NEW YORK, N.Y."),
    "ÁVILA, España — |El puente": of("ÁVILA, España"),
    "МОСКВА — |Паром": of("МОСКВА"),
    "ULAANBAATAR —|": of("ULAANBAATAR"),
    "SEOUL – |“The ferry”": of("SEOUL"),
    # with an agency
    "SEOUL (Reuters) – |The ferry": of("SEOUL", "Reuters"),
    "SEOUL (Halyard Wire) – |The ferry": of("SEOUL", "Halyard Wire"),
    "SEOUL, South Korea (Halyard Wire) — |The ferry": of("SEOUL, South Korea", "Halyard Wire"),
    "LOS ANGELES (AP) — |The ferry": of("LOS ANGELES", "AP"),
    "WASHINGTON (AP) _ |The ferry": of("WASHINGTON", "AP"),
    "LONDON, England (CNN) — |The ferry": of("LONDON, England", "CNN"),
    "WASHINGTON/BEIJING (Reuters) - |The ferry": of("WASHINGTON/BEIJING", "Reuters"),
    "ABOARD AIR FORCE ONE (AP) — |The ferry": of("ABOARD AIR FORCE ONE", "AP"),
    "Berlin (dpa) - |Die Fähre": of("Berlin", "dpa"),
    "(ANSA) - ROMA - |Il traghetto": of("ROMA", "ANSA"),
    "القاهرة (رويترز) - |عادت العبارة": of("القاهرة", "رويترز"),
    # with a day
    "HOUSTON, Feb 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Sept. 26 -\n|A bank": of("HOUSTON", None, DayWritten(26, 9)),
    "HOUSTON, FEB 26 -- |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, feb 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb 26- |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb 26 -|A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON,Feb 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON,  Feb  26  -  |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb 26|": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb 26 |A bank": of("HOUSTON", None, _FEB_26),
    "  HOUSTON, Feb 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "****HOUSTON, Feb 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Febuary 26 - |A bank": of("HOUSTON", None, _FEB_26),
    "HOUSTON, Feb 266 - |A bank": of("HOUSTON"),
    "NEW YORK May 3 - |The ferry": of("NEW YORK", None, _MAY_3),
    "NEW YORK, May 3 - |25 ferries": of("NEW YORK", None, _MAY_3),
    "ST. LOUIS, Mo.,  May 3 - |The ferry": of("ST. LOUIS, Mo.", None, _MAY_3),
    "CHEVY CHASE, Md., - May 3 - |The ferry": of("CHEVY CHASE, Md.", None, _MAY_3),
    "AUGUSTA, Maine, May 3 - |The ferry": of("AUGUSTA, Maine", None, _MAY_3),
    "DES MOINES, Iowa, May 3 - |The ferry": of("DES MOINES, Iowa", None, _MAY_3),
    "N'DJAMENA, Chad, May 3 - |The ferry": of("N'DJAMENA, Chad", None, _MAY_3),
    "WASHINGTON/SEOUL, May 3 - |The ferry": of("WASHINGTON/SEOUL", None, _MAY_3),
    "AMSTERDAM, 3 May - |The ferry": of("AMSTERDAM", None, _MAY_3),
    "Rio de Janeiro, May 3 - |The ferry": of("Rio de Janeiro", None, _MAY_3),
    "SEOUL, May 3, 2012 - |The ferry": of("SEOUL", None, DayWritten(3, 5, 2012)),
    # with a day and an agency
    "PYONGYANG, January 2 (KCNA) -- |The ferry": of("PYONGYANG", "KCNA", _JAN_2),
    "Pyongyang, January 2 (KCNA) -- |The ferry": of("Pyongyang", "KCNA", _JAN_2),
    "Pyongyang, enero 2 (ACNC) -- |El ferry": of("Pyongyang", "ACNC", _JAN_2),
    "Pyongyang, 2 de enero (ACNC) -- |El ferry": of("Pyongyang", "ACNC", _JAN_2),
    "Seoul, Jan. 2 (Yonhap) -- |The ferry": of("Seoul", "Yonhap", _JAN_2),
    "SEOUL, Jan. 2, 2012 (Yonhap) -- |The ferry": of("SEOUL", "Yonhap", DayWritten(2, 1, 2012)),
    "BEIJING, Jan. 2 (Xinhua) -- |The ferry": of("BEIJING", "Xinhua", _JAN_2),
    "KISUMU, Kenya, May 3 (Halyard Wire) — |A mat": of("KISUMU, Kenya", "Halyard Wire", _MAY_3),
    "KISUMU, Kenya, 3 May (Halyard Wire) — |A mat": of("KISUMU, Kenya", "Halyard Wire", _MAY_3),
    "A CORUÑA, 3 May (Halyard Wire) – |The ferry": of("A CORUÑA", "Halyard Wire", _MAY_3),
    "MOSCOW, May 3 (TASS). |The ferry": of("MOSCOW", "TASS", _MAY_3),
    "МОСКВА, 3 мая. /ТАСС/. |Паром": of("МОСКВА", "ТАСС", _MAY_3),
    "PARIS, 3 mai (AFP) - |Le bac": of("PARIS", "AFP", _MAY_3),
    "PARIS, le 3 mai (AFP) - |Le bac": of("PARIS", "AFP", _MAY_3),
    "MADRID, 3 May (EFE).- |El ferry": of("MADRID", "EFE", _MAY_3),
    "BRASÍLIA, 3 de maio (Reuters) - |A balsa": of("BRASÍLIA", "Reuters", _MAY_3),
    "BERLIN, 3. Mai (dpa) - |Die Fähre": of("BERLIN", "dpa", _MAY_3),
    "(ANSA) - ROMA, 03 MAG - |Il traghetto": of("ROMA", "ANSA", _MAY_3),
    "LONDON, May 3, Reuter - |The ferry": of("LONDON", "Reuter", _MAY_3),
    "واشنطن 3 مايو (رويترز) - |عادت": of("واشنطن", "رويترز", _MAY_3),
    # with a weekday
    "SEOUL, Monday (Reuters) – |The ferry": of("SEOUL", "Reuters", None, "Monday"),
    "SEOUL, Monday (Reuters) – |The ferry of May 3": of("SEOUL", "Reuters", None, "Monday"),
    "SEOUL, Monday, Jan 2 - |The ferry": of("SEOUL", None, _JAN_2, "Monday"),
    "SEOUL, Mon., Jan 2 - |The ferry": of("SEOUL", None, _JAN_2, "Mon"),
    "PARIS, lundi - |Le bac": of("PARIS", None, None, "lundi"),
    # Korean
    "(서울=연합뉴스) 홍길동 기자 = |배가": of("서울", "연합뉴스"),
    "(서울·부산=연합뉴스) 홍길동 김철수 기자 = |배가": of("서울·부산", "연합뉴스"),
    "[서울=뉴시스]홍길동 기자 = |배가": of("서울", "뉴시스"),
    "(서울=연합뉴스) |배가": of("서울", "연합뉴스"),
    "【평양 1월 2일발 조선중앙통신】 |배가": of("평양", "조선중앙통신", _JAN_2),
    "(평양 1월 2일발 조선중앙통신) -- |배가": of("평양", "조선중앙통신", _JAN_2),
    "평양 1월 2일발 조선중앙통신 -- |배가": of("평양", "조선중앙통신", _JAN_2),
    # Chinese
    "新华社北京1月2日电（记者张三）|渡轮": of("北京", "新华社", _JAN_2),
    "新华社北京１月２日电 |渡轮": of("北京", "新华社", _JAN_2),
    "据新华社北京1月2日电 |渡轮": of("北京", "新华社", _JAN_2),
    "中新网上海1月2日电 (记者 张三) |渡轮": of("上海", "中新网", _JAN_2),
    "本报上海1月2日讯 |渡轮": of("上海", None, _JAN_2),
    "（北京1月2日讯）|渡轮": of("北京", None, _JAN_2),
    "（香港訊）|渡輪": of("香港"),
    "（中央社記者張三台北2日電）|渡輪": of("台北", "中央社", DayWritten(2)),
    # Japanese
    "【東京＝共同社】|渡船": of("東京", "共同社"),
    "【ワシントン＝山田太郎】|渡船": of("ワシントン"),
    "［東京　２日　ロイター］ - |渡船": of("東京", "ロイター", DayWritten(2)),
}
NONE = (
    "",
    " ",
    "HOUSTON",
    "Seoul is waiting — as ever.",
    "Seoul — The ferry runs again.",
    "Seoul (Ferry Board) — The ferry runs again.",
    "THE FERRY RUNS AGAIN",
    "THE FERRY, which had been tied up — by its owner — runs again.",
    "SEOUL: The ferry runs again.",
    "SEOUL-bound trains were late.",
    "SEOUL—The ferry",
    "I — who had never sailed — went along.",
    "U.S. — and other — boats",
    "NATO - the alliance that has no ferry - met.",
    "FERRY (a boat) - the one that runs",
    "WASHINGTON said on Monday - and again on Tuesday - that it had no ferry.",
    "CORRECTION - Ferry runs again",
    "UPDATE 2 - Ferry runs again",
    "FERRY TIMES - MAY 3  First boat",
    "FERRY COMPANY WEEKLY REPORT ON THE BOATS - MAY 3",
    "On Tuesday, May 3 - the day of the ferry -",
    "The ferry sailed on Tuesday, May 3 - late.",
    "The May 3-15 issue of the ferry's paper",
    "Sail May 3",
    "Monday, May 3 - The ferry",
    "Halyard Ferries (HALY) - The company",
    "12 — that is how many boats there are.",
    "“WE SAIL” — so they said.",
    "서울 — 배가 다시 다닌다.",
    "북한 - 배가 다시 다닌다.",
    "(서울) 배가 다시 다닌다.",
    "【本報訊】渡輪",
    "（记者张三）渡轮",
)


@pytest.mark.parametrize(("paragraph", "said"), DATELINES.items())
def test_a_story_may_open_with_a_dateline(paragraph, said):
    opening, _, story = paragraph.partition("|")
    dateline = parse_dateline(opening + story)
    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.day, dateline.weekday) == said
    assert (opening + story)[dateline.end :] == story
    assert dateline.text == opening.strip()


def test_the_town_of_a_dateline_is_the_first_part_of_its_place():
    assert parse_dateline("WASHINGTON/SEOUL, May 3 (Halyard Wire) - The ferry") == Dateline(
        place="WASHINGTON/SEOUL",
        town="WASHINGTON",
        agency="Halyard Wire",
        day=DayWritten(3, 5),
        weekday="",
        text="WASHINGTON/SEOUL, May 3 (Halyard Wire) -",
        end=41,
    )
    assert parse_dateline("SAO PAULO, Brazil — The ferry").town == "SAO PAULO"
    assert parse_dateline("(서울·부산=연합뉴스) 배가").town == "서울"


@pytest.mark.parametrize("paragraph", NONE)
def test_other_openings_are_no_dateline(paragraph):
    assert parse_dateline(paragraph) is None


_YEAR_DERIVED = "dateline, its year derived from the article's date"
FILED = [
    # the dateline, the article's day, the day on which it was filed
    ("SEOUL, May 3 -", "2019-05-04", "2019-05-03", _YEAR_DERIVED),
    ("SEOUL, May 3 -", "2019-05-03", "2019-05-03", _YEAR_DERIVED),
    ("TOKYO, May 3 -", "2019-05-02", "2019-05-03", _YEAR_DERIVED),
    ("SEOUL, Dec 31 -", "2020-01-01", "2019-12-31", _YEAR_DERIVED),
    ("SEOUL, Jan 1 -", "2019-12-31", "2020-01-01", _YEAR_DERIVED),
    ("SEOUL, Feb 29 -", "2020-03-02", "2020-02-29", _YEAR_DERIVED),
    ("SEOUL, May 3, 2012 -", "2019-05-04", "2012-05-03", "dateline"),
    ("SEOUL, May 3, 2012 -", None, "2012-05-03", "dateline"),
    (
        "［東京　２日　ロイター］",
        "2019-06-04",
        "2019-06-02",
        "dateline, its month and year derived from the article's date",
    ),
    (
        "［東京　３１日　ロイター］",
        "2019-06-01",
        "2019-05-31",
        "dateline, its month and year derived from the article's date",
    ),
    (
        "SEOUL, Monday (Reuters) –",
        "2019-06-06",
        "2019-06-03",
        "dateline, derived from “Monday” and the article's date",
    ),
    # more than three days after the article, half a year before it, no day at all
    ("SEOUL, May 13 -", "2019-05-03", None, ""),
    ("SEOUL, May 3 -", "2019-12-24", None, ""),
    ("SEOUL, Feb 29 -", "2019-03-02", None, ""),
    ("SEOUL, Feb 30, 2019 -", "2019-03-02", None, ""),
    ("SEOUL (Reuters) –", "2019-03-02", None, ""),
    # the article's date is not known to the day
    ("SEOUL, May 3 -", "2019-05", None, ""),
    ("SEOUL, Monday (Reuters) –", "2019", None, ""),
    ("SEOUL, May 3 -", None, None, ""),
]
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@pytest.mark.parametrize(("opening", "day", "expected", "why"), FILED)
def test_a_story_was_filed_on_the_day_of_its_dateline(opening, day, expected, why):
    precision = _PRECISIONS[len(day)] if day else Precision.UNKNOWN
    told = filed(parse_dateline(opening), Published(day, precision, "declared"))
    known = Published(expected, Precision.DAY, why) if expected else Published()
    assert told == known


_PIECES = (
    "SEOUL Seoul de May 3 2012 , . / - -- — _ ( ) (Reuters) /ТАСС/ Monday Mo. 평양 1월 2일발 "
    "【 】 = ＝ 조선중앙통신 기자 新华社 北京 1月2日 电 ２日 * ' ’ 119"
)
PIECES = _PIECES.split()
_HEADS = st.lists(st.sampled_from(PIECES), max_size=12).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda mark: mark.join(pieces))
)


@given(st.text() | st.text(st.sampled_from("AB ab.,/-—()1’"), max_size=60) | _HEADS)
def test_a_dateline_says_only_what_the_paragraph_begins_with(paragraph):
    dateline = parse_dateline(paragraph)
    if dateline is None:
        return
    assert paragraph[: dateline.end].strip() == dateline.text
    assert dateline.place in dateline.text
    assert dateline.place.startswith(dateline.town)
    assert dateline.agency is None or dateline.agency
    assert dateline.weekday in dateline.text
    assert filed(dateline, Published("2019-06-06", Precision.DAY, "")).value != ""


_REPEATED = ("A", "A ", "A, ", "May 3 ", ", Mon ", "(", "서울", "=", "北", "-", "* ")


@settings(max_examples=30)
@given(_HEADS, st.sampled_from(_REPEATED))
@example("", "(")
@example("", "May 3 ")
@example("SEOUL", "A ")
def test_a_long_paragraph_takes_no_longer_than_a_short_one(head, piece):
    short, long = head + piece * 200, head + piece * 20_000
    assert_no_costlier(parse_dateline, (long,), (short,), 3)


# Another, simpler reading of the same datelines: the place ends at the mark before the month.
_MONTH = re.compile(
    r"[ ,-]+(?:\d+ [a-z]{3,9} |(?:jan|feb|mar|apr|may|mach|narch)[a-z]{0,6}\.? *\d)"
)
_LAST = re.compile(r" -+( |$)")


def _stories(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _place_before_month(line):
    line = line.casefold()
    match = _MONTH.search(line)
    return _plain(line[: match.start()] if match else _LAST.split(line)[0])


def _plain(place):
    return re.sub(r"[\s,*]+", " ", place.casefold()).strip(" .-")


@pytest.mark.shared
def test_place_and_day_are_right_on_a_wire_of_ten_thousand_datelines(shared_data):
    lines = right = 0
    for path in sorted((shared_data / "reuters21578").glob("*.jsonl.gz")):
        for story in _stories(path):
            if line := one_line(story.get("dateline", "")):
                lines += 1
                joined = _with_dateline(line, paragraphs(story.get("body", "")) or (line,))[0]
                right += all(_is_right(text, line, story["date"]) for text in (line, joined))
    assert lines == 10_051
    # What is left are misprints (days that do not exist, or were weeks ago), towns in small
    # letters, and lines that are cut off before their day.
    assert right / lines >= 0.995


def _is_right(text, line, told):
    dateline = parse_dateline(text)
    if dateline is None or _plain(dateline.place) != _place_before_month(line):
        return False
    day = filed(dateline, Published(told, Precision.INSTANT, "declared")).value
    # Filed in Tokyo it is the next day already.
    return (
        day is not None
        and -1 <= (date.fromisoformat(told[:10]) - date.fromisoformat(day)).days <= 4
    )


@pytest.mark.shared
def test_no_dateline_is_seen_in_stories_without_one(shared_data):
    told = ("kcna", "story"), ("reuters21578", "body")
    inside = paragraphs_seen = 0
    for folder, key in told:
        for path in sorted((shared_data / folder).glob("*.jsonl.gz")):
            for story in _stories(path):
                for paragraph in paragraphs(story.get(key) or ""):
                    paragraphs_seen += 1
                    inside += parse_dateline(paragraph) is not None
    # The eleven are datelines that stand in the body of a wire's story.
    assert paragraphs_seen > 80_000
    assert inside <= 11


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("GRONINGEN, the Netherlands, March 4 - Farmers met.", "GRONINGEN, the Netherlands"),
        ("BAGUIO, the Philippines (Reuters) - Two buses met.", "BAGUIO, the Philippines"),
        ("CRANDALL HOLLOW, Pa., June 2 (AP) - A mill shut.", "CRANDALL HOLLOW, Pa."),
    ],
)
def test_a_country_keeps_its_article_and_a_state_its_dot(paragraph, place):
    dateline = parse_dateline(paragraph)
    assert dateline is not None
    assert dateline.place == place


def test_an_article_alone_opens_no_dateline():
    assert parse_dateline("the mill (Reuters) - A mill shut.") is None
