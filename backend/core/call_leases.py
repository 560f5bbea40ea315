"""The leases of calls that this process carries: short, and renewed for as long as it lives.

Somebody stands at the station and waits. When the process dies, another one has the call after `LEASE`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Lock

from backend.core.parts import Parts
from backend.core.records import StoredLetter

LEASE = timedelta(seconds=8)
"""Longer than a database hesitates and clocks differ, shorter than a person's patience."""
BEAT = 1.0
"""Seconds between two renewals."""


class CallLeases:
    """Thread-safe."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lock = Lock()
        self._held: dict[str, StoredLetter] = {}

    def hold(self, letter: StoredLetter) -> None:
        """Renew the lease of that call from now on."""
        with self._lock:
            self._held[letter.id] = letter

    def kept(self, found: StoredLetter) -> StoredLetter | None:
        """A call that runs here and was claimed anew, as it is to be stored; None when it does not run here.

        A database that was away let its lease run out. Nobody else has it: the call goes on as the try it is.
        """
        with self._lock:
            held = self._held.get(found.id)
        return None if held is None else replace(found, tries=held.tries)

    def release(self, letter: StoredLetter) -> None:
        with self._lock:
            self._held.pop(letter.id, None)

    def renew(self) -> int:
        """Renew all of them; how many are ours. Raises `StoreUnavailable`."""
        with self._lock:
            held = list(self._held.values())
        renewed = 0
        for letter in held:
            with self._parts.store.writing() as tx:
                renewed += tx.outbox.renew(letter, self._parts.clock.now() + LEASE)
        return renewed
