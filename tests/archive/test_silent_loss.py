"""Nothing is lost without a word: of every fixture of the suite comes an article or a sentence."""

from importlib import import_module

import pytest

from archive.ingest.ingest import add_files, read_file
from archive.ingest.tally import Tally
from archive.store.store import Store

# The modules of tests that hold files in constants, with the suffix that these would have.
MODULES = {
    "container.test_containers": ".zip",
    "mail.test_mailbox": ".mbox",
    "mail.test_message": ".eml",
    "office_document.test_docx": ".docx",
    "office_document.test_epub": ".epub",
    "office_document.test_front_matter": ".md",
    "office_document.test_pdf": ".pdf",
    "syndication.test_feed": ".rss",
    "tabular.test_delimited": ".csv",
    "tabular.test_json_array": ".json",
    "tabular.test_json_lines": ".jsonl",
    "test_plain_text": ".txt",
    "web_archive.test_warc": ".warc",
    "web_archive.test_zstd": ".warc.zst",
    "web_page.test_extraction": ".html",
    "web_page.test_mhtml": ".mhtml",
    "web_page.test_parts": ".html",
    "wire.test_newsml_g2": ".xml",
    "wire.test_ninjs": ".json",
    "wire.test_nitf": ".xml",
}
# Longer ones are made to take long.
LARGEST_FIXTURE_BYTES = 200_000
# Files of which nothing should be said, with the reason: there is none.
HOLDS_NOTHING: dict[str, str] = {}


def fixtures(value):
    """The texts and bytes in a constant of a module."""
    match value:
        case bytes():
            yield value
        case str():
            yield value.encode("utf-8", "surrogatepass")
        case dict():
            for each in value.values():
                yield from fixtures(each)
        case list() | tuple():
            for each in value:
                yield from fixtures(each)


def silent(paths, folder):
    """The files of which nothing is heard when they are added, one after the other, twice."""
    found = []
    with Store.open(folder / "archive.sqlite3", create=True) as store:
        for path in paths:
            for _ in range(2):
                tally = Tally()
                add_files(store, [path], {}, tally)
                heard = tally.outcomes.total() + len(tally.rejected) + len(tally.notices)
                if heard == 0 and path.name not in HOLDS_NOTHING:
                    found.append(path)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_of_every_fixture_of_the_suite_something_is_heard(name, tmp_path):
    module = import_module(f"tests.archive.formats.{name}")
    constants = (value for key, value in vars(module).items() if key.lstrip("_").isupper())
    contents = {content for value in constants for content in fixtures(value)}
    small = sorted(content for content in contents if len(content) <= LARGEST_FIXTURE_BYTES)
    assert small
    (tmp_path / "files").mkdir()
    paths = [tmp_path / "files" / f"{number}{MODULES[name]}" for number in range(len(small))]
    for path, content in zip(paths, small, strict=True):
        path.write_bytes(content)
    assert silent(paths, tmp_path) == []


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["faults", "iptc", "warcio"])
def test_of_every_shared_file_something_is_heard(folder, shared_data, tmp_path):
    paths = sorted(path for path in (shared_data / folder).rglob("*") if path.is_file())
    assert len(paths) > 15
    assert silent(paths, tmp_path) == []


@pytest.mark.shared
@pytest.mark.long
def test_of_every_shared_feed_something_is_heard(shared_data):
    """Read without a store: there are thousands."""
    paths = sorted(path for path in (shared_data / "feedparser").rglob("*.*") if path.is_file())
    assert len(paths) > 2_000
    assert [path for path in paths if next(read_file(path, {}), None) is None] == []
