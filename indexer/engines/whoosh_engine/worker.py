"""A process that indexes for another one: `python -m indexer.engines.whoosh_engine.worker FOLDER`.

It takes pickled lists of articles on its standard input, and answers each with None, or with the
error that it met. None in place of a list asks for the segments that it made of them. It goes on
until the input ends: with the process that started it, however that one ends. What it has written
by then counts for nothing.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.article import Article
from indexer.engines.whoosh_engine.builder import Builder
from indexer.engines.whoosh_engine.codec import ArraySegment


def main() -> None:
    """Index until there is nothing more to index."""
    # Ctrl-C is for the process that decides what counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Millions of small objects and no cycles among them.
    gc.disable()
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    builder = Builder(Path(sys.argv[1]))
    while True:
        try:
            articles: Sequence[Article] | None = pickle.load(sys.stdin.buffer)  # noqa: S301 - ours
        except (EOFError, pickle.UnpicklingError):
            return
        try:
            pickle.dump(_answer(builder, articles), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            # Whoever asked was killed. There is nobody to tell, and nothing to tidy.
            os._exit(0)


def _answer(builder: Builder, articles: Sequence[Article] | None) -> list[ArraySegment] | Any:  # noqa: ANN401
    try:
        return builder.finish() if articles is None else builder.add(articles)
    except (OSError, MemoryError) as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process says it
        return RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
