"""What the builder's rules get wrong, put right by hand. Used by the builder only."""

from archive.facts.regions.gazetteer.toponym_key import words

# Display names where CLDR's English one is not what newspapers print.
COUNTRY_NAMES = {
    "CC": "Cocos Islands", "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo", "CI": "Ivory Coast", "CZ": "Czech Republic", "HK": "Hong Kong",
    "MO": "Macau", "TL": "East Timor", "TR": "Turkey", "VC": "St. Vincent and the Grenadines",
}  # fmt: skip

# Names of continents besides the English one.
CONTINENT_NAMES = {
    "002": "África|Afrique|Afrika|Африка|Африки|Африке|Африку|아프리카|非洲|アフリカ|افريقيا"
    "|แอฟริกา|Châu Phi|အာဖရိက|អាហ្វ្រិក|ອາຟຣິກາ",
    "003": "América del Norte|Norteamérica|Amérique du Nord|Nordamerika|Северная Америка"
    "|Северной Америке|북아메리카|북미|北美洲|北アメリカ|امريكا الشمالية|อเมริกาเหนือ|Bắc Mỹ",
    "005": "América del Sur|Sudamérica|Suramérica|Amérique du Sud|Südamerika|Южная Америка"
    "|Южной Америке|남아메리카|남미|南美洲|南アメリカ|امريكا الجنوبية|อเมริกาใต้|Nam Mỹ",
    "009": "Oceanía|Océanie|Ozeanien|Океания|Океании|오세아니아|大洋洲|オセアニア|اوقيانوسيا"
    "|โอเชียเนีย|Châu Đại Dương",
    "142": "Asie|Asien|Азия|Азии|Азию|아시아|亚洲|亞洲|アジア|اسيا|เอเชีย|Châu Á|အာရှ|អាស៊ី|ອາຊີ"
    "|ཨེ་ཤེ་ཡ|ئاسىيا",
    "150": "Europa|Европа|Европы|Европе|Европу|유럽|欧洲|歐洲|ヨーロッパ|欧州|اوروبا|ยุโรป"
    "|Châu Âu|ဥရောပ|អឺរ៉ុប|ເອີຣົບ|ياۋروپا",
}  # fmt: skip

# Abbreviations that count in capitals only, without or with their dots.
COUNTRY_NAMES_IN_CAPITALS = {
    "AE": "UAE", "CD": "DRC", "CN": "PRC", "GB": "UK", "KP": "DPRK|RPDC", "KR": "ROK", "NZ": "NZ",
    "US": "US|USA|EE UU|EEUU", "ZA": "RSA",
}  # fmt: skip

# Names that count in a text besides CLDR's and the official ones.
COUNTRY_NAMES_IN_TEXT = {
    "AE": "U.A.E.|الامارات", "AG": "Antigua", "AQ": "Antarctica",
    "BA": "Bosnia|Bosnia-Herzegovina",
    "CD": "Congo|D.R. Congo|D.R.C.|Democratic Republic of Congo|Zaire|刚果民主共和国"
    "|콩고민주공화국|ДР Конго|جمهورية الكونغو الديمقراطية",
    "CG": "Congo|Congo-Brazzaville|Republic of Congo", "CI": "Cote d'Ivoire|ساحل العاج",
    "CN": "ຈີນ|خىتاي|中国人民共和国|中華人民共和國|中华人民共和国|中華人民共和国|중화인민공화국"
    "|中方|Trung Hoa|КНР|Китайская Народная Республика|Китайской Народной Республики"
    "|República Popular China|Republik China|République populaire de Chine|Volksrepublik China"
    "|P.R.C.|Red China|Communist China|Mainland China|Chine populaire|Rotchina|中共",
    "CV": "Cabo Verde", "CZ": "Tschechei|Чехия|Чехии|Czechia",
    "DE": "Bundesrepublik Deutschland|République fédérale d'Allemagne"
    "|República Federal de Alemania|德方|ФРГ|Federal Republic of Germany",
    "FK": "Falklands|Malvinas", "FM": "Federated States of Micronesia",
    "GB": "联合王国|Соединённое Королевство|Соединенное Королевство|ဗြိတိန်|អង់គ្លេស|ອັງກິດ|དབྱིན་ཇི"
    "|ئەنگلىيە|U.K.|Britain|Great Britain|英國|英国|بريطانيا|Великобритания|Gran Bretaña"
    "|Grande-Bretagne|Großbritannien|อังกฤษ",
    "HK": "Hongkong|香港|홍콩|هونغ كونغ|ฮ่องกง|Гонконг",
    "KG": "Kirghizia|Kirgizia|Kirgisien|Kirghizie|Киргизия|Киргизии|Киргизию|Kyrgyz Republic",
    "KH": "Cambodge|Camboya|Kambodscha|កម្ពុជា|Kampuchea", "KN": "St. Kitts|St. Kitts-Nevis",
    "KP": "朝方|北傀|བྱང་ཀོ་རི་ཡ|Bắc Triều Tiên|Bắc Hàn|شىمالىي كورېيە|شىمالىي چاۋشيەن|N. Korea"
    "|N.Korea|Democratic People's Republic of Korea|Северная Корея|Северной Кореи|Северной Корее"
    "|Северную Корею|République populaire démocratique de Corée|북조선|北朝鲜|ເກົາຫລີເໜືອ"
    "|བྱང་ཀོ་རི་ཡ|D.P.R.K.|DPR Korea|北韓|北韩|朝鲜民主主义人民共和国|朝鮮民主主義人民共和国"
    "|조선민주주의인민공화국|КНДР|RPDC|RPD de Corea",
    "KR": "韩方|Nam Hàn|Nam Triều Tiên|Đại Hàn Dân Quốc|جەنۇبىي كورېيە|S. Korea|S.Korea|Korea"
    "|Republic of Korea|Южная Корея|Южной Кореи|Южной Корее|Южную Корею|대한민국|大韓民國"
    "|大韩民国|ເກົາຫລີໃຕ້|R.O.K.|한국|남한|남조선|南朝鮮|南韓|南朝鲜",
    "LK": "Ceylon", "MK": "Macedonia|FYROM", "MM": "Burma|Birmania|Birmanie",
    "MO": "Macao|澳门|澳門|マカオ|마카오|Макао|ماكاو",
    "NL": "Нидерланды|Нидерландов|Нидерландах|Голландия|Голландии|荷兰|Holanda|Hollande|Holland",
    "PF": "Tahiti",
    "PS": "Palestine|State of Palestine|Palestinian Authority|Palestina|巴勒斯坦|パレスチナ"
    "|팔레스타인|فلسطين|Палестина|ปาเลสไตน์",
    "RE": "La Réunion|Reunion Island",
    "RU": "ລັດເຊຍ|Российская Федерация|Российской Федерации|РФ|俄方|俄军|俄軍|Russian Federation",
    "SA": "السعوديه", "SY": "Syrian Arab Republic", "SZ": "Swaziland", "TL": "Timor-Leste",
    "TR": "Türkiye|터키", "TT": "Trinidad", "TW": "台湾|臺灣|台灣",
    "US": "အမေရိကန်|အမေရိကန်ပြည်ထောင်စု|ཨ་རི|ཨ་མེ་རི་ཀ|ئامېرىكا|ئامىرىكا|สหรัฐ|สหรัฐฯ|สหรัฐอเมริกา"
    "|ອາເມລິກາ|ສະຫະລັດອາເມລິກາ|សហរដ្ឋអាមេរិក|អាមេរិក|Соединённые Штаты|Соединенные Штаты"
    "|Соединённых Штатов|Соединенных Штатов|Соединённых Штатах|Соединенных Штатах"
    "|Vereinigten Staaten|nước Mỹ|Hoa Kỳ|美方|美军|美軍|미합중국|アメリカ合衆国|米政府"
    "|الولايات المتحدة الامريكية|الولايات المتحدة الاميركية|U.S.|U.S.A.|U. S.|EE. UU.|EE.UU."
    "|E.E.U.U.|アメリカ|อเมริกา|米国|امريكا|اميركا|США",
    "VA": "Vatican|Holy See|Vaticano|바티칸|الفاتيكان|Ватикан|梵蒂冈", "VI": "US Virgin Islands",
    "WS": "Western Samoa",
    "BY": "Byelorussia|Belorussia|Weißrussland|Weissrussland|Biélorussie|Bielorrusia|Белоруссия"
    "|Белоруссии|Белоруссию",
    "MD": "Moldavia|Moldawien|Moldavie|Молдавия|Молдавии|Молдавию",
    "TM": "Turkmenia|Turkménie|Туркмения|Туркмении", "JP": "日方|にっぽん|ຍີ່ປຸ່ນ|Nihon|Nippon",
    "FR": "ဖရန်စ်|ཕ་རན་སི", "MU": "île Maurice|Isla Mauricio", "OM": "سلطنة عمان",
    "ZA": "Südafrikanische Republik|ЮАР", "VN": "Viet-Nam|Viet Nam|Việt Nam|越方|월남",
}  # fmt: skip

# Names that mean a country where the article names it otherwise.
COUNTRY_NAMES_WEAK = {
    "GB": "England and Wales", "IE": "Eire|Southern Ireland|Irish Free State", "KP": "Korea|조선",
    "DE": "Đức", "RU": "Nga", "MU": "Maurice",
    "US": "America|América|Amérique|Amerika|Америка|Америки|Америке",
}  # fmt: skip

# Names that mean a country only where somebody states them as its region.
COUNTRY_NAMES_STATED = {
    "TT": "Trinidad Tobago", "US": "the States", "VI": "Virgin Islands",
}  # fmt: skip

# Keys of names that mean something else, or another place, as often. Not of English, which the
# rules know, but of the other languages: towns, people and common words.
NOT_IN_TEXT = words(
    "DOMINIQUE|GRANADA|HO CHI MINH|JEWISH|ISLAND|KONGO|MAURICE|NACIONES|ORIOL|RED SEA|REUNION|RIYAD"
    "|SAINT MARTIN|SALVADOR|SAN CRISTOBAL|SAN MARTIN|SANTA ELENA|SANTA LUCIA|ST MARTIN|TUNEZ"
    "|UNIDAD|WASHINGTON|ВАШИНГТОН|ВЛАДИМИР"
    "|واشنطن|فلاديمير|عمان|مالي|شان|الغربيه|الشرقيه|الشمال|الجنوب|الجزيره|الداخليه|البيضاء|حجه"
    "|الوسطي|وان|الظاهره|بشار|بورصه|سعيده|موريس|مركزي|قبلي|واسط|عدل|العاصمه|البحيره|البحيرات"
    "|الوحده|الخليج|الساحل|الاستقلال|معسكر|الوادي|البيض|حولي|المهره|البحر الاحمر|المثني|المفرق"
    "|العصابه|المنطقه المركزيه|فرانسيس|روتانا|امازون|سان مارتن|سانت مارتن"
    "|가자|개성|경성|고양|극동|동경|상해|연대|천진|카리프|큰다리|수단|오만|가나|말리|차드|저지|건지|나선|북동부|남동부|블라디미르|워싱턴"
    "|新安|中山|自由市|天府|大田|新北|东方市|华盛顿|華盛頓|ワシントン|วอชิงตัน|苏丹|マリ|チリ|弗拉基米尔|ウラジーミル|圣地亚哥|聖地牙哥"
    "|มาลี|ชาด|ไนเจอร์|เลย|น่าน|ตาก|แพร่|วลาดีมีร์|เซนต์มาร์ติน",
    "|",
)  # fmt: skip

# Keys of spellings that nobody means, or that are words far more often: "city" for Medina, "in
# order to" for Weihai, the beginning of "appear" for Prague.
NEVER = words(
    "日本語|日照|胜利|民主|联合|سنه|سن|مدينه|المدينه|الجزيره|كبيرا|بانه|رقه|روان|위해|후에|지난"
    "|지난 시|ปราก|ริกา",
    "|",
)

# Countries whose capital datelines mean though towns abroad bear its name too.
KNOWN_CAPITALS = frozenset({"CL", "CR", "GR", "JM", "LK", "LY", "NZ"})

# Present codes whose names CLDR 41 keeps under an older one ("" where it has none).
CLDR_CODES = {
    "IN-CG": "inct", "IN-OD": "inor", "IN-TS": "intg", "IN-UK": "inut",
    "IR-00": "ir22", "IR-01": "ir19", "IR-02": "ir21", "IR-03": "ir01", "IR-04": "ir02",
    "IR-05": "ir17", "IR-06": "ir10", "IR-07": "ir14", "IR-08": "ir15", "IR-09": "ir30",
    "IR-10": "ir04", "IR-11": "ir13", "IR-12": "ir16", "IR-13": "ir24", "IR-14": "ir08",
    "IR-15": "ir20", "IR-16": "ir05", "IR-17": "ir18", "IR-18": "ir06", "IR-19": "ir11",
    "IR-20": "ir12", "IR-21": "ir25", "IR-22": "ir23", "IR-23": "ir07", "IR-24": "ir03",
    "IR-25": "ir26", "IR-26": "ir28", "IR-28": "ir31", "IR-30": "ir32",
    "KZ-11": "kzakm", "KZ-15": "kzakt", "KZ-19": "kzalm", "KZ-23": "kzaty", "KZ-27": "kzzap",
    "KZ-31": "kzzha", "KZ-35": "kzkar", "KZ-39": "kzkus", "KZ-43": "kzkzy", "KZ-47": "kzman",
    "KZ-55": "kzpav", "KZ-59": "kzsev", "KZ-63": "kzvos", "KZ-71": "kzast", "KZ-75": "kzala",
    "KZ-79": "kzshy",
    **dict.fromkeys([f"MA-{number:02}" for number in range(1, 13)], ""),
}  # fmt: skip

# Display names where CLDR's English one, folded and bared of its kind, is not what newspapers
# print. What CLDR says stays among the other names.
DIVISION_NAMES = {
    "AZ-NX": "Nakhchivan", "BY-HO": "Gomel", "BY-HR": "Grodno", "BY-MA": "Mogilev",
    "CD-BC": "Kongo Central", "CL-BI": "Biobio", "CL-LI": "O'Higgins", "CO-DC": "Bogota",
    "CU-99": "Isle of Youth", "CZ-20": "Central Bohemia", "CZ-31": "South Bohemia",
    "CZ-32": "Plzen", "CZ-41": "Karlovy Vary", "CZ-42": "Usti nad Labem", "CZ-51": "Liberec",
    "CZ-52": "Hradec Kralove", "CZ-53": "Pardubice", "CZ-63": "Vysocina",
    "CZ-64": "South Moravia", "CZ-71": "Olomouc", "CZ-72": "Zlin", "CZ-80": "Moravia-Silesia",
    "EG-SHR": "Sharqia", "ES-MC": "Murcia", "ES-MD": "Madrid", "ES-NC": "Navarre",
    "ES-VC": "Valencia", "ET-SN": "Southern Nations", "ET-SW": "Southwest Ethiopia",
    "FR-20R": "Corsica", "FR-973": "French Guiana", "FR-974": "Reunion", "FR-NOR": "Normandy",
    "GL-AV": "Avannaata", "GL-QT": "Qeqertalik", "ID-PD": "Southwest Papua",
    "ID-PE": "Highland Papua", "ID-PS": "South Papua", "ID-PT": "Central Papua",
    "IN-DH": "Dadra and Nagar Haveli and Daman and Diu", "IQ-AN": "Anbar", "IQ-BB": "Babil",
    "IQ-MU": "Muthanna", "IQ-QA": "Qadisiyah", "IR-04": "West Azerbaijan", "KP-14": "Nampo",
    "KP-15": "Kaesong", "KR-29": "Gwangju", "KW-AH": "Ahmadi", "KW-FA": "Farwaniya",
    "KW-JA": "Jahra", "KW-KU": "Kuwait City", "KZ-10": "Abai", "KZ-19": "Almaty Region",
    "KZ-33": "Zhetysu", "KZ-61": "Turkistan", "KZ-62": "Ulytau", "LB-AS": "North Lebanon",
    "LB-JA": "South Lebanon", "LT-15": "Kaunas", "LT-16": "Kaunas District", "LT-20": "Klaipeda",
    "LT-21": "Klaipeda District", "LT-57": "Vilnius", "LT-58": "Vilnius District",
    "MA-01": "Tangier-Tetouan-Al Hoceima", "MA-02": "Oriental", "MA-03": "Fez-Meknes",
    "MA-04": "Rabat-Sale-Kenitra", "MA-05": "Beni Mellal-Khenifra", "MA-06": "Casablanca-Settat",
    "MA-07": "Marrakesh-Safi", "MA-08": "Draa-Tafilalet", "MA-09": "Souss-Massa",
    "MA-10": "Guelmim-Oued Noun", "MA-11": "Laayoune-Sakia El Hamra",
    "MA-12": "Dakhla-Oued Ed-Dahab", "ML-6": "Timbuktu", "MM-16": "Rakhine",
    "MX-CMX": "Mexico City", "MX-MEX": "State of Mexico", "NG-NI": "Niger State",
    "NI-AN": "North Caribbean Coast", "NI-AS": "South Caribbean Coast",
    "NO-54": "Troms og Finnmark", "NP-P1": "Koshi", "NP-P2": "Madhesh", "NP-P3": "Bagmati",
    "NP-P5": "Lumbini", "NP-P7": "Sudurpashchim", "NZ-MBH": "Marlborough",
    "OM-BJ": "South Batinah", "OM-BS": "North Batinah", "OM-DA": "Dakhiliyah",
    "OM-SJ": "South Sharqiyah", "OM-SS": "North Sharqiyah", "OM-ZA": "Dhahirah",
    "PA-10": "Panama Oeste", "PE-CAL": "Callao", "PH-14": "Bangsamoro", "PH-15": "Cordillera",
    "PL-26": "Swietokrzyskie", "QA-SH": "Al Shahaniya", "RS-00": "Belgrade",
    "RU-AL": "Altai Republic", "RU-ALT": "Altai Krai", "RU-BU": "Buryatia", "RU-CE": "Chechnya",
    "RU-CU": "Chuvashia", "RU-KB": "Kabardino-Balkaria", "RU-KC": "Karachay-Cherkessia",
    "RU-MOS": "Moscow Region", "RU-PRI": "Primorye", "RU-SA": "Yakutia", "RU-SE": "North Ossetia",
    "RU-UD": "Udmurtia", "RU-YEV": "Jewish Autonomous Region", "RU-ZAB": "Zabaikalsky",
    "SA-02": "Mecca", "SA-03": "Medina", "SA-04": "Eastern Province", "SA-05": "Qassim",
    "SA-06": "Hail", "SA-12": "Jawf", "SD-GD": "Gedaref", "SD-GK": "West Kordofan",
    "SD-GZ": "Gezira", "SD-KN": "North Kordofan", "SD-KS": "South Kordofan", "SD-SI": "Sennar",
    "SO-BY": "Bay", "SY-HA": "Hasakah", "SY-RA": "Raqqa", "SY-SU": "Sweida",
    "TD-BG": "Bahr el Ghazal", "TH-14": "Ayutthaya",
    "TJ-RA": "Districts of Republican Subordination", "TM-D": "Dashoguz", "TM-S": "Ashgabat",
    "TZ-07": "Zanzibar North", "TZ-11": "Zanzibar South", "TZ-15": "Zanzibar West",
    "UA-05": "Vinnytsia", "UA-09": "Luhansk", "UA-12": "Dnipropetrovsk", "UA-14": "Donetsk",
    "UA-18": "Zhytomyr", "UA-23": "Zaporizhzhia", "UA-26": "Ivano-Frankivsk",
    "UA-32": "Kyiv Region", "UA-35": "Kirovohrad", "UA-46": "Lviv", "UA-48": "Mykolaiv",
    "UA-51": "Odesa", "UA-53": "Poltava", "UA-56": "Rivne", "UA-59": "Sumy", "UA-61": "Ternopil",
    "UA-63": "Kharkiv", "UA-65": "Kherson", "UA-68": "Khmelnytskyi", "UA-71": "Cherkasy",
    "UA-74": "Chernihiv", "UA-77": "Chernivtsi", "US-DC": "District of Columbia",
    "UZ-QA": "Kashkadarya", "UZ-SA": "Samarkand", "UZ-SI": "Syrdarya", "UZ-SU": "Surkhandarya",
    "UZ-XO": "Khorezm", "VE-A": "Capital District", "VE-X": "La Guaira",
    "VN-SG": "Ho Chi Minh City", "YE-AD": "Aden", "YE-BA": "Bayda", "YE-HU": "Hodeidah",
    "YE-JA": "Jawf", "YE-MA": "Marib", "YE-MR": "Mahra", "YE-SA": "Sanaa City", "YE-SD": "Saada",
    "YE-SN": "Sanaa", "YE-SU": "Socotra", "ZA-FS": "Free State",
}  # fmt: skip

# Names that count in a text as the display name of their division does.
DIVISION_NAMES_IN_TEXT = {
    "CN-GD": "Canton", "CN-NM": "內蒙古|内蒙古", "CN-XJ": "新疆|Sinkiang", "CN-XZ": "西藏",
    "CN-GX": "广西|廣西", "CN-NX": "宁夏|寧夏", "IN-OD": "Orissa", "IN-PY": "Pondicherry",
    "IN-UK": "Uttaranchal", "IQ-KR": "Iraqi Kurdistan", "JP-01": "北海道", "JP-13": "東京|东京",
    "JP-26": "京都", "JP-27": "大阪", "JP-34": "広島", "JP-42": "長崎", "JP-47": "沖縄|冲绳",
    "KP-01": "평양|平壌", "KP-10": "Yanggang|Ryanggang-do|Yanggang-do|량강도|양강도",
    "KP-13": "라선", "KP-02": "South Phyongan|South P'yongan|Phyongan-namdo|Pyongan-namdo",
    "KP-03": "North Phyongan|North P'yongan|Phyongan-bukto|Pyongan-bukto",
    "KP-05": "Hwanghae-namdo", "KP-06": "Hwanghae-bukto", "KP-08": "Hamgyong-namdo",
    "KP-09": "Hamgyong-bukto", "KR-11": "서울", "KR-26": "부산|Pusan", "KR-27": "대구|Taegu",
    "KR-28": "인천", "KR-30": "대전", "KR-49": "제주", "MM-16": "Arakan", "NG-FC": "Abuja",
    "PH-00": "National Capital Region", "PK-KP": "North West Frontier Province",
    "RU-MOW": "Москва", "RU-SPE": "St. Petersburg", "RU-SA": "Sakha Republic", "UA-30": "Kiev",
    "UA-51": "Odessa", "UA-63": "Kharkov", "UA-46": "Lvov",
    "US-DC": "Washington DC|Washington D.C.|Washington, D.C.",
    "US-WA": "Washington State|State of Washington", "VN-SG": "Saigon",
}  # fmt: skip

# Countries whose divisions are so small that their English name is enough and yields to others.
SMALL_DIVISIONS = words("AZ BS IS LI LT LV MC MH MK MT NR PW SC SI SM TV WS")

# Divisions that count alone though a rule holds their name back: it is short, a word, a surname
# or a lesser place's too, and the place is far better known.
KNOWN_ALONE = words(
    "AE-DU AU-NSW AU-NT AZ-BA BE-VLG CA-AB CA-NB CA-NT CA-ON CH-GE CN-SH CU-99 DE-BB DE-BE"
    " DE-HE DE-HH ES-CN ES-MD FR-BRE GB-ENG GB-SCT GB-WLS ID-AC ID-BA IN-GA IQ-BA IT-21 JP-04"
    " JP-20 KR-49 LV-RIX LY-TB MM-17 NO-03 OM-MA PL-10 PS-GZA QA-DA RO-CJ RU-AST RU-KRS RU-OMS"
    " RU-PER RU-SPE SA-02 SY-HI SY-HL UA-14 UA-30 UA-46 UA-59 US-FL US-GA US-IA US-MD US-MT"
    " US-NJ US-OH US-UT US-VA VN-HN YE-TA ZA-EC ZA-NC ZA-WC"
)

# Divisions whose name is a word and yet counts where the country is named.
KNOWN_WITH_COUNTRY = words("IE-CO IE-LK IE-MO JO-MN NZ-WGN")

# Names that pass the rules and are people's, peoples', towns', a newspaper's, or words of other
# languages.
NOT_ALONE = words(
    "Afar|Akita|Amhara|Ararat|Ariana|Ashanti|Atlantico|Atlantique|Balkan|Batman|Bolivar|Brava"
    "|Christ Church|Clarendon|Colonia|Constantine|Cuvette|Distrito Nacional|Elias Pina|Estuaire"
    "|Farah|Flores|Francisco Morazan|Fukui|Ganja|Granma|Guarda|Hanover|Hermanas Mirabal|Hesse"
    "|Independencia|Ishikawa|Jafara|Kagawa|Kilimanjaro|Kirov|Kurdistan|Lebap|Limburg|Limpopo"
    "|Lugar|Marche|Maria Trinidad Sanchez|Masaya|Miranda|Miyagi|Miyazaki|Monsenor Nouel|Montana"
    "|Morelos|Nagano|Nimba|Northland|Piedmont|Portuguesa|Praia|Presidente Hayes|Principe|Sabah"
    "|Sahel|Saladin|Samburu|Sanchez Ramirez|Sangha|Santiago Rodriguez|Sejong|Somali|Southland"
    "|Sucre|Tanganyika|Tasman|Toyama|Turkana|Victoria|Vladimir|Volta|Wakayama|Yamaguchi|Zambezi"
    "|الاحمدي|الخليل|القادسيه|جنين|ريمه|عمران|لحج",
    "|",
)  # fmt: skip

# Codes of ISO 3166-2 that stand for a division with a code of its own.
DUPLICATES = frozenset({"NL-BQ1", "NL-BQ2", "NL-BQ3"})

# The one division that shares its name with a country and still is meant by it in a text.
SHARES_A_COUNTRYS_NAME = frozenset({"US-GA"})
