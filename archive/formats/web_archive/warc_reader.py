"""Web archive reader, WARC (ISO 28500) and ARC: a document for each fetched page."""

import codecs
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.errors import SourceError
from archive.formats.container.limits import Allowance, bomb
from archive.formats.web_archive.content_encoding import CodingError, DecodedContent, decoded
from archive.formats.web_archive.gzip_members import GZIP_MAGIC
from archive.formats.web_archive.http_response import (
    HttpResponse,
    dechunked,
    parse_response,
    plain_media_type,
)
from archive.formats.web_archive.left_out import kind_left_out, nothing_but
from archive.formats.web_archive.lookahead import Lookahead
from archive.formats.web_archive.warc_records import (
    LARGEST_BLOCK_BYTES,
    RecordGap,
    WebRecord,
    is_digest_of,
    web_records,
)
from archive.formats.web_archive.zstd_frames import DICTIONARY_MAGIC, first_bytes, is_zstd
from archive.model.document import Document, Source, Unreadable, bare_media_type
from archive.model.text import one_line

_BEGINNINGS = (b"WARC/", b"filedesc://")
_SHOWN_LENGTH = 200
# Types of records that hold what was fetched; revisits have it elsewhere.
_KINDS = frozenset({"response", "resource", "conversion"})
_GOOD = frozenset({200, 203})
# Media types of articles. Feeds repeat the pages that are in the same archive.
_PAGES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/msword",
        "application/rtf",
        "text/rtf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
    }
)
# Media types stated by servers and ARC files that do not know better.
_UNKNOWN = frozenset(
    {
        "",
        "application/octet-stream",
        "application/unknown",
        "application/x-unknown",
        "application/x-unknown-content-type",
        "binary/octet-stream",
        "content/unknown",
        "text/htm",
        "text/xhtml",
        "unknown/unknown",
    }
)
# Types of data as of pages.
_XML = frozenset({"application/xml", "text/xml"})
# Addresses of pages; crawlers keep their logs and what they made of pages under others.
_SCHEMES = frozenset({"", "http", "https", "ftp", "ftps", "file"})
_FOR_ROBOTS = re.compile(r"/(?:robots|ads|app-ads)\.txt|/\.well-known/.*", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title)[\s>]", re.IGNORECASE)
_XHTML = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_SNIFFED_BYTES = 4_096


class WebArchive:
    """Web archives in WARC or ARC: a container of web pages."""

    media_types = ("application/warc", "application/x-arc", "application/x-internet-archive")
    suffixes = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".arc.zst")

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with a record's head, packed or not."""
        if head.startswith(DICTIONARY_MAGIC):
            return True
        if is_zstd(head):
            head = first_bytes(head)
        if head.startswith(GZIP_MAGIC):
            try:
                head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64)
            except zlib.error:
                return False
        return head.startswith(_BEGINNINGS)

    def unpack(self, source: Source) -> Iterator[Document | Unreadable]:
        """The pages in order, each followed by a notice of its damage, if any.

        Records that hold no article are skipped: requests, redirects, pictures, scripts, feeds.
        Where there are no others, one sentence says which there are. Raises `SourceError` where
        there is no record.
        """
        window = Lookahead(source.stream)
        gaps: list[RecordGap] = []
        is_archive = False
        allowance = Allowance()
        left_out = Counter[str]()
        is_told = False
        for each in web_records(window):
            if isinstance(each, RecordGap) and not is_archive:
                gaps.append(each)
                continue
            for gap in gaps:
                yield _unreadable_gap(gap, source.name)
            gaps, is_archive = [], True
            if isinstance(each, RecordGap):
                yield _unreadable_gap(each, source.name)
                continue
            allowance.packed_bytes = window.taken_bytes
            for found in _found(each, source, allowance):
                if isinstance(found, str):
                    left_out[found] += 1
                else:
                    is_told = True
                    yield found
            if allowance.is_spent:
                yield bomb(source)
                return
        if not is_archive:
            reason = f" ({gaps[0].reason})" if gaps else ""
            raise SourceError(
                f"{source.name}: no record of a web archive in it{reason}: get a whole copy"
            )
        if not is_told:
            yield Unreadable(f"{source.name}: {nothing_but(left_out)}", source.name)


def _unreadable_gap(gap: RecordGap, name: str) -> Unreadable:
    place = f"after record {gap.number}, at {gap.place}" if gap.number else f"at {gap.place}"
    return Unreadable(
        f"{name}: {place}: {gap.reason}: what is before and after it is kept; get a whole copy "
        "and add it again",
        name,
        gap.number or None,
    )


def _found(
    record: WebRecord, source: Source, allowance: Allowance
) -> Iterator[Document | Unreadable | str]:
    """The page of a record, or the kind of one that holds none, and a notice of its damage."""
    where = f"{source.name}: record {record.number} at {record.place}"
    if record.address:
        where += f" ({one_line(record.address)[:_SHOWN_LENGTH]})"
    damage = [] if record.kind == "filedesc" or not record.damage else [record.damage]
    document = None
    try:
        page = _page(record, allowance)
        if isinstance(page, str):
            yield page
        else:
            media_type, content = page
            damage += content.damage
            document = Document(
                source.name,
                content.content,
                media_type,
                record.address,
                record.date,
                record.number,
                source.mapping,
            )
    except (CodingError, OSError) as error:
        yield Unreadable(f"{where}: {error}", source.name, record.number)
        return
    if document is not None:
        yield document
    if damage:
        kept = "what it holds is kept; " if document is not None else ""
        yield Unreadable(
            f"{where}: {'; '.join(damage)}: {kept}get a whole copy and add it again",
            source.name,
            record.number,
        )


def _page(record: WebRecord, allowance: Allowance) -> tuple[str, DecodedContent] | str:
    """The media type and content of a record that can hold an article, else its kind.

    Raises `CodingError` where its content cannot be decoded.
    """
    response = _response(record) if record.kind in _KINDS else None
    if response is None or response.status not in _GOOD:
        return kind_left_out(record, response)
    if not _is_of_page(record.address):
        return "file for crawlers"
    media_type = response.media_type
    bare = bare_media_type(media_type)
    if bare not in _PAGES | _UNKNOWN | _XML:
        return kind_left_out(record, response)
    if record.is_too_large:
        # A film of unknown type is larger than any page, too.
        if bare not in _PAGES:
            return kind_left_out(record, response)
        size = f"larger than {LARGEST_BLOCK_BYTES // 10**6} MB"
        raise CodingError(f"{size}, as no page is: take what it holds out and add that")
    content = _content(record, response, allowance)
    if bare not in _PAGES:
        media_type = _sniffed(content.content, _XHTML if bare in _XML else _HTML)
    if not content.content.strip():
        return "empty page"
    return (media_type, content) if media_type else kind_left_out(record, response)


def _is_of_page(address: str | None) -> bool:
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return True
    return parts.scheme.lower() in _SCHEMES and not _FOR_ROBOTS.fullmatch(parts.path)


def _response(record: WebRecord) -> HttpResponse | None:
    """The response in a record; one made of the record itself where it is no HTTP."""
    is_http = record.kind == "response" and (
        record.block[:5].upper() == b"HTTP/"
        or bare_media_type(plain_media_type(record.media_type)) == "application/http"
    )
    if is_http:
        return parse_response(record.block)
    return HttpResponse(200, plain_media_type(record.media_type), record.block)


def _content(record: WebRecord, response: HttpResponse, allowance: Allowance) -> DecodedContent:
    """The response's content with its damage, except a wrong length of the record."""
    chunks = dechunked(response.body) if response.is_chunked else DecodedContent(response.body)
    content = decoded(chunks.content, response.codings, LARGEST_BLOCK_BYTES, allowance)
    damage = [*chunks.damage, *content.damage]
    if record.cut:
        damage.append(f"it was cut off when it was fetched ({one_line(record.cut)[:50]})")
    elif not (damage or record.damage or response.codings or response.is_chunked):
        announced, have = response.length or 0, len(response.body)
        if 0 < have < announced:
            damage.append(f"of {announced:,} bytes that were announced, {have:,} are there")
    if not record.damage and _is_altered(record, response, chunks.content, content.content):
        damage.append("it is not what its digest was made of")
    return DecodedContent(content.content, tuple(damage))


def _is_altered(
    record: WebRecord, response: HttpResponse, unchunked: bytes, content: bytes
) -> bool:
    """Whether the record has digests and matches none of them.

    Writers take the payload digest before or after undoing the chunked transfer coding, or after
    undoing the content coding.
    """
    fits = {is_digest_of(record.block_digest, record.block)}
    if True not in fits:
        payloads = {response.body, unchunked, content}
        fits |= {is_digest_of(record.payload_digest, payload) for payload in payloads}
    return False in fits and True not in fits


def _sniffed(content: bytes, html: re.Pattern[bytes]) -> str:
    """The media type by the content, "" if it is none that holds articles."""
    head = content[:_SNIFFED_BYTES]
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")
    return "text/html" if html.search(head) else ""
