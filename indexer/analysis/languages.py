"""Languages of analysis: the stemmer and the table of word forms that each one has.

A term of any language but English begins with the language's mark, "::de:haus", so that the stems
of one language never meet the words of another. A mark is longer than any fuzzy word's edits reach.
"""

from bisect import bisect_right
from dataclasses import dataclass

ENGLISH = "en"
# Of languages without a stemmer, whose words are only folded: ISO 639's "undetermined".
UNDETERMINED = "und"
# A mark begins and ends with this; all that begins so is marked.
MARK, _BEHIND = "::", ":"


@dataclass(frozen=True, slots=True)
class Language:
    """How the prose of one language is analysed.

    `stemmer` is the name of its Snowball algorithm or light stemmer, None for none. A language with
    a `table` has one of the forms that this gets wrong (`indexer.analysis.word_forms`).
    """

    code: str
    stemmer: str | None = None
    table: bool = False


LANGUAGES = {
    language.code: language
    for language in (
        Language(ENGLISH, "english"),
        Language("ar", "arabic", table=True),
        Language("bg", table=True),
        Language("bn", "bengali"),
        Language("ca", "catalan", table=True),
        Language("cs", "czech", table=True),
        Language("da", "danish", table=True),
        Language("de", "german", table=True),
        Language("el", "greek", table=True),
        Language("eo", "esperanto"),
        Language("es", "spanish", table=True),
        Language("et", "estonian"),
        Language("eu", "basque"),
        Language("fa", "persian", table=True),
        Language("fi", "finnish", table=True),
        Language("fr", "french", table=True),
        Language("ga", "irish"),
        Language("he", table=True),
        Language("hi", "hindi", table=True),
        Language("hr", "serbian", table=True),
        Language("hu", "hungarian", table=True),
        Language("hy", "armenian"),
        Language("id", "indonesian", table=True),
        Language("is", table=True),
        Language("it", "italian", table=True),
        Language("lt", "lithuanian", table=True),
        Language("lv", table=True),
        Language("mk", table=True),
        Language("ms", "indonesian", table=True),
        Language("nb", "norwegian", table=True),
        Language("ne", "nepali"),
        Language("nl", "dutch", table=True),
        Language("pl", "polish", table=True),
        Language("pt", "portuguese", table=True),
        Language("ro", "romanian", table=True),
        Language("ru", "russian", table=True),
        Language("sk", table=True),
        Language("sl", table=True),
        Language("sv", "swedish", table=True),
        Language("ta", "tamil"),
        Language("tl", table=True),
        Language("tr", "turkish", table=True),
        Language("uk", table=True),
        Language("ur", "urdu"),
        Language("yi", "yiddish"),
        Language(UNDETERMINED),
    )
}
# Tags that mean one of these: macrolanguages and what is written alike.
_SAME = {"no": "nb", "nn": "nb", "sr": "hr", "bs": "hr", "sh": "hr", "fil": "tl", "iw": "he"}
# Languages whose own words are cut into characters, so that those left are of another language.
_UNSPACED = frozenset(("bo", "dz", "ja", "km", "ko", "lo", "my", "th", "wuu", "yue", "zh"))

# Blocks of Unicode by their first character, and the language whose words are meant where an
# article's own language is not written in them; None for what no language here is written in.
_BLOCKS: tuple[tuple[int, str | None], ...] = (
    (0x0000, ENGLISH), (0x0370, "el"), (0x0400, "ru"), (0x0530, "hy"), (0x0590, "he"),
    (0x0600, "ar"), (0x0700, None), (0x0750, "ar"), (0x0780, None), (0x08A0, "ar"), (0x0900, "hi"),
    (0x0980, "bn"), (0x0A00, None), (0x0B80, "ta"), (0x0C00, None), (0x1C80, "ru"), (0x1C90, None),
    (0x1D00, ENGLISH), (0x1F00, "el"), (0x2000, ENGLISH), (0x2C00, None), (0x2C60, ENGLISH),
    (0x2C80, None), (0x2DE0, "ru"), (0x2E00, None), (0xA640, "ru"), (0xA6A0, None),
    (0xA720, ENGLISH), (0xA800, None), (0xAB30, ENGLISH), (0xAB70, None), (0xFB00, ENGLISH),
    (0xFB13, "hy"), (0xFB1D, "he"), (0xFB50, "ar"), (0xFE00, None), (0xFE70, "ar"), (0xFF00, None),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)
# The languages that are not written in the letters of English, and whose letters they share.
_LETTERS_OF = {
    "bg": "ru", "mk": "ru", "uk": "ru", "fa": "ar", "ur": "ar", "yi": "he", "ne": "hi",
} | {code: code for code in ("ar", "bn", "el", "he", "hi", "hy", "ru", "ta")}  # fmt: skip
# Serbian is written in both.
_ALSO_IN = {"hr": "ru"}


def analysis_language(tag: str | None) -> str:
    """Code of the language that a text of a BCP 47 tag is analysed in; English where none is told.

    A language that is not in `LANGUAGES` is analysed as `UNDETERMINED`.
    """
    code = (tag or ENGLISH).partition("-")[0].lower()
    if code in _UNSPACED:
        return ENGLISH
    code = _SAME.get(code, code)
    return code if code in LANGUAGES else UNDETERMINED


def language_of_word(word: str, language: str) -> str:
    """The language that a word in a text of some language is analysed in, by its first letter.

    A word in another script than the language's is taken for one of the script's commonest
    language: "Google" in a Russian text for English.
    """
    if language == UNDETERMINED:
        return language
    first = ord(word[0])
    letters = _BLOCKS[bisect_right(_STARTS, first) - 1][1]
    if letters is None:
        return UNDETERMINED
    is_own = letters in {_LETTERS_OF.get(language, ENGLISH), _ALSO_IN.get(language)}
    return language if is_own else letters


def marked(term: str, language: str) -> str:
    """The term of a language: with its mark, unless it is English."""
    return term if language == ENGLISH else f"{MARK}{language}{_BEHIND}{term}"


def is_marked(term: str) -> bool:
    """Whether a term has the mark of a language."""
    return term.startswith(MARK)


def language_of(term: str) -> str:
    """The language of a marked term."""
    return term[len(MARK) :].partition(_BEHIND)[0]


def behind_language(language: str) -> str:
    """What sorts behind all terms of a language, and before those of the next."""
    return f"{MARK}{language}{chr(ord(_BEHIND) + 1)}"
