"""The three-step write: never lost, never doubled, never *failed* for a password that works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from backend.adapters.store.engine import writing
from backend.adapters.store.tables import facts, resets
from backend.core.api import NotAllowed, ResetGone
from backend.core.facts import Bond, Origin, establish
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable, Standing
from backend.core.proofs import FactKind, Path, Settling
from backend.core.secret import Secret
from backend.core.views import Allowed, Outcome, ResetView, Rule
from backend.core.workshop import workshop
from tests.backend.core.stage import NEW, Stage
from tests.backend.fakes import OLD, FakeKeys, person, telephone

KEY = "key-ferrerfr2017"
WEAK = Secret("ferrerfr")


class Killed(BaseException):
    """The process dies here."""


def put(at: Stage, hall: str, view: ResetView, intent: str = "intent", password: Secret = NEW) -> ResetView:
    return at.desks.resets.set_password(hall, view.id, intent, password, None)


def test_nothing_is_written_without_a_proof(at: Stage, hall: str) -> None:
    view = at.send(hall, at.start(hall))
    with pytest.raises(NotAllowed):
        put(at, hall, view)
    assert at.directory.writes == []


def test_a_weak_password_is_refused_with_every_rule_and_keeps_the_proof(at: Stage, hall: str) -> None:
    view = put(at, hall, at.prove(hall), password=WEAK)
    assert (view.outcome, view.allowed) == (Outcome.PASSWORD_REFUSED, Allowed.NEW_PASSWORD)
    assert {Rule.UPPER, Rule.DIGIT, Rule.SPECIAL} <= {one.rule for one in view.broken}
    assert put(at, hall, view, "second").outcome is Outcome.PASSWORD_SET


def test_the_directorys_refusal_keeps_the_proof_and_is_told_again(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    for _ in range(2):
        view = put(at, hall, view, password=Secret(OLD))
        assert view.outcome is Outcome.PASSWORD_REFUSED
        assert [one.rule for one in view.broken] == [Rule.HISTORY]
    assert at.directory.log.count("reset") == 1
    assert put(at, hall, view, "second").outcome is Outcome.PASSWORD_SET


def test_a_retry_gets_the_first_answer(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    first = put(at, hall, view)
    at.clock.advance(minutes=30)
    again = put(at, hall, view)
    assert (again.outcome, again.completed) == (first.outcome, first.completed)
    assert len(at.directory.writes) == 1


def test_the_proof_is_consumed(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    put(at, hall, view)
    with pytest.raises(NotAllowed):
        put(at, hall, view, "another", Secret("An0ther!riverbed"))
    assert len(at.directory.writes) == 1


def test_killed_before_the_directory_did_it(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.failing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    at.build()
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET
    assert at.directory.writes == [(KEY, NEW.reveal())]


def test_killed_after_the_directory_did_it(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    at.build()
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET
    assert at.directory.writes == [(KEY, NEW.reveal())]


def test_who_takes_over_asks_before_writing_again(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    put(at, hall, view)
    assert at.directory.log.count("reset") == 1
    assert "holds" in at.directory.log


def test_killed_after_it_and_the_same_password_typed_anew(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    assert put(at, hall, view, "typed anew").outcome is Outcome.PASSWORD_SET
    assert len(at.directory.writes) == 1


def test_killed_after_it_and_another_password_typed(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    other = Secret("An0ther!riverbed")
    assert put(at, hall, view, "other", other).outcome is Outcome.PASSWORD_SET
    assert at.directory.passwords[KEY] == other.reveal()
    with pytest.raises(NotAllowed):
        put(at, hall, view)


def test_killed_after_it_and_settled_after_the_reset_expired(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    at.clock.advance(minutes=30)
    at.desks.janitor.sweep()
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_the_directory_is_down_and_the_proof_stays(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.failing["reset"] = DirectoryUnavailable("down")
    view = put(at, hall, view)
    assert (view.outcome, view.allowed) == (Outcome.DIRECTORY_DOWN, Allowed.NEW_PASSWORD)
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_a_lost_answer_is_settled_by_asking(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = DirectoryOutcomeUnknown("lost")
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_a_lost_question_is_known_not_to_have_been_done(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.failing["reset"] = DirectoryOutcomeUnknown("lost")
    assert put(at, hall, view).outcome is Outcome.DIRECTORY_DOWN
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_an_answer_that_cannot_be_settled_is_unknown_until_it_can(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.directory.losing["reset"] = DirectoryOutcomeUnknown("lost")
    at.directory.blind = True
    view = put(at, hall, view)
    assert (view.outcome, view.allowed) == (Outcome.WRITE_UNKNOWN, Allowed.WRITE_UNKNOWN)
    with pytest.raises(NotAllowed):
        put(at, hall, view, "another")
    at.directory.blind = False
    assert put(at, hall, view).outcome is Outcome.PASSWORD_SET


def test_an_account_disabled_meanwhile_is_not_written(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    account = at.directory.accounts["ferrerfr2017@he-ferrer.eu"]
    at.directory.accounts[account.identifier] = replace(account, standing=Standing.DISABLED)
    with pytest.raises(NotAllowed):
        put(at, hall, view)
    assert at.directory.writes == []


def test_a_proof_moved_to_another_account_by_hand_opens_nothing(at: Stage, hall: str) -> None:
    at.directory.add(person("victimvi2018", contacts=telephone("+32470000009")))
    view = at.prove(hall)
    with writing(at.engine) as connection:
        connection.execute(update(resets).values(account="key-victimvi2018"))
    with pytest.raises(NotAllowed):
        put(at, hall, view)
    with writing(at.engine) as connection:
        connection.execute(update(facts).values(account="key-victimvi2018"))
    with pytest.raises(NotAllowed):
        put(at, hall, view)
    assert at.directory.writes == []


def test_a_proof_written_by_hand_opens_nothing(at: Stage, hall: str) -> None:
    view = at.start(hall)
    bond = Bond(view.id, KEY, hall)
    origin = Origin(FactKind.STAFF_APPROVED, Path.PRESENCE, Settling.SETTLED, "made up")
    strangers_keys = workshop(replace(at.parts, keys=FakeKeys()))
    with at.store.writing() as tx:
        establish(strangers_keys, tx, bond, origin, at.clock.now())
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD
    with pytest.raises(NotAllowed):
        put(at, hall, view)


def test_a_proof_prolonged_by_hand_is_none(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    with writing(at.engine) as connection:
        connection.execute(update(facts).values(expires_at=at.clock.now().replace(year=2030)))
    assert at.desks.resets.view(hall, view.id).allowed is Allowed.CHOOSE_METHOD


def test_a_proof_expires(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.clock.advance(minutes=20)
    assert put(at, hall, view).outcome is Outcome.EXPIRED
    assert at.directory.writes == []


def test_a_reset_left_or_replaced_is_gone(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    at.start(hall)
    with pytest.raises(ResetGone):
        put(at, hall, view)
    view = at.prove(hall)
    at.desks.resets.leave(hall, view.id)
    at.desks.resets.leave(hall, view.id)
    with pytest.raises(ResetGone):
        put(at, hall, view)


def test_a_wrong_old_password_is_told_and_never_locks(at: Stage, hall: str) -> None:
    view = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr").reset
    assert view is not None
    for number in range(20):
        view = at.desks.resets.set_password(hall, view.id, f"i{number}", NEW, Secret("wrong"))
        assert [one.rule for one in view.broken] == [Rule.CURRENT_WRONG]
    assert at.directory.log.count("change") == 5


def test_a_sign_in_allows_a_change_and_never_a_reset(at: Stage, hall: str) -> None:
    view = at.desks.resets.sign_in(hall, "FerrerFr2017", Secret(OLD), "fr").reset
    assert view is not None
    with pytest.raises(NotAllowed):
        put(at, hall, view)
    with pytest.raises(NotAllowed):
        at.desks.resets.unlock(hall, view.id, "u")
    assert at.directory.writes == []
