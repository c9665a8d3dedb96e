"""Silent edits: the words that one version of an article has more or fewer than another.

They are the insertions and deletions of the word diff that the page of versions shows, in
headline, body and captions. What only moved, as a whole paragraph, or was divided into paragraphs
otherwise, is neither.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.diff.changes import ChangeKind, Run
from archive.diff.passages import Matcher, word_count
from archive.diff.patience import has_word
from archive.model.article import Article


@dataclass(frozen=True, slots=True)
class Edits:
    """Passages that came in with a version, and those that went; both in order of the text."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def words_added(self) -> int:
        """Number of words that came in."""
        return sum(map(word_count, self.added))

    @property
    def words_removed(self) -> int:
        """Number of words that went."""
        return sum(map(word_count, self.removed))


def edits(before: Article, after: Article) -> Edits:
    """Compare two versions of an article; equal words give empty edits.

    Takes bounded time: beyond the limits of the diff, a whole paragraph counts as replaced.
    """
    paragraphs = (*before.body, *before.captions, *after.body, *after.captions)
    matcher = Matcher(most_passages=len(paragraphs))
    found: list[_Replacement] = []
    whole: list[_Replacement] = []
    if before.headline != after.headline:
        found += _replacements(matcher.line(before.headline, after.headline))
    for old, new in ((before.body, after.body), (before.captions, after.captions)):
        for runs in _passages(matcher, old, new):
            changes = _replacements(runs)
            found += changes
            if len(runs) == 1:
                whole += changes
    came, went = Counter(each.added for each in whole), Counter(each.removed for each in whole)
    added, removed = (Counter(came & went) for _ in range(2))
    return Edits(
        tuple(_unmoved((each.added for each in found), added)),
        tuple(_unmoved((each.removed for each in found), removed)),
    )


@dataclass(slots=True)
class _Replacement:
    """Text that stands in place of other text; `words` is the greater number of words."""

    removed: str = ""
    added: str = ""
    words: int = 0

    def extend(self, removed: str, added: str) -> None:
        """Append to both texts."""
        self.removed = _appended(self.removed, removed)
        self.added = _appended(self.added, added)
        self.words += max(word_count(removed), word_count(added))


def _appended(text: str, more: str) -> str:
    """One text after the other, with a space where two words would become one."""
    ends = text[-1:], more[:1]
    # Kept stretches have the spaces of the later version.
    is_fused = all(map(str.isalnum, ends)) and word_count("".join(ends)) == 1
    return f"{text} {more}" if is_fused else text + more


def _passages(
    matcher: Matcher, before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Run, ...]]:
    # Another reader may divide the same text otherwise.
    if before != after and " ".join(before) != " ".join(after):
        for passage in matcher.passages(before, after).shown:
            yield passage.runs


def _replacements(runs: Sequence[Run]) -> list[_Replacement]:
    """Changes of one paragraph, as passages that can be searched for.

    A kept stretch of fewer words than the changes on both sides of it belongs to one change with
    them ("semantic cleanup", Neil Fraser): "nobody was hurt" becomes "one man was treated", and
    not two changes around a "was".
    """
    found: list[_Replacement] = []
    gaps: list[str] = []
    gap = ""
    for run in runs:
        if run.change is ChangeKind.KEPT:
            gap += run.text
            continue
        if not found or has_word(gap):
            found.append(_Replacement())
            gaps.append(gap)
        else:
            found[-1].extend(gap, gap)
        gap = ""
        is_added = run.change is ChangeKind.ADDED
        found[-1].extend("" if is_added else run.text, run.text if is_added else "")
    merged = found[:1]
    for between, each in zip(gaps[1:], found[1:], strict=True):
        if word_count(between) < min(merged[-1].words, each.words):
            merged[-1].extend(between, between)
            merged[-1].extend(each.removed, each.added)
        else:
            merged.append(each)
    return merged


def _unmoved(texts: Iterable[str], moved: Counter[str]) -> Iterator[str]:
    """Texts that have a word, on one line, without as many of each as only moved."""
    for text in texts:
        if moved[text] > 0:
            moved[text] -= 1
        elif has_word(text):
            yield " ".join(text.split())
