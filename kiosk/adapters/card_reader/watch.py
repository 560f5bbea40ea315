"""Reads one card reader on a thread of its own, and comes back to it when it was unplugged."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from kiosk.core.cards.events import CardReaderSaid, CardScanned, ReaderFault
from kiosk.core.ports import CardReader, ReaderUnusableError

_LOG = logging.getLogger(__name__)
RETRY = 5.0
"""Seconds until a reader that does not work is tried again."""
PAUSE = 0.5
"""Seconds after a card in which others are not taken: nobody shows two so fast, but a broken reader may."""

Say = Callable[[CardScanned | CardReaderSaid], None]


class CardWatch:
    """`say` is called on the watch's own thread. `elapsed` gives seconds that never go back."""

    def __init__(self, reader: CardReader, elapsed: Callable[[], float], retry: float = RETRY) -> None:
        self._reader = reader
        self._elapsed = elapsed
        self._retry = retry
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._told: ReaderFault | None = None
        self._first = True

    def start(self, say: Say) -> None:
        self._thread = threading.Thread(target=self._run, args=(say,), name="card-reader", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading; returns when the device is closed."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, say: Say) -> None:
        while not self._stop.is_set():
            try:
                self._reader.open()
                self._tell(say, None)
                self._read(say)
            except ReaderUnusableError as error:
                self._tell(say, error.fault)
            finally:
                self._reader.close()
            self._stop.wait(self._retry)

    def _read(self, say: Say) -> None:
        free_at = self._elapsed()
        while not self._stop.is_set():
            number = self._reader.read()
            if number is not None and self._elapsed() >= free_at:
                free_at = self._elapsed() + PAUSE
                say(CardScanned(number))

    def _tell(self, say: Say, fault: ReaderFault | None) -> None:
        """A change of the reader's state, in the log and to the station."""
        if fault is self._told and not self._first:
            return
        self._told, self._first = fault, False
        state = "ready" if fault is None else fault.value
        _LOG.log(
            logging.INFO if fault is None else logging.WARNING,
            "card_reader",
            extra={"fields": {"state": state}},
        )
        say(CardReaderSaid(fault))
