"""Names in brackets, as East Asian papers sign: 【ロンドン＝山田太郎】, 【台北，王小明】."""

import re

from archive.facts.credits.cjk_names import has_surname
from archive.model.article import Credit, Role

# The commonest surnames of Japan: in brackets there is nothing else to tell a name by.
_SURNAME = re.compile(
    "佐藤|鈴木|高橋|田中|伊藤|渡[辺邊邉]|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|[斎斉齋齊]藤|"
    "清水|山[崎﨑]|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|"
    "太田|西村|藤井|金子|岡本|藤原|中野|三浦|原田|中川|松田|竹内|小野|田村|中山|和田|石田|森田|上田|柴田|酒井|工藤|"
    "横山|宮[崎﨑]|宮本|内田|高木|安藤|谷口|大野|丸山|今井|高田|藤本|武田|村田|上野|杉山|増田|平野|菅原|小島|千葉|"
    "久保|松井|岩[崎﨑]|[桜櫻]井|野口|松尾|野村|木下|菊[地池]|佐野|大塚|新井|渡部|古川|市川|小松|水野|吉川|永井|"
    "松岡|土屋|樋口|川口|大西|星野|秋山|本田|島田|片山|飯田|早川|熊谷|安田|大橋|堀|森|林|岡|関|原|西|東"
)
_GIVEN = re.compile("[\u3400-\u9fff々\u3041-\u309f\u30a1-\u30ff]{1,3}")
_PLACE = re.compile("[\u3400-\u9fff\u30a1-\u30ff]{2,10}")
_PLACE_IN_KATAKANA = re.compile("[\u30a1-\u30ff・ー]{2,12}")
_BETWEEN = re.compile(r"\s*[=＝，,/／]\s*|(?<=\S)\s+(?=\S)")
_JOB = re.compile(
    "^(?:本[报報]|特派|特约|特約)?(?:记者|記者|通讯员|特派员|特派員)\\s?|(?:记者|記者|特派員)$"
)
_NAMES = re.compile("[、・ ]")
_LONGEST = 40


def bracketed_names(inside: str) -> list[Credit] | None:
    """The credits in brackets, given the text in them; None for anything but names.

    A place before the names is passed over. A name without a place or a job before it must have
    one of the commonest surnames of Japan.
    """
    if not 0 < len(inside) <= _LONGEST:
        return None
    place, *others = _BETWEEN.split(inside, maxsplit=1)
    if others and _PLACE.fullmatch(place) and not _is_japanese(place):
        text, is_placed = others[0], True
    else:
        text, is_placed = inside, False
    if not is_placed and (abroad := _PLACE_IN_KATAKANA.match(text)):
        text = text[abroad.end() :]
    with_job = _JOB.sub("", text)
    is_placed = is_placed or with_job != text
    names = _NAMES.split(with_job)
    if all(_is_japanese(name) or (is_placed and has_surname(name)) for name in names):
        return [Credit(name, Role.REPORTER) for name in names]
    return None


def _is_japanese(text: str) -> bool:
    surname = _SURNAME.match(text)
    return (
        surname is not None
        and len(text) > len("田中")
        and _GIVEN.fullmatch(text, surname.end()) is not None
    )
