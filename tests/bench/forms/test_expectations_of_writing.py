"""What is expected of writing in many languages is said once, of each row, and without its text."""

import json
from collections import Counter

import pytest

from tests.bench.forms.expectations import FILES, expectations, row_named


def test_what_is_typed_is_said_once_of_a_row():
    said = Counter((each.row, each.typed) for each in expectations())
    assert len(said) >= 150
    assert [each for each, times in said.items() if times > 1] == []


def test_what_is_typed_is_a_few_words():
    assert [each for each in expectations() if not 1 <= len(each.typed.split()) <= 6] == []


@pytest.mark.shared
def test_each_row_has_expectations(shared_data):
    lines = [
        line
        for name in FILES
        for line in (shared_data / "faults" / name).read_text("utf-8").splitlines()
    ]
    rows = [row_named(json.loads(line)["headline"]) for line in lines]
    assert Counter(rows) == dict.fromkeys((each.row for each in expectations()), 1)
