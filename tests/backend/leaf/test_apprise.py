"""Apprise's services: one message to one number and nobody else, and what they make of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.adapters.channels.apprise_sms import AppriseRefused, aimed, services
from backend.adapters.pki import Authority, server_context
from backend.core.failover import FailOver, Handed
from backend.core.ports import MessageChannel, Sent
from backend.core.secret import Secret
from backend.settings_tables import SettingsError
from tests.backend.contracts.channels import MESSAGE, Inbox, MessageChannelContract, assert_silent
from tests.backend.leaf.sms import SHORT, Telephony
from tests.servers.http_gateway import HttpGateway, running_gateway
from tests.servers.ports import closed_port
from tests.servers.silence import dripping_server, mute_server

TO = "+32470123423"
SID, TOKEN = "AC" + "a" * 32, "b" * 32


def json_url(port: int, path: str = "key-of-the-college") -> str:
    return f"json://127.0.0.1:{port}/{path}?:to={{to}}"


@pytest.fixture
def gateway() -> Iterator[HttpGateway]:
    with running_gateway() as running:
        running.status = 200
        yield running


@pytest.fixture
def at(tmp_path: Path) -> Telephony:
    return Telephony(tmp_path)


@pytest.fixture
def channel(at: Telephony, gateway: HttpGateway) -> FailOver:
    return at.channel("apprise", apprise=at.apprise(json_url(gateway.port)))


def received(gateway: HttpGateway) -> list[tuple[str, str]]:
    told = [json.loads(one.body) for one in gateway.posted]
    return [(one["to"], one["message"]) for one in told]


class TestApprise(MessageChannelContract):
    @pytest.fixture
    def inbox(self, gateway: HttpGateway) -> Inbox:
        return lambda: received(gateway)

    @pytest.fixture
    def broken(self, at: Telephony) -> MessageChannel:
        return at.channel("apprise", apprise=at.apprise(json_url(closed_port())))


# --- whom it would reach ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        f"twilio://{SID}:{TOKEN}@+32460000000/{{to}}",
        f"vonage://abcdef12:{'a' * 16}@+32460000000/{{to}}",
        "d7sms://token123@{to}",
        f"msgbird://{'a' * 25}/+32460000000/{{to}}",
        f"sinch://{'a' * 32}:{'b' * 32}@+32460000000/{{to}}",
        f"clickatell://{'a' * 32}/{{to}}",
        f"plivo://{'A' * 25}@{'b' * 40}/+32460000000/{{to}}",
        f"seven://{'a' * 25}/{{to}}",
        f"octopush://user@example.com/{'a' * 20}/{{to}}",
        f"infobip://{'a' * 20}@xyz.api.infobip.com/{{to}}",
        "smseagles://token@gateway.example.org/{to}",
        "bulksms://id:secret@{to}",
        f"threema://*1234567@{'a' * 20}/{{to}}",
        "signal://127.0.0.1:8080/+32460000000/{to}",
        f"sns://AKIA{'A' * 16}/{'s' * 40}/eu-west-1/{{to}}",
        "jsons://gateway.example.org/send?:to={to}",
    ],
)
def test_services_aim_at_exactly_one_number(url: str) -> None:
    assert aimed(Secret(url), TO, timedelta(seconds=3)).verify_certificate


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"twilio://{SID}:{TOKEN}@+32460000000/{{to}}/+32460000009", "exactly the one number"),
        (f"twilio://{SID}:{TOKEN}@{{to}}", "exactly the one number"),
        ("jsons://gateway.example.org/?:to={to}&:cc=%2B32470000009", "exactly the one number"),
        (f"twilio://{SID}:{TOKEN}@+32460000000", "must hold {to} once"),
        ("jsons://gateway.example.org/{to}?:to={to}", "must hold {to} once"),
        ("json://gateway.example.org/?:to={to}", "not encrypted"),
        ("smseagle://token@gateway.example.org/{to}", "not encrypted"),
        ("jsons://gateway.example.org/?:to={to}&verify=no", "certificates are always checked"),
        ("smpp://u:p@127.0.0.1/+32460000000/{to}", "SMPP has its own gateway"),
        ("smpps://u:p@127.0.0.1/+32460000000/{to}", "SMPP has its own gateway"),
        ("pigeon://token@{to}", "knows no such service"),
        ("{to}", "knows no such service"),
        ("twilio://nonsense/{to}", "knows no such service"),
    ],
)
def test_whatever_would_reach_others_or_nobody_or_be_overheard_is_refused(url: str, why: str) -> None:
    with pytest.raises(AppriseRefused) as met:
        aimed(Secret(url), TO, timedelta(seconds=3))
    assert why in str(met.value)
    assert "nonsense" not in str(met.value)


def test_a_file_is_read_line_by_line() -> None:
    text = f"# ours\n\n  d7sms://token123@{{to}}  \ntwilio://{SID}:{TOKEN}@+32460000000/{{to}}\n"
    assert [one.name for one in services(Secret(text))] == ["apprise d7sms 3", "apprise twilio 4"]


@pytest.mark.parametrize(
    ("text", "told"), [("d7sms://t@{to}\nx://secret-key\n", "line 2: "), ("# a\n", "no service")]
)
def test_a_file_that_cannot_be_used_is_told_by_its_line(text: str, told: str, at: Telephony) -> None:
    with pytest.raises(AppriseRefused) as met:
        services(Secret(text))
    assert told in str(met.value)
    with pytest.raises(SettingsError, match=r"sms\.apprise\.file: ") as refused:
        at.channel("apprise", apprise=at.apprise(*text.splitlines()))
    assert "secret-key" not in str(refused.value)


# --- what comes of it ---------------------------------------------------------------------------


def test_the_next_service_is_asked_when_one_fails(at: Telephony, gateway: HttpGateway) -> None:
    channel = at.channel("apprise", apprise=at.apprise(json_url(closed_port()), json_url(gateway.port)))
    assert channel.hand(MESSAGE) == Handed(Sent.ACCEPTED, "apprise json 2")
    assert received(gateway) == [(TO, "Votre code est 1234 5678")]


@pytest.mark.parametrize("status", [301, 400, 401, 429, 500, 503])
def test_a_refusal_is_told_and_shows_nothing(
    channel: FailOver, gateway: HttpGateway, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.status, gateway.text = status, b"+32470123423 1234 5678"
    with caplog.at_level(logging.DEBUG):
        assert channel.send(MESSAGE) is Sent.DEFERRED
    assert len(gateway.posted) == 1
    assert_silent(caplog.text, MESSAGE)
    assert "key-of-the-college" not in caplog.text
    assert "apprise json 1: it did not take the message" in caplog.text


def test_services_that_never_answer_cost_their_patience(at: Telephony) -> None:
    for server in (mute_server(), dripping_server(b"H")):
        with server as port:
            channel = at.channel("apprise", apprise=at.apprise(json_url(port), **SHORT))
            assert channel.send(MESSAGE) is Sent.DEFERRED


def test_a_certificate_nobody_vouches_for_is_refused(at: Telephony, tmp_path: Path) -> None:
    context = server_context(Authority(tmp_path / "tls").identity(["127.0.0.1"], datetime.now(UTC)))
    with running_gateway(context) as gateway:
        gateway.status = 200
        url = json_url(gateway.port).replace("json:", "jsons:")
        assert at.channel("apprise", apprise=at.apprise(url)).send(MESSAGE) is Sent.DEFERRED
        assert gateway.posted == []


@pytest.mark.parametrize("number", ["", "0470123423", "+32470123423/+32470000009", "+32"])
def test_only_numbers_in_e164_are_sent_to(channel: FailOver, gateway: HttpGateway, number: str) -> None:
    assert channel.send(replace(MESSAGE, destination=Secret(number))) is Sent.FAILED
    assert gateway.posted == []
