"""Classifier of ambiguous names: a place, a person or a thing (Jordan, Chad, Turkey)."""

import re
from enum import Enum

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import aligned_key, words
from archive.facts.regions.recognition.match import NameMatch, needs_support

# Names of places that are given names too, and those that are surnames too.
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
# Names of countries that are also common nouns; all names that need support count as such too.
_THINGS = words("CHINA GUINEA JAPAN JERSEY TURKEY")
# English words that are names of larger towns: they mean the town only after "in" and the like, in
# a text whose capitals mark names.
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
# Words that make a lake, a river, a treaty, a dish or a breed of the name beside them.
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
# Money, and what is denominated in it: "40 mln Australian dlr eurobond".
_MONEY_AFTER = re.compile(
    " (?:dlrs?|dollars?|francs?|krona|kronor|kron(?:e|er)|crowns|pesos?|yen|lir[ae]|guilders?"
    "|schillings?|roubles?|rubles?|rupees?|yuan|rand|riyals?|rials?|dinars?|shekels?|rupiah|ringgit|baht|reais"
    "|zloty|forints?|pounds?|marks)\\b(?!-based)"
)
# Only behind towns: "the Warsaw Pact", but not "the U.S.-Japan pact".
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
# Capitalized words that are no given name of the name behind them.
_NO_GIVEN_NAMES = words(
    "A After Against All Also Although Among An And As At Because Before Between Both But By"
    " Despite During For From How If In Inside Into Is Its Like Near Of Off On Or Outside Over"
    " Since So Than That The Then Though Through To Toward Towards Under Unlike Until Via What"
    " When Where Whether While Why Will With Within Without Yet"
    " Central Downtown East Eastern Greater Lower Mid North Northern Northeast Northwest South"
    " Southern Southeast Southwest Upper West Western Neighboring Neighbouring"
    " Bank Hotel Port Radio University"
)
# Words behind a name that make it a place.
_KINDS = words(
    "Airport Autonomous Bank Borough City Coast Congressional Counties County Department Desert"
    " District Exchange Governorate Harbor Harbour Island Islands Municipality Oblast Parish"
    " Peninsula Port Prefectural Prefecture Province Provincial Region Regional Republic State"
    " Stock Territory University Valley"
)
# Capitalized words that are no surname of the name before them.
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


class EntityType(Enum):
    """Named-entity types, two of them undecided until the whole article has been classified.

    `PERSON_OR_PLACE` has no cue beside it, `CASELESS` stands where capitals mark no names.
    """

    PLACE = "a place"
    PERSON = "part of a person's name"
    PERSON_OR_PLACE = "a person or a place: no word beside it tells"
    CASELESS = "a person or a place: capitals do not tell"
    THING = "a thing with a place's name"


class LowercaseWords:
    """Set of the words that a text has in lowercase, collected at the first look-up.

    A plural stands for its singular too.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(re.findall(r"\b[a-z]{3,}\b", self._text))
        return word in self._words or f"{word}s" in self._words


def classify(
    text: str, match: NameMatch, known: Gazetteer, lowercase_words: LowercaseWords, *, cased: bool
) -> EntityType:
    """Classify a match by the words beside it and their capitals.

    Only a single word can be a person: one of the given names and surnames above, one whose
    meanings are all weak, and any town or division after a given name. `cased` is whether
    capitals mark names in the text.
    """
    if _is_thing(text, match, lowercase_words, cased=cased):
        return EntityType.THING
    if " " in match.key:
        return EntityType.PLACE
    weak = all(meaning.sense is Sense.WEAK for meaning in match.meanings)
    given, surname = match.key in _GIVEN_NAMES or weak, match.key in _SURNAMES or weak
    is_local = match.meanings[0].place.kind in {PlaceKind.CITY, PlaceKind.DIVISION}
    if not (given or surname or is_local):
        return EntityType.PLACE
    if not cased:
        return EntityType.CASELESS if given or surname else EntityType.PLACE
    before = _BEFORE.search(text, max(0, match.start - _LONGEST_BEFORE), match.start)
    after = _AFTER.match(text, match.end)
    if after and after[1] in _KINDS:
        return EntityType.PLACE
    if (surname or is_local) and before and _is_name(before[1], _NO_GIVEN_NAMES, known):
        return EntityType.PERSON
    if given and after and _is_name(after[1], _NO_SURNAMES, known):
        return EntityType.PERSON
    if follows_locative(text, match.start):
        return EntityType.PLACE
    return EntityType.PERSON_OR_PLACE if given or surname else EntityType.PLACE


def _is_thing(text: str, match: NameMatch, lowercase_words: LowercaseWords, *, cased: bool) -> bool:
    """Whether the name is part of a thing's ("Turkey River"), or here an ordinary word.

    It may be a word where its capital tells nothing and the article has it in lowercase too.
    """
    place = match.meanings[0].place
    if place and place.kind is PlaceKind.CITY and _TREATY_AFTER.match(text, match.end):
        return True
    if place.kind is PlaceKind.COUNTRY and _MONEY_AFTER.match(text, match.end):
        return True
    before = max(0, match.start - _LONGEST_BEFORE)
    if _THING_AFTER.match(text, match.end) or (
        word_before(text, match.start) in _ENDS_THING_BEFORE
        and _THING_BEFORE.search(text, before, match.start)
    ):
        return True
    if not (match.key in _THINGS or needs_support(match.meanings)):
        return False
    is_capital_idle = not cased or begins_sentence(text, match.start)
    return is_capital_idle and match.key.lower() in lowercase_words


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a paragraph begins at an offset."""
    before = max(0, start - _LONGEST_BEFORE)
    return _SENTENCE_START.search(text, before, start) is not None


def follows_locative(text: str, start: int) -> bool:
    """Whether a name stands behind "in", "from" or the like, as places do."""
    return word_before(text, start) in _LOCATIVES


def word_before(text: str, start: int) -> str:
    """The word right before an offset, "" if no single space separates them."""
    if text[start - 1 : start] != " ":
        return ""
    return text[text.rfind(" ", 0, start - 1) + 1 : start - 1]


def surname_in(phrase: str) -> str | None:
    """The surname at the end of a phrase that is a place's name too, else None.

    Of "MICHAEL JORDAN" it is "JORDAN".
    """
    last = phrase.rpartition(" ")[2]
    return last if last in _SURNAMES and last != phrase else None


def is_cased(text: str) -> bool:
    """Whether capitals mark names in a text: not in all capitals, nor In a Headline Like This."""
    long_words = re.findall(r"[^\W\d_]{4,}", text)
    capitalised = sum(word[0].isupper() for word in long_words)
    return capitalised <= len(long_words) * _CAPITALISED_SHARE


def _is_name(word: str, no_names: frozenset[str], known: Gazetteer) -> bool:
    """Whether a capitalized word can be part of a person's name: no country's, and not listed."""
    if word in no_names:
        return False
    return not any(
        meaning.sense in {Sense.NAME, Sense.ADJECTIVE} and meaning.place.kind is not PlaceKind.CITY
        for meaning in known.meanings(aligned_key(word))
    )
