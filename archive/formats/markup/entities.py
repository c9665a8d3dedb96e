"""Character references that were encoded twice: "Caf&amp;eacute;" in the file."""

import html
import re

# Those of tags are left as they are: pages on HTML write of them.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_OF_MARKUP = re.compile(r"&(?:lt|gt|#0*6[02]|#[xX]0*3[cCeE]);", re.IGNORECASE)


def decoded_twice(text: str) -> str:
    """The text with the references that are left in it decoded, but for those of tags."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_decoded, text)


def _decoded(reference: re.Match[str]) -> str:
    return reference[0] if _OF_MARKUP.fullmatch(reference[0]) else html.unescape(reference[0])
