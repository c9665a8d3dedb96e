"""Snippets and marked texts, made from stored articles, and so the same for all engines."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import zip_longest
from typing import NamedTuple

import msgspec

from archive.model.article import Article
from archive.time_budget import OutOfTime
from indexer.analysis.analyzer import Analyzer, language_in
from indexer.analysis.sentences import SENTENCE_END
from indexer.highlight.query_matcher import Marked, Match, QueryMatcher
from indexer.query.ast import (
    And,
    AtLeast,
    Fuzzy,
    Near,
    Or,
    Pattern,
    Prefix,
    Query,
    Some,
    Together,
    Weighted,
    Words,
)
from indexer.schema.fields import TEXT_FIELDS

_FIELDS = {field.name: field for field in TEXT_FIELDS}
_LEAD_FIELD = _FIELDS["lead"]
# Fields of texts that are not on an article's page, with what is said before pieces of them.
_FORMER_LABELS = {"added": "Put in later: ", "removed": "Taken out later: "}

_MAX_SNIPPETS = 3
# In characters: the most of a snippet, the length from which on it may end with a sentence, the
# window of hits that it is chosen for, and the most of the text before the first hit.
_WIDTH = 240
_FULL = 180
_REACH = 150
_LEAD = 80
# Characters of an article that are searched for hits: a long book. More would delay the page.
_MAX_READ = 1_000_000
# No list shows more of a headline; to search a megabyte of it would delay the page.
_LONGEST_HEADLINE = 10_000
# Characters searched at once: a stretch with hits has enough of them. Few articles are longer.
_STRETCH = 50_000


# A page has hundreds of these; a struct is made in a quarter of the time of a tuple.
class TextSpan(msgspec.Struct, frozen=True, gc=False):
    """Stretch of text that is a hit or is not; `label` if it is ours, about what follows."""

    text: str
    hit: bool
    label: bool = False


def to_html(segments: Sequence[TextSpan]) -> str:
    """The segments as escaped HTML with hits in <mark>."""
    return "".join(
        [
            f"<mark>{escape(segment.text)}</mark>" if segment.hit else escape(segment.text)
            for segment in segments
        ]
    )


class Highlighter:
    """Marks the hits of a query; made once for all the articles of an answer.

    Leaves are marked in the fields that they search; negated ones are not marked. Past the
    deadline, nothing is marked in headlines and snippets any more.
    """

    def __init__(self, query: Query) -> None:
        self._leaves = tuple(_positive(query))
        self._marks_leads = any(leaf.field == _LEAD_FIELD.name for leaf in self._leaves)
        self._former_fields = [
            name for name in _FORMER_LABELS if any(leaf.field == name for leaf in self._leaves)
        ]
        self._by_field: dict[tuple[str, str], QueryMatcher] = {}
        self._finders: dict[tuple[Analyzer, str, tuple[Marked, ...]], QueryMatcher] = {}

    def mark(self, text: str, field: str, tag: str | None = None) -> tuple[TextSpan, ...]:
        """The whole text of one field with the hits marked; the segments join to the text.

        `tag` is that of the article's language, which prose needs.
        """
        try:
            spans = _merged(self._finder(field, tag).hits(text))
        except OutOfTime:
            spans = []
        return _segments(text, spans, 0, len(text))

    def headline(self, article: Article) -> tuple[TextSpan, ...]:
        """An article's headline, or as much of it as is shown, with the hits marked."""
        return self.mark(article.headline[:_LONGEST_HEADLINE], "headline", article.language)

    def spans_in_body(
        self, article: Article, texts: Sequence[str], *, opening: bool
    ) -> list[list[tuple[int, int]]]:
        """Spans of the hits in each of some consecutive paragraphs of an article's body.

        With `opening` they are its first ones, in which hits in the lead count as well. Raises
        `OutOfTime`.
        """
        finder = self._finder("body", article.language)
        found = self._in_paragraphs(article, texts) if opening else finder.hits_in_each(texts)
        return [_merged(hits) for hits in found]

    def snippets(self, article: Article) -> tuple[tuple[TextSpan, ...], ...]:
        """Up to three pieces of an article's body and captions around hits, as they stand there.

        Where the query asks for what versions put in or took out, pieces of that follow, labelled.
        The pieces with the most words and phrases of the query come first to the choice, in a very
        long text those of the first stretch with any. Where the text has no hit it is the beginning
        of the text, so that only an article without text has no piece.
        """
        try:
            return self._pieces(article) or _beginning(article.body or article.captions)
        except OutOfTime:
            return _beginning(article.body or article.captions)

    def _pieces(self, article: Article) -> tuple[tuple[TextSpan, ...], ...]:
        paragraphs, captions = _readable(article)
        texts = paragraphs + captions
        found = self._in_first_stretch(article, paragraphs)
        found += self._finder("caption", article.language).hits_in_each(captions)
        labels: dict[int, str] = {}
        for field in self._former_fields:
            passages = _beginnings(_FIELDS[field].texts(article))
            labels |= dict.fromkeys(range(len(texts), len(texts) + len(passages)), field)
            texts = texts + passages
            found += self._finder(field, article.language).hits_in_each(passages)
        windows = [
            window
            for i, hits in enumerate(found)
            if hits
            for window in _windows(i, hits, _WIDTH if len(texts[i]) <= _WIDTH else _REACH)
        ]
        windows.sort()
        pieces: list[_Excerpt] = []
        for _, _, text, start, end in windows:
            if _is_free(pieces, text, start, end):
                piece = _piece(text, texts[text], start, end)
                if _is_free(pieces, text, piece.start, piece.end):
                    pieces.append(piece)
                    if len(pieces) == _MAX_SNIPPETS:
                        break
        return tuple(
            _labelled(labels.get(piece.text))
            + _segments(texts[piece.text], piece.spans(found[piece.text]), *piece[1:])
            for piece in sorted(pieces)
        )

    def _in_first_stretch(self, article: Article, texts: Sequence[str]) -> list[list[Match]]:
        """The hits in each paragraph up to the end of the first stretch that has any."""
        found: list[list[Match]] = []
        for start, end in _stretches(texts):
            part = texts[start:end]
            if start == 0:
                found += self._in_paragraphs(article, part)
            else:
                found += self._finder("body", article.language).hits_in_each(part)
            if any(found):
                break
        return found + [[] for _ in texts[len(found) :]]

    def _in_paragraphs(self, article: Article, texts: Sequence[str]) -> list[list[Match]]:
        """The hits in each of the first paragraphs of an article's body, given their texts."""
        found = self._finder("body", article.language).hits_in_each(texts)
        if not self._marks_leads:
            return found
        finder = self._finder(_LEAD_FIELD.name, article.language)
        leads = finder.hits_in_each(_LEAD_FIELD.texts(article))
        # Leaves are numbered from 0 in both.
        return [
            sorted([*hits, *(hit._replace(leaf=~hit.leaf) for hit in others)])
            for hits, others in zip_longest(found, leads[: len(found)], fillvalue=())
        ]

    def _finder(self, field: str, tag: str | None) -> "QueryMatcher":
        """What finds the leaves that are looked for in a field of an article in some language.

        Fields and tags may share it.
        """
        analyzer = _FIELDS[field].analyzer
        language = language_in(analyzer, tag)
        if (field, language) not in self._by_field:
            meant = (None, field) if _FIELDS[field].default else (field,)
            leaves = tuple(leaf for leaf in self._leaves if leaf.field in meant)
            if (analyzer, language, leaves) not in self._finders:
                finder = QueryMatcher(leaves, analyzer, language)
                self._finders[analyzer, language, leaves] = finder
            self._by_field[field, language] = self._finders[analyzer, language, leaves]
        return self._by_field[field, language]


def _positive(query: Query) -> Iterator[Marked]:
    """Leaves of a query that can be marked, except negated ones."""
    match query:
        case Words() | Prefix() | Pattern() | Fuzzy() | Near() | Together():
            yield query
        case AtLeast(_, text, field):
            yield Words(text, field)
        case Weighted(clause):
            yield from _positive(clause)
        case And(clauses) | Or(clauses) | Some(clauses):
            for clause in clauses:
                yield from _positive(clause)
        case _:
            return


def _merged(hits: Iterable[Match]) -> list[tuple[int, int]]:
    """Union of overlapping and adjacent hits, as sorted spans."""
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if spans and hit.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    return spans


def _segments(
    text: str,
    spans: Iterable[tuple[int, int]],
    start: int,
    end: int,
    before: str = "",
    after: str = "",
) -> tuple[TextSpan, ...]:
    """The text from start to end with the spans as hits, and something before and after it."""
    found: list[TextSpan] = []
    plain, at = before, start
    for first, last in spans:
        if last <= start:
            continue
        if first >= end:
            break
        if first > at:
            plain += text[at:first]
            at = first
        if plain:
            found.append(TextSpan(plain, False))
            plain = ""
        behind = min(last, end)
        found.append(TextSpan(text[at:behind], True))
        at = behind
    plain += text[at:end] + after
    if plain:
        found.append(TextSpan(plain, False))
    return tuple(found)


# Hits of one text that fit into a snippet, as a sort key, the best first: minus the number of
# leaves, minus the number of hits, the number of the text, start and end.
_Window = tuple[int, int, int, int, int]


def _windows(text: int, hits: Sequence[Match], reach: int) -> Iterator[_Window]:
    """Window from each hit on; only one where it holds all the hits."""
    shown: dict[int, int] = {}
    last, count = 0, len(hits)
    for first, (start, _, leaf) in enumerate(hits):
        while last <= first or (last < count and hits[last].end <= start + reach):
            shown[hits[last].leaf] = shown.get(hits[last].leaf, 0) + 1
            last += 1
        yield -len(shown), first - last, text, start, hits[last - 1].end
        if first == 0 and last == count:
            return
        if shown[leaf] > 1:
            shown[leaf] -= 1
        else:
            del shown[leaf]


class _Excerpt(NamedTuple):
    """Piece of the text of a number, with an ellipsis at each end that is cut."""

    text: int
    start: int
    end: int
    before: str = ""
    after: str = ""

    def spans(self, hits: Sequence[Match]) -> list[tuple[int, int]]:
        """Spans of the hits that overlap the piece; `hits` are those of its text, sorted."""
        before_its_end = hits[: bisect_left(hits, (self.end,))]
        return _merged(hit for hit in before_its_end if hit.end > self.start)


def _is_free(pieces: Iterable[_Excerpt], text: int, start: int, end: int) -> bool:
    """Whether no piece shares characters with a stretch of a text."""
    for piece in pieces:
        if piece.text == text and piece.start < end and piece.end > start:
            return False
    return True


def _piece(number: int, text: str, first: int, last: int) -> _Excerpt:
    """The sentences around hits of a text of this number, or as much as there is room for."""
    start, before = _start(text, first)
    end, after = _end(text, start, last)
    return _Excerpt(number, start, end, before, after)


def _start(text: str, hit: int) -> tuple[int, str]:
    """Where to begin before a hit, and what to put there."""
    earliest = min(hit - _LEAD, len(text) - _WIDTH)
    if earliest <= 0:
        return 0, ""
    sentence = SENTENCE_END.search(text, earliest - 1, hit)
    if sentence:
        return sentence.end() + text[sentence.end()].isspace(), ""
    return text.find(" ", earliest, hit) + 1 or earliest, "… "


def _end(text: str, start: int, hit: int) -> tuple[int, str]:
    """Where to end after a hit, and what to put there."""
    latest = start + _WIDTH
    if latest >= len(text):
        return len(text), ""
    shown = min(max(hit, start + _FULL), latest)
    sentences = list(SENTENCE_END.finditer(text, shown - 1, latest))
    if sentences:
        return sentences[-1].end(), ""
    space = text.rfind(" ", min(hit, latest), latest + 1)
    return (space if space > 0 else latest), " …"


def _readable(article: Article) -> tuple[list[str], list[str]]:
    """The paragraphs and captions to take snippets from."""
    paragraphs = _beginnings(article.body)
    return paragraphs, _beginnings(article.captions, _MAX_READ - sum(map(len, paragraphs)))


def _beginnings(texts: Iterable[str], left: int = _MAX_READ) -> list[str]:
    """The first of some texts, with no more characters in all than are left to read."""
    readable: list[str] = []
    for text in texts:
        if left <= 0:
            break
        readable.append(text[:left])
        left -= len(text)
    return readable


def _stretches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Numbers of the first paragraph of each stretch, and of the one after its last."""
    start, size = 0, 0
    for number, text in enumerate(texts, 1):
        size += len(text)
        if size >= _STRETCH or number == len(texts):
            yield start, number
            start, size = number, 0


def _labelled(field: str | None) -> tuple[TextSpan, ...]:
    return (TextSpan(_FORMER_LABELS[field], hit=False, label=True),) if field else ()


def _beginning(texts: Iterable[str]) -> tuple[tuple[TextSpan, ...], ...]:
    """The beginning of a text as the only snippet of it; none where there is no text."""
    beginning = ""
    for text in texts:
        beginning = f"{beginning} {text[: _WIDTH + 1]}".lstrip()
        if len(beginning) > _WIDTH:
            space = beginning.rfind(" ", 0, _WIDTH + 1)
            beginning = f"{beginning[: space if space > 0 else _WIDTH]} …"
            break
    return ((TextSpan(beginning, hit=False),),) if beginning else ()
