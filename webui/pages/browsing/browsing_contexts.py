"""Template contexts of browsing: one frozen dataclass per page template.

A page that is not `complete` ran out of time: its counts may be too low.
"""

from dataclasses import dataclass
from typing import ClassVar

from webui.pages.browsing.browsing_parts import (
    CalendarMonth,
    CalendarYear,
    CountLine,
    Crumb,
    HeadlineGroup,
    HeadlineLine,
    Ranking,
    RoleTable,
    WorldMap,
    YearChart,
)
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class FrontContext:
    """front.html: what an archive holds, at a glance.

    `sizes` count articles and what they name; `copies` counts articles one by one where lists show
    near-duplicates as one. `arrivals` are the articles that came in last, `anniversaries` those of
    `today`'s month and day, a group for each earlier year. `behind` counts changes that the index
    has not read yet. Moments are told in `time_zone`.
    """

    template: ClassVar[str] = "front.html"

    complete: bool
    sizes: tuple[CountLine, ...]
    copies: CountLine | None
    versions: int
    chart: YearChart | None
    arrivals: tuple[HeadlineLine, ...]
    today: str
    anniversaries: tuple[HeadlineGroup, ...]
    newest: tuple[HeadlineLine, ...]
    people: Ranking
    places: Ranking
    world: WorldMap | None
    rankings: tuple[Ranking, ...]
    behind: int
    time_zone: str


@dataclass(frozen=True, slots=True)
class SubjectContext:
    """subject.html: what an archive holds of one person, region, source, section or topic.

    `crumbs` lead to it from the widest. `state` is the list of its articles, `total` its length;
    `first` and `last` are the ends of the list by date, None where all are undated. `roles` and
    `spellings` are those of a person.
    """

    template: ClassVar[str] = "subject.html"

    complete: bool
    kind: str
    title: str
    crumbs: tuple[Crumb, ...]
    state: SearchState
    total: int
    first: HeadlineLine | None
    last: HeadlineLine | None
    chart: YearChart | None
    roles: RoleTable | None
    spellings: tuple[Crumb, ...]
    rankings: tuple[Ranking, ...]
    newest: tuple[HeadlineLine, ...]


@dataclass(frozen=True, slots=True)
class DirectoryContext:
    """directory.html: all values of one facet, each with a link to its page.

    `choices` are links to the same directory in another order or of one role. `missing` counts the
    articles without any value.
    """

    template: ClassVar[str] = "directory.html"

    complete: bool
    title: str
    noun: str
    number: int
    choices: tuple[tuple[Crumb, ...], ...]
    lines: tuple[CountLine, ...]
    missing: CountLine | None
    previous: str | None
    following: str | None


@dataclass(frozen=True, slots=True)
class RegionsContext:
    """regions.html: the regions as a tree, and the number of rarer ones `omitted`.

    `missing` counts the articles without any.
    """

    template: ClassVar[str] = "regions.html"

    complete: bool
    number: int
    world: WorldMap | None
    tree: tuple[CountLine, ...]
    omitted: int
    missing: CountLine | None


@dataclass(frozen=True, slots=True)
class CalendarContext:
    """calendar.html: the years of an archive by month, and the number of earlier ones `omitted`."""

    template: ClassVar[str] = "calendar.html"

    complete: bool
    months: tuple[str, ...]
    years: tuple[CalendarYear, ...]
    omitted: int
    undated: CountLine | None


@dataclass(frozen=True, slots=True)
class MonthsContext:
    """months.html: a month or the months of a year, as calendars whose days link.

    `vague` counts the articles known only by the month or the year shown. `previous` and
    `following` are the nearest months or years that have articles.
    """

    template: ClassVar[str] = "months.html"

    complete: bool
    title: str
    crumbs: tuple[Crumb, ...]
    state: SearchState
    total: int
    previous: Crumb | None
    following: Crumb | None
    months: tuple[CalendarMonth, ...]
    vague: tuple[CountLine, ...]
    rankings: tuple[Ranking, ...]


@dataclass(frozen=True, slots=True)
class DayContext:
    """day.html: everything on a day, in groups by source or section.

    `previous` and `following` are the nearest days that have articles. `vague` counts the articles
    known only by the month or the year of the day, `years` those of the same day in other years.
    """

    template: ClassVar[str] = "day.html"

    complete: bool
    title: str
    crumbs: tuple[Crumb, ...]
    state: SearchState
    total: int
    previous: Crumb | None
    following: Crumb | None
    groups: tuple[HeadlineGroup, ...]
    rankings: tuple[Ranking, ...]
    vague: tuple[CountLine, ...]
    years: tuple[CountLine, ...]
