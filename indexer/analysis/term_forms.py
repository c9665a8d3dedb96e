"""Which words a form stands for, which are spelled almost as another, and which are words at all.

Words are compared as terms are indexed: folded, by code points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from indexer.analysis.analyzer import Analyzer, prefix_text, term_of

_SIGNS = re.compile("([*?]+)")


def folded_form(text: str) -> str:
    """A form with its letters as in terms; "*" and "?" stay."""
    parts = _SIGNS.split(text)
    return "".join(part if i % 2 else prefix_text(part) for i, part in enumerate(parts))


def form_pattern(form: str) -> re.Pattern[str]:
    """What matches the words of a folded form: one by itself, or each on a line of its own.

    Of what stands between two stars the first place is taken for good, so that the time is
    that of one pass over the word.
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
    """The words of a field of prose, each with about how many articles have it.

    Of its terms and of the words that stemming changed, some may come several times. A term is a
    word by itself where more articles have it than have the words that it is the stem of, or
    where its plural is among them: "report" by "reports", but not "includ" by "included".
    """
    changed, forms = Counter[str](), Counter[str]()
    for word, count in written:
        changed[word] += count
        forms[term_of(word, Analyzer.PROSE)] += count
    stems = Counter[str]()
    for term, count in terms:
        stems[term] += count
    yield from changed.items()
    for term, count in stems.items():
        if count > forms[term] or f"{term}s" in changed:
            yield term, count
