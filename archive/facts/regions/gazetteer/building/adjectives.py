"""The adjectives and peoples of countries, states and cities. For the builder only.

A table of facts, by code or by name. A star stands for the endings "" and "s".
"""

from collections.abc import Iterator, Mapping

from archive.facts.regions.gazetteer.building import adjectives_abroad as abroad
from archive.facts.regions.gazetteer.building.place import PlaceRow, split
from archive.facts.regions.gazetteer.place_kinds import Sense

_ENGLISH = {
    "002": "African*|Sub-Saharan African*|North African*|West African*|East African*|Pan-African",
    "003": "North American*", "005": "South American*", "009": "Oceanian*", "010": "Antarctic",
    "142": "Asian*|Southeast Asian*|East Asian*|South Asian*|Central Asian*",
    "150": "European*|West European*|East European*|Western European*|Eastern European*"
    "|Central European*|Pan-European",
    "AD": "Andorran*", "AE": "Emirati*", "AF": "Afghan*|Afghani*", "AG": "Antiguan*|Barbudan*",
    "AI": "Anguillan*", "AL": "Albanian*", "AM": "Armenian*", "AO": "Angolan*",
    "AR": "Argentine*|Argentinian*|Argentinean*", "AS": "American Samoan*", "AT": "Austrian*",
    "AU": "Australian*|Aussie*", "AW": "Aruban*", "AZ": "Azerbaijani*|Azeri*",
    "BA": "Bosnian*|Herzegovinian*|Bosnian Serb*|Bosnian Croat*|Bosniak*",
    "BB": "Barbadian*|Bajan*", "BD": "Bangladeshi*", "BE": "Belgian*|Fleming*|Walloon*",
    "BF": "Burkinabe|Burkinabes|Burkinan*", "BG": "Bulgarian*", "BH": "Bahraini*",
    "BI": "Burundian*", "BJ": "Beninese|Beninois", "BM": "Bermudian*|Bermudan*",
    "BN": "Bruneian*", "BO": "Bolivian*", "BR": "Brazilian*", "BS": "Bahamian*",
    "BT": "Bhutanese", "BW": "Botswanan*|Motswana|Batswana",
    "BY": "Belarusian*|Belarussian*|Byelorussian*|Belorussian*", "BZ": "Belizean*|Belizian*",
    "CA": "Canadian*", "CC": "Cocos Islander*", "CD": "Congolese", "CF": "Central African*",
    "CG": "Congolese", "CH": "Swiss", "CI": "Ivorian*|Ivoirian*|Ivorean*", "CK": "Cook Islander*",
    "CL": "Chilean*", "CM": "Cameroonian*|Camerounian*", "CN": "Chinese", "CO": "Colombian*",
    "CR": "Costa Rican*", "CU": "Cuban*", "CV": "Cape Verdean*|Cabo Verdean*", "CW": "Curacaoan*",
    "CX": "Christmas Islander*", "CY": "Cypriot*|Greek Cypriot*|Turkish Cypriot*", "CZ": "Czech*",
    "DE": "German*", "DJ": "Djiboutian*", "DK": "Danish|Dane*", "DM": "Dominican*",
    "DO": "Dominican*", "DZ": "Algerian*", "EC": "Ecuadorian*|Ecuadorean*|Ecuadoran*",
    "EE": "Estonian*", "EG": "Egyptian*", "EH": "Sahrawi*|Saharawi*|Western Saharan*",
    "ER": "Eritrean*", "ES": "Spanish|Spaniard*", "ET": "Ethiopian*", "FI": "Finnish|Finn*",
    "FJ": "Fijian*", "FK": "Falkland Islander*|Falklander*", "FM": "Micronesian*",
    "FO": "Faroese|Faeroese|Faroe Islander*",
    "FR": "French|Frenchman|Frenchmen|Frenchwoman|Frenchwomen", "GA": "Gabonese",
    "GB": "British|Briton*|Britisher*|Englishman|Englishmen|Englishwoman|Englishwomen",
    "GD": "Grenadian*", "GE": "Georgian*", "GF": "French Guianese|French Guianan*",
    "GG": "Guernseyman|Guernseymen", "GH": "Ghanaian*|Ghanian*", "GI": "Gibraltarian*",
    "GL": "Greenlandic|Greenlander*", "GM": "Gambian*", "GN": "Guinean*", "GP": "Guadeloupean*",
    "GQ": "Equatorial Guinean*|Equatoguinean*", "GR": "Greek*|Hellenic", "GT": "Guatemalan*",
    "GU": "Guamanian*", "GW": "Guinea-Bissauan*|Bissau-Guinean*", "GY": "Guyanese",
    "HK": "Hongkonger*|Hong Konger*|Hongkongese", "HN": "Honduran*", "HR": "Croatian*|Croat*",
    "HT": "Haitian*", "HU": "Hungarian*|Magyar*", "ID": "Indonesian*",
    "IE": "Irish|Irishman|Irishmen|Irishwoman|Irishwomen", "IL": "Israeli*",
    "IM": "Manx|Manxman|Manxmen", "IN": "Indian*", "IQ": "Iraqi*", "IR": "Iranian*",
    "IS": "Icelandic|Icelander*", "IT": "Italian*", "JE": "Jerseyman|Jerseymen",
    "JM": "Jamaican*", "JO": "Jordanian*", "JP": "Japanese", "KE": "Kenyan*",
    "KG": "Kyrgyz|Kirghiz|Kyrgyzstani*|Kirgiz", "KH": "Cambodian*|Khmer*", "KI": "I-Kiribati",
    "KM": "Comoran*|Comorian*", "KN": "Kittitian*|Nevisian*",
    "KP": "North Korean*|N. Korean*|N.Korean*|Korean*",
    "KR": "South Korean*|S. Korean*|S.Korean*|Korean*", "KW": "Kuwaiti*",
    "KY": "Caymanian*|Cayman Islander*", "KZ": "Kazakh*|Kazakhstani*|Kazak*",
    "LA": "Laotian*|Lao", "LB": "Lebanese", "LC": "St. Lucian*", "LI": "Liechtensteiner*",
    "LK": "Sri Lankan*|Sinhalese|Ceylonese", "LR": "Liberian*", "LS": "Basotho|Mosotho|Lesothan*",
    "LT": "Lithuanian*", "LU": "Luxembourger*|Luxembourgish|Luxemburger*", "LV": "Latvian*",
    "LY": "Libyan*", "MA": "Moroccan*", "MC": "Monegasque*|Monacan*",
    "MD": "Moldovan*|Moldavian*", "ME": "Montenegrin*", "MG": "Malagasy|Madagascan*",
    "MH": "Marshallese|Marshall Islander*", "MK": "Macedonian*|North Macedonian*",
    "ML": "Malian*", "MM": "Burmese|Myanmarese|Burman*", "MN": "Mongolian*|Mongol*",
    "MO": "Macanese", "MP": "Northern Mariana Islander*|Saipanese",
    "MQ": "Martinican*|Martiniquais", "MR": "Mauritanian*", "MS": "Montserratian*",
    "MT": "Maltese", "MU": "Mauritian*", "MV": "Maldivian*", "MW": "Malawian*", "MX": "Mexican*",
    "MY": "Malaysian*|Malay*", "MZ": "Mozambican*", "NA": "Namibian*", "NC": "New Caledonian*",
    "NE": "Nigerien*", "NF": "Norfolk Islander*", "NG": "Nigerian*", "NI": "Nicaraguan*",
    "NL": "Dutch|Dutchman|Dutchmen|Dutchwoman|Dutchwomen|Netherlander*", "NO": "Norwegian*|Norse",
    "NP": "Nepalese|Nepali*", "NR": "Nauruan*", "NU": "Niuean*", "NZ": "New Zealander*|Kiwis",
    "OM": "Omani*", "PA": "Panamanian*", "PE": "Peruvian*", "PF": "French Polynesian*|Tahitian*",
    "PG": "Papua New Guinean*|Papuan*", "PH": "Filipino*|Philippine|Filipina*",
    "PK": "Pakistani*", "PL": "Polish|Pole*", "PM": "Saint-Pierrais|Miquelonnais",
    "PN": "Pitcairner*|Pitcairn Islander*", "PR": "Puerto Rican*|Porto Rican*|Puertorrican*",
    "PS": "Palestinian*|Gazan*|West Banker*", "PT": "Portuguese", "PW": "Palauan*",
    "PY": "Paraguayan*", "QA": "Qatari*", "RE": "Reunionese|Reunionnais",
    "RO": "Romanian*|Rumanian*|Roumanian*", "RS": "Serbian*|Serb*|Kosovar*", "RU": "Russian*",
    "RW": "Rwandan*|Ruandan*|Rwandese", "SA": "Saudi*|Saudi Arabian*", "SB": "Solomon Islander*",
    "SC": "Seychellois|Seychellese", "SD": "Sudanese", "SE": "Swedish|Swede*",
    "SG": "Singaporean*", "SH": "St. Helenian*", "SI": "Slovene*|Slovenian*",
    "SK": "Slovak*|Slovakian*", "SL": "Sierra Leonean*|Sierra Leonian*",
    "SM": "Sammarinese|San Marinese", "SN": "Senegalese", "SO": "Somali*|Somalian*",
    "SR": "Surinamese|Surinamer*", "SS": "South Sudanese", "ST": "Sao Tomean*",
    "SV": "Salvadoran*|Salvadorean*|Salvadorian*", "SX": "St. Maartener*", "SY": "Syrian*",
    "SZ": "Swazi*", "TC": "Turks and Caicos Islander*", "TD": "Chadian*|Tchadian*",
    "TG": "Togolese", "TH": "Thai*|Thailander*", "TJ": "Tajik*|Tadzhik*|Tajikistani*",
    "TK": "Tokelauan*", "TL": "East Timorese|Timorese",
    "TM": "Turkmen|Turkmens|Turkoman*|Turkmenistani*|Turcoman*", "TN": "Tunisian*",
    "TO": "Tongan*", "TR": "Turkish|Turk*",
    "TT": "Trinidadian*|Tobagonian*|Trinidad and Tobagonian*", "TV": "Tuvaluan*",
    "TW": "Taiwanese|Formosan*", "TZ": "Tanzanian*|Zanzibari*", "UA": "Ukrainian*",
    "UG": "Ugandan*",
    "US": "American*|U.S. American*|Yankee*|African-American*|Afro-American*|Asian-American*"
    "|Native American*|Mexican-American*",
    "UY": "Uruguayan*", "UZ": "Uzbek*|Uzbekistani*", "VC": "St. Vincentian*|Vincentian*",
    "VE": "Venezuelan*|Venezolan*", "VG": "British Virgin Islander*", "VI": "Virgin Islander*",
    "VN": "Vietnamese", "VU": "Vanuatuan*|Ni-Vanuatu", "WF": "Wallisian*|Futunan*",
    "WS": "Samoan*|Western Samoan*", "XK": "Kosovar*|Kosovan*|Kosovo Albanian*|Kosovo Serb*",
    "YE": "Yemeni*|Yemenite*", "YT": "Mahoran*|Mahorais",
    "ZA": "South African*|S. African*|Afrikaner*", "ZM": "Zambian*", "ZW": "Zimbabwean*",
    "AX": "Aland Islander*", "BL": "Barthelemois", "BQ": "Bonairean*", "MF": "Saint-Martinois",
    "SJ": "Svalbardian*", "IO": "Chagossian*", "USSR": "Soviet*|Soviet Russian*",
    "West Germany": "West German*", "East Germany": "East German*",
    "Czechoslovakia": "Czechoslovak*|Czechoslovakian*|Czecho-Slovak*",
    "Yugoslavia": "Yugoslav*|Yugoslavian*|Jugoslav*", "Burma": "Burmese|Burman*",
    "Zaire": "Zairean*|Zairian*|Zairois", "South Yemen": "South Yemeni*|South Yemenite*",
    "North Yemen": "North Yemeni*|North Yemenite*",
    "North Vietnam": "North Vietnamese|N. Vietnamese",
    "South Vietnam": "South Vietnamese|S. Vietnamese|Viet Cong|Vietcong",
    "Upper Volta": "Upper Voltan*|Voltaic|Voltan*", "Rhodesia": "Rhodesian*",
    "Northern Rhodesia": "Northern Rhodesian*", "Dahomey": "Dahomean*|Dahomeyan*",
    "Ceylon": "Ceylonese|Sinhalese", "Siam": "Siamese", "Persia": "Persian*",
    "East Pakistan": "East Pakistani*", "Kampuchea": "Kampuchean*|Khmer Rouge",
    "Ottoman Empire": "Ottoman*", "Austria-Hungary": "Austro-Hungarian*",
    "Netherlands Antilles": "Antillean*|Netherlands Antillean*", "Tanganyika": "Tanganyikan*",
    "Swaziland": "Swazi*", "Macedonia": "Macedonian*", "Biafra": "Biafran*",
    "French Indochina": "Indochinese|Indo-Chinese", "Nyasaland": "Nyasa*",
    "Basutoland": "Basuto*", "South West Africa": "South West African*|South-West African*",
    "Malaya": "Malayan*", "Transjordan": "Transjordanian*", "Manchukuo": "Manchukuoan*",
    "Sikkim": "Sikkimese", "Prussia": "Prussian*", "Russian Empire": "Czarist|Tsarist",
    "Nazi Germany": "Nazi*|Hitlerite*", "Serbia and Montenegro": "Serb-Montenegrin*",
    "Gold Coast": "Gold Coaster*", "Dutch East Indies": "East Indian*",
    "Belgian Congo": "Congolese", "Bechuanaland": "Bechuana*",
    "British Honduras": "British Honduran*",
}  # fmt: skip
# Divisions and cities of which newspapers have an adjective or a name of the people.
_ENGLISH_LESSER = {
    "AU-NSW": "New South Welshman|New South Welshmen", "AU-QLD": "Queenslander*",
    "AU-TAS": "Tasmanian*", "AU-WA": "West Australian*|Western Australian*",
    "AU-SA": "South Australian*", "CA-AB": "Albertan*", "CA-BC": "British Columbian*",
    "CA-MB": "Manitoban*", "CA-NL": "Newfoundlander*|Labradorian*", "CA-NS": "Nova Scotian*",
    "CA-ON": "Ontarian*", "CA-QC": "Quebecer*|Quebecker*|Quebecois", "CA-SK": "Saskatchewanian*",
    "CN-XJ": "Uighur*|Uyghur*|Uygur*", "CN-XZ": "Tibetan*", "CN-NM": "Inner Mongolian*",
    "CN-GD": "Cantonese", "CN-SC": "Sichuanese|Szechuanese", "DE-BY": "Bavarian*",
    "DE-BE": "Berliner*|West Berliner*|East Berliner*", "ES-AN": "Andalusian*",
    "ES-CT": "Catalan*|Catalonian*", "ES-GA": "Galician*", "ES-PV": "Basque*",
    "ES-VC": "Valencian*", "ES-CN": "Canarian*|Canary Islander*", "FR-BRE": "Breton*",
    "FR-20R": "Corsican*", "GB-ENG": "English",
    "GB-NIR": "Northern Irish|Northern Irishman|Northern Irishmen|Ulsterman|Ulstermen",
    "GB-SCT": "Scottish|Scot*|Scotsman|Scotsmen|Scotch", "GB-WLS": "Welsh|Welshman|Welshmen",
    "ID-AC": "Acehnese", "ID-BA": "Balinese", "ID-PA": "Papuan*", "IN-AS": "Assamese",
    "IN-GJ": "Gujarati*", "IN-JK": "Kashmiri*", "IN-KL": "Keralite*", "IN-MH": "Maharashtrian*",
    "IN-PB": "Punjabi*", "IN-WB": "Bengali*", "IN-GA": "Goan*", "IN-BR": "Bihari*",
    "IT-52": "Tuscan*", "IT-82": "Sicilian*", "IT-88": "Sardinian*", "IT-34": "Venetian*",
    "IT-21": "Piedmontese", "JP-47": "Okinawan*", "PK-SD": "Sindhi*",
    "PK-BA": "Baluchi*|Balochi*", "PT-30": "Madeiran*", "PT-20": "Azorean*", "RU-CE": "Chechen*",
    "RU-TA": "Tatarstani*", "RU-DA": "Dagestani*", "RU-BA": "Bashkir*", "RU-IN": "Ingush",
    "RU-SA": "Yakut*|Yakutian*", "RU-KL": "Kalmyk*", "RU-BU": "Buryat*",
    "RU-SE": "North Ossetian*", "RU-MOW": "Muscovite*",
    "MM-16": "Rakhine Buddhist*|Arakanese|Rohingya*", "MM-17": "Shan rebel*",
    "MM-11": "Kachin rebel*|Kachins", "MM-13": "Karen rebel*", "UA-43": "Crimean*",
    "US-AK": "Alaskan*", "US-AL": "Alabamian*|Alabaman*", "US-AR": "Arkansan*",
    "US-AZ": "Arizonan*", "US-CA": "Californian*", "US-CO": "Coloradan*",
    "US-CT": "Connecticuter*", "US-DE": "Delawarean*", "US-FL": "Floridian*|Floridan*",
    "US-HI": "Hawaiian*", "US-IA": "Iowan*", "US-ID": "Idahoan*", "US-IL": "Illinoisan*",
    "US-IN": "Hoosier*|Indianan*", "US-KS": "Kansan*", "US-KY": "Kentuckian*",
    "US-LA": "Louisianan*|Louisianian*", "US-MA": "Massachusettsan*|Bay Stater*",
    "US-MD": "Marylander*", "US-ME": "Mainer*", "US-MI": "Michigander*", "US-MN": "Minnesotan*",
    "US-MO": "Missourian*", "US-MS": "Mississippian*", "US-MT": "Montanan*",
    "US-NC": "North Carolinian*|Tar Heel*", "US-ND": "North Dakotan*",
    "US-NE": "Nebraskan*|Cornhusker*", "US-NH": "New Hampshirite*",
    "US-NJ": "New Jerseyan*|New Jerseyite*", "US-NM": "New Mexican*", "US-NV": "Nevadan*",
    "US-NY": "New Yorker*", "US-OH": "Ohioan*|Buckeye State", "US-OK": "Oklahoman*|Sooner State",
    "US-OR": "Oregonian*", "US-PA": "Pennsylvanian*", "US-RI": "Rhode Islander*",
    "US-SC": "South Carolinian*", "US-SD": "South Dakotan*", "US-TN": "Tennessean*|Tennesseean*",
    "US-TX": "Texan*", "US-UT": "Utahn*|Utahan*", "US-VA": "Virginian*", "US-VT": "Vermonter*",
    "US-WA": "Washingtonian*", "US-WI": "Wisconsinite*", "US-WV": "West Virginian*",
    "US-WY": "Wyomingite*", "VN-SG": "Saigonese", "IQ-KR": "Iraqi Kurd*|Iraqi Kurdish",
    "AT-7": "Tyrolean*|Tirolean*", "AT-9": "Viennese", "CH-GE": "Genevan*|Genevese",
    "Paris, FR": "Parisian*", "London, GB": "Londoner*", "Milan, IT": "Milanese",
    "Naples, IT": "Neapolitan*", "Florence, IT": "Florentine*", "Turin, IT": "Turinese",
    "Genoa, IT": "Genoese", "Madrid, ES": "Madrilenian*|Madrileno*",
    "Barcelona, ES": "Barcelonan*", "Lisbon, PT": "Lisboner*", "Manchester, GB": "Mancunian*",
    "Liverpool, GB": "Liverpudlian*", "Glasgow, GB": "Glaswegian*", "Dublin, IE": "Dubliner*",
    "Warsaw, PL": "Varsovian*", "Shanghai, CN": "Shanghainese",
    "Beijing, CN": "Pekingese|Beijinger*", "Seoul, KR": "Seoulite*", "Tokyo, JP": "Tokyoite*",
    "Sydney, AU": "Sydneysider*", "Melbourne, AU": "Melburnian*", "Toronto, CA": "Torontonian*",
    "Montreal, CA": "Montrealer*", "Vancouver, CA": "Vancouverite*",
    "Los Angeles, US": "Angeleno*|Los Angelen*", "Chicago, US": "Chicagoan*",
    "Boston, US": "Bostonian*", "Philadelphia, US": "Philadelphian*",
    "San Francisco, US": "San Franciscan*", "Houston, US": "Houstonian*",
    "Detroit, US": "Detroiter*", "Rio de Janeiro, BR": "Carioca*",
    "Sao Paulo, BR": "Paulistano*|Paulista*", "Buenos Aires, AR": "Porteno*",
    "Moscow, RU": "Muscovite*", "Jerusalem, IL": "Jerusalemite*", "Baghdad, IQ": "Baghdadi*",
    "Tehran, IR": "Tehrani*", "Kabul, AF": "Kabuli*", "Damascus, SY": "Damascene*",
    "Cairo, EG": "Cairene*", "Beirut, LB": "Beiruti*", "Aleppo, SY": "Aleppine*",
}  # fmt: skip


def describe(places: Mapping[str, PlaceRow]) -> None:
    """Give places their adjectives; `places` by code, former states by name, cities "Name, US"."""
    for table in (_ENGLISH, _ENGLISH_LESSER):
        for place, names in table.items():
            for name in split(names):
                _say(places[place], _with_plural(name))
    for language, stems in abroad.STEMS.items():
        for place, names in stems.items():
            for stem in split(names):
                _say(places[place], _inflected(stem, abroad.ENDINGS[language]))
    for place, names in abroad.WORDS.items():
        _say(places[place], split(names))


def _say(place: PlaceRow, names: list[str] | Iterator[str]) -> None:
    place.say(Sense.ADJECTIVE, [name for name in names if name not in abroad.LEFT_OUT])


def _with_plural(name: str) -> list[str]:
    stem = name.removesuffix("*")
    return [name] if stem == name else [stem, f"{stem}s"]


def _inflected(stem: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A stem with each ending; one that ends in "e" or "s" already takes no second one."""
    for ending in endings:
        if ending[:1] and stem.endswith(ending[:1]) and ending[0] in "es":
            continue
        yield stem + ending
