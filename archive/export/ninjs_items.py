"""ninjs 2, News in JSON of the IPTC: a list of items, which its schema finds valid.

Dates are written to the precision that is known: a day stays a day.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from archive.model.article import Article, Role, Wire

_STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
# How bylines are printed, by role; agencies are sources.
_BYLINES = (
    ((Role.REPORTER, Role.WRITER), "By "),
    ((Role.TRANSLATOR,), "Translated by "),
    ((Role.EDITOR,), "Edited by "),
    ((Role.PHOTOGRAPHER,), "Photos by "),
)
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


@dataclass(frozen=True, slots=True)
class NinjsItems:
    """A JSON array of items, one a line."""

    head: bytes = b"[\n"
    between: bytes = b",\n"
    foot: bytes = b"\n]\n"

    def written(self, article: Article) -> bytes:
        """One item."""
        return _encode(_filled(_item(article))).encode()


def _item(article: Article) -> dict[str, Any]:
    wire = article.wire or Wire()
    houses = [article.source, *(c.name for c in article.credits if c.role is Role.AGENCY)]
    return {
        "uri": _uri(article),
        "standard": _STANDARD,
        "type": "text",
        "representationtype": "full",
        "pubstatus": "usable",
        "version": wire.version,
        "firstcreated": article.published.value,
        "embargoed": wire.embargoed,
        "urgency": wire.urgency,
        "language": article.language,
        "headlines": [{"role": "main", "value": article.headline}] if article.headline else [],
        "slugline": wire.slugline,
        "by": "; ".join(_bylines(article)),
        "located": wire.located,
        "genres": [{"name": article.section}] if article.section else [],
        "subjects": [
            *({"name": topic} for topic in article.topics),
            *({"literal": code} for code in wire.subjects),
        ],
        "places": [
            _filled({"name": region.path[-1], "literal": region.code}) for region in article.regions
        ],
        "infosources": [{"name": house} for house in dict.fromkeys(filter(None, houses))],
        "bodies": [{"contenttype": "text/html", "value": "".join(_markup(article))}],
        "altids": [{"role": "backfile", "value": article.id}],
        "associations": list(_associations(article)),
    }


def _uri(article: Article) -> str:
    """The article's own address, else a name that is this archive's."""
    own = article.url or ""
    return own if _URI.fullmatch(own) else f"urn:backfile:{article.id}"


def _bylines(article: Article) -> Iterator[str]:
    for roles, before in _BYLINES:
        names = [credit.name for credit in article.credits if credit.role in roles]
        if names:
            yield before + ", ".join(names)


def _markup(article: Article) -> Iterator[str]:
    """The body in HTML: paragraphs, subheads and lists."""
    subheads, items = frozenset(article.subheads), frozenset(article.items)
    for is_list, run in groupby(enumerate(article.body), lambda each: each[0] in items):
        if is_list:
            yield "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for _, text in run) + "</ul>"
            continue
        for number, text in run:
            tag = "h2" if number in subheads else "p"
            yield f"<{tag}>{html.escape(text)}</{tag}>"


def _associations(article: Article) -> Iterator[dict[str, Any]]:
    """Pictures by their addresses, and captions of those whose address is not known."""
    named = {picture.caption for picture in article.pictures}
    alone = [caption for caption in article.captions if caption not in named]
    shown = [*((p.address, p.caption) for p in article.pictures), *(("", c) for c in alone)]
    for number, (address, caption) in enumerate(shown, 1):
        yield _filled(
            {
                "uri": address or f"urn:backfile:{article.id}:picture:{number}",
                "name": f"picture-{number}",
                "type": "picture",
                "descriptions": [{"role": "caption", "value": caption}] if caption else [],
                "renditions": [{"name": "main", "href": address}] if address else [],
            }
        )


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
