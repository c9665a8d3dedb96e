"""Collections, tags and notes from the pages of a real archive, by forms as browsers send them."""

import pytest

from archive.settings import Settings
from archive.store import audit
from archive.store.collections import Collections
from archive.store.store import Store
from indexer.engines.registry import engine_kind
from indexer.index.build import update
from indexer.index.generations import Generations
from indexer.search.service import SearchService
from tests.support.articles import record
from tests.support.processes import wait_until
from tests.webui.conftest import read
from webui import services
from webui.access import csrf_token, policy_of
from webui.app import create_app

NUMBERS = range(1, 6)
HOSTILE = "<script>alert(1)</script>\"'><img src=x>&amp;"


@pytest.fixture
def archive(tmp_path):
    """A store of five ferry stories and a client of its pages."""
    records = [
        record(f"Ferry {n}", body=[f"Boat {n} is late."], published=f"2021-03-0{n}")
        for n in NUMBERS
    ]
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add(records)
        generations = Generations(tmp_path / "index")
        update(store, generations, engine_kind("whoosh"))
        with SearchService(store, generations) as service:
            yield (
                store,
                create_app(Settings(home=tmp_path), store=store, service=service).test_client(),
            )


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return read(response.text)


def send(client, address, button, *, status=303, leaving_out=(), **typed):
    """Press a button on a page, with these things typed; the page that comes of it."""
    page = get(client, address)
    (form,) = [
        form for form in page.all("form") if any(each.text == button for each in form.all("button"))
    ]
    pressed = next(each for each in form.all("button") if each.text == button)
    fields = [
        (field.attributes["name"], field.attributes.get("value", ""))
        for field in form.all("input")
        if field.attributes.get("type") in {"hidden", "checkbox"}
        and field.attributes.get("value") not in leaving_out
    ]
    fields += typed.items()
    if "name" in pressed.attributes:
        fields.append((pressed.attributes["name"], pressed.attributes["value"]))
    data = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    response = client.post(form.attributes.get("action") or address, data=data)
    assert response.status_code == status
    return response.headers["Location"] if status == 303 else response


def get_title(response):
    return read(response.text).one("h1").text


def headlines(client, address):
    listed = get(client, address).one("ol", class_="collected")
    return [each.text for each in listed.all("h2")]


def found(client, query):
    hits = client.get("/api/v1/search", query_string={"q": query, "sort": "oldest"}).json["hits"]
    return [hit["headline"] for hit in hits]


def id_of(client, headline):
    return client.get("/api/v1/search", query_string={"q": f'"{headline}"'}).json["hits"][0]["id"]


def test_a_list_goes_into_a_collection_in_its_order_without_what_is_not_ticked(archive):
    store, client = archive
    desk = get(client, "/?q=ferry&sort=oldest").one("div", class_="desk")
    (way,) = [a for a in desk.all("a") if a.text == "Put into a collection"]
    unticked = id_of(client, "Ferry 3")
    page = send(
        client,
        way.attributes["href"],
        "Put the ticked ones into it",
        name="Winter ferries",
        leaving_out=[unticked],
    )
    assert headlines(client, page) == ["Ferry 1", "Ferry 2", "Ferry 4", "Ferry 5"]
    assert found(client, "collection:winter") == headlines(client, page)
    shared = get(client, page).one("span", class_="link").text
    assert shared == f"http://localhost{page}"
    # Those of it that are there stay where they are, the new one comes last.
    gather = "/collections/gather?q=ferry&sort=newest"
    assert send(client, gather, "Put the ticked ones into it", collection="1") == page
    assert headlines(client, page)[-1] == "Ferry 3"
    assert [line.action for line in audit.lines(store.database)] == ["collect"] * 2 + [
        "make collection"
    ]


def test_a_collection_is_ordered_noted_and_thinned_out(archive):
    store, client = archive
    gather = "/collections/gather?q=ferry&sort=oldest"
    page = send(client, gather, "Put the ticked ones into it", name="Ice")
    send(client, page, "Up: Ferry 3")
    send(client, page, "Down: Ferry 1")
    assert headlines(client, page) == ["Ferry 3", "Ferry 1", "Ferry 2", "Ferry 4", "Ferry 5"]
    by_id = {id_of(client, f"Ferry {n}"): n for n in NUMBERS}
    forms = [
        form
        for form in get(client, page).all("form", class_="keep")
        if any(button.text == "Move there" for button in form.all("button"))
    ]
    action = forms[-1].attributes["action"]
    assert by_id[action.rpartition("/")[2]] == 5
    token = forms[-1].one("input", name="csrf").attributes["value"]
    common = {"csrf": token, "page": "1"}
    client.post(action, data={**common, "do": "move", "place": "1"})
    assert headlines(client, page)[0] == "Ferry 5"
    client.post(action, data={**common, "do": "note", "note": "The captain\nsaid so."})
    noted = get(client, page).one("ol", class_="collected").one("p", class_="noted")
    assert noted.text == "The captain said so."
    assert client.post(action, data={**common, "do": "remove"}).status_code == 303
    assert "Ferry 5" not in headlines(client, page)
    assert found(client, "collection:ice") == ["Ferry 1", "Ferry 2", "Ferry 3", "Ferry 4"]
    assert client.post(action, data={**common, "do": "burn"}).status_code == 400
    assert store.get_many(by_id)


def test_a_collection_is_renamed_and_deleted_after_a_question(archive):
    _, client = archive
    gather = "/collections/gather?q=ferry"
    page = send(client, gather, "Put the ticked ones into it", name="Ice")
    send(client, page, "Keep these", name="Frost", description="For Ida,\nuntil May")
    assert get(client, page).one("h1").text == "Frost"
    assert found(client, "collection:frost") == [f"Ferry {n}" for n in NUMBERS]
    assert client.get("/collections?name=Frost").headers["Location"] == page
    assert client.get(f"{page}/delete").status_code == 200
    assert headlines(client, page)
    assert send(client, f"{page}/delete", "Delete the collection") == "/collections"
    assert client.get(page).status_code == 404
    assert found(client, "collection:frost") == []
    assert found(client, "ferry") == [f"Ferry {n}" for n in NUMBERS]


def test_an_article_is_collected_tagged_and_noted_from_its_page(archive):
    _, client = archive
    one = id_of(client, "Ferry 1")
    story = f"/articles/{one}"
    back = f"{story}#kept"
    assert send(client, story, "Add the tags", tags="to check, ice ,,ice") == back
    assert send(client, story, "Add the note", note="The mayor denies it.") == back
    collection = send(client, story, "Put it there", name="Ice")
    assert headlines(client, collection) == ["Ferry 1"]
    send(client, f"/articles/{id_of(client, 'Ferry 2')}", "Put it there", name="Ice")
    assert headlines(client, collection) == ["Ferry 1", "Ferry 2"]
    kept = get(client, story).one("div", class_="kept")
    assert kept.text.startswith("In the collection Ice Tagged ice, to check The mayor denies it.")
    for query in ("collection:ice", 'tag:"to check"', "note:mayor"):
        assert "Ferry 1" in found(client, query)
    listed = client.get("/collections").text
    assert read(listed).one("ul", class_="tags").text == "ice 1 to check 1"
    send(client, story, "Remove the tag “ice”")
    assert found(client, "tag:ice") == []
    assert send(client, f"{story}/notes", "Remove note 1") == f"{story}/notes"
    assert found(client, "note:mayor") == []


def test_what_readers_type_never_becomes_markup(archive):
    _, client = archive
    one = id_of(client, "Ferry 1")
    story = f"/articles/{one}"
    send(client, story, "Add the tags", tags=HOSTILE)
    send(client, story, "Add the note", note=HOSTILE)
    page = send(client, story, "Put it there", name=HOSTILE)
    send(client, page, "Keep these", name=HOSTILE, description=HOSTILE)
    send(client, page, "Keep the note", note=HOSTILE)
    for address in (
        story,
        f"{story}/notes",
        f"{story}/cite",
        page,
        f"{page}/delete",
        "/collections",
        "/collections/gather?q=ferry",
        "/?q=ferry",
        "/facets/tag",
        "/facets/collection",
    ):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert "<img" not in text
    assert get(client, page).one("h1").text == HOSTILE


def test_much_at_once_is_indexed_by_a_process_of_its_own(archive, monkeypatch):
    _, client = archive
    gather = "/collections/gather?q=ferry&sort=oldest"
    page = send(client, gather, "Put the ticked ones into it", name="Ice")
    monkeypatch.setattr(services, "MOST_CHANGES_AT_ONCE", 4)
    send(client, page, "Keep these", name="Thaw")
    assert services._started
    wait_until(lambda: len(found(client, "collection:thaw")) == 5, "the new name is found")
    for process in services._started:
        assert process.wait() == 0


def test_what_a_damaged_index_cannot_follow_is_kept_all_the_same(archive, tmp_path):
    store, client = archive
    one = id_of(client, "Ferry 1")
    token = get(client, "/collections").one("input", name="csrf").attributes["value"]
    for file in (tmp_path / "index").rglob("manifest.json"):
        file.write_text("{")
    form = {"tags": "ice", "csrf": token}
    assert client.post(f"/articles/{one}/tags", data=form).status_code == 303
    assert store.get(one).tags == ("ice",)


def test_nothing_is_changed_without_a_form_of_ours_or_by_a_look(archive):
    store, client = archive
    one = id_of(client, "Ferry 1")
    gather = "/collections/gather?q=ferry"
    page = send(client, gather, "Put the ticked ones into it", name="Ice")
    before = store.sequence()
    for address in (
        "/collections",
        page,
        f"{page}/delete",
        f"{page}/articles/{one}",
        "/collections/gather",
        f"/articles/{one}/tags",
        f"/articles/{one}/notes",
    ):
        data = {"name": "x", "tags": "x", "note": "x", "article": one, "do": "remove"}
        assert client.post(address, data=data).status_code == 403
        client.get(address, query_string=data)
    assert store.sequence() == before
    assert [each.name for each in Collections(store.database).listed()] == ["Ice"]


def test_what_cannot_be_collected_is_told_and_leaves_nothing_behind(archive):
    store, client = archive
    gather = "/collections/gather?q=ferry"
    every = [id_of(client, f"Ferry {n}") for n in NUMBERS]
    for typed, status in (
        ({"name": " "}, 400),
        ({"name": "x" * 201}, 400),
        ({"name": "x", "leaving_out": every}, 400),
        ({"name": "x", "leaving_out": every, "article": "unknown"}, 404),
        ({"collection": "99"}, 404),
    ):
        button = "Put the ticked ones into it"
        assert get_title(send(client, gather, button, status=status, **typed))
    assert Collections(store.database).listed() == []


def test_what_is_no_number_puts_or_moves_nothing(archive):
    store, client = archive
    gather = "/collections/gather?q=ferry&sort=oldest"
    page = send(client, gather, "Put the ticked ones into it", name="Ice", leaving_out=[])
    shown = get(client, page)
    address = next(
        form.attributes["action"]
        for form in shown.all("form")
        if any(button.text == "Up: Ferry 3" for button in form.all("button"))
    )
    common = {"csrf": shown.one("form", action=page).one("input", name="csrf").attributes["value"]}
    for place in ("", "0", "2.5", "²", "9" * 20):
        moved = client.post(address, data=common | {"do": "move", "place": place})
        assert moved.status_code == 400
        assert f"‘{place}’ is no place" in moved.text
    before = headlines(client, page)
    put = common | {"collection": "first", "article": id_of(client, "Ferry 1")}
    assert client.post("/collections/gather", data=put).status_code == 400
    assert headlines(client, page) == before == [f"Ferry {n}" for n in NUMBERS]
    assert [line.action for line in audit.lines(store.database)] == ["collect", "make collection"]


def test_no_tag_is_left_out_unsaid(archive):
    store, client = archive
    one = id_of(client, "Ferry 1")
    for typed, number in ((",".join(f"t{n}" for n in range(21)), 21), (" , ,", 0)):
        refused = send(client, f"/articles/{one}", "Add the tags", status=400, tags=typed)
        assert f"these are {number}" in refused.text
    assert store.get(one).tags == ()


def test_who_only_reads_sees_no_form(archive, tmp_path):
    store, client = archive
    page = send(client, "/collections/gather?q=ferry", "Put the ticked ones into it", name="Ice")
    settings = Settings(home=tmp_path, public=True)
    with SearchService(store, Generations(tmp_path / "index")) as service:
        access = policy_of(settings, has_users=False)
        reader = create_app(settings, store=store, service=service, access=access).test_client()
        story = f"/articles/{id_of(client, 'Ferry 1')}"
        for address in (
            page,
            "/collections",
            "/collections/gather?q=ferry",
            story,
            f"{page}/delete",
        ):
            forms = get(reader, address).all("form")
            assert [form for form in forms if form.attributes["method"] == "post"] == []


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 30])
def test_a_number_that_no_collection_can_have_is_not_on_file(archive, number):
    _, client = archive
    with client.application.test_request_context():
        form = {"name": "x", "csrf": csrf_token()}
    for address in (f"/collections/{number}", f"/collections/{number}/delete"):
        assert client.get(address).status_code == 404
        assert client.post(address, data=form).status_code == 404
