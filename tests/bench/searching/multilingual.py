"""Archives of news in several languages, and one in English alone to compare with."""

import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from archive.store.store import Store
from tests.bench.searching.homes import (
    AGENCIES,
    SHARED,
    Corpus,
    add_lines,
    made_corpus,
    story_lines,
)
from tests.support.parallel_news import sentences

_NEWSPAPERS = {
    "headline": "title",
    "body": "content",
    "byline": "author",
    "source": "source",
    "date": "date_extracted",
}


def parallel(homes: Path) -> Corpus:
    """Six languages: an article for each sentence, whose address ends in language and number."""
    return made_corpus(
        homes / "parallel", lambda store: add_lines(store, "parallel", _sentence_lines(), {})
    )


def english(homes: Path, of: int = 1) -> Corpus:
    """The stories of both agencies that are in English, or one of so many."""
    return made_corpus(_folder(homes, "english", of), lambda store: _add_agencies(store, of, "en"))


def mixed(homes: Path, of: int = 1) -> Corpus:
    """Stories of both agencies, six languages, and Arabic newspapers, or one of so many."""

    def fill(store: Store) -> None:
        _add_agencies(store, of)
        add_lines(store, "parallel", islice(_sentence_lines(), 0, None, of), {})
        add_lines(store, "newspapers", islice(_newspaper_lines(), 0, None, of), _NEWSPAPERS)

    return made_corpus(_folder(homes, "mixed", of), fill)


def _folder(homes: Path, name: str, of: int) -> Path:
    return homes / (name if of == 1 else f"{name}-of-{of}")


def _add_agencies(store: Store, of: int, language: str = "") -> None:
    """Store the stories of both agencies; of a language those that state it or none."""
    for agency, mapping in AGENCIES.items():
        lines = (
            line
            for line in story_lines(agency)
            if not language or json.loads(line).get("language", language) == language
        )
        add_lines(store, agency, islice(lines, 0, None, of), mapping)


def _sentence_lines() -> Iterator[bytes]:
    for language, lines in sentences(SHARED).items():
        for number, line in enumerate(lines):
            url = f"https://parallel.example/{language}/{number}"
            story = {"body": line, "language": language, "url": url}
            yield json.dumps(story).encode()


def _newspaper_lines() -> Iterator[bytes]:
    for path in sorted((SHARED / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(path) as days:
            for name in days.namelist():
                for story in json.loads(days.read(name)):
                    yield json.dumps({**story, "language": "ar"}).encode()
