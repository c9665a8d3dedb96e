"""Correction notes: paragraphs by which a paper says that it has corrected or updated an article.

A note begins with a label, such as "Correction:" or "Editor's note (4 June):", or is a sentence on
the article itself, such as "This story has been updated to add a comment."
"""

import re
from collections.abc import Iterable

from archive.model.article import Article

# Labels by language, as they are folded.
_LABELS = (
    # English
    *("correction", "corrections", "corrected", "clarification", "clarifications"),
    *("correction and clarification", "corrections and clarifications", "correction notice"),
    *("editor's note", "editors' note", "editor’s note", "editors’ note", "editorial note"),
    *("erratum", "errata", "corrigendum", "update and correction", "amendment"),
    # Spanish, Portuguese, Italian
    *("corrección", "rectificación", "aclaración", "fe de errores", "fe de erratas"),
    *("nota del editor", "nota de la redacción", "correção", "retificação", "nota do editor"),
    *("nota da redação", "esclarecimento", "rettifica", "errata corrige", "correzione"),
    *("nota della redazione", "precisazione"),
    # French
    *("rectificatif", "rectification", "précision", "note de la rédaction", "mise au point"),
    # German, Dutch
    *("korrektur", "berichtigung", "richtigstellung", "klarstellung", "korrekturhinweis"),
    *("anmerkung der redaktion", "anm. d. red.", "correctie", "rectificatie", "verduidelijking"),
    *("noot van de redactie",),
    # Swedish, Danish and Norwegian, Finnish, Polish, Turkish
    *("rättelse", "rettelse", "presisering", "oikaisu", "sprostowanie", "od redakcji"),
    *("düzeltme", "editörün notu"),
    # Russian, Ukrainian
    *("исправление", "уточнение", "поправка", "опровержение", "примечание редакции"),
    *("от редакции", "виправлення", "уточнення", "від редакції"),
    # Arabic, Persian, Hebrew
    *("تصحيح", "توضيح", "تصويب", "ملاحظة المحرر", "ملاحظة من المحرر", "اصلاحیه", "تصحیح"),
    *("תיקון", "הבהרה", "הערת המערכת"),
    # Korean, Japanese, Chinese
    *(
        "정정",
        "정정보도",
        "정정보도문",
        "바로잡습니다",
        "바로잡음",
        "편집자 주",
        "편집자주",
        "알림",
    ),
    *("訂正", "お詫びと訂正", "訂正とおわび", "編集部注", "編注", "更正", "更正启事", "更正啟事"),
    *("勘误", "勘誤", "编者注", "編者註", "编者按", "編者按", "澄清"),
    # Vietnamese, Indonesian, Thai
    *("đính chính", "koreksi", "ralat", "catatan redaksi", "แก้ไขข่าว", "แก้คำผิด", "ชี้แจง"),
)
# A label with a date beside it, if any, and a mark that ends it: "Correction (June 4, 2019):".
_LABELLED = re.compile(
    r"[\s\[(（【〔*•_—–-]*"
    rf"(?:{'|'.join(sorted(map(re.escape, _LABELS), key=len, reverse=True))})"
    r"(?:[\s,(（][^:：\]】]{0,30}\d[^:：\]】]{0,15})?"
    r"\s*(?:[:：\]】〕)）—–|*]|-(?!\w)|\.(?:\s|$)|$)"
)
# Sentences on the article itself, by language.
_TOLD = (
    # English
    (
        r"\b(?:this|an? (?:earlier|previous)|the original) (?:article|story|report|piece|post|"
        r"version|headline|item|text|page|caption|dispatch)\b.{0,100}\b(?:corrected|updated|amended|"
        r"clarified|revised|mis(?:stat|spell|identifi|attribut|quot|report)ed|misspelt|incorrect|incorrectly|"
        r"erroneously|wrong|wrongly|mistakenly|in error)\b"
    ),
    r"\b(?:has|have) been (?:corrected|updated|amended|revised) (?:to|after|with|because)\b",
    # Spanish, Portuguese, Italian
    (
        r"\best[ea] (?:artículo|nota|noticia|texto|información|artigo|matéria|reportagem)\b.{0,60}"
        r"\b(?:corregid|actualizad|modificad|rectificad|corrigid|atualizad|retificad)[oa]\b"
    ),
    r"\b(?:una versión anterior|uma versão anterior) de(?:l| la| este| esta|ste|sta)\b",
    r"\bquesto articolo\b.{0,60}\b(?:corretto|aggiornato|modificato)\b",
    # French
    (
        r"\bcet(?:te)? (?:article|dépêche|version|texte)\b.{0,60}\b(?:corrigé|mise? à jour|modifié|"
        r"rectifié)"
    ),
    r"\bune version précédente de (?:cet|cette)\b",
    # German, Dutch
    (
        r"\bdiese[rsn]? (?:artikel|text|beitrag|bericht|meldung|fassung|version)s?\b.{0,80}"
        r"\b(?:korrigiert|aktualisiert|berichtigt|geändert|präzisiert|angepasst)\b"
    ),
    r"\bin einer (?:früheren|ersten|vorherigen) (?:version|fassung)\b",
    r"\bdit (?:artikel|bericht)\b.{0,60}\b(?:gecorrigeerd|aangepast|bijgewerkt)\b",
    # Russian, Arabic
    r"(?:статья|текст|новость|материал)\b.{0,60}\b(?:исправлен|обновлен|обновлён|дополнен)",
    r"(?:تم|جرى) (?:تصحيح|تعديل|تحديث) (?:هذا|هذه)",
    # Korean, Chinese, Japanese
    r"(?:이|해당|본) 기사.{0,60}(?:정정|수정|바로잡)",
    r"(?:本文|此文|本报道|本報導|本稿|この記事).{0,40}(?:更正|更新|修正|訂正)",
)
_SENTENCE = re.compile("|".join(_TOLD))
# Characters read of a paragraph: notes are short.
_READ = 1_000


def correction_note(article: Article) -> str:
    """First paragraph that is a correction's note, or a headline labelled so; "" without any."""
    if _LABELLED.match(_folded(article.headline)):
        return article.headline
    return next(filter(_is_note, _paragraphs(article)), "")


def _paragraphs(article: Article) -> Iterable[str]:
    return (*article.body, *article.captions)


def _is_note(paragraph: str) -> bool:
    text = _folded(paragraph)
    return bool(_LABELLED.match(text) or _SENTENCE.search(text))


def _folded(text: str) -> str:
    return text[:_READ].casefold()
