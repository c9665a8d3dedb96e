"""A store and a search service over a few articles, with the doors of the real ones."""

from dataclasses import replace

from archive.errors import NotFoundError
from archive.model.article import (
    Article,
    Credit,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Region,
    Role,
    article_id,
)
from indexer.engines.engine import SearchRequest
from indexer.highlight.snippets import Highlighter
from indexer.query.ast import And, DateRange, Everything, Listed, Not
from indexer.query.parser import parse
from indexer.search.facets import facet_values
from indexer.search.results import Completion, CompletionKind, FoundArticle, Results
from indexer.search.service import IndexState
from indexer.search.time_counts import TimeCounter, timelines
from indexer.search.verification import Verifier
from tests.support.oracle_engine import MemoryEngine

RAW = RawDocument(b"Ferry crews strike\n\nThe ferries stay tied up.\n", "text/plain")


def an_article(headline="Ferry crews strike", **said):
    """An article of this headline; it has what is said and nothing else."""
    article = Article(
        id=article_id(headline),
        headline=headline,
        body=("The ferries stay tied up.",),
        provenance=Provenance(RAW.sha256, "text/plain", "ferries.txt"),
    )
    return replace(article, **said)


SEAMSTRESSES = an_article(
    "The seamstresses of Hamhung",
    body=("A machine stands at the window.", "One machine is shared; no machine is idle."),
    captions=("A sewing machine in Hamhung.",),
    credits=(
        Credit("Junho Baek", Role.REPORTER),
        Credit("Mina Roh", Role.REPORTER),
        Credit("Hana Seo", Role.TRANSLATOR),
        Credit("Peter Aldane", Role.WRITER),
    ),
    regions=(
        Region(("Asia", "North Korea", "South Hamgyong"), None, "named 4 times", ("Hamhung",)),
        Region(("Asia",), None, "declared"),
    ),
    published=Published("2016-03-03T10:15:00-05:00", Precision.INSTANT, "declared"),
    source="Nine Rivers Radio",
    section="Society",
    topics=("work", "winter"),
    language="en",
    url="https://example.org/2016/03/hamhung?a=1&b=2",
    provenance=Provenance(
        RAW.sha256, "text/plain", "/clippings/hamhung.txt", 2, "2025-11-22T17:35:12+00:00"
    ),
)
KISUMU = an_article(
    "Weed idles the boats of Kisumu",
    credits=(Credit("Ruth Awino", Role.REPORTER),),
    regions=(Region(("Africa", "Kenya", "Kisumu"), None, "dateline"),),
    published=Published("2022-05", Precision.MONTH, "declared"),
    source="Halyard Wire",
    language="en",
)
BASRA = an_article(
    "البصرة: ساعات القطع تطول",
    body=("ارتفع سعر السمك في السوق.",),
    regions=(Region(("Asia", "Iraq", "Basra"), None, "headline"),),
    source="مرسى النخيل",
    language="ar",
)
TIME_ZONE = "Africa/Nairobi"
ARTICLES = (SEAMSTRESSES, KISUMU, BASRA)


class FakeStore:
    """Holds articles, versions of one by their id, oldest first; all came in one document."""

    time_zone = TIME_ZONE
    merges = ()

    def __init__(self, articles):
        self._versions = articles
        self._articles = {article.id: article for article in articles}

    def get(self, wanted):
        if wanted not in self._articles:
            raise NotFoundError(f"{wanted}: the archive holds no article of this id")
        return self._articles[wanted]

    def get_many(self, wanted):
        return {each: self._articles[each] for each in wanted if each in self._articles}

    def latest(self, number):
        there = self._articles.values()
        return sorted(there, key=lambda a: a.provenance.received, reverse=True)[:number]

    def spellings(self, name):
        """The spellings of the bearer of a name among the credits, the preferred one first."""
        borne = [
            (credit.preferred, credit.name, *credit.spellings)
            for article in self._articles.values()
            for credit in article.credits
        ]
        alike = [names for names in borne if name in names]
        return tuple(dict.fromkeys(each for names in alike for each in names))

    def version_count(self, wanted):
        return len(self.versions(wanted))

    def versions(self, wanted):
        return [article for article in self._versions if article.id == wanted]

    def raw_size_bytes(self, sha256):
        return len(self.raw(sha256).content)

    def suggested_source_merges(self):
        return self.merges

    def raw(self, sha256):
        assert sha256 == RAW.sha256
        return RAW


class FakeService:
    """Answers from the oracle of the engines; raises `error` instead, where one is given.

    Its answers say of themselves what `said` has besides.
    """

    def __init__(self, articles, *, behind=0, error=None, said=None):
        self._articles = {article.id: article for article in articles}
        self._engine = MemoryEngine(self._articles)
        self._behind = behind
        self._error = error
        self._said = said or {}

    def completions(self, text):
        """The persons whose name begins with the last word, and a field."""
        self._fail_if_told()
        *before, last = text.split(" ")
        names = {credit.name for a in self._articles.values() for credit in a.credits}
        found = [
            Completion(CompletionKind.PERSON, name, " ".join([*before, f'byline:"{name}"']), 1)
            for name in sorted(names)
            if last and name.lower().startswith(last.lower())
        ]
        if last and "byline".startswith(last):
            query = " ".join([*before, "byline:"])
            found.append(Completion(CompletionKind.FIELD, "byline:", query))
        return tuple(found)

    def state(self):
        self._fail_if_told()
        size = len(self._articles)
        return IndexState(size, size, size + self._behind, size, "fake")

    def highlighter(self, text):
        return Highlighter(parse(text).query)

    def search(self, question):
        return self.search_together([question])[0]

    def search_together(self, questions):
        self._fail_if_told()
        pages = [self._page(question) for question in questions]
        lines = timelines([self._counter(question) for question in questions])
        return tuple(map(self._results, questions, pages, lines))

    def _page(self, question, **other):
        parsed = parse(question.text, any_word=question.any_word)
        asked = {
            "filters": question.filters,
            "facets": question.facets,
            "sort": question.sort,
            "offset": question.offset,
            "limit": question.limit,
            "query": self._query(question),
            **other,
        }
        return self._engine.search(SearchRequest(**asked, collapse=not parsed.show_duplicates))

    def _query(self, question):
        """What a question finds, but for its filters."""
        query = parse(question.text, any_word=question.any_word).query
        if question.first or question.last:
            query = And((query, DateRange(question.first, question.last)))
        for other in question.without:
            request = SearchRequest(self._query(other), filters=other.filters, limit=10**6)
            hits = self._engine.search(request).hits
            query = And((query, Not(Listed(frozenset(hit.id for hit in hits)))))
        return Verifier(self._engine, self._get_many).checked(query).query

    def _counter(self, question):
        dates = DateRange(question.first, question.last)
        everything = dates if question.first or question.last else Everything()

        def count(facet, filters):
            return self._page(question, facets=(facet,), filters=filters).facets[facet]

        def count_whole(facet):
            return self._page(question, facets=(facet,), filters={}, query=everything).facets[facet]

        return TimeCounter(question, {}, count, count_whole)

    def _results(self, question, page, timeline):
        parsed = parse(question.text, any_word=question.any_word)
        highlighter = Highlighter(parsed.query)
        return Results(
            question=question,
            parsed=parsed,
            total=page.total,
            took_ms=4.2,
            found=tuple(
                FoundArticle(
                    article,
                    hit.score,
                    highlighter.mark(article.headline, "headline"),
                    highlighter.snippets(article),
                    hit.cluster,
                    hit.others,
                )
                for hit in page.hits
                for article in [self._articles[hit.id]]
            ),
            facets=facet_values(page.facets, question),
            behind=self._behind,
            time_zone=TIME_ZONE,
            timeline=timeline,
            **self._said,
        )

    def listed(self, question):
        return tuple(found.article.id for found in self.search(question).found)

    def _get_many(self, ids):
        return {each: self._articles[each] for each in ids if each in self._articles}

    def _fail_if_told(self):
        if self._error:
            raise self._error
