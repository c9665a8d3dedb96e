"""Common words of the article's language that are spelled like a place's name."""

from functools import cached_property

from archive.facts.language import detect
from archive.facts.regions.gazetteer.gazetteer import Gazetteer
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense
from archive.facts.regions.gazetteer.toponym_key import key
from archive.facts.regions.recognition.match import NameMatch
from archive.facts.regions.recognition.person_or_place import begins_sentence

# German and Luxembourgish capitalize every noun.
_CAPITALIZING_NOUNS = frozenset({"de", "lb"})


class ArticleLanguage:
    """Language of an article, detected at the first look-up where it is not stated."""

    def __init__(self, stated: str | None, text: str) -> None:
        self._stated = stated
        self._text = text

    @cached_property
    def code(self) -> str | None:
        """The ISO 639 code, None if the text does not tell."""
        tag = self._stated or detect(self._text)
        return tag.partition("-")[0].lower() if tag else None


def is_word(
    text: str, match: NameMatch, known: Gazetteer, language: ArticleLanguage, *, cased: bool
) -> bool:
    """Whether a match may be a common word of the language.

    It is a name where a capital marks it inside a sentence, but for languages that capitalize
    nouns. In an unknown language every common word of any counts, but for the English names of
    countries.
    """
    surface = key(text[match.start : match.end])
    languages = known.word_languages(surface)
    if not languages:
        return False
    if language.code is None:
        if any(_is_countrys(m.place.kind, m.sense, m.place.name, surface) for m in match.meanings):
            return False
    elif language.code not in languages:
        return False
    is_marked = cased and text[match.start].isupper() and not begins_sentence(text, match.start)
    return not is_marked or language.code in _CAPITALIZING_NOUNS


def _is_countrys(kind: PlaceKind, sense: Sense, name: str, surface: str) -> bool:
    return kind is PlaceKind.COUNTRY and sense is Sense.NAME and key(name) == surface
