"""Operations of the API: one declaration of each makes its route, its checks and its description.

A view is wrapped so that nothing undocumented passes: unknown parameters, values outside of their
schema and bodies of other types are refused before it runs.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from flask import Blueprint, Response, request
from msgspec import Meta

from webui.access import editor
from webui.api.problems import RequestRefused
from webui.parameters import joined, quoted, values_of

ROOT = "/api/v1"
JSON_TYPE = "application/json"
# No document that a program sends needs more.
LARGEST_BODY_BYTES = 256 * 1024

blueprint = Blueprint("api", __name__, url_prefix=ROOT)

# Number that the store has given something.
RowNumber = Annotated[int, Meta(ge=1, le=2**53 - 1)]

# The client keeps an answer, and asks each time whether it still holds.
_REVALIDATED = "private, no-cache"
_NEVER_KEPT = "no-store"


MANY = sys.maxsize


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """Parameter of an operation; `kind` is the type of its value, of each of the `most` values.

    `MANY` stands for as many as an address has room for.
    """

    name: str
    kind: Any
    help: str
    most: int = 1
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer of a view: a document for JSON, or bytes as they are.

    `tag` is the validator of its state where it is known without the document. An answer that is
    not `kept` may differ the next time though nothing has changed.
    """

    document: Any
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    media_type: str = JSON_TYPE
    tag: str = ""
    kept: bool = True


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an answer gives for another operation: expressions of OpenAPI, by parameter."""

    operation: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of an operation as its description has it; `kind` is the type of its document.

    Bytes may come as one of several types.
    """

    status: HTTPStatus
    help: str
    kind: Any = None
    media_type: str = JSON_TYPE
    other_types: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Operation: a method at an address, with all that it takes and answers.

    `validator` gives the state that an answer follows from, so that an answer that a client has
    already is not made again. `refusals` are the errors of its own.
    """

    name: str
    method: str
    path: str
    summary: str
    help: str
    answer: Answer
    group: str
    parameters: tuple[QueryParameter, ...] = ()
    segments: Mapping[str, QueryParameter] = field(default_factory=dict[str, QueryParameter])
    body: Any = None
    refusals: Mapping[HTTPStatus, str] = field(default_factory=dict[HTTPStatus, str])
    validator: Callable[[], str] | None = None

    @property
    def changes(self) -> bool:
        """Whether it changes something in the archive."""
        return self.method != "GET"


OPERATIONS: list[Operation] = []

_View = Callable[..., Reply | Response]


def serves(operation: Operation) -> Callable[[_View], Callable[..., Response]]:
    """Make a view answer an operation: registers its route and its description."""

    def wrapping(view: _View) -> Callable[..., Response]:
        @wraps(view)
        def answered(**segments: str) -> Response:
            _check_parameters(operation)
            given: dict[str, Any] = dict(segments)
            for name, parameter in operation.segments.items():
                if parameter.kind is RowNumber:
                    given[name] = _row_number(parameter.name, segments[name])
            if operation.changes:
                given["who"] = editor()
            if operation.body is not None:
                given["body"] = _body(operation.body)
            state = _state_tag(operation)
            if state and request.if_none_match.contains_weak(state):
                return _unchanged(state)
            reply = view(**given)
            return reply if isinstance(reply, Response) else _response(reply, state)

        OPERATIONS.append(operation)
        blueprint.add_url_rule(
            _rule(operation.path), operation.name, answered, methods=[operation.method]
        )
        return answered

    return wrapping


def _rule(path: str) -> str:
    """Address of OpenAPI as one of Flask's."""
    return path.replace("{", "<").replace("}", ">")


def _check_parameters(operation: Operation) -> None:
    known = {parameter.name: parameter for parameter in operation.parameters}
    given = values_of(request.query_string)
    for parameter in operation.parameters:
        if parameter.required and parameter.name not in given:
            raise RequestRefused(
                HTTPStatus.BAD_REQUEST, f"{parameter.name} is missing. {parameter.help}"
            )
    for name, values in given.items():
        parameter = known.get(name)
        if parameter is None:
            raise RequestRefused(HTTPStatus.BAD_REQUEST, _unknown(name, operation))
        if len(values) > parameter.most:
            raise RequestRefused(
                HTTPStatus.BAD_REQUEST,
                f"{name} is given {len(values)} times: give it {parameter.most} times at most.",
            )
        for value in values:
            _check_value(parameter, value)


def _unknown(name: str, operation: Operation) -> str:
    names = [parameter.name for parameter in operation.parameters]
    rest = f"there are {joined(names, 'and')}" if len(names) > 1 else f"there is {names[0]}"
    return f"{quoted(name)} is no parameter here: {rest if names else 'there are none'}."


def _check_value(parameter: QueryParameter, value: str) -> None:
    try:
        msgspec.convert(value, parameter.kind, strict=False)
    except msgspec.ValidationError as error:
        raise RequestRefused(
            HTTPStatus.BAD_REQUEST,
            f"{quoted(value)} is not a valid {parameter.name}. {parameter.help}",
        ) from error


def _row_number(name: str, value: str) -> int:
    try:
        return msgspec.convert(value, RowNumber, strict=False)
    except msgspec.ValidationError as error:
        said = name.replace("_", " ")
        raise RequestRefused(HTTPStatus.NOT_FOUND, f"{quoted(value)} is no {said}.") from error


def _body(kind: Any) -> Any:  # noqa: ANN401 - of the type that the operation names
    if request.mimetype != JSON_TYPE:
        raise RequestRefused(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send the body as {JSON_TYPE}, not as another type."
        )
    request.max_content_length = LARGEST_BODY_BYTES
    try:
        plain = json.loads(request.get_data(), parse_float=_plain_number, parse_constant=float)
        # Half of a surrogate pair is no character: nothing can keep it.
        json.dumps(plain, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "The body is not valid JSON.") from error
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as error:
        raise RequestRefused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}.") from error


def _plain_number(text: str) -> int | float:
    """Number as JSON Schema takes it: 2.0 is a whole one."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _state_tag(operation: Operation) -> str:
    """Validator of the answer to the current request, "" where only its document tells."""
    if operation.validator is None:
        return ""
    return _digest(f"{operation.validator()}\n{request.full_path}".encode(errors="replace"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _unchanged(tag: str) -> Response:
    response = Response(status=HTTPStatus.NOT_MODIFIED)
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = _REVALIDATED
    return response


def _response(reply: Reply, state: str) -> Response:
    """Response with its validator: weak where the same state may be told in other bytes."""
    if reply.document is None:
        content = b""
    elif isinstance(reply.document, bytes):
        content = reply.document
    else:
        content = msgspec.json.encode(reply.document)
    media_type = reply.media_type or None
    response = Response(content, reply.status, reply.headers, content_type=media_type)
    if media_type is None:
        del response.headers["Content-Type"]
    if request.method not in {"GET", "HEAD"} or not reply.kept:
        response.headers["Cache-Control"] = _NEVER_KEPT
        return response
    response.headers["Cache-Control"] = _REVALIDATED
    if state:
        response.set_etag(state, weak=True)
    else:
        response.set_etag(reply.tag or _digest(content))
    response.make_conditional(request.environ)
    return response
