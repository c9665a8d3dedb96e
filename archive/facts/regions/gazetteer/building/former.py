"""The states that are no more, with their names, years and successors. For the builder only."""

from archive.facts.regions.gazetteer.building.place import PlaceRow, split
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense

# Code of ISO 3166-3 ("" for a state that ended before it, or whose code another took on), years,
# successors.
_STATES = {
    "USSR": ("SUHH", "1922-1991", "RU"),
    "West Germany": ("", "1949-1990", "DE"),
    "East Germany": ("DDDE", "1949-1990", "DE"),
    "Czechoslovakia": ("CSHH", "1918-1992", "CZ|SK"),
    "Yugoslavia": ("YUCS", "1918-2003", "BA|HR|ME|MK|RS|SI"),
    "Serbia and Montenegro": ("CSXX", "2003-2006", "ME|RS"),
    "Burma": ("BUMM", "1948-1989", "MM"),
    "Zaire": ("ZRCD", "1971-1997", "CD"),
    "South Yemen": ("YDYE", "1967-1990", "YE"),
    "North Yemen": ("", "1918-1990", "YE"),
    "North Vietnam": ("VDVN", "1945-1976", "VN"),
    "South Vietnam": ("", "1955-1975", "VN"),
    "Upper Volta": ("HVBF", "1958-1984", "BF"),
    "Rhodesia": ("RHZW", "1965-1979", "ZW"),
    "Northern Rhodesia": ("", "1911-1964", "ZM"),
    "Dahomey": ("DYBJ", "1958-1975", "BJ"),
    "Ceylon": ("", "1948-1972", "LK"),
    "Siam": ("", "1782-1939", "TH"),
    "Persia": ("", "-1935", "IR"),
    "East Pakistan": ("", "1955-1971", "BD"),
    "Kampuchea": ("", "1975-1990", "KH"),
    "United Arab Republic": ("", "1958-1971", "EG|SY"),
    "Ottoman Empire": ("", "1299-1922", "TR"),
    "Austria-Hungary": ("", "1867-1918", "AT|HU"),
    "Netherlands Antilles": ("ANHH", "1954-2010", "BQ|CW|SX"),
    "Gold Coast": ("", "1867-1957", "GH"),
    "Tanganyika": ("", "1922-1964", "TZ"),
    "Swaziland": ("", "1968-2018", "SZ"),
    "Macedonia": ("", "1991-2019", "MK"),
    "Congo Free State": ("", "1885-1908", "CD"),
    "Belgian Congo": ("", "1908-1960", "CD"),
    "Biafra": ("", "1967-1970", "NG"),
    "French Indochina": ("", "1887-1954", "KH|LA|VN"),
    "Dutch East Indies": ("", "1800-1949", "ID"),
    "British Honduras": ("", "1862-1981", "BZ"),
    "Nyasaland": ("", "1907-1964", "MW"),
    "Bechuanaland": ("", "1885-1966", "BW"),
    "Basutoland": ("", "1884-1966", "LS"),
    "South West Africa": ("", "1915-1990", "NA"),
    "Portuguese Timor": ("TPTL", "1702-1975", "TL"),
    "Malaya": ("", "1948-1963", "MY"),
    "Transjordan": ("", "1921-1949", "JO"),
    "Manchukuo": ("", "1932-1945", "CN"),
    "Sikkim": ("SKIN", "1642-1975", "IN"),
    "Prussia": ("", "1525-1947", "DE"),
    "Russian Empire": ("", "1721-1917", "RU"),
    "Nazi Germany": ("", "1933-1945", "DE"),
    "Trust Territory of the Pacific Islands": ("PCHH", "1947-1994", "FM|MH|MP|PW"),
}
# Names besides the English one. Where a present country bears the name too, both have it.
_NAMES = {
    "USSR": "U.S.S.R.|Soviet Union|Union of Soviet Socialist Republics|Soviet Russia|CCCP|URSS"
    "|UdSSR|Sowjetunion|Unión Soviética|Union soviétique|União Soviética|Unione Sovietica"
    "|Liên Xô|СССР|Советский Союз|Советского Союза|Советском Союзе|Советскому Союзу|소련"
    "|소비에트 연방|쏘련|苏联|蘇聯|ソ連|ソビエト連邦|ソヴィエト連邦|الاتحاد السوفيتي"
    "|الاتحاد السوفياتي|สหภาพโซเวียต|ဆိုဗီယက်ယူနီယံ|សហភាពសូវៀត|ສະຫະພາບໂຊວຽດ",
    "West Germany": "FRG|Federal German Republic|Bonn Republic|Westdeutschland|Bundesrepublik"
    "|BRD|Allemagne de l'Ouest|Allemagne fédérale|RFA|Alemania Occidental|Alemania Federal"
    "|Западная Германия|ФРГ|Западной Германии|서독|西德|西ドイツ|Tây Đức|المانيا الغربية"
    "|เยอรมนีตะวันตก",
    "East Germany": "German Democratic Republic|G.D.R.|D.D.R.|Ostdeutschland|DDR"
    "|Deutsche Demokratische Republik|Allemagne de l'Est|République démocratique allemande"
    "|Alemania Oriental|Alemania del Este|República Democrática Alemana|RDA|Восточная Германия"
    "|ГДР|Восточной Германии|동독|东德|東德|東ドイツ|Đông Đức|المانيا الشرقية|เยอรมนีตะวันออก",
    "Czechoslovakia": "CSSR|CSFR|Czecho-Slovakia|Czechoslovak Socialist Republic"
    "|Tschechoslowakei|Tchécoslovaquie|Checoslovaquia|Československo|Чехословакия|Чехословакии"
    "|Чехословакию|체코슬로바키아|捷克斯洛伐克|チェコスロバキア|チェコスロヴァキア|Tiệp Khắc"
    "|تشيكوسلوفاكيا|เชโกสโลวาเกีย",
    "Yugoslavia": "Jugoslavia|Jugoslawien|Yougoslavie|Jugoslavija|Югославия|Югославии|Югославию"
    "|유고슬라비아|유고|南斯拉夫|ユーゴスラビア|ユーゴスラヴィア|Nam Tư|يوغوسلافيا|ยูโกสลาเวีย"
    "|ယူဂိုဆလားဗီးယား",
    "Serbia and Montenegro": "Serbia-Montenegro|Serbien und Montenegro|Serbie-et-Monténégro"
    "|Serbia y Montenegro|Сербия и Черногория|Сербии и Черногории|세르비아 몬테네그로"
    "|塞尔维亚和黑山|塞爾維亞和黑山|セルビア・モンテネグロ",
    "Burma": "Union of Burma|Birma|Birmania|Birmanie|Бирма|Бирмы|Бирме|Бирму|버마|缅甸联邦"
    "|ビルマ|Miến Điện|بورما",
    "Zaire": "Zaïre|Republic of Zaire|Заир|Заира|Заире|자이르|扎伊尔|薩伊|ザイール|زائير|زاير",
    "South Yemen": "People's Democratic Republic of Yemen|Democratic Yemen|Yemen Demo Republic"
    "|P.D.R.Y.|Südjemen|Yémen du Sud|Yemen del Sur|Южный Йемен|남예멘|南也门|南葉門|南イエメン"
    "|اليمن الجنوبي",
    "North Yemen": "Yemen Arab Republic|Nordjemen|Yémen du Nord|Yemen del Norte|Северный Йемен"
    "|북예멘|北也门|北葉門|北イエメン|اليمن الشمالي",
    "North Vietnam": "Democratic Republic of Vietnam|North Viet-Nam|North Viet Nam|Nordvietnam"
    "|Nord-Viêt Nam|Vietnam del Norte|Северный Вьетнам|Северного Вьетнама|북베트남|월맹|北越"
    "|北ベトナム|Bắc Việt|فيتنام الشمالية|เวียดนามเหนือ",
    "South Vietnam": "Republic of Vietnam|South Viet-Nam|South Viet Nam|Südvietnam|Sud-Viêt Nam"
    "|Vietnam del Sur|Южный Вьетнам|Южного Вьетнама|남베트남|월남 공화국|南越|南ベトナム"
    "|Nam Việt|فيتنام الجنوبية|เวียดนามใต้",
    "Upper Volta": "Haute-Volta|Alto Volta|Obervolta|Верхняя Вольта|오트볼타|上沃尔特"
    "|オートボルタ",
    "Rhodesia": "Southern Rhodesia|Zimbabwe Rhodesia|Zimbabwe-Rhodesia|Rhodesien|Rhodésie"
    "|Rodesia|Родезия|Родезии|로디지아|罗得西亚|羅德西亞|ローデシア|روديسيا",
    "Northern Rhodesia": "Nordrhodesien|Rhodésie du Nord|Rodesia del Norte",
    "Dahomey": "Dahomé|Дагомея|다호메이|达荷美|ダホメ",
    "Ceylon": "Dominion of Ceylon|Ceilán|Ceylan|Цейлон|Цейлона|실론|锡兰|錫蘭|セイロン|سيلان",
    "Siam": "Kingdom of Siam|Сиам|시암|暹罗|暹羅|シャム|สยาม|Xiêm La",
    "Persia": "Persian Empire|Persien|Perse|Персия|Персии|페르시아|波斯|ペルシア|ペルシャ|فارس",
    "East Pakistan": "East Bengal|Ostpakistan|Pakistan oriental|Восточный Пакистан|동파키스탄"
    "|东巴基斯坦|東パキスタン",
    "Kampuchea": "Democratic Kampuchea|People's Republic of Kampuchea|Khmer Republic|Kamputschea"
    "|Кампучия|Кампучии|캄푸치아|柬埔寨人民共和国|カンプチア|Campuchia Dân chủ|កម្ពុជាប្រជាធិបតេយ្យ",
    "United Arab Republic": "U.A.R.|République arabe unie|República Árabe Unida"
    "|Vereinigte Arabische Republik|Объединённая Арабская Республика|الجمهورية العربية المتحدة"
    "|아랍 연합 공화국|阿拉伯联合共和国",
    "Ottoman Empire": "Osmanisches Reich|Empire ottoman|Imperio otomano|Imperio Otomano"
    "|Османская империя|Османской империи|오스만 제국|奥斯曼帝国|鄂圖曼帝國|オスマン帝国"
    "|الدولة العثمانية",
    "Austria-Hungary": "Austro-Hungarian Empire|Österreich-Ungarn|Autriche-Hongrie"
    "|Austria-Hungría|Австро-Венгрия|Австро-Венгрии|오스트리아 헝가리|奥匈帝国|奧匈帝國"
    "|オーストリア＝ハンガリー|النمسا والمجر",
    "Netherlands Antilles": "Dutch Antilles|Niederländische Antillen|Antilles néerlandaises"
    "|Antillas Neerlandesas|Antillas Holandesas|Нидерландские Антильские острова"
    "|네덜란드령 안틸레스|荷属安的列斯|オランダ領アンティル",
    "Gold Coast": "Goldküste|Côte-de-l'Or britannique|Costa de Oro|黄金海岸",
    "Tanganyika": "Tanganjika|Tanganica|Танганьика|탕가니카|坦噶尼喀|タンガニーカ",
    "Swaziland": "Kingdom of Swaziland|Swasiland|Suazilandia|Swazilandia|Свазиленд|스와질란드"
    "|斯威士兰|史瓦濟蘭|スワジランド|سوازيلند",
    "Macedonia": "FYROM|Former Yugoslav Republic of Macedonia|Mazedonien|Macédoine|Македония"
    "|Македонии|마케도니아|马其顿|馬其頓|マケドニア|مقدونيا",
    "Congo Free State": "État indépendant du Congo|Kongo-Freistaat",
    "Belgian Congo": "Congo belge|Belgisch-Kongo|Congo Belga|벨기에령 콩고|比属刚果",
    "Biafra": "Republic of Biafra|Биафра|비아프라|比夫拉|ビアフラ",
    "French Indochina": "Indochine française|Indochina Francesa|Französisch-Indochina"
    "|프랑스령 인도차이나|法属印度支那|Đông Dương|仏領インドシナ",
    "Dutch East Indies": "Netherlands East Indies|Niederländisch-Indien|Indes néerlandaises"
    "|네덜란드령 동인도|荷属东印度|蘭領東インド",
    "British Honduras": "Honduras Británica|Honduras britannique",
    "Nyasaland": "Njassaland|Ньясаленд", "Bechuanaland": "Betschuanaland|Бечуаналенд",
    "Basutoland": "Басутоленд",
    "South West Africa": "South-West Africa|Südwestafrika|Sud-Ouest africain|África del Sudoeste"
    "|Юго-Западная Африка|남서아프리카|西南非洲",
    "Portuguese Timor": "Timor portugais|Timor Portugués",
    "Malaya": "Federation of Malaya|Malayan Union|Малайя|말라야 연방|马来亚|馬來亞|マラヤ連邦",
    "Transjordan": "Transjordanie|Transjordanien|Трансиордания|شرق الاردن",
    "Manchukuo": "Manchoukuo|Маньчжоу-го|만주국|满洲国|滿洲國|満州国",
    "Sikkim": "Kingdom of Sikkim",
    "Prussia": "Preußen|Preussen|Пруссия|Пруссии|프로이센|普鲁士|普魯士|プロイセン",
    "Russian Empire": "Imperial Russia|Tsarist Russia|Czarist Russia|Russisches Reich"
    "|Empire russe|Imperio ruso|Российская империя|Российской империи|러시아 제국|제정 러시아"
    "|俄罗斯帝国|俄羅斯帝國|ロシア帝国",
    "Nazi Germany": "Third Reich|Drittes Reich|Troisième Reich|Tercer Reich|Третий рейх"
    "|나치 독일|納粹德國|纳粹德国|ナチス・ドイツ|ナチスドイツ",
}  # fmt: skip
# Names that are words, or abbreviations of other things too.
_WEAK = frozenset(
    [
        "BRD",
        "CSFR",
        "East Bengal",
        "FRG",
        "Gold Coast",
        "Malaya",
        "Nam Tư",
        "Nam Việt",
        "Bắc Việt",
        "Perse",
        "Persian Empire",
        "Prussia",
        "RDA",
        "RFA",
        "Sikkim",
        "فارس",
        "波斯",
        "실론",
        "시암",
        "유고",
    ]
)
_IN_CAPITALS = frozenset(
    ["BRD", "CCCP", "CSFR", "CSSR", "DDR", "FRG", "FYROM", "GDR", "RDA", "RFA", "URSS", "USSR"]
)


def former_states(countries: dict[str, PlaceRow]) -> list[PlaceRow]:
    """The former states, each in the countries that it is shown under."""
    places: list[PlaceRow] = []
    for name, (code, years, successors) in _STATES.items():
        within = [countries[each] for each in successors.split("|")]
        place = PlaceRow(PlaceKind.FORMER, code, name, within, years=years)
        for each in (name, *split(_NAMES.get(name, ""))):
            sense = Sense.WEAK if each in _WEAK else Sense.NAME
            group = place.cased if each in _IN_CAPITALS else place.names
            group[sense].add(each)
        places.append(place)
    return places
