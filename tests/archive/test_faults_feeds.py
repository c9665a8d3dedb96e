"""Feeds and web archives that other programs failed on, each right as its README says."""

import pytest

from archive.ingest.ingest import read_file
from archive.model.article import Record


def read(path):
    return [each for each in read_file(path, {}) if isinstance(each, Record)]


@pytest.mark.shared
def test_authors_of_a_feed_are_people_as_they_are_called_each_apart(shared_data):
    found = [record.article for record in read(shared_data / "faults" / "f58_authors.rss")]
    assert [[credit.name for credit in article.credits] for article in found] == [
        ["Nora Quill"],  # "mail (name)"
        ["Nora Quill"],  # "name <mail>"
        [],  # an address names nobody
        ["Nora Quill"],  # with "By" and a title
        ["NORA QUILL", "IDA BROOK"],  # each with a town
        ["Nora Quill", "Ida Brook"],  # inverted
        ["Nora Quill"],  # with the employer
        [],  # an account
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "headlines"),
    [
        # A Content-Type between quotation marks.
        ("w07_quoted_ct.warc", ["W07 pier"]),
        # Pages in the coding of Zstandard.
        ("w23_ce_zstd.warc", ["W23 pier", "W23b pier"]),
    ],
)
def test_the_pages_of_a_web_archive_are_articles(shared_data, name, headlines):
    records = read(shared_data / "faults" / name)
    assert [record.article.headline for record in records] == headlines
    assert all(len(record.article.body) == 4 for record in records)
