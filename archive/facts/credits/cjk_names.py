"""East Asian personal names, recognized by length and surname for lack of capitals."""

import re

_HAN = "\u3400-\u9fff"
HAS_EAST_ASIAN = re.compile(f"[가-힣{_HAN}\u3040-\u30ff]")
_SHORT_NAME = re.compile(f"[가-힣]{{2,5}}|[{_HAN}々\u3040-\u30ff]{{2,5}}|(?:[{_HAN}]+·)+[{_HAN}]+")
_IN_JAPANESE = re.compile(f"[{_HAN}々\u3040-\u30ff]{{1,3}} [{_HAN}々\u3040-\u30ff]{{1,3}}")
_OF_TWO_SYLLABLES = "남궁|황보|제갈|선우|독고|사공|서문|欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|夏侯"
_COMPOUND_SURNAME = re.compile(_OF_TWO_SYLLABLES)
_SURNAME = re.compile(
    f"{_OF_TWO_SYLLABLES}|"
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방"
    "공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용리로라량림]|"
    "[王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧"
    "蕭肖田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾鐘谭譚陆陸汪范石廖贾賈夏韦韋付傅方白"
    "邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯温溫康施文牛"
    "樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪"
    "紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳简簡巫池卓洪蒲费費]"
)
_TWO_SYLLABLES = re.compile("[가-힣]{2}")
# Words that begin as names do: "photo provided", "a Korean reporter", "sources say".
_NOT_SHORT_NAMES = frozenset(
    {
        "제공", "한국", "현장", "전문", "여성", "국내", "해외", "외신", "방송", "신문", "위원",
        "기사", "사진", "도쿄", "서울", "부산", "대구", "인천", "광주", "대전", "제주", "하노이",
        "방문", "주간", "方面", "成果", "安排", "文章", "高兴", "何时", "向前", "于是", "任何",
        "成为", "关于", "설명", "정리", "문제", "방향", "마감", "전시회", "공모전", "张望", "何在",
        "安全", "高手", "游戏", "程序", "任务", "成就", "方法", "方式", "方向", "马上", "高度",
        "关注", "关系", "金融", "文化", "严重", "严肃", "温度", "江湖", "万一", "毛病", "成立",
        "成功", "高峰", "常务",
    }
)  # fmt: skip


def is_short_name(text: str, *, labelled: bool) -> bool:
    """Whether a text is a name in Hangul, Han or Kana, by its length.

    Without a colon before it, it must begin with a surname: two syllables of Hangul are more often
    a word than a name.
    """
    if labelled or "·" in text:
        return _SHORT_NAME.fullmatch(text) is not None and text not in _NOT_SHORT_NAMES
    return has_surname(text) and not _TWO_SYLLABLES.fullmatch(text)


def names_apart(text: str) -> list[str]:
    """The names that blanks part; the two of one person in Japanese ("山田 太郎") stay together."""
    names = text.split()
    is_one = _IN_JAPANESE.fullmatch(text) and not any(map(has_surname, names))
    return [text] if is_one else names


def has_surname(text: str) -> bool:
    """Whether a text begins with a surname and has the length of a name."""
    longest = 4 if has_compound_surname(text) else 3
    return (
        _SHORT_NAME.fullmatch(text) is not None
        and text not in _NOT_SHORT_NAMES
        and _SURNAME.match(text) is not None
        and len(text) <= longest
    )


def has_compound_surname(text: str) -> bool:
    """Whether a name in Hangul or Han begins with a surname of two syllables."""
    return _COMPOUND_SURNAME.match(text) is not None
