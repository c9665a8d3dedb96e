"""Letters as mail programs make them, and break them: each with the words that are its text."""

import base64
import quopri
from dataclasses import dataclass

ONE = "The harbor board voted on Tuesday to close the north pier for repairs until the spring."
TWO = "Crews have four days to move their boats, and the marina has no room for half of them."
THREE = "Cranes will come by barge, the engineer said, and the work cannot wait until the summer."
FRENCH = "Le café du port est fermé depuis mardi, a déclaré la mairie après une réunion houleuse."
KOREAN = "배가 다음 주부터 다시 다닌다고 항만 사무소가 밝혔다."
RTF = rb"{\rtf1\ansi\ansicpg1252 " + ONE.encode() + rb"\par " + TWO.encode() + rb"\par}"
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0").decode()

HEAD = """\
From: Ruth Awino <ruth@lake.example>
To: desk@lake.example
Date: Tue, 5 Mar 2024 10:00:00 +0000
Subject: Pier to close
MIME-Version: 1.0
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's bytes, and the paragraphs of each article that is read from it, in order.

    `notice` is what it names as left out, or why it is refused, None where nothing is.
    """

    content: bytes
    articles: tuple[tuple[str, ...], ...]
    notice: str | None = None


def part(kind, text, *fields):
    """A part of a type; a file's name or another field may be given besides."""
    return "\n".join((f"Content-Type: {kind}", *fields, "", text))


def multipart(kind, *parts, boundary="b1", stated=None, end="--"):
    """A multipart as a part; `stated` is the boundary that it claims to have."""
    inside = "".join(f"--{boundary}\n{each}\n" for each in parts)
    return part(f'multipart/{kind}; boundary="{stated or boundary}"', f"{inside}--{boundary}{end}")


def letter(body, head=HEAD):
    """A whole letter: the head, and a part as its body."""
    return f"{head}{body}\n".encode()


def attached(kind, name, content):
    """A file as an attached part in base64."""
    return part(
        f'{kind}; name="{name}"',
        base64.encodebytes(content).decode(),
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
    )


def encoded(field, encoding, content, charset="utf-8"):
    """A letter of one text whose transfer encoding is stated in some way."""
    fields = f"Content-Type: text/plain; charset={charset}\n{field}: {encoding}\n\n"
    return f"{HEAD}{fields}".encode() + content


def plain(text):
    return part("text/plain; charset=utf-8", text)


def page(*paragraphs):
    inside = "".join(f"<p>{each}</p>" for each in paragraphs)
    return part("text/html; charset=utf-8", f"<html><body>{inside}</body></html>")


PNG = attached("image/png", "pier.png", b"\x89PNG\r\n\x1a\n\0\0")
INLINE_PNG = PNG.replace("attachment", "inline")
STORY = (
    f"From: ann@lake.example\nSubject: The story\nDate: Mon, 4 Mar 2024 09:00:00 +0000\n\n{ONE}\n"
)
CTE = "Content-Transfer-Encoding"
QUOTED = quopri.encodestring(FRENCH.encode())
BASE64 = base64.encodebytes(FRENCH.encode())

# Text, picture, text; and what else stands in a row.
IN_ORDER = {
    "text between pictures": Letter(
        letter(multipart("mixed", plain(ONE), INLINE_PNG, plain(TWO), INLINE_PNG, plain(THREE))),
        ((ONE, TWO, THREE),),
        "pier.png (image/png)",
    ),
    "pages between pictures": Letter(
        letter(multipart("mixed", page(ONE), INLINE_PNG, page(TWO, THREE))),
        ((ONE, TWO, THREE),),
        "pier.png (image/png)",
    ),
    "plain text, then a page that goes on": Letter(
        letter(multipart("mixed", plain(ONE), page(TWO), plain(THREE))), ((ONE, TWO, THREE),)
    ),
    "a page that repeats the plain text": Letter(
        letter(multipart("mixed", plain(f"{ONE}\n\n{TWO}"), page(ONE, TWO))), ((ONE, TWO),)
    ),
    "only a page": Letter(letter(page(ONE, TWO)), ((ONE, TWO),)),
    "a page among its pictures": Letter(
        letter(multipart("related", page(ONE, TWO), INLINE_PNG)),
        ((ONE, TWO),),
        "pier.png (image/png)",
    ),
    "alternatives": Letter(
        letter(multipart("alternative", plain(f"{ONE}\n\n{TWO}"), page(ONE, TWO))), ((ONE, TWO),)
    ),
    "an alternative cut short": Letter(
        letter(multipart("alternative", plain(f"{ONE}\n\n{TWO}"), page(ONE, TWO, THREE))),
        ((ONE, TWO, THREE),),
    ),
    "alternatives that say different things": Letter(
        letter(
            multipart(
                "alternative", plain(f"{ONE}\n\n{TWO}\n\n{ONE}"), page(*((THREE, FRENCH) * 2))
            )
        ),
        ((ONE, TWO, ONE, THREE, FRENCH, THREE, FRENCH),),
    ),
    "alternatives around a mixed page, as one program nests them": Letter(
        letter(
            multipart(
                "alternative",
                plain(f"{ONE}\n\n{TWO}"),
                multipart(
                    "mixed",
                    page(ONE),
                    attached("text/plain", "note.txt", f"{THREE}\n\n{FRENCH}".encode()),
                    page(TWO),
                    boundary="b2",
                ),
            )
        ),
        ((ONE, TWO), (FRENCH,)),
    ),
    "parts in parts": Letter(
        letter(
            multipart(
                "mixed",
                multipart("alternative", plain(ONE), page(ONE), boundary="b2"),
                multipart("mixed", plain(TWO), boundary="b3"),
                plain(THREE),
            )
        ),
        ((ONE, TWO, THREE),),
    ),
    "a signed letter": Letter(
        letter(
            multipart(
                "signed", plain(ONE), attached("application/pgp-signature", "signature.asc", b"x")
            )
        ),
        ((ONE,),),
        "signature.asc (application/pgp-signature)",
    ),
    "text of a type that does not exist": Letter(letter(part("plain/text", ONE)), ((ONE,),)),
    "enriched text": Letter(
        letter(part("text/enriched", f"<bold>{ONE}</bold>\n\n<param>red</param>{TWO}")),
        ((ONE, TWO),),
    ),
    "text behind the last part": Letter(
        letter(multipart("mixed", plain(ONE)) + f"\n{TWO}"), ((ONE, TWO),)
    ),
    "text before the first part": Letter(
        letter(multipart("mixed", plain(TWO))).replace(
            b"\n\n--b1", f"\n\nThis is a MIME message.\n\n{ONE}\n\n--b1".encode()
        ),
        ((ONE, TWO),),
    ),
    "what programs say about MIME": Letter(
        letter(multipart("mixed", plain(ONE))).replace(
            b"\n\n--b1", b"\n\nThis is a multi-part message in MIME format.\n--b1"
        ),
        ((ONE,),),
    ),
}

# Letters as editors and gateways left them.
FILES = {
    "a head that lost the blanks of its folded fields": Letter(
        letter(multipart("mixed", plain(ONE), page(TWO))).replace(
            b"desk@lake.example", b"desk@lake.example,\nann@lake.example"
        ),
        ((ONE, TWO),),
    ),
    "a file with a byte order mark": Letter(
        b"\xef\xbb\xbf" + letter(multipart("mixed", plain(ONE), plain(TWO))), ((ONE, TWO),)
    ),
    "a file in UTF-16": Letter(
        letter(multipart("mixed", plain(FRENCH), plain(TWO))).decode().encode("utf-16"),
        ((FRENCH, TWO),),
    ),
}

# Letters and files inside of a letter.
ATTACHED = {
    "a letter": Letter(
        letter(multipart("mixed", plain(TWO), part("message/rfc822", STORY))), ((TWO,), (ONE,))
    ),
    "a letter alone": Letter(
        letter(multipart("mixed", part("message/rfc822", STORY))),
        ((ONE,),),
        "the subject “Pier to close”",
    ),
    "a letter in base64, which is not allowed": Letter(
        letter(multipart("mixed", plain(TWO), attached("message/rfc822", "s.eml", STORY.encode()))),
        ((TWO,), (ONE,)),
    ),
    "a letter by the end of its name": Letter(
        letter(
            multipart(
                "mixed", plain(TWO), attached("application/octet-stream", "S.EML", STORY.encode())
            )
        ),
        ((TWO,), (ONE,)),
    ),
    "a letter in a letter in a letter": Letter(
        letter(
            multipart(
                "mixed",
                plain(TWO),
                part(
                    "message/rfc822",
                    HEAD
                    + multipart(
                        "mixed", plain(THREE), part("message/rfc822", STORY), boundary="b2"
                    ),
                ),
            )
        ),
        ((TWO,), (THREE,), (ONE,)),
    ),
    "a digest": Letter(
        letter(multipart("digest", f"\n{STORY}", f"\n{STORY.replace(ONE, TWO)}")),
        ((ONE,), (TWO,)),
        "the subject “Pier to close”",
    ),
    "a text": Letter(
        letter(
            multipart(
                "mixed", plain(ONE), attached("text/plain", "a.txt", b"Pier\n\n" + TWO.encode())
            )
        ),
        ((ONE,), (TWO,)),
    ),
    "a text in another encoding": Letter(
        letter(
            multipart(
                "mixed",
                plain(ONE),
                attached("text/plain; charset=euc-kr", "a.txt", f"배\n\n{KOREAN}".encode("cp949")),
            )
        ),
        ((ONE,), (KOREAN,)),
    ),
    "only a text": Letter(
        letter(multipart("mixed", attached("text/plain", "a.txt", f"{ONE}\n\n{TWO}".encode()))),
        ((ONE, TWO),),
    ),
    "a table": Letter(
        letter(
            multipart(
                "mixed",
                plain(ONE),
                attached("text/csv", "a.csv", f'headline,body\nPier,"{THREE}"\n'.encode()),
            )
        ),
        ((ONE,), (THREE,)),
    ),
    "RTF": Letter(
        letter(multipart("mixed", plain(THREE), attached("application/rtf", "a.rtf", RTF))),
        ((THREE,), (ONE, TWO)),
    ),
    "only RTF": Letter(
        letter(multipart("mixed", attached("application/rtf", "a.rtf", RTF))), ((ONE, TWO),)
    ),
    "RTF as the letter itself": Letter(letter(part("text/rtf", RTF.decode())), ((ONE, TWO),)),
    "RTF as an alternative": Letter(
        letter(multipart("alternative", plain(f"{ONE}\n\n{TWO}"), part("text/rtf", RTF.decode()))),
        ((ONE, TWO),),
    ),
    "what nothing reads": Letter(
        letter(
            multipart("mixed", plain(ONE), attached("application/msword", "a.doc", b"\xd0\xcf"))
        ),
        ((ONE,),),
        "a.doc",
    ),
    "sounds and cards": Letter(
        letter(
            multipart(
                "mixed",
                plain(ONE),
                attached("audio/mpeg", "a.mp3", b"ID3"),
                attached("text/vcard", "ruth.vcf", b"BEGIN:VCARD"),
                attached("application/octet-stream", "b.jpg", b"\xff\xd8"),
            )
        ),
        ((ONE,),),
        "a.mp3 (audio/mpeg), ruth.vcf (text/vcard), b.jpg (image/jpeg)",
    ),
}

# Boundaries that are not the ones stated.
BOUNDARIES = {
    "another": Letter(
        letter(multipart("mixed", plain(ONE), page(TWO), stated="nope")), ((ONE, TWO),)
    ),
    "in other capitals": Letter(
        letter(multipart("mixed", plain(ONE), plain(TWO), stated="B1")), ((ONE, TWO),)
    ),
    "none stated": Letter(
        letter(multipart("mixed", plain(ONE), plain(TWO)).replace('; boundary="b1"', "")),
        ((ONE, TWO),),
    ),
    "no type stated": Letter(
        letter(multipart("mixed", plain(ONE), plain(TWO)).partition("\n")[2]), ((ONE, TWO),)
    ),
    "unclosed": Letter(letter(multipart("mixed", plain(ONE), plain(TWO), end="")), ((ONE, TWO),)),
    "closed too early": Letter(
        letter(multipart("mixed", plain(ONE)) + f"\n--b1\n{plain(TWO)}\n--b1--"),
        ((ONE, TWO),),
    ),
    "wrong inside": Letter(
        letter(
            multipart(
                "mixed",
                multipart("alternative", plain(ONE), boundary="b2", stated="b9"),
                plain(TWO),
            )
        ),
        ((ONE, TWO),),
    ),
    "alternatives under another": Letter(
        letter(
            multipart("alternative", plain(ONE), page(ONE, TWO), boundary="b2", stated="b9"),
        ),
        ((ONE, TWO),),
    ),
    "the first part under another": Letter(
        letter(multipart("mixed", plain(ONE), plain(TWO))).replace(b"--b1", b"--b0", 1),
        ((ONE, TWO),),
    ),
    "parts without fields": Letter(
        letter(multipart("mixed", f"\n{ONE}", f"\n{TWO}", stated="nope")), ((ONE, TWO),)
    ),
    "no parts at all": Letter(
        letter(part('multipart/mixed; boundary="b1"', f"{ONE}\n\n{TWO}")), ((ONE, TWO),)
    ),
}

# Transfer encodings as they are stated, and misstated.
ENCODINGS = {
    "a blank behind": Letter(encoded(CTE, "quoted-printable ", QUOTED), ((FRENCH,),)),
    "a comment behind": Letter(encoded(CTE, "quoted-printable (by hand)", QUOTED), ((FRENCH,),)),
    "a comment before": Letter(encoded(CTE, "(by hand) quoted-printable", QUOTED), ((FRENCH,),)),
    "capitals": Letter(encoded(CTE.upper(), "QUOTED-PRINTABLE\t", QUOTED), ((FRENCH,),)),
    "a parameter behind": Letter(encoded(CTE, "quoted-printable; x=y", QUOTED), ((FRENCH,),)),
    "marks of quotation": Letter(encoded(CTE, '"quoted-printable"', QUOTED), ((FRENCH,),)),
    "base64 in capitals": Letter(encoded(CTE, "BASE64 ", BASE64), ((FRENCH,),)),
    "base64 with a comment": Letter(encoded(CTE, "base64 (std)", BASE64), ((FRENCH,),)),
    "base64 with a list's footer": Letter(
        encoded(CTE, "base64", BASE64 + f"\n{TWO}\n".encode()), ((FRENCH, TWO),)
    ),
    "base64 that is none": Letter(encoded(CTE, "base64", FRENCH.encode()), ((FRENCH,),)),
    "unknown": Letter(encoded(CTE, "x-none-such", FRENCH.encode()), ((FRENCH,),)),
    "quoted, and not said": Letter(encoded("X", "y", QUOTED), ((FRENCH,),)),
    "not quoted, and not said": Letter(
        encoded("X", "y", b"See a.example/?a=C3&b=A9 and x = y."),
        (("See a.example/?a=C3&b=A9 and x = y.",),),
    ),
    "8 bit with a hyphen": Letter(encoded(CTE, "8-bit", FRENCH.encode()), ((FRENCH,),)),
}

# Charsets that are unknown, missing or wrong.
CHARSETS = {
    "unknown": Letter(encoded("X", "y", FRENCH.encode(), "x-none"), ((FRENCH,),)),
    "none, bytes of one": Letter(f"{HEAD}\n".encode() + FRENCH.encode("cp1252"), ((FRENCH,),)),
    "none, Korean bytes": Letter(f"{HEAD}\n".encode() + KOREAN.encode("cp949"), ((KOREAN,),)),
    "none, seven bits of Japanese": Letter(
        f"{HEAD}\n".encode() + "渡し船は来週から再開する。".encode("iso2022_jp"),
        (("渡し船は来週から再開する。",),),
    ),
    "ASCII that is UTF-8": Letter(encoded("X", "y", FRENCH.encode(), "us-ascii"), ((FRENCH,),)),
    "Western that is UTF-8": Letter(encoded("X", "y", FRENCH.encode(), "iso-8859-1"), ((FRENCH,),)),
    "UTF-8 that is Western": Letter(encoded("X", "y", FRENCH.encode("cp1252")), ((FRENCH,),)),
    "a damaged byte behind a mark": Letter(
        encoded("X", "y", b"\xef\xbb\xbf" + FRENCH.encode() + b"\xff", "x-none"),
        ((f"{FRENCH}\ufffd",),),
    ),
    "a page's": Letter(
        f"{HEAD}Content-Type: text/html\n\n".encode()
        + f'<meta charset="windows-1252"><p>{FRENCH}</p>'.encode("cp1252"),
        ((FRENCH,),),
    ),
    "UTF-16": Letter(encoded("X", "y", FRENCH.encode("utf-16"), "utf-16"), ((FRENCH,),)),
}

# What is left out of a text is named.
LEFT_OUT = {
    "a signature": Letter(
        letter(plain(f"{ONE}\n-- \nRuth Awino\nLake Radio")),
        ((ONE,),),
        "signature “Ruth Awino Lake Radio”",
    ),
    "a forwarded letter's fields": Letter(
        letter(plain(f"{ONE}\n\n-- Forwarded message --\n\nFrom: Ann <a@lake.example>\n\n{TWO}")),
        ((ONE, TWO),),
        "From: Ann <a@lake.example>",
    ),
    "no signature but the text": Letter(
        letter(plain(f"{ONE}\n--\n" + f"{TWO}\n" * 15)), ((ONE, "--", *((TWO,) * 15)),)
    ),
    "a page that shows nothing": Letter(
        letter(part("text/html", "<p hidden>Read on</p>")), ((),), "hidden text “Read on”"
    ),
    "a picture alone": Letter(letter(PNG), ((),), "pier.png (image/png)"),
}

KINDS = {
    "in order": IN_ORDER,
    "files": FILES,
    "attached": ATTACHED,
    "boundaries": BOUNDARIES,
    "transfer encodings": ENCODINGS,
    "charsets": CHARSETS,
    "left out": LEFT_OUT,
}
LETTERS = {
    f"{kind}: {name}": each for kind, letters in KINDS.items() for name, each in letters.items()
}
