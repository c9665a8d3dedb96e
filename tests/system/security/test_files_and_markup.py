"""Paths that lead out of a folder, pages in frames, and markup that people type."""

from archive.store import audit
from tests.support.served_archive import served_archive, story
from tests.system.security.guarded_archive import HERE, csrf_of

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


PATHS = [
    "../app.py",
    "..%2fapp.py",
    "%2e%2e/app.py",
    "..\\app.py",
    "..%5capp.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "....//app.py",
    "backfile.css%00.py",
    "../../../../../../etc/passwd",
    "..%c0%af..%c0%afetc/passwd",
]


def test_no_path_leads_out_of_the_folder_of_files(open_archive):
    client = open_archive.app().test_client()
    for path in PATHS:
        for before in ("/static/", "/articles/", f"/articles/{open_archive.article.id}/raw/"):
            response = client.get(before + path)
            assert response.status_code in {400, 404, 308}, path
            assert "root:" not in response.text
            assert "create_app" not in response.text


def test_pages_stand_in_no_frame_and_know_nothing_of_others(archive, client_of):
    for page in (archive.app().test_client().get("/login"), client_of("Edda").get("/account")):
        policy = page.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert "base-uri 'none'" in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "no-referrer"


def test_markup_that_people_type_stays_text(archive, client_of):
    client = client_of("Ada")
    form = {"name": MARKUP[:64], "days": "9", "csrf": client.get("/form").text}
    made = client.post("/account/tokens", data=form, headers=HERE)
    with archive.database.writing() as connection:
        audit.note(connection, MARKUP, "note", MARKUP, MARKUP)
    refused = client.post("/change", data={MARKUP: MARKUP, "csrf": ""}, headers=HERE)
    for page in (made, client.get("/account"), refused):
        assert "alert(1)" in page.text
        assert "<script>" not in page.text
        assert "<img" not in page.text


def test_markup_in_tags_notes_collections_searches_and_corrections_stays_text(tmp_path):
    with served_archive(tmp_path, [story(1)]) as archive:
        (article_id,) = (change.id for change in archive.store.changes_since(0))
        client, article = archive.client, f"/articles/{article_id}"
        csrf = csrf_of(client.get(article))
        for address, form in (
            (f"{article}/tags", {"tags": MARKUP}),
            (f"{article}/notes", {"note": MARKUP}),
            ("/collections", {"name": MARKUP, "description": MARKUP}),
            ("/collections/gather", {"article": article_id, "name": MARKUP}),
            ("/saved", {"name": MARKUP, "query": f"q={MARKUP}"}),
            (f"{article}/correct", {"headline": MARKUP, "source": MARKUP, "why": MARKUP}),
        ):
            response = client.post(address, data={**form, "csrf": csrf}, headers=HERE)
            assert response.status_code == 303, address
        kept = (f"{article}/notes", "/collections", "/collections/1", "/saved", "/corrections")
        for address in (article, *kept, "/articles", "/feed.atom", "/cite"):
            page = client.get(address)
            assert (page.status_code, "alert(1)" in page.text) == (200, True), address
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text
        actions = {line.action for line in audit.lines(archive.store.database)}
        assert {"tag", "note", "collect", "correct"} <= actions


def test_what_is_typed_cannot_add_a_header(client_of):
    client = client_of("Ada")
    form = {"name": "a\r\nX-Evil: 1", "days": "9", "csrf": client.get("/form").text}
    made = client.post("/account/tokens", data=form, headers=HERE)
    assert "X-Evil" not in made.headers
    assert "a X-Evil: 1" in made.text


def test_a_token_has_a_name_and_an_end(client_of):
    client = client_of("Ada")
    csrf = client.get("/form").text
    for name, days in (("", "9"), ("x" * 65, "9"), ("x", "0"), ("x", "²"), ("x", "999999999")):
        form = {"name": name, "days": days, "csrf": csrf}
        page = client.post("/account/tokens", data=form, headers=HERE)
        assert (page.status_code, "backfile_" in page.text) == (400, False)
