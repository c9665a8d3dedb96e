"""Light stemmers of languages without a Snowball one: they take the endings of case and number off.

Of the endings of a language the longest is taken off that leaves enough of the word. After
M. Z. Islam, M. N. Uddin and M. Khan, "A light weight stemmer for Bengali and its use in spelling
checker" (2007), and V. Gupta, N. Joshi and I. Mathur, "Rule based stemmer in Urdu" (2013).
"""

import re
from collections.abc import Callable
from functools import partial

# The letters that have to be left, marks among them.
_FEWEST = 2
_LEFT = f"(?<=.{{{_FEWEST}}})"
_BENGALI = re.compile(
    _LEFT + "(?:গুলোকে|গুলোতে|গুলোর|গুলো|গুলিকে|গুলিতে|গুলির|গুলি|টিকে|টিতে|টির|টি|টাকে|টার|টা"
    # What is an ending only behind a vowel: words end in these consonants.
    "|দেরকে|দের|ের|রা|কে|(?<=[িীুূো])(?:র|তে)|(?<=[ািীুূো])য়|ে)$"
)
_URDU = re.compile(_LEFT + "(?:ؤں|وں|ئیں|یوں|یں|ات|[ےہای])$")

LIGHT_STEMMERS: dict[str, Callable[[str], str]] = {
    "bengali": partial(_BENGALI.sub, "", count=1),
    "urdu": partial(_URDU.sub, "", count=1),
}
