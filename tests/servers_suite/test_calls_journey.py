"""The real program, a provider with Twilio's voice API over TLS, and a telephone system behind it."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.servers.backend import RunningBackend, running_backend
from tests.servers.kamailio import PASSWORD, USER, Kamailio, running_kamailio
from tests.servers.sip_phone import Phone, running_phone
from tests.servers.station_client import Station
from tests.servers.voice_provider import ACCOUNT, HANG_UP, SENDER, TOKEN, VoiceProvider, running_provider
from tests.servers_suite.calls import SECONDS, Caller, digit, number, people

pytestmark = pytest.mark.servers
WITH_PHONE = 1
"""Who has the telephone that the telephone system knows."""
DIALLED = number(WITH_PHONE).replace("+", "00")


@dataclass
class Town:
    backend: RunningBackend
    station: Station
    provider: VoiceProvider
    phone: Phone
    callers: int = WITH_PHONE

    def caller(self) -> Caller:
        self.callers += 1
        return Caller(self.backend, self.station, self.callers)

    def rung(self, caller: Caller) -> None:
        """Until the provider has the call."""
        end = time.monotonic() + SECONDS
        while number(caller.one) not in {line.order["To"] for line in list(self.provider.lines.values())}:
            assert time.monotonic() < end, self.backend.log
            time.sleep(0.05)

    def press(self, caller: Caller, keys: str) -> None:
        """Take the call and press; the last key of a call that lasts is to hang up."""
        self.rung(caller)
        self.provider.keys = list(keys)
        while self.provider.line.status in {"queued", "in-progress"}:
            self.provider.turn()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("calls")

    def deliver(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        context = ssl.create_default_context(cafile=str(folder / "data" / "tls" / "ca.pem"))
        with httpx.Client(verify=context, timeout=SECONDS) as client:
            answer = client.post(url, content=body, headers=headers)
        return answer.status_code, answer.text

    with ExitStack() as stack:
        kamailio = stack.enter_context(running_kamailio(folder / "kamailio"))
        phone = stack.enter_context(running_phone(folder / "phone", DIALLED, kamailio.port))
        provider = stack.enter_context(running_provider(deliver))
        chosen = configuration(folder, provider, kamailio)
        backend = stack.enter_context(running_backend(folder, **chosen))
        backend.cli("account", "import", "-", typed=people())
        yield Town(backend, backend.station(), provider, phone)


def configuration(folder: Path, provider: VoiceProvider, kamailio: Kamailio) -> dict[str, str]:
    for name, text in {"token": TOKEN, "line": PASSWORD}.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return {
        "channels__voice": "gateways",
        "voice__gateways": '["twilio", "sip"]',
        "voice__twilio__url": provider.url,
        "voice__twilio__account": ACCOUNT,
        "voice__twilio__token_file": str(folder / "token"),
        "voice__twilio__sender": SENDER,
        "voice__sip__server": "127.0.0.1",
        "voice__sip__port": str(kamailio.port),
        "voice__sip__user": USER,
        "voice__sip__password_file": str(folder / "line"),
        "voice__sip__local": "127.0.0.1",
        "voice__sip__rtp_ports": "22000-22500",
        "reports__listener": "offered",
        "logs__level": "debug",
    }


@pytest.fixture
def town(running: Town) -> Town:
    running.provider.refusal, running.provider.taken_by = None, "human"
    return running


def test_the_digit_of_the_station_proves(town: Town) -> None:
    caller = town.caller()
    town.press(caller, digit(caller.ask()))
    caller.until("allowed", "new_password")
    caller.set_password()
    for secret in (number(caller.one), TOKEN, "/twilio/c"):
        assert secret not in town.backend.log


def test_the_code_that_was_said_proves(town: Town) -> None:
    caller = town.caller()
    caller.ask()
    town.press(caller, "0" + HANG_UP)
    view = caller.until("delivery", "delivered")
    said = " ".join(town.provider.line.said[-2:])
    assert caller.code(view, "".join(re.findall(r"\d", said))) == "proved"


def test_nine_ends_the_reset(town: Town) -> None:
    caller = town.caller()
    caller.ask()
    town.press(caller, "9")
    caller.until("outcome", "ended_by_owner")


@pytest.mark.parametrize("by", ["busy", "failed", "machine_start"])
def test_a_call_that_nobody_took_is_told(town: Town, by: str) -> None:
    town.provider.taken_by = by
    caller = town.caller()
    caller.ask()
    town.press(caller, "")
    caller.until("delivery", "failed")


def test_everybody_who_could_call_fails(town: Town) -> None:
    """The provider throttles, and the telephone system does not know the number."""
    town.provider.refusal = 429, b'{"code": 20429}'
    caller = town.caller()
    caller.ask()
    caller.until("delivery", "failed")


def test_the_telephone_system_calls_when_the_provider_cannot(town: Town) -> None:
    town.provider.refusal = 503, b""
    caller = Caller(town.backend, town.station, WITH_PHONE)
    shown = digit(caller.ask())
    town.phone.answer()
    assert [path.name for path in (town.backend.data / "calls").iterdir()] != []
    town.phone.press(shown)
    caller.until("allowed", "new_password")
    caller.set_password()
    assert list((town.backend.data / "calls").iterdir()) == []
    context = ssl.create_default_context(cafile=str(town.backend.ca))
    told = httpx.get(f"{town.backend.metrics}/metrics", verify=context).text
    assert 'repasse_gateway_resting{channel="voice",gateway="sip"} 0.0' in told
    for secret in (number(caller.one), DIALLED, PASSWORD, TOKEN):
        assert secret not in town.backend.log
