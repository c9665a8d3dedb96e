"""What every engine has indexed of real headlines is what the analysis says, term by term."""

import gzip
import json
import random
import zipfile
from collections import defaultdict
from contextlib import closing

import pytest
from tantivy import Query
from whoosh import index as whoosh_index

from archive.model.article import Article, Provenance
from indexer.analysis.analyzer import Analyzer, index_terms
from indexer.engines.registry import engine_kind
from indexer.engines.tantivy.schema import ID, open_index
from indexer.engines.whoosh.index_entry import ID_COLUMN
from indexer.engines.whoosh.schema import make_schema
from indexer.engines.whoosh.segment.reader import Segments

pytestmark = pytest.mark.shared

FIELD = "headline"
TRANSLATIONS = {
    "ko": "newstest2019-ref.kor.txt",
    "zh": "newstest2019-ref.zho-CN.txt",
    "th": "newstest2019-ref.tha.txt",
}
# Of these, only the first line of each of 123 documents is a headline.
COUNTS = {"en": 700, "es": 500, "ar": 431, "ko": 123, "zh": 123, "th": 123}


@pytest.fixture(scope="module")
def headlines(shared_data):
    """2,000 headlines by the ids of their articles."""
    rng = random.Random(2012)  # noqa: S311 - the same headlines every time
    every = real_headlines(shared_data)
    chosen = [text for language, n in COUNTS.items() for text in rng.sample(every[language], n)]
    assert len(chosen) == 2_000
    assert all(any(map(str.isalnum, text)) for text in chosen)
    return {f"{number:016x}": text for number, text in enumerate(chosen, 1)}


@pytest.fixture(scope="module")
def places(headlines):
    """The positions of every term of every headline, by its id."""
    return {
        article_id: dict(index_terms([text], Analyzer.PROSE).positions)
        for article_id, text in headlines.items()
    }


@pytest.fixture(scope="module")
def indexed(headlines, tmp_path_factory):
    """Makes the index of the headlines by an engine, and says where."""

    def make(engine):
        folder = tmp_path_factory.mktemp(engine)
        with closing(engine_kind(engine).writer(folder)) as writer:
            for article_id, text in headlines.items():
                writer.add(Article(text, (), Provenance("", "", ""), article_id))
            writer.commit()
        return folder

    return make


def test_whoosh_has_every_term_at_its_positions(indexed, places):
    with (
        closing(whoosh_index.open_dir(str(indexed("whoosh")), schema=make_schema())) as opened,
        closing(opened.reader()) as reader,
    ):
        segments = Segments(reader)
        ids = [f"{number:016x}" for number in segments.column(ID_COLUMN)]
        found = defaultdict(lambda: defaultdict(list))
        for term in segments.lexicon(FIELD):
            every, positions = segments.places(FIELD, term, segments.postings(FIELD, term).docs)
            for doc, position in zip(every.tolist(), positions.tolist(), strict=True):
                found[ids[doc]][term].append(position)
    assert found == places


class TantivyIndex:
    """An open Tantivy index, whose files are mapped until it is closed."""

    def __init__(self, directory):
        index = open_index(directory)
        self.schema, self.searcher = index.schema, index.searcher()

    def ids_of(self, query):
        """The ids of the articles that match a query."""
        hits = self.searcher.search(query, self.searcher.num_docs).hits
        numbers = self.searcher.fast_field_values(ID, [address for _, address in hits])
        return {f"{number:016x}" for number in numbers}

    def close(self):
        del self.searcher


@pytest.fixture(scope="module")
def tantivy(indexed):
    """The headlines in a Tantivy index."""
    with closing(TantivyIndex(indexed("tantivy"))) as index:
        yield index


def test_tantivy_has_every_term(tantivy, places):
    found = {
        term: tantivy.ids_of(Query.term_query(tantivy.schema, FIELD, term))
        for term, _ in tantivy.searcher.terms_with_prefix(FIELD, "")
    }
    assert found == having(places, lambda positions: positions)


def test_tantivy_has_every_term_beside_those_that_it_stands_beside(tantivy, places):
    expected = having(places, pairs)
    found = {
        pair: tantivy.ids_of(Query.phrase_query(tantivy.schema, FIELD, list(enumerate(pair))))
        for pair in expected
    }
    assert found == expected


def having(places, parts):
    """The ids of the headlines that have each of the parts which one is made of."""
    found = defaultdict(set)
    for article_id, positions in places.items():
        for part in parts(positions):
            found[part].add(article_id)
    return found


def pairs(positions):
    """Every two terms that stand one after the other."""
    at = defaultdict(list)
    for term, places in positions.items():
        for place in places:
            at[place].append(term)
    return {(one, other) for place in list(at) for one in at[place] for other in at[place + 1]}


def real_headlines(shared):
    """All that there are, by language."""
    with gzip.open(shared / "reuters-headlines" / "2012.tsv.gz", "rt") as rows:
        english = [row.split("\t")[1] for row, _ in zip(rows, range(20_000), strict=False)]
    spanish = [
        story["title"]
        for path in sorted((shared / "kcna").glob("*.jsonl.gz"))
        for story in map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
        if story["language"] == "es"
    ]
    with zipfile.ZipFile(shared / "saudinewsnet" / "2015-07-21.zip") as archive:
        arabic = [story["title"] for story in json.loads(archive.read(archive.namelist()[0]))]
    documents = (shared / "ntrex" / "DOCUMENT_IDS.tsv").read_text("utf-8").splitlines()
    firsts = [documents.index(each) for each in dict.fromkeys(documents)]
    translated = {
        language: (shared / "ntrex" / name).read_text("utf-8").splitlines()
        for language, name in TRANSLATIONS.items()
    }
    every = {"en": english, "es": spanish, "ar": arabic} | {
        language: [lines[first] for first in firsts] for language, lines in translated.items()
    }
    # Files have some that are empty, and some more than once.
    return {language: sorted(set(filter(None, texts))) for language, texts in every.items()}
