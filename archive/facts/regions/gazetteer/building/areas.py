"""Islands, valleys and provinces of old, by what they lie in. For the builder only.

No code names them, and newspapers do; each means the place that holds it. Names after a bar of
two strokes count only where that place is named too.
"""

from collections import defaultdict
from collections.abc import Mapping

from archive.facts.regions.gazetteer.building.place import PlaceRow, split
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key as name_key

_NAMES = {
    "002": "Sub-Saharan Africa|Subsaharan Africa|North Africa|West Africa|East Africa"
    "|Southern Africa|Black Africa|Central Africa||Sahel|Horn of Africa",
    "142": "Far East|Southeast Asia|South-East Asia|South Asia|East Asia|Central Asia|동남아시아"
    "|동남아|东南亚|東南亞|東南アジア|Юго-Восточная Азия|Юго-Восточной Азии|Sudeste Asiático"
    "|Asie du Sud-Est|Südostasien",
    "150": "Eastern Europe|Western Europe|Central Europe|Scandinavia|the Balkans|Europa Oriental"
    "|Europe de l'Est|Osteuropa|Восточная Европа||Balkans",
    "AE": "Trucial States|Trucial Coast", "AM": "||Nagorny Karabakh",
    "AR": "Patagonia|Tierra del Fuego", "AT": "Tyrol|Tirol",
    "AZ": "Nagorno-Karabakh|Nagorny Karabakh|Karabakh|Nagorno Karabakh|Нагорный Карабах"
    "|Нагорного Карабаха|나고르노카라바흐|纳戈尔诺-卡拉巴赫",
    "BA": "Republika Srpska", "BD": "Bengal, Bangladesh|Cox's Bazar|Chittagong Hill Tracts",
    "BE": "Flanders|Wallonia", "BR": "Amazonia", "CA": "Maritimes", "CA-BC": "Vancouver Island",
    "CA-NL": "Newfoundland|Terre-Neuve|Terranova|Neufundland||Labrador",
    "CA-NS": "Cape Breton Island||Cape Breton", "CD": "Katanga|Kivu|North Kivu|South Kivu",
    "CF": "Ubangi-Shari|Central African Empire", "CL": "Easter Island",
    "CN": "Manchuria|Mainland China||Taklamakan|Pearl River Delta|Yangtze Delta",
    "CN-AH": "Anhwei", "CN-FJ": "Fukien", "CN-GD": "Kwangtung|Kwangtung Province",
    "CN-GS": "Kansu", "CN-GX": "Kwangsi", "CN-GZ": "Kweichow", "CN-HB": "Hupeh|Hupei",
    "CN-HE": "Hopei|Hopeh", "CN-HL": "Heilungkiang", "CN-JS": "Kiangsu", "CN-JX": "Kiangsi",
    "CN-NX": "Ninghsia", "CN-QH": "Tsinghai|Amdo", "CN-SC": "Szechwan|Szechuan|Sichuan Province",
    "CN-SD": "Shantung", "CN-SN": "Shensi",
    "CN-XJ": "East Turkestan|East Turkistan|Xinjiang Uygur|Xinjiang Uyghur|Eastern Turkestan"
    "|شىنجاڭ|شەرقىي تۈركىستان|ཞིན་ཅང|신장 위구르|위구르|新疆维吾尔自治区|新疆維吾爾自治區"
    "|新疆ウイグル|Синьцзян|Синьцзяне|Turquestán Oriental|Xinjiang-Uigur",
    "CN-XZ": "Tibetan Autonomous Region|Tibet Autonomous Region|བོད|བོད་ལྗོངས|བོད་རང་སྐྱོང་ལྗོངས"
    "|티베트|티벳|西藏自治区|西藏自治區|チベット|Тибет|Тибета|Тибете|التبت|ทิเบต|Tây Tạng|တိဘက်"
    "|ទីបេ|ທິເບດ|شىزاڭ|تىبەت||Kham",
    "CN-ZJ": "Chekiang", "CU": "Bay of Pigs|Guantanamo Bay|Guantánamo",
    "CY": "Northern Cyprus|Turkish Republic of Northern Cyprus|TRNC",
    "CZ": "Bohemia|Moravia|Sudetenland", "DE": "Rhineland||Silesia",
    "DE-BW": "Black Forest|Schwarzwald||Swabia", "DE-BY": "||Franconia",
    "DE-NW": "Ruhr|Ruhrgebiet", "DE-SL": "||Saar",
    "DJ": "French Somaliland|Territory of the Afars and Issas",
    "EC": "Galapagos|Galapagos Islands",
    "EG": "Sinai|Sinai Peninsula|Sinai peninsula||Nile Delta",
    "EG-JS": "Sharm el-Sheikh|Sharm el Sheikh", "EH": "Spanish Sahara|Polisario",
    "ES-AN": "Costa del Sol", "ES-CN": "Tenerife|Lanzarote|Gran Canaria|Fuerteventura",
    "ES-CT": "Costa Brava", "ES-IB": "Majorca|Mallorca|Ibiza|Menorca|Minorca",
    "ES-PV": "Euskadi|Euskal Herria", "ET-SO": "Ogaden", "ET-TI": "Tigray", "FM": "Truk|Chuuk",
    "FR": "||Loire Valley", "FR-20R": "Corse", "FR-ARA": "||Savoy", "FR-BFC": "||Burgundy",
    "FR-BRE": "Bretagne", "FR-GES": "Alsace|Alsace-Lorraine||Champagne|Lorraine",
    "FR-NAQ": "Dordogne", "FR-NOR": "Normandie",
    "FR-PAC": "French Riviera|Cote d'Azur|Provence||Riviera", "GB": "British Isles",
    "GB-ENG": "Cornwall|Yorkshire|Lancashire|East Anglia|Sussex|Tyneside|Merseyside"
    "|Greater Manchester|West Midlands|Cumbria|Northumberland||Kent|Essex|Surrey|Dorset|Devon"
    "|Somerset|Suffolk|Norfolk|Durham|Wiltshire|Hampshire|Berkshire|Derbyshire|Staffordshire"
    "|Shropshire|Lincolnshire|Leicestershire|Nottinghamshire|Cambridgeshire|Oxfordshire"
    "|Gloucestershire|Hertfordshire|Bedfordshire|Buckinghamshire|Warwickshire|Worcestershire"
    "|Cheshire|Isle of Wight|Midlands",
    "GB-NIR": "Ulster|County Antrim|County Armagh|County Down|County Tyrone|County Fermanagh"
    "|County Londonderry",
    "GB-SCT": "Shetland|Shetland Islands|Orkney|Orkney Islands|Hebrides|Outer Hebrides"
    "|Isle of Skye||Highlands|Fife|Highland",
    "GB-WLS": "Anglesey|Gwynedd|Dyfed",
    "GE": "Abkhazia|South Ossetia|Абхазия|Абхазии|Южная Осетия|Южной Осетии",
    "GQ": "Fernando Po|Rio Muni|Spanish Guinea",
    "GR": "Crete|Corfu|Peloponnese|Lesbos|Aegean islands||Rhodes|Cyclades|Mykonos|Santorini",
    "GS": "South Georgia", "GW": "Portuguese Guinea",
    "ID": "Sumatra|Sulawesi|Kalimantan|Celebes||Java", "ID-MA": "Moluccas", "ID-NB": "Lombok",
    "ID-PA": "Irian Jaya", "IL": "Golan", "IL-D": "Negev|Negev Desert", "IL-Z": "Galilee",
    "IN": "Kashmir Valley|Bengal||Hindu Kush|Deccan",
    "IN-JK": "Kashmir|Kashmir Valley|카슈미르|克什米尔|カシミール|Кашмир|Кашмире|كشمير",
    "IQ": "Iraqi Kurdistan||Kurdistan", "IR": "Kharg Island|Kharg island|Iranian Kurdistan",
    "IT": "Mezzogiorno|Dolomites", "IT-32": "South Tyrol", "IT-52": "||Elba", "IT-72": "||Capri",
    "IT-82": "Lampedusa", "JP": "Honshu|Kyushu|Shikoku|Iwo Jima|혼슈|규슈|本州|九州|四国",
    "JP-47": "Senkaku|Senkakus|Senkaku Islands|尖閣諸島", "KH": "||Angkor|Angkor Wat",
    "KI": "Gilbert Islands", "KN": "St. Christopher",
    "KP": "Koreas|two Koreas|both Koreas|남북한|朝韩|朝韓|韩朝|两韩|兩韓|南北韓|南北韩|"
    "|Panmunjom|Mount Paektu|Paektu|Kumgang|Mount Kumgang",
    "KP-02": "South Pyeongan|Pyongannam-do|Pyeongannam-do|South Pyongan Province|평남|평안남"
    "|平安南道|Южный Пхёнан|Пхёнан-Намдо",
    "KP-03": "Pyongan-bukdo|North Pyeongan|Pyonganbuk-do|Pyeonganbuk-do|North Pyongan Province"
    "|평북|평안북|平安北道|Северный Пхёнан|Пхёнан-Пукто",
    "KP-04": "Jagang|Chagang-do|Jagang-do|Jagang Province|Chagang Province|자강도|慈江道|Чагандо",
    "KP-05": "Hwanghaenam-do|South Hwanghae Province|황남|황해남|黃海南道|黄海南道",
    "KP-06": "Hwanghae-bukdo|Hwanghaebuk-do|North Hwanghae Province|황북|황해북|黃海北道"
    "|黄海北道",
    "KP-07": "Kangwon Province|Kangwon-do|江原道",
    "KP-08": "Hamgyongnam-do|South Hamkyong|South Hamgyeong|Hamgyongnamdo"
    "|South Hamgyong Province|함남|함경남|咸鏡南道|咸镜南道|咸鏡南|Южный Хамгён|Хамгён-Намдо"
    "|Hamgyeongnam-do|Süd-Hamgyŏng|Hamgyong del Sur|Hamgyong du Sud",
    "KP-09": "Hamgyong-bukdo|Hamgyongbuk-do|North Hamkyong|North Hamgyeong|Hamgyongbukdo"
    "|North Hamgyong Province|함북|함경북|咸鏡北道|咸镜北道|Северный Хамгён|Хамгён-Пукто"
    "|Hamgyeongbuk-do|Nord-Hamgyŏng|Hamgyong del Norte|Hamgyong du Nord",
    "KP-10": "Samjiyon|삼지연|삼지연시|三池淵|Yanggang Province|Ryanggang Province|Yanggang"
    "|양강도|량강도|兩江道|两江道|Рянгандо",
    "KP-13": "Rajin-Sonbong|Najin-Sonbong|Rason|라진|라선시|나선시|나진|羅先|罗先|Расон",
    "KP-14": "Nampho|남포|南浦|Нампхо",
    "KP-15": "개성시|개성공단|개성특급시|개성특별시|Kaesong Industrial Complex"
    "|Kaesong industrial complex|Kaesong Industrial Zone|開城工業団地|开城工业园区|開城|开城"
    "|Кэсон",
    "KR": "DMZ|Demilitarized Zone|Koreas|two Koreas|both Koreas|남북한|朝韩|朝韓|韩朝|两韩|兩韓"
    "|南北韓|南北韩||Panmunjom|Honam|Yeongnam|Dokdo|Ulleung|Yeonpyeong|Yeonpyeong Island"
    "|Baengnyeong",
    "KR-26": "Pusan|부산시", "KR-27": "Taegu", "KR-28": "Inchon", "KR-29": "Kwangju",
    "KR-30": "Taejon",
    "KR-41": "Kyonggi|Kyonggi-do|Gyeonggi-do|Kyonggi Province|Gyeonggi Province|경기도|京畿道"
    "|Кёнги",
    "KR-42": "Gangwon-do|Gangwon Province|강원도|강원특별자치도|江原道",
    "KR-43": "North Chungchong|Chungbuk|충북|충청북도|忠清北道",
    "KR-44": "South Chungchong|Chungnam|충남|충청남도|忠清南道",
    "KR-45": "North Cholla|Jeonbuk|전북|전라북도|全羅北道|全罗北道",
    "KR-46": "South Cholla|Jeonnam|전남|전라남도|全羅南道|全罗南道",
    "KR-47": "North Kyongsang|Gyeongbuk|경북|경상북도|慶尚北道|庆尚北道",
    "KR-48": "South Kyongsang|Gyeongnam|경남|경상남도|慶尚南道|庆尚南道",
    "KR-49": "Cheju|Cheju-do|Cheju Island|Jeju Island|Jeju-do|제주|제주도|濟州|济州",
    "KZ": "Baikonur|Semipalatinsk", "LK": "Jaffna Peninsula|Jaffna peninsula",
    "LY": "Cyrenaica|Tripolitania|Fezzan", "MA": "||Rif",
    "MD": "Transnistria|Transdniestria|Trans-Dniester|Dniester region|Приднестровье"
    "|Приднестровья|Bessarabia",
    "MK": "Yugoslav Republic of Macedonia|Yugoslav Macedonia", "ML": "French Sudan|Azawad",
    "MM": "Arakan State||Golden Triangle",
    "MM-01": "Sagaing Region|Sagaing Division|စစ်ကိုင်းတိုင်း|စစ်ကိုင်း", "MM-04": "မန္တလေးတိုင်း",
    "MM-05": "Tenasserim|Tanintharyi|တနင်္သာရီ", "MM-06": "Rangoon Division|ရန်ကုန်တိုင်း",
    "MM-07": "Ayeyarwady|Irrawaddy Division|Irrawaddy Delta|Irrawaddy delta|ဧရာဝတီ",
    "MM-11": "Kachin State|ကချင်ပြည်နယ်|ကချင်",
    "MM-12": "Kayah State|Karenni State|Karenni|ကယားပြည်နယ်",
    "MM-13": "Karen State|Kayin State|Kayin|ကရင်ပြည်နယ်|ကရင်||Karen", "MM-14": "Chin State|ချင်းပြည်နယ်",
    "MM-15": "Mon State|မွန်ပြည်နယ်", "MM-16": "Rakhine State|Arakan|ရခိုင်ပြည်နယ်|ရခိုင်",
    "MM-17": "Shan State|Shan States|ရှမ်းပြည်နယ်|ရှမ်း", "MY": "||Malay Peninsula",
    "NA": "Caprivi Strip", "NI": "Mosquito Coast", "NZ": "||South Island|North Island",
    "PF": "Mururoa|Muroroa|Moruroa|Bora Bora", "PG": "Bougainville",
    "PH": "Luzon|Mindanao|Visayas|Palawan|Cebu|Leyte||Jolo|Basilan|Negros|Panay|Samar",
    "PH-00": "Metro Manila|Metropolitan Manila", "PK": "||Kashmir",
    "PK-KP": "North Waziristan|South Waziristan|Waziristan|Swat Valley|Khyber Pass||Swat",
    "PL": "Silesia|Upper Silesia|Pomerania|Auschwitz",
    "PS": "West Bank|occupied territories|Occupied Territories|Cisjordania|Cisjordanie"
    "|Westjordanland|Западный берег|Западного берега|요르단강 서안|约旦河西岸|約旦河西岸"
    "|ヨルダン川西岸|الضفة الغربية|เขตเวสต์แบงก์||East Jerusalem",
    "PS-GZA": "Gaza Strip|the Gaza Strip|Franja de Gaza|bande de Gaza|Gazastreifen|Сектор Газа"
    "|секторе Газа|сектора Газа|Газа|가자지구|加沙|加沙地带|加薩|ガザ|قطاع غزة|غزة|ฉนวนกาซา"
    "|Dải Gaza|ဂါဇာ",
    "PT": "Azores|Madeira|Algarve", "RO": "Transylvania", "RS": "Vojvodina||Sandzak",
    "RU": "Siberia|Russian Far East|Northern Territories|North Caucasus|Urals|Siberien|Sibérie"
    "|Сибирь|Сибири|Дальний Восток|Дальнего Востока|Северный Кавказ|Северного Кавказа|시베리아"
    "|西伯利亚|シベリア||Caucasus",
    "RU-CE": "Chechen Republic|체첸|车臣|車臣|チェチェン|Чечня|Чечни|Чечне|Чечню|الشيشان",
    "RU-PRI": "Primorsky Krai|Primorye|Maritime Territory|연해주|Приморье",
    "RU-SAK": "Sakhalin Island|Kuril Islands|Kurile Islands|Kuriles|北方領土", "SA": "Hejaz|Nejd",
    "SD": "Darfur|North Darfur|South Darfur|West Darfur|Nubia", "SO": "Somaliland|Puntland",
    "SY": "Golan Heights|Eastern Ghouta|Rojava|высоты Голан|هضبة الجولان|الجولان|골란고원"
    "|戈兰高地|ゴラン高原",
    "TD": "Aouzou Strip|Aouzou", "TJ": "Gorno-Badakhshan|Pamirs",
    "TR": "Anatolia|Thrace|Bosporus||Cappadocia", "TV": "Ellice Islands",
    "TW": "Quemoy|Kinmen|Matsu Islands|Kinmen and Matsu||Matsu", "TZ": "Zanzibar",
    "UA": "Donbas|Donbass|Донбасс|Донбасса|Донбассе|돈바스|顿巴斯|頓巴斯|ドンバス|دونباس",
    "UA-09": "Luhansk People's Republic|Lugansk People's Republic|ЛНР",
    "UA-14": "Donetsk People's Republic|ДНР",
    "UA-32": "Chernobyl|Chornobyl|Чернобыль|Чернобыля|Чернобыле|체르노빌|切尔诺贝利|切爾諾貝利"
    "|チェルノブイリ|Tschernobyl|Chernóbil|Tchernobyl",
    "UA-43": "Crimea|Crimean Peninsula|Crimean peninsula|Crimée|Krim|Крым|Крыма|Крыму|크림반도"
    "|크림|克里米亚|克里米亞|クリミア|شبه جزيرة القرم|القرم",
    "US": "Midwest|Deep South|Rust Belt|Sun Belt|Pacific Northwest|Rocky Mountains|Great Plains"
    "|Lower 48||Appalachia|Guantanamo Bay",
    "US-AK": "Aleutian Islands|Aleutians|Prudhoe Bay",
    "US-CA": "Southern California|Northern California|San Francisco Bay Area|Bay Area"
    "|Silicon Valley|Hollywood|Napa Valley||Beverly Hills|Central Valley|Malibu|Big Sur",
    "US-FL": "Florida Keys|Everglades|Key West|Palm Beach|Cape Canaveral",
    "US-HI": "Oahu|Maui|Pearl Harbor||Kauai", "US-MA": "Cape Cod|Martha's Vineyard|Nantucket",
    "US-MI": "Upper Peninsula", "US-NJ": "||Teterboro",
    "US-NY": "New York State|New York state|Upstate New York|upstate New York|Long Island"
    "|Staten Island|Manhattan|Brooklyn|the Bronx|Harlem|Hudson Valley|Westchester County||Queens"
    "|Bronx|Adirondacks|Catskills",
    "US-PA": "||Valley Forge|Bala Cynwyd|Three Mile Island",
    "US-TX": "Rio Grande Valley|Texas Panhandle", "US-VA": "Northern Virginia|northern Virginia",
    "US-VT": "||Killington", "US-WA": "Puget Sound|Washington state|Washington State",
    "UZ": "Fergana Valley|Ferghana Valley|Karakalpakstan",
    "VN": "Mekong Delta|Tonkin|Annam|Cochin China|Cochinchina|Red River Delta||Central Highlands",
    "VN-71": "Dien Bien Phu|Điện Biên Phủ", "VU": "New Hebrides", "YE-HD": "Hadramaut|Hadhramaut",
    "ZA": "Transvaal|KwaZulu|Transkei|Ciskei|Bophuthatswana||Natal|Venda",
    "ZW": "Matabeleland|Mashonaland",
}  # fmt: skip


def add_areas(places: Mapping[str, PlaceRow]) -> None:
    """Give places the names of what lies in them, by code, unless a division bears the name."""
    named: dict[str, set[str]] = defaultdict(set)
    for place in places.values():
        if place.kind is PlaceKind.DIVISION:
            named[place.country].update(map(name_key, place.names[Sense.NAME]))
    for code, names in _NAMES.items():
        clear, _, weak = names.partition("||")
        divided = named[code]
        places[code].say(Sense.NAME, [n for n in split(clear) if name_key(n) not in divided])
        places[code].say(Sense.WEAK, [n for n in split(weak) if name_key(n) not in divided])
