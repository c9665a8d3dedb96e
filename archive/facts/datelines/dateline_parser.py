"""Parser of datelines, East Asian and alphabetic."""

from archive.facts.datelines.alphabetic import parse_western
from archive.facts.datelines.cjk import parse_eastern
from archive.facts.datelines.dateline import Dateline


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a story's first paragraph opens with, None where there is none."""
    return parse_eastern(paragraph) or parse_western(paragraph)
