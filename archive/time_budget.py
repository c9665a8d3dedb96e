"""Budget of time of one request, shared by all that is done for it.

A request has a *deadline*, at which its work is cut short and its answer says so, or *patience*:
so much processor time of its thread that it is given up here, to be answered elsewhere. Processor
time, since a request that waits for others is not slow itself.

Long work calls `look` between its pieces where it can end early, and `give_way` where it cannot.
"""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


class TooSlow(BaseException):
    """A request used up its patience.

    Nothing that handles errors may take it for one, so it is no `Exception`.
    """


class OutOfTime(Exception):
    """The deadline has passed, and whoever asked for a piece of work has to do without it."""


@dataclass(frozen=True, slots=True)
class _Budget:
    """`deadline` is a time of `time.monotonic`."""

    deadline: float | None = None
    patience: "Patience | None" = None


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of a thread's processor time, and the fewer that are left where others wait."""

    seconds: float
    others_waiting_s: float
    is_waited_for: Callable[[], bool]
    begun: float = field(default_factory=time.thread_time)

    def is_used_up(self, expected_s: float = 0.0) -> bool:
        """Whether this thread, which made it, has taken too long since, or will have soon."""
        taken = time.thread_time() - self.begun + expected_s
        return taken > self.others_waiting_s and (taken > self.seconds or self.is_waited_for())


_NONE = _Budget()
_budget: ContextVar[_Budget] = ContextVar("budget", default=_NONE)


@contextmanager
def within(seconds: float) -> Generator[float]:
    """Let all that is done meanwhile have one deadline, the earlier of this and one there is."""
    before = _budget.get()
    deadline = time.monotonic() + seconds
    if before.deadline is not None:
        deadline = min(deadline, before.deadline)
    with _spending(_Budget(deadline, before.patience)):
        yield deadline


@contextmanager
def with_patience(patience: Patience) -> Generator[None]:
    """Give up with `TooSlow` what uses up the patience."""
    with _spending(_Budget(patience=patience)):
        yield


@contextmanager
def _spending(budget: _Budget) -> Generator[None]:
    before = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(before)


def deadline_of(limit_s: float) -> float:
    """Deadline of work that begins now: its own limit, or the request's if that is earlier."""
    own, given = time.monotonic() + limit_s, _budget.get().deadline
    return own if given is None else min(own, given)


def give_way(expected_s: float = 0.0) -> None:
    """Raise `TooSlow` where the patience is used up, or will be by what is begun now."""
    patience = _budget.get().patience
    if patience is not None and patience.is_used_up(expected_s):
        raise TooSlow


def look() -> None:
    """Raise `OutOfTime` past the deadline, or `TooSlow`."""
    give_way()
    deadline = _budget.get().deadline
    if deadline is not None and time.monotonic() > deadline:
        raise OutOfTime


class Deadline:
    """A moment of `time.monotonic`, None for no limit.

    `cut_short` says whether any look at the clock came too late: the answer may be incomplete.
    """

    def __init__(self, deadline: float | None) -> None:
        self._deadline = deadline
        self.cut_short = False

    def expired(self) -> bool:
        """Look at the clock; once it has been too late, it stays so. May raise `TooSlow`."""
        give_way()
        if self._deadline is not None and time.monotonic() > self._deadline:
            self.cut_short = True
        return self.cut_short
