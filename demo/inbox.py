"""What arrives on the phones while nobody watches: kept for the report, and read by the player."""

from __future__ import annotations

import re
import time
from pathlib import Path

from backend.adapters.channels.local_phone import CallRings, CallSays, LocalPhone, MessageArrived
from demo.report import Delivered, Report

CODE = re.compile(r"\b(\d{4})[ \u00a0]?(\d{4})\b")


class Inbox:
    """Looks into the spool folder as a phone does."""

    def __init__(self, spool: Path, report: Report) -> None:
        self._phone, self._report = LocalPhone(spool), report
        self._began = time.monotonic()
        self.codes: list[str] = []

    def look(self) -> None:
        """Take in what is new."""
        for event in self._phone.poll():
            at = time.monotonic() - self._began
            match event:
                case MessageArrived():
                    text = " – ".join(part for part in (event.subject, event.body.reveal()) if part)
                    self._keep(Delivered(event.channel.value, event.destination.reveal(), text, at))
                case CallRings():
                    self._keep(Delivered("call", event.destination.reveal(), event.greeting, at))
                case CallSays():
                    self._keep(Delivered("call", "", event.text.reveal(), at))
                case _:
                    pass

    def has_code(self, after: int) -> bool:
        """Whether more than `after` codes have arrived."""
        self.look()
        return len(self.codes) > after

    def _keep(self, message: Delivered) -> None:
        self._report.messages.append(message)
        found = CODE.search(message.text)
        if found is not None:
            self.codes.append(found.group(1) + found.group(2))
