"""The gazetteer's file as it ships, and the pure functions of its builder."""

import zipfile
from collections import Counter
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.regions.gazetteer.building.__main__ import write
from archive.facts.regions.gazetteer.building.name_forms import (
    is_valid_key,
    phrase_records,
    records,
    variants,
)
from archive.facts.regions.gazetteer.building.place import PlaceRow
from archive.facts.regions.gazetteer.building.russian_declension import case_forms
from archive.facts.regions.gazetteer.building.scripts import Script, script_of
from archive.facts.regions.gazetteer.name_trie import NameTrie
from archive.facts.regions.gazetteer.place_kinds import CASED, PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key

_MEGABYTE = 1_000_000


@cache
def _file() -> bytes:
    return files("archive.facts.regions.gazetteer").joinpath("gazetteer.zip").read_bytes()


def _load() -> tuple[list[list[str]], NameTrie]:
    with zipfile.ZipFile(BytesIO(_file())) as packed:
        table = packed.read("places.tsv").decode()
        names = NameTrie.from_bytes(packed.read("names.marisa"))
    return [row.split("\t") for row in table.splitlines()], names


loaded = cache(_load)


def _label(number: int) -> str:
    """What a table below calls a place: its code, a former state's name, or "Town @ code"."""
    rows = loaded()[0]
    kind, code, parents, name, *_ = rows[number]
    if kind == PlaceKind.CITY:
        return f"{name} @ {rows[int(parents)][1]}"
    return name if kind == PlaceKind.FORMER else code


def meanings(name: str) -> set[str]:
    """The place and sense of each record of a name: "GE name", "US name in capitals"."""
    found: set[str] = set()
    for number, sense in loaded()[1].records(key(name)):
        label = "" if sense == Sense.NOTHING else f"{_label(number)} "
        cased = " in capitals" if sense >= CASED else ""
        found.add(f"{label}{Sense(sense % CASED).name.lower()}{cased}")
    return found


FACTS = {
    # Countries, and how newspapers shorten them.
    "United States": "US name",
    "U.S.": "US name",
    "US": "US name in capitals",
    "U.S.A.": "US name",
    "USA": "US name in capitals",
    "Britain": "GB name",
    "U.K.": "GB name",
    "North Korea": "KP name",
    "N. Korea": "KP name",
    "D.P.R.K.": "KP name",
    "DPRK": "KP name in capitals",
    "South Korea": "KR name",
    "R.O.K.": "KR name",
    "Korea": "KP weak",
    "U.A.E.": "AE name",
    "UAE": "AE name in capitals",
    "Holland": "NL name",
    "Red China": "CN name",
    "St. Kitts and Nevis": "KN name",
    "St Kitts and Nevis": "KN name",
    "Saint Kitts and Nevis": "KN name",
    # One name, two places.
    "Georgia": "GE name | US-GA name",
    "Congo": "CD name | CG name",
    "Macedonia": "MK name | Macedonia name",
    "Burma": "MM name | Burma name",
    # States that are no more.
    "Soviet Union": "USSR name",
    "USSR": "USSR name in capitals",
    "Советский Союз": "USSR name",
    "소련": "USSR name",
    "苏联": "USSR name",
    "West Germany": "West Germany name",
    "DDR": "East Germany name in capitals",
    "Czechoslovakia": "Czechoslovakia name",
    "Yugoslavia": "Yugoslavia name",
    "Zaire": "Zaire name",
    "Rhodesia": "Rhodesia name",
    "Upper Volta": "Upper Volta name",
    "Ceylon": "Ceylon name",
    "Siam": "Siam name",
    "Kampuchea": "Kampuchea name",
    "Ottoman Empire": "Ottoman Empire name",
    # Divisions.
    "South Hamgyong": "KP-08 name",
    "Hamgyong-namdo": "KP-08 name",
    "Hamgyŏng-namdo": "KP-08 name",
    "함경남도": "KP-08 name",
    "咸鏡南道": "KP-08 name",
    "Kwangtung": "CN-GD name",
    "Tibet": "CN-XZ name",
    "བོད་": "CN-XZ name",
    "شىنجاڭ": "CN-XJ name",
    "Crimea": "UA-43 name",
    "Chechnya": "RU-CE name",
    "Scotland": "GB-SCT name",
    "Punjab": "IN-PB weak | PK-PB weak",
    "Gaza Strip": "PS-GZA name",
    "West Bank": "PS name",
    "Conn.": "US-CT stated",
    "Conn": "US-CT stated",
    "N.Y.": "US-NY stated",
    "NY": "US-NY stated in capitals",
    "OK": "US-OK stated in capitals",
    "Ont.": "CA-ON stated",
    "N.S.W.": "AU-NSW stated",
    "Calif.": "US-CA stated",
    # Cities, by the names of their century and in the archive's languages.
    "Pyongyang": "KP-01 name | Pyongyang @ KP-01 name",
    "Peking": "Beijing @ CN-BJ name",
    "Bombay": "Mumbai @ IN-MH name",
    "Madras": "Chennai @ IN-TN name",
    "Calcutta": "Kolkata @ IN-WB name",
    "Saigon": "Ho Chi Minh City @ VN-SG name",
    "Leningrad": "St. Petersburg @ RU-SPE name",
    "Kiev": "Kyiv @ UA-30 name",
    "Rangoon": "Yangon @ MM-06 name",
    "Teheran": "Tehran @ IR-23 name",
    "Mukden": "Shenyang @ CN-LN name",
    "Constantinople": "Istanbul @ TR-34 name",
    "Stalingrad": "Volgograd @ RU-VGG name",
    "St. Louis": "St. Louis @ US-MO name",
    "Saint Louis": "St. Louis @ US-MO name",
    "Washington": "Washington @ US-DC name",
    "Washington D.C.": "US-DC name | Washington @ US-DC name",
    "London": "London @ GB-ENG name | London @ CA-ON weak",
    "Stamford": "Stamford @ US-CT weak | Stamford @ GB-ENG weak",
    "Reading": "Reading @ GB-ENG weak",
    "Nice": "Nice @ FR-PAC weak",
    "Houston": "Houston @ US-TX name",
    "서울": "Seoul @ KR-11 name",
    "평양": "Pyongyang @ KP-01 name",
    "北京": "Beijing @ CN-BJ name",
    "首爾": "Seoul @ KR-11 name",
    "首尔": "Seoul @ KR-11 name",
    "ソウル": "Seoul @ KR-11 name",
    "Hà Nội": "Hanoi @ VN-HN name",
    "ရန်ကုန်": "Yangon @ MM-06 name",
    "ភ្នំពេញ": "Phnom Penh @ KH-12 name",
    "ວຽງຈັນ": "Vientiane @ LA-VT name",
    "กรุงเทพ": "Bangkok @ TH-10 name",
    "ལྷ་ས་": "Lhasa @ CN-XZ name",
    "ئۈرۈمچى": "Urumqi @ CN-XJ name",
    "القاهرة": "Cairo @ EG-C name",
    "Londres": "London @ GB-ENG name",
    "Pékin": "Beijing @ CN-BJ name",
    "Köln": "Cologne @ DE-NW name",
    "Москва": "Moscow @ RU-MOW name",
    "Москвы": "Moscow @ RU-MOW name",
    # Countries in the archive's languages.
    "북한": "KP name",
    "朝鲜": "KP name",
    "北朝鮮": "KP name",
    "Triều Tiên": "KP name",
    "မြောက်ကိုရီးယား": "KP name",
    "កូរ៉េខាងជើង": "KP name",
    "ເກົາຫລີເໜືອ": "KP name",
    "เกาหลีเหนือ": "KP name",
    "རྒྱ་ནག": "CN name",
    "كوريا الشمالية": "KP name",
    "Corea del Norte": "KP name",
    "Corée du Nord": "KP name",
    "Nordkorea": "KP name",
    "Северной Кореи": "KP name",
    # Adjectives and peoples.
    "North Korean": "KP adjective",
    "Korean": "KP adjective | KR adjective",
    "Burmese": "MM adjective | Burma adjective",
    "Dutch": "NL adjective",
    "Frenchmen": "FR adjective",
    "Soviets": "USSR adjective",
    "West Germans": "West Germany adjective",
    "Texan": "US-TX adjective",
    "Parisian": "Paris @ FR-IDF adjective",
    "Asian": "142 adjective",
    "norcoreanas": "KP adjective",
    "nord-coréenne": "KP adjective",
    "nordkoreanischen": "KP adjective",
    "северокорейского": "KP adjective",
    # What stands for a country.
    "Kremlin": "RU metonym",
    "Кремля": "RU metonym",
    "White House": "US metonym",
    "Downing Street": "GB metonym",
    "Bundesbank": "DE metonym",
    "Zhongnanhai": "CN metonym",
    "청와대": "KR metonym",
    "Knesset": "IL metonym",
    "MITI": "JP metonym in capitals",
    "SEC": "US metonym in capitals",
    "KGB": "USSR metonym in capitals",
    # What only sounds like a place.
    "Air France": "nothing",
    "Jordan Peele": "nothing",
    "Gulf of Mexico": "nothing",
    "Turkey sandwich": "nothing",
    "New York Times": "nothing",
    "인도양": "nothing",
}


@pytest.mark.parametrize(("name", "facts"), FACTS.items(), ids=FACTS)
def test_a_name_means_its_places_in_their_senses(name: str, facts: str):
    assert set(facts.split(" | ")) <= meanings(name)


@pytest.mark.parametrize("name", ["Diet", "Congress", "Senate", "Air", "Smith", "日本語", "سنة"])
def test_words_that_are_no_names_are_left_out(name: str):
    assert meanings(name) == set()


@pytest.mark.parametrize("name", ["New York Times", "Air France", "Guinea pig", "인도양"])
def test_a_phrase_that_means_no_region_means_nothing_else(name: str):
    assert meanings(name) == {"nothing"}


def test_every_row_has_its_eight_columns_and_a_kind():
    rows = loaded()[0]
    assert {len(row) for row in rows} == {8}
    assert {row[0] for row in rows} == set(PlaceKind)
    assert all(row[3].isascii() and row[3].strip() == row[3] != "" for row in rows)
    assert all(not row[4] or int(row[4]) > 0 for row in rows)


def test_parents_come_before_what_lies_in_them_and_are_wider():
    rows = loaded()[0]
    above = {
        PlaceKind.CONTINENT: set[str](),
        PlaceKind.COUNTRY: {PlaceKind.CONTINENT},
        PlaceKind.FORMER: {PlaceKind.COUNTRY},
        PlaceKind.DIVISION: {PlaceKind.COUNTRY},
        PlaceKind.CITY: {PlaceKind.COUNTRY, PlaceKind.DIVISION},
    }
    for number, (kind, _, parents, *_) in enumerate(rows):
        within = [int(parent) for parent in parents.split("|") if parent]
        assert all(parent < number for parent in within)
        assert {rows[parent][0] for parent in within} <= above[PlaceKind(kind)]
        assert len(within) >= (kind != PlaceKind.CONTINENT)
        assert len(within) <= 1 or kind == PlaceKind.FORMER


def test_codes_are_of_the_kind_and_each_is_there_once():
    rows = loaded()[0]
    codes = [row[1] for row in rows if row[1]]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    for kind, code, parents, *_ in rows:
        match kind:
            case PlaceKind.CONTINENT:
                assert len(code) == 3 and code.isdigit()
            case PlaceKind.COUNTRY:
                assert len(code) == 2 and code.isalpha()
            case PlaceKind.FORMER:
                assert len(code) in (0, 4)
            case PlaceKind.DIVISION:
                assert code.startswith(f"{rows[int(parents)][1]}-")
            case _:
                assert code == ""


def test_only_former_states_have_years():
    for kind, _, _, name, _, years, *_ in loaded()[0]:
        assert bool(years) == (kind == PlaceKind.FORMER), name
        first, _, last = years.partition("-")
        assert not years or (int(first or 0) < int(last) < 2020)


def test_flags_are_of_cities_and_few_countries_lack_a_capital():
    rows = loaded()[0]
    assert {flag for row in rows for flag in row[7].split("|")} == {"", "capital", "seat"}
    assert all(row[0] == PlaceKind.CITY for row in rows if row[7])
    capitals: set[str] = set()
    for row in rows:
        if "capital" in row[7]:
            parent = rows[int(row[2])]
            capitals.add((rows[int(parent[2])] if parent[0] == PlaceKind.DIVISION else parent)[1])
    countries = {row[1] for row in rows if row[0] == PlaceKind.COUNTRY}
    # Islands without people, or without a town: these have none.
    assert countries - capitals == {"BQ", "BV", "HM", "IO", "TK", "UM"}


@pytest.mark.parametrize(
    ("city", "flags"),
    [
        ("Washington @ US-DC", "capital|seat"),
        ("New York @ US-NY", ""),
        ("Sacramento @ US-CA", "seat"),
        ("St. Paul @ US-MN", "seat"),
        ("Columbus @ US-OH", "seat"),
        ("Columbus @ US-GA", ""),
        ("Pyongyang @ KP-01", "capital|seat"),
        ("Hamhung @ KP-08", "seat"),
        ("Lhasa @ CN-XZ", "seat"),
        ("Naypyidaw @ MM-18", "capital|seat"),
        ("St. Petersburg @ RU-SPE", "seat"),
        ("Osaka @ JP-27", "seat"),
    ],
)
def test_capitals_and_seats_of_divisions_are_flagged(city: str, flags: str):
    rows = loaded()[0]
    name, _, code = city.partition(" @ ")
    division = [row[1] for row in rows].index(code)
    found = [row[7] for row in rows if row[3] == name and row[2] == str(division)]
    assert found[:1] == [flags]


DIVISIONS = {
    "KP-08": "South Hamgyong", "KP-01": "Pyongyang", "KR-11": "Seoul", "US-NY": "New York",
    "US-DC": "District of Columbia", "CN-XZ": "Tibet", "CN-XJ": "Xinjiang", "JP-13": "Tokyo",
    "MM-16": "Rakhine", "RU-SA": "Yakutia", "UA-51": "Odesa", "DE-BY": "Bavaria",
    "FR-20R": "Corsica", "ES-CT": "Catalonia", "GB-NIR": "Northern Ireland", "IT-52": "Tuscany",
    "MX-MEX": "State of Mexico", "SA-04": "Eastern Province", "VN-SG": "Ho Chi Minh City",
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), DIVISIONS.items(), ids=DIVISIONS)
def test_a_division_is_called_what_newspapers_print(code: str, name: str):
    assert [row[3] for row in loaded()[0] if row[1] == code] == [name]


def test_it_holds_the_world():
    kinds = Counter(row[0] for row in loaded()[0])
    assert kinds[PlaceKind.CONTINENT] == 7
    # All of ISO 3166-1 but Antarctica, which is a continent, and Kosovo.
    assert kinds[PlaceKind.COUNTRY] == 249
    assert kinds[PlaceKind.FORMER] >= 40
    assert kinds[PlaceKind.DIVISION] == 3_815
    assert kinds[PlaceKind.CITY] > 20_000


def test_keys_are_normalised_and_none_is_a_latin_letter():
    keys = set(loaded()[1].keys_with_prefix(""))
    assert [each for each in keys if each != key(each)] == []
    assert [each for each in keys if len(each.replace(".", "")) == 1 and each.isascii()] == []


def test_each_record_names_a_row_and_a_sense():
    rows, names = loaded()
    nothing = 0
    for each in set(names.keys_with_prefix("")):
        found = names.records(each)
        senses = [Sense(sense % CASED) for _, sense in found]
        assert all(0 <= number < len(rows) for number, _ in found)
        assert len({number for number, _ in found}) == len(found)
        if Sense.NOTHING in senses:
            assert found == [(0, Sense.NOTHING)]
            nothing += 1
    assert nothing > 1_000


def test_countries_with_people_have_an_adjective():
    rows, names = loaded()
    described: set[str] = set()
    for each in set(names.keys_with_prefix("")):
        for number, sense in names.records(each):
            if sense == Sense.ADJECTIVE:
                described.add(rows[number][1])
    countries = {row[1] for row in rows if row[0] == PlaceKind.COUNTRY}
    assert countries - described == {"BV", "GS", "HM", "TF", "UM", "VA"}


def test_it_is_small_and_credits_its_sources():
    assert len(_file()) < 3.5 * _MEGABYTE
    with zipfile.ZipFile(BytesIO(_file())) as packed:
        assert packed.namelist() == [
            "places.tsv",
            "names.marisa",
            "common_words.tsv",
            "gazetteer.LICENSE.txt",
        ]
        terms = packed.read("gazetteer.LICENSE.txt").decode()
    assert terms == files("archive.facts.regions.gazetteer").joinpath(
        "gazetteer.LICENSE.txt"
    ).read_text("utf-8")
    assert "GeoNames" in terms
    assert "Unicode" in terms


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("U.A.E.", ["U.A.E.", "UAE"]),
        ("N. Korea", ["N KOREA", "N. KOREA"]),
        ("Washington, D.C.", ["WASHINGTON, D.C.", "WASHINGTON, DC"]),
        ("St. John's", ["SAINT JOHN S", "ST JOHN S", "ST. JOHN S"]),
        ("Fort Worth", ["FORT WORTH", "FT WORTH", "FT. WORTH"]),
        ("Port-au-Prince", ["PORT AU PRINCE"]),
        ("ເກົາຫຼີເໜືອ", ["ເກົາຫຼີເຫນືອ".replace("ຼ", "ລ"), "ເກົາຫຼີເໜືອ"]),
        ("កូរ៉េ\u200bខាង\u200bជើង", ["កូរ៉េខាងជើង", "កូរ៉េ\u200bខាង\u200bជើង"]),
    ],
)
def test_a_name_is_found_in_all_the_ways_it_is_printed(name: str, keys: list[str]):
    assert list(variants(name)) == sorted(keys)


@given(st.text(max_size=30))
def test_keys_of_any_name_are_normalised_and_in_order(name: str):
    found = list(variants(name))
    assert found == sorted(set(found))
    assert all(each for each in found)


def _country() -> PlaceRow:
    place = PlaceRow(PlaceKind.COUNTRY, "XX", "Freedonia")
    place.add_names(Sense.NAME, ["Freedonia", "F.R.D.", "1st of May", "雪"])
    place.add_names(Sense.WEAK, ["Freedonia", "Free"])
    place.add_names(Sense.STATED, ["F", "Fr.", "Free"])
    place.add_names(Sense.ADJECTIVE, ["Freedonian"])
    place.cased[Sense.METONYM].add("FBX")
    return place


def test_a_key_means_a_place_in_the_strongest_sense_it_was_given():
    assert records([_country()]) == {
        ("FREEDONIA", 0): Sense.NAME,
        ("F.R.D.", 0): Sense.NAME,
        ("FRD", 0): Sense.NAME + CASED,
        ("1ST OF MAY", 0): Sense.STATED,
        ("雪", 0): Sense.STATED,
        ("FREE", 0): Sense.WEAK,
        ("FR.", 0): Sense.STATED,
        ("FR", 0): Sense.STATED,
        ("FREEDONIAN", 0): Sense.ADJECTIVE,
        ("FBX", 0): Sense.METONYM + CASED,
    }


def test_a_phrase_is_nothing_unless_a_place_is_called_so():
    assert phrase_records(["Air Freedonia", "Freedonia"], {"FREEDONIA"}) == {
        ("AIR FREEDONIA", 0): Sense.NOTHING
    }


@pytest.mark.parametrize(
    ("letters", "counts"), [("A", False), ("A.", False), ("", False), ("AB", True), ("빈", True)]
)
def test_a_single_latin_letter_is_no_key(letters: str, counts: bool):
    assert is_valid_key(letters) == counts


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Россия", {"России", "Россию", "Россией"}),
        ("Москва", {"Москвы", "Москве", "Москву", "Москвой"}),
        ("Китай", {"Китая", "Китаю", "Китаем", "Китае"}),
        ("Иран", {"Ирана", "Ирану", "Ираном", "Иране"}),
        ("Токио", set()),
        ("Новый Орлеан", set()),
        ("Iran", set()),
    ],
)
def test_russian_names_of_one_word_have_cases(name: str, others: set[str]):
    assert case_forms(name) == others


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Zürich", Script.LATIN),
        ("함흥", Script.HANGUL),
        ("咸兴", Script.HAN),
        ("ソウル", Script.KANA),
        ("いわき", None),
        ("Хабаровск", Script.CYRILLIC),
        ("Харків", None),
        ("القاهرة", Script.ARABIC),
        ("ئۈرۈمچى", Script.ARABIC),
        ("กรุงเทพ", Script.THAI),
        ("ວຽງຈັນ", Script.LAO),
        ("ភ្នំពេញ", Script.KHMER),
        ("ရန်ကုန်", Script.BURMESE),
        ("ལྷ་ས་", Script.TIBETAN),
        ("दिल्ली", None),
        ("Seoul서울", None),
    ],
)
def test_the_script_of_a_name_is_known(name: str, script: Script | None):
    assert script_of(name) == script


def test_the_same_members_are_the_same_file(tmp_path: Path):
    members = {"places.tsv": b"city\n", "names.marisa": b"\x00"}
    for name in ("one.zip", "two.zip"):
        write(tmp_path / name, members)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]
    with zipfile.ZipFile(tmp_path / "one.zip") as written:
        assert {name: written.read(name) for name in written.namelist()} == members
