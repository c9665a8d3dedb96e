"""Parts of the operations that change what people make of the archive."""

from collections.abc import Generator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated

from flask import request
from msgspec import Meta

from archive.errors import NotFoundError, UserError
from webui.api.operations import ROOT, Answer, QueryParameter, Reply
from webui.api.problems import RequestRefused
from webui.parameters import first_value, values_of

NOT_TAKEN = {
    HTTPStatus.CONFLICT: "The archive cannot take it: a name is taken, or a value cannot be read."
}
GONE = Answer(HTTPStatus.NO_CONTENT, "It is done.", media_type="")
LOCATION = {"Location": "Address of what was made."}


def limit_of(most: int, what: str) -> QueryParameter:
    """Parameter `limit` of a list of something."""
    return QueryParameter(
        "limit",
        Annotated[int, Meta(ge=1, le=most)],
        f"How many {what}, from 1 to {most:,}; 100 by default.",
    )


def number_in(name: str, default: int) -> int:
    """Whole number of a parameter, which was checked before."""
    return int(first_value(values_of(request.query_string), name) or default)


@contextmanager
def refusals_told() -> Generator[None]:
    """Tells what the store refuses as a conflict: the request itself is as it is described."""
    try:
        yield
    except NotFoundError:
        raise
    except UserError as error:
        if type(error) is not UserError:
            raise
        raise RequestRefused(HTTPStatus.CONFLICT, f"{error}.") from error


def made(kind: str, number: int, document: object) -> Reply:
    """Reply that something was made, with its address."""
    address = f"{request.script_root}{ROOT}/{kind}/{number}"
    return Reply(document, HTTPStatus.CREATED, {"Location": address})


def done() -> Reply:
    """Reply that something is done, of which there is no more to say."""
    return Reply(None, HTTPStatus.NO_CONTENT, media_type="")
