"""Indexing worker process: `python -m indexer.engines.whoosh.build.process FOLDER`.

It replies to each list of articles with None, and to None with the segments that it built. What a
worker that ends early has written is not part of the index.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from archive.child_process import ParentPipe
from archive.model.article import Article
from indexer.engines.whoosh.build.segment_writer import SegmentBuilder
from indexer.engines.whoosh.codec.codec import ArraySegment


def main() -> None:
    """Serve the parent process until it closes the pipe."""
    # Millions of small objects, and no cycles to collect.
    gc.disable()
    builder = SegmentBuilder(Path(sys.argv[1]))

    def reply(articles: Sequence[Article] | None) -> list[ArraySegment] | None:
        return builder.finish() if articles is None else builder.add(articles)

    ParentPipe().answer_all(reply)


if __name__ == "__main__":
    main()
