"""What finds the articles of two files of writing in forty languages, and what must not.

The files lie beside the repository; `expectations.tsv` has only what is typed, with the rule that
it tries. A row is named by the first word of its headline. Letters that do not show are escaped.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

FILES = ("languages.jsonl", "elision.jsonl")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A text that is typed, and whether it finds the article of a row."""

    row: str
    finds: bool
    typed: str
    rule: str


def expectations() -> list[Expectation]:
    path = Path(__file__).with_name("expectations.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Expectation(
                row["row"], row["expected"] == "finds", _unescaped(row["typed"]), row["rule"]
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def row_named(headline: str) -> str:
    return headline.split()[0]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
