"""How the service is used: resets a day, how they end, where people give up, what was sent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from backend.core.audit import AuditKind
from backend.core.store import AuditStep
from backend.core.views import Outcome
from backend.core.workshop import Workshop


class End(Enum):
    """How a reset ended."""

    DONE = "done"
    """By the person alone."""
    DONE_WITH_STAFF = "done_with_staff"
    STOPPED_BY_OWNER = "stopped_by_owner"
    GIVEN_UP = "given_up"
    STILL_OPEN = "still_open"


class Stage(Enum):
    """The last thing a reset came to, in the order people meet them."""

    METHOD = "method"
    DESTINATION = "destination"
    LIMITED = "limited"
    CODE = "code"
    STAFF = "staff"
    REFUSED_BY_STAFF = "refused_by_staff"
    PHONE = "phone"
    NEW_PASSWORD = "new_password"
    PASSWORD_REFUSED = "password_refused"


@dataclass(frozen=True, slots=True)
class DayFigures:
    day: date
    started: int
    done: int


@dataclass(frozen=True, slots=True)
class SendFigures:
    """Messages that left, or did not, by `channel`: ``email``, ``sms`` or ``voice``."""

    channel: str
    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`minutes_saved` counts what people did alone, at `minutes_a_reset` minutes of the desk's time."""

    since: date
    until: date
    days: tuple[DayFigures, ...]
    ends: tuple[tuple[End, int], ...]
    stages: tuple[tuple[Stage, int], ...]
    sends: tuple[SendFigures, ...]
    minutes_saved: int
    minutes_a_reset: int

    @property
    def started(self) -> int:
        return sum(one.started for one in self.days)


_KINDS = (
    AuditKind.RESET_STARTED,
    AuditKind.CHALLENGE,
    AuditKind.ANSWER,
    AuditKind.CALL_ENDED,
    AuditKind.NOT_ME,
    AuditKind.LETTER,
    AuditKind.APPROVAL_ASKED,
    AuditKind.APPROVAL_GIVEN,
    AuditKind.APPROVAL_REFUSED,
    AuditKind.RETURN,
    AuditKind.HANDOFF_CLAIMED,
    AuditKind.WRITE_STARTED,
    AuditKind.WRITE_DONE,
    AuditKind.WRITE_NOT_DONE,
)
_BY_OUTCOME = {
    Outcome.SENT.value: Stage.CODE,
    Outcome.RESENT.value: Stage.CODE,
    Outcome.CODE_AWAITED.value: Stage.CODE,
    Outcome.DESTINATION_MISMATCH.value: Stage.DESTINATION,
    Outcome.DESTINATION_UNREADABLE.value: Stage.DESTINATION,
    Outcome.SEND_LIMITED.value: Stage.LIMITED,
    Outcome.RESTS.value: Stage.LIMITED,
    Outcome.PROVED.value: Stage.NEW_PASSWORD,
    Outcome.RETURN_ACCEPTED.value: Stage.NEW_PASSWORD,
}
_BY_KIND = {
    AuditKind.APPROVAL_ASKED.value: Stage.STAFF,
    AuditKind.APPROVAL_GIVEN.value: Stage.STAFF,
    AuditKind.APPROVAL_REFUSED.value: Stage.REFUSED_BY_STAFF,
    AuditKind.HANDOFF_CLAIMED.value: Stage.PHONE,
    AuditKind.WRITE_NOT_DONE.value: Stage.PASSWORD_REFUSED,
}


@dataclass(slots=True)
class _Journey:
    """One reset, as far as its records say."""

    began: datetime
    stage: Stage = Stage.METHOD
    end: End = End.GIVEN_UP
    with_staff: bool = False


@dataclass(slots=True)
class _Count:
    journeys: dict[str, _Journey] = field(default_factory=dict)
    sent: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def take(self, step: AuditStep) -> None:
        detail = json.loads(step.detail)
        if step.kind == AuditKind.RESET_STARTED.value:
            self.journeys[step.reset] = _Journey(step.at)
        elif step.kind == AuditKind.LETTER.value:
            where = self.sent if detail.get("state") == "sent" else self.failed
            where[str(detail.get("channel"))] += 1
        elif step.kind in {AuditKind.CALL_ENDED.value, AuditKind.NOT_ME.value}:
            (self.failed if detail.get("end") == "failed" else self.sent)["voice"] += 1
        journey = self.journeys.get(step.reset)
        if journey is not None:
            _advance(journey, step.kind, str(detail.get("outcome") or detail.get("end") or ""))


def _advance(journey: _Journey, kind: str, outcome: str) -> None:
    if kind == AuditKind.WRITE_DONE.value:
        journey.end = End.DONE_WITH_STAFF if journey.with_staff else End.DONE
    elif kind == AuditKind.NOT_ME.value:
        journey.end = End.STOPPED_BY_OWNER
    elif kind == AuditKind.RETURN.value and outcome == Outcome.RETURN_ACCEPTED.value:
        journey.with_staff = True
    journey.stage = _BY_OUTCOME.get(outcome) or _BY_KIND.get(kind, journey.stage)


class FigureBook:
    """Counts over the audit, which stays when the resets themselves are gone."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def of_last(self, days: int) -> Figures:
        """The last `days` days of the institution's calendar, today among them."""
        settings, now = self._shop.parts.settings, self._shop.parts.clock.now()
        zone = ZoneInfo(settings.institution.timezone)
        until = now.astimezone(zone).date()
        since = until - timedelta(days=days - 1)
        began = datetime.combine(since, time(0), zone)
        count = _Count()
        with self._shop.parts.store.reading() as tx:
            kinds = [kind.value for kind in _KINDS]
            for step in tx.audit.steps(kinds, began, now + timedelta(microseconds=1)):
                count.take(step)
        for journey in count.journeys.values():
            if journey.end is End.GIVEN_UP and now - journey.began < settings.times.reset_longest:
                journey.end = End.STILL_OPEN
        minutes = settings.institution.desk.minutes_a_reset
        return _figures(count, tuple(_days(since, until)), zone, minutes)


def _days(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=ahead) for ahead in range((until - since).days + 1))


def _figures(count: _Count, days: tuple[date, ...], zone: ZoneInfo, minutes: int) -> Figures:
    journeys = count.journeys.values()
    ends = Counter(one.end for one in journeys)
    stages = Counter(one.stage for one in journeys if one.end is End.GIVEN_UP)
    finished = (End.DONE, End.DONE_WITH_STAFF)
    started = Counter(one.began.astimezone(zone).date() for one in journeys)
    done = Counter(one.began.astimezone(zone).date() for one in journeys if one.end in finished)
    channels = sorted({*count.sent, *count.failed})
    return Figures(
        since=days[0],
        until=days[-1],
        days=tuple(DayFigures(day, started[day], done[day]) for day in days),
        ends=tuple((end, ends[end]) for end in End),
        stages=tuple((stage, stages[stage]) for stage in Stage),
        sends=tuple(SendFigures(one, count.sent[one], count.failed[one]) for one in channels),
        minutes_saved=ends[End.DONE] * minutes,
        minutes_a_reset=minutes,
    )
