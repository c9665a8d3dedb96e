"""The element of lxml's XML trees, and its name without the namespace."""

from typing import TypeAlias

from lxml.etree import _Element  # pyright: ignore[reportPrivateUsage] - lxml has no other name

XmlElement: TypeAlias = _Element


def local_name(element: XmlElement) -> str:
    """The name of an element without its namespace, "" for a comment or an entity."""
    # The types say str or bytes; of what is no element it is the function that makes such nodes.
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
