from datetime import date, datetime

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import PARAGRAPH_GAP, Analyzer, prefix_text, query_terms, word_count
from indexer.analysis.term_forms import folded_form
from indexer.query.ast import (
    And,
    AtLeast,
    Cluster,
    DateRange,
    Everything,
    Fuzzy,
    Has,
    Length,
    Like,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.query.parser import MAX_CHARACTERS, MAX_CLAUSES, MAX_DEPTH, parse
from indexer.query.unparse import written
from indexer.schema.fields import TEXT_FIELDS
from tests.support.work import assert_linear, steps

A, B, C, D = (Words(letter) for letter in "abcd")
ONE = Cluster("0f1e2d3c4b5a6978")

TAKEN_AS_TYPED = {
    # words
    "": Everything(),
    " \t\u3000\x00": Everything(),
    "missile": Words("missile"),
    "a b c": And((A, B, C)),
    "and or not": And((Words("and"), Words("or"), Words("not"))),
    "co-operate": Or((Words("co-operate"), Words("cooperate"))),
    "Kim Jong-un": And((Words("Kim"), Or((Words("Jong-un"), Words("Jongun"))))),
    '"will co-operate"': Or((Words("will co-operate"), Words("will cooperate"))),
    "1987-88": Words("1987-88"),
    "a-b-c-d-e": Words("a-b-c-d-e"),
    "함경남도": Words("함경남도"),
    "it’s o'clock": And((Words("it’s"), Words("o'clock"))),
    "‘a’": Words("‘a’"),
    "mis\u00adsile": Words("missile"),
    "a\x00b\ud800c": And((A, B, C)),
    "\u200eby:a": Words("a", "byline"),
    "12:30 http://a.b/c?d": And((Words("12:30"), Words("http://a.b/c?d"))),
    "C3:PO": Words("C3:PO"),
    "Korea: a": And((Words("Korea:"), A)),
    # phrases
    '"a b" c': And((Words("a b"), C)),
    "“a b” „c d“ «a»": And((Words("a b"), Words("c d"), A)),
    "＂a  b＂": Words("a b"),
    'a"b c"d': And((A, Words("b c"), D)),
    '"it’s (a OR b) -c headline:d"': Words("it’s (a OR b) -c headline:d"),
    '"AND"': Words("AND"),
    # operators
    "a AND b": And((A, B)),
    "a OR b": Or((A, B)),
    "a OR b c OR d": Or((A, And((B, C)), D)),
    "a OR b AND NOT c": Or((A, And((B, Not(C))))),
    "a NOT b": And((A, Not(B))),
    "NOT a": Not(A),
    "NOT NOT a": A,
    "NOT (NOT a)": A,
    "-(-a)": A,
    "NOT -(a)": A,
    "a -b": And((A, Not(B))),
    "a −b": And((A, Not(B))),
    "a –b": And((A, Not(B))),
    "a -(b OR c)": And((A, Not(Or((B, C))))),
    'a -"b c"': And((A, Not(Words("b c")))),
    "a -by:b": And((A, Not(Words("b", "byline")))),
    "(-a)": Not(A),
    "a-b --c": And((Or((Words("a-b"), Words("ab"))), Words("--c"))),
    'ORDER NOTE "a"-b (c)-d': And((Words("ORDER"), Words("NOTE"), A, Words("-b"), C, Words("-d"))),
    "-AND a": And((Not(Words("AND")), A)),
    "a AND(b)OR(c)": Or((And((A, B)), C)),
    "ａ ＡＮＤ ｂ": And((Words("ａ"), Words("ｂ"))),
    # groups
    "(a)": A,
    "((a b))": And((A, B)),
    "a (b (c d))": And((A, B, C, D)),
    "a OR (b OR (c OR d))": Or((A, B, C, D)),
    "(a OR b) c": And((Or((A, B)), C)),
    "（a OR b）\u3000c": And((Or((A, B)), C)),
    "() a": A,
    "a AND ()": A,
    # fields
    "headline:a": Words("a", "headline"),
    "TITLE:a": Words("a", "headline"),
    "byline：a": Words("a", "byline"),
    "by: a": Words("a", "byline"),
    "lang:ko -source:a": And((Words("ko", "lang"), Not(Words("a", "source")))),
    'place:"north korea"': Words("north korea", "region"),
    "place:“north korea”": Words("north korea", "region"),
    "headline:(a OR b) c": And((Or((Words("a", "headline"), Words("b", "headline"))), C)),
    "headline:(a body:(b OR c))": And(
        (Words("a", "headline"), Or((Words("b", "body"), Words("c", "body"))))
    ),
    "headline:by:a": Words("by:a", "headline"),
    "headline:AND": Words("AND", "headline"),
    "source://a": Words("source://a"),
    # beginnings of words
    "econom*": Prefix("econom"),
    "econom＊": Prefix("econom"),
    "econom**": Prefix("econom"),
    "econom*.": Prefix("econom"),
    "headline:econom*": Prefix("econom", "headline"),
    "(econom*)": Prefix("econom"),
    "co-operat*": Or((And((Words("co-"), Prefix("operat"))), Prefix("cooperat"))),
    "-co-operat*": Not(Or((And((Words("co-"), Prefix("operat"))), Prefix("cooperat")))),
    # near each other
    '"a b"~5 c': And((Near(("a", "b"), 5), C)),
    "by:“Kim  Jong-un”～０": Or(
        (
            Near(("Kim", "Jong-un"), 0, field="byline"),
            Near(("Kim", "Jongun"), 0, field="byline"),
        )
    ),
    # in one sentence, in one paragraph
    "a /S b": Together(("a", "b"), Unit.SENTENCE),
    "a /s b /S c": Together(("a", "b", "c"), Unit.SENTENCE),
    "headline:(a /P b)": Together(("a", "b"), Unit.PARAGRAPH, "headline"),
    '"a b" /P c /S d': And(
        (Together(("a b", "c"), Unit.PARAGRAPH), Together(("c", "d"), Unit.SENTENCE))
    ),
    "(a OR b) /S c": Or((Together(("a", "c"), Unit.SENTENCE), Together(("b", "c"), Unit.SENTENCE))),
    "-a /S b": Not(Together(("a", "b"), Unit.SENTENCE)),
    "a/S b": And((Words("a/S"), B)),
    # weights
    "a^3": Weighted(A, 3.0),
    "a^3 b^0.5": And((Weighted(A, 3.0), Weighted(B, 0.5))),
    '"a b"^2': Weighted(Words("a b"), 2.0),
    '"a b"~5^2': Weighted(Near(("a", "b"), 5), 2.0),
    "(a OR b)^2 c": And((Weighted(Or((A, B)), 2.0), C)),
    "headline:a*^2": Weighted(Prefix("a", "headline"), 2.0),
    "-a^2": Not(Weighted(A, 2.0)),
    "a^b": Words("a^b"),
    # a plus, which is for any of the words
    "+a b": And((A, B)),
    "NOT +a": Not(A),
    "a+b": Words("a+b"),
    # like an article
    "like:0F1E2D3C4B5A6978 a": And((Like("0f1e2d3c4b5a6978"), A)),
    # the lead
    "lead:a": Words("a", "lead"),
    '"a"~5 "b - "~2': And((A, Words("b -"))),
    '"a b"~5c': And((Words("a b"), Words("~5c"))),
    "a NEAR/5 b": Near(("a", "b"), 4),
    "a W/1 b": Near(("a", "b"), 0, ordered=True),
    'a W/0 "b c" d': And((Near(("a", "b c"), 0, ordered=True), D)),
    "-a ＮＥＡＲ/５ b": Not(Near(("a", "b"), 4)),
    "a NEAR/5 b NEAR/3 c": And((Near(("a", "b"), 4), Near(("b", "c"), 2))),
    "NOT a NEAR/5 b W/3 c": Not(And((Near(("a", "b"), 4), Near(("b", "c"), 2, ordered=True)))),
    "a NEAR/5 b OR c AND d": Or((Near(("a", "b"), 4), And((C, D)))),
    "(a OR b) W/5 (c OR d)": Or(
        tuple(Near((one, other), 4, ordered=True) for one in "ab" for other in "cd")
    ),
    "headline:a NEAR/2 b": Near(("a", "b"), 1, field="headline"),
    "headline:(a NEAR/2 b)": Near(("a", "b"), 1, field="headline"),
    "near/5 NEAR W/ a W/x": And(tuple(map(Words, ["near/5", "NEAR", "W/", "a", "W/x"]))),
    '"a NEAR/5 b"': Words("a NEAR/5 b"),
    # so many times
    "ATLEAST3(a)": AtLeast(3, "a"),
    'headline:ATLEAST2("a b") c': And((AtLeast(2, "a b", "headline"), C)),
    "-ATLEAST3(by:(a OR b))": Not(Or((AtLeast(3, "a", "byline"), AtLeast(3, "b", "byline")))),
    "ATLEAST2(a co-operate)": And(
        (AtLeast(2, "a"), Or((AtLeast(2, "co-operate"), AtLeast(2, "cooperate"))))
    ),
    "ATLEAST2(a b) c": And((AtLeast(2, "a"), AtLeast(2, "b"), C)),
    "ATLEAST1(a) ATLEAST0(b)": And((A, B)),
    "ATLEAST3 (a)": And((Words("ATLEAST3"), A)),
    "atleast3(a)": And((Words("atleast3"), A)),
    # forms of words
    "w?ld": Pattern("w?ld"),
    "headline:*ing": Pattern("*ing", "headline"),
    "(w*d)": Pattern("w*d"),
    "ｗ？ｌ＊ｄ": Pattern("ｗ?ｌ*ｄ"),
    "‘w?ld?’, w*d! ?ar*?": And((Pattern("w?ld"), Pattern("w*d"), Pattern("?ar*"))),
    "-*nomi*": Not(Pattern("*nomi*")),
    "O’Ne?l": Pattern("O’Ne?l"),
    "a what?": And((A, Words("what?"))),
    "C++? AT?T": And((Words("C++?"), Pattern("AT?T"))),
    # words spelled otherwise
    "word~": Fuzzy("word", 1),
    "words～２": Fuzzy("words", 2),
    "-headline:(word~1.)": Not(Fuzzy("word", 1, "headline")),
    "‘naïve~’": Fuzzy("naïve", 1),
    "word~0": Words("word"),
    "2019~2020 10~2 a~b": And((Words("2019~2020"), Words("10~2"), Words("a~b"))),
    "경*": Prefix("경"),
    "함경*": Words("함경"),
    "KBS뉴스*": Words("KBS뉴스"),
    "*": Everything(),
    "a * b": And((A, Everything(), B)),
    # dates
    "date:2019": DateRange(date(2019, 1, 1), date(2019, 12, 31)),
    "date:2020-02": DateRange(date(2020, 2, 1), date(2020, 2, 29)),
    "date:2019-06-04": DateRange(date(2019, 6, 4), date(2019, 6, 4)),
    "DATE:2019.6.4": DateRange(date(2019, 6, 4), date(2019, 6, 4)),
    "date:２０１９–０６": DateRange(date(2019, 6, 1), date(2019, 6, 30)),
    "date:2018..2020-06": DateRange(date(2018, 1, 1), date(2020, 6, 30)),
    "date:2018..": DateRange(date(2018, 1, 1), None),
    "date:..2020": DateRange(None, date(2020, 12, 31)),
    "date:2018…2020": DateRange(date(2018, 1, 1), date(2020, 12, 31)),
    "date:2020..2018": DateRange(date(2018, 1, 1), date(2020, 12, 31)),
    "date:9999-12": DateRange(date(9999, 12, 1), date(9999, 12, 31)),
    "date:*": DateRange(None, None),
    'date:"2018 .. 2019"': DateRange(date(2018, 1, 1), date(2019, 12, 31)),
    "date:(2018 OR 2019-06)": Or(
        (
            DateRange(date(2018, 1, 1), date(2018, 12, 31)),
            DateRange(date(2019, 6, 1), date(2019, 6, 30)),
        )
    ),
    "-date:2019 a": And((Not(DateRange(date(2019, 1, 1), date(2019, 12, 31))), A)),
    "-date:*": Not(DateRange(None, None)),
    "date:>=2019-06-04": DateRange(date(2019, 6, 4), None),
    "date:>2018": DateRange(date(2019, 1, 1), None),
    "date:<=2019-06": DateRange(None, date(2019, 6, 30)),
    "date:<2019-06": DateRange(None, date(2019, 5, 31)),
    "date: ≥ 2019 a": And((DateRange(date(2019, 1, 1), None), A)),
    "date:＞＝２０１９": DateRange(date(2019, 1, 1), None),
    "before:2019-06": DateRange(None, date(2019, 5, 31)),
    "BEFORE:2018..2019": DateRange(None, date(2017, 12, 31)),
    "after:2018": DateRange(date(2019, 1, 1), None),
    "-after:(2018 OR 2019-06-04)": Not(
        Or((DateRange(date(2019, 1, 1), None), DateRange(date(2019, 6, 5), None)))
    ),
    "before:0001": DateRange(date.max, date.min),
    "after:9999": DateRange(date.max, date.min),
    "2019-06": Words("2019-06"),
    # what a field has or lacks
    "byline:*": Has("byline"),
    "by:＊": Has("byline"),
    "-lang:*": Not(Has("lang")),
    "headline:(* a)": And((Has("headline"), Words("a", "headline"))),
    # lengths
    "words:>800": Length(801, None),
    "words:>=800": Length(800, None),
    "Words: < 1,200 a": And((Length(0, 1199), A)),
    "words:≤８０": Length(0, 80),
    "words:500": Length(500, 500),
    "words:200..400": Length(200, 400),
    "words:400…200": Length(200, 400),
    "-words:(200.. OR ..0)": Not(Or((Length(200, None), Length(0, 0)))),
    f"words:>{'9' * 30}": Length(1_000_000_001, None),
    # near-duplicates
    "cluster:0f1e2d3c4b5a6978": ONE,
    "CLUSTER：０F1E2D3C4B5A6978": ONE,
    'cluster:"0f1e2d3c4b5a6978"': ONE,
    "a -cluster:0f1e2d3c4b5a6978": And((A, Not(ONE))),
    "cluster:(0f1e2d3c4b5a6978 OR 00000000000000ff)": Or((ONE, Cluster("00000000000000ff"))),
    "0f1e2d3c4b5a6978": Words("0f1e2d3c4b5a6978"),
}


@pytest.mark.parametrize("text", TAKEN_AS_TYPED, ids=ascii)
def test_a_query_is_taken_as_typed(text):
    parsed = parse(text)
    assert (parsed.text, parsed.query, parsed.notices) == (text, TAKEN_AS_TYPED[text], ())


def no_date(text):
    return (
        f"“{text}” is no date like 2019, 2019-06, 2019-06-04 or 2018..2020-06; "
        "searching for the words instead."
    )


def too_few(form):
    said = "a word with a star or question mark in it needs two letters; these are left out."
    return f"“{form}”: {said}"


def no_pair(operator):
    return (
        f"{operator} joins words and phrases of one field, and groups of these with OR; "
        "it is searched as AND."
    )


def no_length(text):
    said = "is no number of words like 800, >800 or 200..400; searching for the words instead."
    return f"“{text}” {said}"


AT_MOST = "Words are searched within at most 100 words."
NOTHING_LEFT = (0, "Nothing is left to search for; all articles are shown.")
PASSED_OVER = {
    # parentheses and quotation marks
    "(a OR b": (Or((A, B)), (0, "The parenthesis is not closed; it closes at the end.")),
    "a) b": (And((A, B)), (1, "The parenthesis closes nothing; it is left out.")),
    'a "b c': (
        And((A, Words("b c"))),
        (2, "The quotation mark is not closed; it closes at the end."),
    ),
    # operators without something on a side
    "AND a": (A, (0, "AND has nothing before it; it is left out.")),
    "a OR": (A, (2, "OR has nothing after it; it is left out.")),
    "a AND OR b": (And((A, B)), (6, "OR has nothing before it; it is left out.")),
    "a (OR b) NOT": (
        And((A, B)),
        (3, "OR has nothing before it; it is left out."),
        (9, "NOT has nothing after it; it is left out."),
    ),
    "a (b AND NOT) c": (
        And((A, B, C)),
        (5, "AND has nothing after it; it is left out."),
        (9, "NOT has nothing after it; it is left out."),
    ),
    # what has no words
    "a 😀": (A, (2, "“😀” has no letter or digit; it is left out.")),
    "a - b &&& OR c": (
        Or((And((A, B)), C)),
        (2, "“-” has no letter or digit; it is left out."),
        (6, "“&&&” has no letter or digit; it is left out."),
    ),
    '""': (Everything(), (0, "“” has no letter or digit; it is left out."), NOTHING_LEFT),
    "()": (Everything(), NOTHING_LEFT),
    "NOT": (Everything(), (0, "NOT has nothing after it; it is left out."), NOTHING_LEFT),
    # fields
    "foo:bar": (Words("foo:bar"), (0, "“foo” is no field; searching for the words instead.")),
    "a foo:(b c)": (
        And((A, Words("foo:"), B, C)),
        (2, "“foo” is no field; searching for the words instead."),
    ),
    "by: -a": (
        And((Words("by:"), Not(A))),
        (0, "“by:” has nothing after it; searching for the word instead."),
    ),
    "title:": (
        Words("title:"),
        (0, "“title:” has nothing after it; searching for the word instead."),
    ),
    # stars
    "by:*a": (Words("*a", "byline"), (3, too_few("*a"))),
    "?*＊a?*?": (Words("?*＊a?*?"), (0, too_few("?**a?*"))),
    "co*op-*tion*": (
        And((Words("co*op-*"), Prefix("tion"))),
        (2, "A star stands for letters of a single word only; it is left out."),
    ),
    "남*도": (
        Words("남*도"),
        (1, "A star stands for letters of a single word only; it is left out."),
    ),
    '"a econom*"': (
        Words("a econom*"),
        (9, "A star stands for letters of a single word only; it is left out."),
    ),
    # near each other
    "NEAR/5 a": (A, (0, "NEAR/5 has nothing before it; it is left out.")),
    "a W/5": (A, (2, "W/5 has nothing after it; it is left out.")),
    "a NEAR/5 OR b": (Near(("a", "b"), 4), (9, "OR has nothing before it; it is left out.")),
    "a NEAR/5 -b W/2 c": (And((A, Not(B), C)), (2, no_pair("NEAR/5")), (12, no_pair("W/2"))),
    "-a NEAR/5 (b c)": (And((Not(A), B, C)), (3, no_pair("NEAR/5"))),
    "a NEAR/5 b NEAR/5 c*": (
        And((Near(("a", "b"), 4), Prefix("c"))),
        (11, no_pair("NEAR/5")),
    ),
    "by:a NEAR/5 title:b": (
        And((Words("a", "byline"), Words("b", "headline"))),
        (5, no_pair("NEAR/5")),
    ),
    "a NEAR/500 b": (Near(("a", "b"), 98), (2, AT_MOST)),
    '"a b"~99': (Near(("a", "b"), 98), (0, AT_MOST)),
    # so many times
    "a ATLEAST3(b c*)": (
        And((A, B, Prefix("c"))),
        (10, "ATLEAST3 counts words and phrases only; the group is searched without."),
    ),
    "ATLEAST3() a": (A,),
    # tildes
    "a co-operate~2": (
        And((A, Or((Words("co-operate"), Words("cooperate"))))),
        (2, "A tilde stands after a single word only; it is left out."),
    ),
    "by:남도~": (
        Words("남도", "byline"),
        (3, "A tilde stands after a single word only; it is left out."),
    ),
    "words~9": (Fuzzy("words", 2), (0, "“words” is searched with two letters changed instead.")),
    "word~2": (Fuzzy("word", 1), (0, "“word” is searched with one letter changed instead.")),
    "us~": (Words("us"), (0, "“us” is searched with no letter changed instead.")),
    # dates
    "date:2019-13": (
        Words("2019-13"),
        (5, no_date("2019-13")),
    ),
    "date:(2019-02-29 OR 2018..2019..2020)": (
        Or((Words("2019-02-29"), Words("2018..2019..2020"))),
        (6, no_date("2019-02-29")),
        (20, no_date("2018..2019..2020")),
    ),
    "before:*": (Everything(), (7, no_date("*"))),
    "after:2018.. a": (And((Words("2018.."), A)), (6, no_date("2018.."))),
    "before:>2018": (Words(">2018"), (7, no_date(">2018"))),
    "date:>=2019-13": (Words(">=2019-13"), (5, no_date(">=2019-13"))),
    "date:last-decade": (
        Or((Words("last-decade"), Words("lastdecade"))),
        (5, no_date("last-decade")),
    ),
    "a^200": (Weighted(A, 100.0), (0, "Weights are 0.01 to 100; 100 is taken.")),
    "(a)^0": (Weighted(A, 0.01), (2, "Weights are 0.01 to 100; 0.01 is taken.")),
    "a^2 NEAR/3 b": (And((Weighted(A, 2.0), B)), (4, no_pair("NEAR/3"))),
    "a /S (b c)": (And((A, B, C)), (2, no_pair("/S"))),
    "/S a": (A, (0, "/S has nothing before it; it is left out.")),
    "a +": (A, (2, "“+” has no letter or digit; it is left out.")),
    "like:a": (A, (5, "“a” is the id of no article; searching for the words instead.")),
    # lengths
    "words:many": (Words("many"), (6, no_length("many"))),
    "words:<0 words:..": (
        Words("<0"),
        (6, no_length("<0")),
        (15, no_length("..")),
        (15, "“..” has no letter or digit; it is left out."),
    ),
    "words:>1..2": (Words(">1..2"), (6, no_length(">1..2"))),
    # near-duplicates
    "a cluster:bomb": (
        And((A, Cluster(""))),
        (10, "“bomb” is the id of no cluster; it finds nothing."),
    ),
    'cluster:""': (Cluster(""), (8, "“” is the id of no cluster; it finds nothing.")),
    "cluster:0f1e2d3c4b5a697": (
        Cluster(""),
        (8, "“0f1e2d3c4b5a697” is the id of no cluster; it finds nothing."),
    ),
    "a duplicates:both": (A, (13, "“both” is neither show nor hide; it is left out.")),
    'duplicates:""': (
        Everything(),
        NOTHING_LEFT,
        (11, "“” is neither show nor hide; it is left out."),
    ),
    "a -duplicates:show b": (
        And((A, B)),
        (14, "“duplicates:” cannot be denied; it is left out."),
    ),
    "a NOT NOT duplicates:show b": (
        And((A, B)),
        (21, "“duplicates:” cannot be denied; it is left out."),
    ),
    "a (b duplicates:show) c": (
        And((A, B, C)),
        (16, "“duplicates:” applies to the whole query, not to this group alone."),
    ),
    "duplicates:(show a)": (
        And((Words("show"), A)),
        (12, "“duplicates:” takes no group; searching for the words instead."),
        (17, "“duplicates:” takes no group; searching for the words instead."),
    ),
    "a OR duplicates:show": (A, (2, "OR has nothing after it; it is left out.")),
    "duplicates:": (
        Words("duplicates:"),
        (0, "“duplicates:” has nothing after it; searching for the word instead."),
    ),
}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("date:today", date(2024, 1, 10), date(2024, 1, 10)),
        ("date:yesterday", date(2024, 1, 9), date(2024, 1, 9)),
        ("date:this-week", date(2024, 1, 8), date(2024, 1, 14)),
        ("date:last-week", date(2024, 1, 1), date(2024, 1, 7)),
        ('date:"Last week"', date(2024, 1, 1), date(2024, 1, 7)),
        ("date:this-month", date(2024, 1, 1), date(2024, 1, 31)),
        ("date:last-month", date(2023, 12, 1), date(2023, 12, 31)),
        ("date:this-year", date(2024, 1, 1), date(2024, 12, 31)),
        ("date:last_year", date(2023, 1, 1), date(2023, 12, 31)),
        ("date:2023-12..yesterday", date(2023, 12, 1), date(2024, 1, 9)),
        ("date:>=last-month", date(2023, 12, 1), None),
        ("before:this-week", None, date(2024, 1, 7)),
        ("after:last-week", date(2024, 1, 8), None),
    ],
)
def test_some_dates_are_counted_from_today(text, first, last):
    assert parse(text, today=lambda: date(2024, 1, 10)).query == DateRange(first, last)


def test_today_is_the_machines_own_where_none_is_given():
    before = datetime.now().astimezone().date()
    asked = parse("date:today").query
    assert before <= asked.first == asked.last <= datetime.now().astimezone().date()


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_this_week_begins_on_the_monday_after_the_last(today):
    this = parse("date:this-week", today=lambda: today).query
    last = parse("date:last-week", today=lambda: today).query
    assert this.first <= today <= this.last
    assert (this.first.weekday(), last.first.weekday(), (this.first - last.last).days) == (0, 0, 1)


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("a b", And((A, B)), False),
        ("duplicates:show", Everything(), True),
        ("duplicates:hide", Everything(), False),
        ("a duplicates:show b", And((A, B)), True),
        ("a AND duplicates:show", A, True),
        ("duplicates:show AND a", A, True),
        ("a AND duplicates:show AND b", And((A, B)), True),
        ("a OR duplicates:show b", Or((A, B)), True),
        ("(a OR b) Duplicates：SHOW", Or((A, B)), True),
        ('duplicates:"show" a', A, True),
        ("duplicates: show a", A, True),
        ("duplicates:show a duplicates:hide", A, False),
        ("duplicates:hide a duplicates:show", A, True),
        ("headline:duplicates:show", Words("duplicates:show", "headline"), False),
        ('"duplicates:show"', Words("duplicates:show"), False),
        ("cluster:0f1e2d3c4b5a6978 duplicates:show", ONE, True),
    ],
)
def test_near_duplicates_are_shown_where_the_query_says_so_and_it_is_no_word(text, query, shown):
    parsed = parse(text)
    assert (parsed.query, parsed.show_duplicates, parsed.notices) == (query, shown, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a (b duplicates:show)", True), ("-duplicates:show", False), ("a duplicates:no", False)],
)
def test_near_duplicates_are_shown_from_within_a_group_and_hidden_where_in_doubt(text, shown):
    assert parse(text).show_duplicates is shown


@pytest.mark.parametrize("text", PASSED_OVER, ids=ascii)
def test_what_cannot_be_taken_as_typed_is_noted_where_it_stands(text):
    parsed = parse(text)
    query, *notices = PASSED_OVER[text]
    assert (parsed.query, [(n.offset, n.message) for n in parsed.notices]) == (query, notices)


ANY_WORD = {
    "a b": Or((A, B)),
    "a AND b": And((A, B)),
    "a b -c": And((Not(C), Or((A, B)))),
    "+a b c": And((A, Or((B, C, Everything())))),
    "+a +b": And((A, B)),
    "a AND b c": And((A, B, Or((C, Everything())))),
    "a b OR c": Or((A, B, C)),
    "(a b) c": Or((A, B, C)),
    "-a": Not(A),
    "-a -b": And((Not(A), Not(B))),
    '"a b" c': Or((Words("a b"), C)),
    "a NEAR/1 b c": Or((Near(("a", "b"), 0), C)),
    "+": Everything(),
}


@pytest.mark.parametrize("text", ANY_WORD, ids=ascii)
def test_any_of_the_words_is_enough_where_that_is_asked_for(text):
    assert parse(text, any_word=True).query == ANY_WORD[text]


def test_a_notice_shows_the_beginning_of_a_long_word():
    (notice,) = parse(f"date:{'9' * 100}").notices
    assert notice.message.startswith(f"“{'9' * 39}…” is no date")


@pytest.mark.parametrize("name", [n for f in TEXT_FIELDS for n in (f.name, *f.aliases)])
def test_every_field_of_the_registry_can_be_asked(name):
    (field,) = [f for f in TEXT_FIELDS if name in (f.name, *f.aliases)]
    assert parse(f"{name}:x").query == Words("x", field.name)


def test_a_query_is_cut_at_its_greatest_length():
    parsed = parse("a " * 100 + "b" * MAX_CHARACTERS)
    assert parsed.query.clauses[-1] == Words("b" * (MAX_CHARACTERS - 200))
    assert parsed.notices[-1].offset == MAX_CHARACTERS
    assert parsed.notices[-1].message == "The query is cut after 2,000 characters."


def test_clauses_over_the_greatest_number_are_dropped():
    text = " ".join("x" for _ in range(MAX_CLAUSES + 5))
    parsed = parse(text)
    assert parsed.query == And((Words("x"),) * MAX_CLAUSES)
    assert [n.offset for n in parsed.notices] == [2 * MAX_CLAUSES]


def test_a_word_of_many_spellings_counts_as_ten_clauses():
    parsed = parse(" ".join(["w?ld"] * (MAX_CLAUSES // 10 + 1)))
    assert parsed.query == And((Pattern("w?ld"),) * (MAX_CLAUSES // 10))
    assert [n.message for n in parsed.notices] == ["Only the first 200 words are searched."]


def test_groups_over_the_greatest_depth_are_flattened():
    depth = MAX_DEPTH + 10
    parsed = parse("(a OR " * depth + "b c" + ")" * depth)
    assert depth_of(parsed.query) <= 3
    deep = parse("-(a OR b " * depth + ")" * depth)
    assert depth_of(deep.query) == 3 * MAX_DEPTH + 2
    assert [n.offset for n in deep.notices] == [9 * MAX_DEPTH + 1]


def children(query):
    match query:
        case And(clauses) | Or(clauses):
            return clauses
        case Not(clause) | Weighted(clause):
            return (clause,)
        case _:
            return ()


def depth_of(query):
    return 1 + max(map(depth_of, children(query)), default=0)


def leaves_of(query):
    return [leaf for child in children(query) for leaf in leaves_of(child)] or [query]


def weight_of(leaf):
    if isinstance(leaf, Near | Together):
        return len(leaf.parts)
    if isinstance(leaf, Like):
        return 25
    return 10 if isinstance(leaf, Pattern | Fuzzy) else 1


def assert_in_normal_form(query):
    assert not any(isinstance(child, type(query)) for child in children(query))
    if isinstance(query, And | Or):
        assert len(query.clauses) >= 2
    for child in children(query):
        assert_in_normal_form(child)


def assert_can_be_searched(leaf):
    match leaf:
        case Words(text, field) | AtLeast(_, text, field):
            assert query_terms(text, Analyzer.NAMES)
        case Prefix(text, field):
            assert prefix_text(text)
        case Pattern(text, field):
            assert sum(map(str.isalnum, text)) >= 2
            assert {"*", "?"} & set(text.rstrip("*"))
            assert folded_form(text).strip("*?")
        case Fuzzy(text, edits, field):
            assert edits in {1, 2}
            assert len(prefix_text(text)) > 2 * edits
            assert len(query_terms(text, Analyzer.PROSE)) == 1
        case Near(parts, others, _, field):
            assert len(parts) > 1
            assert 0 <= others <= PARAGRAPH_GAP - sum(map(word_count, parts))
            assert all(query_terms(part, Analyzer.NAMES) for part in parts)
        case Together(parts, _, field):
            assert len(parts) > 1
            assert all(query_terms(part, Analyzer.NAMES) for part in parts)
        case Has(field):
            assert field
        case _:
            return
    assert field is None or field in {f.name for f in TEXT_FIELDS}


PIECES = st.sampled_from(
    [
        *"ab()-–−*＊:：.'’＂（）_ـ&😀\"“”\u3000\x00\ud800\u200e\u00ad",
        *("AND", "OR", "NOT", "headline:", "by:", "date:", "foo:", "http://"),
        *("words:", ">8", "before:", "after:", "<", ">=", "≥", "last-week", "9999"),
        *("cluster:", "duplicates:", "show", "0f1e2d3c4b5a6978"),
        *("+", "^", "^2", ")^0.5", " /S ", " /P ", "like:", "lead:"),
        *(" NEAR/5 ", " W/1 ", " W/99 ", "ATLEAST2(", '"~5'),
        *("?", "w?", "*ing", "~", "word~", "~2"),
        *("2019", "2019-06", "..", "econom*", "co-operate", "함경남도", "导弹", "&&&"),
    ]
)
typed = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(" ".join),
)


@settings(max_examples=150)
@given(typed)
@example("(" * 3000)
@example("-(" * 1000)
@example("NOT " * 500 + "a")
@example("a OR (b " * 250)
@example('"' * 2001)
@example("* " * 1000)
@example("\u0640~")
@example("a NEAR/5 -" * 200)
@example("-a W/5 (" * 250)
@example("(a OR b OR c OR d) NEAR/5 " * 80 + "a")
@example(f"{'(a OR b) W/2 ' * 100}a")
@example('"' + "a " * 200 + '"~5')
@example("date:" * 400)
@example("x-x* " * 180)
def test_any_text_is_a_query(text):
    for any_word in (False, True):
        parsed = parse(text, any_word=any_word)
        assert parsed.text == text
        assert_in_normal_form(parsed.query)
        assert depth_of(parsed.query) <= 5 * MAX_DEPTH + 4
        leaves = leaves_of(parsed.query)
        assert sum(weight_of(leaf) for leaf in leaves if leaf != Everything()) <= MAX_CLAUSES
        for leaf in leaves:
            assert_can_be_searched(leaf)
    offsets = [notice.offset for notice in parsed.notices]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < max(len(text), 1) for offset in offsets)


LONG_PATTERNS = [
    "*a", "a~", "?", "~", "w?ld ", '"a b"~5 ', "(a OR b) NEAR/5 ", "a NEAR/5 -", "-a W/5 (",
    "date:>=", "by:<  ", "ATLEAST2(", "words:1..", "1,", "U.", " ", '"', "함*",
]  # fmt: skip


@pytest.mark.parametrize("pattern", LONG_PATTERNS)
def test_a_long_query_takes_no_longer_to_read_than_it_is_long(pattern):
    def of(size):
        return (pattern * size)[:size]

    assert_linear(parse, of, MAX_CHARACTERS // 4)
    assert steps(parse, of(MAX_CHARACTERS)) < 9 * steps(parse, of(MAX_CHARACTERS // 4))
    assert parse(of(MAX_CHARACTERS)).text == of(MAX_CHARACTERS)


# Signs that mean nothing by themselves, and at times something that does.
MEANINGLESS = st.lists(
    st.sampled_from(
        [
            *("(", ")", "()", "-", "+", "~", "“", "…", "!", ",", "/", "—", "|", "[", "''", " "),
            *("\u3000", "😀", "&", "_", "\u200e", " NEAR/5 ", "AND", "headline:", "^2"),
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100)
@given(
    st.one_of(
        MEANINGLESS.map(" ".join),
        MEANINGLESS.map("".join),
        st.builds("{}{}".format, MEANINGLESS.map("".join), typed),
    )
)
def test_a_query_that_shows_every_article_though_something_was_typed_says_so(text):
    parsed = parse(text)
    everything = parsed.query == Everything()
    event(f"every article is shown: {everything}")
    if everything and not any(sign in text for sign in ("*", "＊", "show")):
        said = [n for n in parsed.notices if "all articles are shown" in n.message]
        assert said or not any(c.isprintable() and not c.isspace() for c in text)


@pytest.mark.parametrize("typed", ['צה"ל', 'headline:צה"ל', '"תנ"ך נמכר"', '"הרמטכ"ל בצה"ל"'])
def test_a_quotation_mark_inside_a_hebrew_abbreviation_is_of_the_word(typed):
    (leaf,) = [parse(typed).query]
    assert isinstance(leaf, Words)
    assert leaf.text == typed.removeprefix("headline:").removeprefix('"').removesuffix('"')
    assert parse(written(leaf)).query == leaf


def test_what_is_not_seen_is_nothing_inside_a_word_and_a_space_beside_one():
    assert parse("soft\u200bzero").query == Words("soft\u200bzero")
    assert parse("\u200e\u200fsoft\u200b \u2067zero\u2069\u2069").query == parse("soft zero").query
    assert parse("\u200eAND").query == parse("AND").query


@pytest.mark.parametrize("typed", ["コンピューター", "サーバーの障害", "headline:人々"])
def test_japanese_is_looked_for_in_each_spelling(typed):
    query = parse(typed).query
    assert isinstance(query, Or)
    assert written(query) == typed
    assert len(set(query.clauses)) == len(query.clauses) > 1
