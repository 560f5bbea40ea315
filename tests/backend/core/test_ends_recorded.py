"""What ends by itself, by somebody else or by time is on record, and so are changed settings."""

from __future__ import annotations

import json

from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import audit
from backend.core.views import EnrolmentStatus
from tests.backend.core.stage import Stage
from tests.backend.core.test_approvals import approve, ask, opened

ENDS = ("reset_replaced", "reset_expired", "approval_expired", "enrolment_offered", "enrolment_expired")


def kinds(at: Stage) -> list[str]:
    with at.store.reading() as tx:
        return [one.kind for one in tx.audit.of_kinds(ENDS, at.clock.now().replace(year=2000))]


def test_a_reset_that_another_replaced(at: Stage, hall: str) -> None:
    at.start(hall)
    at.start(hall)
    at.start(at.enrol("Library"))
    assert kinds(at).count("reset_replaced") == 1


def test_a_blocked_and_a_withdrawn_station_end_their_reset(at: Stage, hall: str) -> None:
    at.start(hall)
    at.desks.supervision.care.block(hall, "moved", "ada")
    assert kinds(at).count("reset_replaced") == 1
    library = at.enrol("Library")
    at.start(library)
    at.desks.stations.withdraw(library, "ada")
    assert kinds(at).count("reset_replaced") == 2


def test_a_reset_and_an_approval_that_lived_out_their_time_once(at: Stage, hall: str) -> None:
    approve(at, opened(at, ask(at, hall)))
    at.clock.advance(minutes=61)
    at.desks.janitor.sweep()
    at.desks.janitor.sweep()
    assert [kind for kind in kinds(at) if "expired" in kind] == ["reset_expired", "approval_expired"]


def test_an_enrolment_that_nobody_answered(at: Stage) -> None:
    offer = at.desks.stations.offer(b"k" * 32)
    at.clock.advance(minutes=16)
    at.desks.janitor.sweep()
    at.desks.janitor.sweep()
    assert kinds(at) == ["enrolment_offered", "enrolment_expired"]
    assert at.desks.stations.poll(offer.id, offer.fingerprint).status is EnrolmentStatus.EXPIRED


def test_settings_are_told_when_they_change_and_never_their_values(at: Stage) -> None:
    settings = at.desks.settings
    assert settings.note({"limits": "five", "smtp": "password=hunter2"}) == ("limits", "smtp")
    assert settings.note({"limits": "five", "smtp": "password=hunter2"}) == ()
    assert settings.note({"limits": "six", "smtp": "password=hunter2"}) == ("limits",)
    assert settings.note({"limits": "six", "smtp": "password=hunter2"}) == ()
    with at.store.reading() as tx:
        found = tx.audit.of_kinds(("settings_in_force",), at.clock.now().replace(year=2000))
    assert [json.loads(one.detail)["changed"] for one in found] == ["", "limits"]
    assert not any(word in one.detail for one in found for word in ("hunter2", "five", "six"))


def test_a_record_written_by_hand_hides_no_change(at: Stage) -> None:
    at.desks.settings.note({"limits": "five"})
    at.clock.advance(minutes=1)
    at.desks.settings.note({"limits": "six"})
    with writing(at.engine) as connection:
        connection.execute(update(audit).values(detail='{"changed": "", "digests": "{}"}'))
    assert at.desks.settings.note({"limits": "six"}) == ("limits",)
