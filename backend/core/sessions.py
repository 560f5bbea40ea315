"""Loading a reset from the store, and saying what may be seen of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from backend.core import people
from backend.core.api import NotAllowed, ResetGone
from backend.core.limits import Limits
from backend.core.marks import REQUEST_CODE_SECONDS, Marks, same
from backend.core.parts import Parts
from backend.core.people import NOBODY, Person
from backend.core.ports import SealBrokenError
from backend.core.proofs import FactKind, Grant
from backend.core.records import ResetState, StoredApproval, StoredChallenge, StoredFact, StoredReset
from backend.core.reset_session import Session, allowed, approval_status, delivery, revision_shown, seconds
from backend.core.secret import Secret
from backend.core.sides import AT_STATION, EITHER_SIDE, EitherSide, Side, StoredHandoff, handoff_status
from backend.core.store import Tx
from backend.core.views import (
    Approval,
    ApprovalStatus,
    BrokenRule,
    Challenge,
    Channel,
    Completed,
    ContactCheck,
    Delivery,
    Handoff,
    HandoffStatus,
    Outcome,
    ProvedAccount,
    ResetView,
)

_GONE = frozenset({ResetState.LEFT, ResetState.REPLACED})


@dataclass(frozen=True, slots=True)
class Told:
    """What a step came to; `retry_in` in seconds."""

    outcome: Outcome
    broken: tuple[BrokenRule, ...] = ()
    retry_in: int = 0


class Sessions:
    """Reads resets and makes their views."""

    def __init__(self, parts: Parts, marks: Marks, limits: Limits) -> None:
        self._parts = parts
        self._marks = marks
        self._limits = limits
        self._zone = ZoneInfo(parts.settings.institution.timezone)

    # --- reading --------------------------------------------------------------------------------

    def load(self, tx: Tx, station: str, reset_id: str, now: datetime) -> Session:
        """Raises `ResetGone` for an unknown reset, another station's, and one that was left."""
        reset = tx.resets.at(station, reset_id)
        if reset is None or reset.state in _GONE:
            raise ResetGone
        failed = self._limits.failed_today(tx, reset.subject, now)
        done = reset.state is ResetState.DONE
        helped, able = done and self._helped(tx, reset, now), self._parts.directory.capabilities
        return Session(
            reset,
            self.person(reset),
            tuple(fact for fact in tx.facts.of(reset.id, now) if self._genuine(fact, reset)),
            self._challenge_of(tx, reset, now),
            tx.approvals.latest(reset.id),
            self._limits.rests(failed),
            self._parts.settings.institution.gates,
            now,
            self._handoff_of(tx, reset),
            tx.contact_checks.latest(reset.id) if done else None,
            helped and able.registers_contacts,
            helped and able.issues_temporary_pass,
        )

    def _helped(self, tx: Tx, reset: StoredReset, now: datetime) -> bool:
        """Whether the write of this reset was one that staff approved, and its person can still be here."""
        if reset.expires_at <= now:
            return False
        at = reset.completed_at
        held = [one for one in tx.facts.consumed(reset.id) if at is not None and one.expires_at > at]
        approved = [one for one in held if one.kind is FactKind.STAFF_APPROVED and self._genuine(one, reset)]
        return bool(approved) and not tx.resets.followed(reset.station, reset.opened_at)

    def _challenge_of(self, tx: Tx, reset: StoredReset, now: datetime) -> StoredChallenge | None:
        """The newest challenge; one that was changed behind our back takes no answer."""
        found = tx.challenges.latest(reset.id)
        if found is None or self._marks.genuine(found):
            return found
        return replace(found, replaced_at=now)

    def _handoff_of(self, tx: Tx, reset: StoredReset) -> StoredHandoff | None:
        """The newest hand-off; one that was changed behind our back has ended."""
        found = tx.handoffs.latest(reset.id)
        if found is None or self.genuine_handoff(found, reset):
            return found
        return replace(found, status=HandoffStatus.ENDED)

    def genuine_handoff(self, handoff: StoredHandoff, reset: StoredReset) -> bool:
        bound = (handoff.reset, handoff.station) == (reset.id, reset.station)
        return bound and same(handoff.mac, self._marks.handoff(handoff))

    def typed(self, reset: StoredReset) -> Secret:
        return self._opened(reset.typed_sealed, f"typed|{reset.id}")

    def person(self, reset: StoredReset) -> Person:
        text = self._opened(reset.person_sealed, _of_person(reset.id, reset.account))
        return people.unpacked(text) if text else NOBODY

    def approved_person(self, approval: StoredApproval) -> Person:
        text = self._opened(approval.person_sealed, _of_person(approval.reset, approval.account))
        return people.unpacked(text) if text else NOBODY

    def seal_typed(self, typed: str, reset_id: str) -> bytes:
        return self._parts.sealer.seal(Secret(typed), f"typed|{reset_id}")

    def seal_person(self, person: Person, reset_id: str, account: str | None) -> bytes:
        return self._parts.sealer.seal(person.packed(), _of_person(reset_id, account))

    def lookup(self, session: Session) -> str:
        """The text under which the directory finds the person again."""
        return session.person.identifier or self.typed(session.reset).reveal()

    def _opened(self, sealed: bytes, context: str) -> Secret:
        """Empty for what was changed behind our back: then nobody is meant."""
        try:
            return self._parts.sealer.open(sealed, context)
        except SealBrokenError:
            return Secret("")

    def _genuine(self, fact: StoredFact, reset: StoredReset) -> bool:
        bound = (fact.reset, fact.account, fact.station) == (reset.id, reset.account, reset.station)
        return bound and same(fact.mac, self._marks.fact(fact))

    # --- views ----------------------------------------------------------------------------------

    def change(
        self,
        station: str,
        reset_id: str,
        step: Callable[[Tx, Session], Told],
        side: Side | EitherSide = AT_STATION,
    ) -> ResetView:
        """Run one step of an open reset in one transaction, and view what it left.

        Raises `NotAllowed` when it is the other `side` that writes now.
        """
        now = self._parts.clock.now()
        with self._parts.store.writing() as tx:
            session = self.load(tx, station, reset_id, now)
            if not session.open:
                return self.over(session)
            if side not in (EITHER_SIDE, session.writer):
                raise NotAllowed
            told = step(tx, session)
            after = self.load(tx, station, reset_id, now)
            return self.view(after, told.outcome, told.broken, told.retry_in)

    def over(self, session: Session) -> ResetView:
        """The view of a reset that takes no step any more. Raises `NotAllowed` for a completed one."""
        if session.reset.state in {ResetState.DONE, ResetState.WRITE_UNKNOWN}:
            raise NotAllowed
        return self.view(session, self.ending(session))

    def ending(self, session: Session) -> Outcome:
        """What a mere look has to tell."""
        if session.reset.state is ResetState.ENDED_BY_OWNER:
            return Outcome.ENDED_BY_OWNER
        expired = session.reset.state in {ResetState.EXPIRED, ResetState.OPEN}
        return Outcome.EXPIRED if expired and not session.open else Outcome.NONE

    def view(
        self, session: Session, outcome: Outcome, broken: tuple[BrokenRule, ...] = (), retry_in: int = 0
    ) -> ResetView:
        reset, now = session.reset, session.now
        offered = session.open and session.grant is Grant.RESET and session.locked
        return ResetView(
            id=reset.id,
            revision=revision_shown(reset.revision, session.approval, now, session.handoff),
            allowed=allowed(session),
            outcome=outcome,
            gates_needed=session.gates_needed,
            gates_left=session.gates_left,
            methods=session.methods(),
            challenge=self._challenge(session),
            approval=self._approval(session.approval, now),
            account=self._account(session),
            unlock_offered=offered and self._parts.directory.capabilities.unlocks,
            broken=broken,
            completed=self._completed(reset),
            expires_in=seconds(reset.expires_at, now) if session.open else 0,
            retry_in=retry_in,
            pad="",
            handoff=self._handoff(session),
            contact=self._contact(session),
            contact_offered=session.contact_offered,
            pass_offered=session.pass_offered,
            ticket=reset.ticket,
        )

    def _contact(self, session: Session) -> ContactCheck | None:
        found, now = session.contact, session.now
        if found is None or found.replaced_at is not None:
            return None
        shown = found.delivery
        if found.used_at is None and found.attempts_left <= 0:
            shown = Delivery.SPENT
        elif found.used_at is None and found.expires_at <= now:
            shown = Delivery.EXPIRED
        left = seconds(found.expires_at, now)
        return ContactCheck(found.channel, found.mask, shown, found.attempts_left, left)

    def _handoff(self, session: Session) -> Handoff | None:
        found, now = session.handoff, session.now
        if found is None:
            return None
        over = not session.open and session.reset.state is not ResetState.DONE
        status = HandoffStatus.ENDED if over else handoff_status(found, now)
        offered, claimed = status is HandoffStatus.OFFERED, status is HandoffStatus.CLAIMED
        link = self._marks.handoff_token(found.id, found.reset).reveal() if offered else ""
        return Handoff(
            number=found.number,
            status=status,
            url=f"{self._parts.settings.phone_url.rstrip('/')}/h/{link}" if offered else "",
            digits=self._marks.handoff_digits(found) if claimed else "",
            expires_in=0 if status is HandoffStatus.ENDED else seconds(found.expires_at, now),
        )

    def _challenge(self, session: Session) -> Challenge | None:
        found = session.challenge
        if found is None or found.replaced_at is not None:
            return None
        live = session.live is not None
        return Challenge(
            id=found.id,
            method_id=found.method_id,
            channel=found.channel,
            mask=found.mask,
            delivery=delivery(found, session.now),
            attempts_left=found.attempts_left,
            resends_left=found.resends_left,
            resend_in=seconds(found.resend_at, session.now),
            expires_in=seconds(found.expires_at, session.now),
            digit=self._digit(found) if live else None,
        )

    def _digit(self, challenge: StoredChallenge) -> str | None:
        return self._marks.call_digit(challenge) if challenge.channel is Channel.VOICE else None

    def _approval(self, found: StoredApproval | None, now: datetime) -> Approval | None:
        if found is None:
            return None
        status = approval_status(found, now)
        minute, second = divmod(int(now.timestamp()), REQUEST_CODE_SECONDS)
        waiting = status is ApprovalStatus.WAITING
        code = self._marks.request_code(found, minute) if waiting else ""
        return Approval(
            number=found.number,
            status=status,
            request_code=code,
            code_renews_in=REQUEST_CODE_SECONDS - second,
            url=f"{self._parts.settings.console_url.rstrip('/')}/?code={code}" if waiting else "",
            tries_left=found.tries_left,
            expires_in=seconds(found.expires_at, now),
        )

    def _account(self, session: Session) -> ProvedAccount | None:
        if not session.known:
            return None
        person = session.person
        return ProvedAccount(person.display_name, person.identifier, session.locked)

    def _completed(self, reset: StoredReset) -> Completed | None:
        if reset.work is None or reset.completed_at is None:
            return None
        local = reset.completed_at.astimezone(self._zone)
        return Completed(reset.work, local.strftime("%Y-%m-%dT%H:%M"), reset.reference)


def _of_person(reset_id: str, account: str | None) -> str:
    return f"person|{reset_id}|{account or ''}"
