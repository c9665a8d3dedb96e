"""The description of the API beside what is served: neither has anything that the other lacks."""

import jsonschema
import pytest
import schemathesis
from hypothesis import Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.support.served_archive import served_archive, story
from webui.api.api_routes import openapi_document
from webui.api.operations import OPERATIONS, ROOT

# `make test-api` tries 2,000 in all.
EXAMPLES_OF_EACH = 8


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with served_archive(tmp_path_factory.mktemp("home"), map(story, range(1, 6))) as archive:
        yield archive


@pytest.fixture(scope="module")
def description(archive):
    return archive.client.get(f"{ROOT}/openapi.json").json


@pytest.fixture(scope="module")
def served(archive):
    return schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", archive.client.application)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", [each.name for each in OPERATIONS if each.name != "description"])
def test_nothing_is_answered_that_is_not_described(served, name, mode):
    every = [result.ok() for result in served.get_all_operations()]
    (operation,) = [each for each in every if each.definition.raw["operationId"] == name]
    taken = operation.definition.raw
    if mode.is_negative and not (taken["parameters"] or taken.get("requestBody")):
        return

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES_OF_EACH, derandomize=True, phases=[Phase.generate])
    def answered(case):
        # A value of another type may be written like one that is right: the text "true".
        case.call_and_validate(excluded_checks=[negative_data_rejection])

    answered()


def test_every_address_is_described_with_its_methods(archive, description):
    described = {
        (ROOT + path, method.upper())
        for path, methods in description["paths"].items()
        for method in methods
    }
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method)
        for rule in archive.client.application.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert described == served


def test_it_is_openapi_3_1_with_schemas_that_are_schemas(description):
    assert description["openapi"] == "3.1.0"
    assert description["servers"] == [{"url": ROOT}]
    schemas = description["components"]["schemas"]
    for each in schemas.values():
        jsonschema.Draft202012Validator.check_schema(each)
    text = str(description)
    for name in schemas:
        assert f"'#/components/schemas/{name}'" in text, f"{name} is part of nothing"


def operations(description):
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_everything_is_told_in_words(description):
    for name, operation in operations(description):
        assert operation["summary"], name
        assert operation["description"].endswith("."), name
        assert all(each["description"] for each in operation["parameters"]), name
        assert all(each["description"] for each in operation["responses"].values()), name
    for name, kind in description["components"]["schemas"].items():
        assert kind.get("description"), name


def test_every_error_is_described_as_a_problem(description):
    for name, operation in operations(description):
        refusals = {s: a for s, a in operation["responses"].items() if s >= "400"}
        assert {"400", "500", "503"} <= refusals.keys(), name
        for answer in refusals.values():
            assert list(answer["content"]) == ["application/problem+json"], name


def test_operations_have_names_of_their_own(description):
    names = [operation["operationId"] for _, operation in operations(description)]
    assert len(names) == len(set(names))


def test_the_page_shows_all_that_the_description_has(archive, description):
    from tests.webui.conftest import read

    page = read(archive.client.get(f"{ROOT}/").text)
    assert [h3.text for h3 in page.all("h3")] == [
        *(operation["summary"] for _, operation in operations(description)),
        *description["components"]["schemas"],
    ]
    shown = {kbd.text for kbd in page.all("kbd")}
    for name, operation in operations(description):
        method, path = name.split()
        assert f"{method.upper()} {ROOT}{path}" in shown
        assert {each["name"] for each in operation["parameters"]} <= shown
        assert operation["responses"].keys() <= shown
    anchors = {element.attributes["id"] for element in page.all() if "id" in element.attributes}
    links = {a.attributes["href"] for a in page.all("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= anchors


def test_the_description_is_the_same_for_every_archive(description):
    assert openapi_document() == description
