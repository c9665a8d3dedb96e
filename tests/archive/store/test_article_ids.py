"""Articles named by the beginnings of their ids, and by the addresses of their pages."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from archive.errors import NotFoundError, UserError
from archive.store.article_ids import LEAST_CHARACTERS, named_id
from archive.store.store import Store
from tests.support.articles import record


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.open(tmp_path_factory.mktemp("ids") / "a.sqlite3", create=True) as opened:
        opened.add([record(f"Boat {number}") for number in range(600)])
        yield opened


@pytest.fixture(scope="module")
def ids(store):
    return sorted(change.id for change in store.changes_since(0))


@given(data=st.data())
def test_a_beginning_names_the_one_article_whose_id_begins_so_or_nothing(store, ids, data):
    wanted = data.draw(st.sampled_from(ids))
    length = data.draw(st.integers(LEAST_CHARACTERS, 16))
    other = data.draw(st.sampled_from("0123456789abcdef"))
    for beginning in (wanted[:length], wanted[: length - 1] + other):
        meant = [each for each in ids if each.startswith(beginning)]
        try:
            assert [named_id(store, beginning.upper())] == meant
        except NotFoundError:
            assert meant == []
        except UserError as error:
            assert len(meant) > 1
            assert all(each in str(error) for each in meant[:5])


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/articles/{}?q=ferry#hit",
        "https://example.org/paper/articles/{}/versions",
        "/articles/{}",
        " {}\n",
    ],
)
def test_the_address_of_a_page_names_its_article(store, ids, address):
    assert named_id(store, address.format(ids[7])) == ids[7]


def test_several_are_named_with_their_headlines_and_more_are_counted(store, ids):
    beginnings = {each[:LEAST_CHARACTERS] for each in ids}
    twice = next(b for b in sorted(beginnings) if sum(each.startswith(b) for each in ids) == 2)
    with pytest.raises(UserError) as told:
        named_id(store, twice)
    first, second = (each for each in ids if each.startswith(twice))
    headlines = store.get_many([first, second])
    assert str(told.value) == (
        f"{twice}: it begins the ids of several articles: "
        f"{first} “{headlines[first].headline}”, {second} “{headlines[second].headline}”"
    )


@pytest.mark.parametrize("text", ["", "abc", "zzzz", "g" * 9, "%", "a_b_", "4f15\u0000", "é" * 900])
def test_what_is_no_id_names_nothing(store, text):
    with pytest.raises(NotFoundError) as told:
        named_id(store, text)
    assert len(str(told.value)) < 300


def test_what_was_taken_out_is_not_named_any_more(tmp_path):
    with Store.open(tmp_path / "a.sqlite3", create=True) as store:
        store.add([record("Boat 1"), record("Boat 2")])
        gone, _kept = sorted(change.id for change in store.changes_since(0))
        store.delete([gone])
        with pytest.raises(NotFoundError):
            named_id(store, gone)
        assert named_id(store, gone[:8], with_removed=True) == gone
