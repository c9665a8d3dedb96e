"""Names of languages as their speakers write them (Unicode CLDR), and other names in English.

A table, as reading the names out of CLDR takes half a second; a test compares it.
"""

from collections.abc import Mapping

OWN_NAMES: Mapping[str, str] = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "as": "অসমীয়া", "az": "azərbaycan",
    "be": "беларуская", "bg": "български", "bn": "বাংলা", "bo": "བོད་སྐད་", "br": "brezhoneg",
    "bs": "bosanski", "ca": "català", "cs": "čeština", "cy": "Cymraeg", "da": "dansk",
    "de": "Deutsch", "dz": "རྫོང་ཁ", "el": "Ελληνικά", "en": "English", "eo": "Esperanto",
    "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی", "fi": "suomi",
    "fo": "føroyskt", "fr": "français", "fy": "Frysk", "ga": "Gaeilge", "gd": "Gàidhlig",
    "gl": "galego", "gu": "ગુજરાતી", "ha": "Hausa", "he": "עברית", "hi": "हिन्दी",
    "hr": "hrvatski", "hu": "magyar", "hy": "հայերեն", "id": "Indonesia", "ig": "Igbo",
    "is": "íslenska", "it": "italiano", "ja": "日本語", "ka": "ქართული", "kk": "қазақ тілі",
    "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "ku": "kurdî (kurmancî)", "ky": "кыргызча",
    "la": "Latina", "lb": "Lëtzebuergesch", "lo": "ລາວ", "lt": "lietuvių", "lv": "latviešu",
    "mg": "Malagasy", "mk": "македонски", "ml": "മലയാളം", "mn": "монгол", "mr": "मराठी",
    "ms": "Melayu", "mt": "Malti", "my": "မြန်မာ", "ne": "नेपाली", "nl": "Nederlands",
    "no": "norsk", "om": "Oromoo", "or": "ଓଡ଼ିଆ", "pa": "ਪੰਜਾਬੀ", "pl": "polski", "ps": "پښتو",
    "pt": "português", "ro": "română", "ru": "русский", "rw": "Ikinyarwanda", "sd": "سنڌي",
    "si": "සිංහල", "sk": "slovenčina", "sl": "slovenščina", "sn": "chiShona", "so": "Soomaali",
    "sq": "shqip", "sr": "српски", "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்",
    "te": "తెలుగు", "tg": "тоҷикӣ", "th": "ไทย", "ti": "ትግርኛ", "tk": "türkmen dili",
    "tr": "Türkçe", "tt": "татар", "ug": "ئۇيغۇرچە", "uk": "українська", "ur": "اردو",
    "uz": "o‘zbek", "vi": "Tiếng Việt", "xh": "IsiXhosa", "yi": "ייִדיש", "yo": "Èdè Yorùbá",
    "yue": "粵語", "zh": "中文", "zu": "isiZulu", "ckb": "کوردیی ناوەندی",
}  # fmt: skip
# Names that CLDR has otherwise, or not at all.
OTHER_NAMES: Mapping[str, str] = {
    "Bahasa Indonesia": "id", "Bahasa Melayu": "ms", "Farsi": "fa", "Kurmanji": "ku",
    "Mandarin": "zh", "Putonghua": "zh", "Sorani": "ckb", "kurdî": "ku", "қазақша": "kk",
    "汉语": "zh", "漢語": "zh", "普通话": "zh", "廣東話": "yue", "广东话": "yue",
    "조선말": "ko", "조선어": "ko", "Ўзбек": "uz", "srpski": "sr",
}  # fmt: skip
