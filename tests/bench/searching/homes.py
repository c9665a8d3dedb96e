"""Archives of real articles to search, made once and kept for the next run.

A corpus is loaded by the way that everything comes in by, and each engine has a home of its own
on the same database. An index is made anew where the code of `indexer` is not what it was made by.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from types import ModuleType

import indexer
from archive.formats.tabular.json_lines import JsonLinesReader
from archive.ingest.ingest import add_documents
from archive.ingest.tally import Tally
from archive.model.article import Article
from archive.model.document import Source
from archive.store.store import Store
from indexer.engines.engine import Engine
from indexer.engines.registry import engine_kind
from indexer.index.build import rebuild
from indexer.index.generations import Generations
from indexer.search.service import SearchService

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
ALL_HEADLINES = 1_144_303
AGENCIES = {
    "reuters21578": {
        "headline": "title",
        "body": "body",
        "region": "places",
        "byline": "author",
        "dateline": "dateline",
        "date": "date",
    },
    "kcna": {"headline": "title", "body": "story", "date": "date"},
}
_LINES_AT_ONCE = 50_000
_DATABASE, _SIZE = "archive.sqlite3", "size.json"


@dataclass(frozen=True, slots=True)
class Size:
    """How many articles, and the bytes in UTF-8 of their headlines, bodies and captions."""

    articles: int
    text_bytes: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of one database."""

    folder: Path
    size: Size

    @property
    def name(self) -> str:
        return self.folder.name

    def store(self) -> Store:
        return Store.open(self.folder / _DATABASE)

    def articles(self) -> Iterator[Article]:
        with self.store() as store:
            yield from _articles(store)

    def kept(self, name: str, make: Callable[[Path], object], *by: ModuleType) -> Path:
        """A folder beside the articles, made anew where these modules are not what made it."""
        folder = self.folder / name
        made_by, code = self.folder / f"{name}.made-by", _code(by)
        if not made_by.exists() or made_by.read_text() != code:
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made_by.write_text(code)
        return folder

    def home(self, engine: str) -> Path:
        """A home for `backfile`, with the index of an engine."""
        return self.kept(engine, lambda folder: self.build(engine, folder), indexer)

    def build(self, engine: str, home: Path) -> None:
        home.mkdir()
        (home / _DATABASE).symlink_to(self.folder.resolve() / _DATABASE)
        with self.store() as store:
            rebuild(store, Generations(home / "index"), engine_kind(engine))

    @contextmanager
    def service(self, engine: str) -> Generator[SearchService]:
        generations = Generations(self.home(engine) / "index")
        with self.store() as store, SearchService(store, generations) as service:
            yield service

    @contextmanager
    def engine(self, name: str) -> Generator[Engine]:
        generation = Generations(self.home(name) / "index").current()
        with closing(engine_kind(name).open(generation.directory)) as engine:
            yield engine

    def index_bytes(self, engine: str) -> int:
        files = (self.home(engine) / "index").rglob("*")
        return sum(file.stat().st_size for file in files if file.is_file())


def stories(homes: Path, most: int | None = None) -> Corpus:
    """The stories of both agencies with their bodies; where not all, half of them of each."""
    folder = homes / f"stories-{most or 'all'}"

    def fill(store: Store) -> None:
        for agency, mapping in AGENCIES.items():
            add_lines(store, agency, islice(story_lines(agency), most and most // 2), mapping)

    return made_corpus(folder, fill)


def headlines(homes: Path, counts: Iterable[int]) -> list[Corpus]:
    """The first headlines of a year with time and address, so many as each count says.

    Counts ascend: a larger corpus goes on from a copy of the one before.
    """
    made: list[Corpus] = []
    done = 0
    for count in counts:
        folder = homes / f"headlines-{count}"
        if made and not folder.exists():
            folder.mkdir()
            shutil.copy(made[-1].folder / _DATABASE, folder)

        def fill(store: Store, first: int = done, last: int = count) -> None:
            add_lines(store, "headlines", islice(_headline_lines(), first, last), {})

        made.append(made_corpus(folder, fill))
        done = count
    return made


def made_corpus(folder: Path, fill: Callable[[Store], None]) -> Corpus:
    """The corpus in a folder, filled where it has not been to its end."""
    size = folder / _SIZE
    if not size.exists():
        with Store.open(folder / _DATABASE, create=True) as store:
            fill(store)
            every = [_text_bytes(article) for article in _articles(store)]
        size.write_text(json.dumps(asdict(Size(len(every), sum(every)))))
    return Corpus(folder, Size(**json.loads(size.read_text())))


def _articles(store: Store) -> Iterator[Article]:
    return (change.article for change in store.changes_since(0) if change.article)


def _text_bytes(article: Article) -> int:
    return sum(len(text.encode()) for text in (article.headline, *article.body, *article.captions))


def add_lines(store: Store, name: str, lines: Iterator[bytes], mapping: dict[str, str]) -> None:
    """Store the articles of JSON Lines, many lines at once."""
    part = 0
    while some := b"\n".join(islice(lines, _LINES_AT_ONCE)):
        part += 1
        source = Source(f"{name}-{part}.jsonl", BytesIO(some), mapping)
        add_documents(store, JsonLinesReader().unpack(source), Tally())


def story_lines(agency: str) -> Iterator[bytes]:
    """Stories of an agency as JSON Lines."""
    for path in sorted((SHARED / agency).glob("*.jsonl.gz")):
        yield from gzip.decompress(path.read_bytes()).splitlines()


def _headline_lines() -> Iterator[bytes]:
    """Each as an object whose language is stated: to detect it of some words means nothing."""
    with gzip.open(SHARED / "reuters-headlines" / "2012.tsv.gz", "rt") as rows:
        for row in rows:
            said, title, url = row.rstrip("\n").split("\t")
            story = {"title": title, "url": url, "language": "en"}
            if said != "None":
                moment = datetime.strptime(said, "%Y%m%d %I:%M%p UTC").replace(tzinfo=UTC)
                story["date"] = moment.isoformat()
            yield json.dumps(story).encode()


@cache
def _code(modules: tuple[ModuleType, ...]) -> str:
    """What tells the source of some modules, and of all in a package, from any other."""
    files = [Path(module.__file__ or "") for module in modules]
    for package in [file.parent for file in files if file.stem == "__init__"]:
        files += sorted(package.rglob("*.py"))
    return hashlib.sha256(b"".join(map(Path.read_bytes, files))).hexdigest()
