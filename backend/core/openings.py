"""Opening, looking at and leaving a reset. A stranger's goes through exactly the same steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from backend.core.api import CaptchaTelemetry, ResetGone
from backend.core.audit import AuditKind, Scene
from backend.core.people import Somebody, person_of
from backend.core.records import ResetState, StoredReset
from backend.core.reset_session import Session, revision_shown
from backend.core.store import Tx
from backend.core.views import Method, Outcome, ResetView
from backend.core.workshop import Workshop

LONGEST_TYPED = 320


@dataclass(frozen=True, slots=True)
class Visit:
    """Where, what was typed and in which language."""

    station: str
    typed: str
    language: str


class Openings:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def start(self, visit: Visit, captcha: CaptchaTelemetry) -> ResetView:
        """Open a reset for whoever the identifier means, or for nobody with decoys."""
        shop, now = self._shop, self._shop.parts.clock.now()
        visit = replace(visit, typed=visit.typed[:LONGEST_TYPED])
        somebody = shop.people.find(visit.typed)
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
            expires_at=now + self._shop.parts.settings.times.reset,
            revision=1,
        )

    def add(self, tx: Tx, reset: StoredReset) -> None:
        """One live reset a station: whoever was there before has left."""
        tx.resets.replace_open(reset.station)
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
        if found is None:
            raise ResetGone
        return revision_shown(found, approval, now)

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
        if reset.state is ResetState.OPEN:
            tx.resets.save(replace(reset, state=ResetState.LEFT))
            scene = Scene(reset.station, reset.id, reset.subject)
            self._shop.trail.note(tx, AuditKind.RESET_LEFT, session.now, scene)

    def _language(self, asked: str) -> str:
        languages = self._shop.parts.settings.institution.languages
        return asked if asked in languages else languages[0]
