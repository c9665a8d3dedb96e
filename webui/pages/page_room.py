"""Room of the versions page: a budget of characters, which cuts what is shown of long changes."""

from collections.abc import Iterator, Sequence

from archive.diff.changes import ChangeKind, Passage, Passages, Run
from webui.formatting import clipped
from webui.pages.article_parts import PART_SIZE
from webui.pages.view_models import ChangedFact

# Markup of a paragraph or a change, in characters.
_MARKUP = 40
# Characters of unchanged paragraphs that are folded in one place.
_MOST_FOLDED = 20_000
_LONGEST_HEADLINE = 2_000
_MOST_ITEMS = 100
_LONGEST_ITEM = 300


class PageRoom:
    """Budget of one page: as many characters over all its calls as a part of an article has."""

    def __init__(self) -> None:
        self._left = PART_SIZE

    def passages(self, passages: Passages) -> Passages:
        """Passages as far as there is room; `cut` if not all of them are shown."""
        shown: list[Passage] = []
        for passage in passages.shown:
            if self._left <= 0:
                return Passages(tuple(shown), cut=True)
            if passage.unchanged:
                shown.append(self.folded(passage.unchanged))
            else:
                shown.append(Passage(tuple(self._runs(passage.runs))))
        return Passages(tuple(shown), cut=passages.cut or (bool(shown) and self._left <= 0))

    def folded(self, paragraphs: Sequence[str]) -> Passage:
        """Unchanged paragraphs, the first of them as far as there is room."""
        left = min(self._left, _MOST_FOLDED)
        shown: list[str] = []
        for text in paragraphs:
            if left <= 0:
                break
            shown.append(clipped(text, left))
            left -= len(text) + _MARKUP
            self._left -= len(shown[-1]) + _MARKUP
        return Passage(unchanged=tuple(shown), omitted=len(paragraphs) - len(shown))

    def _runs(self, runs: Sequence[Run]) -> Iterator[Run]:
        for run in runs:
            if self._left <= 0:
                return
            text = clipped(run.text, self._left)
            self._left -= len(text) + _MARKUP
            yield Run(text, run.change)


def shortened_headline(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Changed headline, its beginning where it is longer than any."""
    left = _LONGEST_HEADLINE
    shown: list[Run] = []
    for run in runs:
        if left <= 0:
            return (*shown, Run(" …", ChangeKind.KEPT))
        shown.append(Run(clipped(run.text, left), run.change))
        left -= len(run.text)
    return tuple(shown)


def shortened_fact(label: str, items: Sequence[Run], *, single: bool) -> ChangedFact:
    """Changed fact with the first of many items, each the beginning of a long one."""
    return ChangedFact(
        label,
        single,
        tuple(Run(clipped(item.text, _LONGEST_ITEM), item.change) for item in items[:_MOST_ITEMS]),
        max(0, len(items) - _MOST_ITEMS),
    )
