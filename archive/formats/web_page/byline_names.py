"""Names in the bylines of pages: divides them and strips jobs, towns and handles."""

import re

from archive.facts.credits import is_full_name, is_lone_name, parse_byline
from archive.facts.news_agencies import is_agency_in_byline
from archive.model.article import Role
from archive.model.text import one_line

_ADDRESS = re.compile(r"\S*(?:https?:|www\.)\S*|(?<!\w)@\w+|[\w.+-]+@[\w-]+\.[\w.-]+")
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_BEFORE = re.compile(
    r"^(?:(?:written |reported |story |words |text |analysis |opinion |column )?by|von|vom|par|por|"
    r"di|door|af|av|autor(?:in|es|en)?|auteurs?|authors?|text|texto|texte|testo|tekst|"
    r"redacción|reporter|kolumne|kommentar|interview|ein|eine|gastbeitrag von|oleh|przez|"
    r"автор(?:ы|и)?|текст)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+(?:and|und|et|y|og|och|en|i|e|és|ve|dan|&|\+|и|та|і)\s+|\s*[;|•·،、]\s*|\s+/\s+|\s*,\s*(?:and\s+|und\s+)?",
)
_KOREAN_TITLE = re.compile(r"(?<=[가-힣])\s*(?:기자|특파원|논설위원|선임기자|인턴기자)$")
_JOB = re.compile(
    r"\b(?:reporter|journalist\w*|editor|correspondent|columnist|writer|chief|head|staff|director|"
    r"photographer|contributor|professor\w*|dr|prof|redakteur\w*|redaktör|korrespondent\w*|"
    r"volont[äa]r\w*|leiter\w*|autor\w*|rédact\w+|journaliste|periodista|redactor\w*|giornalista|"
    r"verslaggever|journalista|dziennikarz|jurnalis|wartawan|university|universität)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:agentur|redaktion|redacción|rédaction|redazione|redactie|redakcja|newsroom|editorial|"
    r"\b(?:agency|agence|agencia|agenzia|staff|team|desk|newsdesk|bureau|news|online|"
    r"correspondents?|press|wires?)\b)|\.(?:com|org|net|eu|tv|[a-z]{2})$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]")
_LONGEST = 80


def names_in(text: str) -> tuple[str, ...]:
    """The names in a byline; none where it is an address or a handle.

    What follows a name after a comma is kept only if it is a name too: titles and towns go.
    """
    text = _BRACKETS.sub("", _ADDRESS.sub(" ", one_line(text))).strip(" ,;:.–—-|•·")
    text = _BEFORE.sub("", text).strip(" ,;:.")
    if not _WORD.search(text):
        return ()
    parts = [part for raw in _AND.split(text) if (part := _tidied(raw))]
    kept = [part for number, part in enumerate(parts) if number == 0 or _is_name(part)]
    return tuple(dict.fromkeys(part for part in kept if len(part) <= _LONGEST))


def is_agency(name: str, source: str | None) -> bool:
    """Whether a name is that of an agency, an office or the paper itself, not a person's."""
    if is_agency_in_byline(name) or _OFFICE.search(name):
        return True
    if source and name.casefold() == source.casefold():
        return True
    return any(credit.role is Role.AGENCY for credit in parse_byline(name))


def is_name(text: str) -> bool:
    """Whether this is a whole person's name: no town, no job with capitals ("Chief Reporter")."""
    return not is_lone_name(text) and not _JOB.search(text) and is_full_name(text)


def _tidied(part: str) -> str:
    return _KOREAN_TITLE.sub("", _BEFORE.sub("", part.strip(" ,;:.–—-")))


def _is_name(part: str) -> bool:
    """Whether a part after a comma is another name, not a title, a town or a paper."""
    return is_agency_in_byline(part) or is_name(part)
