"""The table of credit lines (credit_lines.txt), and real stories, which are mostly without."""

import gzip
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from archive.facts.credits.credit_lines import parse_byline, parse_credits
from archive.facts.credits.trailing_credits import split_credits
from archive.model.article import Credit, Role
from archive.model.text import one_line, paragraphs

LINES, FIELDS, LAST, FIRST = (
    "Lines and paragraphs",
    "Fields for bylines",
    "Last paragraphs",
    "First paragraphs",
)
READ = {
    LINES: parse_credits,
    FIELDS: parse_byline,
    LAST: lambda line: split_credits(("The jetty has been mended.", line)).credits,
    FIRST: lambda line: split_credits((line, "The jetty has been mended.")).credits,
}


@dataclass(frozen=True)
class Row:
    """A line of the table, its answer, and the part and heading that it stands under."""

    part: str
    heading: str
    line: str
    answer: str


def table():
    part = heading = line = ""
    for text in Path(__file__).with_name("credit_lines.txt").read_text("utf-8").splitlines():
        if text.startswith("== "):
            part = text.strip("= ")
        elif text.startswith("# "):
            heading = text.removeprefix("# ")
        elif part and text.startswith("    "):
            yield Row(part, heading, line, text.strip())
        elif text:
            line = text


TABLE = tuple(table())


def answered(found):
    """The credits as the table writes them."""
    by_role = groupby(found, lambda credit: credit.role)
    parts = [f"{role}: {' + '.join(credit.name for credit in names)}" for role, names in by_role]
    return "; ".join(parts) or "none"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.heading}: {row.line}")
def test_a_line_credits_whom_the_table_says(row):
    assert answered(READ[row.part](row.line)) == row.answer


def test_the_table_is_long_enough_and_each_line_stands_once():
    lines = Counter((row.part, row.line) for row in TABLE)
    assert [line for line, times in lines.items() if times > 1] == []
    assert sum(row.answer != "none" for row in TABLE) >= 200
    assert sum(row.answer == "none" for row in TABLE) >= 40


@cache
def stories(folder, body):
    """The objects of all files of a folder, each with the paragraphs that a reader makes of it."""
    found = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            objects = [json.loads(line) for line in lines]
        found += [(story, paragraphs(story.get(body) or "")) for story in objects]
    return found


def credited(pairs):
    """The last words of the bodies that are found to have credits, and the credits."""
    return [
        (body[-1][-60:], split.credits)
        for _, body in pairs
        if (split := split_credits(body)).credits
    ]


@pytest.mark.shared
def test_stories_of_kcna_have_no_credits(shared_data):
    pairs = stories(shared_data / "kcna", "story")
    assert len(pairs) == 24_776
    assert credited(pairs) == []


@pytest.mark.shared
def test_bodies_of_reuters_have_no_credits(shared_data):
    """Read by eye: no body of 1987 ends in a byline; "REUTER" signs a few as a running line."""
    pairs = stories(shared_data / "reuters21578", "body")
    assert sum(bool(body) for _, body in pairs) == 10_107
    assert credited(pairs) == []


@pytest.mark.shared
def test_no_paragraph_of_news_is_taken_for_credits(shared_data):
    """The paragraphs of KCNA's stories came down to us parted by commas alone."""
    parts = [
        part
        for folder, body in (("kcna", "story"), ("reuters21578", "body"))
        for _, made in stories(shared_data / folder, body)
        for paragraph in made
        for part in re.split(r"(?:, ?)?, ,+(?: ,)*", paragraph)[-3:]
    ]
    assert len(parts) > 100_000
    assert [part for part in parts if parse_credits(part)] == []


@pytest.mark.shared
def test_sentences_in_six_languages_are_no_credits(shared_data):
    sentences = [
        sentence
        for path in sorted((shared_data / "ntrex").glob("*.txt"))
        for sentence in path.read_text("utf-8").splitlines()
    ]
    assert len(sentences) == 11_982
    assert [sentence for sentence in sentences if parse_credits(sentence)] == []


# How the agency is written in the author lines, by how often; 26 lines name none.
AGENCIES = {"Reuters": 429, "REUTERS": 6, "Reuter": 7}
ODD = {
    "By Brad Schade Reuters": ("Brad Schade", "Reuters"),
    "By Colin Brinsden, Reuters.": ("Colin Brinsden", "Reuters"),
    "By Cal Mankowski, Reutersd": ("Cal Mankowski", "Reuters"),
}


def plainly(line):
    """The credits of an author line by a rule for these lines alone."""
    if odd := ODD.get(line):
        return (Credit(odd[0], Role.REPORTER), Credit(odd[1], Role.AGENCY))
    names, _, agency = line[len("By ") :].partition(", ")
    people = [Credit(name, Role.REPORTER) for name in re.split(" and | AND ", names)]
    return (*people, *([Credit(agency, Role.AGENCY)] if agency else []))


@pytest.mark.shared
def test_every_author_line_of_reuters_gives_the_names_and_the_agency(shared_data):
    authors = [
        story["author"]
        for story, _ in stories(shared_data / "reuters21578", "body")
        if story.get("author")
    ]
    assert len(authors) == 468
    wrong = [line for line in authors if parse_byline(line) != plainly(one_line(line))]
    assert wrong == []
    found = Counter(c.name for a in authors for c in parse_byline(a) if c.role is Role.AGENCY)
    assert found == AGENCIES
