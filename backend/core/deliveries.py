"""What became of a letter: by its sender at once, by a gateway's report later. The challenge is told.

Report and sender may come in either order, so both read what the other left, under the lock of the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from backend.core.audit import AuditKind, Scene
from backend.core.failover import Handed
from backend.core.letters import waits
from backend.core.marks import same
from backend.core.ports import Sent
from backend.core.records import LetterKind, LetterState, Reported, StoredLetter, StoredReport, StoredReset
from backend.core.store import Tx
from backend.core.views import Delivery
from backend.core.workshop import Workshop

_OPEN = frozenset({LetterState.QUEUED, LetterState.LEASED})


def settled(handed: Handed, reports: Sequence[StoredReport]) -> tuple[LetterState, Delivery]:
    """The state of a letter whose sending ended like this, given what gateways reported of it.

    Any gateway may have delivered it, also one that did not answer its sender; a failure counts only from
    the one that took it last.
    """
    if any(one.outcome is Reported.DELIVERED for one in reports):
        return LetterState.SENT, Delivery.DELIVERED
    failed = {one.gateway for one in reports if one.outcome is Reported.FAILED}
    match handed.sent:
        case Sent.DELIVERED:
            return LetterState.SENT, Delivery.DELIVERED
        case Sent.ACCEPTED if handed.gateway in failed:
            return LetterState.FAILED, Delivery.FAILED
        case Sent.ACCEPTED:
            return LetterState.SENT, Delivery.SENT
        case Sent.DEFERRED | Sent.FAILED:
            return LetterState.FAILED, Delivery.FAILED
    assert_never(handed.sent)


class Deliveries:
    """Implements `DeliveryReports`, and closes letters for the postman."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    # --- by the sender --------------------------------------------------------------------------

    def hand_in(self, letter: StoredLetter, handed: Handed) -> None:
        """Close the letter, or leave it to who drains later when it may still be of use."""
        due = self._due(letter) if handed.sent is Sent.DEFERRED else None
        if due is not None:
            with self._shop.parts.store.writing() as tx:
                tx.outbox.save(replace(letter, state=LetterState.QUEUED, lease_until=due))
            return
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            tx.outbox.lock(letter.id)
            state, delivery = settled(handed, tx.reports.of(letter.id))
            self._close(tx, replace(letter, state=state, gateway=handed.gateway), reset, delivery)

    def drop(self, letter: StoredLetter) -> None:
        """It is not worth sending any more."""
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(letter.reset)
            self._close(tx, replace(letter, state=LetterState.DROPPED), reset, Delivery.FAILED)

    def _due(self, letter: StoredLetter) -> datetime | None:
        """When a letter that nobody took is tried again; None when it never is.

        `letter.tries` counts this try too, so that it holds across restarts. A quarter of the wait is
        random, lest all that an outage held back come at once.
        """
        steps = waits(letter.kind)
        if not 0 < letter.tries <= len(steps):
            return None
        wait = steps[letter.tries - 1]
        jitter = wait * self._shop.parts.randomness.below(_PARTS) / (4 * _PARTS)
        due = self._shop.parts.clock.now() + wait + jitter
        return due if due < letter.not_after else None

    def _close(self, tx: Tx, letter: StoredLetter, reset: StoredReset | None, delivery: Delivery) -> None:
        """Blank the destination, and tell the reset what became of its challenge."""
        now = self._shop.parts.clock.now()
        tx.outbox.save(replace(letter, sealed=b"", lease_until=now))
        self._tell(tx, letter, reset, delivery)
        detail = {
            "kind": letter.kind.value,
            "channel": letter.channel.value,
            "state": letter.state.value,
            "gateway": letter.gateway,
        }
        self._shop.trail.note(tx, AuditKind.LETTER, now, Scene(letter.station, letter.reset), detail)

    # --- by the gateway -------------------------------------------------------------------------

    def report(self, letter_id: str, gateway: str, proof: str, outcome: Reported) -> bool:
        """Keep a report. False when it does not prove that this letter was given to this gateway."""
        right = self._shop.marks.report(letter_id, gateway)
        if not same(right.encode(), proof.encode("utf-8", "surrogatepass")):
            return False
        with self._shop.parts.store.reading() as tx:
            found = tx.outbox.get(letter_id)
        if found is not None:
            self._keep(found, StoredReport(letter_id, gateway, outcome, self._shop.parts.clock.now()))
        return True

    def _keep(self, found: StoredLetter, report: StoredReport) -> None:
        with self._shop.parts.store.writing() as tx:
            reset = tx.resets.by_id(found.reset)
            letter = tx.outbox.lock(found.id)
            if letter is None:
                return
            known = {(one.gateway, one.outcome) for one in tx.reports.of(letter.id)}
            tx.reports.keep(report)
            if (report.gateway, report.outcome) in known:
                return
            detail = {
                "kind": letter.kind.value,
                "channel": letter.channel.value,
                "gateway": report.gateway,
                "outcome": report.outcome.value,
            }
            scene = Scene(letter.station, letter.reset)
            self._shop.trail.note(tx, AuditKind.LETTER_REPORTED, report.at, scene, detail)
            if letter.state not in _OPEN:
                self._settle(tx, letter, reset)

    def _settle(self, tx: Tx, letter: StoredLetter, reset: StoredReset | None) -> None:
        sent = Sent.ACCEPTED if letter.state is LetterState.SENT else Sent.FAILED
        state, delivery = settled(Handed(sent, letter.gateway), tx.reports.of(letter.id))
        tx.outbox.save(replace(letter, state=state))
        # An older letter that failed says nothing of the one that was sent after it.
        if delivery is Delivery.DELIVERED or tx.outbox.newest(letter.reset, letter.challenge) == letter.id:
            self._tell(tx, letter, reset, delivery)

    # --- both -----------------------------------------------------------------------------------

    def _tell(self, tx: Tx, letter: StoredLetter, reset: StoredReset | None, delivery: Delivery) -> None:
        if reset is None or not letter.challenge:
            return
        if letter.kind is LetterKind.CONTACT:
            tx.contact_checks.delivered(letter.challenge, delivery)
            tx.resets.save(reset)
            return
        challenge = tx.challenges.get(letter.reset, letter.challenge)
        if challenge is not None:
            tx.challenges.delivered(replace(challenge, delivery=delivery))
            tx.resets.save(reset)


_PARTS = 1000
