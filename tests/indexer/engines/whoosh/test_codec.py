"""An index of ours as Whoosh reads it, each part of the library by itself."""

# ruff: noqa: DTZ001 - dates of Whoosh have no zone

import pickle
import pickletools
import re
import shutil
from datetime import datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from whoosh import index, query
from whoosh.fields import DATETIME, ID, TEXT
from whoosh.matching.mcore import ReadTooFar
from whoosh.qparser import MultifieldParser, QueryParser
from whoosh.reading import TermNotFound
from whoosh.sorting import FieldFacet

from indexer.analysis.analyzer import index_terms, language_in
from indexer.engines.whoosh.codec.codec import ArrayCodec
from indexer.engines.whoosh.errors import DamageError, ReadOnlyError
from indexer.engines.whoosh.index_entry import TEXT_FIELD_OF
from indexer.engines.whoosh.schema import make_schema
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.schema.fields import FACETS
from tests.indexer.engines.corpus import NEWS, STORM, article, corpora, id_of, name_of
from tests.indexer.engines.damage import flipped
from tests.indexer.engines.engine_contract import apply
from tests.indexer.engines.whoosh.test_whoosh_damage import leaves_files_open, swept  # noqa: F401 - a fixture
from tests.indexer.engines.whoosh.test_whoosh_engine import MANY
from tests.indexer.engines.whoosh.whoosh_queries import searching

DOCS = Path(__file__).resolve().parents[4] / "docs" / "whoosh.md"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """Two segments, of one of which a document is deleted."""
    folder = tmp_path_factory.mktemp("index")
    apply(WhooshWriter(folder), NEWS, STORM, ["poll"])
    return folder


@pytest.fixture
def searcher(directory):
    with searching(directory) as opened:
        yield opened


def names(results):
    return [name_of(hit["id"]) for hit in results]


# The reader.


def test_the_schema_comes_with_the_index_and_has_fields_of_whooshs_own_kinds(directory):
    schema = index.open_dir(str(directory)).schema
    kinds = {
        name: next(k for k in (TEXT, DATETIME, ID) if isinstance(schema[name], k))
        for name in schema.names()
    }
    assert kinds == {
        **dict.fromkeys(["title", "body", "lead", "caption", "region", "byline"], TEXT),
        **dict.fromkeys(["reporter", "translator", "writer", "photographer", "editor"], TEXT),
        **dict.fromkeys(["agency", "source", "section", "topic", "lang"], TEXT),
        **dict.fromkeys(["added", "removed", "url", "tag", "collection", "note"], TEXT),
        **dict.fromkeys(["id", "cluster", "language", "year", "month", "week", "day"], ID),
        **dict.fromkeys(["date", "last_day"], DATETIME),
    }  # fmt: skip


def test_documents_are_counted_without_those_that_are_deleted(searcher):
    reader = searcher.reader()
    assert (searcher.doc_count(), searcher.doc_count_all()) == (11, 12)
    assert reader.has_deletions()
    assert [number for number in range(12) if reader.is_deleted(number)] == [6]
    assert len(list(reader.all_doc_ids())) == len(list(reader.all_stored_fields())) == 11


def test_ids_and_titles_are_stored(searcher):
    assert searcher.stored_fields(1) == {"id": id_of("harvest"), "title": "Rice harvest fails"}
    assert searcher.document(id=id_of("vote"))["title"] == "Elección en España"
    assert searcher.document(id="0" * 16) is None


def test_a_term_says_how_often_it_is_where_and_in_how_long_texts(searcher):
    reader = searcher.reader()
    info = reader.term_info("body", "rice")
    assert (info.doc_frequency(), info.weight()) == (2, 4.0)
    assert (info.min_id(), info.max_id(), info.max_weight()) == (2, 7, 3.0)
    assert (info.min_length(), info.max_length()) == (8, 19)
    # A word of the title counts for four.
    assert (reader.doc_frequency("title", "harvest"), reader.frequency("title", "harvest")) == (
        1,
        4.0,
    )
    assert (reader.doc_frequency("body", "none"), reader.frequency("body", "none")) == (0, 0)
    assert ("title", b"harvest") in reader
    assert ("title", b"nobody") not in reader
    assert ("nothing", b"harvest") not in reader
    with pytest.raises(TermNotFound):
        reader.term_info("body", "none")


def test_a_matcher_goes_through_the_postings_of_a_term(searcher):
    (news, _), *_ = searcher.reader().leaf_readers()
    matcher = news.postings("body", b"rice")
    assert list(matcher.copy().items_as("positions")) == [(2, [18]), (7, [0, 1, 4])]
    assert (matcher.id(), matcher.weight(), matcher.value_as("frequency")) == (2, 1.0, 1)
    matcher.skip_to(5)
    assert (matcher.id(), matcher.weight(), matcher.value_as("weight")) == (7, 3.0, 3.0)
    assert [span.start for span in matcher.spans()] == [0, 1, 4]
    assert matcher.supports("positions")
    assert not matcher.supports("characters")
    matcher.next()
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.next()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(9)
    matcher.reset()
    assert matcher.id() == 2


@settings(max_examples=40)
@given(corpora())
def test_all_postings_and_lengths_are_what_analysis_makes_of_the_articles(corpus):
    with TemporaryDirectory() as folder:
        apply(WhooshWriter(Path(folder)), corpus)
        with searching(folder) as searcher:
            reader = searcher.reader()
            number_of = {reader.stored_fields(n)["id"]: n for n in reader.all_doc_ids()}
            found = {name: {} for name in TEXT_FIELD_OF}
            for name, term, number, weight, value in reader.iter_postings():
                if name in found and (positions := decoded(searcher, name, value)):
                    assert weight == pytest.approx(len(positions) * TEXT_FIELD_OF[name].weight)
                    found[name][number, term.decode()] = positions
            for name, field in TEXT_FIELD_OF.items():
                made = {
                    number_of[each.id]: index_terms(
                        field.texts(each),
                        field.analyzer,
                        language_in(field.analyzer, each.language),
                    )
                    for each in corpus
                }
                assert found[name] == {
                    (number, term): positions
                    for number, terms in made.items()
                    for term, positions in terms.positions.items()
                }
                lengths = {number: terms.length for number, terms in made.items()}
                assert {n: reader.doc_field_length(n, name) for n in made} == lengths
                assert reader.field_length(name) == sum(lengths.values())
                if corpus:
                    assert reader.max_field_length(name) == max(lengths.values())
                    assert reader.min_field_length(name) == min(lengths.values())


def decoded(searcher, name, value):
    return searcher.schema[name].format.decode_positions(value)


def test_terms_ascend_and_each_has_documents(searcher):
    for leaf, _ in searcher.reader().leaf_readers():
        terms = list(leaf.all_terms())
        assert terms == sorted(set(terms))
        fields = list(leaf.indexed_field_names())
        assert [name for name in fields if any(term[0] == name for term in terms)] == [
            name for name, _ in groupby(terms, key=lambda term: term[0])
        ]
        assert all(info.doc_frequency() for _, info in leaf)
        assert list(leaf.terms_from("year", b"2019")) == [
            term for term in terms if term >= ("year", b"2019")
        ]


def test_a_lexicon_has_the_terms_and_the_words_as_written(searcher):
    (news, _), *_ = searcher.reader().leaf_readers()
    assert list(news.field_terms("title"))[:25] == [
        "::es:eleccion", "::es:en", "::es:espan", "a", "border", "caught", "drug", "drugs",
        "eleccion", "en", "espana", "fail", "fails", "hamhung", "harvest", "in", "note", "offic",
        "officers", "resum", "resumes", "rice", "run", "running", "trade",
    ]  # fmt: skip
    assert list(news.field_terms("region"))[:3] == ["asia", "china", "europe"]
    assert list(searcher.field_terms("byline"))[:3] == ["ahn", "chung", "leejin"]
    assert list(searcher.field_terms("year")) == ["2018", "2019", "2020", "undated"]
    assert list(searcher.field_terms("date"))[:2] == [datetime(2018, 1, 1), datetime(2018, 12, 31)]


def test_a_word_as_written_that_is_also_the_stem_of_another_is_in_the_lexicon_as_both(tmp_path):
    """The stem of "continental" is "continent", of which the stem is "contin"."""
    apply(
        WhooshWriter(tmp_path), [article("one", "", "continent"), article("two", "", "continental")]
    )
    with searching(tmp_path) as searcher:

        def found(asked):
            return sorted(names(searcher.search(asked)))

        assert list(searcher.lexicon("body")) == [
            b"contin", b"continent", b"continent\0", b"continental",
        ]  # fmt: skip
        assert list(searcher.field_terms("body"))[1:3] == ["continent", "continent"]
        assert found(query.Term("body", "continent")) == ["two"]
        assert found(query.Term("body", "continental")) == ["two"]
        assert found(query.Prefix("body", "continent")) == ["one", "two"]
        assert found(query.Wildcard("body", "contin?nt")) == ["one", "two"]
        # A spelling comes as text: it is the term that is meant.
        assert found(query.FuzzyTerm("body", "continant")) == ["two"]


# Queries.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rice", "harvest note trade"),
        ("Rices", "harvest note trade"),
        ("rice AND harvest", "harvest note"),
        ("rice NOT harvest", "trade"),
        ("hamhung OR spain", "drugs vote"),
        ('"running drugs"', "drugs"),
        ('"drugs running"', ""),
        ('"running hamhung"~4', "drugs"),
        ("co-operation", "trade"),
        ("cooperation", "trade"),
        ("U.S.", "trade"),
        ("cafe", "trade"),
        ("朝鲜发射", "missile"),
        ("북한", "army"),
        ("econom*", "harvest trade"),
        ("economis*", "harvest"),
        ("ELECCIÓN*", "vote"),
        ("h?rvest", "harvest note"),
        ("*rvest", "harvest note"),
        ("title:note", "note"),
        ("body:note", ""),
        ('region:"north korea"', "army drugs harvest"),
        ("byline:ahn", "drugs harvest"),
        ("reporter:chung", ""),
        ("translator:chung", "drugs"),
        ("lang:ko language:ko", "army"),
        ("year:2019", "calm drugs harvest ledger radio trade vote"),
        ("date:2020", "army"),
        ("date:20190604", "drugs radio"),
        ("date:[20190605 TO 20190630]", "calm harvest ledger"),
        ("date:[20190701 TO]", "army trade"),
        ("cluster:6c65646765720000", "ledger radio wire"),
        ("id:6e6f746500000000", "note"),
        ("nothing", ""),
    ],
)  # fmt: skip
def test_whooshs_parser_and_searcher_find_articles(searcher, text, found):
    parser = MultifieldParser(["title", "body", "region", "byline"], searcher.schema)
    assert " ".join(sorted(names(searcher.search(parser.parse(text), limit=None)))) == found


def test_every_article_and_every_one_with_a_field(searcher):
    assert len(searcher.search(query.Every(), limit=None)) == 11
    assert sorted(names(searcher.search(query.Every("byline")))) == [
        "army",
        "drugs",
        "harvest",
        "trade",
    ]
    assert sorted(names(searcher.search(query.Every("caption")))) == ["drugs"]
    assert len(searcher.search(query.Every("date"), limit=None)) == 9


def test_a_month_is_in_a_range_that_has_its_first_and_its_last_day(searcher):
    july = datetime(2019, 7, 1), datetime(2019, 7, 31)
    first = query.DateRange("date", *july)
    wholly = first & query.DateRange("last_day", None, datetime(2019, 7, 30))
    assert names(searcher.search(first)) == ["trade"]
    assert names(searcher.search(wholly)) == []


def test_words_in_titles_count_more_and_so_do_rare_ones(searcher):
    parser = MultifieldParser(["title", "body"], searcher.schema)
    results = searcher.search(parser.parse("rice harvest"))
    assert names(results) == ["harvest", "note"]
    assert results.score(0) > results.score(1) > 0
    assert names(searcher.search(parser.parse("rice"))) == ["harvest", "note", "trade"]


def test_the_best_are_the_same_whether_whoosh_passes_over_the_others_or_not(tmp_path):
    """Of 900 documents, in blocks of 128, Whoosh passes over those that cannot be among ten."""
    stories = [
        article(
            f"s{n}", "Rice" if n % 300 == 7 else "", "rice " * (n % 17 + 1) + "wagon " * (n % 90)
        )
        for n in range(900)
    ]
    apply(WhooshWriter(tmp_path), stories)
    with searching(tmp_path) as searcher:
        for text in ("rice", "rice wagon", "rice OR wagon", "title:rice OR body:wagon"):
            asked = QueryParser("body", searcher.schema).parse(text)
            whole, best = searcher.search(asked, limit=None), searcher.search(asked, limit=10)
            scores = [round(whole.score(i), 6) for i in range(10)]
            assert [round(best.score(i), 6) for i in range(10)] == scores
            optimized = searcher.search(asked, limit=10, optimize=False)
            assert [round(optimized.score(i), 6) for i in range(10)] == scores


# Sorting and groups.


def test_articles_are_sorted_by_date_either_way_and_undated_ones_come_last(searcher):
    every = query.Every()
    by_date = names(searcher.search(every, limit=None, sortedby="date"))
    assert by_date == [
        "missile", "vote", "drugs", "radio", "ledger", "calm", "harvest", "trade", "army",
        "note", "wire",
    ]  # fmt: skip
    newest = FieldFacet("date", reverse=True)
    assert names(searcher.search(every, limit=3, sortedby=newest)) == ["army", "trade", "harvest"]
    assert names(searcher.search(every, limit=None, sortedby=newest))[-2:] == ["note", "wire"]


def test_articles_are_sorted_by_facets_either_way(searcher):
    rice = QueryParser("body", searcher.schema).parse("rice")
    by_source = ["note", "trade"]
    assert names(searcher.search(rice, sortedby="source")) == by_source
    backwards = FieldFacet("source", reverse=True)
    assert names(searcher.search(rice, sortedby=backwards)) == by_source[::-1]
    assert names(searcher.search(rice, sortedby=["year", "id"])) == ["trade", "note"]


def test_articles_are_grouped_by_facets_as_sets_and_by_each_value(searcher):
    facets = {
        "year": FieldFacet("year"),
        "source": FieldFacet("source"),
        "region": FieldFacet("region"),
        "each region": FieldFacet("region", allow_overlap=True),
        "date": FieldFacet("date"),
    }
    results = searcher.search(query.Every(), limit=None, groupedby=facets)
    counts = {
        name: {group: len(found) for group, found in results.groups(name).items()}
        for name in facets
    }
    assert counts["year"] == {"2019": 7, "2018": 1, "2020": 1, "undated": 2}
    assert counts["source"] == {
        "Radio Harbor": 3,
        "Daily Ledger": 4,
        "Halyard Wire": 1,
        "(none)": 3,
    }
    assert counts["region"] == {
        "Asia; Asia/North Korea; Asia/North Korea/South Hamgyong": 2,
        "Asia; Asia/China; Asia/North Korea; Asia/North Korea/North Hamgyong": 1,
        "Asia; Asia/China": 1,
        "Europe; Europe/Spain": 1,
        "(none)": 6,
    }
    assert counts["each region"]["Asia"] == 4
    assert counts["each region"]["Asia/North Korea"] == 3
    assert counts["date"][datetime(2019, 6, 4)] == 2
    assert counts["date"][None] == 2


def test_near_duplicates_collapse_by_their_cluster(searcher):
    results = searcher.search(query.Every(), limit=None, collapse="cluster", sortedby="id")
    assert len(names(results)) == 9
    assert results.collapsed_counts == {id_of("ledger"): 2}


# What else Whoosh does with a reader.


def test_words_are_suggested_for_misspelled_ones(searcher):
    assert searcher.suggest("body", "harvets")[0] == "harvest"
    assert "economists" in searcher.suggest("body", "ecnomists")
    news = searcher.reader().leaf_readers()[0][0]
    assert sorted(news.terms_within("body", "rise", 1)) == ["rice"]


def test_articles_like_one_are_found_by_the_terms_of_its_title(searcher):
    (hit,) = searcher.search(query.Term("id", id_of("harvest")))
    assert names(hit.more_like_this("title")) == []
    assert [term for term, _ in searcher.key_terms_from_text("title", "Rice and ferries")] == [
        "rice"
    ]
    results = searcher.search(query.Term("body", "rice"), terms=True)
    assert results.matched_terms() == {("body", b"rice")}


def test_hits_are_marked_in_titles(searcher):
    asked = QueryParser("title", searcher.schema).parse("훈련 OR none")
    marked = {hit.highlights("title") for hit in searcher.search(asked)}
    assert marked == {'북한군이 함경남도에서 <b class="match term0">훈련</b>'}
    asked = QueryParser("title", searcher.schema).parse("runs")
    (hit,) = searcher.search(asked)
    assert hit.highlights("title") == (
        'Officers caught <b class="match term0">running</b> drugs in Hamhung'
    )


# Damage.


def everything(directory):
    """All that Whoosh reads of an index."""
    with searching(directory) as searcher:
        reader = searcher.reader()
        return (
            list(reader.iter_postings()),
            list(reader.iter_docs()),
            [
                list(reader.column_reader(name))
                for name in ("region", "source", "year", "date", "id")
            ],
            [reader.field_length(name) for name in reader.schema.names()],
        )


def test_every_damaged_byte_that_whoosh_reads_is_said(tmp_path):
    sound, spoilt = tmp_path / "sound", tmp_path / "spoilt"
    sound.mkdir()
    apply(WhooshWriter(sound), NEWS)
    expected = everything(sound)
    (file,) = sound.glob("*.seg")
    shutil.copytree(sound, spoilt)
    content = file.read_bytes()
    said = 0
    for at in range(0, len(content), 97):
        (spoilt / file.name).write_bytes(flipped(content, at))
        try:
            assert everything(spoilt) == expected
        except DamageError:
            said += 1
    # The last days of the articles, and the lengths of fields without an article, are not read.
    assert said > len(range(0, len(content), 97)) * 0.9


# Writers.


@leaves_files_open
@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.add_document(title="A note") or writer.commit(),
        lambda writer: writer.update_document(id=id_of("note"), title="A note"),
        lambda writer: writer.delete_by_term("title", "rice"),
        lambda writer: writer.commit(),
        lambda writer: writer.commit(optimize=True),
    ],
    ids=["add", "update", "delete", "commit", "optimize"],
)  # fmt: skip
def test_whooshs_writers_are_refused_and_change_nothing(tmp_path, change):
    apply(WhooshWriter(tmp_path), NEWS, STORM)
    before = everything(tmp_path)
    writer = index.open_dir(str(tmp_path)).writer()
    with pytest.raises(ReadOnlyError) as refused:
        change(writer)
    assert str(refused.value) == "only backfile writes this index: run 'backfile update'"
    if not writer.is_closed:
        writer.cancel()
    assert everything(tmp_path) == before
    apply(WhooshWriter(tmp_path), [MANY[0]])
    assert {path.suffix for path in tmp_path.iterdir()} == {".seg", ".toc", ""}


@leaves_files_open
def test_a_writer_with_our_codec_is_refused_too(directory):
    with pytest.raises(ReadOnlyError):
        index.open_dir(str(directory)).writer(codec=ArrayCodec())


def test_the_schema_is_pickled_as_no_more_than_a_name():
    content = pickle.dumps(make_schema(), 2)
    strings = [
        argument for _, argument, _ in pickletools.genops(content) if isinstance(argument, str)
    ]
    assert strings == ["indexer.engines.whoosh.schema read_only_schema"]
    assert pickle.loads(content).names() == make_schema().names()  # noqa: S301 - made here


def test_all_facets_have_columns(searcher):
    assert all(searcher.reader().has_column(facet.name) for facet in FACETS)


# The page that says how.


def test_the_example_of_the_page_on_whoosh_is_ten_lines_that_work(tmp_path, capsys):
    apply(WhooshWriter(tmp_path), NEWS, STORM)
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert len(example.splitlines()) == 10
    exec(example.replace("demo-home/index/g-000001", str(tmp_path)), {})  # noqa: S102 - it is ours
    assert capsys.readouterr().out == (
        f"[('{id_of('harvest')}', 'Rice harvest fails'), "
        f"('{id_of('drugs')}', 'Officers caught running drugs in Hamhung')]\n"
        "{'2019': [1, 0]}\n"
    )
