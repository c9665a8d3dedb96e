"""Mentions: matches of gazetteer names in a text, with the cues that stand beside them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.recognition.article_language import ArticleLanguage, is_word
from archive.facts.regions.recognition.match import NameMatch
from archive.facts.regions.recognition.owners_names import with_owners_names
from archive.facts.regions.recognition.person_or_place import (
    EntityType,
    LowercaseWords,
    classify,
    follows_locative,
    is_cased,
    surname_in,
    word_before,
)
from archive.facts.regions.recognition.spaced_scripts import find_spaced
from archive.facts.regions.recognition.state_abbreviations import with_unknown_towns
from archive.facts.regions.recognition.unspaced_scripts import find_unspaced

# News puts first what it is about: of 1,950 countries that Reuters stories of 1987 named only once,
# and after their first 500 characters, the desk had coded 26 %.
_LEAD_CHARACTERS = 500
# Between a place and the wider one that qualifies it ("Stamford, Conn."), and the other way round.
_BEFORE_A_WIDER = frozenset({", ", " (", " in ", ", in ", ", in the ", " in the "})
_BEFORE_A_NARROWER = frozenset({"", " "})
# Between places that are listed, in the languages of the archive's articles.
_IN_A_LIST = re.compile(
    r"(?:[,;،、，] ?)?(?:and|or|as well as|y|e|et|und|oder|en|og|och|ja|ve|i|и|та|і|και|و|और|এবং"
    r"|ও|மற்றும்|اور|와|과|및|和|及|與|与|と|や|และ)? ?"
    r"(?:the |in |la |el |les |die |das )?"
)
_LONGEST_IN_A_LIST = 14
_AFTER_A_WIDER = re.compile(r"'s |의 |的|の| ?")
# Verbs of governments: their subject is a government, by the name of its capital.
_ACTS = re.compile(
    " (?:also |again )?(?:said|says|urge[ds]|warn(?:ed|s)|accuse[ds]|denie[ds]|agree[ds]"
    "|insist(?:ed|s)|reject(?:ed|s)|want(?:ed|s)|demand(?:ed|s)|threaten(?:ed|s)|offer(?:ed|s)"
    "|condemn(?:ed|s)|announce[ds]|impose[ds]|told|calls|seeks|sought|sends|sent|recalled"
    r"|summoned|would|wants|has (?:said|urged|warned|accused|denied|agreed|rejected|told))\b"
)
_LONGEST_BEFORE = 40
_DIVISION_BEFORE = re.compile(
    r"\b(?:[Pp]rovince|[Ss]tate|[Gg]overnorate|[Pp]refecture|[Rr]egion|[Dd]epartment|[Cc]anton"
    r"|[Gg]overnor|[Ll]egislature|[Uu]niversity) of $|\bGov\. $"
)
_DIVISION_AFTER = re.compile(
    r" (?:[Pp]rovince|[Ss]tate\b|[Pp]refecture|[Gg]overnorate|[Ll]egislature|[Gg]overnor"
    r"|[Ll]awmakers|[Ss]enator|Senate\b|Supreme Court)"
)
_CITY_BEFORE = re.compile(r"\b(?:[Cc]ity|[Tt]own|[Pp]ort|[Mm]ayor|[Ss]uburb) of $")


class ArticlePart(IntEnum):
    """Parts of an article, in the order of how much a mention there tells of its subject."""

    DATELINE = 0
    HEADLINE = 1
    LEAD = 2
    TEXT = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """One match of a gazetteer name in an article, with the cues for its resolution.

    `surface` is the name as the article writes it, `entity_type` what it is classified as.
    `qualifiers` are the matches beside it that may tell which place is meant ("Stamford, Conn.",
    "China's Jilin"), `comma_qualifier` the one of them that follows, mostly after a comma, and
    `narrower` the match right behind that may lie in the place (강원도 춘천시). `kind` is the kind
    that the words beside it call the place ("province of", "mayor of"), None where none does.

    `cased` is False where capitals do not mark names, as in a headline in title case;
    `after_locative` is True after "in" and the like; `acts` is True for the subject of a
    government's verb ("Washington urged"), where a capital stands for its country. `is_word` is
    True where a common word of the article's language may stand, and nothing but its letters speaks
    for a place ("Essen gibt es erst am Abend"). `in_list` is True for all places of a list but its
    first.
    """

    match: NameMatch
    part: ArticlePart
    surface: str
    entity_type: EntityType
    qualifiers: tuple[NameMatch, ...]
    narrower: NameMatch | None
    comma_qualifier: NameMatch | None
    cased: bool
    after_locative: bool
    acts: bool
    kind: PlaceKind | None
    is_word: bool
    in_list: bool


def mentions_in(
    text: str,
    part: ArticlePart,
    known: Gazetteer,
    lowercase_words: LowercaseWords,
    language: ArticleLanguage,
    start: int = 0,
) -> list[Mention]:
    """The mentions in a folded text, from offset `start` on.

    A stop phrase ("Air France") is no mention, unless it ends in a surname that is a place's name
    too ("Michael Jordan"): that counts as a person, for the same name elsewhere in the article.
    Mentions behind the first 500 characters of the text count as `ArticlePart.TEXT`.
    """
    matches = list(find_spaced(text, known))
    if not text.isascii():
        matches = sorted([*matches, *find_unspaced(text, known)], key=lambda match: match.start)
    matches = with_unknown_towns(text, matches)
    if known.owners_names:
        matches = with_owners_names(text, matches, known)
    cased = is_cased(text) if part is ArticlePart.HEADLINE else not text.isupper()
    mentions: list[Mention] = []
    neighbours = zip([None, *matches], matches, [*matches[1:], None], strict=False)
    for before, match, after in neighbours:
        if match.start < start:
            continue
        entity_type = None
        if all(m.sense is Sense.NOTHING for m in match.meanings):
            surname = surname_in(match.key)
            if surname is None:
                continue
            match = NameMatch(surname, match.start, match.end, known.meanings(surname))
            entity_type = EntityType.PERSON
        gap = text[match.end : after.start] if after else None
        following = after if gap in _BEFORE_A_WIDER else None
        owner = before and _AFTER_A_WIDER.fullmatch(text[before.end : match.start])
        after_locative = follows_locative(text, match.start)
        is_late = part is ArticlePart.LEAD and match.start >= _LEAD_CHARACTERS
        mentions.append(
            Mention(
                match=match,
                part=ArticlePart.TEXT if is_late else part,
                surface=text[match.start : match.end],
                entity_type=entity_type
                or classify(text, match, known, lowercase_words, cased=cased),
                qualifiers=tuple(name for name in (following, before if owner else None) if name),
                narrower=after if gap in _BEFORE_A_NARROWER else None,
                comma_qualifier=following,
                cased=cased,
                after_locative=after_locative,
                acts=not after_locative and _ACTS.match(text, match.end) is not None,
                kind=_stated_kind(text, match),
                is_word=is_word(text, match, known, language, cased=cased),
                in_list=before is not None and _continues_list(text[before.end : match.start]),
            )
        )
    return mentions


def _continues_list(gap: str) -> bool:
    """Whether nothing but what parts places of a list stands between two of them."""
    return (
        0 < len(gap) <= _LONGEST_IN_A_LIST
        and not gap.isspace()
        and _IN_A_LIST.fullmatch(gap) is not None
    )


def _stated_kind(text: str, match: NameMatch) -> PlaceKind | None:
    """The kind of place that the words beside a name state, None where they state none."""
    if _DIVISION_AFTER.match(text, match.end):
        return PlaceKind.DIVISION
    if word_before(text, match.start) not in {"of", "Gov."}:
        return None
    before = max(0, match.start - _LONGEST_BEFORE)
    if _DIVISION_BEFORE.search(text, before, match.start):
        return PlaceKind.DIVISION
    return PlaceKind.CITY if _CITY_BEFORE.search(text, before, match.start) else None
