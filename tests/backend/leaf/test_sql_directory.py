from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from backend.adapters.directories import sql_records as records
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.directories.sql_settings import AccountExistsError, NewAccount
from backend.adapters.directories.sql_tables import AccountRow, stamp
from backend.core.authenticator import Authenticator
from backend.core.ports import Account, Contact, DirectoryUnavailable, RefusedWrite, Verified, Written
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule
from tests.backend.contracts.directory import FRANCISCO, NEW, OLD, SETTINGS, WRONG, DirectoryContract, found
from tests.backend.contracts.fakes import FakeClock
from tests.backend.fakes import FakeSealer

SEALER = FakeSealer()
OTHER = Secret("Zk!7rivulet-Ost")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def directory(tmp_path: Path, clock: FakeClock) -> Iterator[SqlDirectory]:
    made = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, SETTINGS, SEALER)
    yield made
    made.close()


class TestSqlDirectory(DirectoryContract):
    keeps_apps = True


@pytest.mark.logs_errors
def test_the_key_of_an_app_is_sealed_for_its_account_and_date(
    directory: SqlDirectory, tmp_path: Path, clock: FakeClock
) -> None:
    mine, other = Authenticator(Secret("A" * 32)), Authenticator(Secret("B" * 32))
    directory.add_account(replace(FRANCISCO, authenticator=mine.packed()))
    directory.add_account(
        replace(FRANCISCO, identifier="a@b", aliases=(), card=Secret(""), authenticator=other.packed())
    )
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"AAAAAAAAAAAAAAAA" not in stored
    assert len(apps(found(directory))) == len(apps(found(directory, "a@b"))) == 1
    broken = {
        "set changed_at = changed_at - 1": 2,
        "set sealed = (select max(sealed) from directory_authenticators)": 1,
        "set sealed = x'00'": 2,
    }
    for change, lost in broken.items():
        with sqlite3.connect(tmp_path / "directory.db") as raw:
            kept = raw.execute("select * from directory_authenticators").fetchall()
            raw.execute(f"update directory_authenticators {change}")
            raw.commit()
            seen = [apps(found(directory)), apps(found(directory, "a@b"))]
            raw.execute("delete from directory_authenticators")
            raw.executemany("insert into directory_authenticators values (?, ?, ?)", kept)
        raw.close()
        assert seen.count([]) == lost, change
    assert len(found(directory).contacts) == 4
    blind = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, SETTINGS)
    assert apps(found(blind)) == []
    with pytest.raises(ValueError, match="sealed"):
        blind.add_account(NewAccount("c@d", OLD, "C", "D", authenticator=mine.packed()))
    assert blind.find(["c@d"]) is None
    blind.close()


def apps(account: Account) -> list[Contact]:
    return [one for one in account.contacts if one.channel is Channel.AUTHENTICATOR]


def test_accounts_outlive_the_process(directory: SqlDirectory, tmp_path: Path, clock: FakeClock) -> None:
    key = directory.add_account(FRANCISCO)
    again = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, SETTINGS)
    assert again.verify(key, OLD) is Verified.ACCEPTED
    again.close()


def test_a_new_directory_is_empty_and_for_its_owner_only(directory: SqlDirectory, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "directory.db") as raw:
        assert raw.execute("select count(*) from directory_accounts").fetchone() == (0,)
    raw.close()
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


def test_no_password_is_stored(directory: SqlDirectory, tmp_path: Path) -> None:
    key = directory.add_account(FRANCISCO)
    directory.reset(key, NEW)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"$argon2id$" in stored
    assert OLD.reveal().encode() not in stored
    assert NEW.reveal().encode() not in stored


def test_the_old_password_changes_nothing_once_a_new_one_is_set(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner resets just after somebody who knows the old one was found to know it."""
    settings = replace(SETTINGS, min_age=0)
    directory = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, settings, SEALER)
    key, verify = directory.add_account(FRANCISCO), directory.verify

    def meanwhile(key: str | None, password: Secret) -> Verified:
        found = verify(key, password)
        monkeypatch.undo()
        assert isinstance(directory.reset(str(key), NEW), Written)
        return found

    monkeypatch.setattr(directory, "verify", meanwhile)
    assert directory.change(key, OLD, OTHER) == RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
    assert directory.verify(key, NEW) is Verified.ACCEPTED
    directory.close()


@pytest.mark.parametrize("name", ["ferrerfr2017@HE-FERRER.eu", "FRANCISCO.FERRER@he-ferrer.eu"])
def test_a_name_belongs_to_one_account(directory: SqlDirectory, name: str) -> None:
    directory.add_account(FRANCISCO)
    with pytest.raises(AccountExistsError):
        directory.add_account(NewAccount("other@b", OLD, "A", "B", aliases=(name,)))
    assert directory.find(["other@b"]) is None


def test_a_busy_database_is_unavailable_in_bounded_time(directory: SqlDirectory, tmp_path: Path) -> None:
    key = directory.add_account(FRANCISCO)
    blocker = sqlite3.connect(tmp_path / "directory.db", isolation_level=None)
    blocker.execute("begin immediate")
    with pytest.raises(DirectoryUnavailable):
        directory.reset(key, NEW)
    with pytest.raises(DirectoryUnavailable):
        directory.verify(key, OLD)
    blocker.execute("rollback")
    blocker.close()
    assert directory.holds(key, OLD)
    assert directory.reset(key, NEW) == Written()


def test_every_wait_has_its_limit(directory: SqlDirectory) -> None:
    with directory._engine.connect() as connection:
        milliseconds = connection.exec_driver_sql("pragma busy_timeout").scalar()
    assert milliseconds == SETTINGS.wait * 1_000


def test_a_damaged_file_is_unavailable(directory: SqlDirectory, tmp_path: Path) -> None:
    directory.close()
    (tmp_path / "directory.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DirectoryUnavailable):
        directory.find(["ferrerfr2017@he-ferrer.eu"])


def test_a_missing_table_is_unavailable_and_shows_no_values(directory: SqlDirectory, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "directory.db") as raw:
        raw.execute("drop table directory_names")
    raw.close()
    with pytest.raises(DirectoryUnavailable) as caught:
        directory.find(["ferrerfr2017@he-ferrer.eu"])
    assert "ferrerfr2017" not in f"{caught.value} {caught.value.__cause__}"


def test_a_shorter_history_looks_at_the_newest(
    directory: SqlDirectory, tmp_path: Path, clock: FakeClock
) -> None:
    key = directory.add_account(FRANCISCO)
    directory.reset(key, NEW)
    shorter = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, replace(SETTINGS, history=1))
    assert shorter.reset(key, NEW) == RefusedWrite((BrokenRule(Rule.HISTORY),))
    assert shorter.reset(key, OLD) == Written()
    shorter.close()


def test_parallel_guesses_never_get_more_tries_than_the_threshold(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = replace(SETTINGS, wait=20.0)
    directory = SqlDirectory(f"sqlite:///{tmp_path / 'parallel.db'}", clock, patient)
    key = directory.add_account(FRANCISCO)
    open_rows: list[AccountRow] = []
    count = directory._count_try

    def noting(tried: str) -> AccountRow | None:
        row = count(tried)
        if row is not None and not records.closed(row, patient, stamp(clock.now())):
            open_rows.append(row)
        return row

    monkeypatch.setattr(directory, "_count_try", noting)
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda guess: directory.verify(key, Secret(f"guess {guess}")), range(40)))
    assert answers == {Verified.REFUSED}
    assert directory.locked(key)
    assert len(open_rows) == patient.lockout_threshold
    directory.close()


def statements(directory: SqlDirectory, key: str | None, password: Secret) -> list[str]:
    """The statements and hash comparisons of one sign-in, in order."""
    seen: list[str] = []
    fits = directory._hashes.fits

    def noting(stored: str, given: Secret) -> bool:
        seen.append("argon2 " + stored.rpartition("$")[0].rpartition("$")[0])
        return fits(stored, given)

    def executed(_c: object, _k: object, statement: str, _p: object, _x: object, _m: object) -> None:
        seen.append(statement)

    event.listen(directory._engine, "before_cursor_execute", executed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(directory._hashes, "fits", noting)
        directory.verify(key, password)
    event.remove(directory._engine, "before_cursor_execute", executed)
    return [" ".join(statement.split()) for statement in seen]


def shapes(steps: list[str]) -> list[str]:
    return [step.partition(" ")[0] for step in steps]


def test_a_sign_in_does_the_same_work_for_everybody(directory: SqlDirectory, clock: FakeClock) -> None:
    key = directory.add_account(FRANCISCO)
    disabled = directory.add_account(NewAccount("d@b", OLD, "D", "B", disabled=True))
    locked = directory.add_account(NewAccount("l@b", OLD, "L", "B"))
    for _ in range(3):
        directory.verify(locked, WRONG)
    wrong = statements(directory, key, WRONG)
    assert sum(step.startswith("argon2") for step in wrong) == 1
    for other in (None, "no-such-key", disabled, locked):
        assert statements(directory, other, WRONG) == wrong
    assert shapes(statements(directory, key, OLD)) == shapes(wrong)


def test_a_search_is_one_statement_for_known_and_unknown(directory: SqlDirectory) -> None:
    directory.add_account(FRANCISCO)
    seen: list[str] = []

    def executed(_c: object, _k: object, statement: str, _p: object, _x: object, _m: object) -> None:
        seen.append(statement)

    event.listen(directory._engine, "before_cursor_execute", executed)
    found(directory)
    known, seen[:] = list(seen), []
    assert directory.find(["nobody@he-ferrer.eu"]) is None
    assert seen == known


def test_old_hashes_are_forgotten(directory: SqlDirectory, tmp_path: Path) -> None:
    key = directory.add_account(FRANCISCO)
    for number in range(6):
        assert directory.reset(key, Secret(f"Chaise{number}!bleue{'xyzuvw'[number]}")) == Written()
    with sqlite3.connect(tmp_path / "directory.db") as raw:
        kept = raw.execute("select count(*) from directory_passwords").fetchone()
    raw.close()
    assert kept == (SETTINGS.history,)


def test_an_accepted_password_is_hashed_anew_when_the_costs_change(
    directory: SqlDirectory, tmp_path: Path, clock: FakeClock
) -> None:
    key = directory.add_account(FRANCISCO)
    costs = replace(SETTINGS.argon2, passes=SETTINGS.argon2.passes + 1)
    dearer = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, replace(SETTINGS, argon2=costs))
    assert dearer.verify(key, WRONG) is Verified.REFUSED
    assert f"t={costs.passes}," not in _stored_hash(tmp_path)
    assert dearer.verify(key, OLD) is Verified.ACCEPTED
    assert f"t={costs.passes}," in _stored_hash(tmp_path)
    assert dearer.verify(key, OLD) is Verified.ACCEPTED
    dearer.close()


def _stored_hash(folder: Path) -> str:
    raw = sqlite3.connect(folder / "directory.db")
    (found,) = raw.execute("select password_hash from directory_accounts").fetchone()
    raw.close()
    return str(found)
