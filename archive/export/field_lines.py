"""JSON Lines of chosen fields: an object a line, several texts as a list."""

import json
from dataclasses import dataclass

from archive.export.article_fields import FIELDS
from archive.model.article import Article

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class FieldLines:
    """JSON Lines with the fields of these names, each once, in their order."""

    fields: tuple[str, ...]
    head: bytes = b""
    between: bytes = b""
    foot: bytes = b""

    def written(self, article: Article) -> bytes:
        """One line."""
        return (_encode({name: FIELDS[name](article) for name in self.fields}) + "\n").encode()
