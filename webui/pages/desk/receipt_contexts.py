"""Contexts of the pages on receipts: one of a list, and the verdict on one that was sent."""

from dataclasses import dataclass
from typing import ClassVar

from indexer.desk.receipt import Receipt, Verdict
from indexer.desk.told_articles import ToldArticles
from webui.search_state import SearchState


@dataclass(frozen=True, slots=True)
class ReceiptContext:
    """receipt.html: the receipt of the list of a search state, to print or to download.

    `limit_bytes` is how large a receipt may be that is sent to be verified.
    """

    template: ClassVar[str] = "receipt.html"

    state: SearchState
    name: str
    receipt: Receipt
    download: str
    limit_bytes: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictContext:
    """verdict.html: whether the archive still answers as a receipt says, and what differs."""

    template: ClassVar[str] = "verdict.html"

    verdict: Verdict
    came: ToldArticles
    gone: ToldArticles
    changed: ToldArticles
    limit_bytes: int
