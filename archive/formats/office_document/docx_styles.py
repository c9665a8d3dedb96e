"""Styles of Word documents: their names, and whether they hide what is written in them."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.formats.markup.element import XmlElement

_OFF = frozenset({"0", "false", "off", "none"})
_MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Style of paragraphs or of letters: its name in lower case, and whether it hides its text.

    Ids differ between languages of Word, names do not.
    """

    name: str
    hides: bool


def read_styles(root: XmlElement | None) -> dict[str, ParagraphStyle]:
    """The styles by their ids; none where the part is missing."""
    if root is None:
        return {}
    elements = {attribute(style, "styleId"): style for style in root.iter("{*}style")}
    return {
        id_: ParagraphStyle(_value(style, "name").lower(), _hides(style, elements))
        for id_, style in elements.items()
    }


def is_hidden(
    run: XmlElement, paragraph_style: XmlElement | None, styles: Mapping[str, ParagraphStyle]
) -> bool:
    """Whether a run is hidden (ECMA-376, 17.3.2.41), by itself or by its styles.

    What both its own style and that of its paragraph hide is shown (17.7.3).
    """
    own = _stated(run)
    if own is not None:
        return own
    names = [run.find("{*}rPr/{*}rStyle"), paragraph_style]
    found = [styles.get(attribute(name, "val")) for name in names if name is not None]
    return sum(style is not None and style.hides for style in found) == 1


def attribute(element: XmlElement, name: str) -> str:
    """An attribute's value in either namespace, strict or transitional."""
    return next(
        (str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def _hides(style: XmlElement, elements: Mapping[str, XmlElement]) -> bool:
    """Whether a style hides its text, by itself or by those it is based on."""
    for _ in range(_MOST_STEPS):
        own = _stated(style)
        before = elements.get(_value(style, "basedOn"))
        if own is not None or before is None:
            return own is True
        style = before
    return False


def _stated(element: XmlElement) -> bool | None:
    """What the properties of a run or style state, None for nothing."""
    stated = element.find("{*}rPr/{*}vanish")
    return None if stated is None else attribute(stated, "val").lower() not in _OFF


def _value(element: XmlElement, name: str) -> str:
    child = element.find(f"{{*}}{name}")
    return "" if child is None else attribute(child, "val")
