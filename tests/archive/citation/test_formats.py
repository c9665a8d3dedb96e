"""Formats for programs: valid by their schema, and read back by libraries of others."""

import json
from dataclasses import replace
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis.strategies import builds, characters, lists, sampled_from
from pylatexenc import latex2text

from archive.citation.cited_article import cited_article
from archive.citation.styles import RecordFormat, written
from archive.model.article import Role
from archive.model.text import one_line
from tests.archive.citation.articles_to_cite import ACCESSED, CASES, PAGE, to_cite

# The schema of github.com/citation-style-language/schema, under the MIT licence.
SCHEMA = json.loads(Path(__file__).with_name("csl-data.json").read_text())
SIGNS = "\\{}$&#_%~^\"'\r\n\t,;@= "
PIECES = [*SIGNS, "\nER  - ", "\nTY  - ", " and ", "김", "李", "م", "é", "A", "b"]
HOSTILE = lists(sampled_from(PIECES) | characters(exclude_categories=["Cs"]), max_size=20).map(
    "".join
)


def decoder():
    """Decoder of LaTeX that also knows the names of the braces and of the plain caret."""
    named = latex2text.get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [latex2text.MacroTextSpec(name, sign) for name, sign in signs.items()]
    named.add_context_category("braces", macros=macros, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=named, strict_latex_spaces=True)


DECODER = decoder()


def cited(article):
    return cited_article(article, ACCESSED, PAGE)


def file_of(chosen, *articles):
    numbered = (replace(article, id=f"{at:016x}") for at, article in enumerate(articles))
    return "".join(written(map(cited, numbered), chosen))


def csl(*articles):
    items = json.loads(file_of(RecordFormat.CSL, *articles))
    jsonschema.validate(items, SCHEMA)
    return items


def ris(*articles):
    return rispy.loads(file_of(RecordFormat.RIS, *articles))


def bibtex(*articles):
    """Entries as BibTeX reads them, their fields in the characters that LaTeX would print."""
    library = bibtexparser.parse_string(
        file_of(RecordFormat.BIBTEX, *articles),
        append_middleware=[
            middlewares.SeparateCoAuthors(),
            middlewares.LatexDecodingMiddleware(decoder=DECODER),
        ],
    )
    assert not library.failed_blocks
    return [
        {key: field.value for key, field in each.fields_dict.items()} for each in library.entries
    ]


WHOLE = to_cite(
    "■ Crews call pay 50% a “joke” & {strike}",
    "Callum Dray",
    "KIM Jong-su",
    "translator: Ann Quill",
    "editor: Bo Lind",
    "photographer: Ida Brook",
    "agency: Reuters",
    section="Harbour",
    topics=("ferries", "pay"),
)


def test_csl_json_has_every_role_and_no_photographer():
    (item,) = csl(WHOLE)
    assert item == {
        "id": "0000000000000000",
        "type": "article-newspaper",
        "title": "Crews call pay 50% a “joke” & {strike}",
        "author": [
            {"family": "Dray", "given": "Callum"},
            {"family": "Kim", "given": "Jong-su"},
        ],
        "translator": [{"family": "Quill", "given": "Ann"}],
        "editor": [{"family": "Lind", "given": "Bo"}],
        "container-title": "Aldhaven Courier",
        "issued": {"date-parts": [[2014, 1, 4]]},
        "accessed": {"date-parts": [[2026, 11, 30]]},
        "section": "Harbour",
        "language": "en",
        "keyword": "ferries, pay",
        "URL": "https://courier.example.org/2014/ice",
        "archive": "Backfile",
        "archive_location": "0000000000000000",
    }


@pytest.mark.parametrize(
    ("day", "issued"),
    [
        (None, None),
        ("2014", {"date-parts": [[2014]]}),
        ("2014-09", {"date-parts": [[2014, 9]]}),
        ("2014-01-04T23:30:00-05:00", {"date-parts": [[2014, 1, 4]]}),
    ],
)
def test_csl_json_is_as_precise_as_the_article(day, issued):
    (item,) = csl(to_cite("Ice", day=day))
    assert item.get("issued") == issued


def test_csl_json_names_an_agency_as_one_literal():
    (item,) = csl(to_cite("Ice", "agency: Reuters", url=None))
    assert item["author"] == [{"literal": "Reuters"}]
    assert item["URL"] == PAGE
    (item,) = csl(to_cite("Ice", "agency: Reuters", source=None))
    assert (item.get("author"), item["container-title"]) == (None, "Reuters")


def test_ris_has_the_tags_that_zotero_reads():
    (record,) = ris(WHOLE)
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == "Crews call pay 50% a “joke” & {strike}"
    assert record["authors"] == ["Dray, Callum", "Kim, Jong-su"]
    assert record["secondary_authors"] == ["Lind, Bo"]
    assert record["subsidiary_authors"] == ["Quill, Ann"]
    assert record["secondary_title"] == "Aldhaven Courier"
    assert (record["year"], record["date"]) == ("2014", "2014/01/04/")
    assert record["keywords"] == ["ferries", "pay"]
    assert record["urls"] == ["https://courier.example.org/2014/ice"]
    assert record["access_date"] == "2026/11/30/"
    assert record["accession_number"] == record["id"] == "0000000000000000"


def test_bibtex_has_the_fields_of_its_manual():
    (entry,) = bibtex(WHOLE)
    assert entry["title"] == "Crews call pay 50% a “joke” & {strike}"
    assert entry["author"] == ["Dray, Callum", "Kim, Jong-su"]
    assert entry["translator"] == ["Quill, Ann"]
    assert (entry["journal"], entry["entrysubtype"]) == ("Aldhaven Courier", "newspaper")
    assert (entry["year"], entry["month"], entry["day"]) == ("2014", "jan", "4")
    assert entry["url"] == "https://courier.example.org/2014/ice"
    assert entry["urldate"] == "2026-11-30"


def test_an_undated_article_has_no_date_in_any_format():
    undated = to_cite("Ice", day=None)
    assert not {"year", "date"} & set(ris(undated)[0])
    assert not {"year", "month", "day"} & set(bibtex(undated)[0])


def test_all_cases_are_valid_and_read_back_one_for_one():
    articles = [case.article for case in CASES.values()]
    for read in (csl, ris, bibtex):
        assert len(read(*articles)) == len(articles)
    assert csl() == []


HOSTILE_ARTICLES = builds(
    lambda headline, names, source, section: to_cite(
        headline, *names, source=source, section=section, topics=(headline,)
    ),
    HOSTILE,
    lists(builds("{}: x{}y".format, sampled_from(Role), HOSTILE), max_size=3),
    HOSTILE,
    HOSTILE,
)


@given(lists(HOSTILE_ARTICLES, max_size=3))
def test_hostile_articles_read_back_one_for_one(articles):
    named = list(map(cited, articles))
    items, records, entries = csl(*articles), ris(*articles), bibtex(*articles)
    assert len(items) == len(records) == len(entries) == len(articles)
    for article, item, record, entry in zip(named, items, records, entries, strict=True):
        title = article.headline.text
        assert item["title"] == title
        assert one_line(record["title"]) == one_line(title)
        assert "".join(entry["title"].split()) == "".join(title.split())
        for names, read in (
            (article.authors, entry.get("author", ())),
            (article.authors, record.get("authors", ())),
            (article.translators, record.get("subsidiary_authors", ())),
        ):
            assert len(names) == len(read)
