"""Kannel's sendsms as its documentation has it; Kannel itself is asked in `make test-servers`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.adapters.channels import gsm7
from backend.adapters.channels.settings import KannelSettings
from backend.adapters.pki import Authority, server_context
from backend.core.failover import FailOver, Handed
from backend.core.marks import Marks
from backend.core.messages import code_message
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.channels import MESSAGE, Inbox, MessageChannelContract, assert_silent
from tests.backend.leaf.sms import EXPIRES, PASSWORD, SHORT, Telephony
from tests.servers.http_gateway import HttpGateway, running_gateway
from tests.servers.ports import closed_port
from tests.servers.silence import dripping_server, mute_server

GONE = HttpGateway(1)


@pytest.fixture
def gateway() -> Iterator[HttpGateway]:
    with running_gateway() as running:
        yield running


@pytest.fixture
def at(tmp_path: Path) -> Telephony:
    return Telephony(tmp_path)


@pytest.fixture
def channel(at: Telephony, gateway: HttpGateway) -> FailOver:
    return at.channel("kannel", kannel=at.kannel(gateway))


class TestKannel(MessageChannelContract):
    @pytest.fixture
    def inbox(self, gateway: HttpGateway) -> Inbox:
        return lambda: [(one.headers["X-Kannel-To"], one.body.decode()) for one in gateway.posted]

    @pytest.fixture
    def broken(self, at: Telephony) -> MessageChannel:
        return at.channel("kannel", kannel=at.kannel(HttpGateway(closed_port())))


def test_what_is_posted(channel: FailOver, gateway: HttpGateway) -> None:
    assert channel.hand(replace(MESSAGE, expires_at=EXPIRES)) == Handed(Sent.ACCEPTED, "kannel")
    posted = gateway.posted[0]
    sent = {name: text for name, text in posted.headers.items() if name.startswith("X-Kannel-")}
    assert posted.path == "/cgi-bin/sendsms"
    assert posted.headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert sent == {
        "X-Kannel-Username": "repasse",
        "X-Kannel-Password": PASSWORD,
        "X-Kannel-From": "HEFF",
        "X-Kannel-To": "+32470123423",
        "X-Kannel-Coding": "0",
        "X-Kannel-Validity": "9",
    }


def test_reports_are_asked_for_where_they_are_taken(at: Telephony, gateway: HttpGateway) -> None:
    at.reports = "https://127.0.0.1:8446"
    channel = at.channel("kannel", kannel=replace(at.kannel(gateway), smsc="belgium"))
    channel.send(MESSAGE)
    headers = gateway.posted[0].headers
    proof = Marks(at.keys).report("m1", "kannel")
    assert headers["X-Kannel-DLR-Url"] == f"https://127.0.0.1:8446/kannel/m1/{proof}?status=%d"
    assert (headers["X-Kannel-DLR-Mask"], headers["X-Kannel-SMSC"]) == ("31", "belgium")


def test_a_text_beyond_the_alphabet_goes_as_ucs2(channel: FailOver, gateway: HttpGateway) -> None:
    channel.send(replace(MESSAGE, body=Secret("Код 1234 5678")))
    assert gateway.posted[0].headers["X-Kannel-Coding"] == "2"
    assert gateway.posted[0].body.decode() == "Код 1234 5678"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_our_own_texts_are_one_plain_sms(language: str) -> None:
    _, body = code_message(Channel.SMS, language, Secret("12345678"), 10, "Haute École Francisco Ferrer")
    assert gsm7.fits(body.reveal())
    assert len(body.reveal()) <= 160


@pytest.mark.parametrize(
    ("status", "text", "told"),
    [
        (202, b"0: Accepted for delivery", Sent.ACCEPTED),
        (202, b"3: Queued for later delivery", Sent.ACCEPTED),
        (202, b"Sent.", Sent.DEFERRED),
        (200, b"0: Accepted for delivery", Sent.DEFERRED),
        (302, b"", Sent.DEFERRED),
        (400, b"Invalid destination", Sent.FAILED),
        (403, b"Authorization failed for sendsms", Sent.DEFERRED),
        (404, b"No such page", Sent.DEFERRED),
        (500, b"", Sent.DEFERRED),
        (503, b"Temporal failure, try again later.", Sent.DEFERRED),
    ],
)
def test_what_its_answers_mean(
    channel: FailOver, gateway: HttpGateway, status: int, text: bytes, told: Sent
) -> None:
    gateway.status, gateway.text = status, text
    assert channel.send(MESSAGE) is told
    assert len(gateway.posted) == 1


@pytest.mark.parametrize("number", ["", "0470123423", "+32", "+32470123423\r\nX-Kannel-To: +1", "+3247 0123"])
def test_only_numbers_in_e164_are_sent_to(channel: FailOver, gateway: HttpGateway, number: str) -> None:
    assert channel.send(replace(MESSAGE, destination=Secret(number))) is Sent.FAILED
    assert gateway.posted == []


def test_over_tls(at: Telephony, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    authority = Authority(tmp_path / "tls")
    context = server_context(authority.identity(["127.0.0.1"], datetime.now(UTC)))
    other = Authority(tmp_path / "other")
    other.identity(["127.0.0.1"], datetime.now(UTC))
    with running_gateway(context) as gateway:
        trusting = at.channel("kannel", kannel=at.kannel(gateway, authority.certificate))
        assert trusting.send(MESSAGE) is Sent.ACCEPTED
        strange = at.channel("kannel", kannel=at.kannel(gateway, other.certificate))
        assert strange.send(MESSAGE) is Sent.DEFERRED
        assert len(gateway.posted) == 1
    assert "its certificate is refused" in caplog.text


def test_a_mute_and_an_endless_kannel_cost_their_patience(at: Telephony) -> None:
    with mute_server() as port:
        channel = at.channel("kannel", kannel=at.kannel(HttpGateway(port), **SHORT))
        assert channel.send(MESSAGE) is Sent.DEFERRED
    with dripping_server(b"H") as port:
        channel = at.channel("kannel", kannel=at.kannel(HttpGateway(port), **SHORT))
        assert channel.send(MESSAGE) is Sent.DEFERRED


def test_nothing_of_a_refused_message_is_in_the_log(
    channel: FailOver, gateway: HttpGateway, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.status, gateway.text = 400, b"+32470123423: 1234 5678"
    with caplog.at_level(logging.DEBUG):
        assert channel.send(MESSAGE) is Sent.FAILED
    assert_silent(caplog.text, MESSAGE)
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": "http://sms.example.org/cgi-bin/sendsms"}, "url must be https://"),
        ({"url": "ftp://127.0.0.1/"}, "url must be https://"),
        ({"url": "https://u:p@sms.example.org/cgi-bin/sendsms"}, "url must be https://"),
        ({"url": "https://sms.example.org/cgi-bin/sendsms?password=x"}, "url must be https://"),
        ({"user": ""}, "user and password_file are needed"),
        ({"password_file": "/nowhere"}, "password_file cannot be read"),
        ({"password_file": "/dev/null"}, "password_file is empty"),
        ({"sender": ""}, "sender must be"),
        ({"sender": "École"}, "sender must be"),
        ({"sender": "X\r\nX-Kannel-To: 1"}, "sender must be"),
        ({"ca_file": "/nowhere"}, "ca_file cannot be used"),
        ({"user": "repassé"}, "must be ASCII"),
    ],
)
def test_settings_that_cannot_work(at: Telephony, change: dict[str, str], told: str) -> None:
    good = at.kannel(GONE)
    with pytest.raises(ValueError, match=told):
        replace(good, **change)  # type: ignore[arg-type] # its fields


def test_waits_have_bounds(at: Telephony) -> None:
    with pytest.raises(ValueError, match="wait and patience"):
        KannelSettings(wait=SHORT["wait"] * 61, patience=SHORT["wait"] * 61)
