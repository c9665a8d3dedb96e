"""Completion of a query while it is typed: with words, people, regions and field names.

For "ferry (lobster OR harb" one completion is "ferry (lobster OR harbour)".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from archive.facts.language_tags import language_name
from archive.model.article import Role
from indexer.analysis.analyzer import Analyzer, prefix_text, tokens
from indexer.query.parser import MAX_CHARACTERS, parse
from indexer.query.parser.notices import AS_ASCII, SEPARATOR
from indexer.schema.fields import (
    AFTER_FIELD,
    BEFORE_FIELD,
    CLUSTER_FIELD,
    DATE_FIELD,
    DUPLICATES_FIELD,
    LIKE_FIELD,
    NONE,
    PATH_SEPARATOR,
    RECEIVED_FIELD,
    TEXT_FIELDS,
    WORDS_FIELD,
    YEAR_FIELD,
    text_field,
)
from indexer.search.results import Completion, CompletionKind
from indexer.search.vocabulary import Vocabulary

_MOST_FIELDS = 2
_MOST_NAMES = 3
# Words before the one being typed that may belong to the same name.
_MOST_WORDS_BEFORE = 3
_FEWEST_LETTERS_OF_A_NAME = 2
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
_FEWEST_LETTERS_OF_A_FIELD = 2
_LAST_CHARACTER = "\U0010ffff"

_FIELDS = (
    *(field.name for field in TEXT_FIELDS),
    *(DATE_FIELD, BEFORE_FIELD, AFTER_FIELD, YEAR_FIELD, RECEIVED_FIELD, WORDS_FIELD),
    *(alias for field in TEXT_FIELDS for alias in field.aliases),
)
_PROSE = {field.name for field in TEXT_FIELDS if field.analyzer is Analyzer.PROSE}
_KINDS = {
    "source": CompletionKind.WORD,
    "lang": CompletionKind.WORD,
    "region": CompletionKind.REGION,
}

_FIELD = rf"(?P<field>(?ai:{'|'.join((*_FIELDS, CLUSTER_FIELD, LIKE_FIELD, DUPLICATES_FIELD))})):"
_WORD = re.compile(rf"(?P<sign>(?<![^ (])[-+](?=[^-+]))?(?:{_FIELD}(?!//))?(?P<text>.*)")
_FIELD_AT_THE_END = re.compile(rf'(?<![^ ()"+-]){_FIELD}[ ]*\Z')
_NEAR = re.compile(r'(?<![^ ()"])(?:(?:NEAR|W)/[0-9]{1,9}|/[SPsp])(?![^ ()"])')
_COUNTED = re.compile(r"ATLEAST[0-9]{1,9}\(")
_QUOTED = re.compile('"[^"]*"')
_SIGNS = re.compile(r"[!#$%&*+/:;<=>?@\[\\\]^_`{|}~…]")
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010\u2011]+")
# Characters that would end a quoted phrase, or be a wildcard in it.
_NOT_IN_PHRASES = re.compile('["“”„‟«»＂*＊]')


class Suggester:
    """Completer of queries, from the vocabulary of an index and the values of its facets."""

    def __init__(
        self, vocabulary: Vocabulary, facet_counts: Mapping[str, Mapping[str, int]]
    ) -> None:
        self._vocabulary = vocabulary
        people, regions = facet_counts.get("byline", {}), facet_counts.get("region", {})
        byline = _Names.of((v, n) for v, n in people.items() if PATH_SEPARATOR not in v)
        self._names = {
            "byline": byline,
            **{str(role): byline.having(_in_role(people, role)) for role in Role},
            "region": _Names.of((v.rpartition(PATH_SEPARATOR)[2], n) for v, n in regions.items()),
            "source": _Names.of(facet_counts.get("source", {}).items()),
            "lang": _Names.of(_languages(facet_counts.get("language", {}))),
        }

    def completions(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """Completions of the last word of a query, the best first; none where no word is begun.

        The text before that word stays as it is, but for words that a name takes in: "nort kore"
        is completed to region:"North Korea".
        """
        typing = _typing_at_the_end(text)
        if typing is None:
            return ()
        if typing.field is not None:
            if typing.field in _PROSE:
                found = list(self._words(typing, limit))
            else:
                found = list(self._values(typing, typing.field, limit))
        elif typing.is_quoted:
            found = list(self._words(typing, limit))
        else:
            found = self._mixed(typing, limit)
        taken = [e for e in found if e.query != text and len(e.query) <= MAX_CHARACTERS]
        if _NEAR.search(text) or (typing.field is not None and not typing.takes_names):
            # Words joined by a proximity operator or counted together must be of one field: a
            # completion that draws a new notice is dropped.
            messages = _notices_of(text)
            taken = [each for each in taken if _notices_of(each.query) <= messages]
        return tuple(taken[:limit])

    def _mixed(self, typing: "_Typing", limit: int) -> list[Completion]:
        """Names of several words typed, field names, then people, regions and words by frequency.

        At least half of the last are words.
        """
        first: dict[tuple[CompletionKind, str], Completion] = {}
        names: list[Completion] = []
        if typing.takes_names:
            for wider in _wider(typing):
                for each in sorted(self._people_and_regions(wider), key=_by_frequency):
                    first.setdefault((each.kind, each.text), each)
            names = [e for e in self._people_and_regions(typing) if (e.kind, e.text) not in first]
        fields = [*first.values()][:_MOST_NAMES] + list(_fields(typing))
        words = list(self._words(typing, limit))
        room = max(limit - len(fields), 0)
        kept = sorted(names, key=_by_frequency)[: max(room - len(words), room // 2)]
        return fields + sorted([*kept, *words[: room - len(kept)]], key=_by_frequency)

    def _people_and_regions(self, typing: "_Typing") -> Iterator[Completion]:
        yield from self._values(typing, "byline", _MOST_NAMES)
        yield from self._values(typing, "region", _MOST_NAMES)

    def _words(self, typing: "_Typing", limit: int) -> Iterator[Completion]:
        text = typing.text
        found = [(token.start, token.end) for token in tokens(text, Analyzer.NAMES)]
        if found != [(0, len(text))]:
            return
        begun = prefix_text(text)
        for word, count in self._vocabulary.beginning_with(begun, limit + 1):
            if word != begun:
                # Keep the letters as typed, except in words typed in capitals.
                as_begun = text.lower() == begun and not text[1:].isupper()
                shown = text + word[len(begun) :] if as_begun else word
                query = f"{typing.before}{shown}{typing.closing}"
                yield Completion(CompletionKind.WORD, shown, query, count)

    def _values(self, typing: "_Typing", field: str, limit: int) -> Iterator[Completion]:
        """Values of a field in which some word begins with the typed text."""
        names = self._names.get(field)
        if names is None:
            return
        for name, count in names.beginning_with(_key(typing.text), limit):
            shown = name if typing.is_quoted or name.isalnum() else f'"{name}"'
            named = "" if typing.field else f"{field}:"
            query = f"{typing.before}{named}{shown}{typing.closing}"
            yield Completion(_KINDS.get(field, CompletionKind.PERSON), name, query, count)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names with their numbers of articles, found by the beginning of any word in them.

    A suffix array by words: `keys` has the folded rest of a name from each of its words on,
    sorted ("kim il", "il" for "Kim Il"), `places` the index in `names` that each belongs to.
    """

    names: tuple[str, ...]
    counts: NDArray[np.uint32]
    keys: list[str]
    places: NDArray[np.uint32]

    @classmethod
    def of(cls, values: Iterable[tuple[str, int]]) -> "_Names":
        """Index of some values, each with its number of articles."""
        counts = _counted(values)
        entries = sorted(
            (key[start:], i) for i, key in enumerate(map(_key, counts)) for start in _starts(key)
        )
        return cls(
            tuple(counts),
            np.array(list(counts.values()), np.uint32),
            [key for key, _ in entries],
            np.array([i for _, i in entries], np.uint32),
        )

    def having(self, values: Iterable[tuple[str, int]]) -> "_Names":
        """The same names with other counts, 0 for those that are not among `values`."""
        counts = _counted(values)
        found = np.array([counts.get(name, 0) for name in self.names], np.uint32)
        return replace(self, counts=found)

    def beginning_with(self, begun: str, limit: int) -> list[tuple[str, int]]:
        """Names with a word beginning with `begun`, with their counts, the most frequent first.

        Of several words begun, words of the name that follow each other begin with one each.
        """
        word, *others = begun.split(" ")
        first = bisect_left(self.keys, word)
        last = bisect_left(self.keys, word + _LAST_CHARACTER)
        places = self.places[first:last]
        if others:
            begins = [_begins(key.split(" ")[1:], others) for key in self.keys[first:last]]
            places = places[np.array(begins, np.bool_)]
        found = np.zeros(len(self.names), np.bool_)
        found[places] = True
        places = np.flatnonzero(found & (self.counts > 0))
        # A stable sort: ties in the order of the names.
        best = places[np.argsort(-self.counts[places].astype(np.int64), kind="stable")[:limit]]
        return [(self.names[i], int(self.counts[i])) for i in best.tolist()]


def _notices_of(text: str) -> set[str]:
    """Messages of the parser on a query."""
    return {notice.message for notice in parse(text).notices}


def _counted(values: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Names by their largest counts, without the characters that a phrase cannot hold."""
    counts: dict[str, int] = {}
    for value, count in values:
        if value == NONE:
            continue
        name = " ".join(_NOT_IN_PHRASES.sub("", value).split())
        counts[name] = max(count, counts.get(name, 0))
    return counts


@dataclass(frozen=True, slots=True)
class _Typing:
    """The word at the end of a query, which is to be completed.

    `before` is the query up to it, `text` the word, or the whole phrase in a field of names.
    `field` is the field it is searched in, None for the default ones. `closing` are the quotation
    mark and parentheses still to be closed. `takes_names` is false among the operands of a
    proximity operator or of ATLEAST, where a clause of another field is an error.
    """

    before: str
    text: str
    field: str | None
    is_quoted: bool
    closing: str
    takes_names: bool


def _typing_at_the_end(text: str) -> _Typing | None:
    plain = SEPARATOR.sub(" ", text).translate(AS_ASCII)
    if plain[-1:] in {"", " "}:
        return None
    unquoted = _QUOTED.sub('""', plain)
    is_quoted = unquoted.count('"') % 2 == 1
    if is_quoted:
        unquoted = unquoted[: unquoted.rindex('"')]
        start, field = _in_phrase(plain)
    else:
        start, field = _in_word(plain)
    typed = text[start:]
    groups = _open_groups(unquoted)
    if field is None and groups:
        field = groups[-1]
    if field is None and not typed:
        return None
    if typed and (not typed[0].isalnum() or _SIGNS.search(typed)):
        return None
    depth = len(groups)
    closing = ('"' if is_quoted else "") + ")" * depth
    return _Typing(text[:start], typed, field, is_quoted, closing, _takes_names(unquoted, depth))


def _takes_names(plain: str, depth: int) -> bool:
    """Whether a clause of another field may stand at the end of the query."""
    if depth > 0 and _COUNTED.search(plain):
        return False
    operators = list(_NEAR.finditer(plain))
    return not operators or (depth == 0 and " " in plain[operators[-1].end() :].strip())


def _in_phrase(plain: str) -> tuple[int, str | None]:
    """Offset of the last word of an open phrase, and the field of the phrase."""
    start = plain.rindex('"') + 1
    named = _FIELD_AT_THE_END.search(plain, 0, start - 1)
    field = _registered(named["field"]) if named else None
    if field is None or field in _PROSE:
        start = max(start, plain.rfind(" ") + 1)
    return start, field


def _in_word(plain: str) -> tuple[int, str | None]:
    """Offset of the last word of a query, and its field."""
    word = cast("re.Match[str]", _WORD.match(plain, 1 + max(map(plain.rfind, ' ()"'))))
    named = word
    if word["field"] is None and word["sign"] is None:
        named = _FIELD_AT_THE_END.search(plain, 0, word.start())
    return word.start("text"), _registered(named["field"]) if named and named["field"] else None


def _open_groups(plain: str) -> list[str | None]:
    """Fields of the groups that are still open, the innermost last; None for the default ones."""
    opened: list[str | None] = []
    for sign in re.finditer("[()]", plain):
        if sign[0] == ")":
            del opened[-1:]
            continue
        named = _FIELD_AT_THE_END.search(plain, 0, sign.start())
        around = opened[-1] if opened else None
        opened.append(_registered(named["field"]) if named and named["field"] else around)
    return opened


def _registered(name: str) -> str:
    field = text_field(name)
    return field.name if field else name.lower()


def _wider(typing: _Typing) -> Iterator[_Typing]:
    """The typing with plain words before it taken in, most words first."""
    wider: list[_Typing] = []
    start = len(typing.before)
    for _ in range(_MOST_WORDS_BEFORE):
        before = typing.before[:start].rstrip(" ")
        begin = max(map(before.rfind, " (")) + 1
        word = before[begin:]
        if len(word) < _FEWEST_LETTERS_OF_A_NAME or not word.isalnum() or word in _OPERATORS:
            break
        start = begin
        text = typing.before[start:] + typing.text
        wider.append(replace(typing, before=typing.before[:start], text=text))
    return reversed(wider)


def _fields(typing: _Typing) -> Iterator[Completion]:
    begun = typing.text.lower()
    if len(begun) >= _FEWEST_LETTERS_OF_A_FIELD:
        names = {_registered(name): name for name in reversed(_FIELDS) if name.startswith(begun)}
        for name in [*reversed(names.values())][:_MOST_FIELDS]:
            yield Completion(CompletionKind.FIELD, f"{name}:", f"{typing.before}{name}:")


def _languages(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Tags of languages, and the names of those that are no variety."""
    for value, count in counts.items():
        tag = value.rpartition(PATH_SEPARATOR)[2]
        yield tag, count
        if tag.isalpha():
            yield language_name(tag), count


def _in_role(people: Mapping[str, int], role: Role) -> Iterator[tuple[str, int]]:
    end = f"{PATH_SEPARATOR}{role}"
    for value, count in people.items():
        if value.endswith(end):
            yield value.removesuffix(end), count


def _key(name: str) -> str:
    """Folded words of a name, joined by spaces."""
    return " ".join(filter(None, map(prefix_text, _BETWEEN_WORDS.split(name))))


def _begins(words: Sequence[str], begun: Sequence[str]) -> bool:
    """Whether the first words begin with the words begun, one each."""
    return len(words) >= len(begun) and all(map(str.startswith, words, begun))


def _starts(key: str) -> list[int]:
    """Offsets of the words in a key."""
    return [0, *(i + 1 for i, letter in enumerate(key) if letter == " ")] if key else []


def _by_frequency(completion: Completion) -> tuple[int, str]:
    return -(completion.count or 0), completion.text
