"""A small archive to browse: near-duplicates, coarse dates, and names that are hard to link."""

from archive.model.article import Credit, Precision, Published, Region, Role
from tests.webui.fake_archive import BASRA, KISUMU, SEAMSTRESSES, an_article

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
HAMGYONG = ("Asia", "North Korea", "South Hamgyong")


def on(value, precision=DAY):
    return Published(value, precision, "declared")


def by(*names, role=Role.REPORTER):
    return tuple(Credit(name, role) for name in names)


def at(*paths):
    return tuple(Region(path, None, "declared") for path in paths)


SLASHED = "AC/DC // ‮“Ltd” <b>&?#%2F;+"
COPIES = tuple(
    an_article(
        headline,
        cluster="00000000000000c0",
        published=on(day),
        source=source,
        credits=credited,
        regions=at(HAMGYONG),
        section="Coast",
    )
    for headline, day, source, credited in (
        ("Crews tie up ferries", "2019-06-02", "The Shore", by("Junho Baek", "Edie Thorn")),
        ("Ferry crews strike", "2019-06-01", "Halyard Wire", by("Junho Baek")),
        ("Ferries at the pier", "2019-06-02", "The Shore", by("Mina Roh")),
    )
)
CORPUS = (
    SEAMSTRESSES,
    KISUMU,
    BASRA,
    *COPIES,
    an_article("A day in June", published=on("2019-06-02"), source="The Shore", section="/"),
    an_article("June, some day", published=on("2019-06", MONTH), credits=by("Edie Thorn")),
    an_article("That year", published=on("2019", YEAR), regions=at(("Asia",), ("Asia", "Iraq"))),
    an_article("Long ago", published=on("0987-06-02"), credits=by("Baek"), topics=("a/b", "..")),
    an_article("By both", credits=by("Junho Baek", "Baek", "Edie Thorn"), section="News/World"),
    an_article(
        "By an odd name", credits=by(SLASHED, role=Role.EDITOR), source="\n", topics=("//",)
    ),
    an_article("By a long name", credits=by("é" * 300), published=on("2020-06-02")),
)
