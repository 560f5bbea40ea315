"""Every way a checkpoint leaves: the fakes, and the real thing against real receivers on loopback."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from backend.adapters.checkpoints.file import FileSink
from backend.adapters.checkpoints.mail import MailSink
from backend.adapters.checkpoints.settings import MailSettings, SyslogSettings
from backend.adapters.checkpoints.syslog import SyslogSink
from backend.core.audit_ports import CheckpointNotKept
from backend.core.chain import read_checkpoint
from tests.backend.audit.receivers import Receiver, mail_server, syslog_receiver
from tests.backend.audit.sinks import (
    PASSWORD,
    Arrived,
    CheckpointSinkContract,
    FailingSink,
    FakeSink,
    checkpoint,
)

HEADER = re.compile(rb"^<109>1 2026-03-02T09:00:00\.000000\+00:00 \S+ repasse-backend \d+ checkpoint - \{")


class TestFake(CheckpointSinkContract):
    @pytest.fixture
    def sink(self) -> FakeSink:
        return FakeSink()

    @pytest.fixture
    def arrived(self, sink: FakeSink) -> Arrived:
        return lambda: [one.line() for one in sink.kept]

    @pytest.fixture
    def broken(self) -> FailingSink:
        return FailingSink()


class TestFile(CheckpointSinkContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "new" / "checkpoints.jsonl"

    @pytest.fixture
    def sink(self, path: Path) -> FileSink:
        return FileSink(path)

    @pytest.fixture
    def arrived(self, path: Path) -> Arrived:
        return lambda: path.read_text(encoding="ascii").splitlines()

    @pytest.fixture
    def broken(self, tmp_path: Path) -> FileSink:
        (tmp_path / "file").touch()
        return FileSink(tmp_path / "file" / "checkpoints.jsonl")

    def test_it_is_for_its_owner_only(self, sink: FileSink, path: Path) -> None:
        sink.keep(checkpoint(1))
        assert path.stat().st_mode & 0o077 == 0

    def test_a_line_that_a_power_cut_tore_spoils_no_other(
        self, sink: FileSink, path: Path, arrived: Arrived
    ) -> None:
        sink.keep(checkpoint(1))
        with path.open("a", encoding="ascii") as file:
            file.write(checkpoint(2).line()[:40])
        sink.keep(checkpoint(3))
        assert [read_checkpoint(line) for line in arrived()] == [checkpoint(1), None, checkpoint(3)]

    def test_a_link_is_not_followed(self, sink: FileSink, path: Path, tmp_path: Path) -> None:
        path.parent.mkdir()
        path.symlink_to(tmp_path / "elsewhere")
        with pytest.raises(CheckpointNotKept):
            sink.keep(checkpoint(1))
        assert not (tmp_path / "elsewhere").exists()


def heard(receiver: Receiver, count: int) -> list[bytes]:
    """What it heard, once that is `count` messages; the receiver reads in its own time."""
    end = time.monotonic() + 60
    while len(receiver.heard) < count and time.monotonic() < end:
        time.sleep(0.01)
    return receiver.heard


class TestSyslog(CheckpointSinkContract):
    @pytest.fixture
    def receiver(self, tmp_path: Path) -> Iterator[Receiver]:
        with syslog_receiver(tmp_path) as running:
            yield running

    @pytest.fixture
    def settings(self, receiver: Receiver) -> SyslogSettings:
        return SyslogSettings("127.0.0.1", receiver.port, str(receiver.ca))

    @pytest.fixture
    def sink(self, settings: SyslogSettings) -> SyslogSink:
        return SyslogSink(settings)

    @pytest.fixture
    def arrived(self, receiver: Receiver) -> Arrived:
        return lambda: [one.decode("ascii") for one in heard(receiver, 2)]

    @pytest.fixture
    def broken(self) -> SyslogSink:
        return SyslogSink(SyslogSettings("127.0.0.1", 1))

    def test_the_message_is_of_rfc_5424(self, sink: SyslogSink, receiver: Receiver) -> None:
        sink.keep(checkpoint(1))
        assert HEADER.match(heard(receiver, 1)[0])

    def test_a_certificate_nobody_vouches_for(self, settings: SyslogSettings, receiver: Receiver) -> None:
        with pytest.raises(CheckpointNotKept, match="its certificate is refused"):
            SyslogSink(replace(settings, ca_file="")).keep(checkpoint(1))
        assert receiver.heard == []

    def test_a_certificate_for_another_name(self, tmp_path: Path) -> None:
        with syslog_receiver(tmp_path / "other", ("192.0.2.7",)) as receiver:
            chosen = SyslogSettings("127.0.0.1", receiver.port, str(receiver.ca))
            with pytest.raises(CheckpointNotKept, match="its certificate is refused"):
                SyslogSink(chosen).keep(checkpoint(1))
        assert receiver.heard == []

    @pytest.mark.parametrize("missing", ["ca_file", "certificate"])
    def test_a_file_that_is_missing(self, settings: SyslogSettings, missing: str) -> None:
        without = {
            "ca_file": replace(settings, ca_file="/nowhere"),
            "certificate": replace(settings, certificate="/nowhere", key="/nowhere"),
        }
        with pytest.raises(CheckpointNotKept, match="a certificate file cannot be used"):
            SyslogSink(without[missing]).keep(checkpoint(1))


class TestMail(CheckpointSinkContract):
    @pytest.fixture
    def receiver(self, tmp_path: Path) -> Iterator[Receiver]:
        with mail_server(tmp_path / "tls") as running:
            yield running

    @pytest.fixture
    def settings(self, receiver: Receiver, tmp_path: Path) -> MailSettings:
        (tmp_path / "password").write_text(PASSWORD + "\n", encoding="utf-8")
        return MailSettings(
            "127.0.0.1",
            receiver.port,
            str(receiver.ca),
            "repasse",
            str(tmp_path / "password"),
            "repasse@he.example",
            "audit@elsewhere.example",
        )

    @pytest.fixture
    def sink(self, settings: MailSettings) -> MailSink:
        return MailSink(settings)

    @pytest.fixture
    def arrived(self, receiver: Receiver) -> Arrived:
        return lambda: [line for mail in receiver.heard for line in text_of(mail).splitlines() if line]

    @pytest.fixture
    def broken(self, tmp_path: Path, settings: MailSettings) -> Iterator[MailSink]:
        with mail_server(tmp_path / "refusing", accepts=False) as refusing:
            yield MailSink(replace(settings, port=refusing.port, ca_file=str(refusing.ca)))

    def test_the_mail_says_what_it_is(self, sink: MailSink, receiver: Receiver) -> None:
        sink.keep(checkpoint(7))
        mail = message_from_bytes(receiver.heard[0], policy=policy.SMTP)
        assert (mail["From"], mail["To"]) == ("repasse@he.example", "audit@elsewhere.example")
        assert mail["Subject"] == "Repasse audit checkpoint 7"
        assert mail["Auto-Submitted"] == "auto-generated"

    def test_without_starttls_nothing_is_sent(self, tmp_path: Path, settings: MailSettings) -> None:
        with mail_server(tmp_path / "plain", starttls=False) as plain, pytest.raises(CheckpointNotKept):
            MailSink(replace(settings, port=plain.port)).keep(checkpoint(1))
        assert plain.heard == []

    def test_a_certificate_nobody_vouches_for(self, settings: MailSettings, receiver: Receiver) -> None:
        with pytest.raises(CheckpointNotKept, match="its certificate is refused"):
            MailSink(replace(settings, ca_file="")).keep(checkpoint(1))
        assert receiver.heard == []

    def test_a_password_file_that_is_missing(self, settings: MailSettings, receiver: Receiver) -> None:
        with pytest.raises(CheckpointNotKept):
            MailSink(replace(settings, password_file="/nowhere")).keep(checkpoint(1))
        assert receiver.heard == []


def text_of(mail: bytes) -> str:
    return str(message_from_bytes(mail, policy=policy.SMTP).get_content())
