import random
import re
import zlib
from itertools import count
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.office_document import pdf
from archive.formats.office_document.pdf import PdfReader
from archive.model.article import Article, Credit, Origin, Precision, Provenance, Published, Role
from archive.model.document import Document
from tests.archive.formats.reading import read_whole
from tests.support.work import assert_linear, assert_no_costlier, steps


def objects(*bodies, info="", trailer=b""):
    """A PDF of these objects, the first its catalog; `info` is the last object."""
    bodies = [body if isinstance(body, bytes) else body.encode("latin-1") for body in bodies]
    bodies.append(f"<<{info}>>".encode("latin-1"))
    content, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R" % (len(bodies) + 1, len(bodies))
    return bytes(content + b"%b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def stream(content, more=""):
    packed = zlib.compress(content)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def drawn(lines):
    """What draws lines, each a text with x, y and the size of its letters."""
    texts = (
        "/F1 {} Tf 1 0 0 1 {} {} Tm ({}) Tj".format(
            size, x, y, text.replace("(", r"\(").replace(")", r"\)")
        )
        for text, x, y, size in lines
    )
    return ("BT " + "\n".join(texts) + " ET").encode("latin-1")


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
PAGE = "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents {} 0 R>>"


def printed(*pages, info="", more=""):
    """A PDF of pages of lines."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/MediaBox[0 0 595 842]>>",
        FONT,
    ]
    for number, lines in enumerate(pages):
        content = lines if isinstance(lines, bytes) else drawn(lines)
        bodies += [PAGE.format(5 + 2 * number), stream(content, more)]
    return objects(*bodies, info=info)


def column(*texts, top=700, x=90, size=11, leading=14):
    return [(text, x, top - leading * number, size) for number, text in enumerate(texts)]


def read(content):
    (record,) = read_whole(PdfReader(), Document("ferry.pdf", content, "application/pdf"))
    assert record.raw.content == content
    return record.article


INFO = "/Title(Microsoft Word - ferry.doc)/Author(user1)/CreationDate(D:20190604080000+09'00')"
FIRST_PAGE = [
    ("Tidewater Courier, 4", 90, 800, 9),
    ("Ferry runs again across", 90, 760, 22),
    ("the whole of the lake", 90, 734, 22),
    ("By Ruth Awino", 90, 715, 11),
    *column(
        "The boats sail from Monday, the harbor office said, nine weeks after",
        "the weed came. Tickets cost what they cost before, and a well-known fer-",
        "ryman said that he had missed his two-",
        "way trips.",
        top=690,
    ),
    *column("Now there is salt, and a queue, said a trader who had come for the", top=620),
    ("- 4 -", 300, 40, 9),
]
SECOND_PAGE = [
    ("Tidewater Courier, 5", 90, 800, 9),
    *column("ride, and for a two-way ticket.", "   The end is near.", top=760, x=90),
    ("Page 5 of 5", 300, 40, 9),
]


def test_a_printed_page_is_read_whole():
    article = read(printed(FIRST_PAGE, SECOND_PAGE, info=INFO))
    assert article == Article(
        headline="Ferry runs again across the whole of the lake",
        body=(
            (
                "The boats sail from Monday, the harbor office said, nine weeks after the weed "
                "came. Tickets cost what they cost before, and a well-known ferryman said that he "
                "had missed his two-way trips."
            ),
            (
                "Now there is salt, and a queue, said a trader who had come for the ride, and for "
                "a two-way ticket."
            ),
            "The end is near.",
        ),
        credits=(Credit("Ruth Awino", Role.REPORTER),),
        published=Published("2019-06-04T08:00:00+09:00", Precision.INSTANT, "made"),
        language="en",
        origins=(Origin("published", "CreationDate"),),
        provenance=Provenance(article.provenance.sha256, "application/pdf", "ferry.pdf"),
    )


TEXT = column(
    "The boats sail from Monday, the harbor office said in a letter to all",
    "that have a boat, and to those who have none but want to sail.",
)


def test_a_title_an_author_and_a_date_that_people_wrote_go_before_what_programs_did():
    info = "/Title(Ferry runs again)/Author(Ruth Awino)/CreationDate(D:20200101)"
    article = read(printed([("June 4, 2019", 90, 760, 11), *TEXT], info=info))
    assert article.headline == "Ferry runs again"
    assert article.credits == (Credit("Ruth Awino", Role.REPORTER),)
    assert article.published == Published("2019-06-04", Precision.DAY, "declared")
    assert article.origins == ()


MADE = {
    "D:20190604080000+09'00'": "2019-06-04T08:00:00+09:00",
    "D:20190604080000Z": "2019-06-04T08:00:00+00:00",
    "D:201906040800": "2019-06-04T08:00:00",
    "20190604": "2019-06-04",
    "D:201906": "2019-06",
    "D:2019": "2019",
    "D:20190231": None,
    "D:99999999999999": None,
    "D:": None,
    "yesterday": None,
}


@pytest.mark.parametrize(("made", "value"), MADE.items())
def test_a_date_of_making_is_as_exact_as_it_is_written(made, value):
    article = read(printed(TEXT, info=f"/CreationDate({made})/Title(A ferry)"))
    assert article.published.value == value


def test_a_date_of_making_that_was_refused_leaves_its_notice():
    article = read(printed(TEXT, info="/CreationDate(D:20970105)/Title(A ferry)"))
    assert article.published == Published(notice="“2097-01-05” lies in the future")
    assert article.origins == ()


def test_what_a_file_says_of_itself_may_be_damaged():
    for about in ("/Title<ff", "/Title 9 0 R/Author[1 2]/CreationDate null", "/Title<</A 1>>"):
        assert len(read(printed(TEXT, info=about)).body) == 1


def test_indented_lines_begin_paragraphs_and_those_of_a_list_do_not():
    lines = [
        ("    The boats sail from Monday, the harbor office said in a letter to all", 104, 700, 11),
        (
            "that have a boat, and to those who have none but want to sail to the other.",
            90,
            686,
            11,
        ),
        (
            "The end is near, said the office to all of those who wanted to hear it, and",
            104,
            672,
            11,
        ),
        ("to none that did not.", 90, 658, 11),
        (
            "\x95 one line of a list, which is long enough to be broken at its edge, so",
            90,
            640,
            11,
        ),
        ("and goes on.", 104, 626, 11),
    ]
    assert [paragraph[:12] for paragraph in read(printed(lines, info="/Title(A ferry)")).body] == [
        "The boats sa",
        "The end is n",
        "• one line o",
    ]


def test_a_second_column_goes_on_where_the_first_ends():
    lines = [
        *column("The boats sail from Monday,", "the harbor office said to", top=700),
        *column("all that have a boat, and to", "none that do not.", x=300, top=700),
    ]
    assert read(printed(lines, info="/Title(A ferry)")).body == (
        (
            "The boats sail from Monday, the harbor office said to all that have a boat, and to "
            "none that do not."
        ),
    )


SCAN = (
    "ferry.pdf: it has no text layer, only pictures of pages: have it read by OCR (such as "
    "OCRmyPDF) and add it again"
)
LOCKED = "/Encrypt<</Filter/Standard/V 1/R 2/O<{}>/U<{}>/P -4>>/ID[<00><00>]".format(
    "00" * 32, "00" * 32
)
NO_ARTICLE = {
    "scan": (printed(b"q 1 0 0 1 0 0 cm Q"), SCAN),
    "stamp": (printed([("12", 90, 700, 9)], b""), SCAN),
    "no pages": (printed(), SCAN),
    "letters without a meaning": (
        objects(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[4 0 R]>>",
            FONT.replace("/Encoding", "/ToUnicode 6 0 R/Encoding"),
            PAGE.format(5),
            stream(drawn([("a" * 200, 90, 700, 9)])),
            stream(
                b"1 begincodespacerange <00> <ff> endcodespacerange\n"
                b"1 beginbfrange <00> <ff> <e000> endbfrange"
            ),
        ),
        (
            "ferry.pdf: its fonts do not say which letters they draw: have it read by OCR (such as "
            "OCRmyPDF) and add it again"
        ),
    ),
    "private letters": (
        printed(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (" + b"\x01" * 200 + b") Tj ET"),
        SCAN,
    ),
    "locked": (
        objects("<</Pages 2 0 R>>", "<</Kids[]/Count 0>>", trailer=LOCKED.encode()),
        "ferry.pdf: it is encrypted: save it without a password and add it again",
    ),
    "many pages": (
        printed(*[b""] * 501),
        "ferry.pdf: more than 500 pages, so no single article: split it into one file an article",
    ),
    "empty": (
        b"",
        (
            "ferry.pdf: no PDF that can be read (Cannot read an empty file): get a whole copy, or "
            "print it to a new PDF"
        ),
    ),
}


@pytest.mark.parametrize("case", NO_ARTICLE)
def test_a_file_without_an_article_is_named_with_its_reason(case):
    content, sentence = NO_ARTICLE[case]
    with pytest.raises(SourceError) as raised:
        read(content)
    assert str(raised.value) == sentence


def test_nothing_is_said_of_flaws_that_were_mended(caplog, capfd):
    flawed = printed(TEXT).replace(b"startxref\n", b"startxref\n7")
    assert len(read(flawed).body) == 1
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_such_files_are_told_by_their_beginning():
    assert PdfReader().recognizes(printed(TEXT))
    assert PdfReader().recognizes(b"\n\n%PDF-1.7")
    assert not PdfReader().recognizes(b"PDF")


def cyclic():
    return objects(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"
    )


def deep(depth):
    return objects("<</Pages 2 0 R>>", "[" * depth + "]" * depth)


def forms_in_forms():
    """Each form draws the next one twice."""
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Kids[4 0 R]/Count 1>>", FONT, PAGE.format(5)]
    for number in range(5, 40):
        resources = f"/Subtype/Form/Resources<</XObject<</X {number + 1} 0 R>>>>"
        bodies.append(stream(b"/X Do /X Do", resources))
    bodies[3] = bodies[3].replace("/Font", "/XObject<</X 6 0 R>>/Font")
    return objects(*bodies)


# What is made to take long, by how often a piece of it comes.
HARMFUL = {
    "strokes": lambda number: printed(b"0 0 m " * number),
    "letters": lambda number: printed(b"BT /F1 9 Tf " + b"(a b) Tj 0 9 Td " * number + b"ET"),
    "pages of letters": lambda number: printed(
        *[b"BT /F1 9 Tf " + b"(a b) Tj 0 9 Td " * 200 + b"ET"] * (number // 500)
    ),
    "pages of bombs": lambda number: printed(*[b" " * 200_000] * (number // 500)),
    "one long word": lambda number: printed(b"BT /F1 9 Tf (" + b"a" * number + b") Tj ET"),
    "open brackets": lambda number: printed(b"[" * number),
    "depth": deep,
    "no table": lambda number: b"%PDF-1.4\n" + b"1 0 obj\n" * number,
    "no end": lambda number: b"%PDF-1.4\n" + b"%" * number,
    "open dictionaries": lambda number: b"%PDF-1.4\ntrailer " + b"<<" * number,
}


@pytest.mark.parametrize("made", HARMFUL.values(), ids=HARMFUL)
def test_a_file_made_to_harm_takes_no_longer_than_it_is_long(made, monkeypatch):
    monkeypatch.setattr(pdf, "_LONGEST_READING_S", 600.0)
    assert_linear(read_or_refuse, made, 4_000)


def test_a_bomb_is_let_go_off_in_bounds():
    def bomb(megabytes):
        return printed(b" " * megabytes * 1_000_000)

    assert_no_costlier(read_or_refuse, (bomb(60),), (bomb(12),), 2)


@pytest.mark.parametrize("made", [cyclic, forms_in_forms])
def test_what_leads_back_into_itself_is_followed_for_so_many_steps(made, monkeypatch):
    monkeypatch.setattr(pdf, "_LONGEST_READING_S", 600.0)
    assert steps(read_or_refuse, made()) < 1_000_000


def test_a_file_whose_time_is_up_is_given_up_at_the_next_stroke(monkeypatch):
    looks = count()
    clock = SimpleNamespace(process_time=lambda: next(looks) / 100)
    monkeypatch.setattr(pdf, "time", clock)
    monkeypatch.setattr(pdf, "_LONGEST_READING_S", 1.0)
    with pytest.raises(SourceError) as raised:
        read(printed(b"BT /F1 9 Tf " + b"(a b) Tj 0 9 Td " * 2_000 + b"ET"))
    assert str(raised.value) == (
        "ferry.pdf: its text takes more than 1 seconds to read: "
        "split it into its pages, or save its text and add that"
    )
    assert next(looks) < 110


def read_or_refuse(content):
    try:
        read(content)
    except SourceError as error:
        assert str(error).startswith("ferry.pdf: ")


SAMPLES = [
    printed(FIRST_PAGE, SECOND_PAGE, info=INFO),
    re.sub(rb"/Filter/FlateDecode", b"", printed(TEXT, info=INFO)),
]
_WORDS = [
    b"0",
    b"9",
    b"-1",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"/",
    b"R",
    b"obj",
    b"null",
    b"\0",
]


@settings(max_examples=60)
@given(st.data())
def test_whatever_happened_to_a_file_there_is_an_article_or_a_reason(data):
    changed = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + 1] = data.draw(st.sampled_from(_WORDS) | st.binary(max_size=2)) or b"x"
    content = bytes(changed[: data.draw(st.integers(0, len(changed)) | st.none())])
    try:
        article = read(content)
    except SourceError as error:
        assert str(error).startswith("ferry.pdf: ")
    else:
        assert article.headline or article.body


@given(st.binary(max_size=500))
def test_any_bytes_are_an_article_or_a_reason(content):
    for begin in (b"", b"%PDF-1.7\n", b"%PDF-1.4\ntrailer <</Root "):
        with pytest.raises(SourceError, match=r"^ferry\.pdf: "):
            read(begin + content)


def test_numbers_in_place_of_others_are_an_article_or_a_reason():
    source = random.Random(7)  # noqa: S311 - a sample
    for _ in range(60):
        content = re.sub(
            rb"\b\d+\b",
            lambda match: match[0] if source.random() < 0.95 else b"%d" % source.randrange(12),
            SAMPLES[1],
        )
        try:
            assert read(content).body
        except SourceError as error:
            assert str(error).startswith("ferry.pdf: ")
