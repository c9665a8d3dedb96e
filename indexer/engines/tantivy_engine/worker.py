"""A process that words texts for another one: `python -m indexer.engines.tantivy_engine.worker`.

It takes pickled lists of what `texts_of` gives on its standard input, and answers each with the
pickled list of what `Wording` makes of them, or with the error that it met, until the input ends:
with the process that started it, however that one ends.
"""

import gc
import os
import pickle
import signal
import sys
from typing import Any

from indexer.engines.tantivy_engine.wording import FieldTexts, Wording


def main() -> None:
    """Word texts until there are no more."""
    # Ctrl-C is for the process that decides what counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Many small objects and no cycles among them.
    gc.disable()
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wording = Wording()
    while True:
        try:
            texts: list[FieldTexts] = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own writes it
        except (EOFError, pickle.UnpicklingError):
            return
        try:
            pickle.dump(_answer(wording, texts), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            # Whoever asked was killed. There is nobody to tell, and nothing to tidy.
            os._exit(0)


def _answer(wording: Wording, texts: list[FieldTexts]) -> Any:  # noqa: ANN401 - an error, too
    try:
        return [wording.members(each) for each in texts]
    except MemoryError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process says it
        return RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
