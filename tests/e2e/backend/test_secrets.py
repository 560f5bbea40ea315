"""After every kind of journey: no secret in a log line, a row, a free page, a file or an address."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.store.engine import open_engine, reading
from backend.app import SystemClock
from backend.core.secret import Secret
from demo.search import Finding, SearchResult, search
from tests.backend.web.test_staff_journey import PASSWORD, Staff
from tests.e2e.backend.visits import OLD, Visitor
from tests.servers.backend import RunningBackend, running_backend

NAMES = ("sms", "email", "digit", "spoken", "staff", "change", "unlock")
HEAD = "identifier,given_name,family_name,mobile,email,contacts_since,password\n"
CONTACTS = "directory.sqlite"
"""The directory keeps numbers and addresses, as every directory does; nothing else may."""


def who(name: str) -> str:
    return f"PersonPe{2001 + NAMES.index(name)}"


def mobile(name: str) -> str:
    return f"047318264{NAMES.index(name)}"


def address(name: str) -> str:
    return f"quite.private.{name}@gmail.com"


def passed(name: str) -> str:
    return f"Tram-{name}-Flagey-81!"


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningBackend, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("secrets")
    rows = "".join(
        f"{who(name)}@he-ferrer.eu,Given,Family,{mobile(name)},{address(name)},2026-01-01,{OLD}\n"
        for name in NAMES
    )
    with running_backend(folder) as backend:
        backend.cli("account", "import", "-", typed=HEAD + rows)
        visitor = Visitor(backend, backend.station())
        everyone(visitor)
        lock(backend, who("unlock"))
        visitor.by_unlock(who("unlock"), mobile("unlock"))
        # Searched as it runs: what a copy of the disk would hold, with the write-ahead logs.
        yield backend, visitor.secrets


def everyone(visitor: Visitor) -> None:
    visitor.by_message(who("sms"), "sms", mobile("sms"), passed("sms"))
    visitor.by_message(who("email"), "email", address("email"), passed("email"))
    visitor.by_digit(who("digit"), mobile("digit"), passed("digit"))
    visitor.by_spoken_code(who("spoken"), mobile("spoken"), passed("spoken"))
    staff = Staff(visitor.backend, "SomeoneEl1999")
    visitor.by_staff(who("staff"), staff, passed("staff"))
    staff.close()
    visitor.by_change(who("change"), passed("change"))
    visitor.nobody()


def lock(backend: RunningBackend, identifier: str) -> None:
    directory = SqlDirectory(f"sqlite:///{backend.data}/{CONTACTS}", SystemClock())
    account = directory.find([f"{identifier}@he-ferrer.eu"])
    assert account is not None
    for _ in range(directory.capabilities.lockout_threshold):
        directory.verify(account.key, Secret("wrong"))
    directory.close()


def look(backend: RunningBackend, secrets: dict[str, str | bytes], control: bytes) -> SearchResult:
    return search([backend.data.parent], secrets, control, ("spool", "keys"))


def stored(backend: RunningBackend) -> dict[str, str | bytes]:
    """Contacts as the directory writes them: E.164, and the bare digits."""
    numbers: dict[str, str | bytes] = {f"number {name}": mobile(name)[1:] for name in NAMES}
    return numbers | {f"address {name}": address(name) for name in NAMES}


def elsewhere(found: SearchResult) -> list[Finding]:
    return [one for one in found.findings if not one.place.startswith(CONTACTS)]


@pytest.mark.slow
def test_no_code_and_no_password_is_anywhere(searched: tuple[RunningBackend, dict[str, str]]) -> None:
    backend, seen = searched
    kept: dict[str, str | bytes] = {
        name: text for name, text in seen.items() if not name.startswith(("typed", "identifier"))
    }
    found = look(backend, kept | {"staff password": PASSWORD}, b"write_done")
    assert found.control
    assert found.files >= 6
    assert len(kept) >= 20
    assert found.findings == ()


@pytest.mark.slow
def test_no_number_and_no_address_is_outside_the_directory(
    searched: tuple[RunningBackend, dict[str, str]],
) -> None:
    backend, seen = searched
    typed: dict[str, str | bytes] = {
        name: text for name, text in seen.items() if name.startswith(("typed", "identifier"))
    }
    found = look(backend, typed | stored(backend), b"write_done")
    assert elsewhere(found) == []
    assert {one.place.removesuffix("-wal") for one in found.findings} == {CONTACTS}


@pytest.mark.slow
def test_the_master_key_is_in_its_file_only(searched: tuple[RunningBackend, dict[str, str]]) -> None:
    backend, _ = searched
    key = (backend.data / "keys" / "master.key").read_bytes()
    assert len(key) == 32
    assert look(backend, {"master key": key}, b"write_done").findings == ()


@pytest.mark.slow
def test_the_search_finds_each_kind_of_secret_when_it_is_there(
    searched: tuple[RunningBackend, dict[str, str]], tmp_path: Path
) -> None:
    """The positive control: what people typed and received, in a row, deleted, and logged."""
    backend, seen = searched
    secrets: dict[str, str | bytes] = dict(seen.items())
    with closing(sqlite3.connect(tmp_path / "rows.sqlite")) as database:
        database.execute("pragma secure_delete = off")
        database.execute("create table kept (text)")
        database.executemany("insert into kept values (?)", [(text,) for text in seen.values()])
        database.commit()
        database.execute("delete from kept")
        database.commit()
    (tmp_path / "log").write_bytes((backend.data / "keys" / "master.key").read_bytes().hex().encode())
    key = (backend.data / "keys" / "master.key").read_bytes()
    found = search([tmp_path], secrets | {"master key": key}, b"kept", ())
    assert {one.name for one in found.findings} == {*secrets, "master key"}


@pytest.mark.slow
def test_every_line_is_a_record_and_no_path_tells(searched: tuple[RunningBackend, dict[str, str]]) -> None:
    backend, seen = searched
    lines = [json.loads(line) for line in backend.log.splitlines()]
    told = [str(value) for line in lines for value in line.values()]
    assert len(told) > 100
    for secret in [*seen.values(), *(who(name) for name in NAMES)]:
        assert not any(secret.casefold() in one.casefold() for one in told)


@pytest.mark.slow
def test_a_deleted_row_leaves_nothing_behind(searched: tuple[RunningBackend, dict[str, str]]) -> None:
    """Free pages are wiped: the pragma is the reason that the searches above may look at raw bytes."""
    backend, _ = searched
    engine = open_engine(f"sqlite:///{backend.data}/repasse.sqlite")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("pragma secure_delete").scalar() == 1
    engine.dispose()
