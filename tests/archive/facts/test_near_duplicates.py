import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.facts.near_duplicates import alike, bands, signature
from archive.model.article import Published
from tests.support.articles import article

BODY = (
    (
        "KISUMU, May 3 (Halyard Wire) — The ferry between Kisumu and Mbita runs again from Monday, "
        "four months after a storm tore the pier of Mbita from its piles, the harbor office said."
    ),
    (
        "Workers under the engineer Ruth Awino drove 62 new piles and raised the deck by 1.4 "
        "meters. The work cost 3,200,000 shillings, a tenth more than the county had set aside for "
        "it in January, because the lake stood higher than at any time since 1964."
    ),
    (
        "“We have built for the water that is coming, not for the water we knew,” Awino said on "
        "the new deck, where traders had already begun to mark their places with chalk."
    ),
    (
        "The first boat leaves Kisumu at six in the morning and takes ninety minutes. The fare "
        "stays what it was before the storm. A second boat joins in June, when the school holidays "
        "of Homa Bay begin and the families of the islands travel to the markets of the mainland."
    ),
)
STORY = article("Ferry runs again", BODY, published="2022-05-03")


def same(one, other):
    first, second = signature(one), signature(other)
    assert alike(first, second) == alike(second, first)
    return alike(first, second)


COPIES = {
    "another headline": replace(STORY, headline="Kisumu and Mbita have their boat back"),
    "another dateline": replace(STORY, body=(BODY[0].partition(" — ")[2], *BODY[1:])),
    "a credit at its end": replace(STORY, body=(*BODY, "Additional reporting by Otieno Were")),
    "other quotation marks": replace(STORY, body=tuple(part.replace("“", '"') for part in BODY)),
    "other paragraphs": replace(STORY, body=(" ".join(BODY),)),
    "its end cut": replace(STORY, body=BODY[:2]),
    "a sentence less": replace(STORY, body=(*BODY[:2], BODY[3])),
    "a mended word": replace(STORY, body=(*BODY[:3], BODY[3].replace("markets", "market towns"))),
    "a corrected figure": replace(STORY, body=(BODY[0], BODY[1].replace("62", "64"), *BODY[2:])),
    "the next day's date": replace(STORY, published=Published("2022-05-04", "day", "declared")),
    "no date": replace(STORY, published=Published()),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_the_same_story(copy):
    assert same(STORY, copy)
    assert set(bands(signature(STORY))) & set(bands(signature(copy)))


FORM = (
    (
        "{name}, president of the assembly, met and had a friendly talk with {guest}, ambassador "
        "of {country} to the republic, who paid a farewell visit to him at the Hall of the Lake on "
        "{day}. Present there were officials concerned and members of the embassy of {country}. "
        "The ambassador was given a boat made of reed, as is the custom of the house, and thanked "
        "the assembly for the hospitality that it had shown in the years of the stay."
    ),
)
MEETING = {"name": "Otieno Were", "guest": "Jan Holm", "country": "Norway", "day": "Monday"}
TABLE = (
    (
        "{name} Inc fourth quarter net: shares {a} cents vs {b} cents, net {c} vs {d}, revenues "
        "{e} vs {f}. Twelve months: shares {g} cents vs {h} cents, net {i} vs {j}, revenues {k} vs "
        "{l}. The results of the year before are restated for the discontinued mills of the "
        "company, and the average of shares for a split of two for one in the month of May."
    ),
)
FIGURES = {letter: f"{number * 7_919 % 90_000:,}" for number, letter in enumerate("abcdefghijkl")}
OTHER_FIGURES = {letter: f"{number * 6_007 % 80_000:,}" for number, letter in enumerate(FIGURES)}


def filled(form, facts, day="2022-05-03"):
    return article("", tuple(part.format(**facts) for part in form), published=day)


OTHERS = {
    "a form with other names": (
        filled(FORM, MEETING),
        filled(FORM, MEETING | {"guest": "Ana Ruiz", "country": "Chile", "day": "Friday"}),
    ),
    "a form of the next day with one other name": (
        filled(FORM, MEETING),
        filled(FORM, MEETING | {"guest": "Jan Berg"}, "2022-05-04"),
    ),
    "a form filled in alike three weeks later": (
        filled(FORM, MEETING),
        filled(FORM, MEETING, "2022-05-24"),
    ),
    "a table with other figures": (
        filled(TABLE, FIGURES | {"name": "Tidewater"}),
        filled(TABLE, OTHER_FIGURES | {"name": "Tidewater"}),
    ),
    "a table of another company": (
        filled(TABLE, FIGURES | {"name": "Tidewater"}),
        filled(TABLE, OTHER_FIGURES | {"name": "Halyard"}),
    ),
    "a short story that a long one quotes": (
        replace(STORY, body=BODY[2:3] * 2),
        replace(STORY, body=BODY),
    ),
}


@pytest.mark.parametrize(("one", "other"), OTHERS.values(), ids=OTHERS)
def test_what_only_has_the_same_form_is_another_story(one, other):
    assert signature(one)
    assert not same(one, other)


@pytest.mark.parametrize(
    "body", [(), ("",), ("The boats sail from Monday.",), (" ".join(["word"] * 42),), ("!" * 900,)]
)
def test_a_text_too_short_to_tell_has_no_signature(body):
    assert signature(article("Ferry runs again", body)) is None


KOREAN = (
    "키수무 항만 사무소는 키수무와 음비타를 잇는 배가 월요일부터 다시 다닌다고 밝혔다. "
    "넉 달 전 폭풍이 음비타의 부두를 무너뜨린 뒤 배는 끊겨 있었다. 기술자 루스 "
    "아위노가 이끄는 일꾼들이 새 말뚝 62개를 박고 갑판을 높였다. 공사비는 군이 정한 "
    "것보다 십분의 일이 더 들었는데, 호수의 물이 어느 때보다도 높았기 때문이다. 첫 "
    "배는 아침 여섯 시에 떠나 한 시간 반이 걸리고, 요금은 폭풍 전과 같다. 유월에는 "
    "두 번째 배가 다니기 시작하여 섬의 가족들이 뭍의 시장으로 오간다."
)
CHINESE = (
    "基苏木港务局表示，连接基苏木与姆比塔的渡轮将于周一恢复航行。四个月前的风暴冲垮了姆比塔的码头。"
    "工程师带领工人打下了六十二根新桩，并把甲板抬高。由于湖水上涨，工程费用比原定的多出一成。"
)


@pytest.mark.parametrize("text", [KOREAN, CHINESE, BODY[3].upper() + BODY[1].upper()])
def test_a_text_whose_script_does_not_show_names_must_be_nearly_the_same(text):
    story = article("", (text,), published="2022-05-03")
    parts = tuple(re.split(r"(?<=[.。]) ?", text, maxsplit=1))
    assert len(parts) == 2
    assert same(story, replace(story, headline="Another headline", body=parts))
    half = len(text) // 2
    assert not same(story, replace(story, body=(text[:half] + text[:half],)))


_WORDY = st.lists(st.text("aA1한漢é", min_size=1, max_size=8), min_size=50).map(" ".join)


@given(
    st.lists(st.text(), max_size=3),
    st.text(st.sampled_from("aA1 한漢.é\n"), min_size=200) | _WORDY,
)
def test_any_text_is_like_itself(lines, long):
    made = signature(article("", (*lines, long)))
    event(f"it is long enough to tell: {made is not None}")
    if made is not None:
        assert alike(made, made)
        assert all(0 <= band < 2**63 for band in bands(made))
        assert len(made) < 300


def test_a_signature_is_the_same_everywhere_and_always():
    """It is stored: another version of the library must make the same, or all anew."""
    made = signature(STORY)
    assert bands(made) == (
        2_498_384_002,
        281_475_771_444_343,
        562_950_027_030_311,
        844_425_937_055_141,
        1_125_901_827_679_643,
    )
    assert hashlib.sha256(made).hexdigest() == (
        "38254936b691f49285a146ca7f61cbd16870b7789756d6bb16b9a396a6550980"
    )
