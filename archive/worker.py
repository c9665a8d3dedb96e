"""A process that reads documents for another one: `python -m archive.worker`.

It takes the owner's pickled `Amendments` on its standard input, then pairs of key and document,
and answers each pair with a pickled `Reading` on its standard output, until the input ends: with
the process that started it, however that one ends.
"""

import os
import pickle
import resource
import signal
import sys
from typing import Any

from archive.amending import Amender
from archive.reading import prepare_document

# What a process may hold. Ten megabytes of the hungriest format take two thirds of it.
_MOST_BYTES = 1_000_000_000


def main() -> None:
    """Read until there is nothing more to read."""
    # Ctrl-C is for the process that decides what is stored.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_BYTES, hard))
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    amender: Amender | None = None
    while True:
        try:
            amender = amender or Amender(_received())
            key, document = _received()
        except (EOFError, pickle.UnpicklingError):
            return
        reading = prepare_document(key, document, amender)
        try:
            pickle.dump(reading, answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            # Whoever asked was killed. There is nobody to tell, and nothing to tidy.
            os._exit(0)


def _received() -> Any:  # noqa: ANN401 - whatever was sent
    return pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it


if __name__ == "__main__":
    main()
