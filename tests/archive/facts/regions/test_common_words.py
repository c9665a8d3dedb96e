"""No common word of a language makes an article be about a place, unless it is that place's name.

The commonest words of languages are those of `wordfreq`; for languages that it lacks, such as a
reader would know.
"""

from functools import cache

import pytest
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from wordfreq import available_languages, top_n_list

from archive.facts.regions import Amendments, mentioned
from archive.facts.regions.gazetteer.gazetteer import gazetteer
from archive.facts.regions.gazetteer.toponym_key import key, words
from archive.model.article import Region

LANGUAGES = sorted(available_languages())
COMMONEST = 2_000
# Languages of `wordfreq` by the names of CLDR.
CLDR = {"sh": ("hr", "bs", "sr_Latn", "sr"), "nb": ("nb",)}
CODES = {"sh": "hr"}
# So many first letters alike make a word another form of a name, or the adjective of it.
ALIKE = 3
# What countries are called besides their names in CLDR, and the adjectives that are made of it.
CALLED = {
    "US": "America América Américain Amerika Amerikai Αμερική ΗΠΑ Америка США American États"
    " أمريكا الأمريكية آمریکا امریکا অমেরিকা আমেরিকা মার্কিন अमेरिका अमरीका 米国 미국"
    " estadounidense US ארה\"ב",
    "GB": "Britain British Britannia Britannique England English Englisch Englanti"
    " Anglais Angleterre Inggris Inghilterra Inglaterra Англия Английский Великобритания"
    " Британія Αγγλία Βρετανία"
    " بريطانيا البريطانية انگلیس برطانیہ ব্রিটিশ ইংল্যান্ড ब्रिटिश ब्रिटेन इंग्लैंड இங்கிலாந்து"
    " İngiltere 英国",
    "FR": "French Français Французский الفرنسية فرنسي",
    "DE": "German Deutsch Tysk Německo Німеччина Allemand Alemán Tedesco",
    "RU": "Русский রুশ الروسية Советский СССР РФ 苏联 Russe Ruso Rusă",
    "IR": "الإيراني", "SY": "السوري", "EG": "المصري", "TR": "التركية", "IL": "الإسرائيلي",
    "CN": "الصينية 中共 סיני", "NL": "Holland Hollande", "KR": "Korea", "ES": "Spanish Español",
    "MK": "Македония", "JP": "Japonais", "CH": "Suisse", "PS": "الفلسطينية", "AU": "澳洲",
    "SA": "سعودي",
}  # fmt: skip
# Names of places abroad that are so common there as the words of the language are.
NAMES = words(
    "MANCHESTER LIVERPOOL BARCELONA MADRID WASHINGTON CHICAGO BRUXELLES BRUSSEL LONDRES CALIFORNIA"
    " TEXAS FLORIDA TALIBAN FED БАРСЕЛОНА ВАШИНГТОН КРЕМЛЯ ФСБ"
) | frozenset(map(key, ("طالبان", "برشلونة", "واشنطن", "مکہ")))


@cache
def names_of_countries(language: str) -> dict[str, set[str]]:
    """The keys of CLDR's names of each country, and of its towns, in a language and in English."""
    names: dict[str, set[str]] = {}
    for each in ("en", *CLDR.get(language, (language,))):
        try:
            locale = Locale.parse(each)
        except UnknownLocaleError:
            continue
        for code, name in locale.territories.items():
            names.setdefault(code, set()).update(map(key, [name, *name.split()]))
        for code, zones in get_global("territory_zones").items():
            cities = (locale.time_zones.get(zone, {}).get("city") for zone in zones)
            towns = (zone.rpartition("/")[2].replace("_", " ") for zone in zones)
            names.setdefault(code, set()).update(map(key, filter(None, (*cities, *towns))))
    return names


@cache
def spoken_in(country: str) -> frozenset[str]:
    spoken = get_global("territory_languages").get(country, {})
    return frozenset(each.partition("_")[0] for each in spoken if spoken[each]["official_status"])


def is_its_name(word: str, region: Region, language: str) -> bool:
    """Whether a word is the name of a region, by the rules that the exceptions go by."""
    country = gazetteer().by_path[region.path[:2]]
    code = country.code or ""
    names = names_of_countries(language).get(code, set()) | set(
        map(key, CALLED.get(code, "").split())
    )
    if key(word) in NAMES:
        return True
    if {each.partition("_")[0] for each in CLDR.get(language, (language,))} & spoken_in(code):
        return True
    stem = key(word)[:ALIKE]
    return any(name.startswith(stem) for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_common_word_by_itself_makes_a_region(language):
    wrong = {
        spelled: regions[0].path
        for word in top_n_list(language, COMMONEST)
        for spelled in {word, word.capitalize()}
        for known in (None, CODES.get(language, language))
        if (regions := mentioned("", [spelled], language=known))
        and not any(is_its_name(spelled, region, language) for region in regions)
    }
    assert wrong == {}


# Of languages that `wordfreq` lacks.
WORDS = {
    "ug": "ۋە بىلەن بىر بۇ ئۈچۈن قىلىپ بولغان قىلغان دېگەن سول بالا تولا قاتارى كونا",
    "lo": "ແມ່ນ ເປັນ ໃນ ຂອງ ແລະ ທີ່ ມີ ໄດ້ ໃຫ້ ຈະ ບໍ່ ນີ້ ກັບ ຄົນ ຈາກ ລາວ ເຂົາ ພວກ ວັນ ຂາວ ນ້ຳ",
    "km": "នៅ ក្នុង និង ជា បាន ដែល មាន ការ របស់ ប្រាកដ ប្រាក់ កណ្តាល ខាង ជើង ប្រទេស ក្រុង",
    "my": "သည် တွင် များ ကို နှင့် အတွက် ပြီး လူ အလယ် မြို့ ပြည်သူ တောင် မြောက် လမ်း",
    "th": "ที่ และ การ ใน เป็น ของ ได้ น่าน ตาก แพร่ เลย ตราด อิสระ เมตา ใหญ่ ใหม่ เหนือ",
    "ps": "په چې او له ته کې سره سپین ویلي خبر بالا ښار خلک لوی",
    "bo": "དང་ གི་ ནི་ ལ་ ནས་ འདི་ ཡིན་ ཡོད་ མི་ ལོ་ ཆེན་པོ་ བྱང་ ལྷོ་",
}


@pytest.mark.parametrize("language", WORDS)
def test_no_common_word_of_a_language_without_a_list_makes_a_region(language):
    for word in WORDS[language].split():
        assert mentioned("", [word], language=language) == (), word
        assert mentioned("", [word]) == (), word


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Das Essen war gut. Zum Essen kamen alle.", []),
        ("de", "Die Polizei in Essen und Düsseldorf sucht Zeugen.", ["Germany"]),
        ("sl", "Mali je prišel domov. Mali in veliki so jedli.", []),
        ("sl", "Predsednik je obiskal Mali in Niger.", ["Mali", "Niger"]),
        ("en", "Mali asked for help.", ["Mali"]),
        ("fi", "Oman työn hinta on kova.", []),
        ("lo", "ລາວເວົ້າວ່າລາວຈະໄປ.", []),
        ("lo", "ລາວ ແລະ ຫວຽດນາມ ເຊັນສັນຍາ ທີ່ ວຽງຈັນ.", ["Laos", "Vietnam"]),
        ("vi", "Pháp luật là trên hết.", []),
    ],
)
def test_a_word_is_a_place_where_more_speaks_for_it(language, text, expected):
    found = {region.path[1] for region in mentioned("", [text], language=language)}
    assert found == set(expected)


def test_the_dateline_and_the_archives_owner_are_heard():
    assert mentioned("", ["Es regnete."], "ESSEN", language="de")[0].path[1] == "Germany"
    amendments = Amendments({"Essen": ("Europe", "Germany")})
    assert mentioned("", ["Essen ist fertig."], language="de", amendments=amendments)
