"""The seats of divisions that do not bear the division's name. For the builder only."""

# By country: the division's part of its code, a colon, the city.
SEATS = {
    "US": "AL:Montgomery|AK:Juneau|AZ:Phoenix|AR:Little Rock|CA:Sacramento|CO:Denver|CT:Hartford"
    "|DE:Dover|FL:Tallahassee|GA:Atlanta|HI:Honolulu|ID:Boise|IL:Springfield|IN:Indianapolis"
    "|IA:Des Moines|KS:Topeka|KY:Frankfort|LA:Baton Rouge|ME:Augusta|MD:Annapolis|MA:Boston"
    "|MI:Lansing|MN:St. Paul|MS:Jackson|MO:Jefferson City|MT:Helena|NE:Lincoln|NV:Carson City"
    "|NH:Concord|NJ:Trenton|NM:Santa Fe|NY:Albany|NC:Raleigh|ND:Bismarck|OH:Columbus"
    "|OK:Oklahoma City|OR:Salem|PA:Harrisburg|RI:Providence|SC:Columbia|SD:Pierre|TN:Nashville"
    "|TX:Austin|UT:Salt Lake City|VT:Montpelier|VA:Richmond|WA:Olympia|WV:Charleston|WI:Madison"
    "|WY:Cheyenne|DC:Washington",
    "CA": "AB:Edmonton|BC:Victoria|MB:Winnipeg|NB:Fredericton|NL:St. John's|NS:Halifax"
    "|NT:Yellowknife|NU:Iqaluit|ON:Toronto|PE:Charlottetown|QC:Quebec|SK:Regina|YT:Whitehorse",
    "AU": "NSW:Sydney|QLD:Brisbane|SA:Adelaide|TAS:Hobart|VIC:Melbourne|WA:Perth|NT:Darwin"
    "|ACT:Canberra",
    "GB": "ENG:London|SCT:Edinburgh|WLS:Cardiff|NIR:Belfast",
    "CN": "AH:Hefei|FJ:Fuzhou|GD:Guangzhou|GS:Lanzhou|GX:Nanning|GZ:Guiyang|HA:Zhengzhou"
    "|HB:Wuhan|HE:Shijiazhuang|HI:Haikou|HL:Harbin|HN:Changsha|JL:Changchun|JS:Nanjing"
    "|JX:Nanchang|LN:Shenyang|NM:Hohhot|NX:Yinchuan|QH:Xining|SC:Chengdu|SD:Jinan|SN:Xi'an"
    "|SX:Taiyuan|XJ:Urumqi|XZ:Lhasa|YN:Kunming|ZJ:Hangzhou",
    "KP": "02:Pyongsong|03:Sinuiju|04:Kanggye|05:Haeju|06:Sariwon|07:Wonsan|08:Hamhung"
    "|09:Chongjin|10:Hyesan",
    "KR": "41:Suwon|42:Chuncheon|43:Cheongju|45:Jeonju|47:Andong|48:Changwon",
    "JP": "01:Sapporo|03:Morioka|04:Sendai|07:Fukushima|08:Mito|09:Utsunomiya|10:Maebashi"
    "|14:Yokohama|17:Kanazawa|19:Kofu|23:Nagoya|24:Tsu|25:Otsu|28:Kobe|32:Matsue|37:Takamatsu"
    "|38:Matsuyama|47:Naha",
    "DE": "BW:Stuttgart|BY:Munich|BB:Potsdam|HE:Wiesbaden|MV:Schwerin|NI:Hanover|NW:Dusseldorf"
    "|RP:Mainz|SL:Saarbrucken|SN:Dresden|ST:Magdeburg|SH:Kiel|TH:Erfurt",
    "FR": "ARA:Lyon|BFC:Dijon|BRE:Rennes|CVL:Orleans|20R:Ajaccio|GES:Strasbourg|HDF:Lille"
    "|IDF:Paris|NOR:Rouen|NAQ:Bordeaux|OCC:Toulouse|PDL:Nantes|PAC:Marseille",
    "IT": "21:Turin|25:Milan|34:Venice|42:Genoa|45:Bologna|52:Florence|55:Perugia|57:Ancona"
    "|62:Rome|65:L'Aquila|67:Campobasso|72:Naples|75:Bari|77:Potenza|78:Catanzaro|82:Palermo"
    "|88:Cagliari|36:Trieste|32:Trento|23:Aosta",
    "ES": "AN:Seville|AR:Zaragoza|AS:Oviedo|CB:Santander|CL:Valladolid|CM:Toledo|CT:Barcelona"
    "|EX:Merida|GA:Santiago de Compostela|IB:Palma|MD:Madrid|MC:Murcia|NC:Pamplona"
    "|PV:Vitoria-Gasteiz|RI:Logrono|VC:Valencia",
    "IN": "AP:Amaravati|AR:Itanagar|AS:Dispur|BR:Patna|CG:Raipur|GA:Panaji|GJ:Gandhinagar"
    "|HR:Chandigarh|HP:Shimla|JH:Ranchi|KA:Bengaluru|KL:Thiruvananthapuram|MP:Bhopal|MH:Mumbai"
    "|MN:Imphal|ML:Shillong|MZ:Aizawl|NL:Kohima|OD:Bhubaneswar|RJ:Jaipur|SK:Gangtok|TN:Chennai"
    "|TS:Hyderabad|TR:Agartala|UP:Lucknow|UK:Dehradun|WB:Kolkata|JK:Srinagar|LA:Leh",
    "BR": "AC:Rio Branco|AL:Maceio|AM:Manaus|AP:Macapa|BA:Salvador|CE:Fortaleza|DF:Brasilia"
    "|ES:Vitoria|GO:Goiania|MA:Sao Luis|MG:Belo Horizonte|MS:Campo Grande|MT:Cuiaba|PA:Belem"
    "|PB:Joao Pessoa|PE:Recife|PI:Teresina|PR:Curitiba|RN:Natal|RO:Porto Velho|RR:Boa Vista"
    "|RS:Porto Alegre|SC:Florianopolis|SE:Aracaju|TO:Palmas",
    "MX": "BCN:Mexicali|BCS:La Paz|CHP:Tuxtla|COA:Saltillo|GRO:Chilpancingo|HID:Pachuca"
    "|JAL:Guadalajara|MEX:Toluca|MIC:Morelia|MOR:Cuernavaca|NAY:Tepic|NLE:Monterrey|ROO:Chetumal"
    "|SIN:Culiacan|SON:Hermosillo|TAB:Villahermosa|TAM:Ciudad Victoria|VER:Xalapa|YUC:Merida",
    "RU": "SPE:St. Petersburg|AD:Maykop|BA:Ufa|BU:Ulan-Ude|CE:Grozny|CU:Cheboksary"
    "|DA:Makhachkala|IN:Magas|KB:Nalchik|KC:Cherkessk|KK:Abakan|KL:Elista|KR:Petrozavodsk"
    "|KO:Syktyvkar|ME:Yoshkar-Ola|MO:Saransk|SA:Yakutsk|SE:Vladikavkaz|TA:Kazan|TY:Kyzyl"
    "|UD:Izhevsk|ALT:Barnaul|PRI:Vladivostok|SAK:Yuzhno-Sakhalinsk|SVE:Yekaterinburg|ZAB:Chita"
    "|KAM:Petropavlovsk-Kamchatsky",
    "MM": "01:Monywa|02:Bago|03:Magway|04:Mandalay|05:Dawei|07:Pathein|11:Myitkyina|12:Loikaw"
    "|13:Hpa-An|14:Hakha|15:Mawlamyine|16:Sittwe|17:Taunggyi|06:Yangon",
    "PK": "BA:Quetta|KP:Peshawar|PB:Lahore|SD:Karachi|JK:Muzaffarabad|GB:Gilgit",
    "ZA": "EC:Bhisho|FS:Bloemfontein|GP:Johannesburg|KZN:Pietermaritzburg|LP:Polokwane"
    "|MP:Mbombela|NC:Kimberley|NW:Mahikeng|WC:Cape Town",
    "NG": "AN:Awka|BE:Makurdi|BO:Maiduguri|CR:Calabar|DE:Asaba|ED:Benin City|KW:Ilorin|LA:Ikeja"
    "|NI:Minna|OG:Abeokuta|ON:Akure|OS:Osogbo|OY:Ibadan|PL:Jos|RI:Port Harcourt|TA:Jalingo"
    "|YO:Damaturu|ZA:Gusau",
    "CH": "TI:Bellinzona|VD:Lausanne|VS:Sion|GR:Chur|TG:Frauenfeld|AG:Aarau",
    "AT": "1:Eisenstadt|2:Klagenfurt|3:Sankt Polten|4:Linz|6:Graz|7:Innsbruck|8:Bregenz",
    "ID": "AC:Banda Aceh|BA:Denpasar|JB:Bandung|JI:Surabaya|JT:Semarang|PA:Jayapura|SU:Medan"
    "|SN:Makassar",
    "IR": "01:Tabriz|04:Urmia|07:Tehran|09:Mashhad|14:Shiraz|10:Ahvaz|29:Birjand|13:Zahedan",
}  # fmt: skip
