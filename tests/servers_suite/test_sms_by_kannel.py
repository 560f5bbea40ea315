"""SMS through the real Kannel: to an SMSC over SMPP, to Kannel's own fake, over TLS, and when it is gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.adapters.channels.settings import KannelSettings
from backend.adapters.pki import Authority
from backend.core.failover import FailOver, Handed
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from tests.backend.contracts.channels import MESSAGE, Inbox, MessageChannelContract
from tests.backend.leaf.sms import SHORT, Telephony
from tests.servers.http_gateway import HttpGateway
from tests.servers.kannel import PASSWORD, Kannel, by_fake, by_smpp, fake_smsc, running_kannel
from tests.servers.ports import closed_port, free_port
from tests.servers.smsc import Smsc, running_smsc

pytestmark = pytest.mark.servers
SECONDS = 60.0


@pytest.fixture
def smsc() -> Iterator[Smsc]:
    with running_smsc() as running:
        yield running


@pytest.fixture
def kannel(tmp_path: Path, smsc: Smsc) -> Iterator[Kannel]:
    with running_kannel(tmp_path / "kannel", by_smpp(smsc.port, smsc.password)) as running:
        assert smsc.bound.wait(SECONDS), running.log("bearerbox")
        yield running


@pytest.fixture
def at(tmp_path: Path) -> Telephony:
    made = Telephony(tmp_path)
    made.password_file.write_text(PASSWORD, encoding="utf-8")
    return made


def settings(at: Telephony, port: int, ca: Path | None = None) -> KannelSettings:
    return at.kannel(HttpGateway(port), ca)


@pytest.fixture
def channel(at: Telephony, kannel: Kannel) -> FailOver:
    return at.channel("kannel", kannel=settings(at, kannel.port))


def until(condition: Callable[[], bool], said: Callable[[], str]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, said()
        time.sleep(0.05)


class TestKannel(MessageChannelContract):
    @pytest.fixture
    def inbox(self, smsc: Smsc, kannel: Kannel) -> Inbox:
        def read() -> list[tuple[str, str]]:
            until(lambda: bool(smsc.messages), lambda: kannel.log("bearerbox"))
            return [(f"+{one.destination}", one.text) for one in smsc.messages]

        return read

    @pytest.fixture
    def broken(self, at: Telephony) -> MessageChannel:
        return at.channel("kannel", kannel=settings(at, closed_port()))


@pytest.mark.parametrize(
    ("text", "coding"), [("Haute École : 1234 5678 à 10 €", 0), ("Код: 1234 5678", 8), ("ça 1234 5678", 8)]
)
def test_texts_arrive_as_they_were_written(
    channel: FailOver, smsc: Smsc, kannel: Kannel, text: str, coding: int
) -> None:
    assert channel.send(replace(MESSAGE, body=Secret(text))) is Sent.ACCEPTED
    until(lambda: bool(smsc.messages), lambda: kannel.log("bearerbox"))
    message = smsc.messages[0]
    assert (message.coding, message.source) == (coding, "HEFF")
    assert message.text.replace("\x1be", "€") == text


def test_an_smsc_that_is_gone_leaves_the_message_in_the_queue(
    channel: FailOver, tmp_path: Path, at: Telephony
) -> None:
    """Kannel says so, and goes on trying: what was accepted is on its way, no more."""
    with running_kannel(tmp_path / "alone", by_smpp(closed_port(), "x")) as alone:
        lonely = at.channel("kannel", kannel=settings(at, alone.port))
        assert lonely.send(MESSAGE) is Sent.ACCEPTED


def test_a_refused_sign_in_is_for_the_operator_to_mend(at: Telephony, kannel: Kannel) -> None:
    at.password_file.write_text("another", encoding="utf-8")
    channel = at.channel("kannel", kannel=settings(at, kannel.port))
    assert channel.send(MESSAGE) is Sent.DEFERRED


def test_killed_and_hung(at: Telephony, kannel: Kannel) -> None:
    short = replace(settings(at, kannel.port), **SHORT)
    channel = at.channel("kannel", kannel=short)
    kannel.hang()
    assert channel.send(MESSAGE) is Sent.DEFERRED
    kannel.go_on()
    kannel.kill()
    assert channel.send(replace(MESSAGE, id="m2")) is Sent.DEFERRED


def test_over_tls(at: Telephony, tmp_path: Path, smsc: Smsc, caplog: pytest.LogCaptureFixture) -> None:
    authority, other = Authority(tmp_path / "tls"), Authority(tmp_path / "other")
    identity = authority.identity(["127.0.0.1"], datetime.now(UTC))
    other.identity(["127.0.0.1"], datetime.now(UTC))
    with running_kannel(tmp_path / "kannel", by_smpp(smsc.port, smsc.password), identity) as kannel:
        strange = at.channel("kannel", kannel=settings(at, kannel.port, other.certificate))
        assert strange.send(MESSAGE) is Sent.DEFERRED
        channel = at.channel("kannel", kannel=settings(at, kannel.port, authority.certificate))
        assert channel.hand(MESSAGE) == Handed(Sent.ACCEPTED, "kannel"), caplog.text
        until(lambda: bool(smsc.messages), lambda: kannel.log("bearerbox"))
    assert "its certificate is refused" in caplog.text


def test_to_kannels_own_fake(at: Telephony, tmp_path: Path) -> None:
    port = free_port()
    with running_kannel(tmp_path / "kannel", by_fake(port)) as kannel, fake_smsc(tmp_path, port) as log:
        channel = at.channel("kannel", kannel=settings(at, kannel.port))
        assert channel.send(MESSAGE) is Sent.ACCEPTED
        told = "<HEFF +32470123423 text Votre code est 1234 5678>"
        until(lambda: told in log.read_text(), lambda: log.read_text() + kannel.log("bearerbox"))
