"""An article on a terminal, with where each fact came from."""

from archive.cli.article_card import card
from archive.model.article import (
    Article,
    Credit,
    Origin,
    Precision,
    Provenance,
    Published,
    Region,
    Role,
    Wire,
)

FERRIES = Article(
    id="97a2b539600c3a45",
    headline="Ferry crews strike",
    body=("No boat has left the harbour of Aldhaven.", "Talks begin on Thursday."),
    provenance=Provenance(
        "ab" * 32,
        "text/html",
        "crawl.warc.gz",
        4,
        address="https://halyard.example/ferries",
        retrieved="2026-11-17T09:02:11+00:00",
    ),
    captions=("The ferry Tern.",),
    credits=(Credit("Ruth Awino", Role.REPORTER), Credit("Jonas Lie", Role.PHOTOGRAPHER)),
    regions=(Region(("Europe", "Norway"), "NO", "text"),),
    published=Published("2026-11-17", Precision.DAY, "JSON-LD"),
    source="Halyard Wire",
    section="Transport",
    topics=("ferries", "strikes"),
    language="en",
    url="https://halyard.example/ferries",
    wire=Wire("ALDHAVEN", "Aldhaven", "ferries", 3, "2026-11-17T12:00:00Z", "2", ("a", "b")),
    origins=(
        Origin("headline", "JSON-LD, h1"),
        Origin("credits", "meta author"),
        Origin("published", "JSON-LD"),
        Origin("source", "meta og:site_name"),
        Origin("topics", "meta keywords"),
        Origin("language", "html lang"),
        Origin("url", "canonical link"),
        Origin("body", "page"),
        Origin("captions", "figures"),
    ),
)


def test_every_fact_is_followed_by_its_origin():
    assert card(FERRIES) == (
        """\
Ferry crews strike

id          97a2b539600c3a45
published   2026-11-17 (day, JSON-LD)
reporter    Ruth Awino (meta author)
photographer Jonas Lie (meta author)
region      Europe › Norway (text)
source      Halyard Wire (meta og:site_name)
section     Transport
topics      ferries, strikes (meta keywords)
language    en (html lang)
url         https://halyard.example/ferries (canonical link)
caption     The ferry Tern. (figures)
dateline    ALDHAVEN
located     Aldhaven
slugline    ferries
urgency     3
embargoed   2026-11-17T12:00:00Z
version     2
subjects    a, b
from        crawl.warc.gz, record 4 (text/html)
fetched     https://halyard.example/ferries (2026-11-17T09:02:11+00:00)
read from   headline (JSON-LD, h1), text (page)
sha-256     """
        + "ab" * 32
        + """

No boat has left the harbour of Aldhaven.

Talks begin on Thursday."""
    )


def test_what_is_not_known_is_left_out():
    bare = Article("", ("Talks begin.",), Provenance("cd" * 32, "text/plain", "a.txt"))
    assert card(bare).splitlines() == [
        "(no headline)",
        "",
        "published   unknown",
        "from        a.txt, record 1 (text/plain)",
        "sha-256     " + "cd" * 32,
        "",
        "Talks begin.",
    ]


def test_a_date_names_its_origin_besides_its_reason_where_they_differ():
    dated = Article(
        "Ferries",
        (),
        Provenance("", "text/plain", "a.docx"),
        published=Published("2019", Precision.YEAR, "made"),
        origins=(Origin("published", "dcterms:created"),),
    )
    assert "published   2019 (year, made, dcterms:created)" in card(dated)


def test_a_long_text_is_cut_where_that_is_asked_for():
    assert card(FERRIES, body_lines=1).splitlines()[-2:] == [
        "No boat has left the harbour of Aldhaven.",
        "… and 3 more lines",
    ]
