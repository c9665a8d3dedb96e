import io
import zipfile

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.office_document.docx import DocxReader
from archive.model.article import Article, Credit, Origin, Precision, Provenance, Published, Role
from archive.model.document import Document, Notice
from tests.archive.formats.reading import changed_bytes, changed_markup, read_whole
from tests.support.work import assert_linear

STORY = (
    "The boats sail from Monday, the harbor office said.",
    "Tickets cost what they cost before the weed came.",
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    'properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/'
    'terms/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>'
    "<dcterms:created>{created}</dcterms:created><dc:language>en-KE</dc:language>"
    "<cp:category>Harbor</cp:category><cp:keywords>boats, fares</cp:keywords></cp:coreProperties>"
)
STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '</w:style><w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style></w:styles>'
)


def paragraph(words, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def filed(body, title="", creator="", created="", **parts):
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE.format(title=title, creator=creator, created=created),
    } | parts
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in parts.items():
            if content is not None:
                files.writestr(name, content)
    return stream.getvalue()


def read(content):
    record, *rest = read_whole(DocxReader(), Document("ferry.docx", content, KIND))
    assert record.raw.content == content
    assert all(isinstance(each, Notice) for each in rest)
    return record.article


TEXT = "".join(map(paragraph, STORY))


def test_a_file_is_read_whole():
    content = filed(
        paragraph("Ferry runs again", "berschrift1")
        + paragraph("By Ruth Awino")
        + TEXT
        + paragraph("Boats at the landing.", "Beschriftung"),
        title="Microsoft Word - ferry.doc",
        creator="user1",
        created="2019-06-04T08:00:00Z",
    )
    article = read(content)
    assert article == Article(
        headline="Ferry runs again",
        body=STORY,
        captions=("Boats at the landing.",),
        credits=(Credit("Ruth Awino", Role.REPORTER),),
        published=Published("2019-06-04T08:00:00+00:00", Precision.INSTANT, "made"),
        section="Harbor",
        topics=("boats", "fares"),
        language="en-KE",
        origins=(Origin("published", "dcterms:created"),),
        provenance=Provenance(article.provenance.sha256, KIND, "ferry.docx"),
    )


def test_a_title_and_a_creator_that_people_wrote_are_the_files():
    article = read(filed(TEXT, title="Ferry runs again", creator="Ruth Awino"))
    assert article.headline == "Ferry runs again"
    assert article.credits == (Credit("Ruth Awino", Role.REPORTER),)


@pytest.mark.parametrize(
    "title", ["", "Document1", "ferry_final_v2.docx", "template", "PowerPoint", "2019", "제목 없음"]
)
def test_a_title_that_a_program_wrote_is_none(title):
    assert read(filed(paragraph("Ferry runs again") + TEXT, title)).headline == "Ferry runs again"


@pytest.mark.parametrize(
    "creator", ["Administrator", "user1", "Microsoft Office User", "", "ra", "The Author"]
)
def test_an_account_is_no_writer(creator):
    assert read(filed(TEXT, creator=creator)).credits == ()


def test_a_date_in_the_text_goes_before_the_files():
    body = paragraph("Ferry runs again") + paragraph("June 4, 2019") + TEXT
    published = read(filed(body, created="2020-01-01T00:00:00Z")).published
    assert published == Published("2019-06-04", Precision.DAY, "declared")


def test_the_day_of_an_empty_file_that_others_are_made_from_is_no_date():
    assert read(filed(TEXT, created="2013-12-23T23:15:00Z")).published == Published()


def test_a_date_that_was_refused_leaves_its_notice_unless_another_is_known():
    body = paragraph("Ferry runs again") + paragraph("5 January 2097") + TEXT
    refused = Published(notice="“5 January 2097” lies in the future")
    assert read(filed(body)).published == refused
    assert read(filed(body)).body == STORY
    assert read(filed(body, created="2098-01-01T00:00:00Z")).published == refused
    assert read(filed(body, created="2020-01-01")).published == Published(
        "2020-01-01", Precision.DAY, "made"
    )
    made = read(filed(TEXT, created="2098-01-01"))
    assert made.published == Published(notice="“2098-01-01” lies in the future")
    assert made.origins == ()


WORDS = {
    "<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r>": ("One two",),
    "<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:br/><w:br/><w:t>three</w:t></w:r>": (
        "One two",
        "three",
    ),
    "<w:del><w:r><w:t>Old</w:t></w:r></w:del><w:ins><w:r><w:t>New</w:t></w:r></w:ins>": ("New",),
    "<w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink>"
    "<w:r><w:instrText>HYPERLINK</w:instrText></w:r>": ("A link",),
    "<w:r><w:t>One</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></w:r>": ("One", "Boxed"),
    "<w:ruby><w:rt><w:r><w:t>how</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Word</w:t></w:r>"
    "</w:rubyBase></w:ruby>": ("Word",),
    "<w:r><AlternateContent><Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></Choice><Fallback><w:p>"
    "<w:r><w:t>Box</w:t></w:r></w:p></Fallback></AlternateContent></w:r>": ("Box",),
    "<w:r><AlternateContent><Choice/><Fallback><w:p><w:r><w:t>Old box</w:t></w:r></w:p></Fallback>"
    "</AlternateContent></w:r>": ("Old box",),
    "<w:r><w:t>One</w:t><Fallback><w:p><w:r><w:t>Again</w:t></w:r></w:p></Fallback></w:r>": (
        "One",
    ),
}


@pytest.mark.parametrize("runs", WORDS)
def test_words_are_those_that_a_reader_sees(runs):
    body = paragraph("Ferry runs again", "heading1") + f"<w:p>{runs}</w:p>"
    assert read(filed(body, title="Ferry runs again")).body == WORDS[runs]


def run(words, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


HIDING = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="unseen"><w:name w:val="Unseen"/><w:rPr>'
    '<w:vanish/></w:rPr></w:style><w:style w:styleId="too"><w:name w:val="Unseen too"/>'
    '<w:basedOn w:val="unseen"/></w:style><w:style w:styleId="seen"><w:name w:val="Seen"/>'
    '<w:basedOn w:val="too"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="round"><w:name w:val="Round"/><w:basedOn w:val="round"/></w:style>'
    "</w:styles>"
)
HIDDEN = {
    "by itself": ("", "<w:vanish/>"),
    "by a word for yes": ("", '<w:vanish w:val="true"/>'),
    "by its own style": ("", '<w:rStyle w:val="unseen"/>'),
    "by what that is based on": ("", '<w:rStyle w:val="too"/>'),
    "by the style of its paragraph": ("too", ""),
}
SHOWN = {
    "not by a word for no": ("", '<w:vanish w:val="false"/>'),
    "not by a style that says no": ("seen", ""),
    "not where it says no itself": ("unseen", '<w:vanish w:val="0"/>'),
    "not by two styles at once": ("unseen", '<w:rStyle w:val="unseen"/>'),
    "not by a style based on itself": ("round", ""),
    "not by an unknown style": ("lost", '<w:rStyle w:val="lost"/>'),
}


@pytest.mark.parametrize("case", [*HIDDEN, *SHOWN])
def test_hidden_words_are_left_out_and_counted(case):
    style, properties = (HIDDEN | SHOWN)[case]
    words = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("so secret", properties)}</w:p>'
    content = filed(paragraph("Ferry runs again") + TEXT + words, **{"word/styles.xml": HIDING})
    assert read(content).body == (STORY if case in HIDDEN else (*STORY, "so secret"))
    _, *told = read_whole(DocxReader(), Document("ferry.docx", content, KIND))
    assert [each.sentence for each in told] == (
        ["ferry.docx: left out: 2 hidden words"] if case in HIDDEN else []
    )


def notes(kind, *texts):
    inside = "".join(
        f'<w:{kind} w:id="{number}">{words}</w:{kind}>' for number, words in enumerate(texts, 2)
    )
    apart = f'<w:{kind} w:id="0" w:type="separator">{paragraph("apart")}</w:{kind}>'
    return f'<w:{kind}s xmlns:w="{WORD}">{apart}{inside}</w:{kind}s>'


def test_notes_stand_behind_the_text_in_the_order_in_which_it_names_them():
    second, first = (f'<w:r><w:footnoteReference w:id="{id_}"/></w:r>' for id_ in (3, 2))
    body = paragraph("Ferry runs again")
    body += f"<w:p>{run('Salt')}{second}{run(' came back')}{first}{run('.')}</w:p>"
    body += f'<w:p><w:r><w:endnoteReference w:id="2"/></w:r>{run("It did.")}</w:p>'
    article = read(
        filed(
            body,
            **{
                "word/footnotes.xml": notes(
                    "footnote",
                    paragraph("Weed, that is."),
                    paragraph("Of the lake.") + paragraph("Not the sea."),
                    paragraph("Never named."),
                ),
                "word/endnotes.xml": notes("endnote", paragraph("So said the port.")),
            },
        )
    )
    assert article.body == (
        "Salt came back.",
        "It did.",
        "Of the lake.",
        "Not the sea.",
        "Weed, that is.",
        "Never named.",
        "So said the port.",
    )


def test_the_notes_of_deleted_words_are_left_out():
    deleted = '<w:p><w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del></w:p>'
    content = filed(
        paragraph("Ferry runs again") + TEXT + deleted,
        **{"word/footnotes.xml": notes("footnote", paragraph("Old."))},
    )
    assert read(content).body == STORY


def test_what_headers_and_footers_add_stands_at_the_end():
    parts = {
        "word/header1.xml": paragraph("Ferry runs again") + paragraph("The port of the lake"),
        "word/header2.xml": paragraph("The port of the lake"),
        "word/footer1.xml": paragraph("Page 2 of 9") + paragraph("7") + paragraph("Call 12 34 56"),
    }
    parts = {name: f'<w:hdr xmlns:w="{WORD}">{words}</w:hdr>' for name, words in parts.items()}
    article = read(filed(paragraph("Ferry runs again") + TEXT, **parts))
    assert article.body == (*STORY, "The port of the lake", "Call 12 34 56")


def test_damage_in_notes_is_named_and_the_text_kept():
    content = filed(paragraph("Ferry runs again") + TEXT, **{"word/footnotes.xml": ""})
    record, lost = read_whole(DocxReader(), Document("ferry.docx", content, KIND))
    assert record.article.body == STORY
    assert lost.reason.startswith("ferry.docx: word/footnotes.xml: no XML that can be read")


def test_rows_of_a_table_are_text():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Nakuru", "12"))
    article = read(filed(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", title="Ferry fares"))
    assert article.body == ("Nakuru", "12")


def test_properties_and_styles_may_be_missing_or_damaged():
    for lost in (None, "", "<x"):
        content = filed(
            paragraph("Ferry runs again") + TEXT,
            **{"docProps/core.xml": lost, "word/styles.xml": lost},
        )
        assert (read(content).headline, read(content).body) == ("Ferry runs again", STORY)


NO_ARTICLE = {
    b"x": "ferry.docx: no Word file, or half of one (File is not a zip file): get a whole copy",
    filed(""): (
        "ferry.docx: there are no words in it: if it is a picture of a page, have it read by OCR"
    ),
    filed("", **{"word/document.xml": None}): (
        "ferry.docx: no text of a word processor in it: if it has a password, save it without; "
        "else save it as .docx anew"
    ),
    filed("", **{"word/document.xml": " " * 16_000_001}): (
        "ferry.docx: word/document.xml: unpacks to more than 16 MB: save its text as plain text "
        "and add that"
    ),
}


@pytest.mark.parametrize("content", NO_ARTICLE, ids=range(len(NO_ARTICLE)))
def test_a_file_without_an_article_is_named_with_its_reason(content):
    with pytest.raises(SourceError) as raised:
        read(content)
    assert str(raised.value) == NO_ARTICLE[content]


def test_such_files_are_told_by_their_first_names():
    assert DocxReader().recognizes(filed(TEXT)[:4_096])
    table = {"xl/book.xml": "", "word/document.xml": None, "word/styles.xml": None}
    assert not DocxReader().recognizes(filed("", **table))
    assert not DocxReader().recognizes(b"PK\x03\x04" + b"x" * 99)


_HARMFUL_PIECES = ["<w:p>", "<w:p/>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "<w:del>", "&a;"]
HARMFUL = {
    piece: lambda size, piece=piece: filed(
        "", **{"word/document.xml": f"<d>{piece * (size // len(piece))}"}
    )
    for piece in _HARMFUL_PIECES
}


@pytest.mark.parametrize("made", HARMFUL.values(), ids=HARMFUL)
def test_a_text_made_to_harm_takes_no_longer_than_it_is_long(made):
    assert_linear(read_or_refuse, made, 100_000)


def read_or_refuse(content):
    try:
        read(content)
    except SourceError as error:
        assert str(error).startswith("ferry.docx: ")


BODY = paragraph("Ferry runs again", "berschrift1") + TEXT
SAMPLE = filed(BODY, "Ferry", "Ruth Awino", "2019")
CHANGED = st.builds(
    lambda body, core: filed(body, **{"docProps/core.xml": core}),
    changed_markup(BODY),
    changed_markup(CORE.format(title="Ferry", creator="Ruth Awino", created="2019")),
)


@settings(max_examples=40)
@given(CHANGED | changed_bytes(SAMPLE) | st.integers(0, len(SAMPLE)).map(lambda end: SAMPLE[:end]))
def test_whatever_happened_to_a_file_there_is_an_article_or_a_reason(content):
    DocxReader().recognizes(content)
    try:
        article = read(content)
    except SourceError as error:
        event("refused")
        assert str(error).startswith("ferry.docx: ")
    else:
        event("read")
        assert article.headline or article.body


_MARKUP = [
    *("<w:p>", "</w:p>", "<w:t>", "x", "<w:r>", "<p>", "<t>y</t>", "<w:pStyle w:val='x'/>", "\0"),
    *("<?pi?>", "<!--c-->", "&a;", "<!DOCTYPE a [<!ENTITY a 'b'>]>", "<br/>"),
]


_WHOLE = [
    *("<w:p><w:r><w:t>x</w:t></w:r></w:p>", "<w:p/>", "<w:br/>", "<w:p><!--c--><w:t>y</w:t></w:p>"),
    *("<w:tbl><w:tr><w:tc><w:p><w:t>z</w:t></w:p></w:tc></w:tr></w:tbl>", "<?pi?>", "x"),
]
# Mostly whole elements, with something that opens or closes among them, or not.
_TEXTS = st.builds(
    "<w:document><w:body><w:p>A story.</w:p>{}{}{}</w:body></w:document>".format,
    st.lists(st.sampled_from(_WHOLE)).map("".join),
    st.sampled_from(["", "", "", *_MARKUP]),
    st.lists(st.sampled_from(_WHOLE)).map("".join),
)


@given(st.lists(st.sampled_from(_MARKUP)).map("".join) | _TEXTS)
def test_whatever_a_text_says_it_is_an_article_or_a_reason(text):
    try:
        article = read(filed("", **{"word/document.xml": text, "docProps/core.xml": text}))
    except SourceError as error:
        assert str(error).startswith("ferry.docx: ")
    else:
        assert article.headline or article.body
