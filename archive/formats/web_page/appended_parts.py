"""Parts behind a story: the next story of an endless page, lists of other stories."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from archive.formats.web_page.discussion import is_forum
from archive.formats.web_page.html_tree import text_length
from archive.formats.web_page.main_text_repair import key
from archive.model.text import one_line

# A story of its own has as many letters in paragraphs; a teaser has fewer.
_LEAST_PROSE = 200
_DATED = etree.XPath("boolean(.//time|.//*[@itemprop='datePublished'])")
# Teasers and notes on authors have fewer paragraphs of such a length.
_LONG_PARAGRAPH, _SEVERAL = 200, 4
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_HOLDERS = frozenset({"html", "body", "main", "article"})
_MOST_OF_PAGE = 0.3
_LONGEST_HEADING = 60
_MOST_UNLINKED = 0.5
_ANNOUNCEMENT = re.compile(
    r"(?:(?:our |the )?(?:related|recommended|similar|latest|recent|popular|trending|other|more) "
    r"(?:posts?|articles?|stories|news|reads?|reading|blogs?|blog posts?|content|coverage|guides|"
    r"resources|topics|insights)|related|recommended(?: for you)?|read (?:this )?next|"
    r"(?:what to )?read next|up next|keep reading|most (?:read|popular|viewed)|"
    r"more (?:from|in|on|like) .{2,40}|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)"
    r"(?: these)?(?: posts| articles)?|(?:about|meet) the authors?|author bio|"
    r"weitere (?:artikel|beiträge|nachrichten|themen)|ähnliche (?:artikel|beiträge)|"
    r"mehr zum thema|das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)|"
    r"lesen sie auch|meistgelesen|über den autor|über die autorin|"
    r"articles? (?:liés|similaires|connexes|recommandés|récents)|(?:à )?lire aussi|"
    r"sur le même (?:sujet|thème)|vous aimerez aussi|les plus lus|à propos de l[’']auteur|"
    r"(?:artículos|noticias|notas|entradas) relacionad[ao]s|(?:también )?te puede interesar|"
    r"le[ea] también|lo más leído|sobre el autor|"
    r"(?:artigos|notícias|matérias) relacionad[ao]s|leia (?:também|mais)|mais lidas|"
    r"articoli correlati|leggi anche|(?:ti )?potrebbe interessar(?:ti|e)(?: anche)?|"
    r"lees ook|gerelateerde (?:artikelen|berichten)|meest gelezen|"
    r"(?:czytaj|zobacz) (?:też|także|również)|powiązane artykuły|läs (?:också|mer)|les også|"
    r"читайте также|похожие (?:статьи|новости|материалы|записи)|материалы по теме|"
    r"читайте також|ilgili haberler|"
    r"関連(?:記事|ニュース)|あわせて読みたい|おすすめ記事|人気記事|"
    r"(?:相关|推荐|延伸)(?:阅读|文章|新闻|报道)|(?:相關|推薦|延伸)(?:閱讀|文章|新聞|報導)|热门文章|"
    r"관련 ?(?:기사|뉴스)|많이 본 (?:뉴스|기사)|اقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة)"
    r"\s*[:：>»→…]?",
    re.IGNORECASE,
)


def drop_next_stories(root: HtmlElement) -> None:
    """Remove the stories that an endless page has appended to its own.

    Such a story stands in an element behind one that holds the headline that the page's title
    has, of the same tag, and has a headline of its own. Elements that are no articles have to be
    dated besides, as
    sections of one story are not.
    """
    headlines = list(root.iter("h1"))
    if len(headlines) < 2 or is_forum(root):
        return
    title = key("".join(text for one in root.iter("title") for text in one.itertext()))
    headline = next((one for one in headlines if _is_of_page(one, title)), None)
    if headline is None:
        return
    for holder in (headline, *headline.iterancestors()):
        if holder.tag in {"body", "html"}:
            return
        for sibling in list(holder.itersiblings(str(holder.tag))):
            if _is_alike(sibling, holder) and _is_story(sibling) and _is_story(holder):
                sibling.drop_tree()


def drop_announced(root: HtmlElement) -> None:
    """Remove lists of other stories, and notes on the author, with the heading that says so."""
    most = text_length(root) * _MOST_OF_PAGE
    for heading in list(root.iter(*_HEADINGS)):
        if heading.getparent() is None:
            continue
        text = one_line("".join(heading.itertext()))
        if len(text) > _LONGEST_HEADING or not _ANNOUNCEMENT.fullmatch(text):
            continue
        holder = _box(heading, most)
        if holder is not heading and not _has_prose(holder):
            holder.drop_tree()
            continue
        for following in list(_linked_siblings(heading)):
            following.drop_tree()


def _is_of_page(headline: HtmlElement, title: str) -> bool:
    letters = key("".join(headline.itertext()))
    return bool(letters) and letters in title


def _is_alike(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements are articles, or are called alike."""
    names, others = (set((each.get("class") or "").split()) for each in (one, other))
    return one.tag == "article" or names == others or bool(names & others)


def _is_story(element: HtmlElement) -> bool:
    if next(element.iter("h1"), None) is None:
        return False
    is_article = element.tag == "article" or next(element.iter("article"), None) is not None
    return (is_article or bool(_DATED(element))) and _prose(element) >= _LEAST_PROSE


def _prose(element: HtmlElement) -> int:
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))


def _has_prose(element: HtmlElement) -> bool:
    """Whether an element has several paragraphs that are longer than those of teasers."""
    lengths = (len("".join(paragraph.itertext())) for paragraph in element.iter("p"))
    return sum(length >= _LONG_PARAGRAPH for length in lengths) >= _SEVERAL


def _box(heading: HtmlElement, most: float) -> HtmlElement:
    """The largest element that begins with a heading and is a small part of the page."""
    box = heading
    while (parent := box.getparent()) is not None:
        if (
            parent.tag in _HOLDERS
            or box.getprevious() is not None
            or (parent.text or "").strip()
            or text_length(parent) > most
            or next(parent.iter("h1"), None) is not None
        ):
            break
        box = parent
    return box


def _linked_siblings(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The lists of links right below a heading."""
    for sibling in heading.itersiblings():
        length = text_length(sibling)
        linked = sum(len("".join(link.itertext())) for link in sibling.iter("a"))
        if sibling.tag in _HEADINGS or linked <= length * _MOST_UNLINKED:
            return
        yield sibling
