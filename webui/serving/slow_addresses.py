"""Memo of the addresses that were too slow lately, shared by the processes of a server."""

import struct
import time
from mmap import mmap

# For how long an address that was too slow goes to the lane at once.
_SLOW_S = 120.0


class SlowAddresses:
    """Hash table of 512 slots in memory that this process shares with those that come of it.

    A slot has the hash of an address, which is the same in all of them, and until when it counts. A
    newer address takes the slot of an older one.
    """

    _SLOT = struct.Struct("qd")
    _SLOTS = 512

    def __init__(self) -> None:
        self._memory = mmap(-1, self._SLOT.size * self._SLOTS)

    def __contains__(self, address: str) -> bool:
        known, until = self._SLOT.unpack_from(self._memory, self._place(address))
        return known == hash(address) and until > time.monotonic()

    def add(self, address: str) -> None:
        """Remember an address for a while."""
        until = time.monotonic() + _SLOW_S
        self._SLOT.pack_into(self._memory, self._place(address), hash(address), until)

    def _place(self, address: str) -> int:
        return hash(address) % self._SLOTS * self._SLOT.size
