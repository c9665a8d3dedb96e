"""Articles, their versions and documents, and the feed of changes, from a real archive."""

import json

import msgspec
import pytest

from archive.model.article import Article
from tests.support.served_archive import served_archive, story
from webui.api import article_operations
from webui.api.documents import ArticleVersion, ChangeList, Problem, VersionList


@pytest.fixture
def archive(tmp_path):
    with served_archive(tmp_path, map(story, range(1, 6))) as archive:
        yield archive


def got(archive, address, kind=None, status=200):
    """The answer at an address; decoded, without anything that its type lacks, if it has one."""
    answer = archive.client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    if kind is None:
        return answer
    return msgspec.json.decode(answer.data, type=kind)


def test_an_article_comes_with_all_that_is_known_of_it(archive):
    (article_id,) = archive.add(story(9))
    answer = got(archive, f"articles/{article_id}")
    assert answer.json == json.loads(json.dumps(archive.store.get(article_id).to_json()))
    assert msgspec.json.decode(answer.data, type=Article).headline == "Ferry 9"


def test_versions_are_listed_and_each_is_read_as_it_was(archive):
    (article_id,) = archive.add(story(1, "The ferries sail again."))
    listed = got(archive, f"articles/{article_id}/versions", VersionList)
    assert [each.number for each in listed.versions] == [1, 2]
    bodies = [
        got(archive, f"articles/{article_id}/versions/{number}", ArticleVersion).article.body
        for number in (1, 2)
    ]
    assert bodies == [("The ferries stay tied up.",), ("The ferries sail again.",)]


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "99999999999999999999", "²", "1.0"])
def test_a_version_that_there_is_not_is_not_found(archive, number):
    (article_id,) = archive.add(story(1))
    problem = got(archive, f"articles/{article_id}/versions/{number}", Problem, status=404)
    assert problem.detail == f"{article_id}: this article has the versions 1 to 1"


def test_the_document_is_a_download_byte_for_byte(archive):
    record = story(9)
    (article_id,) = archive.add(record)
    answer = got(archive, f"articles/{article_id}/raw")
    assert answer.data == record.raw.content
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{article_id}"'
    assert answer.get_etag() == (record.raw.sha256, False)


@pytest.mark.parametrize("part", ["", "/versions", "/versions/1", "/raw"])
def test_nothing_of_a_removed_article_is_found(archive, part):
    (article_id,) = archive.add(story(9))
    assert got(archive, f"articles/{article_id}{part}").status_code == 200
    archive.delete(article_id)
    assert got(archive, f"articles/{article_id}{part}", Problem, status=404).status == 404


def followed(archive, since, limit=100):
    """All changes after a number, as (id, body or None) in order, and the number to go on from."""
    told = []
    while True:
        page = got(archive, f"changes?since={since}&limit={limit}", ChangeList)
        told += [(each.id, each.article and each.article.body) for each in page.changes]
        assert len(page.changes) <= limit
        assert since <= page.next <= page.sequence
        since = page.next
        if page.next == page.sequence:
            return told, since


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_who_follows_the_changes_has_the_archive(archive, limit):
    told, since = followed(archive, 0, limit)
    assert [body for _, body in told] == [("The ferries stay tied up.",)] * 5
    (changed,) = archive.add(story(2, "The ferries sail again."))
    archive.delete(told[0][0])
    archive.add(story(3))
    later, since = followed(archive, since, limit)
    assert later == [(changed, ("The ferries sail again.",)), (told[0][0], None)]
    assert followed(archive, since, limit) == ([], since)


def test_a_page_of_changes_ends_where_long_articles_fill_it(archive, monkeypatch):
    monkeypatch.setattr(article_operations, "_FULL_BYTES", 1_500)
    page = got(archive, "changes", ChangeList)
    assert 1 <= len(page.changes) < 5
    assert len(followed(archive, 0)[0]) == 5


def test_who_knows_more_than_there_is_follows_another_archive(archive):
    problem = got(archive, "changes?since=6", Problem, status=409)
    assert problem.detail == "The last change of this archive has the number 5: begin with since=0."


@pytest.mark.parametrize(
    "query", ["since=-1", "since=x", "limit=0", "limit=1001", "since=1&since=2"]
)
def test_what_is_no_number_of_a_change_is_refused(archive, query):
    assert got(archive, f"changes?{query}", Problem, status=400).title == "Bad Request"
