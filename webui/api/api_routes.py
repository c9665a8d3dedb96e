"""Routes of the API: its operations, which importing their modules registers."""

from http import HTTPStatus
from typing import Any

from webui.api import (
    article_operations,
    collection_operations,
    correction_operations,
    saved_search_operations,
    search_operations,
)
from webui.api.openapi import openapi_document
from webui.api.operations import Answer, Operation, Reply, blueprint, serves

__all__ = [
    "article_operations",
    "blueprint",
    "collection_operations",
    "correction_operations",
    "saved_search_operations",
    "search_operations",
]


@serves(
    Operation(
        name="description",
        method="GET",
        path="/openapi.json",
        summary="Read this description",
        help="The description of all operations, as OpenAPI 3.1.",
        group="Description",
        answer=Answer(HTTPStatus.OK, "The description.", dict[str, Any]),
    )
)
def description() -> Reply:
    """The description of the API."""
    return Reply(openapi_document())
