"""HTTP responses (RFC 9112), as crawlers store them."""

import io
import re
from dataclasses import dataclass
from typing import cast

from warcio.statusandheaders import StatusAndHeadersParser

from archive.formats.web_archive.content_encoding import DecodedContent
from archive.model.text import one_line

_LARGEST_HEAD_BYTES = 262_144
_HEAD_END = re.compile(rb"\n[ \t]*\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_STATUS = re.compile(r"[1-9][0-9]{2}")
_LENGTH = re.compile(r"[0-9]{1,18}")
_MEDIA_TYPE = re.compile(r"""[\s"'\\]*([\w.+-]+/[\w.+-]+)["'\\]*(?:[\s;:]+(.*))?""")


def parse_head(head: bytes) -> tuple[str, dict[str, str]]:
    """Parse a head into its first line and its fields by lower-case name.

    Of a repeated field, the first counts.
    """
    parsed = StatusAndHeadersParser((), verify=False).parse(io.BytesIO(head))
    fields = cast("list[tuple[str, str]]", parsed.headers)
    first_line = f"{parsed.protocol} {parsed.statusline}"
    return first_line, {name.lower(): value.strip() for name, value in reversed(fields)}


def plain_media_type(stated: str) -> str:
    """The first media type of a field, without the quotes that some servers put around it.

    "" where it states none: "text", "*/*".
    """
    found = _MEDIA_TYPE.match(one_line(stated).partition(",")[0])
    return "; ".join(filter(None, found.groups())) if found else ""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """Stored response; `media_type` is "" if unstated, `body` is as it was sent."""

    status: int
    media_type: str
    body: bytes
    codings: tuple[str, ...] = ()
    is_chunked: bool = False
    length: int | None = None


def parse_response(block: bytes) -> HttpResponse | None:
    """Parse a block as a response, None where it is none or its head is cut off."""
    end = _HEAD_END.search(block, 0, _LARGEST_HEAD_BYTES)
    if end is None or block[:5].upper() != b"HTTP/":
        return None
    first_line, stated = parse_head(block[: end.end()])
    status = first_line.partition(" ")[2].strip()[:3]
    length = stated.get("content-length", "")
    codings = stated.get("content-encoding", "").lower().replace('"', "").split(",")
    return HttpResponse(
        status=int(status) if _STATUS.fullmatch(status) else 0,
        media_type=plain_media_type(stated.get("content-type", "")),
        body=block[end.end() :],
        codings=tuple(coding.strip() for coding in codings if coding.strip()),
        is_chunked="chunked" in stated.get("transfer-encoding", "").lower(),
        length=int(length) if _LENGTH.fullmatch(length) else None,
    )


def dechunked(body: bytes) -> DecodedContent:
    """Undo the chunked transfer coding of a body.

    A body that does not begin with a chunk is unchanged: many crawlers join the chunks and leave
    the header.
    """
    chunks: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return DecodedContent(b"".join(chunks))
        end = size.end() + length
        chunks.append(body[size.end() : end])
        if end > len(body):
            return DecodedContent(b"".join(chunks), ("its last chunk breaks off",))
        line_end = _LINE_END.match(body, end)
        at = line_end.end() if line_end else end
    if not chunks:
        return DecodedContent(body)
    if at >= len(body):
        return DecodedContent(b"".join(chunks), ("its last chunk is missing",))
    # The rest belongs to the page, as likely as not.
    chunks.append(body[at:])
    return DecodedContent(b"".join(chunks), ("its chunks are damaged",))
