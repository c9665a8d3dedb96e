import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archive.regions
from archive.regions import declared, mentioned
from archive.regions.gazetteer import Gazetteer, gazetteer
from archive.regions.spelling import fold, key

SHARED = Path(__file__).parents[3] / "shared"
US = "North America › United States"
KP = "Asia › North Korea"


def paths(regions) -> list[str]:
    return [" › ".join(region.path) for region in regions]


def test_the_door_lists_what_others_may_use():
    assert archive.regions.__all__ == ["declared", "mentioned"]


DECLARED = {
    # countries and their variants
    "usa": US,
    "U.S.": US,
    "the United States": US,
    "uk": "Europe › United Kingdom",
    "el-salvador": "North America › El Salvador",
    "ivory-coast": "Africa › Ivory Coast",
    "Côte d’Ivoire": "Africa › Ivory Coast",
    "BURMA": "Asia › Myanmar",
    "the Gambia": "Africa › Gambia",
    "trinidad-tobago": "North America › Trinidad and Tobago",
    "Trinidad & Tobago": "North America › Trinidad and Tobago",
    "saint lucia": "North America › St. Lucia",
    "Hong Kong SAR": "Asia › Hong Kong",
    "congo": "Africa › Republic of the Congo",
    "zaire": "Africa › Democratic Republic of the Congo",
    "Korea, Democratic People's Republic of": KP,
    "북한": KP,
    "Georgia": "Asia › Georgia",
    # codes
    "KP": KP,
    "PRK": KP,
    "KP-08": f"{KP} › South Hamgyong",
    "US-PR": "North America › Puerto Rico",
    "GT-01": "North America › Guatemala › Guatemala",
    # divisions
    "Hamgyŏng-namdo": f"{KP} › South Hamgyong",
    "South Hamgyŏng": f"{KP} › South Hamgyong",
    "hamgyong-namdo": f"{KP} › South Hamgyong",
    "함경남도": f"{KP} › South Hamgyong",
    "Yanggang": f"{KP} › Ryanggang",
    "廣東": "Asia › China › Guangdong",
    "Lagos": "Africa › Nigeria › Lagos",
    "new-york": f"{US} › New York",
    "Washington": f"{US} › Washington",
    # paths in either direction
    "South Hamgyong, North Korea": f"{KP} › South Hamgyong",
    "Asia/North Korea/South Hamgyong": f"{KP} › South Hamgyong",
    "North Korea › South Hamgyong": f"{KP} › South Hamgyong",
    "Asia > North Korea": KP,
    "Georgia, USA": f"{US} › Georgia",
    "USA, Georgia": f"{US} › Georgia",
    "North America/Georgia": f"{US} › Georgia",
    "Punjab, India": "Asia › India › Punjab",
    "Punjab, Pakistan": "Asia › Pakistan › Punjab",
    # continents
    "Asia": "Asia",
    "south-america": "South America",
    "Antarctica": "Antarctica",
    # states that are no more
    "ussr": "Europe › USSR",
    "Soviet Union": "Europe › USSR",
    "west-germany": "Europe › West Germany",
    "yemen-demo-republic": "Asia › South Yemen",
    # names that are not known, or that mean several places
    "atlantis": "Atlantis",
    "lost-city": "Lost City",
    "either/or": "Either-or",
    "Korea": "Korea",
    "Punjab": "Punjab",
    "in": "In",
    "Paris, France": "Europe › France › Paris",
    "--": "--",
}


@pytest.mark.parametrize(("name", "path"), DECLARED.items())
def test_a_declared_name_becomes_its_region(name, path):
    [region] = declared([name])
    assert (paths([region]), region.why) == ([path], "declared")


def test_a_declared_region_carries_its_code():
    codes = [region.code for region in declared(["Asia", "uk", "KP-08", "ussr", "atlantis"])]
    assert codes == ["142", "GB", "KP-08", None, None]


def test_declared_regions_keep_their_order_and_come_once():
    names = ["japan", "", "  ", "Nippon Land", "JP", "Asia/Japan"]
    assert paths(declared(names)) == ["Asia › Japan", "Nippon Land"]


def test_a_declared_town_below_a_division_is_not_lost():
    assert paths(declared(["Asia/North Korea/South Hamgyong/Hamhung"])) == [
        f"{KP} › South Hamgyong",
        "Hamhung",
    ]


MENTIONED = [
    # countries
    ("Talks in Japan ended.", ["Asia › Japan"]),
    ("The U.S. and the UK agreed.", [US, "Europe › United Kingdom"]),
    ("US troops left the UAE.", [US, "Asia › United Arab Emirates"]),
    ("Iran's oil, Iraq's gas", ["Asia › Iran", "Asia › Iraq"]),
    ("A U.S.-Japan pact", [US, "Asia › Japan"]),
    ("The DPRK and the ROK talked.", [KP, "Asia › South Korea"]),
    ("Aid for Trinidad & Tobago", ["North America › Trinidad and Tobago"]),
    ("A storm passed St. Lucia.", ["North America › St. Lucia"]),
    ("Rebels left Côte d’Ivoire.", ["Africa › Ivory Coast"]),
    ("The Soviet Union agreed.", ["Europe › USSR"]),
    ("Burma is called Myanmar.", ["Asia › Myanmar"]),
    ("CHAD SIGNS PACT WITH TURKEY", ["Africa › Chad", "Asia › Turkey"]),
    ("IN U.S., FEARS GROW", [US]),
    ("N. Korea warns S. Korea", [KP, "Asia › South Korea"]),
    # words that are no countries
    ("They ate turkey in china bowls.", []),
    ("Tell us why.", []),
    ("TELL US WHY", []),
    ("Us too, they said.", []),
    ("Chinese and North Korean officials met.", []),
    ("Plain Korea does not resolve.", []),
    ("Indians live in Indianapolis.", []),
    ("Asia and Europe are continents.", []),
    # the longest name wins
    ("South Korea won.", ["Asia › South Korea"]),
    ("New Mexico voted.", [f"{US} › New Mexico"]),
    ("Guinea-Bissau voted.", ["Africa › Guinea-Bissau"]),
    ("Guinea, Bissau said", ["Africa › Guinea", "Africa › Guinea-Bissau › Bissau"]),
    ("Equatorial Guinea voted.", ["Africa › Equatorial Guinea"]),
    ("Papua New Guinea voted.", ["Oceania › Papua New Guinea"]),
    ("The Republic of Ireland voted.", ["Europe › Ireland"]),
    ("Northern Ireland voted.", ["Europe › United Kingdom › Northern Ireland"]),
    ("South Sudan, not Sudan", ["Africa › South Sudan", "Africa › Sudan"]),
    ("The Dominican Republic voted.", ["North America › Dominican Republic"]),
    ("The Democratic Republic of the Congo", ["Africa › Democratic Republic of the Congo"]),
    ("Snow in New England, oil in the Gulf of Mexico", []),
    ("Guinea pigs swam in the Niger Delta near Lake Chad.", []),
    ("Ships in the South China Sea and the Sea of Japan", []),
    # divisions that count alone
    ("A source in South Hamgyong province said", [f"{KP} › South Hamgyong"]),
    ("From Hamgyŏng-namdo to North P’yŏngan", [
        f"{KP} › South Hamgyong", f"{KP} › North Pyongan",
    ]),
    ("Snow fell in Nova Scotia.", ["North America › Canada › Nova Scotia"]),
    ("Floods in Kerala and Assam", ["Asia › India › Kerala", "Asia › India › Assam"]),
    ("Texas and Ohio sued.", [f"{US} › Texas", f"{US} › Ohio"]),
    ("Baden-Württemberg voted.", ["Europe › Germany › Baden-Wurttemberg"]),
    ("Battles in Kachin and Shan", ["Asia › Myanmar › Kachin", "Asia › Myanmar › Shan"]),
    ("Oaxaca, Cusco, Kisumu and Lagos", [
        "North America › Mexico › Oaxaca", "South America › Peru › Cusco",
        "Africa › Kenya › Kisumu", "Africa › Nigeria › Lagos",
    ]),
    # divisions that need their country
    ("Victoria and Florida are far apart.", []),
    ("Central and Western are directions.", []),
    ("Victoria is in Australia.", ["Oceania › Australia › Victoria", "Oceania › Australia"]),
    ("Fires in Florida, United States", [f"{US} › Florida", US]),
    ("Florida and Texas sued.", [f"{US} › Florida", f"{US} › Texas"]),
    ("The Central Bank of Uganda said", ["Africa › Uganda"]),
    ("In Uganda's Central Region", ["Africa › Uganda", "Africa › Uganda › Central"]),
    ("Punjab borders Pakistan.", ["Asia › Pakistan › Punjab", "Asia › Pakistan"]),
    ("Cordoba in Argentina", ["South America › Argentina › Cordoba", "South America › Argentina"]),
    # Georgia
    ("Georgia held a vote.", ["Asia › Georgia"]),
    ("Georgia and Alabama sued.", [f"{US} › Georgia", f"{US} › Alabama"]),
    ("Georgia borders Russia.", ["Asia › Georgia", "Europe › Russia"]),
    ("The U.S. state of Georgia", [US, f"{US} › Georgia"]),
    ("In Tbilisi, Georgia, U.S. envoys met.", [
        "Asia › Georgia › Tbilisi", "Asia › Georgia", US,
    ]),
    # people
    ("They cheered when Michael Jordan scored.", []),
    ("The drummer Chad Smith played.", []),
    ("In Jordan, Chad Smith played.", ["Asia › Jordan"]),
    ("King Abdullah of Jordan met Israel Adesanya.", ["Asia › Jordan"]),
    ("He flew from Israel Monday.", ["Asia › Israel"]),
    ("But Victoria Beckham left Australia.", ["Oceania › Australia"]),
    # other languages
    ("함경남도의 소식통은 북한이 중국과", [f"{KP} › South Hamgyong", KP, "Asia › China"]),
    ("인도적 지원", []),
    ("朝鲜和广东省的贸易", [KP, "Asia › China › Guangdong"]),
    ("美國與臺灣", [US, "Asia › Taiwan"]),
    ("印度尼西亚不在印度洋", ["Asia › Indonesia"]),
    ("インドネシアとフランス", ["Asia › Indonesia", "Europe › France"]),
    ("وللسعودية وبالصين في الرياض", [
        "Asia › Saudi Arabia", "Asia › China", "Asia › Saudi Arabia › Riyadh",
    ]),
    ("Власти России и Китай", ["Europe › Russia", "Asia › China"]),
    ("Corea del Norte y EE.UU., o EE. UU.", [US, KP]),
    ("L'Allemagne et la Corée du Sud", ["Europe › Germany", "Asia › South Korea"]),
    ("Zwischen Österreich und der Schweiz", ["Europe › Austria", "Europe › Switzerland"]),
    ("ไทยและญี่ปุ่น", ["Asia › Thailand", "Asia › Japan"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MENTIONED)
def test_a_sentence_mentions_its_regions(sentence, expected):
    assert paths(mentioned("", [sentence])) == expected


def test_regions_are_ranked_by_where_they_stand_and_how_often():
    regions = mentioned(
        "Peru joins talks",
        ["Chile said so. Then Japan spoke, and Japan again.", "Kenya listened."],
        dateline="NAIROBI, Kenya, March 3 -",
    )
    assert [(region.path[-1], region.why) for region in regions] == [
        ("Kenya", "dateline"),
        ("Nairobi", "dateline"),
        ("Peru", "headline"),
        ("Japan", "text"),
        ("Chile", "text"),
    ]


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("LONDON, Feb 26 -", ["Europe › United Kingdom"]),
        ("WASHINGTON (AP) —", [US]),
        ("SEOUL, Feb 26", ["Asia › South Korea › Seoul"]),
        ("PARIS, Texas, Feb 26", [f"{US} › Texas"]),
        ("HOUSTON, Feb 26 -", []),
    ],
)
def test_a_capital_stands_for_its_country_in_a_dateline(dateline, expected):
    assert paths(mentioned("", [], dateline=dateline)) == expected
    assert paths(mentioned("", ["London and Washington talked."])) == []


@pytest.mark.parametrize("headline", ["Michael Jordan Retires Again", "JORDAN RETIRES AGAIN"])
def test_a_headline_of_capitals_is_read_as_the_text_reads_its_names(headline):
    assert paths(mentioned(headline, ["Then Michael Jordan waved."])) == []
    assert paths(mentioned(headline, ["The king of Jordan waved."])) == ["Asia › Jordan"]
    assert paths(mentioned(headline, [])) == ["Asia › Jordan"]


def test_a_country_named_once_after_the_lead_is_mentioned_in_passing():
    filler = "They spoke about the harvest. " * 20
    assert paths(mentioned("", ["Peru voted.", filler, "Chile did not."])) == [
        "South America › Peru"
    ]
    assert paths(mentioned("", ["Peru voted.", filler, "Cusco did not."])) == [
        "South America › Peru",
        "South America › Peru › Cusco",
    ]


def test_names_do_not_join_over_a_paragraph_or_a_stop():
    assert paths(mentioned("", ["It went South", "Sudan did not."])) == ["Africa › Sudan"]
    assert paths(mentioned("", ["It went to the South. Sudan did not."])) == ["Africa › Sudan"]


def rows() -> Iterator[list[str]]:
    file = Path(archive.regions.__file__).with_name("gazetteer.tsv")
    assert file.stat().st_size < 1_000_000
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def test_the_gazetteer_is_sorted_and_each_place_is_in_it_once():
    codes = [row[0] for row in rows() if row[0]]
    assert codes == sorted(set(codes))
    assert len({place.path for place in gazetteer().by_code.values()}) == len(codes)
    assert all(1 <= len(place.path) <= 3 for place in gazetteer().by_code.values())


def test_the_gazetteer_holds_names_as_keys_and_credits_its_sources():
    names = {name for row in rows() for column in row[4:] for name in column.split("|")}
    assert [name for name in names if key(name) != name] == []
    header = Path(archive.regions.__file__).with_name("gazetteer.tsv").read_text(encoding="utf-8")
    assert "GeoNames (geonames.org, CC BY 4.0)" in header
    assert "Unicode CLDR" in header


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KP-10", "Ryanggang"), ("KP-07", "Kangwon"), ("KR-42", "Gangwon"), ("KP-01", "Pyongyang"),
        ("CN-JL", "Jilin"), ("CN-YN", "Yunnan"), ("DE-BY", "Bavaria"), ("ES-AN", "Andalusia"),
        ("BR-SP", "Sao Paulo"), ("UA-51", "Odesa"), ("IQ-BA", "Basra"), ("EG-ASN", "Aswan"),
        ("IR-10", "Isfahan"), ("MA-06", "Casablanca-Settat"), ("IN-OD", "Odisha"),
        ("KZ-75", "Almaty"), ("CZ-10", "Prague"), ("RU-CE", "Chechnya"), ("SA-02", "Mecca"),
        ("VN-SG", "Ho Chi Minh City"), ("ZA-FS", "Free State"), ("FR-20R", "Corsica"),
        ("CI", "Ivory Coast"), ("TR", "Turkey"), ("MM", "Myanmar"), ("HK", "Hong Kong"),
    ],
)  # fmt: skip
def test_a_region_is_shown_by_the_name_that_newspapers_print(code, name):
    assert gazetteer().by_code[code].path[-1] == name


KNOWN_NAMES = st.sampled_from(["japan", "KP-08", "Asia", "ussr", "Texas", "Peru", "Ivory Coast"])


@given(st.lists(st.text() | KNOWN_NAMES))
def test_declared_never_fails_and_loses_no_known_name(names):
    regions = declared(names)
    found = {region.path for region in regions}
    assert len(found) == len(regions)
    for name in names:
        if name.strip():
            assert {region.path for region in declared([name])} <= found
    assert all(1 <= len(path) <= 3 for path in found)
    assert all(step.strip() and "/" not in step for path in found for step in path)


@given(
    st.text() | KNOWN_NAMES,
    st.lists(st.text() | KNOWN_NAMES | st.sampled_from(["Georgia", "Jordan", "함경남도"])),
    st.none() | st.text(),
)
def test_mentioned_never_fails_and_names_each_region_once(headline, paragraphs, dateline):
    regions = mentioned(headline, paragraphs, dateline)
    assert len({region.path for region in regions}) == len(regions)
    assert {region.why for region in regions} <= {"dateline", "headline", "text"}
    assert all("/" not in step for region in regions for step in region.path)


@given(st.text())
def test_a_key_is_the_key_of_itself(name):
    assert key(key(name)) == key(name)
    assert key(fold(name)) == key(name)


def test_an_article_is_read_in_a_few_milliseconds():
    sentence = "Officials from Japan, the U.S. and Nova Scotia met Jordan's king on Monday. "
    article = [sentence * 40]
    mentioned("", article)
    start = time.perf_counter()
    for _ in range(20):
        mentioned("", article)
    assert (
        time.perf_counter() - start
    ) / 20 < 0.05  # measured: 0.003, for 160 names; real articles of this length: 0.0003


def test_the_gazetteer_is_read_in_a_moment():
    start = time.perf_counter()
    assert isinstance(gazetteer.__wrapped__(), Gazetteer)
    assert time.perf_counter() - start < 1  # measured: 0.05


@pytest.mark.shared
def test_the_first_article_is_about_north_korea_and_south_hamgyong():
    file = SHARED / "seeds" / "rfa-officers-drug-running.txt"
    if not file.exists():
        pytest.skip(f"{file} is absent")
    headline, *paragraphs = file.read_text(encoding="utf-8").split("\n\n")
    assert paths(mentioned(headline, paragraphs)) == [
        f"{KP} › South Hamgyong",
        "Europe › Russia",
        KP,
    ]


def reuters_stories() -> Iterator[dict]:
    folder = SHARED / "data" / "reuters21578"
    if not folder.exists():
        pytest.skip(f"{folder} is absent")
    for file in sorted(folder.glob("reut2-*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@pytest.mark.shared
def test_mentioned_countries_are_those_that_the_desk_coded():
    right = found = coded = 0
    for story in reuters_stories():
        if "places" in story and "body" in story:
            truth = {region.path[:2] for region in declared(story["places"])}
            regions = mentioned(story.get("title", ""), [story["body"]], story.get("dateline"))
            named = {region.path[:2] for region in regions}
            right += len(named & truth)
            found += len(named)
            coded += len(truth)
    precision, recall = right / found, right / coded
    f1 = 2 * precision * recall / (precision + recall)
    print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")  # noqa: T201
    assert precision > 0.80  # reached: 0.816
    assert f1 > 0.71  # reached: 0.734; "CLEVELAND, Feb 26 -" needs a gazetteer of towns
