"""First-level divisions of the gazetteer with their names, for the builder."""

import re
from collections import defaultdict
from pathlib import Path

from archive.facts.regions.gazetteer.building import sources, table_rules
from archive.facts.regions.gazetteer.building.ambiguity import (
    AmbiguityJudge,
    is_generic,
    is_latin,
    min_lengths_of,
)
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.sources import SourceDivision
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key, key_without_the, plain, words

# Languages by CLDR's file of subdivisions; the one in traditional characters is Cantonese.
_LANGUAGES = {
    "ko": "ko", "zh": "zh", "zh_Hant": "yue", "ja": "ja", "ar": "ar", "th": "th", "ru": "ru",
    "es": "es", "fr": "fr", "de": "de", "vi": "vi", "my": "my", "km": "km", "lo": "lo",
}  # fmt: skip
_IN_LATIN = frozenset({"de", "es", "fr", "vi"})
_KIND = re.compile(
    r"[ -](Province|Region|County|Division|District|Governorate|Department|Prefecture|State"
    r"|Municipality|City|Krai|Okrug|Oblast|Autonomous Community|Atoll|do|oblysy)$"
)
_FOREIGN_KIND = re.compile(
    r"^(محافظة|ولاية|مقاطعة|إقليم|منطقة|إمارة|Provinz|Präfektur|Kanton) "
    r"|^(Provincia|Departamento|Estado|Gobernación|Prefectura|Región|Distrito) (de(l| la)? )?"
    r"|^([Pp]rovince|[Pp]réfecture|[Dd]épartement|État|Région|Gouvernorat) (du |de (la )?|d’)?"
    r"|^(จังหวัด|รัฐ|มณฑล|แคว้น)| (주|성|현|시|도|부)$"
)
_KOREAN_KIND = re.compile(r" (주|성|현|시|도|부)$")
_HAN_KIND = re.compile(r"(?<=..)(省|州|市|县|縣|県|府|邦|大区|自治区|自治區)$")
# Countries with ISO 3166-2 divisions that are ISO 3166-1 territories too.
_WITH_TERRITORIES = words("CN FI FR NL US")


def divisions(judge: AmbiguityJudge, cldr: Path, countries: dict[str, PlaceRow]) -> list[PlaceRow]:
    """First-level divisions, each in its country.

    A division that is also a territory of ISO 3166-1 is no place of its own: the territory takes
    its code.
    """
    english = sources.division_names(cldr, "en")
    foreign = {
        language: sources.division_names(cldr, file) for language, file in _LANGUAGES.items()
    }
    found = [each for each in sources.divisions() if each.code not in table_rules.DUPLICATES]
    said = {each.code: english.get(_cldr_code(each.code), each.name) for each in found}
    siblings: dict[str, list[str]] = defaultdict(list)
    for each in found:
        siblings[each.country].append(plain(said[each.code]))
    territories = {key(place.name): place for place in countries.values()}
    places: list[PlaceRow] = []
    for each in found:
        name = table_rules.DISPLAY_NAMES.get(each.code) or _bare(
            plain(said[each.code]), siblings[each.country]
        )
        territory = territories.get(key(name))
        if (
            territory
            and each.country in _WITH_TERRITORIES
            and each.code not in table_rules.SHARES_A_COUNTRYS_NAME
        ):
            territory.other_codes.add(each.code)
            continue
        place = PlaceRow(PlaceKind.DIVISION, each.code, name, [countries[each.country]])
        _name_in_latin(place, each, said[each.code], judge)
        if each.country not in table_rules.SMALL_DIVISIONS and not is_generic(name):
            for language, names in foreign.items():
                if other := names.get(_cldr_code(each.code)):
                    _name_abroad(place, other, language, judge)
        everything = [name for names in place.names.values() for name in names]
        place.add_names(Sense.STATED, [place.name, *map(key_without_the, map(key, everything))])
        places.append(place)
    return sorted(places, key=lambda place: place.code)


def _cldr_code(code: str) -> str:
    return table_rules.CLDR_CODES.get(code, code.replace("-", "").lower())


def _bare(name: str, siblings: list[str]) -> str:
    """A name without its kind ("Province"), unless a direction or a sibling's name remains."""
    bare = _KIND.sub("", name)
    return name if bare in siblings or is_generic(bare) else bare


def _name_in_latin(
    place: PlaceRow, division: SourceDivision, said: str, judge: AmbiguityJudge
) -> None:
    """Give a division its English names, and the Latin ones of GeoNames and ISO 3166."""
    bare = _KIND.sub("", plain(said))
    said_in_text = said if is_generic(bare) else bare
    by_table = table_rules.DIVISION_NAMES.get(place.code, ())
    for name in {place.name, said_in_text, *by_table}:
        alone = place.code in table_rules.KNOWN_ALONE or (
            not is_latin(name) and name not in table_rules.NOT_ALONE
        )
        with_country = place.code in table_rules.KNOWN_WITH_COUNTRY or _KIND.search(name)
        if alone or judge.division_counts_alone(name, division.country):
            place.add_names(Sense.NAME, [name])
        elif with_country or judge.division_counts(name):
            place.add_names(Sense.WEAK, [name])
        else:
            kind = (division.kind or "Province").split()[-1].title()
            place.add_names(Sense.WEAK, [f"{name} {kind}"])
    for name in (said, division.name, *division.aliases):
        if not is_latin(name):
            continue
        bare = _KIND.sub("", plain(name))
        counts = judge.division_counts(bare) and len(bare) > 4
        place.add_names(Sense.WEAK if counts else Sense.STATED, [bare])
        place.add_names(Sense.STATED, [name])


def _name_abroad(place: PlaceRow, name: str, language: str, judge: AmbiguityJudge) -> None:
    """Give a division its name in another language, without its kind if it is long enough then."""
    bare = _HAN_KIND.sub("", _FOREIGN_KIND.sub("", name).strip())
    place.add_names(Sense.STATED, [name, bare])
    latin = language in _IN_LATIN
    least, alone = (5, 5) if latin else min_lengths_of(language, place.country)
    counted = bare if len(bare) >= least else _KOREAN_KIND.sub(r"\1", name)
    if len(counted) < least or not judge.division_counts(counted):
        return
    is_alone = (
        judge.division_counts_alone(counted, place.country)
        if latin
        else (len(counted) >= alone and key(counted) not in table_rules.NOT_ALONE)
    )
    known = is_alone and place.name in place.names[Sense.NAME]
    place.add_names(Sense.NAME if known else Sense.WEAK, [counted])
