from dataclasses import replace

import pytest

from archive.errors import MappingError
from archive.facts.completion import completed
from archive.formats.tabular.column_mapping import (
    FIELDS,
    Columns,
    mapped_columns,
    parse_constants,
    parse_mapping,
    with_constants,
)
from archive.model.article import (
    ColumnUse,
    Credit,
    Origin,
    Precision,
    Provenance,
    Published,
    Role,
)

PROVENANCE = Provenance("", "application/json", "test")


def article(mapping=None, **row):
    found = Columns(mapping or {}).article({"title": "Ferry runs again", **row}, PROVENANCE)
    assert found is not None
    return completed(found)


def test_a_mapping_is_written_as_field_and_column():
    assert parse_mapping(["headline=kicker", "Body = meta.text", "region=a=b"]) == {
        "headline": "kicker",
        "body": "meta.text",
        "region": "a=b",
    }


def test_a_field_may_be_called_by_any_of_its_names():
    assert parse_mapping(["title=a", "text=b", "author=c", "places=d", "link=e"]) == {
        "headline": "a",
        "body": "b",
        "byline": "c",
        "region": "d",
        "url": "e",
    }


BAD_PAIRS = {
    "headline": "--map headline: write it as field=column, such as headline=title",
    "headline=": "--map headline=: write it as field=column, such as headline=title",
    "": "--map : write it as field=column, such as headline=title",
    "price=x": (
        "--map price=x: no field is called 'price': choose from headline, body, date, byline, "
        "reporter, translator, writer, editor, photographer, agency, region, dateline, caption, "
        "source, section, topic, language, url"
    ),
}


@pytest.mark.parametrize(("pair", "sentence"), BAD_PAIRS.items())
def test_a_pair_that_maps_nothing_is_named(pair, sentence):
    with pytest.raises(MappingError) as raised:
        parse_mapping([pair])
    assert str(raised.value) == sentence


def test_constants_are_told_from_columns():
    mapping = parse_constants(["publisher=Reuters", "place=Kenya; Fiji"])
    assert mapping == {"source=": "Reuters", "region=": "Kenya; Fiji"}
    assert mapped_columns({"headline": "title"} | mapping) == {"headline": "title"}


BAD_CONSTANTS = {
    "source": "--set source: write it as field=value, such as source=Reuters",
    "source= ": "--set source= : write it as field=value, such as source=Reuters",
    "headline=x": "--set headline=x: no field 'headline' can be the same in all: choose from date",
    "price=x": "--set price=x: no field 'price' can be the same in all: choose from date",
    "date=soon": "--set date=soon: 'soon' is no date that can be read",
    "language=?": "--set language=?: '?' is no language that can be read",
}


@pytest.mark.parametrize(("pair", "sentence"), BAD_CONSTANTS.items())
def test_a_pair_that_sets_nothing_is_named(pair, sentence):
    with pytest.raises(MappingError) as raised:
        parse_constants([pair])
    assert str(raised.value).startswith(sentence)


def test_a_constant_stands_in_the_place_of_what_the_file_says():
    stated = replace(
        Columns({}).article({"title": "A", "source": "Paper", "by": "Ruth Awino"}, PROVENANCE),
        origins=(Origin("source", "meta"), Origin("headline", "h1")),
    )
    pairs = ["source=Reuters", "agency=AFP", "region=Kenya; Fiji", "topic=boats, salt", "date=2019"]
    article = with_constants(stated, parse_constants([*pairs, "language=en", "section=Ports"]))
    assert (article.headline, article.source, article.section) == ("A", "Reuters", "Ports")
    assert (article.published.value, article.language) == ("2019", "en")
    assert article.topics == ("boats", "salt")
    assert [region.names for region in article.regions] == [("Kenya",), ("Fiji",)]
    assert article.credits == (
        Credit("Ruth Awino", Role.REPORTER),
        Credit("AFP", Role.AGENCY),
    )
    assert Origin("source", "--set") in article.origins
    assert Origin("source", "meta") not in article.origins
    assert Origin("headline", "h1") in article.origins
    byline = with_constants(article, parse_constants(["byline=Tomas Vik"]))
    assert byline.credits == (Credit("Tomas Vik", Role.REPORTER),)
    assert with_constants(stated, {"headline": "title"}) is stated


def test_columns_that_hold_something_and_reach_no_article_are_known():
    row = {
        "Title": "A",
        "subject": "B",
        "meta": {"where": "Kenya"},
        "empty": "",
        "foo": [0],
        "n": 0,
    }
    use = Columns({"region": "meta.where"}).use(row)
    assert use == ColumnUse(frozenset({"Title", "meta"}), frozenset({"subject", "foo", "n"}))
    assert (use | ColumnUse(frozenset({"subject"}))).unused == {"foo", "n"}


def test_no_two_fields_share_a_name():
    names = [name for field in FIELDS for name in field]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", [name for field in FIELDS for name in field])
def test_every_usual_name_is_known_in_any_case_and_reaches_the_article(name):
    columns = Columns({})
    base = {"x" if name in {*FIELDS[0], *FIELDS[1]} else "body": "The boats sail."}
    value = "2019" if name in FIELDS[2] else "es"
    plain = columns.article(base, PROVENANCE)
    named = columns.article(base | {f" {name.upper()} ": value}, PROVENANCE)
    assert named is not None
    assert named != plain


def test_of_several_names_the_first_that_says_something_counts():
    found = article(
        headline="", subject="Trade", text="The boats sail.", content=None, date="2019-06-04",
        time="10:30", authors=[], author="Ruth Awino",
    )  # fmt: skip
    assert found.headline == "Ferry runs again"
    assert found.body == ("The boats sail.",)
    assert found.published.value == "2019-06-04"
    assert found.credits == (Credit("Ruth Awino", Role.REPORTER),)


def test_a_mapped_column_counts_before_the_usual_names_where_a_row_has_it():
    mapping = {"headline": "kicker"}
    assert article(mapping, kicker="Salt boats return").headline == "Salt boats return"
    assert article(mapping).headline == "Ferry runs again"
    assert article(mapping, kicker="", body="x").headline == ""


@pytest.mark.parametrize(
    "nothing", [None, "", " \n", False, True, float("nan"), [], {}, [None, ""]]
)
def test_what_programs_write_for_nothing_is_nothing(nothing):
    names = (
        "body", "date", "byline", "editor", "region", "dateline", "caption", "source", "section",
        "topics", "language", "url",
    )  # fmt: skip
    assert article(**dict.fromkeys(names, nothing)) == article()
    assert Columns({}).article({"title": nothing, "text": nothing}, PROVENANCE) is None


VALUES = (
    ("body", "One.\n\nTwo.", "body", ("One.", "Two.")),
    ("body", "One.\nTwo.", "body", ("One.", "Two.")),
    ("body", ["One.", "Two.\nTwo still."], "body", ("One.", "Two. Two still.")),
    ("body", {"text": "One."}, "body", ("One.",)),
    ("body", 17, "body", ("17",)),
    ("region", "Nepal; Kenya", "regions", ("Nepal", "Kenya")),
    ("region", "Kathmandu, Bagmati, Nepal", "regions", ("Bagmati",)),
    ("region", ["Nepal", {"name": "Kenya"}, None, ""], "regions", ("Nepal", "Kenya")),
    ("region", "Africa/Kenya|Nepal", "regions", ("Kenya", "Nepal")),
    ("topics", "salt, boats", "topics", ("salt", "boats")),
    ("topics", "salt, sugar; boats", "topics", ("salt, sugar", "boats")),
    ("topics", ["salt, sugar", {"label": "boats"}], "topics", ("salt, sugar", "boats")),
    ("caption", "A boat; a man.\nA jetty.", "captions", ("A boat; a man.", "A jetty.")),
    ("source", {"id": 3, "name": "Courier"}, "source", "Courier"),
    ("source", ["Courier", "Ledger"], "source", "Courier, Ledger"),
    ("section", " Trade\n&\tHarbor ", "section", "Trade & Harbor"),
    ("language", "en_US", "language", "en-US"),
    ("language", "Korean", "language", "ko"),
    ("language", ["ar"], "language", "ar"),
    ("url", " https://example.org/\ud800 ", "url", "https://example.org/\ufffd"),
)


@pytest.mark.parametrize(("column", "value", "field", "expected"), VALUES)
def test_a_value_may_have_any_of_the_usual_forms(column, value, field, expected):
    found = getattr(article(**{column: value}), field)
    if field == "regions":
        found = tuple(region.path[-1] for region in found)
    assert found == expected


DATES = {
    "2019-06-04": ("2019-06-04", Precision.DAY),
    "2019-06-04T10:30:00Z": ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    2019: ("2019", Precision.YEAR),
    "2019": ("2019", Precision.YEAR),
    20190604: ("2019-06-04", Precision.DAY),
    1559644200: ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    1559644200.75: ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    1559644200123: ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    "1559644200": ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    "1559644200123": ("2019-06-04T10:30:00+00:00", Precision.INSTANT),
    "201906041030": ("2019-06-04T10:30:00", Precision.INSTANT),
    0: (None, Precision.UNKNOWN),
    -1559644200: (None, Precision.UNKNOWN),
    10**400: (None, Precision.UNKNOWN),
    1e308: (None, Precision.UNKNOWN),
    float("inf"): (None, Precision.UNKNOWN),
    "June": (None, Precision.UNKNOWN),
}


@pytest.mark.parametrize(("value", "known"), DATES.items())
def test_a_date_may_be_text_or_a_number_of_seconds_or_milliseconds(value, known):
    published = article(date=value).published
    assert (published.value, published.precision) == known


def test_a_date_that_was_refused_leaves_its_notice():
    refused = Published(notice="“5 January 2097” lies in the future")
    assert article(date="5 January 2097").published == refused


def test_credits_come_from_bylines_from_columns_of_roles_and_from_the_end_of_the_text():
    found = article(
        byline="By Ruth Awino and Deji Afolarin, Reuters",
        translator="Mina Roh; Peter Aldane",
        agencies=["Halyard Wire"],
        text="The boats sail.\n\nEditing by Tomas Vik.",
    )
    assert found.body == ("The boats sail.",)
    assert [(credit.name, str(credit.role)) for credit in found.credits] == [
        ("Ruth Awino", "reporter"),
        ("Deji Afolarin", "reporter"),
        ("Reuters", "agency"),
        ("Mina Roh", "translator"),
        ("Peter Aldane", "translator"),
        ("Halyard Wire", "agency"),
        ("Tomas Vik", "editor"),
    ]


def test_a_source_is_the_stated_one_then_the_employer_then_an_agency():
    dateline = {"dateline": "KISUMU, Kenya (Halyard Wire) -"}
    reported = "The boats sail.\n\nReported by Ruth Awino for Lake Radio’s Luo Service."
    assert article(source="Courier", byline="AP", text=reported, **dateline).source == "Courier"
    assert article(byline="AP", text=reported, **dateline).source == "Lake Radio"
    assert article(byline="AP", text="The boats sail.", **dateline).source == "AP"
    assert article(text="The boats sail.", **dateline).source == "Halyard Wire"
    assert article(text="The boats sail.").source is None


DATELINES = {
    "KISUMU, Kenya, May 3 -": "KISUMU, Kenya, May 3 - The boats sail.",
    "KISUMU, Kenya": "KISUMU, Kenya — The boats sail.",
    "Kisumu": "Kisumu — The boats sail.",
    "": "The boats sail.",
}


@pytest.mark.parametrize(("dateline", "body"), DATELINES.items())
def test_a_dateline_stands_before_the_text_as_papers_print_it(dateline, body):
    assert article(dateline=dateline, text="The boats sail.").body == (body,)


def test_a_dateline_that_the_text_has_already_is_not_doubled():
    text = "KISUMU, Kenya — The boats sail."
    assert article(dateline="KISUMU, Kenya", text=text).body == (text,)


def test_regions_are_those_stated_and_else_those_of_dateline_headline_and_text():
    stated = article(region="Nepal", text="The boats sail to Kenya.").regions
    mentioned = article(dateline="KISUMU, Kenya -", text="The boats sail.").regions
    assert [(region.path, region.why) for region in stated] == [(("Asia", "Nepal"), "declared")]
    assert [(region.path, region.why, region.names) for region in mentioned] == [
        (("Africa", "Kenya", "Kisumu"), "dateline", ("KISUMU, Kenya",))
    ]
