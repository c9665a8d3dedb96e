"""BibTeX: an article as an entry, with BibLaTeX's fields for newspapers besides.

Format: the BibTeX and BibLaTeX manuals. LaTeX's special characters are written as commands in
braces that always come in pairs, since BibTeX counts braces before LaTeX reads them.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from archive.citation.cited_article import ARCHIVE, CitedArticle
from archive.citation.cited_names import CitedName

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = str.maketrans(
    {sign: rf"\{sign}" for sign in "&%$#_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# Signs of which TeX makes one of two.
_LIGATURE = re.compile("([-'`])(?=\\1)")
# What an address may have: braces, backslashes and carets would end or change the field.
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
_NOT_IN_KEYS = re.compile("[^a-z]")
_UNNAMED = "article"


def record(article: CitedArticle) -> str:
    """Entry of an article, with a blank line behind it."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(article))
    return f"@article{{{_key(article)},\n{fields}}}\n\n"


def _fields(article: CitedArticle) -> Iterator[tuple[str, str]]:
    for name, names in (
        ("author", article.authors),
        ("translator", article.translators),
        ("editor", article.editors),
    ):
        if names:
            yield name, f"{{{' and '.join(map(_name, names))}}}"
    # Braces within keep the capitals of the headline.
    yield "title", f"{{{{{_escaped(article.headline.text)}}}}}"
    if article.container:
        yield "journal", f"{{{_escaped(article.container)}}}"
    yield "entrysubtype", "{newspaper}"
    if date := article.published:
        yield "year", f"{{{date.year:04}}}"
        if date.month:
            yield "month", _MONTHS[date.month - 1]
        if date.day:
            yield "day", f"{{{date.day}}}"
    for name, value in (
        ("section", article.section),
        ("langid", article.language),
        ("keywords", ", ".join(article.keywords)),
    ):
        if value:
            yield name, f"{{{_escaped(value)}}}"
    if article.address:
        yield "url", f"{{{quote(article.address, safe=_IN_ADDRESSES)}}}"
    yield "urldate", f"{{{article.accessed.iso}}}"
    yield "note", f"{{{_escaped(f'{ARCHIVE} {article.id}')}}}"


def _name(name: CitedName) -> str:
    """Name in BibTeX's order "Surname, Suffix, Given"; each part in braces where it could split."""
    if name.is_house or not name.given:
        return f"{{{_escaped(name.family)}}}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(_part(part) for part in parts)


def _part(text: str) -> str:
    words = text.lower().split()
    return f"{{{_escaped(text)}}}" if "and" in words or "," in text else _escaped(text)


def _key(article: CitedArticle) -> str:
    """Key of an entry: surname and year where there are any, and the id, which makes it unique."""
    surname = article.authors[0].family if article.authors else ""
    plain = unicodedata.normalize("NFKD", surname).casefold()
    year = article.published.year if article.published else ""
    return f"{_NOT_IN_KEYS.sub('', plain)[:20] or _UNNAMED}{year}-{article.id}"


def _escaped(text: str) -> str:
    return _LIGATURE.sub(r"\1{}", text.translate(_SPECIAL))
