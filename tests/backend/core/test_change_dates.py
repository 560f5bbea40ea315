"""A directory that cannot try a password, and dates the last change: what it proves, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from backend.core.api import TrueReason
from backend.core.approval_rules import UNFIT
from backend.core.change_dates import DatesChanges
from backend.core.ports import DirectoryOutcomeUnknown, Standing, WriteResult
from backend.core.secret import Secret
from backend.core.views import Outcome, ResetView
from backend.web.staff.pages import REASONS
from tests.backend.core.stage import NEW, Stage, stage
from tests.backend.fakes import FERRER, FailingDirectory, FakeClock

OTHER = Secret("An0ther!riverbed")


class Killed(BaseException):
    """The process dies here."""


@dataclass
class Dated(FailingDirectory):
    """Blind to passwords; dates changes by `clock`. `sure` is what it answers where nothing changed since."""

    blind: bool = True
    clock: FakeClock = field(default_factory=FakeClock)
    changed: dict[str, datetime] = field(default_factory=dict)
    asked: list[datetime] = field(default_factory=list)
    sure: bool | None = None
    landing: bool = False
    """An earlier write, thought lost, lands as the next one begins."""

    def reset(self, key: str, password: Secret) -> WriteResult:
        if self.landing:
            self.land(key)
        self._fail("reset")
        result = self._set(key, password)
        self.land(key)
        return self._lose("reset", result)

    def land(self, key: str) -> None:
        self.clock.advance(seconds=2)
        self.changed[key] = self.clock.now()

    def changed_since(self, key: str, moment: datetime) -> bool | None:
        self.asked.append(moment)
        return True if key in self.changed and self.changed[key] > moment else self.sure


@pytest.fixture
def at(tmp_path: Path) -> Stage:
    built = stage(tmp_path)
    built.directory = Dated(accounts=built.directory.accounts, passwords=built.directory.passwords)
    built.directory.clock = built.clock
    built.build()
    return built


@pytest.fixture
def hall(at: Stage) -> str:
    return at.enrol()


def put(at: Stage, hall: str, view: ResetView, intent: str = "one", password: Secret = NEW) -> Outcome:
    return at.desks.resets.set_password(hall, view.id, intent, password, None).outcome


def dated(at: Stage) -> Dated:
    assert isinstance(at.directory, Dated)
    return at.directory


def killed(at: Stage, hall: str, *, done: bool) -> ResetView:
    view = at.prove(hall)
    (at.directory.losing if done else at.directory.failing)["reset"] = Killed()
    with pytest.raises(Killed):
        put(at, hall, view)
    at.build()
    return view


def test_a_lost_answer_is_settled_by_the_date(at: Stage, hall: str) -> None:
    view = at.prove(hall)
    started = at.clock.now()
    at.directory.losing["reset"] = DirectoryOutcomeUnknown("lost")
    assert put(at, hall, view) is Outcome.PASSWORD_SET
    assert dated(at).asked == [started]
    assert len(at.directory.writes) == 1


def test_a_killed_write_is_settled_by_the_date(at: Stage, hall: str) -> None:
    view = killed(at, hall, done=True)
    assert put(at, hall, view) is Outcome.PASSWORD_SET
    assert len(at.directory.writes) == 1


def test_where_the_date_proves_nothing_it_is_told_so(at: Stage, hall: str) -> None:
    view = killed(at, hall, done=False)
    assert put(at, hall, view) is Outcome.WRITE_UNKNOWN
    assert at.directory.writes == []


def test_where_nothing_has_surely_changed_it_is_written_again(at: Stage, hall: str) -> None:
    view = killed(at, hall, done=False)
    dated(at).sure = False
    assert put(at, hall, view) is Outcome.PASSWORD_SET
    assert len(at.directory.writes) == 1


def test_another_password_is_never_taken_for_the_one_that_landed(at: Stage, hall: str) -> None:
    """The date has moved, but by the first attempt: the second is written, not claimed."""
    view = killed(at, hall, done=True)
    assert put(at, hall, view, "two", OTHER) is Outcome.PASSWORD_SET
    assert dated(at).asked == []
    assert [password for _, password in at.directory.writes] == [NEW.reveal(), OTHER.reveal()]


def test_a_lost_second_password_is_not_proved_by_the_first_that_lands_late(at: Stage, hall: str) -> None:
    view = killed(at, hall, done=False)
    dated(at).landing = True
    at.directory.failing["reset"] = DirectoryOutcomeUnknown("lost")
    assert put(at, hall, view, "two", OTHER) is Outcome.WRITE_UNKNOWN
    dated(at).land(FERRER.key)
    assert put(at, hall, view, "two", OTHER) is Outcome.WRITE_UNKNOWN
    assert at.directory.writes == []


def test_only_a_directory_that_dates_changes_is_asked() -> None:
    assert isinstance(Dated(), DatesChanges)
    assert not isinstance(FailingDirectory(), DatesChanges)


def test_an_account_kept_elsewhere_is_not_reset_and_staff_read_why(at: Stage, hall: str) -> None:
    account = at.directory.accounts[FERRER.identifier]
    at.directory.accounts[FERRER.identifier] = replace(account, standing=Standing.ELSEWHERE)
    assert at.miss(hall, at.start(hall)).outcome is Outcome.DESTINATION_MISMATCH
    assert Standing.ELSEWHERE in UNFIT
    assert set(REASONS) == set(TrueReason)
