"""The dateline of a paragraph, in whatever script it is."""

from archive.datelines.dateline import Dateline
from archive.datelines.eastern import parse_eastern
from archive.datelines.western import parse_western


def parse_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a story's first paragraph opens with, None where there is none."""
    return parse_eastern(paragraph) or parse_western(paragraph)
