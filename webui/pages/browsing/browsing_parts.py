"""Parts of the contexts of browsing: frozen dataclasses, each shown by one piece of a template."""

from dataclasses import dataclass

from archive.model.article import Article


@dataclass(frozen=True, slots=True)
class Crumb:
    """Link that says where it leads; `current` if it leads to what is shown."""

    text: str
    link: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class CountLine:
    """Name with a number of articles, and a link to what has so many; parts of it `below`."""

    text: str
    link: str
    count: int
    below: tuple["CountLine", ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Most frequent values of a facet; `omitted` is the number of others, which `every` lists."""

    label: str
    lines: tuple[CountLine, ...]
    omitted: int
    every: str | None


@dataclass(frozen=True, slots=True)
class YearBar:
    """Bar of a chart: a year with its articles, and a rectangle in the chart's units."""

    line: CountLine
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class YearChart:
    """Bar chart of articles by year, oldest first, in a box of `width` by `height` units.

    `omitted` is the number of years without a bar, of which there are too many. `undated` is None
    where every article has a date.
    """

    bars: tuple[YearBar, ...]
    width: int
    height: int
    omitted: int
    undated: CountLine | None


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """Article in a short list: a link to its page, and a word about it, "" for none.

    `text` is its headline, or else the beginning of its text, cut off where it is very long.
    """

    article: Article
    text: str
    link: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class HeadlineGroup:
    """Short list of articles under the line that counts all of its kind."""

    line: CountLine
    headlines: tuple[HeadlineLine, ...]


@dataclass(frozen=True, slots=True)
class RoleYears:
    """Row of a table of roles by year: the year, and its count in each role, None for none."""

    year: CountLine
    cells: tuple[CountLine | None, ...]


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Roles of a person: a column each with its total, and a row for each year, newest first.

    `omitted` is the number of earlier years.
    """

    columns: tuple[CountLine, ...]
    rows: tuple[RoleYears, ...]
    omitted: int


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Day of a month; `line` is None where it has no articles, `shade` goes from 0 to 4."""

    number: int
    line: CountLine | None
    shade: int


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """Month as weeks from Monday to Sunday; a day is None where the week reaches outside."""

    line: CountLine
    weeks: tuple[tuple[CalendarDay | None, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """Year with the counts of its twelve months, None where one has no articles."""

    line: CountLine
    months: tuple[CountLine | None, ...]


@dataclass(frozen=True, slots=True)
class MapCountry:
    """Outline of a country, a path of SVG; `shade` goes from 0, for no articles, to 5."""

    outline: str
    line: CountLine | None
    shade: int


@dataclass(frozen=True, slots=True)
class ShadeRange:
    """Line of a map's legend: a shade, and the least and greatest number it stands for."""

    shade: int
    least: int
    greatest: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Map of countries in shades, in a `box` of SVG, with its legend.

    `undrawn` are regions that have articles and no outline, `omitted` is the number of others.
    """

    box: str
    countries: tuple[MapCountry, ...]
    legend: tuple[ShadeRange, ...]
    undrawn: tuple[CountLine, ...]
    omitted: int
