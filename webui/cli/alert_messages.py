"""Messages of alerts: digests and silences as mails, in plain text and in HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from indexer.desk.alerts import LAST_ARTICLES, SILENCE_FACTOR, Digest, Silence
from indexer.search.results import FoundArticle
from webui.formatting import date_text, moment_text
from webui.pages.desk.feed_entries import fit
from webui.pages.desk.saved_counts import saved_state
from webui.pages.list_names import list_name

_LONGEST_HEADLINE = 300
_LONGEST_SNIPPET = 600
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MailedArticle:
    """Article as a mail shows it; `about` is its date, its source and its credits."""

    headline: str
    about: str
    snippet: str
    link: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all messages of an archive have in common: whom they are from, and its address."""

    archive: UUID
    sender: str
    address: str


def digest_message(digest: Digest, head: Letterhead) -> EmailMessage:
    """Mail of a digest, with its articles and a link to each."""
    number = len(digest.articles)
    counted = f"{number:,} new article{'' if number == 1 else 's'}"
    name = fit(digest.search.name, _LONGEST_NAME)
    values = {
        "name": name,
        "says": fit(list_name(saved_state(digest.search.query)), _LONGEST_NAME),
        "counted": counted,
        "articles": [_mailed(found, head.address) for found in digest.articles],
        "more": digest.more,
        "list": _list_link(digest.search.query, head.address),
        "saved": f"{head.address}saved",
    }
    to, uuid = digest.search.alert_to, digest.message_id(head.archive)
    return _message(head, to, uuid, f"{name}: {counted}", "digest", values)


def silence_message(silence: Silence, head: Letterhead) -> EmailMessage:
    """Mail of a silence, with how it was measured."""
    name = fit(silence.search.name, _LONGEST_NAME)
    values = {
        "name": name,
        "says": fit(list_name(saved_state(silence.search.query)), _LONGEST_NAME),
        "lasted": _span(silence.lasted),
        "usual": _span(silence.usual),
        "limit": _span(silence.limit),
        "measured": silence.measured,
        "most": LAST_ARTICLES,
        "factor": SILENCE_FACTOR,
        "last": _mailed(silence.last, head.address),
        "moment": moment_text(silence.last.article.arrived),
        "list": _list_link(silence.search.query, head.address),
        "saved": f"{head.address}saved",
    }
    to, uuid = silence.search.alert_to, silence.message_id(head.archive)
    return _message(
        head, to, uuid, f"{name}: silent for {_span(silence.lasted)}", "silence", values
    )


def plain_text(message: EmailMessage) -> str:
    """Text of a message, for who reads it without a mail program."""
    body = message.get_body(("plain",))
    return f"{message['Subject']}\n\n{body.get_content() if body else ''}"


def _message(
    head: Letterhead, to: str, uuid: UUID, subject: str, template: str, values: dict[str, Any]
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = head.sender
    # An alert that is written has no address.
    message["To"] = to if "@" in to else head.sender
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{uuid}@{head.sender.rpartition('@')[2]}>"
    # RFC 3834: no absent reader's program answers it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_TEMPLATES.get_template(f"mail_{template}.txt").render(values))
    html = _TEMPLATES.get_template(f"mail_{template}.html").render(values)
    message.add_alternative(html, subtype="html")
    return message


def _mailed(found: FoundArticle, address: str) -> MailedArticle:
    article = found.article
    names = (credit.preferred for credit in article.credits[:5])
    snippet = " … ".join("".join(span.text for span in each) for each in found.snippets)
    return MailedArticle(
        headline=fit(article.headline, _LONGEST_HEADLINE) or "(no headline)",
        about=_joined((date_text(article.published), article.preferred_source or "", *names)),
        snippet=fit(snippet, _LONGEST_SNIPPET),
        link=f"{address}articles/{article.id}",
    )


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, (fit(part, _LONGEST_NAME) for part in parts)))


def _list_link(query: str, address: str) -> str:
    return f"{address}?{query}" if query else f"{address}articles"


def _span(span: timedelta) -> str:
    """A span of time in its largest units: "3 days", "5 hours", "2 minutes"."""
    minutes = round(span.total_seconds() / 60)
    for unit, length in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= 2 * length or (length == 1):
            number = round(minutes / length)
            return f"{number:,} {unit}{'' if number == 1 else 's'}"
    return ""


_TEMPLATES = Environment(
    loader=PackageLoader("webui"),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
