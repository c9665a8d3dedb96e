"""Countries by one character in Chinese and Japanese: 米大統領, 日韓首脳, 中美贸易, 美军."""

import re
from collections.abc import Iterator

from archive.facts.regions.gazetteer.gazetteer import Gazetteer, Meaning
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.match import NameMatch

# Each character by a name of the country that the gazetteer has.
_COUNTRIES = {
    "米": "アメリカ", "英": "英国", "仏": "フランス", "独": "ドイツ",
    "露": "ロシア", "ロ": "ロシア", "韓": "韓国", "韩": "韩国",
    "朝": "北朝鮮", "日": "日本", "中": "中国", "华": "中国",
    "華": "中国", "美": "美国", "法": "法国", "德": "德国",
    "俄": "俄罗斯", "印": "インド", "豪": "オーストラリア", "澳": "澳大利亚",
    "伊": "イタリア", "越": "越南", "加": "カナダ", "台": "台湾",
    "臺": "台湾",
}  # fmt: skip
# Two or three in a row, before what countries do together.
_TOGETHER = (
    "[两兩二三四]国|两國|兩國|両国|首[脳脑腦]|外[相长長]|"
    "防[衛衞]相|国防|防长|関係|关系|關係|間の|间的|同盟|"
    "会[談谈]|會談|峰会|交渉|谈判|談判|協[議定力]|协[议定]|"
    "合作|条約|条约|[贸貿]易|经贸|経済|经济|戦争|战争|摩擦|対立|"
    "对立|対話|对话|国境|边境|邊境|共同|联合|合同|双方|領導人|"
    "领导人|友好|建交|外交|军事|軍事|軍演|军演|国交|安保"
)
# One, before an office or an organ of a government.
_OFFICES = (
    "大統領|副大統領|首相|総理|总统|副总统|總統|总理|總理|政府|"
    "議会|议会|国会|國會|上院|下院|参院|衆院|国務|国务卿|国防|"
    "財務|财政部|外相|外长|外務|外交部|軍|军|海軍|空軍|海军|空军|"
    "陸軍|陆军|当局|當局|大使|連邦|联邦|司法省|司法部|商務省|"
    "商务部|中央銀行|央行|最高裁|媒体|媒體"
)
_PAIR = re.compile(
    rf"[米英仏独露ロ韓韩朝日中美法德俄印豪澳台越]{{2,4}}(?=(?:[、·]?(?:{_TOGETHER})))"
)
# A character of many other words counts at the beginning of a word only, as the text before tells.
_SINGLE = re.compile(
    rf"(?<![一-鿿ァ-ヺー])[米英仏独露韓韩美俄豪](?=(?:{_OFFICES}))"
    "|(?<![完优精唯优壮])[美俄韩](?=(?:军|总统|总理|国务卿|国防部))"
    "|[米韓](?=(?:軍|大統領|国防総省|国務長官))"
    "|(?<![完优優精唯壮])[美俄韩](?=方(?![案面式法向便针程位言块差才形]))"
    "|(?<=[赴驻駐])[美日韩韓俄英法德华華米露印台](?![容貌丽好味术])"
    "|(?<=(?<![采探走拜家专互造寻受])访)[美日韩俄英法德华台](?![容貌丽好味术])"
    "|(?<=(?<![採探来])訪)[米中韓露英仏独印台美華](?=[し、。はをの問中])"
    "|(?<![一-鿿])[美日韩俄英法德](?=媒(?![介人]))"
)
# Words that begin like two countries: daytime, the middle day, virtue.
_WORDS = re.compile("日中(?=[にのはも、。])|美德|中日(?=[にの、。])|法中|中法(?=[庭院])")


def find_abbreviations(run: str, offset: int, known: Gazetteer) -> Iterator[NameMatch]:
    """Match the characters of a run that stand for countries, the run beginning at an offset."""
    for pattern in (_PAIR, _SINGLE):
        for match in pattern.finditer(run):
            if _WORDS.match(run, match.start()):
                continue
            for place, character in enumerate(match[0], offset + match.start()):
                meanings = tuple(
                    Meaning(meaning.place, Sense.ADJECTIVE)
                    for meaning in known.meanings(_COUNTRIES[character])
                    if meaning.place.kind is PlaceKind.COUNTRY
                )
                if meanings:
                    yield NameMatch(_COUNTRIES[character], place, place + 1, meanings[:1])
