"""Opening, looking at and leaving a reset. A stranger's goes through exactly the same steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.core.api import CaptchaTelemetry, Pace, ResetGone
from backend.core.audit import AuditKind, Scene
from backend.core.cards import Card
from backend.core.people import Somebody, person_of
from backend.core.records import ResetState, StoredReset
from backend.core.reset_session import Session, revision_shown
from backend.core.sessions import Told
from backend.core.sides import EITHER_SIDE
from backend.core.store import Tx
from backend.core.views import Method, Outcome, ResetView
from backend.core.workshop import Workshop

LONGEST_TYPED = 320


@dataclass(frozen=True, slots=True)
class Visit:
    """Where, what was typed and in which language; for a `card` that was read, `typed` stands for it."""

    station: str
    typed: str
    language: str
    card: Card | None = None
    pace: Pace = Pace.ORDINARY


class Openings:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def start(self, visit: Visit, captcha: CaptchaTelemetry) -> ResetView:
        """Open a reset for whoever the identifier or card means, or for nobody with decoys."""
        shop, now = self._shop, self._shop.parts.clock.now()
        visit = replace(visit, typed=visit.typed[:LONGEST_TYPED])
        somebody = shop.people.find_card(visit.card) if visit.card else shop.people.find(visit.typed)
        reset_id = shop.parts.randomness.token()
        methods = shop.people.methods(somebody, reset_id, now)
        with shop.parts.store.writing() as tx:
            self.add(tx, self.record(visit, somebody, reset_id, methods, now))
            shop.gauge.started(tx, visit.station, now)
            detail = {"captcha": captcha.kind.value, "tries": captcha.tries, "seconds": captcha.seconds}
            scene = Scene(visit.station, reset_id, somebody.subject)
            shop.trail.note(tx, AuditKind.RESET_STARTED, now, scene, detail)
            session = shop.sessions.load(tx, visit.station, reset_id, now)
            return shop.sessions.view(session, Outcome.RESTS if session.rests else Outcome.STARTED)

    def record(
        self, visit: Visit, somebody: Somebody, reset_id: str, methods: tuple[Method, ...], now: datetime
    ) -> StoredReset:
        account = somebody.account.key if somebody.account else None
        sessions = self._shop.sessions
        return StoredReset(
            id=reset_id,
            station=visit.station,
            account=account,
            subject=somebody.subject,
            typed_sealed=sessions.seal_typed(visit.typed, reset_id),
            person_sealed=sessions.seal_person(person_of(somebody.account), reset_id, account),
            language=self._language(visit.language),
            state=ResetState.OPEN,
            methods=methods,
            opened_at=now,
            expires_at=now + self._life(visit.pace),
            revision=1,
        )

    def add(self, tx: Tx, reset: StoredReset) -> None:
        """One live reset a station: whoever was there before has left."""
        ended = tx.resets.replace_open(reset.station)
        self._shop.trail.ended(tx, AuditKind.RESET_REPLACED, reset.opened_at, ended)
        tx.resets.add(reset)

    def view(self, station: str, reset_id: str) -> ResetView:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            session = self._shop.sessions.load(tx, station, reset_id, now)
            return self._shop.sessions.view(session, self._shop.sessions.ending(session))

    def revision(self, station: str, reset_id: str) -> int:
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            found, approval = tx.resets.revision(station, reset_id), tx.approvals.latest(reset_id)
            handoff = tx.handoffs.latest(reset_id)
        if found is None:
            raise ResetGone
        return revision_shown(found, approval, now, handoff)

    def lengthen(self, station: str, reset_id: str) -> ResetView:
        """The reset lives as if it had been opened with the longer pace; once more changes nothing.

        Raises `ResetGone`, and `NotAllowed` for a completed one.
        """
        return self._shop.sessions.change(station, reset_id, self._lengthened, EITHER_SIDE)

    def _lengthened(self, tx: Tx, session: Session) -> Told:
        reset = session.reset
        end = max(reset.expires_at, reset.opened_at + self._life(Pace.LONGER))
        tx.resets.save(replace(reset, expires_at=end))
        return Told(Outcome.NONE)

    def leave(self, station: str, reset_id: str) -> None:
        """End an open reset; silent about one that is gone already."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.writing() as tx:
            try:
                session = self._shop.sessions.load(tx, station, reset_id, now)
            except ResetGone:
                return
            self._leave(tx, session)

    def _leave(self, tx: Tx, session: Session) -> None:
        reset = session.reset
        if reset.state is ResetState.DONE and reset.expires_at > session.now:
            tx.resets.save(replace(reset, expires_at=session.now))  # nothing more is registered for them
        if reset.state is ResetState.OPEN:
            tx.resets.save(replace(reset, state=ResetState.LEFT))
            scene = Scene(reset.station, reset.id, reset.subject)
            self._shop.trail.note(tx, AuditKind.RESET_LEFT, session.now, scene)

    def _life(self, pace: Pace) -> timedelta:
        times = self._shop.parts.settings.times
        match pace:
            case Pace.ORDINARY:
                return times.reset
            case Pace.LONGER:
                return times.reset_longer

    def _language(self, asked: str) -> str:
        languages = self._shop.parts.settings.institution.languages
        return asked if asked in languages else languages[0]
