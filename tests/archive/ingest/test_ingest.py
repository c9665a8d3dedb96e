import gzip
import os

import pytest

from archive.errors import SourceError
from archive.ingest import batch_writer, tasks
from archive.ingest.files import find_files
from archive.ingest.ingest import add_files, read_file
from archive.ingest.tally import Tally
from archive.store.batch import Outcome
from archive.store.quarantine import Quarantine
from archive.store.store import Store


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"News of {name}")


def test_of_folders_all_files_are_found_in_a_stable_order_but_hidden_ones(tmp_path):
    make(tmp_path, "b/2.txt", "b/1.txt", "b/.hidden.txt", ".git/x.txt", "a/3.txt", "0.txt")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["0.txt", "a/3.txt", "b/1.txt", "b/2.txt"]


def test_of_folders_pipes_are_left_out_and_links_that_lead_nowhere_are_named(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    assert find_files([tmp_path]) == [tmp_path / "link.txt"]
    (unreadable,) = read_file(tmp_path / "link.txt", {})
    assert "link.txt: No such file or directory: allow reading" in unreadable.reason


def test_a_file_that_is_named_is_taken_in_its_place_once_and_though_hidden(tmp_path):
    make(tmp_path, "b.txt", "a.txt", ".hidden.txt")
    paths = [tmp_path / name for name in (".hidden.txt", "b.txt", "a.txt", "b.txt")]
    assert find_files(paths) == paths[:3]


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"nowhere: there is no such file or folder: check"):
        find_files([tmp_path / "nowhere"])
    make(tmp_path, "a.txt")
    with pytest.raises(SourceError, match=r"a\.txt/b: Not a directory: check the path, or allow"):
        find_files([tmp_path / "a.txt" / "b"])
    with pytest.raises(SourceError, match=r"x: File name too long: check the path, or allow"):
        find_files([tmp_path / ("x" * 5_000)])


BROKEN = {
    b"\x1f\x8b\x08\0not gzip at all": "Error -3 while decompressing data: ",
    b"\x1f\x8b": "Compressed file ended before the end-of-stream marker was reached: ",
    gzip.compress(b"Ferry runs again", mtime=0)[:-5]: "Compressed file ended before ",
    gzip.compress(b"Ferry runs again", mtime=0)[:-5] + b"12345": "CRC check failed ",
    gzip.compress(b"Ferry runs again", mtime=0) + b"more": "Not a gzipped file (b'mo'): ",
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.items())
def test_a_broken_gzip_file_is_named(tmp_path, content, reason):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(content)
    (unreadable,) = read_file(path, {})
    assert unreadable.reason.startswith(f"{path}: {reason}")
    assert unreadable.reason.endswith(": allow reading it, or get a whole copy")


@pytest.fixture
def unhurried(monkeypatch):
    """Batches end when they are full, however long that takes."""
    for module in (batch_writer, tasks):
        monkeypatch.setattr(module, "BATCH_S", 1e9)


def test_what_fails_is_tallied_with_its_place_and_the_rest_is_added(tmp_path, unhurried):
    (tmp_path / "a.jsonl").write_text('{"title":"One"}\n{}\n{"title":"Three"}\n{"title":"One"}\n')
    (tmp_path / "b.csv").write_text("kicker,text\nFour,\n")
    (tmp_path / "c.png").write_text("")
    (tmp_path / "d.txt").write_text("Five")
    tally = Tally()
    seen = []
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as store:
        add_files(
            store,
            [tmp_path / name for name in ("a.jsonl", "b.csv", "c.png", "d.txt")],
            {},
            tally,
            progress=lambda so_far: seen.append((so_far.read_bytes, so_far.tally.read)),
        )
        assert store.counts().articles == 3
    assert tally.outcomes == {Outcome.ADDED: 3, Outcome.UNCHANGED: 1}
    assert (tally.stored, tally.read) == (3, 7)
    assert [reason.partition(": ")[0] for reason in tally.rejected] == [
        str(tmp_path / name) for name in ("a.jsonl", "b.csv", "c.png")
    ]
    assert tally.repeats == [f"{tmp_path}/a.jsonl: record 4: came before in this run: kept once"]
    sizes = sum((tmp_path / name).stat().st_size for name in ("a.jsonl", "b.csv", "d.txt"))
    assert seen == [(sizes, 7)]


def test_a_long_file_is_stored_in_several_batches(tmp_path, unhurried):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f'{{"title":"News {number}"}}\n' for number in range(1_200)))
    read = []
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        add_files(
            store, [path], {}, Tally(), progress=lambda so_far: read.append(so_far.tally.read)
        )
    assert read == [500, 1_000, 1_200]


def test_a_name_in_an_old_encoding_is_stored_as_far_as_it_can_be_read(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")
    path.write_text("Ferry runs again")
    ((record,), rejected) = (list(read_file(path, {})), Tally())
    assert record.article.provenance.source == f"{tmp_path}/caf\ufffd.txt"
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        add_files(store, find_files([path]), {}, rejected)
        assert store.counts().articles == 1
    assert rejected.rejected == []


def test_a_date_that_was_refused_is_told_once_with_its_place(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title":"One"}\n{"title":"Two","published":"5 January 2999"}\n')
    with Store.open(tmp_path / "home" / "archive.sqlite3", create=True) as store:
        for notices in ([REFUSED], []):
            tally = Tally()
            add_files(store, [path], {}, tally)
            assert tally.notices == [f"{tmp_path}{each}" for each in notices]
            assert tally.rejected == []
        (two,) = [c.article for c in store.changes_since(0) if c.article.headline == "Two"]
    assert two.published.value is None
    assert two.published.notice == "“5 January 2999” lies in the future"


REFUSED = (
    "/a.jsonl: record 2: “5 January 2999” lies in the future: the article is kept without a date"
)


NOTHING = {
    "empty.jsonl": b"",
    "blank.jsonl": b"\n\n",
    "header.csv": b"title,text\n",
    "blank.csv": b"title,text\n\n,\n",
    "empty.json": b"[ ]",
    "empty.zip": b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_of_which_nothing_comes_is_named(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(NOTHING[name])
    (unreadable,) = read_file(path, {})
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        for _ in range(2):
            tally = Tally()
            add_files(store, [path], {}, tally)
            assert tally.outcomes.total() == 0
            assert tally.rejected == [unreadable.reason]
        assert [each.reason for each in Quarantine(store.database).listed()] == tally.rejected


def test_each_file_of_which_nothing_comes_is_named_among_others(tmp_path):
    for name, content in {"a.jsonl": b"", "b.jsonl": b'{"title": "A"}\n', "c.jsonl": b""}.items():
        (tmp_path / name).write_bytes(content)
    files = find_files([tmp_path])
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
            tally = Tally()
            add_files(store, files, {}, tally)
            assert tally.outcomes == {outcome: 1}
            assert [reason.partition(": ")[0] for reason in tally.rejected] == [
                str(tmp_path / "a.jsonl"),
                str(tmp_path / "c.jsonl"),
            ]


def test_a_folder_without_a_file_is_named(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    make(tmp_path, "a/.hidden.txt")
    with pytest.raises(SourceError, match="a: there are no files in it that are not hidden"):
        find_files([tmp_path / "a"])


def test_undated_articles_and_columns_that_are_not_used_are_counted(tmp_path):
    (tmp_path / "a.csv").write_text("title,date,foo,bar\nA,2019-06-04,1,\nB,,2,\nC,1500-01-01,,\n")
    (tmp_path / "b.jsonl").write_text('{"title": "D", "kicker": "x", "source": null}\n')
    with Store.open(tmp_path / "archive.sqlite3", create=True) as store:
        tally = Tally()
        add_files(store, find_files([tmp_path / "a.csv", tmp_path / "b.jsonl"]), {}, tally)
    assert (tally.stored, tally.undated) == (4, 3)
    assert tally.columns.unused == {"foo", "kicker"}
    assert dict(tally.left_out) == {"date refused": 1}
    assert len(tally.notices) == 1


def test_a_constant_reaches_the_articles_of_any_format(tmp_path):
    (tmp_path / "a.csv").write_text("title,source\nA,Paper\n")
    (tmp_path / "b.html").write_text(
        "<html><h1>Salt boats return</h1><p>They came back.</p></html>"
    )
    mapping = {"source=": "Reuters", "region=": "Kenya"}
    for name in ("a.csv", "b.html"):
        (record,) = read_file(tmp_path / name, mapping)
        assert record.article.source == "Reuters"
        assert [region.code for region in record.article.regions] == ["KE"]
