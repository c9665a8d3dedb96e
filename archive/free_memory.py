"""Memory that is free in the process, returned to the system."""

import ctypes


def return_free_memory() -> None:
    """Return what was freed to the system, where its C library can.

    By itself it keeps pages that lie between others in use: after large documents came and went
    that was a fourth of what the process held.
    """
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
