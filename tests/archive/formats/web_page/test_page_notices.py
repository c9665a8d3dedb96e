import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.formats.web_page import read_page
from archive.formats.web_page.page_notices import is_page_notice
from archive.model.article import Provenance
from archive.model.text import unescaped

STORY = (
    "The last ferry left the quay at Skarvik on Tuesday with eleven people and a piano on board.",
    "For ninety years the boat had carried the mail, the milk and most brides of the island.",
    "A bridge will do all that from August, said the county, which has built it since 2014.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def read(body, *, head="", title="Ferry stops"):
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read_page(page, Provenance("", "text/html", "page.html"))


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to read on", "Already a subscriber? Sign in.", "0 Comments", "Kommentare (3)",
        "Get unlimited access for 1 euro a month. Cancel at any time.", "Show comments (12)",
        "This article is for subscribers only.", "Sign up for our newsletter to get the news.",
        "Follow us on Facebook and Twitter.", "Join our WhatsApp channel", "Tags: Harbour, Ferry",
        "We need your consent to load this content, which uses cookies of others.",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
        "Sie möchten weiterlesen? Jetzt Abo abschließen.", "Bereits Abonnent? Hier einloggen.",
        "Folgen Sie uns auf Instagram", "Schlagworte: Hafen, Fähre",
        "Il vous reste 65 % de cet article à lire.", "Déjà abonné ? Se connecter",
        "Suivez-nous sur WhatsApp", "Laisser un commentaire", "Abonnez-vous à notre lettre",
        "Este contenido es exclusivo para suscriptores.", "Síguenos en Facebook y Twitter",
        "¿Ya eres suscriptor? Inicia sesión", "Seguici su Telegram", "Sei già abbonato? Accedi",
        "Siga-nos no Instagram", "Conteúdo exclusivo para assinantes", "Volg ons op Facebook",
        "Подписывайтесь на наш канал в Telegram", "Читайте нас в Дзене", "Теги: порт, паром",
        "Підписуйтесь на наш канал", "Bizi Twitter'da takip edin", "تابعونا على فيسبوك",
        "관련 문의는 무단 전재 및 재배포 금지", "구독하기", "댓글 12", "关注我们的微信公众号",
        "發表評論", "この記事は会員限定です。", "残り1,234文字", "コメントを書く",
        "हमें फेसबुक पर फॉलो करें", "Ikuti kami di Instagram", "Theo dõi chúng tôi trên Facebook",
    ],
)  # fmt: skip
def test_offers_and_links_of_the_site_are_no_text(line):
    assert is_page_notice(line)
    article = read(f"<article><h1>Ferry</h1>{PARAGRAPHS}<p>{line}</p></article>")
    assert article.body == STORY


@pytest.mark.parametrize(
    "line",
    [
        *STORY,
        "Comments by the mayor drew anger on the island.",
        "Follow the road to the quay and you will find it shut.",
        "Subscribers to the old ferry card lose their money, said the county.",
        "Join the queue at the bridge, said Mr Berg, and you will wait until August.",
        "Copyrights on the songs ran out in 2014.",
        "Tags were tied to the crates: none was read.",
        "Die Leser folgten dem Fährmann bis an das Ende der Mole.",
        "订阅量去年下降了一半。"[2:],
    ],
)
def test_sentences_of_a_story_are_kept(line):
    assert not is_page_notice(line)


@given(st.text(max_size=300))
def test_any_line_is_judged(line):
    assert is_page_notice(line) in {True, False}


def test_boxes_named_for_an_offer_are_left_out_in_any_language():
    box = '<div class="story-newsletter"><p>Hier könnte in jeder Sprache etwas stehen.</p></div>'
    middle = f"<p>{STORY[0]}</p>{box}<p>{STORY[1]}</p><p>{STORY[2]}</p>"
    assert read(f"<article><h1>Ferry</h1>{middle}</article>").body == STORY


def test_a_paragraph_that_is_a_link_to_another_article_goes():
    link = "<p><a href='/mayor'>Mayor resigns over the price of herring</a></p>"
    middle = f"<p>{STORY[0]}</p>{link}<p>{STORY[1]}</p><p>{STORY[2]}</p>"
    assert read(f"<article><h1>Ferry</h1>{middle}</article>").body == STORY


def test_the_paragraphs_of_a_page_of_links_stay():
    links = "".join(f"<p><a href='/{n}'>{text[:-1]}, {n}</a></p>" for n, text in enumerate(STORY))
    article = read(f"<article><h1>Ferries</h1><p>{STORY[0]}</p>{links}</article>")
    assert article.body == (STORY[0], *(f"{text[:-1]}, {n}" for n, text in enumerate(STORY)))


@pytest.mark.parametrize(
    "heading",
    [
        '<span class="kicker">Politics</span> Ferry makes its last crossing',
        '<span class="article-eyebrow">Politics</span><span>Ferry makes its last crossing</span>',
        "<small>Opinion</small><br>Ferry makes its last crossing",
        '<span class="overline">Islands</span><span> - </span>Ferry makes its last crossing',
    ],
)
def test_the_name_of_the_section_is_no_part_of_the_headline(heading):
    article = read(f"<article><h1>{heading}</h1>{PARAGRAPHS}</article>", title="The Post")
    assert article.headline == "Ferry makes its last crossing"


def test_words_of_a_heading_stay_apart_and_whole():
    heading = "Ferry<br>stops <b>at</b> <i>Skar</i>vik"
    article = read(f"<article><h1>{heading}</h1>{PARAGRAPHS}</article>", title="The Post")
    assert article.headline == "Ferry stops at Skarvik"


@pytest.mark.parametrize(
    "title",
    [
        "Ferry makes its last crossing : Harbour Post",
        "Ferry makes its last crossing_Harbour Post",
        "Ferry makes its last crossing — The Harbour Post, Skarvik",
        "Ferry makes its last crossing – harbourpost.example",
        "Ferry makes its last crossing | News | Harbour Post",
        "Harbour Post | Ferry makes its last crossing",
    ],
)  # fmt: skip
def test_the_site_behind_a_headline_goes_by_its_name_or_its_domain(title):
    head = '<link rel="canonical" href="https://www.harbourpost.example/islands/1">'
    article = read(f"<main><div>{PARAGRAPHS}</div></main>", head=head, title=title)
    assert article.headline == "Ferry makes its last crossing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Caf&eacute; &#8220;Quay&#8221;", "Café “Quay”"),
        ("Tom &amp; Nora&#039;s", "Tom & Nora's"),
        ("AT&T", "AT&T"), ("&lt;br&gt; breaks a line", "&lt;br&gt; breaks a line"),
        ("&nosuchthing; &#x2014;", "&nosuchthing; —"),
    ],
)  # fmt: skip
def test_references_encoded_twice_are_decoded_but_for_tags(text, expected):
    assert unescaped(text, but_tags=True) == expected


@given(st.text(max_size=100))
def test_decoding_adds_no_tags(text):
    assert unescaped(text, but_tags=True).count("<") == text.count("<")


def test_headline_and_text_are_free_of_references_encoded_twice():
    page = "<article><h1>Nora&amp;#8217;s caf&amp;eacute;</h1>" + PARAGRAPHS.replace(
        "The last", "&amp;ldquo;The&amp;nbsp;last&amp;rdquo;"
    )
    article = read(page, title="Nora&amp;#8217;s caf&amp;eacute;")
    assert article.headline == "Nora’s café"
    assert article.body[0].startswith("“The last” ferry")
