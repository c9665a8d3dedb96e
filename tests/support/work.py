"""How much work a call does, told so that a busy machine changes nothing.

No test asserts a time: what guards against input made to take long counts steps, or compares
two runs in one test. Times are measured by `make bench` (`tests/bench/parsing.py`).
"""

import gc
import sys
import time

# Processor times of a run are compared as the least of so many; what else runs on the machine
# makes a run longer, never shorter.
_RUNS = 3
_TRIES = 5
# Below this the clock and the caches say more than the work does.
_LEAST_S = 20e-6
_LONG_S = 0.1
_MOST_STEPS = 20_000_000


def steps(work, *given):
    """The number of lines of Python that a call runs, the same on any machine.

    What runs inside one line, in a regular expression or another library in C, is not seen.
    Fails where they are so many that it would hardly end.
    """
    count = 0

    def line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        assert count < _MOST_STEPS
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work(*given)
    finally:
        sys.settrace(before)
    return count


def cost_s(work, *given, runs=_RUNS):
    """The processor time of a call: the least of some runs, without collections of garbage.

    What takes long is run once: it is far above all noise.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        seen = [_once_s(work, given)]
        while len(seen) < runs and sum(seen) < _LONG_S:
            seen.append(_once_s(work, given))
        return max(_LEAST_S, min(seen))
    finally:
        if collects:
            gc.enable()


def assert_linear(work, made, size, *, times=4, most=2.25):
    """Fails where `times` the input takes more than `most * times` as long, in five tries of five.

    `made` makes the input by its size. Work that grows with the square of it takes `times * times`
    as long; the bound lies between that and what is linear.
    """
    shorter, longer = made(size), made(times * size)
    assert_no_costlier(work, (longer,), (shorter,), most * times)


def assert_no_costlier(work, given, beside, most):
    """Fails where one call takes more than `most` times the processor time of another."""
    seen = []
    for _ in range(_TRIES):
        seen.append(cost_s(work, *given) / cost_s(work, *beside))
        if seen[-1] <= most:
            return
    told = ", ".join(f"{each:.1f}" for each in seen)
    raise AssertionError(f"took {told} times as long, where {most:.1f} times is the most")


def _once_s(work, given):
    began = time.process_time()
    work(*given)
    return time.process_time() - began
