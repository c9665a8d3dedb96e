"""Who did what for an article, read out of the ways newsrooms say it.

A text counts as credits only if the whole of it is: a role, then names, and so on to its
end. "The theft was reported by Lt. Han" is no credit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.article import Credit, Role
from archive.text import one_line

# "Reported and translated by": the names come after the second verb.
_AND_ALSO = r"(?=,? (?:and )?(?:report|translat|writ|edit)\w+)"
# What stands before names. Each pattern is matched where a sentence or clause begins.
_BEFORE_NAMES: tuple[tuple[Role, str], ...] = (
    (Role.REPORTER, r"(?:with )?(?:additional )?report(?:ed|ing) (?:by|from)"),
    (Role.REPORTER, rf"report(?:ed|ing){_AND_ALSO}"),
    (Role.REPORTER, r"by(?= [A-Z])|por|reportado por|reportaje de|redacción|texto"),
    (Role.REPORTER, r"취재|기자|글|记者|記者|文|撰文|采访|採訪|كتبت?"),
    # Without a colon these begin headings: "The liberation of the city".
    (Role.REPORTER, r"(?:تقرير|إعداد)(?= ?:)"),
    (Role.TRANSLATOR, r"translat(?:ed|ion)(?: from [A-Z][a-z]+)? by|traducido por|traducción"),
    (Role.TRANSLATOR, rf"translat(?:ed|ion|ing){_AND_ALSO}"),
    (Role.TRANSLATOR, r"번역|翻译|翻譯|译|譯|ترجمها|ترجمتها|ترجمة(?= ?:)"),
    (Role.WRITER, r"(?:written|writing)(?: in [A-Z][a-z]+| for [A-Z][\w’']+)? by|escrito por"),
    (Role.WRITER, rf"(?:written|writing){_AND_ALSO}"),
    (Role.WRITER, r"작성|撰稿|执笔|執筆|صياغة(?= ?:)"),
    (Role.EDITOR, r"edit(?:ed|ing) by|editado por|edición"),
    (Role.EDITOR, rf"edit(?:ed|ing){_AND_ALSO}"),
    (Role.EDITOR, r"편집|编辑|編輯|责编|責編|责任编辑|責任編輯|تحرير(?= ?:)"),
    (Role.PHOTOGRAPHER, r"photo(?:s|graphs?|graphy)? by|fotos? de|fotografía(?: de)?|fotos?"),
    (Role.PHOTOGRAPHER, r"사진|摄影|攝影|تصوير(?= ?:)"),
)
_ROLE_OF = {f"r{i}": role for i, (role, _) in enumerate(_BEFORE_NAMES)}
# Two roles of one person: 記者／攝影 林婉如.
_OPENING = re.compile(
    r"(?:(?<=^)|(?<=[.;|(,/／·\s]))(?:"
    + "|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_BEFORE_NAMES))
    + r")(?=[\s,:：/／·])\s*[:：/／·]?\s*",
    re.IGNORECASE,
)
_KOREAN_BYLINE = re.compile(
    r"^(?P<name>[가-힣]{2,4})\s?(?:기자|특파원)(?:\s*[=(]?\s*[\w.+-]+@[\w.-]+\)?)?\s*=?$"
)
_CHINESE_BYLINE = re.compile(
    r"^[（(]?(?:本报|本報)?(?:记者|記者)\s*(?P<name>[\u4e00-\u9fff]{2,4})[)）]?$"
)

# A middle dot parts Korean names, but in Chinese the parts of one foreign name.
_AND = re.compile(
    r"\s*(?:[,،、，;/&|]|(?<=[가-힣])·|\band\b|\by\b|(?<=\s)و(?=\s))\s*(?:and\s+)?", re.IGNORECASE
)
# What follows a name without belonging to it: "for RFA's Korean Service", "in Seoul, Korea". It
# ends before the next name with a place of its own, and a place before "and" and a name.
_NAME_AHEAD = r"(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w.'’-]*"
_AFTERMATH = re.compile(
    r"\s+(?:(?P<place>in|at|from|en|desde)|for|of|para)\s+\S.*?"
    rf"(?=(?:,|;|\s(?:and|y)\b)\s*(?:(?:and|y)\s+)?{_NAME_AHEAD}\s+(?:in|at|from|for|en|desde|para)\s"
    rf"|(?(place)\s(?:and|y)\s+{_NAME_AHEAD}$|$)|$)"
)
_EMPLOYER = re.compile(
    r"\bfor (?P<employer>[A-Z][\w.&’' -]{0,60}?)[’']s (?:\w+ ){0,2}(?:Service|Desk)\b"
)
_AGENCIES = re.compile(
    r"^(?:Reuters?|REUTERS|AP|(?:The )?Associated Press|AFP|Agence France-Presse|UPI|dpa|EFE|"
    r"Xinhua|Yonhap|Kyodo|KCNA|TASS|Interfax|Bloomberg|ANSA|PTI|IRNA|"
    r"[A-Z][\w-]*(?: [A-Z][\w-]*)* (?:Wire|News|Press|Agency|Service|Radio|Times|Post|Courier|"
    r"Ledger|Dispatch|Media|TV)(?: Agency)?)$"
)
_PARTICLES = frozenset(
    {
        "abu", "al", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el",
        "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "y", "zu",
    }
)  # fmt: skip
# Korean and Chinese names have no capitals to know them by, but they are short.
_HANGUL_OR_HAN = re.compile("[가-힣\u3400-\u9fff]")
_SHORT_NAME = re.compile(
    "^(?:[가-힣]{2,5}|[\u3400-\u9fff]{2,4}|(?:[\u3400-\u9fff]+·)+[\u3400-\u9fff]+)$"
)
_NAME = re.compile(r"^[^\W\d_](?:[^\W\d_]|[.'’‘ʼ·-])*$")
_BY = re.compile(r"^(?:by|por)\s+", re.IGNORECASE)
_LONGEST = 400
# How many paragraphs from the end credits stand at the most: notices may follow them.
_CREDITS_FROM_END = 3
_MAY_BEGIN = re.compile(
    r"(?<=[.!?\"”’)\]])\s+(?=[(\[]?(?:with |additional )?(?:report|translat|writ|edit)\w*\b)",
    re.IGNORECASE,
)
_INSIDE_BRACKETS = re.compile(r"^[(\[（【]\s*(?P<inside>.*?)\s*[)\]）】]\.?$")


@dataclass(frozen=True, slots=True)
class SplitBody:
    """A story's paragraphs, the credits that stood at its end, and whom they work for."""

    body: tuple[str, ...]
    credits: tuple[Credit, ...]
    employer: str | None


def parse_credits(text: str) -> tuple[Credit, ...]:
    """The credits that a line or paragraph is made of; none unless the whole of it is.

    Understands "Reported by A for X's Korean Service. Translated by B. Written in English by
    C.", "(Reporting by A and B; editing by C)", and their like in Korean, Chinese, Spanish
    and Arabic.
    """
    text = one_line(text)
    if not text or len(text) > _LONGEST:
        return ()
    if bracketed := _INSIDE_BRACKETS.match(text):
        text = bracketed["inside"]
    if match := _KOREAN_BYLINE.match(text) or _CHINESE_BYLINE.match(text):
        return (Credit(match["name"], Role.REPORTER),)
    found = _clauses(text)
    if any(credit.role is not Role.AGENCY and _is_lone_word(credit.name) for credit in found):
        return ()
    return _unique(found)


def parse_byline(text: str) -> tuple[Credit, ...]:
    """The credits of a field that holds a byline: "By A and B, Reuters", "A", "By A in Seoul".

    Names without a role are the reporters; an agency after them is an agency. What cannot be
    told apart is kept whole as one reporter.
    """
    text = one_line(text)
    if found := parse_credits(text):
        return found
    bare = _BY.sub("", text).strip(" .,;")
    whole = [Credit(bare, Role.REPORTER)] if bare else []
    return _unique(_names(bare, (Role.REPORTER,)) or whole)


def split_credits(body: tuple[str, ...]) -> SplitBody:
    """A story's paragraphs without the credits at its end, and those credits.

    They are paragraphs of their own, or run on after the last sentence.
    """
    kept = list(body)
    found: tuple[Credit, ...] = ()
    employed_by = None
    for number in range(len(body) - 1, max(len(body) - 1 - _CREDITS_FROM_END, -1), -1):
        paragraph = body[number]
        tail = max(len(paragraph) - _LONGEST, 0)
        starts = [match.end() for match in _MAY_BEGIN.finditer(paragraph, tail)]
        for start in starts if number == 0 else (0, *starts):
            if before := parse_credits(paragraph[start:]):
                kept[number : number + 1] = filter(None, [paragraph[:start].strip()])
                found = (*before, *found)
                employed_by = employer(paragraph[start:]) or employed_by
                break
    return SplitBody(tuple(kept), _unique(found), employed_by)


def employer(text: str) -> str | None:
    """Whom the credited work for, as in "for RFA's Korean Service": RFA. None if unsaid."""
    match = _EMPLOYER.search(text)
    return match["employer"] if match else None


def _clauses(text: str) -> list[Credit]:
    """Every clause's credits, none at all if anything is left over."""
    openings = list(_OPENING.finditer(text))
    if not openings or openings[0].start() > 0:
        return []
    credits_found: list[Credit] = []
    pending: tuple[Role, ...] = ()
    ends = [*(opening.start() for opening in openings[1:]), len(text)]
    for opening, end in zip(openings, ends, strict=True):
        roles = (*pending, _ROLE_OF[str(opening.lastgroup)])
        clause = text[opening.end() : end].strip(" .;|,/／·")
        if clause in {"", "and"}:
            pending = roles
            continue
        pending = ()
        names = _names(clause, roles)
        if not names:
            return []
        credits_found += names
    return [] if pending else credits_found


def _names(clause: str, roles: Iterable[Role]) -> list[Credit]:
    """The credits of one clause, none at all if one of its parts is no name."""
    found: list[Credit] = []
    for part in _AND.split(_AFTERMATH.sub("", clause)):
        name = part.strip(" .;|")
        if not name:
            continue
        if _AGENCIES.match(name):
            found.append(Credit(name, Role.AGENCY))
        elif _is_name(name):
            found += [Credit(name, role) for role in roles]
        else:
            return []
    return found


def _is_name(text: str) -> bool:
    if _HANGUL_OR_HAN.search(text):
        return _SHORT_NAME.match(text) is not None
    words = text.split()
    return (
        0 < len(words) <= 5
        and len(text) <= 50
        and all(_NAME.match(word) for word in words)
        and all(_is_capital(word) or word in _PARTICLES for word in words)
        and _is_capital(words[-1])
    )


def _is_capital(word: str) -> bool:
    """Whether a word begins as names do: not in lower case, but for d'Arc and the like."""
    return not word[0].islower() or word[1:2] in {"'", "’"}


def _is_lone_word(name: str) -> bool:
    """Whether this is one word with a capital: "By Monday" stands at the start of news too."""
    return " " not in name and name != name.lower()


def _unique(found: Iterable[Credit]) -> tuple[Credit, ...]:
    return tuple(dict.fromkeys(found))
