"""Kinds of records that hold no article, for the sentence about an archive of nothing else."""

import re
from collections import Counter

from archive.formats.web_archive.http_response import HttpResponse
from archive.formats.web_archive.warc_records import WebRecord
from archive.model.document import bare_media_type
from archive.model.text import one_line

_PREPOSITION = re.compile("( of | for )")
_LONGEST_KIND = 40
_KINDS_SHOWN = 8
_GOOD = frozenset({200, 203})
_OF_RECORDS = {
    "request": "request",
    "revisit": "revisit",
    "warcinfo": "description of the crawl",
    "filedesc": "description of the crawl",
    "metadata": "metadata record",
    "continuation": "continuation",
}
_OF_TYPES = {
    "text/css": "style sheet",
    "text/dns": "host lookup",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}
_OF_FAMILIES = {"image": "image", "audio": "recording", "video": "film", "font": "font"}


def kind_left_out(record: WebRecord, response: HttpResponse | None) -> str:
    """The kind of a record that holds no article, in the singular: "image", "redirect"."""
    if kind := _OF_RECORDS.get(record.kind):
        return kind
    if response is None:
        return f"“{one_line(record.kind)[:_LONGEST_KIND]}” record" if record.kind else "record"
    if response.status not in _GOOD:
        if 300 <= response.status < 400:
            return "redirect"
        return f"answer of status {response.status}" if response.status else "broken answer"
    media_type = bare_media_type(response.media_type)
    if kind := _OF_TYPES.get(media_type) or _OF_FAMILIES.get(media_type.partition("/")[0]):
        return kind
    if "javascript" in media_type or "ecmascript" in media_type:
        return "script"
    return f"{media_type[:_LONGEST_KIND]} file" if media_type else "file of no known type"


def nothing_but(kinds: Counter[str]) -> str:
    """What an archive without a page holds: "12 records: 10 images, 2 requests: no page …"."""
    shown = [_counted(kind, count) for kind, count in kinds.most_common(_KINDS_SHOWN)]
    others = kinds.total() - sum(count for _, count in kinds.most_common(_KINDS_SHOWN))
    shown += [f"{others:,} others"] if others else []
    records = _counted("record", kinds.total())
    return f"{records}: {', '.join(shown)}: no page: there is nothing to add"


def _counted(kind: str, count: int) -> str:
    if count == 1:
        return f"1 {kind}"
    noun, *rest = _PREPOSITION.split(kind, maxsplit=1)
    return "".join((f"{count:,} {noun}s", *rest))
