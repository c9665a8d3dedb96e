from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis import Analyzer, prefix_text, query_terms
from indexer.fields import TEXT_FIELDS
from indexer.parser import MAX_CHARACTERS, MAX_CLAUSES, MAX_DEPTH, parse
from indexer.query import And, Cluster, DateRange, Everything, Not, Or, Prefix, Words

A, B, C, D = (Words(letter) for letter in "abcd")
ONE = Cluster("0f1e2d3c4b5a6978")

TAKEN_AS_TYPED = {
    # words
    "": Everything(),
    " \t\u3000\x00": Everything(),
    "missile": Words("missile"),
    "a b c": And((A, B, C)),
    "and or not": And((Words("and"), Words("or"), Words("not"))),
    "co-operate": Words("co-operate"),
    "Kim Jong-un": And((Words("Kim"), Words("Jong-un"))),
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
    "a-b --c": And((Words("a-b"), Words("--c"))),
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
    "co-operat*": And((Words("co-"), Prefix("operat"))),
    "-co-operat*": Not(And((Words("co-"), Prefix("operat")))),
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
    "2019-06": Words("2019-06"),
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
    "by:*": (Everything(), NOTHING_LEFT, (3, "“*” has no letter or digit; it is left out.")),
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
    "*a": (Words("*a"), (0, "A star stands for the end of a single word only; it is left out.")),
    "a*b*": (
        And((Words("a*"), Prefix("b"))),
        (1, "A star stands for the end of a single word only; it is left out."),
    ),
    '"a econom*"': (
        Words("a econom*"),
        (9, "A star stands for the end of a single word only; it is left out."),
    ),
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
        case Not(clause):
            return (clause,)
        case _:
            return ()


def depth_of(query):
    return 1 + max(map(depth_of, children(query)), default=0)


def leaves_of(query):
    return [leaf for child in children(query) for leaf in leaves_of(child)] or [query]


def assert_in_normal_form(query):
    assert not any(isinstance(child, type(query)) for child in children(query))
    if isinstance(query, And | Or):
        assert len(query.clauses) >= 2
    for child in children(query):
        assert_in_normal_form(child)


def assert_can_be_searched(leaf):
    match leaf:
        case Words(text, field):
            assert query_terms(text, Analyzer.NAMES)
        case Prefix(text, field):
            assert prefix_text(text)
        case _:
            return
    assert field is None or field in {f.name for f in TEXT_FIELDS}


PIECES = st.sampled_from(
    [
        *"ab()-–−*＊:：.'’＂（）_ـ&😀\"“”\u3000\x00\ud800\u200e\u00ad",
        *("AND", "OR", "NOT", "headline:", "by:", "date:", "foo:", "http://"),
        *("cluster:", "duplicates:", "show", "0f1e2d3c4b5a6978"),
        *("2019", "2019-06", "..", "econom*", "co-operate", "함경남도", "导弹", "&&&"),
    ]
)
typed = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map(" ".join),
)


@settings(max_examples=500)
@given(typed)
@example("(" * 3000)
@example("-(" * 1000)
@example("NOT " * 500 + "a")
@example("a OR (b " * 250)
@example('"' * 2001)
@example("* " * 1000)
@example("date:" * 400)
@example("x-x* " * 180)
def test_any_text_is_a_query(text):
    parsed = parse(text)
    assert parsed.text == text
    assert_in_normal_form(parsed.query)
    assert depth_of(parsed.query) <= 3 * MAX_DEPTH + 4
    leaves = leaves_of(parsed.query)
    assert len(leaves) <= MAX_CLAUSES
    for leaf in leaves:
        assert_can_be_searched(leaf)
    offsets = [notice.offset for notice in parsed.notices]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < max(len(text), 1) for offset in offsets)


@settings(max_examples=300)
@given(typed)
def test_a_query_that_shows_every_article_though_something_was_typed_says_so(text):
    parsed = parse(text)
    if parsed.query == Everything() and not any(sign in text for sign in ("*", "＊", "show")):
        said = [n for n in parsed.notices if "all articles are shown" in n.message]
        assert said or not any(c.isprintable() and not c.isspace() for c in text)


LETTERS = st.sampled_from(["a", "b", "co-operate", "함경남도", "导弹", "U.S.", "and", "1,200"])
FIELDS = st.none() | st.sampled_from([field.name for field in TEXT_FIELDS])
DAYS = st.dates(min_value=date(1, 1, 1))


def flat(kind):
    """What makes one tree of many without a tree of its kind right below it."""
    return lambda trees: kind(
        tuple(
            part for tree in trees for part in (tree.clauses if isinstance(tree, kind) else (tree,))
        )
    )


TREES = st.recursive(
    st.one_of(
        st.builds(Words, LETTERS, FIELDS),
        st.builds(Words, st.lists(LETTERS, min_size=2, max_size=3).map(" ".join), FIELDS),
        st.builds(Prefix, st.sampled_from(["econom", "a", "경", "us"]), FIELDS),
        st.builds(
            DateRange, st.none() | DAYS.filter(lambda day: day.year < 2000), st.none() | DAYS
        ).filter(lambda days: not days.first or not days.last or days.first <= days.last),
        st.just(Everything()),
        st.just(ONE),
    ),
    lambda trees: st.one_of(
        st.lists(trees, min_size=2, max_size=4).map(flat(And)),
        st.lists(trees, min_size=2, max_size=4).map(flat(Or)),
        trees.map(lambda tree: tree.clause if isinstance(tree, Not) else Not(tree)),
    ),
    max_leaves=20,
)


def as_typed(query):
    """A query as a person could type it."""
    match query:
        case Words(text, field):
            return f"{field}:" * bool(field) + (f'"{text}"' if " " in text else text)
        case Prefix(text, field):
            return f"{field}:" * bool(field) + f"{text}*"
        case DateRange(first, last):
            return f"date:{first or ''}..{last or ''}"
        case Cluster(cluster_id):
            return f"cluster:{cluster_id}"
        case And(clauses):
            return f"({' '.join(map(as_typed, clauses))})"
        case Or(clauses):
            return f"({' OR '.join(map(as_typed, clauses))})"
        case Not(clause):
            return f"-{as_typed(clause)}"
        case Everything():
            return "*"


@settings(max_examples=300)
@given(TREES)
def test_a_tree_typed_out_means_the_same_tree(tree):
    parsed = parse(as_typed(tree))
    assert (parsed.query, parsed.notices) == (tree, ())
