"""Boilerplate of news pages: one table of lines that stand around stories.

Buttons, advertisements, notices and headings of lists of other articles, in the languages of the
pages where they were found and of neighbouring ones. The table serves text that was copied from a
page as well as the paragraphs of web pages.
"""

import re

_PLATFORMS = (
    r"facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email|e-mail|line|wechat|weibo|viber|"
    r"pinterest|messenger|threads|bluesky|kakaotalk|카카오톡|이메일|페이스북|트위터|微信|微博|脸书|臉書"
)
_BUTTONS = (
    rf"(?:share|post|send|tweet|pin|email)(?: this)?(?: (?:article|story|page))?"
    rf"(?: (?:on|to|via|by|with) (?:{_PLATFORMS}|a friend))?|e-?mail|print|copy(?: the)? link|"
    rf"save|bookmark|listen|listen to (?:this )?article|{_PLATFORMS}|"
    rf"compartir(?: (?:en|por) (?:{_PLATFORMS}))?|imprimir|copiar enlace|"
    rf"(?:{_PLATFORMS})?\s*(?:에|으로|로)?\s*(?:공유|공유하기)|인쇄|링크 복사|"
    rf"(?:分享|转发|轉發)(?:到|至)?\s*(?:{_PLATFORMS})?|打印|列印|复制链接|複製連結|"
    rf"مشاركة(?: (?:على|عبر) \S+)?|شارك(?: (?:على|عبر) \S+)?|طباعة|نسخ الرابط|"
    r"teilen|partager|condividi|drucken|\d+ min(?:uten?|utes?|\.)?(?: read| lesezeit)?"
)
_ADVERTISEMENTS = (
    r"advertis(?:e)?ment|article continues (?:after|below).*|story continues below.*|"
    r"scroll (?:down )?to continue.*|anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|"
    r"publicidade|reklama?|annons[e]?|iklan|advertentie|광고|広告|广告|廣告|empfohlener inhalt|"
    r"externer inhalt"
)
# Headings of lists of other articles: in a text that was copied the list goes with them.
_OTHER_ARTICLES = (
    r"related(?: (?:stories|story|articles?|news|content|coverage|topics?))?|"
    r"(?:read|see|learn) more|read (?:also|next)|also read|see also|most (?:read|popular)|"
    r"more (?:stories|news|from .{1,40}|on this(?: story| topic)?)|"
    r"recommended(?: stories| articles)?|lesen sie auch|lesen sie mehr(?: zum thema)?|"
    r"mehr zum thema|mehr dazu|zum thema|auch interessant|ähnliche artikel|weiterlesen|"
    r"à lire aussi|lire aussi|leer también|lea también|te puede interesar|"
    r"noticias relacionadas|leggi anche|lees ook|leia (?:também|mais)|"
    r"czytaj (?:więcej|też|także)|zobacz (?:też|także)|čtěte také|přečtěte si také|baca juga|"
    r"läs (?:mer|också)|les også|læs også|читайте также|читайте також|관련 ?기사|関連記事|"
    r"相关(?:新闻|阅读)|相關(?:新聞|閱讀)|اقرأ أيضا|مواضيع ذات صلة"
)
_COMMENTS = (
    r"(?:leave|post|write|add) a (?:comment|reply)|comments?|kommentare?|kommentar abgeben|"
    r"follow us(?: on .*)?"
)
# Beginnings of lines that lead to another article, or name a picture's maker.
_LINK = re.compile(
    r"(?:read (?:more|also|next)|see also|also read|related|lesen sie (?:auch|mehr)|mehr dazu|"
    r"lees ook|leggi anche|lea también|leer también|lire aussi|à lire aussi|leia também|"
    r"czytaj także|czytaj też|baca juga|läs (?:också|mer)|les også|læs også|читайте также|"
    r"(?:file )?photos?(?: credit)?|image(?: credit)?|picture|foto|bild|quelle|source|crédit|"
    r"사진|图|图片|圖|写真|фото)\s*[:：©/|].*|©.*",
    re.IGNORECASE,
)
# Beginnings of what a page puts after its article; more than a word, because reporters write of
# comments too.
_NOTICE = re.compile(
    r"^(?:have your say|(?:add|leave|post|write|submit|share) (?:us )?(?:your|a) "
    r"(?:comments?|thoughts|views?|opinion|reply)\b|"
    r"comments? (?:are|is|will be) |(?:\d+ )?comments?:?$|sign up (?:for|to) |subscribe (?:to|now)|"
    r"join (?:the|our) (?:conversation|newsletter)|follow us |copyright (?:©|\(c\)|\d{4}|by )|©|"
    r"all rights reserved|댓글(?:은 |\s*(?:쓰기|달기|보기|\d+)?$)|의견을 (?:남|보내|쓰|적)|"
    r"发表评论|發表評論|我要留言|留言(?:板|$)|(?:deje|escriba|añada) (?:su|un) comentario|"
    r"suscríbase|اترك تعليق|أضف تعليق|شارك برأيك)",
    re.IGNORECASE,
)


def _whole_line(*patterns: str) -> re.Pattern[str]:
    """Compile a pattern for whole lines, with any dashes, brackets and arrows around them."""
    return re.compile(
        rf"(?:[-–—(\[]\s*)?(?:{'|'.join(patterns)})\s*(?:[-–—)\]:：…>»]\s*)*", re.IGNORECASE
    )


_BUTTON = _whole_line(_BUTTONS, _ADVERTISEMENTS)
_OTHERS = _whole_line(_OTHER_ARTICLES)
_LINE = _whole_line(_BUTTONS, _ADVERTISEMENTS, _OTHER_ARTICLES, _COMMENTS)
_LONGEST = 150


def is_button(line: str) -> bool:
    """Whether the line is a button to share, print or save, or the word over an advertisement."""
    return len(line) <= _LONGEST and _BUTTON.fullmatch(line) is not None


def is_notice(line: str) -> bool:
    """Whether the line belongs to a comment form, a newsletter or a copyright notice."""
    return _NOTICE.match(line) is not None


def heads_other_articles(line: str) -> bool:
    """Whether the line is the heading of a list of other articles."""
    return len(line) <= _LONGEST and _OTHERS.fullmatch(line) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a paragraph of a web page is a button, a link or a heading of other articles."""
    return len(line) <= _LONGEST and (
        _LINE.fullmatch(line) is not None or _LINK.fullmatch(line) is not None
    )
