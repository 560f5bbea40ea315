"""What gateways report later reaches the station, whichever comes first and whoever lies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import audit, outbox
from backend.core.api_reports import Reported
from backend.core.audit import AuditKind
from backend.core.deliveries import settled
from backend.core.failover import FailOver, Gateway, Handed, Refusal
from backend.core.marks import Marks
from backend.core.ports import Message, Sent
from backend.core.records import LetterState, StoredReport
from backend.core.signals import LogSignals
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.stage import Stage
from tests.backend.fakes import EPOCH, RecordingChannel


def report_of(at: Stage, letter: str, outcome: Reported, gateway: str = "one") -> bool:
    proof = Marks(at.keys).report(letter, gateway)
    return at.desks.reports.report(letter, gateway, proof, outcome)


class Reporting(RecordingChannel):
    """A gateway whose report overtakes its own answer."""

    def __init__(self, at: Stage, outcome: Reported) -> None:
        super().__init__(Sent.ACCEPTED)
        self.at, self.outcome = at, outcome

    def send(self, message: Message) -> Sent:
        assert report_of(self.at, message.id, self.outcome)
        return super().send(message)


def through(at: Stage, *gateways: RecordingChannel) -> None:
    """Send SMS by these gateways, called one, two, …"""
    named = zip(("one", "two"), gateways, strict=False)
    places = [Gateway(name, gateway) for name, gateway in named]
    signals = LogSignals(at.clock)
    at.sms = FailOver(  # type: ignore[assignment] # any channel will do
        Channel.SMS, places, Refusal.OF_ONE_GATEWAY, at.clock, signals, timedelta(seconds=45)
    )
    at.build()


@pytest.fixture
def gateway(at: Stage) -> RecordingChannel:
    made = RecordingChannel(Sent.ACCEPTED)
    through(at, made)
    return made


def sent(at: Stage, hall: str) -> ResetView:
    view = at.send(hall, at.start(hall))
    at.desks.postman.drain()
    return view


def delivery_of(at: Stage, hall: str, view: ResetView) -> Delivery:
    challenge = at.desks.resets.view(hall, view.id).challenge
    assert challenge is not None
    return challenge.delivery


def test_accepted_is_sent_and_delivered_only_by_a_report(
    at: Stage, hall: str, gateway: RecordingChannel
) -> None:
    view = sent(at, hall)
    assert delivery_of(at, hall, view) is Delivery.SENT
    before = at.desks.resets.revision(hall, view.id)
    assert report_of(at, gateway.messages[0].id, Reported.DELIVERED)
    assert delivery_of(at, hall, view) is Delivery.DELIVERED
    assert at.desks.resets.revision(hall, view.id) > before


def test_not_delivered_leads_to_another_way_and_the_code_still_holds(
    at: Stage, hall: str, gateway: RecordingChannel
) -> None:
    view = sent(at, hall)
    assert report_of(at, gateway.messages[0].id, Reported.FAILED)
    assert delivery_of(at, hall, view) is Delivery.FAILED
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD
    assert view.challenge is not None
    code = gateway.messages[0].code
    assert at.desks.resets.answer(hall, view.id, view.challenge.id, code).outcome is Outcome.PROVED


@pytest.mark.parametrize(
    ("outcome", "shown"), [(Reported.DELIVERED, Delivery.DELIVERED), (Reported.FAILED, Delivery.FAILED)]
)
def test_a_report_may_overtake_the_answer(at: Stage, hall: str, outcome: Reported, shown: Delivery) -> None:
    through(at, Reporting(at, outcome))
    assert delivery_of(at, hall, sent(at, hall)) is shown


def test_what_another_gateway_could_not_deliver_says_nothing(at: Stage, hall: str) -> None:
    """It did not answer in time, the next one took the message, and then the first one reports."""
    one, two = RecordingChannel(Sent.DEFERRED), RecordingChannel(Sent.ACCEPTED)
    through(at, one, two)
    view = sent(at, hall)
    letter = two.messages[0].id
    assert report_of(at, letter, Reported.FAILED, "one")
    assert delivery_of(at, hall, view) is Delivery.SENT
    assert report_of(at, letter, Reported.DELIVERED, "one")
    assert delivery_of(at, hall, view) is Delivery.DELIVERED
    assert report_of(at, letter, Reported.FAILED, "two")
    assert delivery_of(at, hall, view) is Delivery.DELIVERED


def test_a_late_delivery_of_what_nobody_had_taken(at: Stage, hall: str) -> None:
    one = RecordingChannel(Sent.FAILED)
    through(at, one)
    view = sent(at, hall)
    assert delivery_of(at, hall, view) is Delivery.FAILED
    report_of(at, one.messages[0].id, Reported.FAILED)
    assert delivery_of(at, hall, view) is Delivery.FAILED
    report_of(at, one.messages[0].id, Reported.DELIVERED)
    assert delivery_of(at, hall, view) is Delivery.DELIVERED


def test_the_failure_of_an_older_letter_says_nothing_of_the_newer(
    at: Stage, hall: str, gateway: RecordingChannel
) -> None:
    view = sent(at, hall)
    at.clock.advance(seconds=31)
    assert view.challenge is not None
    at.desks.resets.send_challenge(hall, view.id, view.challenge.method_id, None, resend=True)
    at.desks.postman.drain()
    first, second = (message.id for message in gateway.messages)
    report_of(at, first, Reported.FAILED)
    assert delivery_of(at, hall, view) is Delivery.SENT
    report_of(at, second, Reported.FAILED)
    assert delivery_of(at, hall, view) is Delivery.FAILED


def test_a_report_without_its_proof_changes_nothing(at: Stage, hall: str, gateway: RecordingChannel) -> None:
    view = sent(at, hall)
    letter = gateway.messages[0].id
    marks = Marks(at.keys)
    for proof in ("", "0" * 64, marks.report(letter, "two"), marks.report("other", "one"), "é\ud800"):
        assert not at.desks.reports.report(letter, "one", proof, Reported.DELIVERED)
    assert delivery_of(at, hall, view) is Delivery.SENT


def test_a_report_of_what_is_long_forgotten_is_taken_and_changes_nothing(at: Stage) -> None:
    assert report_of(at, "0" * 32, Reported.DELIVERED)


def test_an_answered_code_stays_answered(at: Stage, hall: str, gateway: RecordingChannel) -> None:
    view = sent(at, hall)
    assert view.challenge is not None
    at.desks.resets.answer(hall, view.id, view.challenge.id, gateway.messages[0].code)
    report_of(at, gateway.messages[0].id, Reported.FAILED)
    assert delivery_of(at, hall, view) is Delivery.ANSWERED


def test_it_is_on_record_once_and_goes_with_its_letter(
    at: Stage, hall: str, gateway: RecordingChannel
) -> None:
    sent(at, hall)
    for _ in range(3):
        report_of(at, gateway.messages[0].id, Reported.DELIVERED)
    noted = select(audit.c.detail).where(audit.c.kind == AuditKind.LETTER_REPORTED.value)
    with reading(at.engine) as connection:
        assert len(connection.execute(noted).all()) == 1
    at.clock.advance(days=3)
    assert at.age()
    with at.store.reading() as tx:
        assert tx.reports.of(gateway.messages[0].id) == ()


def test_the_gateway_is_kept(at: Stage, hall: str, gateway: RecordingChannel) -> None:
    sent(at, hall)
    with reading(at.engine) as connection:
        row = connection.execute(select(outbox.c.state, outbox.c.gateway)).one()
    assert tuple(row) == (LetterState.SENT, "one")


FAILED_ONE = StoredReport("l", "one", Reported.FAILED, EPOCH)
FAILED_TWO = replace(FAILED_ONE, gateway="two")
DELIVERED_ONE = replace(FAILED_ONE, outcome=Reported.DELIVERED)


@pytest.mark.parametrize("order", [*permutations((FAILED_TWO, DELIVERED_ONE))])
@pytest.mark.parametrize("sent", Sent)
def test_delivered_by_anybody_is_delivered(order: tuple[StoredReport, ...], sent: Sent) -> None:
    assert settled(Handed(sent, "two"), order)[1] is Delivery.DELIVERED


@pytest.mark.parametrize(
    ("handed", "reports", "shown"),
    [
        (Handed(Sent.ACCEPTED, "one"), (), Delivery.SENT),
        (Handed(Sent.ACCEPTED, "one"), (FAILED_TWO,), Delivery.SENT),
        (Handed(Sent.ACCEPTED, "one"), (FAILED_ONE,), Delivery.FAILED),
        (Handed(Sent.ACCEPTED), (FAILED_ONE,), Delivery.SENT),
        (Handed(Sent.DELIVERED, "one"), (FAILED_ONE,), Delivery.DELIVERED),
        (Handed(Sent.FAILED, "one"), (), Delivery.FAILED),
        (Handed(Sent.DEFERRED), (FAILED_ONE,), Delivery.FAILED),
    ],
)
def test_what_is_shown(handed: Handed, reports: tuple[StoredReport, ...], shown: Delivery) -> None:
    assert settled(handed, reports)[1] is shown
