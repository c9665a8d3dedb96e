import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.facts.regions import Amendments, declared, find_region, mentioned
from archive.facts.regions.gazetteer.gazetteer import Gazetteer, gazetteer
from archive.facts.regions.gazetteer.toponym_key import fold, key
from tests.support.work import assert_linear, steps

SHARED = Path(__file__).parents[5] / "shared"
US = "North America › United States"
KP = "Asia › North Korea"
WHY = "dateline|headline|named (once|twice|[0-9]+ times)"


def paths(regions) -> list[str]:
    return [" › ".join(region.path) for region in regions]


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
    "congo": "Congo",
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
    "ussr": "Europe › Russia › USSR",
    "Soviet Union": "Europe › Russia › USSR",
    "west-germany": "Europe › Germany › West Germany",
    "yemen-demo-republic": "Asia › Yemen › South Yemen",
    # names that are not known, or that mean several places
    "atlantis": "Atlantis",
    "lost-city": "Lost City",
    "either/or": "Either-or",
    "Korea": "Korea",
    "Punjab": "Punjab",
    "in": "In",
    "Paris, France": "Europe › France › Ile-de-France",
    "--": "--",
}


@pytest.mark.parametrize(("name", "path"), DECLARED.items())
def test_a_declared_name_becomes_its_region(name, path):
    [region] = declared([name])
    assert (paths([region]), region.why) == ([path], "declared")


def test_a_declared_region_carries_its_code():
    codes = [region.code for region in declared(["Asia", "uk", "KP-08", "ussr", "atlantis"])]
    assert codes == ["142", "GB", "KP-08", "SUHH", None]


def test_declared_regions_keep_their_order_and_come_once():
    names = ["japan", "", "  ", "Nippon Land", "JP", "Asia/Japan"]
    assert paths(declared(names)) == ["Asia › Japan", "Nippon Land"]


def test_a_declared_town_stands_for_its_division_and_an_unknown_one_is_not_lost():
    assert paths(declared(["Asia/North Korea/South Hamgyong/Hamhung"])) == [
        f"{KP} › South Hamgyong"
    ]
    assert paths(declared(["Hamhung"])) == [f"{KP} › South Hamgyong"]
    assert paths(declared(["Asia/North Korea/South Hamgyong/Upper Mill"])) == [
        f"{KP} › South Hamgyong",
        "Upper Mill",
    ]


def test_a_state_with_several_successors_is_declared_under_each():
    assert paths(declared(["Czechoslovakia"])) == [
        "Europe › Czech Republic › Czechoslovakia",
        "Europe › Slovakia › Czechoslovakia",
    ]


def test_a_declared_region_keeps_the_name_it_was_stated_by():
    assert [region.names for region in declared(["KP-08", "Côte d’Ivoire"])] == [
        ("KP-08",),
        ("Côte d’Ivoire",),
    ]


def test_a_region_is_found_by_its_name_its_path_or_its_code():
    for name in ("South Hamgyong", "함경남도", "KP-08", "Asia/North Korea/South Hamgyong"):
        found = find_region(name)
        assert found and paths([found]) == [f"{KP} › South Hamgyong"]
    assert find_region("Atlantis") is None
    assert find_region("Asia/North Korea/Atlantis") is None


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
    ("The Soviet Union agreed.", ["Europe › Russia › USSR"]),
    ("Burma is called Myanmar.", ["Asia › Myanmar"]),
    ("CHAD SIGNS PACT WITH TURKEY", ["Africa › Chad", "Asia › Turkey"]),
    ("IN U.S., FEARS GROW", [US]),
    ("N. Korea warns S. Korea", [KP, "Asia › South Korea"]),
    # words that are no countries
    ("They ate turkey in china bowls.", []),
    ("Tell us why.", []),
    ("Big Sale of Mobile Homes This Week", []),
    ("They met in Mobile.", [f"{US} › Alabama"]),
    ("TELL US WHY", []),
    ("Us too, they said.", []),
    ("Korean officials met.", []),
    ("Asia and Europe are continents.", []),
    # peoples
    ("Chinese and North Korean officials met.", ["Asia › China", KP]),
    ("Dutch farmers sued.", ["Europe › Netherlands"]),
    # what stands for a country
    ("The Kremlin agreed.", ["Europe › Russia"]),
    ("Pyongyang said so.", [KP]),
    ("They met in Pyongyang.", [f"{KP} › Pyongyang"]),
    # the longest name wins
    ("South Korea won.", ["Asia › South Korea"]),
    ("New Mexico voted.", [f"{US} › New Mexico"]),
    ("Guinea-Bissau voted.", ["Africa › Guinea-Bissau"]),
    ("Guinea, Bissau said", ["Africa › Guinea", "Africa › Guinea-Bissau"]),
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
    ("Victoria is far away.", []),
    ("Central and Western are directions.", []),
    ("Victoria is in Australia.", ["Oceania › Australia › Victoria", "Oceania › Australia"]),
    ("Fires in Florida, United States", [f"{US} › Florida", US]),
    ("Florida and Texas sued.", [f"{US} › Florida", f"{US} › Texas"]),
    ("The Central Bank of Uganda said", ["Africa › Uganda"]),
    ("In Uganda's Central Region", ["Africa › Uganda › Central", "Africa › Uganda"]),
    ("Punjab borders Pakistan.", ["Asia › Pakistan › Punjab", "Asia › Pakistan"]),
    ("Cordoba in Argentina", ["South America › Argentina › Cordoba", "South America › Argentina"]),
    # Georgia
    ("Georgia held a vote.", ["Asia › Georgia"]),
    ("Georgia and Alabama sued.", [f"{US} › Georgia", f"{US} › Alabama"]),
    ("Georgia borders Russia.", ["Asia › Georgia", "Europe › Russia"]),
    ("The U.S. state of Georgia", [f"{US} › Georgia", US]),
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
        "Asia › Saudi Arabia › Riyadh", "Asia › Saudi Arabia", "Asia › China",
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
        [
            "Chile said so. Then Japan spoke, and Japan again, and Tokyo once more.",
            "Kenya listened.",
        ],
        dateline="NAIROBI, Kenya",
    )
    assert [(region.path[-1], region.why, region.names) for region in regions] == [
        ("Nairobi", "dateline", ("NAIROBI, Kenya",)),
        ("Peru", "headline", ("Peru",)),
        ("Kenya", "named once", ("Kenya",)),
        ("Japan", "named twice", ("Japan",)),
        ("Tokyo", "named once", ("Tokyo",)),
    ]


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("LONDON", ["Europe › United Kingdom › England"]),
        ("WASHINGTON", [f"{US} › District of Columbia"]),
        ("SEOUL", ["Asia › South Korea › Seoul"]),
        ("PARIS, Texas", [f"{US} › Texas"]),
        ("BOCA RATON, Fla.", [f"{US} › Florida"]),
        ("LITTLE HAVEN, Minn.", [f"{US} › Minnesota"]),
        ("HOUSTON", [f"{US} › Texas"]),
        ("ABIDJAN/BAMAKO", ["Africa › Ivory Coast › Abidjan", "Africa › Mali › Bamako"]),
        ("NOWHERE", []),
    ],
)
def test_a_dateline_tells_a_towns_division(dateline, expected):
    assert paths(mentioned("", ["Rain fell."], dateline=dateline)) == expected


@pytest.mark.parametrize("headline", ["Michael Jordan Retires Again", "JORDAN RETIRES AGAIN"])
def test_a_headline_of_capitals_is_read_as_the_text_reads_its_names(headline):
    assert paths(mentioned(headline, ["Then Michael Jordan waved."])) == []
    assert paths(mentioned(headline, ["The king of Jordan waved."])) == ["Asia › Jordan"]


def test_a_country_named_once_after_the_lead_is_mentioned_in_passing():
    filler = "They spoke about the harvest. " * 20
    assert paths(mentioned("", ["Peru voted.", filler, "Chile did not."])) == [
        "South America › Peru"
    ]
    assert paths(mentioned("", ["Peru voted.", filler, "Cusco did not."])) == [
        "South America › Peru"
    ]
    assert paths(mentioned("", ["Peru voted.", filler, "In Cusco Cusco did not."])) == [
        "South America › Peru",
        "South America › Peru › Cusco",
    ]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1987, ["Europe › Russia › USSR", "Europe › Germany › West Germany"]),
        (2012, ["Europe › Russia › Moscow", "Europe › Germany › Hamburg"]),
        (None, ["Europe › Russia › Moscow", "Europe › Germany › Hamburg"]),
    ],
)
def test_a_town_lies_in_the_state_of_its_time(year, expected):
    assert paths(mentioned("", ["Ships left Moscow for Hamburg."], year=year)) == expected


@pytest.mark.parametrize(("year", "path"), [
    (1987, "Asia › Myanmar › Burma"), (2012, "Asia › Myanmar"), (None, "Asia › Myanmar"),
])  # fmt: skip
def test_a_states_former_name_means_it_in_its_time(year, path):
    assert paths(mentioned("", ["Burma closed its border."], year=year)) == [path]


def test_a_name_that_is_settled_once_means_the_same_place_throughout():
    text = "Coins were found in Lebanon, Tennessee. Lebanon has no museum."
    assert paths(mentioned("", [text])) == [f"{US} › Tennessee"]


def test_an_archives_owner_amends_what_names_mean():
    amendments = Amendments({"Jersey": None, "Hamnam": ("Asia", "North Korea", "South Hamgyong")})
    text = ["Fans in Jersey cheered.", "Hamnam had snow."]
    assert paths(mentioned("", text)) == ["Europe › Jersey"]
    assert paths(mentioned("", text, amendments=amendments)) == [f"{KP} › South Hamgyong"]
    assert paths(declared(["Jersey"], amendments)) == []
    assert paths(declared(["hamnam"], amendments)) == [f"{KP} › South Hamgyong"]


def test_an_archives_owner_shows_a_region_under_another():
    amendments = Amendments(merged={("Asia", "Taiwan"): ("Asia", "Formosa")})
    assert paths(mentioned("", ["They met in Taiwan."], amendments=amendments)) == [
        "Asia › Formosa"
    ]
    assert paths(declared(["TW"], amendments)) == ["Asia › Formosa"]


def test_names_do_not_join_over_a_paragraph_or_a_stop():
    assert paths(mentioned("", ["It went South", "Sudan did not."])) == ["Africa › Sudan"]
    assert paths(mentioned("", ["It went to the South. Sudan did not."])) == ["Africa › Sudan"]


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
    assert gazetteer().by_code[code].name == name


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
@example("", [], "Japan\0")
def test_mentioned_never_fails_and_names_each_region_once(headline, paragraphs, dateline):
    regions = mentioned(headline, paragraphs, dateline)
    assert len({region.path for region in regions}) == len(regions)
    assert all(re.fullmatch(WHY, region.why) for region in regions)
    assert all("/" not in step for region in regions for step in region.path)


@given(st.text())
def test_a_key_is_the_key_of_itself(name):
    assert key(key(name)) == key(name)
    assert key(fold(name)) == key(name)


MANY_NAMES = [
    "Officials from Japan, the U.S. and Nova Scotia met Jordan's king on Monday. ",
    "New York New South New ",
    "Georgia, ",
    "평양에서 함경남도 ",
    "北京市朝陽區",
    "St. John's in the ",
    "city of Stamford ",
    "Lake Stamford ",
    "the Stamford ",
    "Turkey, ",
]


@pytest.mark.parametrize("sentence", MANY_NAMES)
def test_an_article_takes_no_longer_than_it_is_long(sentence):
    assert_linear(lambda text: mentioned("", [text]), lambda size: sentence * size, 120)


def test_a_name_in_an_unspaced_script_may_be_long():
    (region,) = mentioned("ออสเตรเลียนแคพิทอลเทร์ริทอรี", [])
    assert region.path == ("Oceania", "Australia", "Australian Capital Territory")


def test_the_gazetteer_is_read_without_a_look_at_each_of_its_places():
    assert isinstance(gazetteer(), Gazetteer)
    assert steps(gazetteer.__wrapped__) < len(gazetteer()._rows) / 10


@pytest.mark.shared
def test_the_first_article_is_about_north_korea_and_south_hamgyong():
    file = SHARED / "seeds" / "rfa-officers-drug-running.txt"
    if not file.exists():
        pytest.skip(f"{file} is absent")
    headline, *paragraphs = file.read_text(encoding="utf-8").split("\n\n")
    regions = {" › ".join(r.path): r.why for r in mentioned(headline, paragraphs)}
    assert regions == {
        KP: "headline",
        "Europe › Russia": "named once",
        f"{KP} › South Hamgyong": "named twice",
    }
