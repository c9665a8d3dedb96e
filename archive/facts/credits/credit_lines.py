"""Parser of credit lines in stories, and of byline fields."""

import re
from collections.abc import Iterable

from archive.facts.credits import chinese, job_titles, sentence_patterns
from archive.facts.credits.bracketed_names import bracketed_names
from archive.facts.credits.inverted_names import LONGEST_LIST, names_in_order
from archive.facts.credits.korean import korean_byline
from archive.facts.credits.lone_places import is_lone_place
from archive.facts.credits.name_lists import loose_credits_in, without_final_dot
from archive.facts.credits.role_clauses import clauses
from archive.model.article import Credit, Role
from archive.model.text import one_line

LONGEST_CREDITS = 600
# Papers of many authors fill such fields with hundreds of names; undivided, it is some text.
_LONGEST_UNDIVIDED = 2_000
_MARKS = ";,\n"
_BRACKETED = re.compile(
    r"[(\[（【〔<]\s*(?P<inside>[^()（）]*(?:\([^()]*\)[^()（）]*)*?)\s*[)\]）】〕>]\.?"
)
_NEWS_OF = re.compile(r"^本[报報][讯訊]\s*(?=[(（])")
_DASHES = re.compile(r"^[-–—_*•■▲◆]{1,8}\s*")
# Contacts of a desk: an address, a telephone number.
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
_CONTACT = re.compile(
    rf"{_EMAIL}|\+?[\d][\d ()-]{{5,20}}|(?:Twitter:? ?)?@\w{{1,30}}", re.IGNORECASE
)
_CONTACTS = re.compile(rf"(?<=[)\]])\s*\(+{_EMAIL}[^()]{{0,80}}\)+$")
# A dot ends a sentence behind a whole word, but for those that end in one.
_SENTENCES = re.compile(
    r"(?:[;。；]|\.(?=\s)(?:(?<=[^\W\d_]{2}\.)|(?<=[)\]]\.))"
    r"(?<!\b[JS]r\.)(?<!\b[MD]r\.)(?<!\bSt\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bProf\.))\s*"
)
_SHAPES = (
    clauses, sentence_patterns.contributed, sentence_patterns.reported,
    sentence_patterns.picture, sentence_patterns.with_job,
    chinese.photographers, korean_byline,
)  # fmt: skip
_BY = re.compile(
    r"^(?:(?:by|por|par|von)\b\s*:?|"
    r"(?:texte?o?|testo|tekst|authors?|autor(?:a|as|es|in|en|i)?|auteurs?|autore|автор(?:ы|и|ка)?|"
    r"текст|yazan?r?|penulis|skribent|tác giả)\s*:)\s*",
    re.IGNORECASE,
)


def parse_credits(text: str) -> tuple[Credit, ...]:
    """Parse a line or paragraph of credits; empty unless all of it parses.

    Covers "Reported by A for X's Korean Service. Translated by B. Written in English by C.",
    "(Reporting by A and B; editing by C)", "A in Seoul contributed", and the like in Korean,
    Chinese, Japanese, Spanish, Portuguese, French, German and Arabic.
    """
    if len(text) > LONGEST_CREDITS * 2:
        return ()
    text = one_line(text)
    if not text or len(text) > LONGEST_CREDITS:
        return ()
    if found := sentence_patterns.signed(text):
        return tuple(found)
    text = _NEWS_OF.sub("", _DASHES.sub("", text))
    if "@" in text:
        text = _CONTACTS.sub("", text)
    if bracketed := _BRACKETED.fullmatch(text):
        text = bracketed["inside"]
        if found := sentence_patterns.bracketed_agency(text):
            return tuple(found)
    found = _unique(_sentences(text))
    return found or (tuple(bracketed_names(text) or ()) if bracketed else ())


def parse_byline(text: str) -> tuple[Credit, ...]:
    """Parse a byline field: "By A and B, Reuters", "A", "By A in Seoul".

    Names without a role are reporters; an agency after them is an agency. A text that cannot be
    divided becomes one reporter, unless it is longer than any name; a desk ("Staff Writer"), an
    account ("admin") or a place alone ("Kisumu, Kenya") gives no credit. Inverted names
    are turned ("Quill, Nora").
    """
    if len(text) > LONGEST_LIST:
        text = text[: max(map(text[:LONGEST_LIST].rfind, _MARKS))]
    text = one_line(text)
    if found := parse_credits(text):
        return found
    bare = without_final_dot(names_in_order(_BY.sub("", text).strip(" ,;")))
    if not bare.strip(" .") or job_titles.is_account(bare) or is_lone_place(bare):
        return ()
    found = loose_credits_in(bare)
    if found is None:
        return (Credit(bare, Role.REPORTER),) if len(bare) <= _LONGEST_UNDIVIDED else ()
    return _unique(found)


def _sentences(text: str) -> Iterable[Credit]:
    """The credits of all sentences, empty if one of them is something else."""
    found: list[Credit] = []
    for sentence in _SENTENCES.split(text):
        sentence = without_final_dot(sentence.strip(" ,;"))
        if not sentence or _CONTACT.fullmatch(sentence):
            continue
        credited = next((c for shape in _SHAPES if (c := shape(sentence)) is not None), None)
        if credited is None:
            return ()
        found += credited
    return found


def _unique(found: Iterable[Credit]) -> tuple[Credit, ...]:
    return tuple(dict.fromkeys(found))
