"""No word of a letter is lost without a word: a crude reader counts, the archive accounts for them.

The crude reader is the standard library's: every text part, decoded, its tags stripped. Its words
are in an article, in what is kept in quarantine, or in a notice.
"""

import codecs
import email
import io
import quopri
import re
from collections import Counter
from contextlib import suppress
from html import unescape

import pytest

from archive.formats.unpacking import documents
from archive.ingest.document_reading import read_document
from archive.ingest.ingest import add_files
from archive.ingest.tally import Tally
from archive.model.article import Record
from archive.model.document import Document, Notice, Source
from archive.store.store import Store
from tests.archive.formats.mail import letters
from tests.archive.formats.mail.letters import LETTERS

LEAST_KEPT = 0.95

# A damaged letter is part of its word, which is then not counted.
_WORD = re.compile(r"(?:[^\W_]|\ufffd)+")
_UNSEEN = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
# Lines of headers, of boundaries, and of base64, which has no blanks.
_NO_TEXT = re.compile(r"(?:[\w-]+: |--\S).*|\S*")
_BETWEEN = re.compile(rb"^From .*\r?\n(?=[\w-]+:)", re.MULTILINE)

MAILBOX = b"".join(b"From \n" + each.content + b"\n" for each in letters.IN_ORDER.values())


def crude_words(content):
    """The words of all text parts of a letter, as the standard library finds them."""
    words = Counter()
    if content.startswith(codecs.BOM_UTF16_LE):
        content = content.decode("utf-16").encode()
    for part in email.message_from_bytes(content).walk():
        if part.is_multipart() or part.get_content_maintype() not in {"text", "multipart"}:
            continue
        text = decoded(part.get_payload(decode=True) or b"", part.get_content_charset())
        encoding = str(part["Content-Transfer-Encoding"] or "").lower()
        if "quoted-printable" in encoding or "=\n" in text:
            text = decoded(quopri.decodestring(text.encode()), part.get_content_charset())
        lines = (line for line in text.splitlines() if not _NO_TEXT.fullmatch(line))
        if part.get_content_subtype() not in {"rtf", "vcard"}:
            words += words_of(unescape(_UNSEEN.sub(" ", "\n".join(lines))))
    return words


def decoded(content, label):
    for codec in ("utf-8", label or "utf-8"):
        with suppress(LookupError, ValueError):
            return content.decode(codec)
    return content.decode("utf-8", "replace")


def words_of(text):
    return Counter(word for word in _WORD.findall(text.casefold()) if word.isascii())


def accounted_for(name, content):
    """The words of the articles, notices and reasons, and of what is kept with them."""
    words = Counter()
    for document in documents(Source(name, io.BytesIO(content))):
        read = read_document(document) if isinstance(document, Document) else [document]
        for each in read:
            if isinstance(each, Record):
                article = each.article
                said = (article.headline, *article.body, *article.captions)
                words += words_of("\n".join((*said, *(one.name for one in article.credits))))
            elif isinstance(each, Notice):
                words += words_of(each.sentence)
            else:
                words += words_of(each.reason)
                if each.document:
                    words += words_of(each.document.content.decode("utf-8", "replace"))
    return words


def assert_kept(name, content, crude):
    accounted = accounted_for(name, content)
    lost = {word: count for word, count in crude.items() if word not in accounted}
    assert sum(lost.values()) <= (1 - LEAST_KEPT) * crude.total(), lost


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_the_words_of_a_letter_are_accounted_for(letter):
    assert_kept("a.eml", letter.content, crude_words(letter.content))


def test_the_words_of_a_mailbox_are_accounted_for():
    crude = sum(map(crude_words, _BETWEEN.split(MAILBOX)), Counter())
    assert crude.total() > 200
    assert_kept("a.mbox", MAILBOX, crude)


@pytest.mark.shared
def test_the_words_of_real_faults_are_accounted_for(shared_data):
    paths = sorted((shared_data / "faults").glob("*.eml"))
    paths += sorted((shared_data / "faults").glob("*.mbox"))
    assert paths
    for path in paths:
        content = path.read_bytes()
        parts = _BETWEEN.split(content) if path.suffix == ".mbox" else [content]
        assert_kept(path.name, content, sum(map(crude_words, parts), Counter()))


def test_adding_a_letter_never_comes_to_nothing(tmp_path):
    with Store.open(tmp_path / "home", create=True) as store:
        for number, letter in enumerate(LETTERS.values()):
            path = tmp_path / f"{number}.eml"
            path.write_bytes(letter.content)
            tally = Tally()
            add_files(store, [path], {}, tally)
            assert tally.outcomes.total() + len(tally.rejected) + len(tally.notices) > 0
            assert tally.outcomes.total() == len(letter.articles)
