"""Letters of every kind are read whole: articles in order, and what is left out is named."""

import pytest

from archive.ingest.document_reading import read_document
from archive.model.article import Record
from archive.model.document import Document, Unreadable
from tests.archive.formats.mail.letters import LETTERS


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_letter_is_read_whole_and_what_is_left_out_is_named(letter):
    found = list(read_document(Document("a.eml", letter.content, "message/rfc822")))
    articles = tuple(each.article.body for each in found if isinstance(each, Record))
    assert articles == letter.articles
    said = " ".join(
        each.reason if isinstance(each, Unreadable) else each.sentence
        for each in found
        if not isinstance(each, Record)
    )
    if letter.notice is None:
        assert said == ""
    else:
        assert letter.notice in said
