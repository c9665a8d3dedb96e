"""Tells a place's name from a person's or a thing's that is spelled alike: Jordan, Chad, Turkey."""

import re
from enum import Enum

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import looked_up, words
from archive.facts.regions.recognition.match import Found, is_weak

# Places whose names people bear as given names, and those that they bear as surnames.
_GIVEN_NAMES = words(
    "ADELAIDE ALBANY ALEXANDRIA AMERICA ASIA AUSTIN BENTON BRISTOL BROOKLYN CAIRO CAROLINA"
    " CHAD CHARLOTTE CHESTER CHINA CLAYTON CLINTON CUBA CYPRUS DAKOTA DALLAS DENVER DIEGO"
    " ERIN EUGENE FLORENCE GEORGIA GUADALUPE HAMILTON HOUSTON INDIA INDIANA IRELAND ISRAEL"
    " JACKSON JERSEY JORDAN KENYA LINCOLN LONDON LORRAINE LOURDES MADISON MARION MILAN"
    " MONTANA NELSON ODESSA ORLANDO PARIS PHOENIX PRESTON RIO ROMAN SALVADOR SAVANNAH SIENA"
    " SIERRA SOFIA SYDNEY TRENTON TRINIDAD VALENCIA VERONA VICTORIA VIENNA VIRGINIA WARREN"
    " WASHINGTON WINSTON"
)
_SURNAMES = words(
    "AUSTIN BARCELONA BERLIN BEDFORD BLACKBURN BOLTON BRADFORD BRISTOL BURLINGTON BUSH CHAD"
    " CHESTER CLEVELAND COLUMBUS CORDOBA CRUZ CUBA DALLAS DENVER DERBY DURHAM ENGLAND ESSEX"
    " FLORENCE FRANCE GAINES GERMANY GRANADA HAMILTON HARTFORD HOLLAND HOUSTON INDIANA"
    " IRELAND ISRAEL JACKSON JORDAN KENT LANCASTER LEON LIMA LINCOLN LONDON MADISON MEDINA"
    " MILAN MONTANA MONTGOMERY NELSON NORFOLK ORLANDO OXFORD PARIS PRESTON RALEIGH READING"
    " RICHMOND ROCHESTER ROMAN ROME SALVADOR SANTIAGO SHEFFIELD STAFFORD STANFORD SUFFOLK"
    " SYDNEY TOLEDO TROY VALENCIA VICTORIA WALES WARREN WARWICK WASHINGTON WELLINGTON WESTON"
    " WINCHESTER WINDSOR YORK ZAMORA"
)
# Countries that are called like things are; beside them all names that need support.
_THINGS = words("CHINA GUINEA JAPAN JERSEY TURKEY")
# Larger towns whose names are English words: they mean them where capitals tell names, after "in"
# and its like.
WORDS = words(
    "ANGERS ARCHWAY BADE BALSAS BARKING BATH BENDER BILLINGS BIMBO BOLE BOLOGNA BOULDER"
    " BRUSQUE BUFFALO BUSH CAIRNS CAPE CENTENNIAL CENTURION CHANDLER COMMONWEALTH CONCORD"
    " CORK CORONA CYPRESS DAVENPORT DELTA DERBY ENTERPRISE ERODE FEZ GARLAND HARROW HO HONCHO"
    " HUB HUE INDEPENDENCE INTERNATIONAL JINGLING LANDER LIEGE LIRA MALE MAN MANGO MANTILLA"
    " MASCARA MESA MESQUITE METRO MIDLAND MOBILE MODEL NATAL NEWTON NICE ORAL ORANGE PARADISE"
    " PARE PECS PEST PHOENIX PROVIDENCE PUEBLO QUEENS READING RIVERSIDE RUSE SAGA SAKI SALE"
    " SAMBA SARI SAVANNAH SHAPING SIMMERING SLOUGH SOUR SPLIT SPRINGS STOKE SURPRISE SURREY"
    " TAMALE TOURS UNIVERSAL VAN VISTA WARDER WARREN WOODLANDS"
)
# Lakes, rivers and treaties that bear a place's name, and what people eat, wear and fall ill with.
_ENDS_THING_BEFORE = words("River river Lake lake Mount mount of Chicken chicken")
_THING_BEFORE = re.compile(
    r"\b(?:[Rr]iver|[Ll]ake|[Mm]ount|[Gg]ulf of|[Ss]ea of|[Ss]traits? of|[Tt]reaty of|[Pp]eace of"
    r"|[Bb]attle of|[Cc]hicken|[Dd]uke of|[Dd]uchess of|[Ee]arl of) $"
)
_THING_AFTER = re.compile(
    r"-(?:like|style)\b| (?:[Cc]oncertos?|[Ff]ries|[Dd]elight|[Cc]heckers|[Pp]astr(?:y|ies)"
    r"|[Tt]wins|[Dd]ressing|[Ss]prouts?|[Ss]hepherds?|[Ss]horts|[Rr]etrievers?|[Tt]igers?"
    r"|[Tt]erriers?|[Bb]ulldogs?|[Ww]olfhounds?|[Pp]oodles?|[Pp]earls|[Rr]ugs?|[Ww]indows|[Oo]vens?"
    r"|[Bb]linds|[Aa]rmy kni(?:fe|ves)|[Yy]ogh?urt|[Oo]melettes?|[Ss]tew|[Mm]uffins?|[Tt]oast"
    r"|[Mm]easles|[Rr]oulette|[Ww]altz|[Bb]lue|[Gg]uard dogs?|[Mm]an-of-war|[Hh]old 'em|[Cc]omma"
    r"|[Tt]ribes?|[Rr]eservations?|[Mm]eatballs|[Hh]orn|[Bb]eans(?=,))\b"
)
# Of towns: "the Warsaw Pact", but not "the U.S.-Japan pact".
_TREATY_AFTER = re.compile(
    " (?:Conventions?|Protocols?|Pact|[Aa]ccords|Accord|Agreement|Treaty|Consensus|Declaration"
    "|[Ss]yndrome)\\b"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\"'”’)\n]\s*)$")
_BEFORE = re.compile(r"(?:^|[^\w.])([A-Z][\w.]*) $")
_LONGEST_BEFORE = 30
_AFTER = re.compile(r" ([A-Z][a-z]+)")
_LOCATIVES = words(
    "in at from near to into outside around across through between toward towards over visited"
    " visiting leave left entered invaded of In At From Near Outside Across"
)
# Capitalised words that make no person of the name after them.
_NO_GIVEN_NAMES = words(
    "A After Against All Also Although Among An And As At Because Before Between Both But By"
    " Despite During For From How If In Inside Into Is Its Like Near Of Off On Or Outside Over"
    " Since So Than That The Then Though Through To Toward Towards Under Unlike Until Via What"
    " When Where Whether While Why Will With Within Without Yet"
    " Central Downtown East Eastern Greater Lower Mid North Northern Northeast Northwest South"
    " Southern Southeast Southwest Upper West Western Neighboring Neighbouring"
    " Bank Hotel Port Radio University"
)
# Words that follow the name of a place and settle what it is.
_KINDS = words(
    "Airport Autonomous Bank Borough City Coast Congressional Counties County Department Desert"
    " District Exchange Governorate Harbor Harbour Island Islands Municipality Oblast Parish"
    " Peninsula Port Prefectural Prefecture Province Provincial Region Regional Republic State"
    " Stock Territory University Valley"
)
# Capitalised words that make no person of the name before them.
_NO_SURNAMES = words(
    "January February March April May June July August September October November December Jan"
    " Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Sunday Monday Tuesday Wednesday Thursday"
    " Friday Saturday"
    " Airlines Ambassador Army Chief Co Corp Council Court Defence Defense Embassy Finance Foreign"
    " Gov Governor Government Inc King Ltd Mayor Minister Ministry National Parliament Police"
    " Premier President Prime Prince Queen Radio Rep Sen Senate Senator Summit Supreme Television"
    " And But In On The"
)
_CAPITALISED_SHARE = 0.7


class NameSense(Enum):
    """What a name in a text is read as."""

    REGION = "a region"
    PERSON = "part of a person's name"
    EITHER = "a person's name, or a region: nothing beside it tells"
    UNSURE = "either: all words around it have capitals"
    THING = "a thing that is called like a place"


class SmallWords:
    """The words that an article has in small letters too."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(re.findall(r"\b[a-z]{3,}\b", self._text))
        return word in self._words or f"{word}s" in self._words


def reading(
    text: str, found: Found, known: Gazetteer, small_words: SmallWords, *, cased: bool
) -> NameSense:
    """What a name stands for, by the words beside it and their capitals.

    Only single words that people bear can be persons: those above, all that a place has in the
    weak sense alone, and after a given name all towns and divisions. `cased` tells whether
    capitals mark names in the text.
    """
    if _is_thing(text, found, small_words, cased=cased):
        return NameSense.THING
    if " " in found.key:
        return NameSense.REGION
    weak = all(meaning.sense is Sense.WEAK for meaning in found.meanings)
    given, surname = found.key in _GIVEN_NAMES or weak, found.key in _SURNAMES or weak
    narrow = found.meanings[0].place.kind in {PlaceKind.CITY, PlaceKind.DIVISION}
    if not (given or surname or narrow):
        return NameSense.REGION
    if not cased:
        return NameSense.UNSURE if given or surname else NameSense.REGION
    before = _BEFORE.search(text, max(0, found.start - _LONGEST_BEFORE), found.start)
    after = _AFTER.match(text, found.end)
    if after and after[1] in _KINDS:
        return NameSense.REGION
    if (surname or narrow) and before and _is_name(before[1], _NO_GIVEN_NAMES, known):
        return NameSense.PERSON
    if given and after and _is_name(after[1], _NO_SURNAMES, known):
        return NameSense.PERSON
    if is_located(text, found.start):
        return NameSense.REGION
    return NameSense.EITHER if given or surname else NameSense.REGION


def _is_thing(text: str, found: Found, small_words: SmallWords, *, cased: bool) -> bool:
    """Whether a treaty, a dish or the like is called by the name, or the name is a word here."""
    place = found.meanings[0].place
    if place and place.kind is PlaceKind.CITY and _TREATY_AFTER.match(text, found.end):
        return True
    before = max(0, found.start - _LONGEST_BEFORE)
    if _THING_AFTER.match(text, found.end) or (
        word_before(text, found.start) in _ENDS_THING_BEFORE
        and _THING_BEFORE.search(text, before, found.start)
    ):
        return True
    if not (found.key in _THINGS or is_weak(found.meanings)):
        return False
    opens = not cased or _SENTENCE_START.search(text, before, found.start)
    return bool(opens) and found.key.lower() in small_words


def is_located(text: str, start: int) -> bool:
    """Whether a name stands after "in", "from" and their like, as places do."""
    return word_before(text, start) in _LOCATIVES


def word_before(text: str, start: int) -> str:
    """The word before a name, "" where none stands right before it."""
    if text[start - 1 : start] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1]


def surname_in(phrase: str) -> str | None:
    """The surname that a phrase ends with, if a place is called so too: "MICHAEL JORDAN"."""
    last = phrase.rpartition(" ")[2]
    return last if last in _SURNAMES and last != phrase else None


def is_cased(text: str) -> bool:
    """Whether capitals mark names in a text: not in one of capitals, nor In a Title Like This."""
    long_words = re.findall(r"[^\W\d_]{4,}", text)
    capitalised = sum(word[0].isupper() for word in long_words)
    return capitalised <= len(long_words) * _CAPITALISED_SHARE


def _is_name(word: str, no_names: frozenset[str], known: Gazetteer) -> bool:
    if word in no_names:
        return False
    return not any(
        meaning.sense in {Sense.NAME, Sense.ADJECTIVE} and meaning.place.kind is not PlaceKind.CITY
        for meaning in known.meanings(looked_up(word))
    )
