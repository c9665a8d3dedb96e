"""Hardened parser of XML and HTML: no entities, no network, bounded depth and size.

lxml feeds a small tree of our own, so that a document's depth and size are paid for only once, and
nothing of the library goes beyond this file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import entities
from typing import cast

from lxml import etree

from archive.errors import SourceError
from archive.formats.markup.element import XmlElement
from archive.formats.markup.encoding import decode_exactly, decode_head, xml_encoding
from archive.model.text import clean, one_line

LARGEST_XML_BYTES = 50_000_000
# A message of 500 stories has some 100,000 elements; each takes 10 µs to read and 10 to go over.
MOST_ELEMENTS = 250_000
_MOST_ATTRIBUTES = 500
# The library refuses XML that is deeper; of HTML the text is kept.
_DEEPEST = 256

# The prologue before the root element: a declaration, comments, instructions, a DOCTYPE.
_PROLOG = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[(?:<!--.*?-->|[^\]<]|<)*\]\s*)?>", re.DOTALL
)
_ROOT = re.compile(r"<(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?P<attributes>[^<>]*)")
_NAMESPACE = re.compile(r"""xmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*["'](?P<uri>[^"']*)["']""")
_NAMED = re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]{0,31});")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(slots=True)
class ElementNode:
    """Element: its name without a prefix, its attributes, and its children and text in order.

    Attributes have no prefixes either, except "xml:lang" and the like.
    """

    name: str
    namespace: str = ""
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    children: list["ElementNode | str"] = field(default_factory=list["ElementNode | str"])

    def get(self, attribute: str) -> str:
        """The attribute's value on one line, "" where it is absent."""
        return one_line(self.attributes.get(attribute, ""))

    def all(self, *path: str) -> Iterator["ElementNode"]:
        """The elements at the end of a path of names, in order."""
        if not path:
            yield self
            return
        for child in self.elements():
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> "ElementNode | None":
        """The first element at the end of a path of names."""
        return next(self.all(*path), None)

    def elements(self) -> Iterator["ElementNode"]:
        """The elements right below this one."""
        return (child for child in self.children if isinstance(child, ElementNode))

    def descendants(self, *names: str) -> Iterator["ElementNode"]:
        """The descendants with these names, in order; none inside another."""
        waiting = list(self.elements())[::-1]
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            else:
                waiting += list(element.elements())[::-1]

    def text(self) -> str:
        """All text in it on one line."""
        found: list[str] = []
        waiting: list[ElementNode | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                found.append(node)
            else:
                waiting += node.children[::-1]
        return one_line("".join(found))


@dataclass(frozen=True, slots=True)
class RootTag:
    """Root tag of an XML document: the element's name and its namespace, "" for none."""

    name: str
    namespace: str


def root_of(head: bytes) -> RootTag | None:
    """The root tag of a document that begins with these bytes, None where that is no XML."""
    text = decode_head(head).lstrip("\ufeff")
    at = 0
    while prolog := _PROLOG.match(text, at):
        at = prolog.end()
    tag = _ROOT.match(text, at)
    if tag is None:
        return None
    declared = {match["prefix"]: match["uri"] for match in _NAMESPACE.finditer(tag["attributes"])}
    return RootTag(tag["name"], declared.get(tag["prefix"], ""))


def parse_xml(content: bytes | str, name: str) -> ElementNode:
    """Parse an XML document, or its text if it is already decoded, to the root element.

    HTML's named characters (&eacute;) are expanded, as the DTDs of news formats define them. Raises
    `SourceError` for a document that is not well-formed, declares entities of its own, nests deeper
    than 256 elements, or is too large.
    """
    if not content.strip():
        raise SourceError(f"{name}: the file is empty: there is nothing to add")
    if len(content) > LARGEST_XML_BYTES:
        raise SourceError(
            f"{name}: larger than {LARGEST_XML_BYTES // 1_000_000} MB: split it into smaller files"
        )
    text = content.strip() if isinstance(content, str) else _text(content, name)
    if "<!ENTITY" in text:
        raise SourceError(
            f"{name}: XML that declares entities of its own, which are not read: save it without"
        )
    target = _TreeBuilder()
    parser = etree.XMLParser(
        target=_typed(target),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        etree.fromstring(_numbered(text).encode(), parser)
    except SyntaxError as error:
        raise SourceError(f"{name}: {_reason(error)}") from None
    if target.overflow:
        raise SourceError(f"{name}: {target.overflow}: split it into smaller files")
    if target.root is None:
        raise SourceError(f"{name}: XML without an element: ask its sender for a sound copy")
    return target.root


def lenient_tree(content: bytes) -> XmlElement | None:
    """Parse XML, however broken, to lxml's tree; None where it has no element.

    Expands no entity and loads nothing. Raises `etree.LxmlError` or `ValueError` for bytes that no
    parser can read.
    """
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(content, parser)


def parse_html(text: str) -> ElementNode:
    """The root element of HTML, however sloppy; an empty element where there is none."""
    target = _TreeBuilder()
    parser = etree.HTMLParser(
        target=_typed(target),
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        etree.fromstring(clean(text).encode(), parser)
    except (SyntaxError, LookupError, ValueError):
        return ElementNode("html")
    return target.root or ElementNode("html")


class _TreeBuilder:
    """Parser target that builds the tree; elements beyond the bounds lose their tags.

    `overflow` says which bound was exceeded, "" if none was.
    """

    def __init__(self) -> None:
        self.root: ElementNode | None = None
        self.overflow = ""
        self._open: list[ElementNode] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            self.overflow = f"more than {MOST_ELEMENTS:,} elements"
        if len(attributes) > _MOST_ATTRIBUTES:
            self.overflow = f"an element with more than {_MOST_ATTRIBUTES} attributes"
            attributes = {}
        if self._open and (self._count > MOST_ELEMENTS or len(self._open) >= _DEEPEST):
            self._open.append(self._open[-1])
            return
        namespace, _, name = tag.rpartition("}")
        named = {_attribute(key): value for key, value in attributes.items()}
        element = ElementNode(name, namespace.lstrip("{"), named)
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def end(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def data(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    def close(self) -> None:
        self._open.clear()


def _typed(target: _TreeBuilder) -> "etree.ParserTarget[None]":
    """Cast the target to the type of types-lxml, which requires methods that lxml does not."""
    return cast("etree.ParserTarget[None]", target)


def _attribute(name: str) -> str:
    return "xml:" + name.removeprefix(_XML) if name.startswith(_XML) else name.rpartition("}")[2]


def _numbered(text: str) -> str:
    """The document with named character references as numeric ones, outside CDATA."""
    before, *sections = text.split("<![CDATA[")
    parts = [_NAMED.sub(_character, before)]
    for section in sections:
        literal, end, after = section.partition("]]>")
        parts += ["<![CDATA[", literal, end, _NAMED.sub(_character, after)]
    return "".join(parts)


def _character(match: re.Match[str]) -> str:
    """The numeric reference for one of HTML's named characters; other names stay as written."""
    name = match["name"]
    if name in _PREDEFINED:
        return match[0]
    characters = entities.html5.get(f"{name};")
    if characters is None:
        return f"&amp;{name};"
    return "".join(f"&#{ord(character)};" for character in characters)


def _reason(error: SyntaxError) -> str:
    message = one_line(error.msg)
    if "Excessive depth" in message:
        return "elements in elements, more than 256 deep: this is no news item"
    what = re.sub(r",? line \d+, column \d+.*$", "", message)[:200].strip() or "no XML"
    return f"not well-formed XML (line {error.lineno}: {what}): ask its sender for a sound copy"


def _text(content: bytes, name: str) -> str:
    """The document as text, in the encoding that its first bytes or its declaration name."""
    content = content.lstrip()
    encoding = xml_encoding(content)
    try:
        return decode_exactly(content, encoding)
    except LookupError:
        raise SourceError(
            f"{name}: XML in an encoding that is not known ({encoding}): save it as UTF-8"
        ) from None
    except ValueError as error:
        at = f" (byte {error.start + 1})" if isinstance(error, UnicodeDecodeError) else ""
        raise SourceError(f"{name}: XML that is not in {encoding}{at}: save it as UTF-8") from None
