"""A list as a file, for programs: the file that its page gives, in every format."""

import typing

import pytest

from archive.export.article_fields import FIELDS
from tests.support.served_archive import served_archive, story
from webui.api.list_parameters import EXPORTED
from webui.pages.desk.export_formats import FORMATS


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with served_archive(tmp_path_factory.mktemp("home"), map(story, range(1, 6))) as archive:
        yield archive


def described(archive):
    return archive.client.get("/api/v1/openapi.json").json["paths"]["/export"]["get"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_comes_as_the_file_that_its_page_gives(archive, name):
    query = f"q=ferry&region=Africa&format={name}"
    answer = archive.client.get(f"/api/v1/export?{query}")
    page = archive.client.get(f"/export?{query}")
    assert answer.status_code == page.status_code == 200
    if name != "md":
        assert answer.data == page.data
    assert answer.headers["Content-Disposition"] == page.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type in described(archive)["responses"]["200"]["content"]


def test_every_format_and_field_of_the_page_is_described(archive):
    kinds = {parameter.name: set(typing.get_args(parameter.kind)) for parameter in EXPORTED}
    assert kinds["format"] == set(FORMATS)
    assert kinds["field"] == set(FIELDS)
    given = {archive.client.get(f"/api/v1/export?format={f}").content_type for f in FORMATS}
    assert given == set(described(archive)["responses"]["200"]["content"])


def test_an_export_goes_on_behind_an_article(archive):
    query = "q=ferry&format=csv&field=headline&sort=oldest"
    whole = archive.client.get(f"/api/v1/export?{query}").text.splitlines()
    third = archive.client.get("/api/v1/search?q=ferry&sort=oldest").json["hits"][2]["id"]
    rest = archive.client.get(f"/api/v1/export?{query}&after={third}").text.splitlines()
    assert rest == whole[-2:]


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("q=ferry", 400, "format is missing. How the articles are written."),
        ("format=pdf", 400, "‘pdf’ is not a valid format. How the articles are written."),
        ("format=csv&field=x", 400, "‘x’ is not a valid field."),
        ("format=csv&after=0000000000000000", 404, "0000000000000000: "),
    ],
)
def test_what_cannot_be_exported_is_a_problem(archive, query, status, detail):
    answer = archive.client.get(f"/api/v1/export?{query}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json["detail"].startswith(detail)
