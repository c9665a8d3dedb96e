"""Language of an article, and its common words that are spelled like a place's name."""

from functools import cached_property

from archive.facts.language_detection import UNDETERMINED, detect
from archive.facts.regions.gazetteer.gazetteer import Gazetteer
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
    def code(self) -> str:
        """The ISO 639 code, "und" if the text does not tell."""
        tag = self._stated or detect(self._text) or UNDETERMINED
        return tag.partition("-")[0].lower()


def is_word(
    text: str, match: NameMatch, known: Gazetteer, language: ArticleLanguage, *, cased: bool
) -> bool:
    """Whether a match may be a common word of the language.

    It is a name where a capital marks it inside a sentence, but for languages that capitalize
    nouns.
    """
    languages = known.word_languages(match.key)
    # The key of a name with endings or prefixes is not that of the word.
    if not match.key.isascii():
        languages |= known.word_languages(key(text[match.start : match.end]))
    if not languages or language.code not in languages:
        return False
    is_marked = cased and text[match.start].isupper() and not begins_sentence(text, match.start)
    return not is_marked or language.code in _CAPITALIZING_NOUNS
