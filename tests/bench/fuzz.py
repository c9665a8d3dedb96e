"""Real files, damaged at random, given to every reader: an article or a reason comes out.

    python -m tests.bench.fuzz [TRIALS]

Prints for each format how many damaged files were read (TRIALS of each kind, 200 by default), what
came of them, and the longest time that one took; and ends with 1 where a reader failed.
"""

import gzip
import io
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from archive.errors import SourceError
from archive.formats import reader_of
from archive.formats.unpacking import documents
from archive.model.article import Record
from archive.model.document import Document, Source, Unreadable

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LONGEST_S = 10.0
# Kinds of files: the name they are given, and where they are.
KINDS = {
    "page.html": "extraction/fundus/**/*.html.gz",
    "page-aeb.html": "extraction/scrapinghub-aeb/html/*.html.gz",
    "feed.xml": "feedparser/**/*.xml",
    "item.xml": "iptc/newsml-g2/**/*.xml",
    "item.json": "iptc/newsinjson/**/*.json",
    "crawl.warc.gz": "warcio/**/*.warc.gz",
    "crawl.warc": "warcio/**/*.warc",
    "crawl.arc": "warcio/**/*.arc",
    "wire.jsonl": "reuters21578/reut2-000.jsonl.gz",
    "letter.eml": "faults/*.eml",
    "story.docx": "faults/*.docx",
    "page.pdf": "faults/*.pdf",
    "book.epub": "faults/*.epub",
    "table.csv": "faults/*.csv",
    "package.zip": "faults/*.zip",
}
MOST_BYTES = 200_000


def main() -> None:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    if not SHARED.is_dir():
        sys.exit(f"bench: the files to damage are not at {SHARED}")
    failures: Counter[str] = Counter()
    print(f"{'files':<16}{'records':>9}{'reasons':>9}{'longest s':>11}")
    for name, pattern in KINDS.items():
        contents = [_content(path) for path in sorted(SHARED.glob(pattern))]
        rng = random.Random(name)  # noqa: S311 - the same damage every time
        came: Counter[str] = Counter()
        longest_s = 0.0
        for _ in range(trials):
            damaged = _damaged(rng.choice(contents), rng)
            started = time.process_time()
            came += _read(name, damaged, failures)
            longest_s = max(longest_s, time.process_time() - started)
        print(f"{name:<16}{came['record']:>9,}{came['reason']:>9,}{longest_s:>11.2f}")
        if longest_s > LONGEST_S:
            failures[f"{name}: longer than {LONGEST_S:.0f} s"] += 1
    for failure, count in failures.most_common():
        print(f"{count:>5} × {failure}")
    sys.exit(bool(failures))


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name.endswith(".gz") and not path.name.endswith(("warc.gz", "arc.gz")):
        content = gzip.decompress(content)
    return content[:MOST_BYTES]


def _damaged(content: bytes, rng: random.Random) -> bytes:
    """The content with a few bytes changed, cut out, doubled or put elsewhere."""
    damaged = bytearray(content)
    for _ in range(rng.randrange(1, 6)):
        size = max(1, len(damaged))
        start = rng.randrange(size)
        end = min(size, start + rng.choice([1, 2, 10, 1_000]))
        match rng.randrange(5):
            case 0:
                damaged[start:end] = rng.randbytes(end - start)
            case 1:
                del damaged[start:end]
            case 2:
                damaged[start:start] = damaged[start:end]
            case 3:
                del damaged[start:]
            case _:
                damaged[start:start] = rng.choice([b"<", b'"', b"\0", b"\xff", b"&", b"]]>", b"{"])
    return bytes(damaged)


def _read(name: str, content: bytes, failures: Counter[str]) -> Counter[str]:
    """The outcome of one file; any exception but `SourceError` is a failure."""
    came: Counter[str] = Counter()
    try:
        for each in documents(Source(name, io.BytesIO(content))):
            came["reason"] += isinstance(each, Unreadable)
            if isinstance(each, Document) and (reader := reader_of(each.media_type)):
                came += _records(reader.read(each), failures)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        failures[f"{name}: {type(error).__name__}: {str(error)[:80]}"] += 1
    return came


def _records(found, failures: Counter[str]) -> Counter[str]:
    came: Counter[str] = Counter()
    try:
        for each in found:
            if isinstance(each, Document):
                came += _read(each.name, each.content, failures)
                continue
            came["record" if isinstance(each, Record) else "reason"] += 1
            if isinstance(each, Record):
                json.dumps(each.article.to_json())
    except SourceError:
        came["reason"] += 1
    return came


if __name__ == "__main__":
    main()
