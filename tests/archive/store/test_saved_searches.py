import pytest

from archive.errors import NotFoundError, UserError
from archive.store import audit
from archive.store.arrivals import arrivals_of, changed_past, identity
from archive.store.saved_searches import LONGEST_QUERY, WRITTEN, SavedSearches, is_address
from archive.store.store import Store
from tests.support.articles import record


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        store.add([record("Ferry one"), record("Ferry two")])
        yield store


@pytest.fixture
def searches(store):
    return SavedSearches(store.database)


def test_searches_are_kept_by_name_renamed_and_deleted(store, searches):
    ferry = searches.create(" Ferries\n at  sea ", "q=ferry&region=Asia", who="ann")
    storms = searches.create("A storm", "q=storm", looked=1, who="ann")
    assert [(each.name, each.query, each.looked) for each in searches.listed()] == [
        ("A storm", "q=storm", 1),
        ("Ferries at sea", "q=ferry&region=Asia", 2),
    ]
    searches.rename(ferry, "Boats", who="bob")
    assert searches.named("Boats") == searches.get(ferry)
    for name in ("A storm", "", "x" * 201):
        with pytest.raises(UserError):
            searches.rename(ferry, name, who="bob")
    with pytest.raises(UserError, match="too long to be kept"):
        searches.create("Long", "q=" + "x" * LONGEST_QUERY, who="bob")
    searches.delete(storms, who="bob")
    for missing in (storms, 99):
        with pytest.raises(NotFoundError):
            searches.get(missing)
    assert [(line.who, line.action) for line in audit.lines(store.database)] == [
        ("bob", "delete search"),
        ("bob", "rename search"),
        ("ann", "save search"),
        ("ann", "save search"),
    ]
    # Numbers are never given again: they are in addresses and mails.
    assert searches.create("Third", "", who="ann") > storms


def test_looking_goes_forward_only_and_not_beyond_what_is_stored(store, searches):
    number = searches.create("Ferries", "q=ferry", looked=0, who="ann")
    for upto, looked in ((1, 1), (0, 1), (10**12, 2)):
        searches.look(number, upto, who="ann")
        assert searches.get(number).looked == looked


def test_an_alert_keeps_what_it_told_and_what_it_could_not(store, searches):
    first, second = store.changes_since(0)
    number = searches.create("Ferries", "q=ferry", who="ann")
    searches.set_alert(number, "ann@example.org", on_silence=True, after=0, who="ann")
    searches.begin_digest(number, 2)
    assert searches.get(number).pending == 2
    store.delete([first.id])
    searches.end_digest(number, 2)
    told = searches.get(number)
    assert (told.alerted, told.pending, told.missed) == (2, 0, (first.id,))
    assert arrivals_of(store.database, [first.id, second.id]) == {second.id: 2}
    # Another address changes nothing of that; an alert that ends and begins anew does.
    searches.set_alert(number, WRITTEN, after=0, who="ann")
    assert searches.get(number).alerted == 2
    searches.end_digest(number, 2, [first.id])
    assert searches.get(number).missed == ()
    searches.set_alert(number, "", after=0, who="ann")
    assert (searches.get(number).alert_to, searches.get(number).alerted) == ("", 0)


@pytest.mark.parametrize(
    "text",
    (
        *("", "ann", "a@b@c", "ann@example.org, bob@example.org", "a b@c.org", "-x@", "a@b\n"),
        *("a@b\r\nBcc: c@d", "<a@b.org>", '"a"@b.org', "a@b.org;", f"{'a' * 250}@b.org", "ä@b.org"),
    ),
)
def test_nothing_but_one_plain_address_is_an_address(text):
    assert not is_address(text)
    assert is_address("ann.o-neil+news@mail.example.org")


def test_an_archive_has_an_identity_and_tells_what_an_index_may_lack(store, tmp_path):
    assert identity(store.database).version == 4
    with Store.open(tmp_path / "archive.sqlite3") as again:
        assert identity(again.database) == identity(store.database)
    first, second = store.changes_since(0)
    assert changed_past(store.database, 2, 10) == {}
    assert changed_past(store.database, 1, 10) == {}
    store.delete([first.id])
    # Once only: a removed article is no longer there to be missed, one that is put back is.
    assert changed_past(store.database, 2, 10) == {}
    store.add([record("Ferry one")])
    assert changed_past(store.database, 2, 10) == {first.id: 1}
    assert second.sequence == 2
