"""Entry point of `backfile`: Ctrl-C ends it quietly even while it is still being imported."""

import signal
import sys


def main() -> None:
    """Run the command line."""
    ctrl_c = signal.getsignal(signal.SIGINT)
    if ctrl_c is signal.default_int_handler:
        # Importing the rest takes half a second; Ctrl-C would end it with a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from webui.cli.commands import main as run

    signal.signal(signal.SIGINT, ctrl_c)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
