"""Entry point of `backfile`: Ctrl-C ends it quietly even while it is still being imported."""

import gc
import signal
import sys

# What is imported stays: Python's own 700 would look through it a hundred times in vain, which
# takes a twelfth of the time of a search. Garbage in cycles waits for this many new objects.
_OBJECTS_BETWEEN_LOOKS = 50_000


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    ctrl_c = signal.getsignal(signal.SIGINT)
    if ctrl_c is signal.default_int_handler:
        # Importing the rest takes a third of a second; Ctrl-C would end it with a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from webui.cli.commands import main as run

    signal.signal(signal.SIGINT, ctrl_c)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
