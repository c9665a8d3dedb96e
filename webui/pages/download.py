"""Download of the bytes that an article was read from, named by what they hold.

The store keeps a record of a table, a message of a mailbox and a page of a web archive as documents
of their own; a feed, a book or a news message comes whole, with all its articles.
"""

import re

from archive.model.article import Article
from webui.formatting import file_name
from webui.pages.view_models import Download

# Names that files of these types have, the usual one first.
_SUFFIXES = {
    "application/x-ndjson": (".jsonl", ".ndjson", ".jsonlines"),
    "application/json": (".json",),
    "text/csv": (".csv", ".tsv", ".tab"),
    "message/rfc822": (".eml",),
    "text/html": (".html", ".htm", ".xhtml", ".xht"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm", ".xht"),
    "text/plain": (".txt", ".text"),
    "application/pdf": (".pdf",),
}
# What a table's document is, and what one out of a package is.
_RECORDS = {
    "application/x-ndjson": "this record alone",
    "application/json": "this record alone",
    "text/csv": "this row alone, with the header",
}
_MEMBERS = {
    "message/rfc822": "this message alone",
    "text/html": "this page alone",
    "application/xhtml+xml": "this page alone",
}
_WHOLES = {
    "application/rss+xml": "the whole feed",
    "application/atom+xml": "the whole feed",
    "application/rdf+xml": "the whole feed",
    "application/feed+json": "the whole feed",
    "application/epub+zip": "the whole book",
}
# Suffixes of files that hold others, and of compressed ones; what is kept is neither.
_PACKAGE = re.compile(r"\.(?:mbox|mbx|warc|arc|wacz|zip|tar|tgz|tbz2?|txz)$", re.IGNORECASE)
_COMPRESSED = re.compile(r"(?<=.)\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)


def download_of(article: Article, size_bytes: int | None) -> Download:
    """What is downloaded as the document of an article, and its file name."""
    media_type = article.provenance.media_type
    name = _COMPRESSED.sub("", file_name(article))
    suffixes = _SUFFIXES.get(media_type, ())
    own = next((each for each in suffixes if name.lower().endswith(each)), "")
    package = _PACKAGE.search(name)
    if media_type in _RECORDS or package:
        stem = name[: package.start()] if package else name[: len(name) - len(own)]
        suffix = own or (suffixes or ("",))[0]
        holds = _RECORDS.get(media_type) or _MEMBERS.get(media_type, "this document alone")
        return Download(holds, f"{stem}-{article.provenance.position}{suffix}", size_bytes)
    if suffixes and not own:
        name += suffixes[0]
    return Download(_WHOLES.get(media_type, "the whole file"), name, size_bytes)
