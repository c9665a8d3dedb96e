"""Where sentences end: for snippets, and for words that are to stand in one sentence."""

import re
from collections.abc import Iterator
from itertools import pairwise

# The full stop of an abbreviated title (Mr., Gov.) or of initials ends no sentence. A pattern that
# begins with a set of characters is found in a tenth of the time.
SENTENCE_END = re.compile(
    r"[.!?…؟।。！？](?:(?<=[。！？])[”’」』）]*"
    r"|(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)[\"'”’»)\]]*(?=\s))"
)


def sentence_ends(text: str) -> Iterator[int]:
    """Behind each sentence of a paragraph, in characters; the last is the paragraph's end."""
    for end in SENTENCE_END.finditer(text):
        if end.end() < len(text):
            yield end.end()
    yield len(text)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; together they are all of it."""
    starts = [0]
    starts += sentence_ends(text)
    return [text[start:end] for start, end in pairwise(starts)]
