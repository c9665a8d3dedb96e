"""Mail (RFC 5322, MIME): newsletters, press releases, forwarded news."""

import re
from collections.abc import Iterator

from archive.errors import SourceError
from archive.facts.dates import first_told
from archive.facts.language_tags import parse_language
from archive.formats.mail.date_field import sent_date
from archive.formats.mail.header_field import archived_at, field, keywords, list_name, mailbox
from archive.formats.mail.message_body import MessageBody
from archive.formats.mail.mime_parts import MimePart, parsed
from archive.formats.mail.sender import sender
from archive.formats.story import Story, story_of
from archive.model.article import Article, Record
from archive.model.document import Document, Notice

_MOST_NAMED = 20

_FIELD = re.compile(rb"^(?:From |>From |[!-9;-~]{1,76}:[ \t])")
_USUAL_FIELD = re.compile(
    rb"^(?:from|subject|date|received|return-path|message-id|mime-version|delivered-to|"
    rb"x-[a-z0-9-]+|list-[a-z]+|content-type|dkim-signature|to|reply-to|sender|arc-seal)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_PREFIX = re.compile(
    r"^(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|fwd?|aw|wg|tr|rv|enc|vs|sv|回复|回覆|答复|转发|轉寄|轉發|회신|전달|"
    r"رد|إعادة توجيه)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)


class MailReader:
    """Mail messages: one article a message, and those that are attached to it."""

    media_types = ("message/rfc822", "message/global")
    suffixes = (".eml",)

    def recognizes(self, head: bytes) -> bool:
        """Whether the bytes begin with header fields, at least two of them usual ones."""
        fields = head.lstrip(b"\r\n").partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
        return bool(_FIELD.match(fields)) and len(set(_USUAL_FIELD.findall(fields))) > 1

    def read(self, document: Document) -> Iterator[Record | Notice | Document]:
        """The article, a notice of what is left out of it, and the documents attached to it.

        `SourceError` where the message has neither subject, text nor such documents.
        """
        message = parsed(document)
        body = MessageBody(document)
        body.take(message)
        subject = _PREFIX.sub("", field(message, "Subject", body.charset))
        story = story_of(body.blocks, document.name, headline=subject)
        has_text = bool(story.body or story.captions)
        if has_text or (not story.is_empty and not body.attached):
            yield Record(_article(document, message, body, story), document.raw)
        elif story.is_empty and not body.attached:
            besides = f" beside {_listed(body.left_out)}" if body.left_out else ""
            raise SourceError(
                f"{document.name}: message {document.position}: neither a subject nor text that "
                f"can be read{besides}: nothing to add"
            )
        elif story.headline:
            body.left_out.append(f"the subject “{story.headline}”, as there is no text below it")
        if body.left_out:
            what = _listed(body.left_out)
            sentence = f"{document.name}: message {document.position}: left out: {what}"
            yield Notice("letters with parts left out", sentence)
        yield from body.attached


def _article(document: Document, message: MimePart, body: MessageBody, story: Story) -> Article:
    charset = body.charset
    by = sender(
        mailbox(message, "From", charset),
        list_name=list_name(message),
        organization=field(message, "Organization", charset),
    )
    sent = sent_date(field(message, "Date"))
    return Article(
        headline=story.headline,
        body=tuple(story.body),
        subheads=tuple(story.subheads),
        items=tuple(story.items),
        provenance=document.provenance(document.raw),
        captions=tuple(story.captions),
        credits=tuple(dict.fromkeys((*story.credits, *by.credits))),
        published=first_told((sent, story.published)),
        source=by.source,
        topics=keywords(message, charset),
        language=parse_language(field(message, "Content-Language").split(",")[0])
        or parse_language(body.language),
        url=archived_at(message),
    )


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
