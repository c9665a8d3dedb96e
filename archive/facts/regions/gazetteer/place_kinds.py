"""What kinds of places there are, and in what sense a name stands for one."""

from enum import IntEnum, StrEnum

# Added to a sense: the name counts only as it is written here, in capitals ("US", never "us").
CASED = 16


class PlaceKind(StrEnum):
    """What a place is, widest first; a former state lists the countries it is shown under."""

    CONTINENT = "continent"
    COUNTRY = "country"
    FORMER = "former"
    DIVISION = "division"
    CITY = "city"


class Sense(IntEnum):
    """How a name means its place.

    `NOTHING` is a phrase that holds a place's name and means no region ("Air France"), `NAME`
    the place's own name, `WEAK` one that needs support from the article (a word, a person's
    name, a small town), `STATED` one that counts only where somebody states it as a region or
    after a town ("Stamford, Conn."), `ADJECTIVE` also its people, `METONYM` what stands for a
    country ("the Kremlin").
    """

    NOTHING = 0
    NAME = 1
    WEAK = 2
    STATED = 3
    ADJECTIVE = 4
    METONYM = 5
