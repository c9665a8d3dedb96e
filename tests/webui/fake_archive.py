"""A store and a search service of a few articles, with the doors of the real ones."""

import re
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

from archive.article import Article, RawDocument
from archive.errors import BackfileError, NotFoundError
from indexer.engine import FacetFilter, Sort
from indexer.fields import FACETS, PATH_SEPARATOR, UNDATED, Facet
from indexer.query import Notice
from indexer.results import FacetValue, FacetValues, FoundArticle, Question, Results
from indexer.snippets import Segment

_SNIPPET = 220


class FakeHighlighter:
    """Marks every word of a query that begins a word of the text."""

    def __init__(self, text: str) -> None:
        words = "|".join(re.escape(word) for word in text.split())
        self._hits = re.compile(rf"\b(?:{words})\w*" if words else r"(?!)", re.IGNORECASE)

    def mark(self, text: str, field: str) -> tuple[Segment, ...]:
        segments, end = [], 0
        for hit in self._hits.finditer(text):
            segments += [Segment(text[end : hit.start()], False), Segment(hit[0], True)]
            end = hit.end()
        return tuple(s for s in (*segments, Segment(text[end:], False)) if s.text)


class FakeStore:
    """Holds articles, each read from a document of its own."""

    def __init__(self, articles=(), documents=()) -> None:
        self.articles = {article.id: article for article in articles}
        self.documents = {document.sha256: document for document in documents}

    def get(self, article_id: str) -> Article:
        if article_id not in self.articles:
            raise NotFoundError(f"{article_id}: the archive holds no article of this id")
        return self.articles[article_id]

    def versions(self, article_id: str) -> list[Article]:
        return [self.get(article_id)]

    def raw(self, sha256: str) -> RawDocument:
        return self.documents[sha256]


class FakeService:
    """Finds the articles that have every word of a query, and counts as engines have to.

    `error` is raised instead, where one is given; `asked` keeps the last question.
    """

    def __init__(self, articles=(), *, notices=(), behind: int = 0, error=None) -> None:
        self.articles = tuple(articles)
        self.notices: tuple[Notice, ...] = tuple(notices)
        self.behind = behind
        self.error: BackfileError | None = error
        self.asked: Question | None = None

    def state(self):
        if self.error:
            raise self.error
        size = len(self.articles)
        return SimpleNamespace(
            articles=size, sequence=size + self.behind, indexed_sequence=size, engine="fake"
        )

    def highlighter(self, text: str) -> FakeHighlighter:
        return FakeHighlighter(text)

    def search(self, question: Question) -> Results:
        if self.error:
            raise self.error
        self.asked = question
        asked_for = [a for a in self.articles if _has_words(a, question) and _in_time(a, question)]
        found = [a for a in asked_for if _passes(a, question.filters)]
        found.sort(key=lambda a: (a.published.value or "", a.id), reverse=True)
        if question.sort is Sort.OLDEST:
            found.reverse()
        page = found[question.offset : question.offset + question.limit]
        return Results(
            question=question,
            total=len(found),
            took_ms=4.2,
            found=tuple(_found(a, FakeHighlighter(question.text)) for a in page),
            facets=tuple(_counted(facet, asked_for, question) for facet in FACETS),
            notices=self.notices,
            behind=self.behind,
        )


def _has_words(article: Article, question: Question) -> bool:
    names = [credit.name for credit in article.credits]
    names += [name for region in article.regions for name in region.path]
    text = " ".join((article.headline, *article.body, *article.captions, *names)).casefold()
    return all(word.casefold() in text for word in question.text.split())


def _in_time(article: Article, question: Question) -> bool:
    if question.first is None and question.last is None:
        return True
    days = article.published.days()
    return bool(
        days
        and (question.first is None or question.first <= days[0])
        and (question.last is None or days[1] <= question.last)
    )


def _values(facet: Facet, article: Article) -> list[str]:
    return list(facet.values(article)) or ([facet.missing] if facet.missing else [])


def _passes(article: Article, filters: dict[str, FacetFilter], *, freely: str = "") -> bool:
    for facet in FACETS:
        chosen = filters.get(facet.name, FacetFilter())
        values = set(_values(facet, article))
        if values & chosen.exclude:
            return False
        if facet.name != freely and chosen.include and not values & chosen.include:
            return False
    return True


def _found(article: Article, highlighter: FakeHighlighter) -> FoundArticle:
    marked = [highlighter.mark(text, "body") for text in article.body]
    with_hits = [m for m in marked if any(s.hit for s in m)][:2] or marked[:1]
    return FoundArticle(
        article, 1.0, highlighter.mark(article.headline, "headline"), tuple(map(_cut, with_hits))
    )


def _cut(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    first = next((i for i, s in enumerate(segments) if s.hit), 0)
    kept, room = [], _SNIPPET
    if first and len(segments[0].text) > 80:
        segments = (replace(segments[0], text="… " + segments[0].text[-80:]), *segments[1:])
    for segment in segments:
        kept.append(replace(segment, text=segment.text[:room]))
        room -= len(segment.text)
        if room < 0:
            kept.append(Segment(" …", False))
            break
    return tuple(kept)


def _counted(facet: Facet, articles: list[Article], question: Question) -> FacetValues:
    chosen = question.filters.get(facet.name, FacetFilter())
    counts = Counter(dict.fromkeys(chosen.include | chosen.exclude, 0))
    for article in articles:
        if _passes(article, question.filters, freely=facet.name):
            counts.update(_values(facet, article))
    values = [_value(facet, value, counts, chosen) for value in _in_order(facet, counts)]
    roots = [v.value for v in values if v.depth == 0][question.facet_limit :]
    if question.facet_limit is None:
        roots = []
    shown = [v for v in values if v.value.split(PATH_SEPARATOR)[0] not in roots]
    return FacetValues(facet.name, facet.label, tuple(shown), len(roots))


def _in_order(facet: Facet, counts: Counter) -> list[str]:
    if facet.name == "year":
        return sorted(counts, key=lambda year: (year != UNDATED, year), reverse=True)
    paths = {value: tuple(value.split(PATH_SEPARATOR)) for value in counts}
    if not facet.tree:
        return sorted(counts, key=lambda value: (-counts[value], value))
    return sorted(
        counts,
        key=lambda value: [
            (-counts[PATH_SEPARATOR.join(paths[value][: i + 1])], name)
            for i, name in enumerate(paths[value])
        ],
    )


def _value(facet: Facet, value: str, counts: Counter, chosen: FacetFilter) -> FacetValue:
    names = value.split(PATH_SEPARATOR) if facet.tree else [value]
    return FacetValue(
        value=value,
        label=names[-1],
        count=counts[value],
        depth=len(names) - 1,
        selected=value in chosen.include,
        excluded=value in chosen.exclude,
    )
