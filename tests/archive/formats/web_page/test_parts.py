import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.formats.boilerplate import is_boilerplate
from archive.formats.web_page import main_text, publication_date, read_page
from archive.formats.web_page.byline_names import (
    is_agency,
    is_name,
    is_nobody,
    names_in,
    printed_by,
    without_house,
)
from archive.formats.web_page.headlines import ShownHeading, choose
from archive.formats.web_page.html_tree import parse
from archive.formats.web_page.meta_tags import Meta, Statement
from archive.formats.web_page.repeated_lines import trimmed
from archive.model.article import Credit, Provenance, Published, Role

PAGE = "<html><body><h1>Ferry stops</h1>" + "<p>The last ferry left the quay on Tuesday.</p>" * 9


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lindqvist", ("Ann Lindqvist",)),
        ("Text: Ann Lindqvist", ("Ann Lindqvist",)),
        ("Ann Lindqvist, Jo Berg and Mia Holt", ("Ann Lindqvist", "Jo Berg", "Mia Holt")),
        ("Ann Lindqvist & Jo Berg", ("Ann Lindqvist", "Jo Berg")),
        ("Ana Ruiz y Juan de la Cruz", ("Ana Ruiz", "Juan de la Cruz")),
        ("Ann Lindqvist, Chief Reporter, Skarvik", ("Ann Lindqvist",)),
        ("Ann Lindqvist; Reuters", ("Ann Lindqvist", "Reuters")),
        ("김하늘, 이바다", ("김하늘", "이바다")),
        ("山田太郎、鈴木花子", ("山田太郎", "鈴木花子")),
        ("Анна Берг и Юрий Лунд", ("Анна Берг", "Юрий Лунд")),
        ("Byron Lund", ("Byron Lund",)),
        ("", ()),
        ("42", ()),
        ("ann@post.example", ()),
    ],
)
def test_a_byline_is_names_alone(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ruth Awino - Harbour Post", ("Ruth Awino",)),
        ("أحمد علي - القاهرة", ("أحمد علي",)),
        ("Ruth Awino for the Harbour Post", ("Ruth Awino",)),
        ("By Ruth Awino in Kisumu", ("Ruth Awino",)),
        ("Ruth Awino/dpa", ("Ruth Awino", "dpa")),
        ("Ruth Awino/Ida Brook", ("Ruth Awino", "Ida Brook")),
        ("Ruth Awino; Reviewed by Ida Brook", ("Ruth Awino",)),
        ("Updated by Ida Brook", ()),
        ("Sponsored by Harbour Tea", ()),
        ("Posted by Ruth Awino", ("Ruth Awino",)),
        ("Ruth Awino, dan Ida Brook", ("Ruth Awino", "Ida Brook")),
        ("Ruth Awino a Ida Brook", ("Ruth Awino", "Ida Brook")),
        ("Martin Luther King Jr.", ("Martin Luther King Jr.",)),
        ("林婉如記者", ("林婉如",)),
        ("王小明 记者", ("王小明",)),
        ("Ruth and Ida", ("Ruth", "Ida")),
        ("Ruth Awino, Kisumu", ("Ruth Awino",)),
        ("Kisumu, Kenya", ()),
    ],
)
def test_what_stands_beside_a_name_with_little_to_part_it_goes(byline, names):
    assert names_in(byline) == names


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Ruth Awino Harbour Post", "Ruth Awino"),
        ("Ruth Awino Monday", "Ruth Awino"),
        ("Ruth Awino, November 20, 2019", "Ruth Awino"),
        ("Ruth Awino. Harbour International", "Ruth Awino"),
        ("Harbour Post’s Ruth Awino", "Ruth Awino"),
        ("Ruth O'Neill", "Ruth O'Neill"),
        ("Ruth A. Awino", "Ruth A. Awino"),
    ],
)
def test_the_paper_and_the_day_are_no_part_of_a_name(name, right):
    assert without_house(name, frozenset({"harbourpost"})) == right


@pytest.mark.parametrize(
    "name", ["November 20", "MONDAY", "Staff Reports", "Creative Commons License", "Super User",
             "Related Posts", "Nachrichten", "Noticias"],
)  # fmt: skip
def test_days_labels_and_accounts_are_nobody(name):
    assert is_nobody(name)


def test_an_account_of_the_paper_is_the_paper():
    assert is_agency("Harbour D", frozenset({"harbournews"}))
    assert not is_agency("Ida D", frozenset({"idaandnora"}))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ruth Awino", ("Ruth Awino",)),
        ("Written by: Ruth Awino", ("Ruth Awino",)),
        ("4 June 2019 by Ruth Awino", ("Ruth Awino",)),
        ("by Ruth Awino ● June 4, 2019 ● 6 min read", ("Ruth Awino",)),
        ("Von Ruth Awino", ("Ruth Awino",)),
        ("Ferry built by Ruth Awino", ()),
        ("By the harbour", ("the harbour",)),
        ("Ruth Awino", ()),
    ],
)
def test_a_printed_line_names_whom_it_is_by(line, names):
    assert printed_by(line) == names


@given(st.text(max_size=200))
def test_a_printed_line_is_read_or_not_but_raises_nothing(line):
    assert all(name.strip() for name in printed_by(line))


@given(st.text(max_size=200))
def test_names_are_never_empty_and_of_one_line(byline):
    for name in names_in(byline):
        assert name.strip()
        assert "\n" not in name


@pytest.mark.parametrize("name", ["dpa", "Agence France-Presse", "Post staff", "post.org"])
def test_offices_and_wires_are_agencies(name):
    assert is_agency(name, frozenset())
    assert not is_name("4 June 2019")


def test_the_paper_itself_is_no_person():
    assert is_agency("The Harbour", frozenset({"harbour"}))
    assert not is_agency("Ann Lindqvist", frozenset({"harbour"}))


def test_what_two_parts_of_a_page_say_is_the_headline():
    stated = [
        Statement("Ferry: all you need to know", "JSON-LD"),
        Statement("Ferry leaves for the last time", "og:title"),
    ]
    shown = [ShownHeading("Ferry Leaves for the Last Time", "h1")]
    chosen = choose(stated, shown, [])
    assert chosen == Statement("Ferry leaves for the last time", "og:title and h1 agree")


def test_a_page_that_names_only_its_site_has_no_headline():
    assert choose([Statement("The Post", "og:title")], [], ["The Post"]) is None


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=20))
def test_a_headline_is_a_part_of_what_is_stated(titles, site):
    chosen = choose([Statement(title, "og:title") for title in titles], [], [site])
    assert chosen is None or any(chosen.value in title for title in titles)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ANZEIGE", "Publicité", "Read more:", "Read more: The bridge opens",
        "Ähnliche Artikel", "Leggi anche", "Photo: Jo Berg / AFP", "3 min read", "관련 기사",
        "© 2019 The Post",
    ],
)  # fmt: skip
def test_buttons_and_notices_are_furniture(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The advertisement hung in the harbour for ninety years.",
        "Read more than one paper, said the county.",
        "Print is dead, said the mayor.",
        "Photo finish in the boat race",
    ],
)
def test_sentences_are_not(line):
    assert not is_boilerplate(line)


def test_what_is_repeated_above_the_story_goes_and_the_story_stays():
    body = (
        "Ferry stops",
        "By Ann Lindqvist",
        "4 June 2019",
        "The ferry stops.",
        "The quay.",
        "Share",
        "By Monday it was gone.",
    )
    credited = [Credit("Ann Lindqvist", Role.REPORTER)]
    assert trimmed(body, "Ferry stops", [], credited, ["The quay."]) == (
        "The ferry stops.",
        "By Monday it was gone.",
    )


def test_what_the_libraries_raise_costs_the_part_alone(monkeypatch):
    def fail(*_args, **_kwargs):
        raise AttributeError("no such tree")

    monkeypatch.setattr(main_text, "bare_extraction", fail)
    assert main_text.body_of(parse(PAGE)) == ()
    assert publication_date.published(parse(PAGE), (), Meta({}), None) == Published()


def test_the_libraries_keep_their_notes_to_themselves(caplog):
    caplog.set_level(logging.DEBUG)
    read_page(PAGE, Provenance("", "text/html", "page.html"))
    with pytest.raises(SourceError):
        read_page("<html><body><p>x</p></body></html>", Provenance("", "text/html", "page.html"))
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == []
