"""News agencies by the names that datelines give them."""

import re

_NAMES = (
    "reuters reuter ap afp upi tass itar-tass interfax xinhua kcna acnc yonhap newsis kyodo jiji "
    "dpa ddp afpd efe ansa adnkronos agi lusa ani pti ians bernama antara cnn bbc apa belga "
    "anp tt ntb ritzau stt pap čtk ctk mti agerpres tanjug fena hina bta ata anadolu aa iha "
    "dha irna isna mehr fars sana spa wam qna kuna bna mena wafa nna tap aps vna ttxvn "
    "cna rfa rfe/rl voa ips irin ens aap cp nzpa tnn rferl dw bno bloomberg tanyug belta "
    "ukrinform unian риа тасс итар-тасс интерфакс рейтер afp-jiji"
)
_PHRASES = (
    "associated press|agence france-presse|ria novosti|the canadian press|canadian press|"
    "press association|united press international|dow jones|рия новости|риа новости|news agency|"
    "al jazeera|inter press service|central news agency|news1|news 1"
)
_KNOWN = frozenset((*_NAMES.split(), *_PHRASES.split("|")))
_ARABIC = re.compile(
    r"رويترز|(?:^|\W)(?:[أا]\W? ?ف\W? ?ب|د\W? ?ب\W? ?[أا]|وا[سم]|سانا|قنا|بنا)(?:\W|$)"
)
# How agencies and papers of the east are called: 新华社, 共同社, 共同通信, 연합뉴스, 조선중앙통신.
_EASTERN = re.compile(
    r"(?:社|通信|通讯|通訊|新闻网|新聞網|网|網|報|报|ロイター|時事|共同|聯合|通信社)$|"
    r"(?:뉴스|뉴시스|통신|통신사|일보|신문|로이터|뉴스핌|뉴스1|뉴스원|방송|매일|경제|타임스|투데이|데일리)$"
    r"|^(?:AP|AFP|UPI|CNN|BBC|TASS|EFE|DPA)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[/,;–—]\s*|\s+-\s+|\s+and\s+")
# "Our paper" in Chinese and Korean names no agency.
_OWN = re.compile(r"^(?:本[报報社网網台刊]|본[보지사])$")


def is_agency(name: str) -> bool:
    """Whether a name is one of a news agency, or of several ("AP/Reuters")."""
    return any(_is_one(part) for part in (name, *_PARTS.split(name)))


def is_eastern(name: str) -> bool:
    """Whether a name ends as those of agencies and papers do in Chinese, Japanese and Korean."""
    return _OWN.match(name) is None and _EASTERN.search(name) is not None


def _is_one(name: str) -> bool:
    folded = name.strip(" .").casefold()
    return folded in _KNOWN or bool(_ARABIC.search(folded)) or is_eastern(name)
