"""A process that indexes for another one: `python -m indexer.engines.whoosh.build.process FOLDER`.

It is asked with lists of articles, and answers each with None. None in place of a list asks for
the segments that it made of them. What it has written when it ends before that counts for nothing.
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
    """Index until there is nothing more to index."""
    # Millions of small objects and no cycles among them.
    gc.disable()
    builder = SegmentBuilder(Path(sys.argv[1]))

    def reply(articles: Sequence[Article] | None) -> list[ArraySegment] | None:
        return builder.finish() if articles is None else builder.add(articles)

    ParentPipe().answer_all(reply)


if __name__ == "__main__":
    main()
