"""What the rules on names of cities get wrong, put right by hand. For the builder only.

Cities are known by the name that this file gives them and their country's code: "Cologne, DE" is
the largest of that name there.
"""

from archive.facts.regions.gazetteer.toponym_key import key as name_key
from archive.facts.regions.gazetteer.toponym_key import words

# Display names where GeoNames' is not what newspapers print.
NAMES = {
    "Abu Ghurayb, IQ": "Abu Ghraib", "Acapulco de Juarez, MX": "Acapulco",
    "Al Ain City, AE": "Al Ain", "Al Fallujah, IQ": "Fallujah", "Al Mansurah, EG": "Mansoura",
    "Ar Raqqah, SY": "Raqqa", "Ashdod, IL": "Ashdod", "Avdiyivka, UA": "Avdiivka",
    "Ayn al 'Arab, SY": "Kobani", "Basrah, IQ": "Basra", "Brugge, BE": "Bruges",
    "Chernihiv, UA": "Chernihiv", "Chinju, KR": "Jinju", "Cholpon-Ata, KG": "Cholpon-Ata",
    "Dayr al Balah, PS": "Deir al-Balah", "Donostia / San Sebastian, ES": "San Sebastian",
    "Fes, MA": "Fez", "Frankfurt am Main, DE": "Frankfurt",
    "Gasteiz / Vitoria, ES": "Vitoria-Gasteiz", "Gent, BE": "Ghent",
    "Gernika-Lumo, ES": "Guernica", "Gujangbagh, CN": "Hotan", "Hannover, DE": "Hanover",
    "Heroica Matamoros, MX": "Matamoros", "Homyel, BY": "Gomel", "Hrodna, BY": "Grodno",
    "Ieper, BE": "Ypres", "Iquitos, PE": "Iquitos", "Jabalya, PS": "Jabalia",
    "Janin, PS": "Jenin", "Khan Yunis, PS": "Khan Younis", "Kimhae, KR": "Gimhae",
    "Klagenfurt am Worthersee, AT": "Klagenfurt", "Koln, DE": "Cologne",
    "Kryvyy Rih, UA": "Kryvyi Rih", "Kwangyang, KR": "Gwangyang", "Laayoune, EH": "Laayoune",
    "Leon de los Aldama, MX": "Leon", "Luzern, CH": "Lucerne", "Madinah, SA": "Medina",
    "Mafikeng, ZA": "Mahikeng", "Mahilyow, BY": "Mogilev", "Makkah, SA": "Mecca",
    "Mazar-e Sharif, AF": "Mazar-i-Sharif", "Medugorje, BA": "Medjugorje",
    "Mykolayiv, UA": "Mykolaiv", "Nay Pyi Taw, MM": "Naypyidaw", "New York City, US": "New York",
    "Nizhniy Novgorod, RU": "Nizhny Novgorod", "Orumiyeh, IR": "Urmia", "Panjim, IN": "Panaji",
    "Pest, HU": "Pest", "Pilsen, CZ": "Plzen", "Qalqilyah, PS": "Qalqilya", "Qamdo, CN": "Chamdo",
    "Rafah, PS": "Rafah", "Rikaze, CN": "Shigatse", "Saint George's, GD": "St. George's",
    "Saint John's, AG": "St. John's", "Saint Paul, US": "St. Paul",
    "Saint Petersburg, RU": "St. Petersburg", "Sankt Gallen, CH": "St. Gallen",
    "Santiago de Queretaro, MX": "Queretaro", "Semey, KZ": "Semey", "Sevilla, ES": "Seville",
    "Siem Reap, KH": "Siem Reap", "Sitten, CH": "Sion", "Ta'if, SA": "Taif",
    "Tadmur, SY": "Palmyra", "Thessaloniki, GR": "Thessaloniki", "Tulkarm, PS": "Tulkarm",
    "Xalapa de Enriquez, MX": "Xalapa", "Zaragoza, ES": "Zaragoza",
}  # fmt: skip

# Capitals that GeoNames leaves out or has under another name, by country.
CAPITALS = {
    "AG": "St. John's", "EH": "Laayoune", "GD": "St. George's", "GG": "Saint Peter Port",
    "KZ": "Astana", "MN": "Ulan Bator", "MO": "Macau", "PW": "Ngerulmud",
}  # fmt: skip

# Small towns that datelines name: seats of firms, of courts and of sport.
TOWNS = words(
    "Armonk, US|Augusta, US|Bellows Falls, US|Chevy Chase, US|Claymont, US|Conshohocken, US"
    "|Cooperstown, US|Davison, US|Evendale, US|Fort Meade, US|Gstaad, CH|Kennebunkport, US"
    "|Lake Success, US|Los Alamos, US|Moonachie, US|Nitro, US|Northvale, US|Oak Ridge, US"
    "|Old Greenwich, US|Peapack, US|Roslyn, US|Rye Brook, US|Sturbridge, US|Wall, US|Wayzata, US"
    "|Windsor, GB|Zeebrugge, BE|Zermatt, CH",
    "|",
)

# Cities that are meant by their name wherever it stands, though a rule holds it back or they are
# small: the news has made them known.
NAMED_ALONE = words(
    "Abbottabad, PK|Aberdeen, GB|Abuja, NG|Albany, US|Anchorage, US|Antananarivo, MG|Antwerp, BE"
    "|Aqaba, JO|Augsburg, DE|Avdiivka, UA|Avignon, FR|Ayodhya, IN|Bakhmut, UA|Baltimore, US"
    "|Bamako, ML|Barcelona, ES|Basel, CH|Baton Rouge, US|Battambang, KH|Bayreuth, DE|Bergen, NO"
    "|Beslan, RU|Bhopal, IN|Bilbao, ES|Bonn, DE|Bordeaux, FR|Boston, US|Brasov, RO"
    "|Bratislava, SK|Bruges, BE|Bucha, UA|Calais, FR|Canberra, AU|Cannes, FR|Cape Town, ZA"
    "|Cardiff, GB|Chamdo, CN|Changsha, CN|Charlottesville, US|Chongjin, KP|Chornobyl, UA"
    "|Christchurch, NZ|Cincinnati, US|Cleveland, US|Cologne, DE|Colombo, LK|Cotabato, PH"
    "|Dandong, CN|Dar'a, SY|Davos, CH|Dearborn, US|Des Moines, US|Dhahran, SA|Dharamsala, IN"
    "|Dijon, FR|Dover, GB|Dublin, IE|Dubrovnik, HR|Duluth, US|Dunkirk, FR|Durham, GB"
    "|Fallujah, IQ|Flint, US|Fort Lauderdale, US|Fort Worth, US|Frankfurt, DE|Fukushima, JP"
    "|Fuzhou, CN|Galway, IE|Gdansk, PL|Geneva, CH|Ghent, BE|Gilgit, PK|Glasgow, GB|Golmud, CN"
    "|Goma, CD|Gothenburg, SE|Grenoble, FR|Grozny, RU|Guantanamo, CU|Guernica, ES|Haeju, KP"
    "|Haifa, IL|Halabja, IQ|Hamhung, KP|Hanover, DE|Hebron, PS|Heidelberg, DE|Hobart, AU"
    "|Honolulu, US|Hotan, CN|Hyderabad, IN|Hyesan, KP|Idlib, SY|Innsbruck, AT|Islamabad, PK"
    "|Ismailia, EG|Jackson, US|Jaffna, LK|Jalalabad, AF|Jenin, PS|Juba, SS|Kaesong, KP"
    "|Kaliningrad, RU|Kandy, LK|Kanggye, KP|Kansas City, US|Karbala, IQ|Karlsruhe, DE"
    "|Kashgar, CN|Khan Younis, PS|Kherson, UA|Kiel, DE|Knoxville, US|Kobani, SY|Korla, CN"
    "|Kunduz, AF|Lashio, MM|Latakia, SY|Lausanne, CH|Le Havre, FR|Leeds, GB|Leipzig, DE"
    "|Lhasa, CN|Lille, FR|Limerick, IE|Limoges, FR|Little Rock, US|Liverpool, GB|Ljubljana, SI"
    "|Lockerbie, GB|Luang Prabang, LA|Lyon, FR|Maastricht, NL|Macau, MO|Magdeburg, DE|Malmo, SE"
    "|Mannheim, DE|Mariupol, UA|Marseille, FR|Mazar-i-Sharif, AF|Mecca, SA|Medina, SA"
    "|Medjugorje, BA|Memphis, US|Milwaukee, US|Montpellier, FR|Montreux, CH|Mostar, BA|Mosul, IQ"
    "|Muzaffarabad, PK|Myawaddy, MM|Myitkyina, MM|Nablus, PS|Najaf, IQ|Nancy, FR|Nantes, FR"
    "|Naples, IT|Nashville, US|Naypyidaw, MM|New Orleans, US|Newcastle upon Tyne, GB|Norilsk, RU"
    "|Nottingham, GB|Nuremberg, DE|Oakland, US|Oklahoma City, US|Omaha, US|Osh, KG|Oxford, GB"
    "|Pakse, LA|Palmyra, SY|Pathein, MM|Perth, AU|Pisa, IT|Plymouth, GB|Podgorica, ME|Porto, PT"
    "|Portsmouth, GB|Potsdam, DE|Pyongsong, KP|Quebec, CA|Rafah, PS|Ramadi, IQ|Ramallah, PS"
    "|Raqqa, SY|Reims, FR|Rennes, FR|Reykjavik, IS|Rostock, DE|Rotterdam, NL|Rouen, FR"
    "|Sacramento, US|Salt Lake City, US|Salzburg, AT|San Antonio, US|San Diego, US|San Juan, PR"
    "|Sanaa, YE|Sandhurst, GB|Sao Tome, ST|Sariwon, KP|Savannakhet, LA|Schaffhausen, CH"
    "|Sendai, JP|Seville, ES|Shanghai, CN|Sharjah, AE|Sheffield, GB|Shigatse, CN|Sidon, LB"
    "|Siem Reap, KH|Sihanoukville, KH|Sinuiju, KP|Sittwe, MM|Skopje, MK|Sochi, RU"
    "|Southampton, GB|Srebrenica, BA|St. Gallen, CH|St. Louis, US|St. Moritz, CH|St. Paul, US"
    "|St. Petersburg, RU|Stavanger, NO|Strasbourg, FR|Suzhou, CN|Taipei, TW|Tallahassee, US"
    "|Tampa, US|Tangier, MA|Tehran, IR|The Hague, NL|Thessaloniki, GR|Tikrit, IQ|Timbuktu, ML"
    "|Timisoara, RO|Topeka, US|Toulon, FR|Trieste, IT|Tromso, NO|Tulsa, US|Turku, FI|Ufa, RU"
    "|Ulan Bator, MN|Urmia, IR|Utrecht, NL|Uvalde, US|Valparaiso, CL|Vancouver, CA|Venice, IT"
    "|Verona, IT|Versailles, FR|Vicenza, IT|Vukovar, HR|Waco, US|Weimar, DE|Wolfsburg, DE"
    "|Wonsan, KP|Wuppertal, DE|Xi'an, CN|Yalta, UA|Yamoussoukro, CI|Yanji, CN|Yining, CN"
    "|Ypres, BE|Zaporizhzhia, UA|Zaragoza, ES|Zurich, CH",
    "|",
)  # fmt: skip

# Names besides GeoNames' that mean a city as its first one does: older ones, those of other
# languages where they are not spelt alike.
OTHER_NAMES = {
    "Aachen, DE": "Aix-la-Chapelle", "Acre, IL": "Akko",
    "Addis Ababa, ET": "Addis Abeba|Addis Abäba|Addis-Abeba", "Aleppo, SY": "Alep|Alepo|Halab",
    "Alexandria, EG": "Alejandría|Alexandrie", "Algiers, DZ": "Alger|Argel|Algier",
    "Almaty, KZ": "Alma-Ata|Alma Ata", "Amman, JO": "Ammán", "Antananarivo, MG": "Tananarive",
    "Antwerp, BE": "Antwerpen|Anvers|Amberes", "Aqaba, JO": "Akaba",
    "Ashgabat, TM": "Ashkhabad|Asjabad", "Asmara, ER": "Asmera",
    "Astana, KZ": "Nur-Sultan|Nursultan|Akmola|Tselinograd", "Athens, GR": "Athènes|Atenas|Athen",
    "Auckland, NZ": "奧克蘭|奥克兰", "Bago, MM": "Pegu", "Bandung, ID": "Bandoeng",
    "Bangkok, TH": "Băng Cốc|Bangkok Metropolis|ဘန်ကောက်|បាងកក|ບາງກອກ|Krung Thep",
    "Banjul, GM": "Bathurst", "Basel, CH": "Basle|Bâle|Basilea",
    "Basra, IQ": "Basrah|Bassora|Al Basrah|Bassorah|البصرة",
    "Beijing, CN": "པེ་ཅིན|ပေကျင်း|ປັກກິ່ງ|ປັກກິງ|ปักกิ่ง|بكين|بيجين|北平|Peking|Peiping|Pékin|Pekín",
    "Beirut, LB": "Beyrouth", "Belgrade, RS": "Beograd|Belgrado|Belgrad",
    "Bengaluru, IN": "Bangalore",
    "Berlin, DE": "East Berlin|West Berlin|Ost-Berlin|Ostberlin|West-Berlin|Westberlin|Berlín"
    "|Berlin-Est|Berlin-Ouest|동베를린|서베를린|东柏林|西柏林|東柏林|東ベルリン|西ベルリン"
    "|Восточный Берлин|Западный Берлин",
    "Bern, CH": "Berne|Berna", "Bethlehem, PS": "Beit Lahm", "Bishkek, KG": "Frunze",
    "Bogota, CO": "Santafé de Bogotá", "Bratislava, SK": "Pressburg", "Brno, CZ": "Brünn",
    "Bruges, BE": "Brugge|Brujas",
    "Brussels, BE": "브뤼셀|布鲁塞尔|布魯塞爾|ブリュッセル|Брюссель|Брюсселе|Брюсселя|بروكسل"
    "|บรัสเซลส์|ဘရပ်ဆဲလ်|Brúc-xen|Bruxelles|Bruselas|Brüssel|Brussel",
    "Bucharest, RO": "Bukarest|Bucarest|București", "Busan, KR": "Pusan",
    "Bydgoszcz, PL": "Bromberg", "Cairo, EG": "Le Caire|El Cairo|Kairo",
    "Cape Town, ZA": "Capetown|Le Cap|Ciudad del Cabo|Kapstadt", "Chamdo, CN": "Qamdo|ཆབ་མདོ|昌都",
    "Chattogram, BD": "Chittagong", "Chemnitz, DE": "Karl-Marx-Stadt", "Chennai, IN": "Madras",
    "Chisinau, MD": "Kishinev", "Chongjin, KP": "Ch'ongjin|Chŏngjin|Cheongjin",
    "Chongqing, CN": "Chungking", "Cluj-Napoca, RO": "Cluj", "Cologne, DE": "Köln|Koeln|Colonia",
    "Copenhagen, DK": "København|Copenhague|Kopenhagen", "Da Nang, VN": "Đà Nẵng|Danang|Tourane",
    "Daegu, KR": "Taegu", "Daejeon, KR": "Taejon", "Dalian, CN": "Dairen|Talien",
    "Damascus, SY": "Damas|Damasco|Damaskus", "Daugavpils, LV": "Dvinsk", "Dawei, MM": "Tavoy",
    "Deir al-Balah, PS": "Deir el-Balah|دير البلح", "Dhaka, BD": "Dacca",
    "Dnipro, UA": "Dnipropetrovsk|Dnepropetrovsk|Dniepropetrovsk", "Donetsk, UA": "Stalino",
    "Dublin, IE": "Dublín", "Dushanbe, TJ": "Stalinabad|Dyushambe",
    "Edinburgh, GB": "Édimbourg|Edimburgo", "Florence, IT": "Firenze|Florenz|Florencia",
    "Frankfurt, DE": "Frankfurt am Main|Francfort|Fráncfort|Frankfurt-on-Main",
    "Fuzhou, CN": "Foochow", "Gdansk, PL": "Danzig",
    "Geneva, CH": "ジュネーブ|ジュネーヴ|日内瓦|日內瓦|제네바|Женева|Женеве|Женевы|Женеву|جنيف"
    "|เจนีวา|ဂျီနီဗာ|Giơ-ne-vơ|Genève|Ginebra|Genf|Ginevra",
    "Genoa, IT": "Genova|Gênes|Genua", "George Town, MY": "Penang",
    "Ghent, BE": "Gent|Gand|Gante", "Gothenburg, SE": "Göteborg",
    "Gqeberha, ZA": "Port Elizabeth", "Guangzhou, CN": "Cantón|Kanton|Kuangchou",
    "Guernica, ES": "Gernika", "Gurugram, IN": "Gurgaon", "Guwahati, IN": "Gauhati",
    "Gwangju, KR": "Kwangju", "Haiphong, VN": "Hải Phòng|Hai Phong",
    "Hamhung, KP": "Hamheung|Hamhŭng", "Hangzhou, CN": "Hangchow",
    "Hanoi, VN": "Hà Nội|Hanoï|Ha Noi", "Hanover, DE": "Hannover|Hanovre",
    "Havana, CU": "La Habana|La Havane|Havanna", "Helsinki, FI": "Helsingfors",
    "Ho Chi Minh City, VN": "Saigon|Sài Gòn|Saïgon|Thành phố Hồ Chí Minh|TP.HCM|TP HCM|TPHCM"
    "|Ho-Chi-Minh-Stadt|Hô-Chi-Minh-Ville|Ciudad Ho Chi Minh|사이공|호치민시|西贡|西貢|胡志明市"
    "|サイゴン|ホーチミン",
    "Hotan, CN": "Khotan|Hetian|خوتەن|和田|호탄", "Hue, VN": "Huế", "Incheon, KR": "Inchon",
    "Isfahan, IR": "Ispahan|Esfahan", "Istanbul, TR": "Constantinople|Estambul|Constantinopla",
    "Izmir, TR": "Smyrna|Esmirna", "Jabalia, PS": "Jabaliya|Jabalya|جباليا",
    "Jakarta, ID": "Djakarta|Yakarta", "Jayapura, ID": "Hollandia",
    "Jeddah, SA": "Jiddah|Djeddah|Jidda|Yeda|Dschidda",
    "Jenin, PS": "杰宁|傑寧|제닌|ジェニン|Дженин|Дженине|جنين",
    "Jerusalem, IL": "East Jerusalem|West Jerusalem|Jérusalem|Jerusalén|القدس|예루살렘|耶路撒冷"
    "|エルサレム|Иерусалим|Иерусалиме",
    "Johannesburg, ZA": "Johannesbourg|Johannesburgo", "Kabul, AF": "Caboul|Kaboul",
    "Kaesong, KP": "Gaeseong|Kaesŏng", "Kaliningrad, RU": "Königsberg|Koenigsberg|Konigsberg",
    "Kanpur, IN": "Cawnpore", "Karachi, PK": "Kurrachee", "Kashgar, CN": "Kashi|Kaxgar",
    "Kathmandu, NP": "Katmandu|Katmandou|Katmandú", "Kaunas, LT": "Kovno",
    "Khan Younis, PS": "Khan Younis|Khan Yunis|Jan Yunis",
    "Kharkiv, UA": "Kharkov|Charkiw|Járkov|Jarkov", "Khartoum, SD": "Jartum|Khartum",
    "Kinshasa, CD": "Leopoldville|Léopoldville", "Kisangani, CD": "Stanleyville",
    "Klaipeda, LT": "Memel",
    "Kobani, SY": "Kobane|Kobanê|Ain al-Arab|كوباني|عين العرب|코바니|Кобани",
    "Kochi, IN": "Cochin", "Kolkata, IN": "Calcutta|Calcuta|Kalkutta", "Kozhikode, IN": "Calicut",
    "Krakow, PL": "Cracow|Cracovie|Cracovia|Krakau", "Kryvyi Rih, UA": "Krivoy Rog|Krivoi Rog",
    "Kyiv, UA": "Kiev|Kiew|Kyïv", "Lanzhou, CN": "Lanchow", "Latakia, SY": "Lattakia|Lattaquié",
    "Leipzig, DE": "Leipsic", "Lhasa, CN": "ལྷ་ས་|拉萨|拉薩",
    "Lisbon, PT": "Lisboa|Lisbonne|Lissabon", "Ljubljana, SI": "Laibach",
    "London, GB": "လန်ဒန်|Лондон|Лондоне|Лондона|ລອນດອນ|ឡុងដ៍|Luân Đôn|ลอนดอน|Londres|Londra"
    "|Londen|런던|伦敦|倫敦|ロンドン|لندن",
    "Lubumbashi, CD": "Elisabethville", "Lucerne, CH": "Luzern",
    "Luhansk, UA": "Lugansk|Voroshilovgrad", "Lviv, UA": "Lvov|Lwow|Lwów|Lemberg",
    "Lyon, FR": "Lyons", "Mahajanga, MG": "Majunga", "Makassar, ID": "Ujung Pandang",
    "Mandalay, MM": "မန္တလေး", "Maputo, MZ": "Lourenço Marques|Lourenco Marques",
    "Marrakesh, MA": "Marrakech", "Marseille, FR": "Marseilles|Marsella",
    "Mawlamyine, MM": "Moulmein", "Mecca, SA": "Makkah|La Meca|La Mecque|Mekka|مكة|مكة المكرمة",
    "Medina, SA": "Madinah|Al Madinah",
    "Mexico City, MX": "Ciudad de México|Ciudad de Mexico|Mexico Ciudad|Mexiko-Stadt|墨西哥城"
    "|멕시코시티",
    "Milan, IT": "Milano|Mailand|Milán", "Mogadishu, SO": "Mogadiscio|Mogadischu|Muqdisho",
    "Moscow, RU": "โมสโก|มอสโก|มอสโคว์|မော်စကို|មូស្គូ|ມອສໂກ|موسكو|モスクワ|모스크바|莫斯科|མོ་སི་ཀོ"
    "|موسكۋا|Moskva|Moscou|Moscú|Moskau|Mosca|Mạc Tư Khoa|Mátxcơva|Matxcơva|Москву|Москве"
    "|Москвой|Москвы",
    "Mumbai, IN": "Bombay", "Munich, DE": "München|Muenchen|Múnich", "Myeik, MM": "Mergui",
    "Mykolaiv, UA": "Nikolayev|Nikolaev", "Mysuru, IN": "Mysore",
    "N'Djamena, TD": "Fort Lamy|Fort-Lamy|Ndjamena", "Nablus, PS": "Naplouse",
    "Nanjing, CN": "Nanking|Nankin", "Naples, IT": "Napoli|Nápoles|Neapel",
    "Naypyidaw, MM": "နေပြည်တော်|เนปยีดอ|เนปิดอว์|Нейпьидо|نايبيداو|ネピドー|Nay Pyi Taw|Naypyitaw"
    "|Nay Pyi Daw|Naypyidaw|내피도|네피도|内比都|奈比多",
    "New Delhi, IN": "ལྡི་ལི|新德里|뉴델리|ニューデリー|Нью-Дели|نيودلهي|နယူးဒေလီ|Nueva Delhi"
    "|Neu-Delhi|Nouvelle-Delhi",
    "New York, US": "New York City|N.Y.C.|Nueva York|Nowy Jork|뉴욕|纽约|紐約|ニューヨーク"
    "|Нью-Йорк|Нью-Йорке|Нью-Йорка|نيويورك|นิวยอร์ก",
    "Niamey, NE": "尼亚美|尼亞美|니아메|ニアメ|نيامي", "Nicosia, CY": "Lefkosia|Nikosia",
    "Nizhny Novgorod, RU": "Gorky|Gorki", "Nuremberg, DE": "Nürnberg|Nuernberg",
    "Oslo, NO": "Kristiania", "Paris, FR": "París|파리|巴黎|パリ|Париж|Парижа|Париже|باريس|ปารีส",
    "Pathein, MM": "Bassein", "Perm, RU": "Molotov",
    "Phnom Penh, KH": "Pnom Penh|Phnom-Penh|ភ្នំពេញ", "Plzen, CZ": "Pilsen",
    "Port Said, EG": "Puerto Saíd", "Port-au-Prince, HT": "Puerto Príncipe|Port au Prince",
    "Porto, PT": "Oporto", "Poznan, PL": "Posen", "Prague, CZ": "Praha|Prag|Praga",
    "Prayagraj, IN": "Allahabad", "Puducherry, IN": "Pondicherry", "Pune, IN": "Poona",
    "Pyay, MM": "Prome",
    "Pyongyang, KP": "بيونج يانج|بيونغ يانغ|بيونغيانغ|ພຽງຢາງ|ព្យុងយ៉ាង|ཕྱོང་ཡང|پيۇڭياڭ|Пхеньяне"
    "|Пхеньяна|ပြုံယန်း|Phyongyang|Pyeongyang|P'yongyang|Pyong Yang|Pjöngjang|Pionyang|Pyong-yang"
    "|Pingyang|Pionyáng|Bình Nhưỡng|평양시|平壌|平壤市|เปียงยาง|ပြုံယမ်း|พย็องยัง",
    "Qingdao, CN": "Tsingtao", "Quebec, CA": "Quebec City|Québec",
    "Rafah, PS": "رفح|라파|拉法|ラファ|Рафах|Рафахе",
    "Ramallah, PS": "拉姆安拉|拉馬拉|라말라|ラマラ|Рамалла|Рамалле|رام الله",
    "Reykjavik, IS": "Reykjavík|Reikiavik", "Rijeka, HR": "Fiume", "Rio de Janeiro, BR": "Rio",
    "Riyadh, SA": "Riyad|Riad|Ryad", "Rome, IT": "Roma|Rom",
    "Rostov-on-Don, RU": "Rostov-na-Donu", "Samara, RU": "Kuibyshev|Kuybyshev",
    "Sanaa, YE": "Sana'a|Sana|Saná|صنعاء", "Santo Domingo, DO": "Ciudad Trujillo|Saint-Domingue",
    "Sao Paulo, BR": "São Paulo", "Sarajevo, BA": "Sarayevo", "Semey, KZ": "Semipalatinsk",
    "Seoul, KR": "Séoul|Seúl|Hanyang|Söul|漢城|汉城|Сеул|Сеуле|Сеула|โซล|ဆိုးလ်|សេអ៊ូល|ໂຊລ|ཨ་ཧུར",
    "Seville, ES": "Sevilla|Séville", "Shanghai, CN": "Shangai|Schanghai|Changhaï",
    "Shantou, CN": "Swatow", "Shenyang, CN": "Mukden|Moukden|Fengtien",
    "Shigatse, CN": "Xigaze|Rikaze|གཞིས་ཀ་རྩེ|日喀则|日喀則", "Sidon, LB": "Saida",
    "Sihanoukville, KH": "Kompong Som|Kampong Som", "Sinuiju, KP": "Sinŭiju|Shinuiju",
    "Sittwe, MM": "Akyab", "Skopje, MK": "Skoplje", "Sofia, BG": "Sofía",
    "St. Petersburg, RU": "Leningrad|Petrograd|San Petersburgo|Saint-Pétersbourg"
    "|Sankt Petersburg|Léningrad|Leningrado|Санкт-Петербурге|Санкт-Петербурга|Ленинград"
    "|Ленинграде|레닌그라드|列宁格勒|列寧格勒|レニングラード",
    "Stockholm, SE": "Estocolmo", "Strasbourg, FR": "Strassburg|Straßburg|Estrasburgo",
    "Suez, EG": "Suez City", "Surabaya, ID": "Surabaja", "Suzhou, CN": "Soochow",
    "Szczecin, PL": "Stettin",
    "Taipei, TW": "Taipeh|Taipéi|T'aipei|臺北|台北|타이베이|Тайбэй|Тайбэе",
    "Tallinn, EE": "Tallin|Reval", "Tangier, MA": "Tangiers|Tánger|Tanger", "Tartu, EE": "Dorpat",
    "Tbilisi, GE": "Tiflis", "Tehran, IR": "Teheran|Téhéran|Teherán|طهران",
    "Tel Aviv, IL": "텔아비브|特拉维夫|特拉維夫|テルアビブ|Тель-Авив|Тель-Авиве|Tel-Aviv|Jaffa"
    "|Tel Aviv-Jaffa|تل ابيب",
    "The Hague, NL": "Hague|Den Haag|La Haye|La Haya|'s-Gravenhage|헤이그|海牙|ハーグ|Гаага"
    "|Гааге|لاهاي",
    "Thessaloniki, GR": "Salonika|Salonica|Saloniki", "Thiruvananthapuram, IN": "Trivandrum",
    "Tianjin, CN": "Tientsin", "Timisoara, RO": "Temesvar", "Toamasina, MG": "Tamatave",
    "Tokyo, JP": "โตเกียว|တိုကျို|តូក្យូ|ໂຕກຽວ|توكيو|طوكيو|Токио|Đông Kinh|Tokio|Tôkyô",
    "Tripoli, LY": "Trípoli|Tripolis", "Tunis, TN": "Túnez capital", "Turin, IT": "Torino",
    "Tyre, LB": "Sour",
    "Ulan Bator, MN": "Oulan-Bator|Ulaanbaatar|Ulan-Bator|Ulán Bator|Urga|Улан-Батор|Улан-Баторе"
    "|ウランバートル|乌兰巴托|烏蘭巴托|울란바토르",
    "Urumqi, CN": "Urumchi|Wulumuqi|乌鲁木齐|烏魯木齊", "Vadodara, IN": "Baroda",
    "Varanasi, IN": "Benares|Banaras", "Venice, IT": "Venezia|Venise|Venecia|Venedig",
    "Vienna, AT": "빈시|비엔나|维也纳|維也納|ウィーン|Вена|Вене|Вены|فيينا|เวียนนา|Wien|Viena",
    "Vientiane, LA": "Viangchan|Vieng Chan", "Vilnius, LT": "Vilna|Wilno",
    "Visakhapatnam, IN": "Vizag", "Volgograd, RU": "Stalingrad|Tsaritsyn",
    "Vyborg, RU": "Viipuri", "Warsaw, PL": "Warszawa|Warschau|Varsovie|Varsovia",
    "Washington, US": "واشنطن|ワシントン|华盛顿|華盛頓|워싱턴|Вашингтон|Вашингтоне|Вашингтона"
    "|Вашингтону|Вашингтоном|วอชิงตัน|ဝါရှင်တန်|វ៉ាស៊ីនតោន|ວໍຊິງຕັນ|ۋاشىنگتون|ཝ་ཤིང་ཊོན|Oa-sinh-tơn"
    "|Washington D.C.|Washington City|워싱턴 DC|华盛顿特区|華盛頓特區",
    "Wonsan, KP": "Wŏnsan|Weonsan", "Wroclaw, PL": "Breslau", "Wuhan, CN": "Hankow|Wuchang",
    "Xi'an, CN": "Sian|Xian", "Xiamen, CN": "Amoy",
    "Yangon, MM": "ย่างกุ้ง|Янгон|Рангун|يانغون|ຢ່າງກຸ້ງ|Rangoon|Rangún|Rangun|양곤|랑군|仰光|ヤンゴン"
    "|ラングーン",
    "Yekaterinburg, RU": "Sverdlovsk|Ekaterinburg|Jekaterinburg",
    "Yerevan, AM": "Erevan|Erivan|Ereván|Eriwan", "Ypres, BE": "Ieper", "Zagreb, HR": "Agram",
    "Zaporizhzhia, UA": "Zaporizhzhya|Zaporozhye|Saporischschja|Zaporiyia",
    "Zaragoza, ES": "Saragossa", "Zurich, CH": "Zürich|Zuerich|Zúrich",
}  # fmt: skip

# Names that are words or people's, in a text more often than they are the city's.
WEAK = frozenset(
    map(
        name_key,
        words(
            "Abobo|Adachi|Aihara|Al Basrah al Qadimah|Al Mawsil al Jadidah|Amberes|Arak|Athen"
            "|Baise|Banan|Bar|Batavia|Beira|Benoni|Buda|Budta|Bursa|Calabar|Calamba|Camama"
            "|Camayenne|Carrefour|Changning|Chiba|Chunian|Cluj|Colonia|Cordoba|Damas|Daru|Depok"
            "|Durango|Essen|Evaton|Florencia|Fresno|Fuyang|Golfe|Gombe|Gorki|Gorky|Guankou|Guli"
            "|Hanyang|Hezhou|Himeji|Hollandia|Jing'an|Jinshan|Kano|Kanton|Kashi|Kawasaki|Kikolo"
            "|Konya|Kota|Koto|Loni|Luohu District|Lyons|Maianga|Male|Medan|Memel|Merida|Molotov"
            "|Mulenvos|Nancy|Natal|New Kingston|New South Memphis|Nilufer|Orlando|Paulista"
            "|Pelentong|Penang|Pest|Pierre|Posen|Prag|Pressburg|Pune|Ra's Bayrut|Ragusa|Recife"
            "|Rio|Rohini|Rom|Roma|Saida|Sakai|Salem|Salta|Salvador|Samara|Sana|Sanhe"
            "|Sanya|Serang|Serra|Sian|Siping|Sour|South Boston|Suez|Suining|Sultanah|Surat"
            "|Taicang|Takeo|Teni|Thane|Toledo|Touba|Trujillo|Union|Valencia|Viana|Viena"
            "|Villa Nueva|Vinh|Vitoria|Wanning|Warri|Wuchang|Yulin|Zibo",
            "|",
        ),
    )
)
