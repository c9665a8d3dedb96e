"""Lines that a page puts around and into its story: title again, byline, buttons, notices."""

import re
from collections.abc import Iterable

from archive.facts.dates import parse_date
from archive.formats.web_page.byline_names import names_in
from archive.formats.web_page.headlines import Shown
from archive.formats.web_page.main_text_repair import key
from archive.model.article import Credit

# Whole lines, in the languages of the pages that they were found on and their neighbours'.
_LINE = re.compile(
    r"(?:[-–—(\[]\s*)?(?:advertis(?:e)?ment|article continues (?:after|below).*|"
    r"story continues below.*|scroll (?:down )?to continue.*|anzeige|werbung|publicit[ée]|"
    r"publicidad|pubblicit[àa]|publicidade|reklama?|annons[e]?|iklan|advertentie|광고|広告|广告|廣告|"
    r"share(?: this)?(?: article| story)?|teilen|compartir|partager|condividi|"
    r"(?:read|see|learn) more|read (?:also|next)|also read|more on this(?: story| topic)?|"
    r"related(?: articles?| stor(?:y|ies)| topics?| content| news)?|"
    r"recommended(?: stories| articles)?|lesen sie auch|lesen sie mehr(?: zum thema)?|"
    r"mehr zum thema|mehr dazu|zum thema|auch interessant|ähnliche artikel|empfohlener inhalt|"
    r"externer inhalt|weiterlesen|à lire aussi|lire aussi|leer también|lea también|"
    r"te puede interesar|noticias relacionadas|leggi anche|lees ook|leia (?:também|mais)|"
    r"czytaj (?:więcej|też|także)|zobacz (?:też|także)|čtěte také|přečtěte si také|baca juga|"
    r"läs (?:mer|också)|les også|læs også|читайте также|читайте також|관련 ?기사|関連記事|"
    r"相关(?:新闻|阅读)|相關(?:新聞|閱讀)|اقرأ أيضا|"
    r"(?:leave|post|write|add) a (?:comment|reply)|comments?|kommentare?|kommentar abgeben|"
    r"follow us(?: on .*)?|copy link|print|drucken|listen(?: to this article)?|"
    r"\d+ min(?:uten?|utes?|\.)?(?: read| lesezeit)?)\s*(?:[-–—)\]:…>»]\s*)*",
    re.IGNORECASE,
)
# The beginnings of lines that lead to another article, or name a picture's maker.
_LINK = re.compile(
    r"(?:read (?:more|also|next)|see also|also read|related|lesen sie (?:auch|mehr)|mehr dazu|"
    r"lees ook|leggi anche|lea también|leer también|lire aussi|à lire aussi|leia também|"
    r"czytaj także|czytaj też|baca juga|läs (?:också|mer)|les også|læs også|читайте также|"
    r"(?:file )?photos?(?: credit)?|image(?: credit)?|picture|foto|bild|quelle|source|crédit|"
    r"사진|图|图片|圖|写真|фото)\s*[:：©/|].*|©.*",
    re.IGNORECASE,
)
_LONGEST = 150
# How far down the title, the byline and the date may be repeated.
_TOP = 8


def trimmed(
    body: tuple[str, ...],
    headline: str,
    shown: Iterable[Shown],
    credited: Iterable[Credit],
    captions: Iterable[str],
) -> tuple[str, ...]:
    """The paragraphs that are the story, without what repeats other parts of the page."""
    titles = {key(headline), *(key(one.text) for one in shown if one.where != "heading")} - {""}
    pictures = {key(caption) for caption in captions}
    names = {credit.name for credit in credited}
    return tuple(
        text
        for number, text in enumerate(body)
        if not (
            (number < _TOP and _is_above_story(text, titles, names))
            or key(text) in pictures
            or is_furniture(text)
        )
    )


def is_furniture(line: str) -> bool:
    """Whether a line is a button, a notice or the heading of a list of other articles."""
    return len(line) <= _LONGEST and (
        _LINE.fullmatch(line) is not None or _LINK.fullmatch(line) is not None
    )


def _is_above_story(text: str, titles: set[str], names: set[str]) -> bool:
    if key(text) in titles:
        return True
    if len(text) > _LONGEST:
        return False
    found = set(names_in(text))
    date = parse_date(text, "text")
    return bool(found and found <= names) or date.value is not None or bool(date.notice)
