"""The deadline of a search."""

import time


class Deadline:
    """A moment of `time.monotonic`, None for no limit.

    `cut_short` says whether any look at the clock came too late: the answer may be incomplete.
    """

    def __init__(self, deadline: float | None) -> None:
        self._deadline = deadline
        self.cut_short = False

    def expired(self) -> bool:
        """Look at the clock; once it has been too late, it stays so."""
        if self._deadline is not None and time.monotonic() > self._deadline:
            self.cut_short = True
        return self.cut_short
