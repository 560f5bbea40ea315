"""Calls through a real telephone system to a real telephone, which records them.

Where time passes it is the time of what is said: texts here are short.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.adapters.channels.sip import Pace, SipCalls
from backend.adapters.channels.sip_files import FIRST, Recording, configure
from backend.adapters.channels.speech import spoken
from backend.core.call_line import Manner, Said
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret
from tests.backend.contracts.channels import CallChannelContract, Dial
from tests.backend.contracts.fakes import FakeClock
from tests.servers.kamailio import BROKEN, BUSY, FORBIDDEN, PASSWORD, Kamailio, running_kamailio
from tests.servers.ports import closed_port
from tests.servers.sip_phone import Phone, running_phone
from tests.servers_suite.campus import DIALLED, NUMBER, Campus, agents, share_heard, times_heard
from tests.servers_suite.campus import script as asking

pytestmark = pytest.mark.servers
SECONDS = 45.0
HANG_UP = "h"
SECOND, SHORT_RING = timedelta(seconds=1), timedelta(seconds=5)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kamailio, Phone]]:
    folder = tmp_path_factory.mktemp("campus")
    with ExitStack() as stack:
        kamailio = stack.enter_context(running_kamailio(folder / "kamailio"))
        yield kamailio, stack.enter_context(running_phone(folder / "phone", DIALLED, kamailio.port))


@pytest.fixture
def campus(system: tuple[Kamailio, Phone], tmp_path: Path) -> Iterator[Campus]:
    kamailio, phone = system
    phone.forget()
    before = agents()
    yield Campus(kamailio, phone, tmp_path)
    assert agents() == before
    assert list((tmp_path / "calls").glob("*")) == []


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


class TestSipCalls(CallChannelContract):
    @pytest.fixture
    def dial(self, campus: Campus) -> Dial:
        def dial(script: CallScript, keys: str) -> CallEnd:
            short = replace(script, greeting="Oui.", code_text=Secret("1, 2."))
            calling = campus.call(short, campus.calls(Pace(again=0.5, last=4.0), FakeClock()))
            campus.phone.answer()
            for key in keys:
                if key == HANG_UP:
                    campus.phone.hang_up()
                else:
                    campus.phone.press(key)
            calling.join(SECONDS)
            return campus.ends[0]

        return dial


# --- what is heard ------------------------------------------------------------------------------


def test_the_recording_is_what_was_to_be_said(campus: Campus) -> None:
    asked = asking()
    greeting = spoken(Said(Secret(asked.greeting)), "fr")
    code = spoken(Said(asked.code_text, Manner.TWICE_SLOWLY), "fr")
    other = spoken(Said(Secret("Voici tout autre chose, que personne ne dit.")), "fr")
    calling = campus.call(asked)
    campus.phone.answer()
    until(lambda: len(campus.phone.heard()) > 8000 * 2.5)
    assert share_heard(campus.phone.heard(), code) < 0.3
    campus.phone.press("0")
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.HEARD]
    heard = campus.phone.heard()
    assert share_heard(heard, greeting) > 0.7
    assert share_heard(heard, code) > 0.7
    # By ear, whatever the program itself takes for twice.
    assert times_heard(heard, code) == 2
    assert share_heard(heard, other) < 0.3


def test_who_does_not_press_hears_the_greeting_twice_and_no_code(campus: Campus) -> None:
    """As a voicemail does."""
    asked = asking()
    greeting = spoken(Said(Secret(asked.greeting)), "fr")
    calling = campus.call(asked)
    campus.phone.answer()
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.NO_ANSWER]
    heard = campus.phone.heard()
    assert share_heard(heard, greeting + greeting) > 0.7
    assert share_heard(heard, spoken(Said(asked.code_text, Manner.TWICE_SLOWLY), "fr")) < 0.3


def test_nothing_secret_is_left_about(campus: Campus, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    calling = campus.call(asking(), campus.calls(Pace(last=30.0)))
    campus.phone.answer()
    campus.phone.press("0")
    until(lambda: len(campus.phone.heard()) > 8000)
    files = [path for path in campus.files.rglob("*") if path.is_file()]
    assert {path.name for path in files} <= {"config", "accounts", "contacts", "first.wav", "lock", "uuid"}
    assert {stat.S_IMODE(path.stat().st_mode) & 0o77 for path in campus.files.rglob("*")} <= {0}
    assert not any((path.read_bytes()[44:]).strip(b"\0") for path in files if path.suffix == ".wav")
    mine = b"".join(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in agents())
    assert not [text for text in (DIALLED, PASSWORD, "1, 2") if text.encode() in mine]
    campus.phone.press("4")
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.PROVED]
    assert not [text for text in (NUMBER, DIALLED, PASSWORD, "1, 2") if text in caplog.text]


# --- what goes wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "end"),
    [
        (BUSY, CallEnd.NO_ANSWER),
        (FORBIDDEN, CallEnd.FAILED),
        (BROKEN, CallEnd.FAILED),
        ("0032499000404", CallEnd.FAILED),
    ],
)
def test_the_system_refuses(campus: Campus, number: str, end: CallEnd) -> None:
    assert campus.calls().call(asking("+" + number.removeprefix("00"))) is end


def test_a_wrong_password_is_a_failure(campus: Campus) -> None:
    wrong = campus.folder / "wrong"
    wrong.write_text("wrong", encoding="utf-8")
    assert campus.calls(password_file=str(wrong)).call(asking()) is CallEnd.FAILED


def test_the_person_declines(campus: Campus) -> None:
    calling = campus.call(asking())
    campus.phone.until("CALL_INCOMING")
    campus.phone.hang_up()
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.NO_ANSWER]


def test_nobody_answers(campus: Campus) -> None:
    assert campus.calls(ring=SHORT_RING).call(asking()) is CallEnd.NO_ANSWER


def test_closing_ends_a_call(campus: Campus) -> None:
    calls = campus.calls(Pace(last=60.0))
    calling = campus.call(asking(), calls)
    campus.phone.answer()
    calls.close()
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.BROKEN]


def test_a_system_that_hangs_costs_the_patience(campus: Campus) -> None:
    campus.kamailio.signal(signal.SIGSTOP)
    try:
        assert campus.calls(patience=SECOND).call(asking()) is CallEnd.FAILED
    finally:
        campus.kamailio.signal(signal.SIGCONT)


def test_a_system_that_is_not_there(campus: Campus) -> None:
    assert campus.calls(port=closed_port(), patience=SECOND).call(asking()) is CallEnd.FAILED


def test_a_system_that_is_killed_while_it_rings(campus: Campus, tmp_path: Path) -> None:
    """Nobody can be reached any more; the call ends at its time, and leaves nothing."""
    with ExitStack() as stack:
        kamailio = stack.enter_context(running_kamailio(tmp_path / "second"))
        phone = stack.enter_context(running_phone(tmp_path / "phone", DIALLED, kamailio.port))
        second = Campus(kamailio, phone, tmp_path)
        calling = second.call(asking(), second.calls(ring=SHORT_RING))
        phone.until("CALL_INCOMING")
        kamailio.signal(signal.SIGKILL)
        calling.join(SECONDS)
        assert second.ends == [CallEnd.NO_ANSWER]


@pytest.mark.parametrize(("keys", "end"), [("", CallEnd.BROKEN), ("0", CallEnd.HEARD)])
def test_the_agent_is_killed(campus: Campus, keys: str, end: CallEnd) -> None:
    before = agents()
    calling = campus.call(asking(), campus.calls(Pace(last=60.0)))
    campus.phone.answer()
    for key in keys:
        campus.phone.press(key)
    until(lambda: len(campus.phone.heard()) > 16000)
    (mine,) = agents() - before
    os.kill(mine, signal.SIGKILL)
    calling.join(SECONDS)
    assert campus.ends == [end]


def test_the_agent_hangs(campus: Campus) -> None:
    before = agents()
    calling = campus.call(replace(asking(), greeting="Oui."))
    campus.phone.answer()
    (mine,) = agents() - before
    os.kill(mine, signal.SIGSTOP)
    calling.join(SECONDS)
    assert campus.ends[0] in {CallEnd.NO_ANSWER, CallEnd.BROKEN}


def test_an_agent_ends_with_its_backend(campus: Campus, tmp_path: Path) -> None:
    """However that was killed: nobody is left on the line with silence. It has two minutes of its own."""
    room = tmp_path / "room"
    room.mkdir()
    configure(room, campus.settings())
    Recording(room, FIRST).write(b"", 120)
    killed = (
        "import os, signal; from pathlib import Path; from backend.adapters.channels import sip_agent\n"
        f"with sip_agent.running_agent(Path({str(room)!r}), '127.0.0.1', 120) as agent:\n"
        "    print(agent.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    told = subprocess.run([sys.executable, "-c", killed], capture_output=True, check=False, timeout=SECONDS)
    agent = Path(f"/proc/{int(told.stdout)}")
    until(lambda: not agent.exists() or "State:\tZ" in (agent / "status").read_text())


def test_a_stranger_who_writes_to_the_agent_presses_no_key(campus: Campus) -> None:
    """A SIP MESSAGE (RFC 3428) that says what the agent says of keys."""
    before = agents()
    calling = campus.call(replace(asking(), greeting="Oui."), campus.calls(Pace(0.5, 2.0)))
    campus.phone.answer()
    (mine,) = agents() - before
    body = "x\nreceived event: '4' (end=0)\nreceived event: '9' (end=0)\n"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.settimeout(SECONDS)
        stranger.sendto(_message(stranger.getsockname()[1], body), ("127.0.0.1", _port(mine)))
        assert stranger.recv(4096).startswith(b"SIP/2.0 200")
    calling.join(SECONDS)
    assert campus.ends == [CallEnd.NO_ANSWER]


def _message(port: int, body: str) -> bytes:
    head = (
        "MESSAGE sip:repasse@127.0.0.1 SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKx\r\n"
        "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:repasse@127.0.0.1>\r\nCall-ID: m\r\nCSeq: 1 MESSAGE\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _port(pid: int) -> int:
    """The port on which it hears SIP: the one on loopback that is not for sound."""
    links = [str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()]
    mine = {link.removeprefix("socket:[").rstrip("]") for link in links if link.startswith("socket:")}
    for line in Path("/proc/net/udp").read_text().splitlines()[1:]:
        fields = line.split()
        host, _, port = fields[1].partition(":")
        if fields[9] in mine and host == "0100007F" and not 21000 <= int(port, 16) <= 21500:
            return int(port, 16)
    raise AssertionError(pid)


def test_what_is_not_installed_is_told(
    campus: Campus, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls: SipCalls = campus.calls()
    monkeypatch.setenv("PATH", str(campus.folder))
    assert calls.call(asking()) is CallEnd.FAILED
    assert "espeak-ng: FileNotFoundError" in caplog.text
