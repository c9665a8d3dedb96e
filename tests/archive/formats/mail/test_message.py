import re
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.mail.message import MailReader
from archive.model.article import Article, Credit, Precision, Provenance, Published, Record, Role
from archive.model.document import Document
from tests.archive.formats.mail.letters import LETTERS
from tests.archive.formats.reading import read_whole
from tests.support.work import assert_linear

STORY = (
    "The boats sail from Monday, the harbor office said.",
    "Tickets cost what they cost before the weed came.",
)
LETTER = f"""From: Tidewater Courier <news@courier.example>
To: readers@courier.example
Subject: Ferry runs again
Date: Tue, 4 Jun 2019 08:00:00 +0900
List-Id: Tidewater Morning <morning.courier.example>
Archived-At: <https://courier.example/letters/12>
Keywords: boats, fares

{STORY[0]}

{STORY[1]}
--{" "}
You get this letter because you asked for it.
"""


def read_all(content):
    return list(read_whole(MailReader(), Document("ferry.eml", content, "message/rfc822")))


def read_bytes(content):
    record = read_all(content)[0]
    assert record.raw.content == content
    return record


def read(text):
    return read_bytes(text.encode()).article


def with_fields(*fields):
    return read("\n".join([*fields, "", *STORY]))


def test_a_newsletter_is_read_whole():
    record = read_bytes(LETTER.encode())
    assert record == Record(
        Article(
            headline="Ferry runs again",
            body=STORY,
            published=Published("2019-06-04T08:00:00+09:00", Precision.INSTANT, "declared"),
            source="Tidewater Morning",
            topics=("boats", "fares"),
            language="en",
            url="https://courier.example/letters/12",
            provenance=Provenance(record.raw.sha256, "message/rfc822", "ferry.eml"),
        ),
        record.raw,
    )


RUTH = (Credit("Ruth Awino", Role.REPORTER),)
SENDERS = {
    "Ruth Awino <ruth@mail.example>": (RUTH, None),
    '"Awino, Ruth" <ruth@mail.example>': (RUTH, None),
    "ruth@mail.example (Ruth Awino)": (RUTH, None),
    "Ruth Awino at Lake Radio <ruth@lake.example>": (RUTH, "Lake Radio"),
    '"Ruth Awino (Lake Radio)" <ruth@lake.example>': (RUTH, "Lake Radio"),
    "Ruth Awino | Lake Radio <ruth@lake.example>": (RUTH, "Lake Radio"),
    "Lake Radio <lake@mail.example>": ((), "Lake Radio"),
    "Nine Rivers <hello@mail.example>": ((), "Nine Rivers"),
    "Nine Rivers <ann@ninerivers.example>": ((), "Nine Rivers"),
    "=?UTF-8?B?6rmA7ZWY64KY?= <kim@mail.example>": ((Credit("김하나", Role.REPORTER),), None),
    "=?EUC-KR?B?sejHz7Oq?= <news@mail.example>": ((), "김하나"),
    "news@courier.example": ((), "courier.example"),
    "": ((), None),
}


@pytest.mark.parametrize(("stated", "expected"), SENDERS.items())
def test_a_sender_is_the_writer_or_the_paper(stated, expected):
    article = with_fields(f"From: {stated}", "Subject: Ferry runs again")
    assert (article.credits, article.source) == expected


def test_a_list_is_the_source_and_its_sender_the_writer():
    article = with_fields(
        "From: Ruth Awino <ruth@mail.example>", "List-Id: Harbor Letter <h.example>", "Subject: F"
    )
    assert (article.credits, article.source) == (RUTH, "Harbor Letter")


@pytest.mark.parametrize(
    "prefix", ["Fwd: ", "FW: Re: ", "Re[2]: ", "AW: ", "회신: ", "转发：", "[harbor] Re: "]
)
def test_a_subject_is_the_headline_without_what_mail_programs_put_before_it(prefix):
    assert with_fields(f"Subject: {prefix}Ferry runs again").headline == "Ferry runs again"


DATES = {
    "Tue, 4 Jun 2019 08:00:00 +0900 (KST)": "2019-06-04T08:00:00+09:00",
    "4 Jun 2019": "2019-06-04",
    "Tue, 4 Jun": None,
    "Tue, 99 Jun 2019 08:00:00 +0900": None,
    "": None,
}


@pytest.mark.parametrize(("stated", "value"), DATES.items())
def test_a_date_is_the_senders_as_far_as_it_is_written(stated, value):
    assert with_fields(f"Date: {stated}", "Subject: F").published.value == value


def test_a_date_that_was_refused_leaves_its_notice_unless_the_text_states_another():
    refused = with_fields("Date: Sat, 5 Jan 2097 08:00:00 +0900", "Subject: F")
    assert refused.published == Published(
        notice="“Sat, 5 Jan 2097 08:00:00 +0900” lies in the future"
    )
    dated = read(f"Date: 5 Jan 2097\nSubject: F\n\n4 June 2019\n\n{STORY[0]}\n")
    assert dated.published == Published("2019-06-04", Precision.DAY, "declared")


PAGE = f"""<html lang="en"><body><div style="display:none">Read on</div><h1>Ferry runs again</h1>
<p>{STORY[0]}</p><p>{STORY[1]}</p><figure><figcaption>Boats.</figcaption></figure></body></html>"""


def mail_of(plain, page=None, **attached):
    message = EmailMessage()
    message["Subject"] = "Ferry runs again"
    if plain is not None:
        message.set_content(plain)
    if page is not None:
        message.add_alternative(page, subtype="html") if plain else message.set_content(
            page, subtype="html"
        )
    for name, content in attached.items():
        message.add_attachment(content, filename=name)
    return read_bytes(message.as_bytes()).article


def test_a_page_is_read_where_there_is_no_plain_text_or_a_stub():
    for plain in (None, "See this letter online."):
        article = mail_of(plain, PAGE)
        assert (article.headline, article.body) == ("Ferry runs again", STORY)
        assert article.captions == ("Boats.",)


def test_plain_text_is_read_before_the_page_that_says_the_same():
    assert mail_of("\n\n".join(STORY), PAGE).captions == ()
    assert mail_of("\n\n".join(STORY), PAGE).body == STORY


def test_what_is_attached_is_a_document_of_its_own():
    message = EmailMessage()
    message.set_content("\n\n".join(STORY))
    message.add_attachment("A note on fares.", filename="../notes/fares.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf")
    message.add_attachment(b"<p>", maintype="text", subtype="html", params={"charset": "koi8-r"})
    document = Document(
        "ferry.mbox", message.as_bytes(), "message/rfc822", position=3, mapping={"headline": "x"}
    )
    record, *attached = MailReader().read(document)
    assert record.article.body == STORY
    assert attached == [
        Document(f"ferry.mbox/3/{name}", content, media_type, mapping={"headline": "x"})
        for name, content, media_type in (
            ("fares.txt", b"A note on fares.\n", "text/plain"),
            ("part 3.pdf", b"%PDF", "application/pdf"),
            ("part 4.html", b"<p>", "text/html; charset=koi8-r"),
        )
    ]


def test_a_file_has_the_name_that_is_written_in_whatever_way():
    for stated in (
        'filename="=?utf-8?B?67CwLnR4dA==?="',
        "filename*=utf-8''%EB%B0%B0.txt",
        'filename="C:\\\\My Files\\\\배.txt"',
        'filename*0=a/; filename*1="배.txt"',
    ):
        fields = (
            f"Subject: F\nContent-Type: application/x-y\nContent-Disposition: attachment; {stated}"
        )
        *_, document = read_all(f"{fields}\n\nx".encode())
        assert document.name == "ferry.eml/배.txt"


def test_lines_that_mail_programs_broke_are_whole_again():
    fields = "Subject: Ferry\nContent-Type: text/plain; format=flowed"
    assert read(f"{fields}\n\nThe boats sail \nfrom Monday.\nNo more.").body == (
        "The boats sail from Monday.",
        "No more.",
    )


def test_what_was_quoted_or_forwarded_is_text_and_the_fields_before_it_are_not():
    text = (
        "Subject: Fwd: Ferry runs again\n\n"
        "---------- Forwarded message ---------\nFrom: Ruth <r@mail.example>\n"
        f"Date: Tue, Jun 4, 2019\nSubject: Ferry runs again\nTo: <t@mail.example>\n\n> {STORY[0]}\n"
        f">\n> {STORY[1]}\n"
    )
    assert read(text).body == STORY


ENCODED = "배가 다시 다닌다고 항만 사무소가 밝혔다."


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("utf-8", "utf-8"),
        ("us-ascii", "utf-8"),
        ("x-no-such", "utf-8"),
        ("punycode", "utf-8"),
    ],
)
def test_text_is_read_in_the_encoding_that_fits(stated, encoding):
    head = f"Subject: Ferry\nContent-Type: text/plain; charset={stated}\n\n"
    assert read_bytes(head.encode() + ENCODED.encode(encoding)).article.body == (ENCODED,)


def test_damage_in_text_and_fields_shows_and_stops_nothing():
    content = b"Subject: Ferry \xe9\xff runs =?utf-8?B?!?= =?x-no?Q?a?=\n"
    content += b"Content-Type: text/plain; charset=utf-8\n\n" + ENCODED.encode() + b"\xff"
    article = read_bytes(content).article
    assert article.headline.startswith("Ferry ")
    assert article.body == (f"{ENCODED}\ufffd",)


def test_bare_bytes_in_a_field_are_in_the_encoding_of_the_text():
    fields = "Subject: 배가 다시 다닌다\nFrom: 김하나 <kim@mail.example>\n"
    content = f"{fields}Content-Type: text/plain; charset=euc-kr\n\n{ENCODED}".encode("cp949")
    article = read_bytes(content).article
    assert (article.headline, article.credits[0].name) == ("배가 다시 다닌다", "김하나")


def test_a_subject_may_be_bare_utf_8():
    assert with_fields("Subject: 배가 다시 다닌다").headline == "배가 다시 다닌다"


NO_ARTICLE = {
    b"": "ferry.eml: the file is empty: there is nothing to add",
    b"From: a@b.example\n\n\n": (
        "ferry.eml: message 1: neither a subject nor text that can be read: nothing to add"
    ),
}


@pytest.mark.parametrize(("content", "sentence"), NO_ARTICLE.items())
def test_a_message_without_an_article_is_named_with_its_reason(content, sentence):
    with pytest.raises(SourceError) as raised:
        read_bytes(content)
    assert str(raised.value) == sentence


def test_mail_is_told_by_its_fields():
    assert MailReader().recognizes(LETTER.encode())
    assert not MailReader().recognizes(b"Subject: Ferry\n\nThe boats sail.")
    assert not MailReader().recognizes(b"Ferry runs again\n\nFrom: a\nDate: b\n")
    assert not MailReader().recognizes(b"")


def nested(depth, filling):
    parts = [
        f"--a{number}\nContent-Type: multipart/mixed; boundary=a{number + 1}\n\n"
        for number in range(depth)
    ]
    return f"Subject: F\nContent-Type: multipart/mixed; boundary=a0\n\n{''.join(parts)}{filling}"


# What is made to take long, by how often a piece of it comes.
HARMFUL = {
    "boundaries in deep parts": lambda number: nested(300, "--\n" * number),
    "depth": lambda number: nested(number, "x"),
    "dashes in deep parts": lambda number: nested(20, "-\n" * number),
    "subjects": lambda number: "Subject: F\n" * number,
    "encoded words": lambda number: "Subject: " + "=?utf-8?Q?a?= " * number,
    "angles": lambda number: "From: " + "<" * number + "\nSubject: F\n\nx",
    "comments": lambda number: "From: " + '"(' * number + "\nSubject: F\n\nx",
    "quotes of a type": lambda number: "Subject: F\nContent-Type: " + 'a;b="' * number + "\n\nx",
    "parts of a parameter": lambda number: (
        "Subject: F\nContent-Type: text/plain;" + " a*0*=a'b'c;" * number + "\n\nx"
    ),
    "bold": lambda number: "Subject: F\nContent-Type: text/html\n\n" + "<b>" * number,
    "a date": lambda number: "Subject: F\nDate: " + "1 " * number + "\n\nx",
    "boundaries that are none": lambda number: (
        "Subject: F\nContent-Type: multipart/mixed\n\n" + "--a\nb\n" * number
    ),
    "boundaries inside of wrong ones": lambda number: (
        "Subject: F\nContent-Type: multipart/mixed; boundary=z\n\n"
        + "".join(f"--a{each}\nContent-Type: multipart/mixed\n\n" for each in range(number // 9))
    ),
    "parts behind the end": lambda number: (
        "Subject: F\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n--a--\n"
        + "--a\nContent-Type: text/plain\n\nx\n--a--\n" * number
    ),
    "marks of signatures": lambda number: "Subject: F\n\n" + "-- \n" * number,
    "enriched words": lambda number: (
        "Subject: F\nContent-Type: text/enriched\n\n" + "<param>" * number
    ),
    "hidden elements": lambda number: (
        "Subject: F\nContent-Type: text/html\n\n" + "<p hidden>a" * number
    ),
    "comments of an encoding": lambda number: (
        "Subject: F\nContent-Transfer-Encoding: " + "(" * number + "\n\nx"
    ),
    "base64 of short lines": lambda number: (
        "Subject: F\nContent-Transfer-Encoding: base64\n\n" + "YQ==\n\n" * number + "."
    ),
    "comments of a date": lambda number: "Subject: F\nDate: " + "(" * number + "\n\nx",
    "quoted lines": lambda number: "Subject: F\n\n" + "> " * number,
}


@pytest.mark.parametrize("made", HARMFUL.values(), ids=HARMFUL)
def test_a_message_made_to_harm_takes_no_longer_than_it_is_long(made):
    assert_linear(read_or_refuse, made, 1_000)


# 2,000 parts of few lines, and 300 parts of many.
TOO_MANY = [nested(2_000, "x"), nested(300, "-\n" * 70_000)]


@pytest.mark.parametrize("text", TOO_MANY, ids=["parts", "lines"])
def test_a_message_of_too_many_parts_or_lines_in_them_is_refused(text):
    with pytest.raises(SourceError, match="more parts than a message of an article has"):
        read(text)


def test_the_parameters_of_a_type_are_not_read_without_end():
    def message(number):
        return f"Subject: F\nContent-Type: text/plain;{' a=b;' * number} charset=euc-kr\n\n김"

    assert_linear(read_or_refuse, message, 16_000)
    assert read(message(3_000)).body
    with pytest.raises(SourceError) as raised:
        read(message(4_000))
    assert str(raised.value) == (
        "ferry.eml: message 1: no mail that can be read (a Content-Type of more than 16,000 "
        "characters): save its text and add that"
    )


def read_or_refuse(text):
    try:
        read_all(text.encode())
    except SourceError as error:
        assert str(error).startswith("ferry.eml: ")


SAMPLES = [
    LETTER.encode(),
    nested(3, "--a3\nContent-Type: text/plain; charset=euc-kr\n\nx\n--a3--\n").encode(),
    (
        b"Subject: =?utf-8?B?6rmA?=\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: base64\n\nPHA+"
    ),
    *(each.content for each in LETTERS.values()),
    (
        b"Content-Type: text/plain; charset*=utf-8''utf-8\n"
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#86)C\n`\nend\n"
    ),
]


def named_or_read(content):
    """What is read of a message is an article with words, a file with its name, or a notice."""
    try:
        found = read_all(content)
    except SourceError as error:
        assert str(error).startswith("ferry.eml: ")
        return
    assert found
    for each in found:
        if isinstance(each, Record):
            assert each.article.headline or each.article.body
        elif isinstance(each, Document):
            assert re.fullmatch(r"ferry\.eml/[^/]+", each.name)
            assert each.content
        else:
            assert each.sentence.startswith("ferry.eml: message 1: left out: ")


@settings(max_examples=100)
@given(st.data())
def test_whatever_happened_to_a_message_there_is_an_article_or_a_reason(data):
    changed = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + 1] = data.draw(st.binary(max_size=3)) or b"x"
    content = bytes(changed[: data.draw(st.integers(0, len(changed)) | st.none())])
    MailReader().recognizes(content)
    named_or_read(content)


@given(st.binary())
def test_any_bytes_are_an_article_or_a_reason(content):
    named_or_read(content)
