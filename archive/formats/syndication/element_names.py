"""Feed elements by their conventional names.

Feeds mix formats and leave namespaces undeclared: a prefix is read as it is commonly meant.
"""

import re

from lxml import etree

from archive.formats.markup.element import XmlElement
from archive.formats.markup.xml import lenient_tree
from archive.model.text import one_line

# The namespaces whose elements mean something here, each as it is usually abbreviated; ""
# for those of the formats themselves, in all their versions.
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/net/rss1.1": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://purl.org/rss/1.0/modules/rss091": "",
    "http://purl.org/atom/ns": "",
    "http://www.w3.org/2005/atom": "",
}
_USERLAND = "http://backend.userland.com/"
_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "rdf", "channel"})
XML = "{http://www.w3.org/XML/1998/namespace}"
# The parser compares each attribute of an element with all others (17 s for 70,000).
_MOST_ATTRIBUTES = 200
_TOO_MANY_ATTRIBUTES = re.compile(
    rf"""<[^\s<>"'=]+(?:\s+[^\s<>"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*')){{{_MOST_ATTRIBUTES + 1}}}"""
)

# The children of an element by name, in their order.
Children = dict[str, list[XmlElement]]


def feed_root(text: str) -> XmlElement | None:
    """The root element of a feed, well-formed or not; None where the text is no feed."""
    if _TOO_MANY_ATTRIBUTES.search(text):
        return None
    try:
        root = lenient_tree(text.encode("utf-8"))
    except etree.LxmlError:
        return None
    return root if root is not None and name_of(root) in _ROOTS else None


def name_of(element: XmlElement) -> str:
    """An element's name in lower case, with the conventional prefix of its namespace."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag.lower()
    namespace, _, local = tag[1:].lower().partition("}")
    prefix = _PREFIXES.get(namespace.rstrip("/#"))
    if prefix is None and element.prefix is not None and not namespace.startswith(_USERLAND):
        prefix = f"{element.prefix.lower()}:"
    return f"{prefix or ''}{local}"


def children(element: XmlElement) -> Children:
    """The children of an element by name."""
    found: Children = {}
    for child in element:
        found.setdefault(name_of(child), []).append(child)
    return found


def first_text(facts: Children, names: tuple[str, ...]) -> str:
    """The text of the first of these elements that has any."""
    stated = (one_line(element.text or "") for name in names for element in facts.get(name, ()))
    return next(filter(None, stated), "")


def last_text(facts: Children, names: tuple[str, ...]) -> str:
    """The text of the last of these elements: feeds repeat one whose value has changed."""
    return first_text({name: facts.get(name, [])[::-1] for name in names}, names)
