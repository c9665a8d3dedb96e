import re

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.schema.fields import TEXT_FIELDS, text_field
from indexer.search.completion import Suggester
from indexer.search.results import CompletionKind
from indexer.search.vocabulary import Vocabulary

SUGGESTER = Suggester(
    Vocabulary(
        [
            *[("harbour", 90), ("harvest", 70), ("hard", 60), ("harm", 50), ("hare", 40)],
            *[("harp", 30), ("harsh", 20), ("harry", 10), ("hart", 9), ("korea", 400)],
            *[("korean", 300), ("ahead", 8), ("or", 900), ("order", 7), ("cafe", 6), ("and", 5)],
            *[("headlong", 3), ("sooner", 2), ("北韓軍", 1)],
        ]
    ),
    {
        "byline": {
            "Ahn Soo-min": 12,
            "Ahn Soo-min/reporter": 9,
            "Ahn Soo-min/translator": 3,
            "Ben Harper": 80,
            "Ben Harper/photographer": 80,
            "Cora Hart": 5,
            "Dee Harrow": 4,
            "Ed Harlan": 3,
            "안수민": 2,
            "Émile O’Hara": 1,
            'Kim "Jim*" Lee': 1,
            "Kim": 1,
        },
        "region": {
            "Asia": 500,
            "Asia/North Korea": 400,
            "Asia/North Korea/South Hamgyong": 9,
            "Asia/South Korea": 350,
            "Europe/Korea": 1,
            "Africa/South Korea": 2,
        },
        "source": {"Radio Harbor": 8, "Daily Ledger": 7},
        "language": {"en": 900, "es": 5},
        "year": {"2019": 1},
    },
)


def completed(text, limit=8):
    """What a text is completed to, with the counts of what is named."""
    return [
        each.query if each.count is None else f"{each.query} = {each.count}"
        for each in SUGGESTER.completions(text, limit)
    ]


COMPLETIONS = {
    # words, and the names among them
    "har": [
        "harbour = 90",
        'byline:"Ben Harper" = 80',
        "harvest = 70",
        "hard = 60",
        "harm = 50",
        "hare = 40",
        'byline:"Cora Hart" = 5',
        'byline:"Dee Harrow" = 4',
    ],
    "Kor": [
        "Korea = 400",
        'region:"North Korea" = 400',
        'region:"South Korea" = 350',
        "Korean = 300",
        "region:Korea = 1",
    ],
    "KORE": [
        'region:"North Korea" = 400',
        "korea = 400",
        'region:"South Korea" = 350',
        "korean = 300",
        "region:Korea = 1",
    ],
    "caf": ["cafe = 6"],
    "AN": ["and = 5"],
    "or": ["order = 7"],
    "soo": ['byline:"Ahn Soo-min" = 12', "sooner = 2"],
    "Soo-m": ['byline:"Ahn Soo-min" = 12'],
    "안": ["byline:안수민 = 2"],
    "em": ['byline:"Émile O’Hara" = 1'],
    "O'Ha": ['byline:"Émile O’Hara" = 1'],
    "kim": ["byline:Kim = 1", 'byline:"Kim Jim Lee" = 1'],
    # names of which several words are begun
    "nort kore": ['region:"North Korea" = 400', "nort korea = 400",
                  'nort region:"South Korea" = 350', "nort korean = 300", "nort region:Korea = 1"],
    "rice -so ko": ['rice -so region:"North Korea" = 400', "rice -so korea = 400",
                    'rice -so region:"South Korea" = 350', "rice -so korean = 300",
                    "rice -so region:Korea = 1"],
    "(rice so ham": ['(rice region:"South Hamgyong") = 9'],
    "rice OR be harp": ['rice OR byline:"Ben Harper" = 80'],
    "OR harp": ['OR byline:"Ben Harper" = 80'],
    "by:be harp": ['by:be byline:"Ben Harper" = 80'],
    'region:"sou kor': ['region:"South Korea" = 350'],
    # fields
    "headl": ["headline:", "headlong = 3"],
    "ti": ["title:"],
    "by": ["byline:"],
    "(wor": ["(words:"],
    # what stands before
    "rice OR sooner -ahea": ["rice OR sooner -ahead = 8"],
    "(a OR (b c ahea": ["(a OR (b c ahead)) = 8"],
    '"go ahea': ['"go ahead" = 8'],
    '-("go ahea': ['-("go ahead") = 8'],
    "“go ahea": ['“go ahead" = 8'],
    '"a b" ahea': ['"a b" ahead = 8'],
    "()ahea": ["()ahead = 8"],
    "ATLEAST3(ahea": ["ATLEAST3(ahead) = 8"],
    "-soo": ['-byline:"Ahn Soo-min" = 12', "-sooner = 2"],
    "a\u3000ahea": ["a\u3000ahead = 8"],
    # words near each other are of one field
    "a NEAR/5 soo": ["a NEAR/5 sooner = 2"],
    "a /S (b OR soo": ["a /S (b OR sooner) = 2"],
    "ATLEAST2(a soo": ["ATLEAST2(a sooner) = 2"],
    "a NEAR/5 b soo": ['a NEAR/5 b byline:"Ahn Soo-min" = 12', "a NEAR/5 b sooner = 2"],
    # behind a field
    "headline:soo": ["headline:sooner = 2"],
    'headline:"go ahea': ['headline:"go ahead" = 8'],
    "by:har": [
        'by:"Ben Harper" = 80',
        'by:"Cora Hart" = 5',
        'by:"Dee Harrow" = 4',
        'by:"Ed Harlan" = 3',
    ],
    'by:"ahn so': ['by:"Ahn Soo-min" = 12'],
    'by: "ahn soo m': ['by: "Ahn Soo-min" = 12'],
    "reporter:": ['reporter:"Ahn Soo-min" = 9'],
    "region: sou": ['region: "South Korea" = 350', 'region: "South Hamgyong" = 9'],
    "-REGION：asi": ["-REGION：Asia = 500"],
    "source:": ['source:"Radio Harbor" = 8', 'source:"Daily Ledger" = 7'],
    "lang:e": ["lang:en = 900", "lang:English = 900", "lang:es = 5"],
    "lang:spa": ["lang:Spanish = 5"],
    # nothing
    **{
        text: []
        for text in ["", " ", "har ", '"', '"har ', "(", "-", "h*", "har~", "--har", "http://har",
         "har^2", "topic:a", "date:2", "like:0", "duplicates:s", "by:-a", "café", "headline:",
         "2019", '"har"', "sooner", "xyz", "North Kor" * 300]
    },
}  # fmt: skip


@pytest.mark.parametrize("text", COMPLETIONS, ids=lambda text: ascii(text[:30]))
def test_the_word_at_the_end_of_a_query_is_completed(text):
    assert completed(text) == COMPLETIONS[text]


def test_a_completion_says_what_it_names():
    named = [
        (e.kind, e.text) for text in ("soo", "sour", "asi") for e in SUGGESTER.completions(text)
    ]
    assert named == [
        (CompletionKind.PERSON, "Ahn Soo-min"),
        (CompletionKind.WORD, "sooner"),
        (CompletionKind.FIELD, "source:"),
        (CompletionKind.REGION, "Asia"),
    ]


def test_the_best_completions_come_within_the_limit():
    assert completed("har", 3) == ["harbour = 90", 'byline:"Ben Harper" = 80', "harvest = 70"]
    assert completed("by:har", 1) == ['by:"Ben Harper" = 80']
    assert completed("har", 0) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a -(b OR so", ['a -(b OR region:"South Korea")', 'a -(b OR by:"Ahn Soo-min")']),
        ('headline:(a "north kor', ['headline:(a "north korea")', 'headline:(a "north korean")']),
        ("a NEAR/5 har", ["a NEAR/5 harbour", "a NEAR/5 harvest", "a NEAR/5 hard"]),
        ('a OR by:"kim', ["a OR by:kim", 'a OR by:"kim jim lee"']),
    ],
)
def test_what_is_completed_is_read_without_notices_as_what_is_meant(text, meant):
    found = [e for e in SUGGESTER.completions(text) if e.kind is not CompletionKind.FIELD]
    parsed = [parse(each.query) for each in found]
    assert [each.notices for each in parsed] == [()] * len(parsed)
    folded = [str(each.query).casefold() for each in parsed]
    assert [str(parse(each).query).casefold() in folded for each in meant] == [True] * len(meant)


PIECES = st.sampled_from(
    ["har", "kor", "soo", "Ahn", "안", " ", "  ", '"', "“", "(", ")", "-", "+", ":", "by:",
     "region:", "headline:", "source:", "title: ", "date:", "OR ", "NOT ", "a NEAR/5 ", " /S ",
     "ATLEAST2(", "*", "~", "^2", "\u3000", "\ud800", "’", "é", "2019"]
)  # fmt: skip
TYPED = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


BEGUN = st.sampled_from(("har", "kor", '"har', "“so", "by:so", "headline:har", "(ha", "-har"))
BEFORE = st.sampled_from(("", "ferry ", "rice OR ", "(a ", "a b ", "-", "a NEAR/5 "))
# Mapped, any text is one choice of four, and not all that it is made of.
GONE_ON_WITH = st.one_of(
    TYPED.map(str),
    st.builds("{}{}".format, BEFORE, BEGUN),
    st.builds("{}{}".format, st.lists(BEFORE, max_size=4).map("".join), BEGUN),
    st.builds("{} {}".format, TYPED, BEGUN),
)


@settings(max_examples=60)
@given(GONE_ON_WITH, st.integers(0, 9))
@example("“" * MAX_CHARACTERS + "har", 8)
@example("(" * (MAX_CHARACTERS - 2) + "har", 8)
def test_any_text_is_completed_from_its_last_word_on(text, limit):
    found = SUGGESTER.completions(text, limit)
    event(f"it is gone on with: {bool(found)}")
    assert len(found) <= limit
    assert len({each.query for each in found}) == len(found)
    before = max(text.rfind(sign) for sign in ' ("“:\u3000') + 1
    if text.count('"') + text.count("“") & 1:
        before = max(text.rfind('"'), text.rfind("“")) + 1
    for each in found:
        assert each.query.startswith(text[:before]) or takes_in_words_before(text, each)
        assert each.query != text
        assert len(each.query) <= MAX_CHARACTERS


def takes_in_words_before(text, completion):
    """Whether up to three words before the last one begin words of the name completed."""
    begun = text.replace("(", " ( ").split(" ")
    begun = [word for word in begun if word]
    name = re.split(r"[\W_]+", completion.text.lower())
    return any(
        any(
            all(map(str.startswith, name[start:], map(str.lower, begun[-words:])))
            for start in range(len(name))
        )
        for words in (2, 3, 4)
    )


@settings(max_examples=60)
@given(GONE_ON_WITH)
@example("by:a NEAR/5 region:")
@example("BY:0 NEAR/0) kor")
def test_what_is_completed_gives_no_notice_that_what_stands_before_it_does_not(text):
    found = SUGGESTER.completions(text)
    event(f"it is gone on with: {bool(found)}")
    for each in found:
        if each.kind is not CompletionKind.FIELD:
            assert said_of(each.query) <= said_of(text)


def said_of(text):
    """The notices on a query, whatever word they quote: this has become another one."""
    return {re.sub("“[^”]*”", "“…”", notice.message) for notice in parse(text).notices}


@pytest.mark.parametrize("field", TEXT_FIELDS, ids=lambda field: field.name)
def test_every_field_of_the_registry_is_completed(field):
    for name in (field.name, *field.aliases):
        offered = [
            text_field(each.text.removesuffix(":"))
            for each in SUGGESTER.completions(name)
            if each.kind is CompletionKind.FIELD
        ]
        assert field in offered


@pytest.mark.parametrize("text", ["date:(har", "words:(har", "before:(2019 OR har", "like:(har"])
def test_nothing_is_completed_in_a_group_of_what_has_no_words(text):
    assert SUGGESTER.completions(text) == ()


def test_in_a_group_of_a_field_what_the_field_has_is_completed():
    (first, *_) = SUGGESTER.completions("byline:(ahn")
    assert (first.kind, first.query) == (CompletionKind.PERSON, 'byline:("Ahn Soo-min")')
    kinds = {each.kind for each in SUGGESTER.completions("headline:(h")}
    assert kinds == {CompletionKind.WORD}
