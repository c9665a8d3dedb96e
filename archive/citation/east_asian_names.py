"""Recognizer of East Asian names in Latin letters that stand with the surname first.

Surname tables, and syllables that given names are made of: "Kim Jong Un", "Xi Jinping", "Tsai
Ing-wen", "Nguyen Van An", but not "Kim Novak" or "Min-su Kim".
"""

import re

from archive.facts.name_key import folded

_KOREAN = frozenset(
    {
        "ahn", "an", "bae", "baek", "ban", "cha", "chae", "cho", "choe", "choi", "chon", "chong",
        "chu", "chun", "chung", "eom", "gang", "go", "gong", "gu", "gwak", "gwon", "ha", "ham",
        "han", "heo", "ho", "hong", "huh", "hur", "hwang", "hyon", "hyun", "im", "jang", "jeon",
        "jeong", "ji", "jin", "jo", "jon", "jong", "joo", "ju", "jung", "kang", "kil", "kim", "ko",
        "kong", "koo", "ku", "kwak", "kwon", "lee", "lim", "ma", "maeng", "min", "moon", "mun",
        "myong", "nam", "namgung", "no", "noh", "oh", "paek", "paik", "pak", "park", "pyon", "ra",
        "rhee", "ri", "rim", "ro", "roh", "ryang", "ryom", "ryu", "seo", "seok", "shim", "shin",
        "sim", "sin", "so", "sok", "son", "song", "suh", "tak", "u", "um", "wang", "woo", "yang",
        "yeo", "yeom", "yi", "yim", "yom", "yon", "yoo", "yoon", "yu", "yun",
    }
)  # fmt: skip
_CHINESE = frozenset(
    {
        "bai", "cai", "cao", "chan", "chang", "chen", "cheng", "cheung", "chiang", "chow", "cui",
        "dai", "deng", "ding", "dong", "du", "duan", "fan", "fang", "feng", "fu", "gao", "gong",
        "gu", "guo", "han", "hao", "he", "hou", "hsieh", "hsu", "hu", "huang", "jia", "jiang",
        "jin", "kong", "kung", "lai", "lam", "lau", "lee", "lei", "leung", "li", "liang", "liao",
        "lin", "liu", "long", "lu", "luo", "ma", "mao", "meng", "mo", "pan", "peng", "qian",
        "qiao", "qin", "qiu", "ren", "shao", "shen", "shi", "song", "su", "sun", "tan", "tang",
        "tao", "tian", "tsai", "tseng", "wan", "wang", "wei", "wen", "wong", "wu", "xi", "xia",
        "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yin", "yu", "yuan",
        "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zou",
    }
)  # fmt: skip
_VIETNAMESE = frozenset(
    {
        "bui", "dang", "dinh", "do", "doan", "duong", "ho", "hoang", "huynh", "le", "ly", "mai",
        "ngo", "nguyen", "pham", "phan", "ta", "to", "tran", "trinh", "truong", "vo", "vu",
    }
)  # fmt: skip
_SURNAMES = _KOREAN | _CHINESE | _VIETNAMESE
# Syllables of Korean given names, as they are romanized.
_KOREAN_SYLLABLE = re.compile(
    "a|ae|ah|bae?k|bae|beom|bin|bo|bok|bong|bum|byeong|byong|byung|cha|chae|chan|chang|cheol|cho|"
    "choe|chol|chon|chong|choon|chu|chul|chun|chung|dae|dal|deok|do|dok|dong|eok|eon|eui|eul|eun|"
    "eung|gang|geun|gi|gil|gon|gu|guk|gun|gwan|gwang|gyeong|gyong|gyu|gyun|ha|hae|hak|ham|han|hee|"
    "heon|ho|hong|hoon|hui|huk|hun|hwa|hwan|hwang|hye|hyeok|hyeon|hyo|hyok|hyon|hyong|hyuk|hyun|"
    "hyung|i|ik|il|im|in|ja|jae|jang|je|jeon|jeong|ji|jik|jin|jip|jo|jon|jong|joo|joon|joong|ju|"
    "juk|jun|jung|ka|kang|keun|ki|kil|ko|kon|kook|kuk|kun|kwan|kwang|kwon|kyeong|kyo|kyong|kyoung|"
    "kyu|kyun|kyung|lim|ma|man|me|mi|min|mo|mok|mong|moo|moon|mu|mun|myeong|myong|myung|na|nam|nim|"
    "nyeo|nyo|ok|on|pal|phil|pil|pok|pom|pong|pyo|pyong|ra|rae|ram|ran|rang|ri|rim|rin|ro|rok|ryol|"
    "ryon|ryong|ryul|sam|san|sang|se|seo|seob|seok|seon|seong|seop|si|shik|shin|sik|sil|sim|sin|so|"
    "sob|sok|sol|son|song|soo|sook|su|suk|sul|sun|sung|tae|taek|tak|tok|tong|u|ui|uk|ul|un|ung|"
    "wan|we|weon|wol|won|woo|wook|woong|ye|yeo|yeol|yeon|yeong|yo|yol|yon|yong|yoo|yool|yoon|"
    "young|yu|yuk|yul|yun|yung"
)
_PINYIN = re.compile(
    "a[io]?|ang?|ei?|eng?|er|ou?|[bpm](?:[aoiu]|ai|ei|i?ao|i?an|i?e|[ei]ng?|ang)|miu|mou|pou|"
    "f(?:[aou]|ei|ou|[ae]ng?)|[dt](?:[aeiu]|ai|ei|i?ao|ou|i?an|[aei]ng|ong|ie|iu|u[oi]|uan|un)|"
    "[nl](?:[aeiu]|ai|ei|i?ao|ou|i?ang?|eng?|ing?|ong|ie|iu|uo|uan|un|ue)|"
    "[gkh](?:[aeu]|u?ai|ei|ao|ou|u?ang?|eng?|ong|u[ao]|ui|un)|"
    "[jqx](?:i|ia|ie|iao|iu|iang?|ing?|iong|ue?|uan|un)|"
    "(?:[zcs]h|[zcsr])(?:[aeiu]|u?ai|ei|ao|ou|u?ang?|eng?|ong|u[ao]|ui|un)|"
    "y(?:[aeiou]|ao|ou|ang?|ing?|ong|ue|uan|un)|w(?:[aou]|ai|ei|[ae]ng?)"
)
_VIETNAMESE_SYLLABLE = re.compile(
    "(?:ngh?|ch|gh|gi|kh|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)
_TWICE_KOREAN = re.compile(f"(?:{_KOREAN_SYLLABLE.pattern}){{1,2}}")
_TWICE_PINYIN = re.compile(f"(?:{_PINYIN.pattern}){{1,2}}")
# "Ing-wen": nobody else writes the second half of a first name small.
_HALVED = re.compile(r"[^\W\d_a-z][^\W\d_]*-[a-z]+")
_MOST_GIVEN = 3


def is_surname(word: str) -> bool:
    """Whether a word is a surname of Korea, China or Vietnam in Latin letters."""
    return folded(word) in _SURNAMES


def is_family_first(words: list[str]) -> bool:
    """Whether a name's words are a surname and, behind it, East Asian given names.

    Where the first and the last can both be the surname ("Wei Sun"), it is taken for the last.
    """
    if not 1 < len(words) <= 1 + _MOST_GIVEN or not is_surname(words[0]):
        return False
    surname, given = folded(words[0]), words[1:]
    if len(given) == 1:
        if is_surname(given[0]):
            return False
        if _HALVED.fullmatch(given[0]):
            return True
    parts = [part for word in given for part in re.split("[-'’]", folded(word))]
    if surname in _VIETNAMESE and len(parts) > 1 and _all(_VIETNAMESE_SYLLABLE, parts):
        return True
    return (surname in _KOREAN and _all(_TWICE_KOREAN, parts)) or (
        surname in _CHINESE and _all(_TWICE_PINYIN, parts)
    )


def _all(pattern: re.Pattern[str], parts: list[str]) -> bool:
    return all(map(pattern.fullmatch, parts))
