"""Names in the bylines of pages: divides them and strips jobs, towns and handles."""

import html
import re
from collections.abc import Iterable

from archive.facts.credits.credit_lines import parse_byline
from archive.facts.credits.inverted_names import names_in_order
from archive.facts.credits.lone_places import is_lone_place
from archive.facts.credits.person_names import is_full_name, is_lone_name
from archive.facts.news_agencies import is_agency_in_byline
from archive.model.article import Role
from archive.model.text import one_line

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ADDRESS = re.compile(r"\S*(?:https?:|www\.)\S*|(?<!\w)@\w+|[\w.+-]+@[\w-]+\.[\w.-]+")
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_BEFORE = re.compile(
    r"^(?:(?:written |reported |posted |published |story |words |text |analysis |opinion |"
    r"column )?by|von|vom|par|por|di|door|af|av|autor(?:in|es|en)?|auteurs?|authors?|"
    r"text|texto|texte|testo|tekst|redacción|"
    r"reporter|kolumne|kommentar|interview|ein|eine|gastbeitrag von|oleh|przez|"
    r"автор(?:ы|и)?|текст|teksti|írta|yazan|yazar|haber|tác giả|penulis|ditulis oleh|redaktor|"
    r"επιμέλεια|γράφει(?: [οη])?|מאת|כתב(?:ת)?|نویسنده|گزارش(?:گر)?|लेखक|द्वारा|โดย|เรื่อง|كتبت?|بقلم)"
    r"(?:\s*[:：]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+(?:and|und|et|y|og|och|en|i|a|e|és|ve|dan|&|\+|и|та|і)\s+|\s*[;|•·،、]\s*|\s+/\s+|"
    r"\s*,\s*(?:(?:and|und|et|y|og|och|en|i|a|e|és|ve|dan|&)\s+)?",
)
# Two given names, as in blogs: "Ida and Nora"; a comma parts a name from a town as often.
_PAIR = re.compile(r"^[^,;|•·/]+\s(?:and|und|et|y|&|e|og|och|en)\s[^,;|•·/]+$")
_EAST_ASIAN_TITLE = re.compile(
    r"(?<=[가-힣])\s*(?:기자|특파원|논설위원|선임기자|인턴기자)$|"
    r"(?<=[\u3400-\u9fff]{2})\s*(?:记者|記者|特派员|特派員|通讯员)$"
)
_JOB = re.compile(
    r"\b(?:reporter|journalist\w*|editor|correspondent|columnist|writer|chief|head|staff|director|"
    r"photographer|contributor|professor\w*|dr|prof|redakteur\w*|redaktör|korrespondent\w*|"
    r"volont[äa]r\w*|leiter\w*|autor\w*|rédact\w+|journaliste|periodista|redactor\w*|giornalista|"
    r"verslaggever|journalista|dziennikarz|jurnalis|wartawan|university|universität|experts?|"
    r"specialists?|analysts?|producers?|presenters?|bloggers?|founders?|ceo)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:agentur|redaktion|redacción|rédaction|redazione|redactie|redakcja|newsroom|editorial|"
    r"\b(?:agency|agence|agencia|agenzia|staff|team|desk|newsdesk|bureau|news|online|"
    r"correspondents?|press|wires?|radio|television|weekly|magazine|media)\b)|\.(?:com|org|net|eu|tv|[a-z]{2})$",
    re.IGNORECASE,
)
# What stands behind a name and is none: a generation, which belongs to it, or a degree.
_GENERATION = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
_SUFFIX_BEHIND = re.compile(r"(?<=\w\w )[JS]r$")
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|d\.?o|m\.?p\.?h|m\.?b\.?a|m\.?a|m\.?sc|b\.?a|b\.?sc|r\.?n|r\.?d|j\.?d|"
    r"ll\.?[bm]|esq|dds|dvm|pharm\.?d|cpa|cfa|cfp|mp)\.?",
    re.IGNORECASE,
)
_DEGREE_BEHIND = re.compile(r"(?<=\w\w)\s+(?:Ph\.?D\.?|M\.D\.?|MBA|MPH|Esq\.?)$")
_PLATFORM = (
    r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|youtube|tiktok|x|e-?mail|rss)"
)
# Words for nobody that stand where an author should.
_NOBODY = re.compile(
    rf"{_PLATFORM}(?:[\s,/|&·]+(?:and )?{_PLATFORM})*|(?:view|see|more|all|read) .*|"
    r"(?:the |our |by )?(?:staff|agenc(?:y|ies)|wires?|wire services|staff and agencies|"
    r"press release|editorial(?: team| staff| board| desk)?|user\d*|guest|anonymous|unknown|none|"
    r"null|n/?a|undefined|default|test|super ?user|moderator|bureau report|digital|online|"
    r"staff reports?|(?:creative commons )?licen[sc]e|"
    r"related (?:posts|articles|stories)|key (?:takeaways|points|facts)|best practices|"
    r"(?:staff|web|online|digital|news|guest|senior|special|site|city|copy|managing|contributing)?"
    r"[ -]?(?:admin(?:istrator)?|editors?|reporters?|writers?|correspondents?|contributors?|"
    r"authors?|desk|team|master|room|bureau))|"
    r"(?:die |la |de |tim |team )?(?:redaktion|redakcja|redakce|redacci[óo]n|redaç[ãa]o|redazione|"
    r"r[ée]daction|redactie|redaksi|redaktionen|redaksjonen|redaktor|admin|редакци[яи]|редакція)|"
    r"nachrichten|aktuelles|noticias|notícias|notizie|actualités|aktualności|новости|новини|"
    r"편집국|편집부|온라인\s?뉴스[팀부]|뉴스팀|디지털\s?뉴스[팀부]|编辑部|編輯部|編集部|本站|网编|佚名|"
    r"管理员|هيئة التحرير|فريق التحرير|التحرير",
    re.IGNORECASE,
)
# "Tom Gillespie News reporter": nothing parts the name from the job.
_JOB_BEHIND = re.compile(
    r"(?<=[^\W\d_]{2}\s)(?:(?:News|Chief|Senior|Sports?|Political|Politics|Business|Staff|Digital|"
    r"Deputy|Science|Health|Crime|Education|Environment|Foreign|Special|World|Economics?|"
    r"Technology|Arts|Culture|Features|Investigations|Data|Local|Royal|US|UK|EU)\s+)*"
    r"(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Jj]ournalist|"
    r"[Cc]ontributor|[Rr]edakteur(?:in)?|[Kk]orrespondent(?:in)?)$"
)
# What parts a name from its town, paper or desk, where no comma does.
_BEHIND_NAME = re.compile(
    r"\s[-–—]\s|(?<=[^\W\d_]{2})/(?=\w)|\s(?:for|in|from|à|aus|pour|para)\s(?=[^\W\d_a-z]|the )"
)
# Work on an article that is not its writer's, and what pays for it.
_OF_OTHERS = re.compile(
    r"^(?:last )?(?:medically |fact[ -]|clinically |expert )?"
    r"(?:updated|reviewed|checked|verified|edited|sponsored|presented|supported|powered) by\b",
    re.IGNORECASE,
)
_MONTH_OR_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?:\s+\d{1,2})?(?:,?\s+\d{4})?)"
)
_TIME = re.compile(_MONTH_OR_DAY, re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"(?<=\w\w)[\s,]+{_MONTH_OR_DAY}$", re.IGNORECASE)
# "The Post's Ida Brook", "Nora Quill. The Harbour Post".
_OF_HOUSE = re.compile(r"^(?P<house>[^’']{2,40})[’'](?:s\b)?\s+(?P<name>\S.*)$")
# "Harbour D", an account of the paper.
_INITIAL_BEHIND = re.compile(r"(?<=\w\w)\s+\w\.?$")
_SHORTEST_HOUSE = 5
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]")
_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST = 80
# What may stand beside names in a byline: a word for "by"; a job, a town and an address.
_LITTLE_ELSE, _MOST_ELSE = 20, 90
_PRINTED_BY = re.compile(
    r"(?:[\w\s.,:/-]{0,40}(?:\d|[|•·●–—]))?\s*(?:(?:written|posted|published|words|story|text) )?"
    r"(?:by|von|por|par|di|door|skrevet av|autor(?:in)?:|author:|text:)\s*:?\s*"
    r"(?P<names>\S.{2,90})",
    re.IGNORECASE,
)
_BEHIND_PRINTED = re.compile(
    r"\s*(?:[|●•]|\s[–—-]\s|\d|\b(?:on|(?i:posted|published|updated))\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_SENTENCE_ENDS = tuple(".!?。！？؟।…")


def names_in(text: str) -> tuple[str, ...]:
    """The names in a byline; none where it is an address or a handle.

    Markup in it goes, once escaped or twice. What follows a name after a comma is kept only if it
    is a name too: titles, degrees and towns go. Inverted names are turned ("Quill, Nora").
    """
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", html.unescape(text))
    text = _BRACKETS.sub("", _ADDRESS.sub(" ", one_line(text))).strip(" ,;:.–—-|•·")
    text = names_in_order(_BEFORE.sub("", text).strip(" ,;:."))
    if not _WORD.search(text) or is_lone_place(text):
        return ()
    parts: list[str] = []
    text = _without_rest(text)
    pieces = _AND.split(text)
    are_lone = len(pieces) > 1 and all(map(is_lone_name, pieces)) and _PAIR.search(text) is not None
    for raw in pieces:
        if _OF_OTHERS.match(raw):
            continue
        part = _tidied(raw)
        if _GENERATION.fullmatch(part):
            if parts and is_full_name(parts[-1]):
                dot = "." if part.casefold() in {"jr", "sr"} else ""
                parts[-1] = f"{parts[-1]} {part}{dot}"
        elif part and not _DEGREE.fullmatch(part):
            part = _DEGREE_BEHIND.sub("", part)
            parts.append(part if parts else _without_job(part))
    parts = [_SUFFIX_BEHIND.sub(r"\g<0>.", part) for part in parts]
    kept = [part for number, part in enumerate(parts) if number == 0 or are_lone or _is_name(part)]
    return without_joined(part for part in kept if len(part) <= _LONGEST)


def without_joined(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, without those that are two of the others in one."""
    each = tuple(dict.fromkeys(names))
    pairs = {f"{one} {other}".casefold() for one in each for other in each if one != other}
    return tuple(name for name in each if name.casefold() not in pairs)


def are_whole_line(names: Iterable[str], line: str) -> bool:
    """Whether a line is names and little else: "by", a job, a town; no sentence about them."""
    rest = len(line) - sum(map(len, names))
    return rest <= _LITTLE_ELSE or (rest <= _MOST_ELSE and not line.endswith(_SENTENCE_ENDS))


def printed_by(line: str) -> tuple[str, ...]:
    """The names behind "by" in a short line, perhaps with a date before them; () without."""
    match = _PRINTED_BY.match(line)
    if not match:
        return ()
    text = _BEHIND_PRINTED.split(match["names"])[0]
    names = names_in(text)
    return names if names and are_whole_line(names, text) else ()


def says_by(line: str) -> bool:
    """Whether a line begins with a word that means "by"."""
    return _BEFORE.match(line) is not None


def is_nobody(name: str) -> bool:
    """Whether a name is none: a generic desk, an account, a day, a button of a social network."""
    return _NOBODY.fullmatch(name) is not None or _TIME.fullmatch(name) is not None


def without_house(name: str, houses: frozenset[str]) -> str:
    """The name without the paper, an agency or a day that nothing but a space parts from it."""
    name = _TIME_BEHIND.sub("", name)
    if (of := _OF_HOUSE.match(name)) and is_name(of["name"]) and is_agency(of["house"], houses):
        return of["name"]
    words = name.split()
    for number in range(len(words) - 1, 1, -1):
        house = house_key("".join(words[number:]))
        if house in houses and is_name(start := " ".join(words[:number])):
            return start
    first = _SENTENCE_END.split(name)[0]
    return first if is_name(first) else name


def is_agency(name: str, houses: frozenset[str]) -> bool:
    """Whether a name is that of an agency, an office or the paper itself, not a person's.

    `houses` are keys of the names of the paper, its publisher and its site.
    """
    if is_agency_in_byline(name) or _OFFICE.search(name) or house_key(name) in houses:
        return True
    if (initial := _INITIAL_BEHIND.search(name)) and (key := house_key(name[: initial.start()])):
        return len(key) >= _SHORTEST_HOUSE and any(house.startswith(key) for house in houses)
    return any(credit.role is Role.AGENCY for credit in parse_byline(name))


def house_key(name: str) -> str:
    """Key that spellings of a paper's name share: "The Harbour Post", "harbourpost"."""
    return _NOT_WORDS.sub("", name).casefold().removeprefix("the").removeprefix("www")


def is_name(text: str) -> bool:
    """Whether this is a whole person's name: no town, no job with capitals ("Chief Reporter")."""
    return not is_lone_name(text) and not _JOB.search(text) and is_full_name(text)


def _without_rest(text: str) -> str:
    """The name that a text begins with, and a wire or another name behind a slash."""
    parted = _BEHIND_NAME.search(text)
    if not parted or not is_full_name(name := text[: parted.start()]):
        return text
    rest = text[parted.end() :]
    is_kept = is_agency_in_byline(rest) or (parted[0] == "/" and is_name(rest))
    return f"{name}, {rest}" if is_kept else name


def _tidied(part: str) -> str:
    return _EAST_ASIAN_TITLE.sub("", _BEFORE.sub("", part.strip(" ,;:.–—-")))


def _without_job(part: str) -> str:
    name = _JOB_BEHIND.sub("", part).rstrip()
    return name if is_full_name(name) else part


def _is_name(part: str) -> bool:
    """Whether a part after a comma is another name, not a title, a town or a paper."""
    return is_agency_in_byline(part) or is_name(part)
