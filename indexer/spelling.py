"""Which words a form with wildcards stands for, and which are spelled almost as another.

Words are compared as terms are indexed: folded, by code points.
"""

import re

from indexer.analysis import prefix_text

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


def is_spelled_almost(word: str, other: str, edits: int) -> bool:
    """Whether one word becomes the other by so many letters put in, left out or exchanged.

    This is Levenshtein's distance (1966): two letters that change places are two edits.
    """
    if abs(len(word) - len(other)) > edits:
        return False
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, row[0] = row[0], i
        for j, there in enumerate(other, 1):
            exchanged = before + (letter != there)
            before = row[j]
            row[j] = min(exchanged, before + 1, row[j - 1] + 1)
        if min(row) > edits:
            return False
    return row[-1] <= edits
