"""Common words of languages that are spelled like a place's name, for the builder.

Each name of the gazetteer is held against the commonest words of every language that has a list
of them (`wordfreq`: subtitles, Wikipedia, news, books, the web, Reddit and Twitter). A word that is
one is the place's name there if CLDR calls the place so in that language, if the language is spoken
in the place's country, or if the word is not much commoner than the place is in English; otherwise
it is a word of that language, and the name of the place in others only. `common_words.tsv` has
those where this errs, and the words of languages without a list.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log10

from babel import UnknownLocaleError
from babel.core import get_global
from wordfreq import available_languages, get_frequency_dict

from archive.facts.language_detection import UNDETERMINED
from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.building.ambiguity import is_latin
from archive.facts.regions.gazetteer.building.inflection import forms
from archive.facts.regions.gazetteer.building.table_file import table
from archive.facts.regions.gazetteer.building.table_rows import CommonWord, WordIs
from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning, Place
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import fold, key, words
from archive.facts.regions.recognition.match import NameMatch
from archive.facts.regions.recognition.spaced_scripts import find_spaced
from archive.facts.regions.recognition.unspaced_scripts import find_unspaced

_COMMONEST = 6_000
# How much commoner than the place in English a word may be, as a logarithm to the base of ten: as
# any name, as CLDR's name of the place, and as a form of a name beside the name itself.
_AS_ANY, _AS_CLDRS, _AS_A_FORM = 0.5, 1.2, 0.7
# Languages whose adjectives of countries the tables have.
_WITH_ADJECTIVES = words("en es fr de ru el he hi bn ta ur fa ar ug zh ja ko")
_WELL_KNOWN = 3.8
# Lists of `wordfreq` that stand for several languages, by their ISO 639 codes.
_SEVERAL = {"sh": ("hr", "sr", "bs", "sh"), "nb": ("nb", "no", "nn"), "fil": ("fil", "tl")}
_ZIPF_OF_ONE_IN_A_BILLION = 9


def common_words(known: Gazetteer) -> dict[str, tuple[str, ...]]:
    """The languages in which each key is a common word, by ISO 639 code.

    "und" is among them unless English has the name about as often, or it is a country's: in a text
    whose language is not known, such a name counts.
    """
    found: dict[str, set[str]] = defaultdict(set)
    countries = {key(name) for name in sources.country_names("en").values()}
    highest: dict[str, float] = defaultdict(float)
    listed = table("common_words", CommonWord)
    places = {(row.language, key(row.word)) for row in listed if row.is_a is WordIs.PLACE}
    for language in sorted(available_languages()):
        named = _named_by_cldr(language)
        for word in _commonest(language):
            for match, surface in _matches(word, known):
                if (language, surface) in places:
                    continue
                if not any(_is_place(word, match, m, language, named) for m in match.meanings):
                    found[surface].update(_SEVERAL.get(language, (language,)))
                    highest[surface] = max(highest[surface], _zipfs(language)[word])
    for row in listed:
        if row.is_a is WordIs.WORD:
            found[key(row.word)].update(_SEVERAL.get(row.language, (row.language,)))
    for word, languages in found.items():
        zipf = _zipfs("en").get(word.lower(), 0.0)
        is_word_rather = zipf < max(_WELL_KNOWN, highest[word] - _AS_ANY)
        if "en" in languages or (is_word_rather and word not in countries):
            languages.add(UNDETERMINED)
    return {word: tuple(sorted(languages)) for word, languages in sorted(found.items())}


@cache
def _zipfs(language: str) -> dict[str, float]:
    """The Zipf frequencies of a language's words: logarithms of their number in a billion."""
    frequencies = get_frequency_dict(language, wordlist="best")
    return {word: log10(each) + _ZIPF_OF_ONE_IN_A_BILLION for word, each in frequencies.items()}


def _commonest(language: str) -> list[str]:
    zipfs = _zipfs(language)
    return sorted(zipfs, key=lambda word: (-zipfs[word], word))[:_COMMONEST]


def _matches(word: str, known: Gazetteer) -> Iterator[tuple[NameMatch, str]]:
    """The names that a word is read as, each with the key of what stands there."""
    seen: set[str] = set()
    for spelled in (word, word.capitalize()):
        text = fold(spelled)
        for match in (*find_spaced(text, known), *find_unspaced(text, known)):
            surface = key(text[match.start : match.end])
            in_text = [m for m in match.meanings if m.sense not in (Sense.NOTHING, Sense.STATED)]
            if in_text and surface not in seen:
                seen.add(surface)
                yield NameMatch(match.key, match.start, match.end, tuple(in_text)), surface


def _is_place(
    word: str, match: NameMatch, meaning: Meaning, language: str, named: Mapping[str, set[str]]
) -> bool:
    """Whether a word is the name of a place in a language."""
    place = meaning.place
    code = (place.country.code or "") if place.country else ""
    surface = key(word)
    zipfs = _zipfs(language)
    excess = zipfs[word] - _zipf_in_english(place)
    is_home = any(each in _languages_of(code) for each in _SEVERAL.get(language, (language,)))
    if not {surface, match.key}.isdisjoint(named.get(code, ())):
        return is_home or excess <= _AS_CLDRS
    if is_home and place.kind is not PlaceKind.CITY:
        return True
    if meaning.sense is Sense.ADJECTIVE:
        return language in _WITH_ADJECTIVES or excess <= _AS_ANY
    if is_home and match.key == surface:
        return True
    if is_home and zipfs[word] <= zipfs.get(match.key.lower(), 0.0) + _AS_A_FORM:
        return True
    if is_latin(word):
        excess = zipfs[word] - _zipfs("en").get(word, 0.0)
    return excess <= _AS_ANY


def _zipf_in_english(place: Place) -> float:
    """How common a place's name is in English; of several words that of the rarest."""
    return min(_zipfs("en").get(part, 0.0) for part in place.name.lower().split())


@cache
def _languages_of(country: str) -> frozenset[str]:
    """The languages that are official in a country, or in a part of it."""
    spoken: Mapping[str, Mapping[str, object]] = get_global("territory_languages").get(country, {})
    return frozenset(
        language.partition("_")[0] for language, facts in spoken.items() if facts["official_status"]
    )


def _named_by_cldr(language: str) -> dict[str, set[str]]:
    """The keys of CLDR's names of countries and their towns, inflected, by the country's code."""
    named: dict[str, set[str]] = defaultdict(set)
    for each in _SEVERAL.get(language, (language,)):
        try:
            _add_names(named, each)
        except UnknownLocaleError:
            continue
    return named


def _add_names(named: dict[str, set[str]], language: str) -> None:
    names = sources.country_names(language)
    for code, name in names.items():
        for each in (name, *table_rules.FOREIGN_NAMES.get((language, code), ())):
            named[code].update(map(key, (each, *forms(language, each))))
    zones: Mapping[str, list[str]] = get_global("territory_zones")
    cities = sources.exemplar_cities(language)
    for code, of_country in zones.items():
        named[code].update(key(cities.get(zone) or _city_of(zone)) for zone in of_country)


def _city_of(zone: str) -> str:
    """The English name of a time zone's exemplar city, which languages in Latin letters share."""
    return zone.rpartition("/")[2].replace("_", " ")


def rows(found: Mapping[str, Iterable[str]]) -> str:
    """Serialize as `common_words.tsv` of the gazetteer: a key and its languages a row."""
    return "".join(f"{word}\t{' '.join(languages)}\n" for word, languages in found.items())
