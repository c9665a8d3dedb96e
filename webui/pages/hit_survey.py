"""Survey of an article's hits: how many each part has, and where they lie in the text.

Ten million characters of English are searched in half a second, as many of Korean in thirty. So the
parts shown are searched first, and the others in order while time is left.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from archive.time_budget import OutOfTime, deadline_of
from webui.pages.article_parts import ArticleParts
from webui.pages.view_models import HitCount, HitStrip, StripMark

# Hits marked on one page: each takes 300 bytes of it for the links to its neighbours.
MOST_MARKED = 1_500
# Limits for the parts shown, which only queries of hundreds of patterns reach, and for the others.
_SHOWN_LIMIT_S = 1.0
_TIME_LIMIT_S = 0.6
# Characters searched between two looks at the clock.
_BATCH = 20_000
# Stretches of the strip, each with one link at most.
_STRETCHES = 100
_FEWEST_STRETCHES = 10
# Characters of the strip's links together: each repeats the query of the page.
_LONGEST_LINKS = 200_000

Spans = Sequence[Sequence[tuple[int, int]]]
# Searches paragraphs of the body, which are its first ones where the second argument is true.
Search = Callable[[Sequence[str], bool], Spans]


class HitSurvey:
    """Hits by part, found in bounded time; those of headline and captions belong to the first.

    On the page they are numbered from 1, in the order of the text, whichever part is shown.
    """

    def __init__(
        self,
        parts: ArticleParts,
        shown: Sequence[int],
        address: Callable[[int], str],
        *,
        whole_opening: bool,
    ) -> None:
        """`shown` are the consecutive parts of the page, `address` has the link to any other.

        With a `whole_opening` nothing of headline and captions was left out of the search.
        """
        self._parts = parts
        self._shown = shown
        self._address = address
        self._whole_opening = whole_opening
        self._cut = False
        self._counts: dict[int, int] = {}
        # Part and number of the first hit in each stretch of the strip.
        self._places: dict[int, tuple[int, int]] = {}

    def search(self, above: int, search: Search) -> list[Spans]:
        """Spans of the parts shown; the others are searched within the time limit.

        `above` is the number of hits in headline and captions.
        """
        for_shown, for_others = deadline_of(_SHOWN_LIMIT_S), deadline_of(_TIME_LIMIT_S)
        found: dict[int, Spans] = {}
        for part in self._shown:
            there = list(self._batches(part, search, for_shown))
            missing = len(self._parts.texts(part)) - len(there)
            self._cut = self._cut or missing > 0
            found[part] = [*there, *([()] * missing)]
            self._note(part, above, found[part])
        for part in range(1, self._parts.count + 1):
            if part not in found:
                there = list(self._batches(part, search, for_others))
                if len(there) < len(self._parts.texts(part)):
                    break
                self._note(part, above, there)
        return list(found.values())

    def _batches(
        self, part: int, search: Search, deadline: float
    ) -> Iterator[Sequence[tuple[int, int]]]:
        """Spans of a part's paragraphs in order, as many as were searched at the deadline."""
        batch: list[str] = []
        size, opening = 0, part == 1
        texts = self._parts.texts(part)
        for number, text in enumerate(texts, 1):
            batch.append(text)
            size += len(text)
            if number == len(texts) or size > _BATCH:
                if time.monotonic() > deadline:
                    return
                try:
                    yield from search(batch, opening)
                except OutOfTime:
                    return
                batch, size, opening = [], 0, False

    def count(self) -> HitCount:
        """Numbers of the hits on the page, and links to the ones around them."""
        here = sum(self._counts[part] for part in self._shown)
        total = sum(self._counts.values())
        having = [part for part in sorted(self._counts) if self._counts[part]]
        first, last = self._shown[0], self._shown[-1]
        counted_before = all(part in self._counts for part in range(1, first))
        earlier = [part for part in having if part < first]
        later = [part for part in having if part > last]
        previous = following = ""
        if not counted_before:
            previous = self._address(first - 1)
        elif earlier or (self._complete and total > 1):
            # From the first hit of the article to its last one, and back.
            part = (earlier or having)[-1]
            previous = self._link(part, self._counts[part])
        if later or (self._complete and total > 1):
            following = self._link((later or having)[0], 1)
        elif not self._complete and last < self._parts.count:
            following = self._address(last + 1)
        return HitCount(
            here=here,
            marked=min(here, MOST_MARKED),
            before=sum(self._counts[part] for part in earlier) if counted_before else None,
            total=total,
            complete=self._complete and self._whole_opening,
            cut=self._cut,
            first=self._link(having[0], 1) if having else "",
            previous=previous,
            following=following,
        )

    def strip(self, link_length: int) -> HitStrip:
        """Stretches of the text with hits; fewer and longer ones where links are long."""
        wanted = min(_STRETCHES, max(_FEWEST_STRETCHES, _LONGEST_LINKS // (link_length + 1)))
        length = -(-_STRETCHES // wanted)
        firsts: dict[int, tuple[int, int]] = {}
        for place, hit in sorted(self._places.items()):
            firsts.setdefault(place // length * length, hit)
        marks = tuple(StripMark(at, self._link(*hit)) for at, hit in firsts.items())
        every = range(1, self._parts.count + 1)
        searched = next((part - 1 for part in every if part not in self._counts), every[-1])
        return HitStrip(marks, unknown=100 * searched // self._parts.count)

    @property
    def _complete(self) -> bool:
        return len(self._counts) == self._parts.count and not self._cut

    def _link(self, part: int, number: int) -> str:
        if part in self._shown:
            number += sum(self._counts[each] for each in self._shown if each < part)
            return f"#hit-{min(number, MOST_MARKED)}"
        return f"{self._address(part)}#hit-{min(number, MOST_MARKED)}"

    def _note(self, part: int, above: int, spans: Spans) -> None:
        number = above if part == 1 else 0
        if number:
            self._places.setdefault(0, (part, 1))
        for paragraph, there in enumerate(spans):
            for start, _ in there:
                number += 1
                place = int(_STRETCHES * self._parts.share(part, paragraph, start))
                self._places.setdefault(place, (part, number))
        self._counts[part] = number
