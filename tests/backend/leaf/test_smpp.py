"""SMPP to an SMSC that answers, refuses, throttles, hangs, or is somebody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.adapters.channels.settings import SmppSettings
from backend.adapters.pki import Authority, server_context
from backend.core.failover import FailOver, Handed
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from tests.backend.contracts.channels import MESSAGE, Inbox, MessageChannelContract, assert_silent
from tests.backend.leaf.sms import PASSWORD, SHORT, Telephony
from tests.servers.ports import closed_port
from tests.servers.silence import dripping_server, mute_server
from tests.servers.smsc import BAD_DESTINATION, THROTTLED, Manner, Smsc, running_smsc


@pytest.fixture
def smsc() -> Iterator[Smsc]:
    with running_smsc() as running:
        yield running


@pytest.fixture
def at(tmp_path: Path) -> Telephony:
    return Telephony(tmp_path)


@pytest.fixture
def channel(at: Telephony, smsc: Smsc) -> FailOver:
    return at.channel("smpp", smpp=at.smpp(smsc))


class TestSmpp(MessageChannelContract):
    @pytest.fixture
    def inbox(self, smsc: Smsc) -> Inbox:
        return lambda: [(f"+{one.destination}", one.text) for one in smsc.messages]

    @pytest.fixture
    def broken(self, at: Telephony) -> MessageChannel:
        return at.channel("smpp", smpp=at.smpp(Smsc(closed_port())))


def test_accents_of_the_alphabet_and_beyond(channel: FailOver, smsc: Smsc) -> None:
    for number, text in enumerate(("Haute École : à bientôt".replace("ô", "o"), "Код 1234 5678")):
        assert channel.send(replace(MESSAGE, id=f"m{number}", body=Secret(text))) is Sent.ACCEPTED
        assert smsc.messages[-1].text == text
    assert smsc.messages[0].source == "HEFF"


def test_a_long_text_goes_in_parts(channel: FailOver, smsc: Smsc) -> None:
    text = "0123456789" * 30
    assert channel.hand(replace(MESSAGE, body=Secret(text))) == Handed(Sent.ACCEPTED, "smpp")
    assert "".join(part.text for part in smsc.messages) == text
    assert len(smsc.messages) == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [(BAD_DESTINATION, Sent.FAILED), (THROTTLED, Sent.DEFERRED), (0x8, Sent.DEFERRED), (0x45, Sent.DEFERRED)],
)
def test_what_its_statuses_mean(
    channel: FailOver, smsc: Smsc, status: int, told: Sent, caplog: pytest.LogCaptureFixture
) -> None:
    smsc.status = status
    with caplog.at_level(logging.DEBUG):
        assert channel.send(MESSAGE) is told
    assert f"0x{status:02x}" in caplog.text
    assert_silent(caplog.text, MESSAGE)


def test_a_refused_bind_shows_nothing(
    channel: FailOver, smsc: Smsc, caplog: pytest.LogCaptureFixture
) -> None:
    smsc.password = "another"
    with caplog.at_level(logging.DEBUG):
        assert channel.send(MESSAGE) is Sent.DEFERRED
    assert "to the bind" in caplog.text
    assert PASSWORD not in caplog.text


def test_one_that_never_answers_costs_its_patience(at: Telephony, smsc: Smsc) -> None:
    smsc.manner = Manner.MUTE
    assert at.channel("smpp", smpp=at.smpp(smsc, **SHORT)).send(MESSAGE) is Sent.DEFERRED
    for server in (mute_server(), dripping_server(b"\0")):
        with server as port:
            assert at.channel("smpp", smpp=at.smpp(Smsc(port), **SHORT)).send(MESSAGE) is Sent.DEFERRED


def test_over_tls(at: Telephony, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    authority, other = Authority(tmp_path / "tls"), Authority(tmp_path / "other")
    context = server_context(authority.identity(["127.0.0.1"], datetime.now(UTC)))
    other.identity(["127.0.0.1"], datetime.now(UTC))
    with running_smsc(context) as smsc:
        assert at.channel("smpp", smpp=at.smpp(smsc, authority.certificate)).send(MESSAGE) is Sent.ACCEPTED
        assert at.channel("smpp", smpp=at.smpp(smsc, other.certificate)).send(MESSAGE) is Sent.DEFERRED
        assert len(smsc.messages) == 1
    assert "its certificate is refused" in caplog.text


def test_a_certificate_of_another_name_is_refused(at: Telephony, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "tls")
    context = server_context(authority.identity(["192.0.2.7"], datetime.now(UTC)))
    with running_smsc(context) as smsc:
        assert at.channel("smpp", smpp=at.smpp(smsc, authority.certificate)).send(MESSAGE) is Sent.DEFERRED


def test_without_tls_only_on_loopback(at: Telephony) -> None:
    good = at.smpp(Smsc(2775))
    with pytest.raises(ValueError, match="tls must be implicit"):
        replace(good, host="smsc.example.org")
    with pytest.raises(ValueError, match="user and password_file are needed"):
        SmppSettings(host="127.0.0.1", tls="none", sender="HEFF")
