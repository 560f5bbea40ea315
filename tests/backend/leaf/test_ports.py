"""The adapters fit the core's ports: mypy checks the assignments, the test that they are whole."""

from __future__ import annotations

from pathlib import Path

from backend.adapters.channels.local import LocalCalls, LocalMessages
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.phone import PhoneNumbers
from backend.core.ports import CallChannel, Directory, Keys, MessageChannel, Numbers, Sealer
from backend.core.views import Channel
from tests.backend.contracts.directory import SETTINGS
from tests.backend.contracts.failing import FailingDirectory
from tests.backend.contracts.fakes import FakeCalls, FakeClock, FakeDirectory, FakeMessages


def test_adapters_and_fakes_are_the_ports(tmp_path: Path) -> None:
    clock = FakeClock()
    keys: Keys = FileKeys(tmp_path / "master.key")
    sealer: Sealer = AesSealer(keys)
    numbers: Numbers = PhoneNumbers()
    sql = SqlDirectory(f"sqlite:///{tmp_path / 'directory.db'}", clock, SETTINGS)
    directories: list[Directory] = [sql, FakeDirectory(clock, SETTINGS), FailingDirectory(clock, SETTINGS)]
    letters: list[MessageChannel] = [LocalMessages(tmp_path, Channel.EMAIL, clock), FakeMessages()]
    calls: list[CallChannel] = [LocalCalls(tmp_path, clock), FakeCalls()]
    assert all(directory.capabilities.verifies_password for directory in directories)
    assert all([sealer, numbers, *letters, *calls])
    sql.close()
