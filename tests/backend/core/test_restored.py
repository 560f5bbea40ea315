"""After a database was put back, nothing that was open in it goes on."""

from __future__ import annotations

from backend.core.janitor import Ended
from backend.core.secret import Secret
from backend.core.views import Allowed, EnrolmentStatus, MaintenanceOutcome, Outcome
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import ask
from tests.backend.core.test_ends_recorded import kinds


def settled(at: Stage) -> tuple[Ended, int]:
    return at.desks.restored.settle(at.clock.now(), "cli:root")


def noted(at: Stage) -> list[tuple[str, str]]:
    with at.store.reading() as tx:
        found = tx.audit.of_kinds(("backup_made", "backup_restored"), at.clock.now().replace(year=2000))
    return [(one.actor, one.detail) for one in found]


def test_a_reset_with_a_live_code_is_over_and_its_message_is_not_sent(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    assert view.challenge is not None
    assert settled(at)[0].resets == 1
    at.desks.postman.drain()
    assert at.sms.messages == []
    answered = at.desks.resets.answer(hall, view.id, view.challenge.id, Secret("12345678"))
    assert (answered.outcome, answered.allowed) == (Outcome.EXPIRED, Allowed.ENDED)
    assert "reset_expired" in kinds(at)


def test_what_waits_for_staff_and_a_key_that_waits_for_its_operator_are_over(at: Stage, hall: str) -> None:
    ask(at, hall)
    offer = at.desks.stations.offer(b"k" * 32)
    done, _ = settled(at)
    assert (done.requests, done.enrolments) == (1, 1)
    assert at.desks.stations.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.EXPIRED
    assert {"approval_expired", "enrolment_expired"} <= set(kinds(at))


def test_a_maintenance_code_is_void(at: Stage, hall: str) -> None:
    code = at.desks.supervision.maintenance.issue(hall, "ada")
    assert settled(at)[1] == 1
    assert at.desks.resets.open_maintenance(hall, code).outcome is MaintenanceOutcome.WRONG_CODE


def test_it_is_on_record_and_may_be_repeated(at: Stage, hall: str) -> None:
    at.start(hall)
    at.desks.restored.note_backup(at.clock.now(), "cli:root")
    settled(at)
    assert settled(at) == (Ended(0, 0, 0), 0)
    first = '{"enrolments": 0, "requests": 0, "resets": 1}'
    assert noted(at) == [("cli:root", "{}"), ("cli:root", first), ("cli:root", first.replace("1", "0"))]


def test_stations_stay_and_people_begin_anew(at: Stage, hall: str) -> None:
    at.start(hall)
    settled(at)
    assert at.prove(hall).allowed is Allowed.NEW_PASSWORD
