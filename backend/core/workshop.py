"""The collaborators that every use case shares, built once from the parts."""

from __future__ import annotations

from dataclasses import dataclass

from backend.core.audit import Trail
from backend.core.limits import Limits
from backend.core.marks import Marks
from backend.core.parts import Parts
from backend.core.people import People
from backend.core.pressure import Gauge
from backend.core.sessions import Sessions
from backend.core.signals import LogSignals, Signals


@dataclass(frozen=True, slots=True)
class Workshop:
    parts: Parts
    marks: Marks
    people: People
    limits: Limits
    sessions: Sessions
    gauge: Gauge
    trail: Trail
    signals: Signals


def workshop(parts: Parts) -> Workshop:
    marks = Marks(parts.keys)
    limits = Limits(parts, marks)
    return Workshop(
        parts,
        marks,
        People(parts, marks),
        limits,
        Sessions(parts, marks, limits),
        Gauge(parts),
        Trail(marks, parts.settings.institution.id),
        parts.signals or LogSignals(parts.clock),
    )
