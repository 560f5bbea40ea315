"""The message to the service desk when somebody asks for staff while the desk is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.core.languages import language as language_of
from backend.core.secret import Secret


@dataclass(frozen=True, slots=True)
class TicketText:
    """What the desk is told; `at` is in UTC, `language` that of the person."""

    reference: str
    station: str
    place: str
    at: datetime
    typed: str
    language: str

    def packed(self) -> tuple[str, ...]:
        return (
            self.reference,
            self.station,
            self.place,
            self.at.isoformat(),
            self.typed,
            self.language,
        )

    @staticmethod
    def unpacked(parts: Sequence[str]) -> TicketText:
        reference, station, place, at, typed, language = parts
        return TicketText(reference, station, place, datetime.fromisoformat(at), typed, language)


def ticket_message(text: TicketText, language: str, local: datetime, institution: str) -> tuple[str, Secret]:
    """Subject and body in the institution's `language`; `local` is when, in its own time.

    What was typed and what operators call a station stands on one line each, whatever is in it.
    """
    texts = language_of(language).ticket
    values = {
        "reference": text.reference,
        "station": _line(text.station),
        "place": _line(text.place),
        "at": local.strftime(texts.date),
        "typed": _line(text.typed),
        "language": text.language,
        "institution": institution,
    }
    return texts.subject.format(reference=text.reference), Secret(texts.body.format(**values))


def _line(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
