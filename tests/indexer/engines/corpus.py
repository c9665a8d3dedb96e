"""Small archives and questions to them: one to read, and others made up by hypothesis.

What is made up has few words and values, so that articles and questions meet.
"""

from dataclasses import replace
from datetime import date
from itertools import chain

from hypothesis import strategies as st

from archive.model.article import Article, Credit, Precision, Provenance, Published, Region, Role
from indexer.analysis.analyzer import Analyzer, prefix_text, query_terms
from indexer.engines.engine import FacetFilter, SearchRequest, Sort
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
    Listed,
    Near,
    Not,
    Or,
    Pattern,
    Prefix,
    Some,
    Together,
    Unit,
    Weighted,
    Words,
)
from indexer.schema.fields import FACETS, TEXT_FIELDS

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def id_of(name):
    """A name of up to eight letters as an id of the store's form; the order is that of names."""
    return name.encode().ljust(8, b"\0").hex()


def name_of(article_id):
    return bytes.fromhex(article_id).rstrip(b"\0").decode()


def article(name, headline="", *body, regions=(), published=None, **others):
    """An article; regions are written as "Asia/China", a date as much as is known of it."""
    return Article(
        id=id_of(name),
        headline=headline,
        body=body,
        regions=tuple(Region(tuple(path.split("/")), None, "declared") for path in regions),
        published=published_on(published),
        provenance=Provenance("", "text/plain", "corpus.py"),
        **others,
    )


def published_on(value):
    if value is None:
        return Published()
    return Published(value, _PRECISIONS.get(len(value), Precision.INSTANT), "declared")


NEWS = (
    article(
        "drugs",
        "Officers caught running drugs in Hamhung",
        "Two officers were carrying 1,200 pills to the market, residents said.",
        "The chief of the police was removed.",
        captions=("A market in winter",),
        credits=(Credit("Ahn Soo-min", Role.REPORTER), Credit("Leejin Chung", Role.TRANSLATOR)),
        regions=("Asia/North Korea/South Hamgyong",),
        published="2019-06-04",
        source="Radio Harbor",
        section="World",
        topics=("crime",),
        language="en",
    ),
    article(
        "harvest",
        "Rice harvest fails",
        "Economists expect the economy to shrink; markets are empty.",
        credits=(Credit("Ahn Soo-min", Role.REPORTER),),
        regions=("Asia/North Korea/North Hamgyong", "Asia/China"),
        published="2019-06-30T23:30:00+09:00",
        source="Radio Harbor",
        language="en",
    ),
    article(
        "trade",
        "Border trade resumes",
        "Economic ties grow under co-operation of the U.S. and its neighbours. "
        "The café at the border sells rice.",
        credits=(Credit("Leejin Chung", Role.WRITER),),
        regions=("Asia/China",),
        published="2019-07",
        source="Daily Ledger",
        language="en-CA",
        added=("The café at the border sells rice.", "twelve"),
        removed=("Soldiers closed the bridge.", "ten"),
    ),
    article(
        "vote",
        "Elección en España",
        "La elección será en otoño.",
        regions=("Europe/Spain",),
        published="2019",
        source="Daily Ledger",
        language="es-mx",
    ),
    article(
        "army",
        "북한군이 함경남도에서 훈련",
        "훈련은 겨울에 시작됐다.",
        credits=(Credit("안수민", Role.REPORTER),),
        regions=("Asia/North Korea/South Hamgyong",),
        published="2020-02-29",
        language="ko",
    ),
    article("missile", "朝鲜发射导弹", "韩国军方星期二说。", published="2018-12-31", language="zh"),
    article("poll", "การเลือกตั้งครั้งใหม่", "اللغة العَرَبِيَّة جميلة", published="2018"),
    article("note", "A note", "Rice, rice and more rice from the harvest."),
)

# One story in three papers, and another of the same harbour.
STORM = (
    article(
        "ledger",
        "Storm brings flood to the harbour",
        published="2019-06-05",
        source="Daily Ledger",
        language="en",
        cluster=id_of("ledger"),
    ),
    article(
        "radio",
        "The harbour is under water",
        published="2019-06-04",
        source="Radio Harbor",
        language="en",
        cluster=id_of("ledger"),
    ),
    article(
        "wire",
        "Harbour: a flood",
        source="Halyard Wire",
        language="es",
        cluster=id_of("ledger"),
    ),
    article(
        "calm",
        "The harbour dries",
        published="2019-06-10",
        source="Daily Ledger",
        language="en",
    ),
)

_WORDS = (
    "market markets economy economic economies Kim Jong-un North Korea the drugs drug's "
    "U.S. us cooperate drugs. economy! e-mail F-16 1987-88 1,200 1200 3.5 café CAFE "
    "elección co-operate don't D.P.R.K. ﬁre Ｋim "
    "북한군이 함경남도 한 朝鲜发射导弹 导 안녕하세요 การเลือกตั้ง العَرَبِيَّة العربية "
    "G20峰会 — 😀 "
    # Forms that one language joins and another does not.
    "Häuser Haus Москве Москва marketing drogues"
)
WORDS = _WORDS.split()
REGIONS = ("Asia", "Asia/China", "Asia/North Korea/South Hamgyong", "Europe/Spain", "Asia/A∕B")
NAMES = ("Ahn Soo-min", "Leejin Chung", "안수민", "Kim", "O’Neill")
PUBLISHED = (
    None,
    "2018",
    "2019",
    "2018-12",
    "2019-06",
    "2019-06-04",
    "2019-06-30",
    "2019-06-04T23:30:00+09:00",
    "2019-06-04T15:29:59+01:00",
    "2019-06-04T08:00:00",
    "2019-06-05T00:10:00-11:00",
)
CLUSTERS = tuple(id_of(name) for name in ("news0", "news1", "other"))
DAYS = (date(2018, 1, 1), date(2018, 12, 31), date(2019, 6, 1), date(2019, 6, 4), date(2019, 6, 30))

paragraphs = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
articles = st.builds(
    Article,
    headline=paragraphs,
    body=st.lists(paragraphs, max_size=3).map(tuple),
    captions=st.lists(paragraphs, max_size=1).map(tuple),
    credits=st.lists(
        st.builds(Credit, st.sampled_from(NAMES), st.sampled_from(Role)), max_size=2, unique=True
    ).map(tuple),
    regions=st.lists(st.sampled_from(REGIONS), max_size=2, unique=True).map(
        lambda paths: tuple(Region(tuple(path.split("/")), None, "text") for path in paths)
    ),
    published=st.sampled_from(PUBLISHED).map(published_on),
    source=st.sampled_from((None, "Radio Harbor", "朝鲜日报")),
    topics=st.lists(st.sampled_from(("crime", "the economy")), max_size=2, unique=True).map(tuple),
    language=st.sampled_from((None, "en", "zh-Hant-TW", "de-AT", "ru", "fr", "ar", "vi", "nb")),
    provenance=st.just(Provenance("", "text/plain", "corpus.py")),
    added=st.lists(paragraphs, max_size=2).map(tuple),
    removed=st.lists(paragraphs, max_size=1).map(tuple),
    cluster=st.sampled_from(("", *CLUSTERS)),
)


@st.composite
def corpora(draw, max_size=8):
    """Articles with ids in no particular order, their clusters often as the store has them.

    An index that the store has gone ahead of may hold one article of a cluster, or none that
    the cluster is called by.
    """
    found = draw(st.lists(articles, max_size=max_size))
    names = draw(st.permutations([f"news{i}" for i in range(len(found))]))
    corpus = [replace(article, id=id_of(name)) for article, name in zip(found, names, strict=True)]
    return [in_its_cluster(each, corpus) for each in corpus] if draw(st.booleans()) else corpus


def in_its_cluster(article, corpus):
    """An article with the cluster that it and all others of its mark are called by."""
    alike = [each.id for each in corpus if each.cluster == article.cluster != ""]
    return replace(article, cluster=min(alike) if len(alike) > 1 else "")


names = st.sampled_from([field.name for field in TEXT_FIELDS])
fields = st.none() | names
phrases = st.lists(st.sampled_from((*WORDS, *NAMES)), min_size=1, max_size=3).map(" ".join)
beginnings = st.builds(
    lambda word, length: word[:length], st.sampled_from((*WORDS, *NAMES)), st.integers(1, 6)
)
_slots = st.sampled_from([f"news{number}" for number in range(12)])
# Batches of articles that are added, or take each other's place, and of names that are deleted.
changes = st.lists(
    st.lists(
        st.one_of(
            _slots, st.builds(lambda given, name: replace(given, id=id_of(name)), articles, _slots)
        ),
        max_size=4,
    ),
    min_size=5,
    max_size=12,
)


def living(batches):
    """The articles that are there after batches of changes, by id."""
    left = {}
    for change in chain.from_iterable(batches):
        if isinstance(change, str):
            left.pop(id_of(change), None)
        else:
            left[change.id] = change
    return left


leaves = st.one_of(
    st.builds(Words, phrases.filter(lambda text: query_terms(text, Analyzer.NAMES)), fields),
    st.builds(Prefix, beginnings.filter(prefix_text), fields),
    st.builds(DateRange, st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)),
    st.sampled_from(("", *CLUSTERS)).map(Cluster),
    st.just(Everything()),
)
near_phrases = st.one_of(
    st.sampled_from([word for word in WORDS if query_terms(word, Analyzer.NAMES)]),
    phrases.filter(lambda text: query_terms(text, Analyzer.NAMES)),
)
single_words = [word for word in (*WORDS, *NAMES) if word.isascii() and word.isalpha()]


@st.composite
def misspelled(draw):
    """A word with up to three letters put in, left out or exchanged."""
    word = draw(st.sampled_from([*single_words, "drugs", "economists"]))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word)))
        word = (
            word[:at] + draw(st.sampled_from(["", "s", "k"])) + word[at + draw(st.integers(0, 1)) :]
        )
    return word


@st.composite
def forms(draw):
    """A word with signs in place of some of its letters, or between them."""
    word = list(draw(st.sampled_from([w for w in (*WORDS, *NAMES) if w.isalpha()])))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(word) - 1))
        word[at : at + draw(st.integers(0, 2))] = draw(st.sampled_from("*?"))
    return "".join(word)


# What is looked for in texts, other than words and beginnings.
leaves_in_text = st.one_of(
    st.builds(
        Near,
        st.lists(near_phrases, min_size=2, max_size=3).map(tuple),
        st.sampled_from((0, 1, 2, 5, 85)),
        st.booleans(),
        fields,
    ),
    st.builds(Fuzzy, misspelled().filter(bool), st.integers(1, 2), fields),
    st.builds(
        Together,
        st.lists(near_phrases, min_size=2, max_size=3).map(tuple),
        st.sampled_from(Unit),
        fields,
    ),
    st.builds(Pattern, forms().filter(lambda form: sum(map(str.isalnum, form)) > 1), fields),
)
more_leaves = st.one_of(
    leaves_in_text,
    st.builds(AtLeast, st.integers(2, 4), near_phrases, fields),
    st.builds(Has, names),
    st.builds(Length, st.integers(0, 9), st.none() | st.integers(0, 20)),
    st.builds(Like, st.integers(0, 8).map(lambda number: id_of(f"news{number}"))),
    st.builds(Listed, st.frozensets(st.integers(0, 8).map(lambda number: id_of(f"news{number}")))),
)


def _grown(queries):
    clauses = st.lists(queries, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, clauses), st.builds(Or, clauses), st.builds(Not, queries))


def _grown_more(queries):
    clauses = st.lists(queries, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        _grown(queries),
        st.builds(Weighted, queries, st.sampled_from((0.5, 3.0))),
        clauses.flatmap(lambda some: st.builds(Some, st.just(some), st.integers(1, len(some)))),
    )


# With the common operators, and with all there are.
queries = st.recursive(leaves, _grown, max_leaves=6)
whole_queries = st.recursive(leaves | more_leaves, _grown_more, max_leaves=6)


@st.composite
def requests(draw, corpus, asked=queries):
    """A question to a corpus for all it finds, with filters on what its articles have."""
    filters = {}
    for facet in draw(st.lists(st.sampled_from(FACETS), max_size=2, unique_by=lambda f: f.name)):
        values = sorted({value for article in corpus for value in facet.values(article)})
        chosen = st.frozensets(st.sampled_from([*values, facet.missing]), max_size=2)
        filters[facet.name] = FacetFilter(include=draw(chosen), exclude=draw(chosen))
    return SearchRequest(
        query=draw(asked),
        filters=filters,
        facets=tuple(facet.name for facet in FACETS),
        sort=draw(st.sampled_from(Sort)),
        limit=len(corpus),
        collapse=draw(st.booleans()),
    )
