"""Wildcard patterns over index terms, and the words behind stemmed terms.

Words are compared as terms are indexed: folded, by code point.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from indexer.analysis.analyzer import Analyzer, prefix_text, term_of
from indexer.analysis.languages import is_marked

_WILDCARDS = re.compile("([*?]+)")


def folded_form(text: str) -> str:
    """Wildcard pattern with its letters folded as terms are; "*" and "?" stay."""
    # Parts at odd places are the wildcards, captured by the split.
    parts = _WILDCARDS.split(text)
    return "".join(part if i % 2 else prefix_text(part) for i, part in enumerate(parts))


def form_pattern(form: str) -> re.Pattern[str]:
    """Regular expression of a folded wildcard pattern: matches a word, or each of many lines.

    Each part between two stars is an atomic group, matched at its first place without
    backtracking, so that the time is linear in the length of the word.
    """
    first, *others = [re.escape(part).replace(r"\?", ".") for part in re.split(r"\*+", form)]
    if not others:
        return re.compile(f"^{first}$", re.MULTILINE)
    *between, last = others
    inside = "".join(f"(?>.*?{part})" for part in between)
    return re.compile(f"^{first}{inside}.*{last}$", re.MULTILINE)


def words_as_written(
    terms: Iterable[tuple[str, int]], written: Iterable[tuple[str, int]]
) -> Iterator[tuple[str, int]]:
    """Unstemmed words of a prose field, each with its approximate document frequency.

    `terms` are its stemmed terms and `written` the words that stemming changed, with their
    document frequencies; both may repeat an entry, for instance by segment. A stem counts as a
    word where more articles have it than have the words it is the stem of, or where its plural is
    among those: "report" by "reports", but not "includ" by "included". All words of languages other
    than English are among the written ones.
    """
    changed, forms = Counter[str](), Counter[str]()
    for word, count in written:
        changed[word] += count
        forms[term_of(word, Analyzer.PROSE)] += count
    stems = Counter[str]()
    for term, count in terms:
        if not is_marked(term):
            stems[term] += count
    yield from changed.items()
    for term, count in stems.items():
        if count > forms[term] or f"{term}s" in changed:
            yield term, count
