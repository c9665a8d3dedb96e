"""Japanese spellings: the other ways to write a text of a query, each looked for besides.

An index has the text as it is written, so that any piece of it is found; what one text writes with
more characters than another is asked for in both ways instead.
"""

import re
import unicodedata

_KATAKANA = "ァ-ヺー"
# The mark of a long sound at the end of a word of three kana and more may be left out (JIS Z 8301,
# G.6.2.2; Lucene's JapaneseKatakanaStemFilter). Words without it mostly end in a or i, and at the
# end of what is typed they find those with it as they are.
_LONG = re.compile(f"(?<=[{_KATAKANA}]{{3}})ー+(?![{_KATAKANA}])")
_MAYBE_LONG = re.compile(
    f"(?<=[{_KATAKANA}]{{2}}[アカガサザタダナハバパマヤラワイキギシジチニヒビピミリィ])"
    rf"(?=[^{_KATAKANA}\s])"
)
# Foreign v is written as b, or as u with a voicing mark (the Cabinet's notice on the notation of
# foreign words, 1991, table 2).
_V_AS_B = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}
_V = re.compile("|".join(_V_AS_B))
_B_AS_V = str.maketrans({b: v for v, b in _V_AS_B.items()})
# The mark of an ideograph's repetition (Unicode 15, section 18.4, "Iteration marks").
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_REPEATED = re.compile(f"([{_HAN}])(々+)")
_TWICE = re.compile(rf"([{_HAN}])\1")
_ANY = re.compile(f"[{_KATAKANA}々]|{_TWICE.pattern}")


def japanese_spellings(text: str) -> list[str]:
    """The other spellings of a text, none where it has nothing that is written in several ways."""
    plain = unicodedata.normalize("NFKC", text)
    if not _ANY.search(plain):
        return []
    shorter = _LONG.sub("", plain)
    with_b = _V.sub(lambda match: _V_AS_B[match[0]], plain)
    repeated = _REPEATED.sub(lambda match: match[1] * (1 + len(match[2])), plain)
    others = (
        shorter,
        _MAYBE_LONG.sub("ー", plain),
        with_b,
        _LONG.sub("", with_b),
        plain.translate(_B_AS_V),
        repeated,
        _TWICE.sub(r"\1々", plain),
    )
    return [other for other in dict.fromkeys(others) if other != plain]
