"""Kinds of places, and senses in which a name stands for a place."""

from enum import IntEnum, StrEnum

# Flag added to a sense: the name counts only in capitals ("US", never "us").
CASED = 16


class PlaceKind(StrEnum):
    """Kinds of places, widest first; a former state lies in the countries that succeeded it."""

    CONTINENT = "continent"
    COUNTRY = "country"
    FORMER = "former"
    DIVISION = "division"
    CITY = "city"


class Sense(IntEnum):
    """Sense in which a name stands for a place.

    `NOTHING`: a stop phrase, which contains a place's name and means no region ("Air France").
    `NAME`: the place's own name. `WEAK`: a name that needs support from the article (a word, a
    person's name, a small town's). `STATED`: one that counts only as a stated region or as a
    qualifier ("Stamford, Conn."). `ADJECTIVE`: an adjective or a demonym. `METONYM`: a name that
    stands for a country's government ("the Kremlin").
    """

    NOTHING = 0
    NAME = 1
    WEAK = 2
    STATED = 3
    ADJECTIVE = 4
    METONYM = 5
