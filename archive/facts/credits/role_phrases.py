"""Role phrases: the words before names in credits, and the roles they give.

An opening is a phrase directly before names ("reported by"), a label that needs a colon
("Editor:"), or a verb that shares its names with the next ("reported and translated by").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.facts.news_agencies import EAST_ASIAN_AGENCY, LANGUAGE, known_agency
from archive.model.article import Role

_R, _T, _W, _E, _P = (
    Role.REPORTER, Role.TRANSLATOR, Role.WRITER, Role.EDITOR, Role.PHOTOGRAPHER,
)  # fmt: skip
_IN_LANGUAGE = rf"(?-i:{LANGUAGE})"
_NEXT_VERB = r"(?=,? (?:and )?(?:report|translat|writ|edit)\w+)"
_NEXT_PICTURES = r"(?= (?:and|y|et|e|und) (?:photo|picture|foto))"

# Names follow at once. None is for work that no role fits.
_PHRASES: tuple[tuple[Role | None, str], ...] = (
    (_R, r"(?:with )?(?:additional )?report(?:ed|ing|s) (?:by|from)"),
    (_R, r"with (?:files|inputs?|contributions?) from|with assistance (?:from|by)"),
    (_R, r"(?:story|analysis|text|words|interview|commentary|opinion|review) by"),
    (_R, rf"report(?:ed|ing){_NEXT_VERB}"),
    (_R, rf"(?:story|text|words|texte|texto){_NEXT_PICTURES}"),
    (_R, r"reporte(?: adicional)? de|reportado por|reportaje de|entrevista de"),
    (_R, r"(?:con )?información(?: adicional)? de|con la colaboración de"),
    (_R, r"reportagem(?: adicional)? de|com informações de"),
    (_R, r"propos recueillis par|reportage (?:de|par)|enquête (?:de|par)"),
    (_R, r"avec la (?:contribution|participation) de|avec des informations de"),
    (_W, rf"(?:written|writing)(?: in {_IN_LANGUAGE}| for (?:the )?(?-i:[A-Z])[\w’']+)? by"),
    (_W, rf"(?:written|writing)(?: in {_IN_LANGUAGE}(?= with )|{_NEXT_VERB})"),
    (_W, r"as told to|escrit[oa](?: en \w+)? por|rédigée? par|écrite? par"),
    (_W, r"geschrieben von|verfasst von|aufgezeichnet von"),
    (_T, rf"translat(?:ed|ion)(?: from (?:the )?{_IN_LANGUAGE})?(?: into {_IN_LANGUAGE})? by"),
    (_T, rf"{_IN_LANGUAGE} translation by|translat(?:ed|ion|ing){_NEXT_VERB}"),
    (_T, r"traducid[oa](?: (?:al|del) \w+)? por|traducción de|traduzid[oa] por|tradução de"),
    (_T, r"traduite?s?(?: (?:de l[’']|du |d[’']|en )\w+(?: \([\w -]+\))?)? par"),
    (_T, r"version française(?: par| de)?"),
    (_T, r"übersetzt von|übersetzung von|aus dem \w+ (?:übersetzt )?von"),
    (_E, rf"(?:copy[ -])?edit(?:ed|ing)(?: in {_IN_LANGUAGE}| for (?:the )?\w+)? by|compiled by"),
    (_E, rf"edit(?:ed|ing){_NEXT_VERB}"),
    (_E, r"editad[oa](?: (?:en|em) \w+)? por|edición de|edição de|éditée? par"),
    (_E, r"bearbeitet von|redigiert von|redaktion von"),
    (_P, r"(?:photos?|photographs?|photography|pictures?|images?) by"),
    (_P, r"fotos? (?:de|por|von)|fotografías? de|photos de"),
    (None, r"(?:graphics?|info ?graphics?|videos?|illustrations?|maps?|podcast|design) by"),
    (None, r"(?:produced|data analysis|research|fact[- ]check(?:ed|ing)) by"),
)
# Phrases that count where a sentence or a bracket begins: else they are words like any other.
_AT_START: tuple[tuple[Role | None, str], ...] = (
    (_R, r"by|por|par|von|reportage"),
    (_P, r"photos?|fotos?"),
    (None, r"with|avec|con|mit"),
)
_LABELS: tuple[tuple[Role | None, str], ...] = (
    (_R, r"by|por|par|von|authors?|reporters?|correspondents?|story|words|text|texte|texto"),
    (_R, r"reportage|reportagem|redacción|interview|entrevista|entretien|mitarbeit"),
    (_R, r"autor(?:a|es|in|en)?|auteurs?|autrice"),
    (_R, r"تقرير|إعداد|كتبت?"),
    (_W, r"writers?|writing|صياغة"),
    (_T, r"translat(?:ion|ors?)|traducción|traductora?|tradução|tradutora?"),
    (_T, r"traduct(?:ion|eur|rice)"),
    (_T, r"übersetzung|übersetzer(?:in)?|ترجم(?:ة|ها|تها)"),
    (_E, r"editors?|editing|edición|edição|édition|editora?|redaktion|bearbeitung|تحرير"),
    (_P, r"photos?(?: credits?)?|photographers?|photography|pictures?"),
    (_P, r"fotos?|fotografías?|fotógraf[oa]|bilder"),
    (_P, r"تصوير"),
    (None, r"graphics?|videos?|vidéos?|vídeos?|illustrations?|gráficos?|infografía|grafik|video"),
)
_HOUSE = (
    rf"(?:(?:{EAST_ASIAN_AGENCY}|本[报報台刊网網社]|[\u3400-\u9fff]{{2,6}}(?:[报報社网網台]|新闻|新聞))\s?)?"
    r"(?:驻[\u3400-\u9fff]{2,6}?)?(?:首席|特派|特约|特約|实习|實習|见习)?"
)
# Space is enough before East Asian names, or a slash.
_EAST_ASIAN: tuple[tuple[Role | None, str], ...] = (
    (_R, r"취재|글|취재기자|본사기자|作者|采访|採訪|采写|採寫|撰文|文字|文|取材|كتبت?"),
    (_W, r"작성|정리|撰稿|执笔|執筆"),
    (_T, r"번역|옮김|翻译|翻譯|译|譯|翻訳"),
    (_E, r"편집|编辑|編輯|編集"),
    (_P, r"사진|촬영|摄影|攝影|撮影|图片|图|圖|写真"),
    (None, r"그래픽|디자인|영상|영상편집|校对|校對|审核|審核|监制|監製|制作|製作|统筹"),
)
# Nothing need stand between these and a name.
_ATTACHED: tuple[tuple[Role | None, str], ...] = (
    (_R, rf"{_HOUSE}(?:记者|記者|通讯员|通訊員)|实习生|特派[员員]"),
    (_T, r"编译|編譯"),
    (_E, r"责编|責編|责任编辑|責任編輯"),
)
_MARK = r"\s*(?P<{}>[:：/／=·|｜丨])\s*"
_FAMILIES = (
    (_PHRASES, r"(?=[\s:：,])\s*(?P<{}>[:：])?\s*"),
    (_LABELS, r"\s*(?P<{}>[:：=])\s*"),
    (_AT_START, r"(?=\s)(?P<{}>)\s*"),
    (_EAST_ASIAN, r"(?:" + _MARK + r"|\s+)"),
    (_ATTACHED, r"(?:" + _MARK + r"|\s*(?=[\u3400-\u9fff]))"),
)
# The rows of all families in order, to find which one a group of the pattern stands for.
_ROWS = [(role, rows is _AT_START) for rows, _ in _FAMILIES for role, _ in rows]


def _pattern() -> re.Pattern[str]:
    families: list[str] = []
    number = 0
    for family, (rows, ending) in enumerate(_FAMILIES):
        alternatives: list[str] = []
        for _, pattern in rows:
            alternatives.append(f"(?P<r{number}>{pattern})")
            number += 1
        families.append(f"(?:{'|'.join(alternatives)}){ending.format(f'm{family}')}")
    return re.compile(r"(?<![^\s.;|(（,،，/／·–—、])(?:" + "|".join(families) + ")", re.IGNORECASE)


_OPENING = _pattern()
_STARTS_AFTER = frozenset("(（.;|–—-:")
_KOREAN_REPORTER = re.compile(r"(?:기자|특파원)\s*(?P<mark>[:：=])?\s*(?=[가-힣])")
_NAMED_HOUSE = re.compile(EAST_ASIAN_AGENCY)


@dataclass(frozen=True, slots=True)
class Opening:
    """Role phrase in a text, with its offsets; `role` is None for work without a role of its own.

    `labelled` means that a colon or the like precedes the names, `agency` is the one that the
    opening names (新华社记者).
    """

    start: int
    end: int
    role: Role | None
    labelled: bool
    agency: str | None


def openings(text: str) -> Iterator[Opening]:
    """Find the openings in a text, left to right; none unless the text begins with one."""
    if first := _KOREAN_REPORTER.match(text):
        yield Opening(0, first.end(), _R, bool(first["mark"]), None)
    elif not _OPENING.match(text):
        return
    for match in _OPENING.finditer(text, first.end() if first else 0):
        number = next(row for row in range(len(_ROWS)) if match[f"r{row}"] is not None)
        role, at_start = _ROWS[number]
        before = text[: match.start()].rstrip()[-1:]
        if at_start and before and before not in _STARTS_AFTER:
            continue
        house = _NAMED_HOUSE.match(match[0])
        yield Opening(
            match.start(),
            match.end(),
            role,
            any(match[f"m{family}"] for family in range(len(_FAMILIES))),
            known_agency(house[0]) if house else None,
        )
