"""Writing systems: the script of a letter, and what tells the languages of one script apart.

A script is named by its code in ISO 15924. The tables have letters that no neighbour has, words
that it has not, and whole alphabets where languages share most of their letters.
"""

from bisect import bisect_right
from collections.abc import Mapping

# The first character of each block of Unicode, and its script; "" for signs, and for scripts of
# which no language is told.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, "Latn"), (0x02B0, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"),
    (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, ""), (0x0750, "Arab"), (0x0780, "Thaa"),
    (0x07C0, ""), (0x08A0, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"),
    (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"),
    (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"),
    (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, ""),
    (0x1780, "Khmr"), (0x1800, ""), (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, ""),
    (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""), (0x2D00, "Geor"), (0x2D30, ""),
    (0x2D80, "Ethi"), (0x2DE0, ""), (0x3005, "Hani"), (0x3008, ""), (0x3040, "Kana"),
    (0x3100, ""), (0x3130, "Hang"), (0x3190, ""), (0x3400, "Hani"), (0xA000, ""),
    (0xA960, "Hang"), (0xA980, ""), (0xA9E0, "Mymr"), (0xAA00, ""), (0xAA60, "Mymr"),
    (0xAA80, ""), (0xAB00, "Ethi"), (0xAB30, ""), (0xAC00, "Hang"), (0xD800, ""),
    (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"), (0xFB50, "Arab"),
    (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, ""), (0xFF21, "Latn"), (0xFF66, "Kana"),
    (0xFFA0, "Hang"), (0xFFE0, ""), (0x20000, "Hani"), (0x32000, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)

# Scripts in which one language of the press is written, or nearly one: others are told by what they
# have of their own (`OWN_LETTERS`, `OWN_WORDS`).
ONLY_LANGUAGE: Mapping[str, str] = {
    "Grek": "el", "Armn": "hy", "Hebr": "he", "Thaa": "dv", "Beng": "bn", "Guru": "pa",
    "Gujr": "gu", "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml",
    "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo", "Mymr": "my", "Geor": "ka",
    "Hang": "ko", "Ethi": "am", "Khmr": "km", "Kana": "ja", "Hani": "zh",
}  # fmt: skip

# By script, letters that tell a language from the others of it, the more particular first, and what
# share of all letters they are at least.
OWN_LETTERS: Mapping[str, tuple[tuple[str, frozenset[str], float], ...]] = {
    "Beng": (("as", frozenset("ৰৱ"), 0.005),),
    "Ethi": (("ti", frozenset("ኣቐቕቖኸዀዅኾ"), 0.02),),
    "Hani": (("yue", frozenset("嘅喺咗唔佢哋冇嗰啲嚟乜嘢咁喎"), 0.02),),
    # Ligatures: vowel points are in pointed Hebrew as well.
    "Hebr": (("yi", frozenset("װױײײַ"), 0.02),),
    # Shan and Mon; Zawgyi's Burmese has a few of their letters for its stacked ones.
    "Mymr": (("shn", frozenset("ၵၶၸၺၼၽၾႀႁႃႄႅႇႈႉႊ"), 0.3), ("mnw", frozenset("ၚၛၜၝၞ"), 0.03)),
    # Sindhi, Pashto, Urdu, Uyghur and Sorani.
    "Arab": (
        ("sd", frozenset("ڄٻڀٺٽڃڇڍڊڙڏ"), 0.02),
        ("ps", frozenset("ټډړږښڼۍ"), 0.02),
        ("ur", frozenset("ٹڈڑںےہ"), 0.02),
        ("ug", frozenset("ۇۈۋڭ"), 0.02),
        ("ckb", frozenset("ێۆڵڕ"), 0.02),
    ),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By script, the commonest words that tell a language from the first of it, and what share of all
# words they are at least.
OWN_WORDS: Mapping[str, tuple[tuple[str, frozenset[str], float], ...]] = {
    "Ethi": (("ti", _words("ናይ ናብ ካብ ኣብ ኦብ አብ እዩ ኢዩ ወይ ከም ስለ ድማ ዘሎ ኩሉ ምስ"), 0.06),),
    "Hebr": (
        ("yi", _words("און די פון פֿון איז דער אויף מיט נישט ניט האט האָט מען אַז אַ צו ווי"), 0.1),
    ),
    # Dzongkha: syllables, as Tibetan is written without spaces between words.
    "Tibt": (("dz", _words("ཨིན ཚུ ལུ འབད"), 0.04),),
}
# Words that Malay has and Indonesian has not, and the other way round.
MALAY = _words(
    "ahad awam bahawa boleh dijangka disember disyaki hadapan iaitu ialah isnin jawatankuasa"
    " jumaat julai kerana khamis mac mahkamah manakala menerusi mesyuarat ogos polis selepas"
    " setiausaha syarikat tren universiti wang"
)
INDONESIAN = _words(
    "agustus bahwa bisa desember diduga gubernur jumat juli kamis kantor karena kota kuartal"
    " laga mantan maret mengatakan menurut miliar mobil pekan pemerintah pengadilan perusahaan"
    " polisi presiden provinsi rapat saat sedangkan senin setelah soal uang universitas usai"
    " warga yaitu"
)

# Letters of each language in Cyrillic; what has others is in another.
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALPHABETS: Mapping[str, str] = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    "mk": "абвгдежзијклљмнњопрстуфхцчџшѓѕќѐѝ",
    "mn": _RUSSIAN + "өү",
    "ru": _RUSSIAN,
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tg": _RUSSIAN + "ғӣқӯҳҷ",
    "tt": _RUSSIAN + "әөүҗңһ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ba": _RUSSIAN + "ҙҡғҫңәөүһ",
}
ALPHABETS = {language: frozenset(letters) for language, letters in _ALPHABETS.items()}


def script_of(letter: str) -> str:
    """Script of a letter as its code in ISO 15924, "" for those not listed."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]
