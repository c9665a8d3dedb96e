"""One article out of a web page: what it states, reconciled, and the story that it shows."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from archive.errors import SourceError
from archive.formats.markup.html_blocks import blocks_of
from archive.formats.web_page.appended_parts import drop_announced, drop_next_stories
from archive.formats.web_page.body_structure import structure_of
from archive.formats.web_page.bylines import PageCredits, credited
from archive.formats.web_page.canonical_address import page_address
from archive.formats.web_page.captions import captions
from archive.formats.web_page.classification import (
    PageKind,
    kind_of,
    language_of,
    says_article,
    section_of,
    source_of,
    topics_of,
)
from archive.formats.web_page.discussion import with_messages
from archive.formats.web_page.headlines import choose, shown_headings
from archive.formats.web_page.html_tree import drop_data, is_of_one_article, parse
from archive.formats.web_page.json_ld import LinkedArticle, read_linked
from archive.formats.web_page.main_text import body_of
from archive.formats.web_page.main_text_repair import PageBlock, completed_story, page_blocks
from archive.formats.web_page.meta_tags import Meta, Statement, read_meta
from archive.formats.web_page.page_region import or_region
from archive.formats.web_page.paragraph_division import divided, may_be_joined, undumped
from archive.formats.web_page.prose import (
    LEAST_WEIGHT,
    has_sentence,
    has_unlinked,
    is_prose,
    rescued,
    weight,
)
from archive.formats.web_page.publication_date import published
from archive.formats.web_page.rendered_tree import (
    attach_shadow_roots,
    drop_offers,
    drop_readings,
    drop_scripts,
    join_drop_caps,
    show_noscript,
)
from archive.formats.web_page.repeated_lines import trimmed
from archive.formats.web_page.signatures import signed
from archive.formats.web_page.standfirst import with_lead
from archive.model.article import Article, Origin, Provenance, Role
from archive.model.text import one_line, unescaped

_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title", "sailthru.title",
           "parsely-title", "citation_title")  # fmt: skip
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site",
          "dc.publisher", "citation_journal_title")  # fmt: skip
# Domains below a country's that hold the names of sites: "post.co.za".
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "gouv", "edu", "ac", "or", "ne"}
)
# Words of pages that stand for one that could not be had.
_FAILURE = re.compile(
    r"\b(?:404|403|50[0234])\b|not found|no longer available|access denied|forbidden|"
    r"just a moment|are you (?:a )?(?:human|robot)|service unavailable|bad gateway|"
    r"nicht gefunden|introuvable|no encontrad[ao]|non trovata|não encontrada|не найден|"
    r"찾을 수 없|找不到|見つかりません|غير موجود",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE = 4_096
_MOST_OF_LINKS = 0.8
# A page without a headline needs as much text.
_LEAST_PARAGRAPH = 80
# A dated text of some 600 words is a story, whatever else stands on its page.
_LONG_STORY = 3_000


def read_page(text: str, provenance: Provenance) -> Article:
    """The article of a page as the page states it; `SourceError` where it holds none."""
    if len(_CONTROLS.findall(text[:_SAMPLE])) * 20 > len(text[:_SAMPLE]):
        raise SourceError(f"{provenance.source}: no text but some other file: give it its own name")
    root = parse(text)
    if root is None:
        raise SourceError(f"{provenance.source}: an empty page: save it again from its address")
    dropped = drop_data(root)
    attach_shadow_roots(root)
    drop_readings(root)
    show_noscript(root)
    drop_next_stories(root)
    if not is_of_one_article(root):
        raise SourceError(
            f"{provenance.source}: too large for the page of one article: save the article's own "
            "page and add it again"
        )
    # lxml makes an element's object anew each time that it is met, unless somebody has it.
    elements = list(root.iter())
    article = _article(root, provenance, dropped)
    _check(article, root)
    del elements
    return article


def _article(root: HtmlElement, provenance: Provenance, dropped: int) -> Article:
    meta, linked = read_meta(root), read_linked(root)
    url = page_address(root, linked, meta, provenance.address)
    source = source_of(meta, linked)
    shown = shown_headings(root)
    sites = tuple(_site_names(meta, linked, url))
    headline = choose(_titles(root, meta, linked), shown, sites)
    made_by = credited(root, linked, meta, sites)
    language = language_of(root, meta, linked)
    date = published(
        root, linked, meta, url.value if url else None, language.value if language else None
    )
    section, topics = section_of(meta, linked), topics_of(meta, linked)
    pictures = captions(root)
    kind = kind_of(root, meta, linked)
    drop_scripts(root)
    drop_offers(root)
    drop_announced(root)
    join_drop_caps(root)
    blocks = page_blocks(root)
    story = _story(root, blocks, kind, is_dated=date.value is not None)
    body = with_lead(story, blocks, root, _descriptions(meta, linked))
    body = tuple(one_line(unescaped(text, but_tags=True)) if "&" in text else text for text in body)
    body = trimmed(
        body, headline.value if headline else "", shown, made_by.credits, pictures, blocks
    )
    if all(credit.role is Role.AGENCY for credit in made_by.credits):
        signature = signed(body, root, sites)
        if signature.credits:
            body = signature.body
            made_by = PageCredits((*made_by.credits, *signature.credits), "text")
    structure = structure_of(body, blocks, root, provenance.address or (url.value if url else None))
    stated = {
        "headline": headline,
        "credits": Statement("", made_by.why) if made_by.credits else None,
        "published": Statement("", date.why) if date.value else None,
        "source": source,
        "section": section,
        "topics": Statement("", topics.why) if topics.values else None,
        "language": language,
        "url": url,
        "body": Statement("", _whole_or_less(dropped)) if body else None,
        "captions": Statement("", "figures") if pictures else None,
    }
    return Article(
        headline=headline.value if headline else "",
        body=body,
        provenance=provenance,
        captions=pictures,
        subheads=structure.subheads,
        items=structure.items,
        pictures=structure.pictures,
        credits=made_by.credits,
        published=date,
        source=source.value if source else None,
        section=section.value if section else None,
        topics=topics.values,
        language=language.value if language else None,
        url=url.value if url else None,
        origins=tuple(Origin(field, said.why) for field, said in stated.items() if said),
    )


def _story(
    root: HtmlElement, blocks: list[PageBlock], kind: PageKind, *, is_dated: bool
) -> tuple[str, ...]:
    """The text of a page in the way of its kind."""
    body = _divided_body(root, blocks, comments=kind is PageKind.THREAD)
    if kind is PageKind.THREAD:
        return with_messages(body, root)
    story = completed_story(rescued(body, root), blocks)
    is_whole = is_dated and weight(story) >= _LONG_STORY
    if kind is not PageKind.UNSTATED or is_whole:
        return story
    return or_region(story, root, is_dated=is_dated)


def _divided_body(root: HtmlElement, blocks: list[PageBlock], *, comments: bool) -> tuple[str, ...]:
    """The extracted story, divided at the blocks of the page where it may be several in one."""
    body = body_of(root, comments=comments)
    if not may_be_joined(body, [block.text for block in blocks]):
        return body
    body = divided(body, [block.text for block in blocks_of(root)])
    story = next(root.iter("main", "article"), root)
    return undumped(body, (block.text for block in blocks_of(story))) if len(body) == 1 else body


def _whole_or_less(dropped: int) -> str:
    return f"page, without a text of {dropped:,} characters in it" if dropped else "page"


def _check(article: Article, root: HtmlElement) -> None:
    """Refuse what is no article: it has neither headline nor text, or is about a failure."""
    meta = read_meta(root)
    name = article.provenance.source
    if is_prose(article.body):
        return
    again = "save the article's own page and add it again"
    length = sum(map(len, article.body))
    if not article.headline and length < _LEAST_PARAGRAPH:
        raise SourceError(f"{name}: a page with neither headline nor text: {again}")
    if _FAILURE.search(article.headline) and not says_article(meta):
        raise SourceError(f'{name}: a page that says "{article.headline}", no article: {again}')
    has_text = has_sentence(article.body) or weight(article.body) >= LEAST_WEIGHT
    is_linked = _share_of_links(root) > _MOST_OF_LINKS and not has_unlinked(article.body, root)
    if not says_article(meta) and (not has_text or is_linked):
        raise SourceError(f"{name}: a page of headings and links without a text: {again}")


def _share_of_links(root: HtmlElement) -> float:
    linked = sum(len(text) for link in root.iter("a") for text in link.itertext())
    return linked / max(sum(map(len, root.itertext())), 1)


def _descriptions(meta: Meta, linked: tuple[LinkedArticle, ...]) -> list[str]:
    stated = [said.value for said in meta.all("og:description", "description")]
    return stated + [text for article in linked[:1] for text in article.descriptions]


def _titles(
    root: HtmlElement, meta: Meta, linked: tuple[LinkedArticle, ...]
) -> Iterator[Statement]:
    yield from (Statement(text, "JSON-LD") for article in linked[:1] for text in article.headlines)
    yield from (
        Statement(unescaped(said.value, but_tags=True), said.why) for said in meta.all(*_TITLES)
    )
    title = root.find(".//head/title")
    if title is not None and (text := one_line("".join(title.itertext())[:1000])):
        yield Statement(unescaped(text, but_tags=True), "title element")


def _site_names(
    meta: Meta, linked: tuple[LinkedArticle, ...], url: Statement | None
) -> Iterator[str]:
    yield from (said.value for said in meta.all(*_SITES))
    yield from (article.publisher for article in linked if article.publisher)
    if url:
        host = url.value.split("/")[2].removeprefix("www.")
        yield host
        *names, _ = host.split(".")
        yield from [name for name in names if name not in _SECOND_LEVEL][-1:]
