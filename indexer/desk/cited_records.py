"""Records of articles for reference managers, as a file of an export: RIS, BibTeX, CSL-JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from archive.citation import bibtex, csl_json, ris
from archive.citation.cited_article import CitedArticle, cited_article
from archive.citation.styles import RecordFormat
from archive.model.article import Article


@dataclass(frozen=True, slots=True)
class CitedRecords:
    """Records made by `record` of articles seen on a day, with what stands around them.

    `pages_at` is the address of their pages without the id, "" for none.
    """

    record: Callable[[CitedArticle], str]
    accessed: date
    pages_at: str
    head: bytes = b""
    between: bytes = b""
    foot: bytes = b""

    def written(self, article: Article) -> bytes:
        """One record."""
        page = f"{self.pages_at}{article.id}" if self.pages_at else ""
        return self.record(cited_article(article, self.accessed, page)).encode()


def cited_records(name: str, accessed: date, pages_at: str) -> CitedRecords:
    """Records in the citation format of a name; an array for CSL-JSON."""
    match RecordFormat(name):
        case RecordFormat.RIS:
            return CitedRecords(ris.record, accessed, pages_at)
        case RecordFormat.BIBTEX:
            return CitedRecords(bibtex.record, accessed, pages_at)
        case RecordFormat.CSL:
            return CitedRecords(_item, accessed, pages_at, b"[\n", b",\n", b"\n]\n")


def _item(article: CitedArticle) -> str:
    return json.dumps(csl_json.item(article), ensure_ascii=False)
