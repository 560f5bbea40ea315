"""Two processes on PostgreSQL, and calls whose process is killed: by the provider's network, and by SIP."""

from __future__ import annotations

import signal
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from tests.servers.counting_backend import KILLED, Whose
from tests.servers.kamailio import PASSWORD, USER, running_kamailio
from tests.servers.postgresql import PostgreSQL
from tests.servers.sip_phone import Phone, running_phone
from tests.servers.voice_provider import ACCOUNT, SENDER, TOKEN, VoiceProvider, running_provider
from tests.servers_suite.calls import Caller, View, digit
from tests.servers_suite.twins import SECONDS, Twins, mobile, running_twins

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
PEOPLE = 20
WITH_PHONE = 1
DIALLED = mobile(WITH_PHONE).replace("+", "00")
MOMENTS = (2, 14, 22, 30, 38, 46)
"""Before, amid and after the transaction that keeps a key."""


@dataclass
class Pair:
    """The first process carries calls, and the second lives on."""

    twins: Twins
    provider: VoiceProvider
    phone: Phone
    people: int = WITH_PHONE

    def ask(self, one: int) -> tuple[Caller, View]:
        """Ask to be called, by the first process: the second one sleeps until it has taken the call."""
        second = self.twins.backends[1].process
        assert second is not None
        self.twins.balancer.prefer(0)
        second.send_signal(signal.SIGSTOP)
        try:
            caller = Caller(self.twins.backends[0], self.twins.station, one)
            view = caller.ask()
            caller.until("delivery", "sent")
        finally:
            second.send_signal(signal.SIGCONT)
        return caller, view

    def next(self) -> tuple[Caller, View]:
        self.people += 1
        caller, view = self.ask(self.people)
        end = time.monotonic() + SECONDS
        while mobile(self.people) not in {line.order["To"] for line in list(self.provider.lines.values())}:
            assert time.monotonic() < end, self.twins.logs()
            time.sleep(0.05)
        self.provider.turn()
        return caller, view

    def orders(self) -> list[str]:
        """The calls of the newest person that the provider has, by their status."""
        to = mobile(self.people)
        return [line.status for line in list(self.provider.lines.values()) if line.order["To"] == to]

    def dies_amid_the_order(self) -> tuple[Caller, View]:
        """The provider takes a call of which the process that ordered it never learns."""
        self.people += 1
        first, second = (one.process for one in self.twins.backends)
        assert first is not None
        assert second is not None
        self.twins.balancer.prefer(0)
        asked = threading.Event()

        def taken() -> None:
            assert asked.wait(SECONDS)
            first.send_signal(signal.SIGKILL)

        self.provider.taken = taken
        second.send_signal(signal.SIGSTOP)
        try:
            caller = Caller(self.twins.backends[0], self.twins.station, self.people)
            view = caller.ask()
            asked.set()
            first.wait(SECONDS)
        finally:
            second.send_signal(signal.SIGCONT)
        self.twins.balancer.prefer(1)
        assert self.orders() == ["queued"]
        return caller, view

    def kill(self) -> None:
        """The first process dies at once."""
        self.twins.backends[0].kill()
        self.twins.balancer.prefer(1)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, postgresql: PostgreSQL) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("calls")

    def deliver(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        context = ssl.create_default_context(cafile=str(folder / "first" / "data" / "tls" / "ca.pem"))
        end = time.monotonic() + SECONDS
        while True:
            with httpx.Client(verify=context, timeout=SECONDS) as client:
                try:
                    answer = client.post(url, content=body, headers=headers)
                except httpx.ConnectError:
                    # Who is dying takes connections to the last.
                    assert time.monotonic() < end
                except httpx.TransportError as error:
                    raise ConnectionError from error
                else:
                    return answer.status_code, answer.text

    for name, text in {"token": TOKEN, "line": PASSWORD}.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    with ExitStack() as stack:
        kamailio = stack.enter_context(running_kamailio(folder / "kamailio"))
        phone = stack.enter_context(running_phone(folder / "phone", DIALLED, kamailio.port))
        provider = stack.enter_context(running_provider(deliver))
        settings = {
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
            "voice__sip__rtp_ports": "22500-22990",
            "reports__listener": "offered",
        }
        program = ("tests.servers.counting_backend", "FUSE")
        twins = stack.enter_context(running_twins(folder, postgresql, PEOPLE, *program, **settings))
        yield Pair(twins, provider, phone)


@pytest.fixture
def pair(running: Pair) -> Iterator[Pair]:
    running.provider.refusal = None
    yield running
    running.twins.revive()


def shown(caller: Caller) -> View:
    view: View = caller.station.get(caller.path).json()
    return view


def test_the_right_key_counts_at_once_when_the_process_that_called_has_died(pair: Pair) -> None:
    caller, view = pair.next()
    pair.kill()
    pair.provider.keys = [digit(view)]
    pair.provider.turn()
    assert shown(caller)["allowed"] == "new_password"
    caller.set_password()


@pytest.mark.parametrize(
    ("key", "name", "wanted"), [("5", "allowed", "new_password"), ("h", "delivery", "failed")]
)
def test_another_process_goes_on_with_the_call(pair: Pair, key: str, name: str, wanted: str) -> None:
    """Also with what is told after it was taken over, and with a call that ends without a key."""
    caller, view = pair.next()
    pair.kill()
    pair.provider.keys = [key]
    pair.provider.turn()
    if key != "h":
        pair.provider.keys = [digit(view)]
        pair.provider.turn()
    caller.until(name, wanted)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_dies_while_it_is_told_of_the_right_key(pair: Pair, moment: int) -> None:
    """At any statement of it; the provider then asks at the other address, and the person presses again."""
    caller, view = pair.next()
    pair.twins.balancer.prefer(1)
    pair.twins.dies_at(1, Whose.REQUESTS, moment)
    pair.provider.keys = [digit(view)]
    pair.provider.turn()
    second = pair.twins.backends[1].process
    assert second is not None
    assert second.wait(SECONDS) == KILLED
    while pair.provider.line.status == "in-progress":
        pair.provider.keys = [digit(view)]
        pair.provider.turn()
    caller.until("allowed", "new_password")
    caller.set_password()


def test_a_process_that_dies_amid_its_order_has_nobody_rung_twice(pair: Pair) -> None:
    """Whoever takes over cannot know of the call: it is told as broken, and says nothing once it rings."""
    caller, _ = pair.dies_amid_the_order()
    caller.until("delivery", "broken")
    assert shown(caller)["allowed"] == "choose_method"
    pair.provider.turn()
    assert pair.provider.line.said == []
    assert pair.orders() == ["completed"]


def test_a_key_counts_in_a_call_whose_order_was_never_answered(pair: Pair) -> None:
    caller, view = pair.dies_amid_the_order()
    pair.provider.turn()
    pair.provider.keys = [digit(view)]
    pair.provider.turn()
    caller.until("allowed", "new_password")
    assert pair.orders() == ["completed"]
    caller.set_password()


def test_a_call_by_sip_breaks_off_with_its_process_and_does_not_count(pair: Pair) -> None:
    pair.provider.refusal = 503, b""
    caller, _ = pair.ask(WITH_PHONE)
    pair.phone.answer()
    pair.kill()
    pair.phone.until("CALL_CLOSED")
    caller.until("delivery", "broken")
    assert shown(caller)["allowed"] == "choose_method"
    pair.twins.revive()
    for _ in "12":
        pair.phone.forget()
        caller, _ = pair.ask(WITH_PHONE)
        pair.phone.answer()
        pair.phone.hang_up()
        caller.until("delivery", "failed")
