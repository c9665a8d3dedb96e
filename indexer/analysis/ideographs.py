"""Ideographs: the simplified, traditional and Japanese forms of one are found as one.

Each line of `ideographs.txt` has the forms of an ideograph, the one that stands for all first. They
are after OpenCC's tables (Apache License 2.0); `indexer.analysis.word_forms.building` writes them.
"""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@cache
def one_form_of_ideographs() -> dict[int, int]:
    """The code point that stands for each form of an ideograph; it takes 3 ms to read."""
    lines = FILE.read_text("utf-8").splitlines()
    return {
        ord(form): ord(line[0]) for line in lines if not line.startswith("#") for form in line[1:]
    }
