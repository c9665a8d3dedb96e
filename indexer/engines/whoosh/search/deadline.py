"""How long a search may go on."""

import time


class Deadline:
    """A time of `time.monotonic`, or none, until which something may take."""

    def __init__(self, deadline: float | None) -> None:
        self._deadline = deadline
        self.cut_short = False

    def expired(self) -> bool:
        """Whether it is over now; then it has passed for good."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            self.cut_short = True
        return self.cut_short
