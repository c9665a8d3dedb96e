"""Page of the JSON API: its OpenAPI document, which programs are served, as context of api.html."""

import re
from collections.abc import Iterator
from typing import Any

from webui.pages.contexts import ApiContext
from webui.pages.help import wordings
from webui.pages.help_parts import (
    ApiAnswer,
    ApiDocument,
    ApiField,
    ApiGroup,
    ApiOperation,
    Wording,
)

# What an OpenAPI document is made of.
_Node = dict[str, Any]

_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true, false"}


def api_context(description: _Node) -> ApiContext:
    """Context of the page of an API, from its description."""
    info, root = description["info"], description["servers"][0]["url"]
    operations = list(_operations(description["paths"], root))
    groups = (tag["name"] for tag in description["tags"])
    return ApiContext(
        introduction=tuple(map(_told, info["description"].split("\n\n"))),
        version=info["version"],
        root=root,
        groups=tuple(
            ApiGroup(
                title=group,
                anchor=re.sub("[^a-z]+", "-", group.lower()),
                operations=tuple(shown for of, shown in operations if of == group),
            )
            for group in groups
        ),
        documents=tuple(
            _document(name, schema) for name, schema in description["components"]["schemas"].items()
        ),
    )


def _operations(paths: _Node, root: str) -> Iterator[tuple[str, ApiOperation]]:
    """Operations in their order, each with the name of its group."""
    for path, methods in paths.items():
        for method, operation in methods.items():
            body = operation.get("requestBody")
            yield (
                operation["tags"][0],
                ApiOperation(
                    anchor=f"operation-{operation['operationId']}",
                    method=method.upper(),
                    address=f"{root}{path}",
                    summary=operation["summary"],
                    text=wordings(operation["description"]),
                    example=f"{root}{path}" if method == "get" and "{" not in path else "",
                    fields=tuple(map(_parameter_field, operation["parameters"])),
                    body=_name(body["content"]["application/json"]["schema"]) if body else "",
                    answers=tuple(
                        _status_line(status, answer)
                        for status, answer in operation["responses"].items()
                    ),
                ),
            )


def _parameter_field(parameter: _Node) -> ApiField:
    return ApiField(
        name=parameter["name"],
        type=_type_text(parameter["schema"]),
        text=wordings(parameter["description"]),
        required=parameter.get("required", False),
    )


def _status_line(status: str, answer: _Node) -> ApiAnswer:
    content: _Node = answer.get("content", {})
    media_type = next(iter(content), "")
    schema = content.get(media_type, {}).get("schema", {})
    return ApiAnswer(status, answer["description"], _name(schema), media_type)


def _document(name: str, schema: _Node) -> ApiDocument:
    required = schema.get("required", ())
    keys = (
        ApiField(key, _type_text(of_key), (), key in required)
        for key, of_key in schema.get("properties", {}).items()
    )
    text = _told(schema.get("description", ""))
    return ApiDocument(name, text, tuple(keys), ", ".join(schema.get("enum", ())))


def _told(text: str) -> tuple[Wording, ...]:
    return wordings(" ".join(text.split()))


def _name(schema: _Node) -> str:
    """Name of the document that a schema refers to, "" for none."""
    return schema.get("$ref", "").rpartition("/")[2]


def _type_text(schema: _Node) -> str:
    """Type of a value in words: "list of texts", "whole number, 1 to 100", "Region or null"."""
    if name := _name(schema):
        return name
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "anyOf" in schema and "type" not in schema:
        return " or ".join(map(_type_text, schema["anyOf"]))
    kind: str = schema.get("type", "anything")
    if kind == "array":
        return f"list of {_type_text(schema.get('items', {}))}"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"object of {_type_text(inner)}" if inner else "object"
    if "minimum" in schema and "maximum" in schema:
        return f"{_TYPES[kind]}, {schema['minimum']:,} to {schema['maximum']:,}"
    return _TYPES.get(kind, kind)
