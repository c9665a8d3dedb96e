"""Which articles a change of what names mean can concern."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from archive.authority import changes_between
from archive.facts.completion import with_regions
from archive.facts.regions import NO_AMENDMENTS, Amendments
from archive.model.article import Region, Wire
from tests.support.articles import article

KENYA, UGANDA = ("Africa", "Kenya"), ("Africa", "Uganda")


def finds(names, story, stated=()):
    mentions = changes_between(NO_AMENDMENTS, Amendments(dict.fromkeys(names, KENYA)))
    return mentions.finder().finds(story, stated)


FOUND = {
    "Hamnam": ("In Hamnam.", "HAMNAM", "hamnam's harbour", "“Hamnam”", "Ham\u0301nam"),
    "South Hamgyong": ("South-Hamgyong", "SOUTH  HAMGYŎNG", "South\u00a0Hamgyong,"),
    "Côte d'Or": ("Cote d’Or", "COTE D'OR", "Côte-d\u2019Or"),
    "Saint & Co": ("Saint and Co", "Saint & Co."),
    "U.S.": ("the U.S. said", "US troops", "U. S."),
    "DPRK": ("D.P.R.K.", "the DPRK,"),
    "함경남도": ("함경남도에서", "북한 함경남도"),
    "咸镜南道": ("朝鲜咸镜南道的",),
}
NOT_FOUND = {
    "Hamnam": ("Hamnamers", "Chamnam", "Ham nam", ""),
    "U.S.": ("bus", "us2"),
    "South Hamgyong": ("South of Hamgyong",),
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in FOUND.items() for text in texts]
)
def test_a_name_is_found_in_all_its_spellings(name, text):
    assert finds([name], article(text))
    assert finds(["Elsewhere", name], article("News", ["First.", f"Then {text} again."]))


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in NOT_FOUND.items() for text in texts]
)
def test_what_is_no_name_is_not_found(name, text):
    assert not finds([name], article(text))


def test_a_name_is_found_wherever_an_article_has_it():
    known = Region(UGANDA, "UG", "declared", ("Hamnam",))
    assert finds(["Hamnam"], article(captions=("Boats of Hamnam.",)))
    assert finds(["Hamnam"], article(wire=Wire(dateline="HAMNAM, May 3")))
    assert finds(["Hamnam"], article(wire=Wire(located="Hamnam")))
    assert finds(["Hamnam"], article(regions=(known,)))
    assert finds(["Hamnam"], article(), ["Hamnam"])
    assert not finds(["Hamnam"], article())


def test_only_what_changes_is_looked_out_for():
    before = Amendments({"A": KENYA, "B": None, "C": KENYA}, {KENYA: UGANDA})
    now = Amendments({"A": KENYA, "B": KENYA, "D": None}, {UGANDA: ("Africa",)})
    change = changes_between(before, now)
    assert change.names == {"B", "C", "D"}
    assert change.regions == {KENYA, UGANDA, ("Africa",)}
    assert not changes_between(now, now)


def test_articles_in_a_region_that_is_merged_are_found():
    finder = changes_between(NO_AMENDMENTS, Amendments({}, {("Asia", "Nepal"): KENYA})).finder()
    assert finder.finds(article(regions=["Asia/Nepal"]))
    assert finder.finds(article(regions=["Asia/Nepal/Bagmati"]))
    assert finder.finds(article(regions=["Africa/Kenya"]))
    assert not finder.finds(article(regions=["Asia", "Africa/Uganda"]))


_WORDS = st.sampled_from(
    ("Hamnam", "Côte", "d'Or", "U.S.", "DPRK", "St.", "and", "&", "Łódź", "함남", "咸南", "Zoë")
)
_JOINTS = st.sampled_from((" ", " ", " ", "-", "  ", "\u00a0", "’", "", ". ", ", "))
_CHANGES = st.sampled_from((str, str, str.upper, str.title, lambda text: text.replace(".", "")))
_NAMES = st.lists(_WORDS, min_size=1, max_size=3).map(
    # Some are no name by themselves.
    lambda words: ["Lake", *words]
)


@given(_NAMES, st.data())
def test_no_article_that_a_name_gives_a_region_is_overlooked(words, data):
    name = " ".join(words)
    spelled = data.draw(_CHANGES)(words[0])
    for word in words[1:]:
        spelled += data.draw(_JOINTS) + data.draw(_CHANGES)(word)
    story = article("News", [f"They met in {spelled} on Monday, said {spelled}."])
    amendments = Amendments({name: ("Asia", "Nepal", "Bagmati")})
    concerned = with_regions(story, amendments).regions != with_regions(story).regions
    event(f"the name gives it a region: {concerned}")
    if concerned:
        assert finds([name], story)
