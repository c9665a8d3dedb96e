"""The page of articles that changed: how much, how long after, and whether it was told."""

from dataclasses import replace

import pytest

from archive.facts.correction_notes import correction_note
from archive.facts.edits import edits
from archive.model.article import Record
from archive.settings import Settings
from archive.store.store import Store
from tests.support.articles import record
from tests.webui.conftest import read
from tests.webui.fake_archive import FakeService
from webui.app import create_app

NOTE = "Correction: the ferry holds 120 people."


def version(number, *body, retrieved="", **fields):
    made = record(
        fields.pop("headline", f"Story {number}"),
        body=body,
        url=f"https://example.org/{number}",
        published="2019-06-04T06:00:00+00:00",
        content=repr((number, body, fields, retrieved)).encode(),
        **fields,
    )
    provenance = replace(made.article.provenance, retrieved=retrieved)
    return Record(replace(made.article, provenance=provenance), made.raw)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Fifty articles: every second has changed, every third of these with a note."""
    path = tmp_path_factory.mktemp("changes") / "archive.sqlite3"
    with Store.open(path, create=True, time_zone="Asia/Seoul") as opened:
        opened.add(
            [
                version(
                    n,
                    f"Boat {n} sails on Monday.",
                    source=f"Paper {n % 4}",
                    retrieved="2019-06-04T08:00:00Z",
                )
                for n in range(50)
            ]
        )
        opened.add(
            [
                version(
                    n,
                    f"Boat {n} sails" + " hardly ever" * n,
                    *([NOTE] if n % 3 == 0 else []),
                    source=f"Paper {n % 4}",
                    retrieved=f"2019-06-{4 + n // 2:02}T20:00:00Z",
                )
                for n in range(0, 50, 2)
            ]
        )
        yield opened


@pytest.fixture(scope="module")
def page(store, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    client = create_app(Settings(home=home), store=store, service=FakeService(())).test_client()

    def get(query=""):
        answer = client.get(f"/changes{query}")
        assert answer.status_code == 200
        return read(answer.text)

    return get


def shown(page):
    """Headlines with their sizes."""
    return {
        each.one("h2").text: each.one("p", class_="edit-size").text
        for each in page.all("li")
        if each.attributes.get("id", "").startswith("a-")
    }


def plainly_counted(store, *, note=None, source=None, days=("2019-06-01", "2019-07-31")):
    counted = {}
    for change in store.changes_since(0):
        *_, before, after = [None, *store.versions(change.id)]
        if before is None:
            continue
        # The evening of a day in UTC is the morning of the next in Seoul.
        day = f"2019-06-{int(after.provenance.retrieved[8:10]) + 1:02}"
        if (
            note in {None, bool(correction_note(after))}
            and source in {None, after.source}
            and days[0] <= day <= days[1]
        ):
            found = edits(before, after)
            sizes = [
                f"{count} word{'s' * (count != 1)} {said}"
                for count, said in (
                    (found.words_added, "put in"),
                    (found.words_removed, "taken out"),
                )
                if count
            ]
            counted[after.headline] = ", ".join(sizes)
    return counted


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", {}),
        ("?note=with", {"note": True}),
        ("?note=without", {"note": False}),
        ("?source=Paper+2", {"source": "Paper 2"}),
        ("?from=2019-06-10&to=2019-06-12", {"days": ("2019-06-10", "2019-06-12")}),
        (
            "?note=with&source=Paper+0&to=2019-06-20",
            {"note": True, "source": "Paper 0", "days": ("", "2019-06-20")},
        ),
        ("?source=nobody", {"source": "nobody"}),
    ],
)
def test_articles_and_numbers_are_those_of_a_plain_count(page, store, query, chosen):
    expected = plainly_counted(store, **chosen)
    found = shown(page(query))
    if len(expected) > 20:
        found |= shown(page(f"{query}&page=2" if query else "?page=2"))
    assert found == expected
    total = len(expected)
    told = f"{total or 'no'} article{'s' * (total != 1)} of which more than one version came in"
    assert told in page(query).one("p", class_="first-report").text


def test_the_newest_change_comes_first_with_its_times_and_its_note(page):
    first, second, *_ = page().all("article")
    assert first.one("h2").text == "Story 48"
    assert first.one("blockquote").text == NOTE
    changed, published = first.all("p", class_="facts")
    assert changed.text.split(" Changed ")[0].startswith("Changed 29 June 2019, 05:00 +09:00")
    assert "24 days after the version before" in changed.text
    assert "24 days after publication" in changed.text
    assert "2 versions" in changed.text
    assert "Paper 0" in published.text
    assert second.one("h2").text == "Story 46"
    assert "without a note" in second.text


def test_a_change_leads_to_the_versions_and_to_the_article(page, store):
    first = next(page().all("article"))
    (known,) = [c.id for c in store.changes_since(0) if c.article.headline == "Story 48"]
    assert [a.attributes["href"] for a in first.all("a")] == [
        f"/articles/{known}/versions",
        f"/articles/{known}",
    ]


def test_pages_and_choices_keep_what_was_chosen(page):
    shown = page("?from=2019-06-01&source=")
    assert [a.attributes["href"] for a in shown.one("nav", aria_label="Pages").all("a")] == [
        "/changes?from=2019-06-01&page=2"
    ]
    choices = shown.one("nav", aria_label="Correction’s note").all("a")
    assert [(a.text, a.attributes["href"], a.attributes.get("aria-current")) for a in choices] == [
        ("All", "/changes?from=2019-06-01", "true"),
        ("With a note", "/changes?note=with&from=2019-06-01", None),
        ("Without a note", "/changes?note=without&from=2019-06-01", None),
    ]
    second = page("?page=2").one("nav", aria_label="Pages")
    assert [a.attributes["href"] for a in second.all("a")] == ["/changes"]
    beyond = page("?page=7")
    assert "There are no changes on this page." in beyond.one("main").text
    (back,) = beyond.one("nav", aria_label="Pages").all("a")
    assert back.attributes["href"] == "/changes?page=2"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("?note=some", "‘some’ is not a choice of notes: choose all, with or without."),
        ("?from=june", "‘june’ is not a date: write 2019, 2019-06 or 2019-06-04."),
        ("?page=0", "‘0’ is not a valid page: give a number from 1 to 5,000."),
    ],
)
def test_what_cannot_be_taken_is_told(page, query, notice):
    assert page(query).one("ul", aria_label="Notices").text == notice


@pytest.mark.parametrize(
    "query", ["?from=0001", "?to=9999", "?source=%00%ff<b>", "?from=9999&to=0001"]
)
def test_any_address_has_an_answer(page, query):
    page(query)


def test_the_form_remembers_what_was_chosen(page):
    form = page("?source=Paper+2&from=2019-06&note=with").one("form", class_="pick")
    assert [each.text for each in form.all("option")] == ["Any", "Paper 0", "Paper 2"]
    assert [each.text for each in form.all("option", selected="")] == ["Paper 2"]
    values = [(i.attributes["name"], i.attributes["value"]) for i in form.all("input")]
    assert values == [("note", "with"), ("from", "2019-06-01"), ("to", "")]


def test_what_articles_say_never_becomes_markup(tmp_path):
    hostile = "Correction: <script>alert(1)</script>"
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add([version(1, "The ferry sails.")])
        store.add([version(1, hostile, headline=hostile, source=hostile)])
        app = create_app(Settings(home=tmp_path), store=store, service=FakeService(()))
        text = app.test_client().get("/changes").text
    assert "<script>alert" not in text
    assert read(text).one("blockquote").text == hostile


def test_an_archive_without_changes_says_so(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        app = create_app(Settings(home=tmp_path), store=store, service=FakeService(()))
        shown = read(app.test_client().get("/changes").text)
    assert "No article has changed in this way." in shown.one("main").text
