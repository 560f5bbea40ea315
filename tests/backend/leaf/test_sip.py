"""Calls by SIP with an agent of our own making, and speech; baresip itself is in `make test-servers`."""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.adapters.channels import sip_agent, speech
from backend.adapters.channels.sip import Pace, SipCalls, own_address
from backend.adapters.channels.sip_agent import AgentGone
from backend.adapters.channels.sip_files import LOCK, abandoned, locked
from backend.adapters.channels.speech import RATE, SpeechError, spoken
from backend.adapters.channels.voice_settings import SipSettings, VoiceSettings
from backend.core.call_line import Manner, Said
from backend.core.ports import CallEnd, CallScript
from backend.core.secret import Secret
from backend.settings import BackendSettings, ChannelSettings
from backend.voice_parts import voice_faults
from tests.backend.contracts.channels import SCRIPT, CallChannelContract, Dial
from tests.backend.contracts.fakes import FakeClock

SETTINGS = SipSettings(server="127.0.0.1", user="repasse", patience=timedelta(seconds=30))
SHORT = replace(SCRIPT, greeting="Oui.", code_text=Secret("1, 2."))
QUICK = Pace(again=0.1, last=0.2)
Programmed = Callable[[str], SipCalls]
AGENT = """#!{python} -S
# A line of `acts` for each command that comes: what is printed then. `exit` and `sleep` do so.
import sys, time
acts = {acts!r}.split("|")
print("baresip is ready." if acts.pop(0) == "ready" else "no", flush=True)
for command in sys.stdin:
    if command == "/quit\\n":
        break
    act = acts.pop(0) if acts else ""
    if act == "exit":
        break
    if act == "sleep":
        time.sleep(60)
    name = command.strip().rpartition(",")[2]
    print(act.replace("OPENED", "aufile: " + name + ": 8000 Hz, 1 channels").replace(";", "\\n"), flush=True)
"""
TAKEN = "call: SIP Progress: 180 Ringing (/);repasse@h: Call established: sip:x@h"
BYE = "sip:x@h: session closed: Connection reset by peer"


def key(text: str) -> str:
    return f"received event: '{text}' (end=0);received event: '{text}' (end=1)"


def test_calls_come_from_the_address_towards_the_system_unless_one_is_given() -> None:
    assert own_address(SETTINGS) == "127.0.0.1"
    assert own_address(replace(SETTINGS, server="192.0.2.1", local="127.0.0.9")) == "127.0.0.9"
    assert own_address(replace(SETTINGS, server="255.255.255.255")) == "", "where nobody may send to"


def test_the_agent_is_told_that_address_and_need_not_look(
    programmed: Programmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []

    def running_agent(room: Path, address: str, _seconds: int) -> None:
        told.append((address, (room / "config").read_text(encoding="utf-8").splitlines()[0]))
        raise AgentGone("enough")

    monkeypatch.setattr("backend.adapters.channels.sip.running_agent", running_agent)
    assert programmed("no").call(SHORT) is CallEnd.FAILED
    assert told == [("127.0.0.1", "sip_listen 127.0.0.1:0")]


@pytest.fixture
def programmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programmed:
    """Calls through an agent that does as it is told."""
    monkeypatch.setattr("backend.adapters.channels.sip_files._MODULES", (str(tmp_path),))
    monkeypatch.setattr(sip_agent, "_ENDING", 0.5)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def calls(acts: str) -> SipCalls:
        program = tmp_path / sip_agent.PROGRAM
        program.write_text(AGENT.format(python=sys.executable, acts=acts), encoding="utf-8")
        program.chmod(0o755)
        return SipCalls(SETTINGS, tmp_path / "calls", FakeClock(), QUICK)

    return calls


class TestSipCalls(CallChannelContract):
    @pytest.fixture
    def dial(self, programmed: Programmed) -> Dial:
        def dial(script: CallScript, keys: str) -> CallEnd:
            short = replace(script, greeting="Oui.", code_text=Secret("1."))
            pressed = ";".join(BYE if one == "h" else key(one) for one in keys)
            return programmed(f"ready|{TAKEN}|OPENED;{pressed}|OPENED|OPENED|OPENED").call(short)

        return dial


@pytest.mark.parametrize(
    ("acts", "end"),
    [
        ("ready|exit", CallEnd.FAILED),
        ("ready|sip:x@h: session closed: 486 Busy Here", CallEnd.NO_ANSWER),
        ("ready|sip:x@h: session closed: 603 Decline", CallEnd.NO_ANSWER),
        ("ready|sip:x@h: session closed: 401 Unauthorized", CallEnd.FAILED),
        ("ready|sip:x@h: session closed: 503 Service Unavailable", CallEnd.FAILED),
        ("ready|sip:x@h: session closed: Connection refused", CallEnd.FAILED),
        (f"ready|{TAKEN}|exit", CallEnd.BROKEN),
        (f"ready|{TAKEN}|OPENED;{key('0')}|exit", CallEnd.HEARD),
        (f"ready|{TAKEN}|OPENED;{BYE}", CallEnd.NO_ANSWER),
        (f"ready|{TAKEN};{BYE}", CallEnd.NO_ANSWER),
        (f"ready|{TAKEN};{key('4')}|OPENED", CallEnd.PROVED),
        (f'ready|{TAKEN}|OPENED;sip:x@h: "{key("4")}', CallEnd.NO_ANSWER),
        (f"ready|{TAKEN}|OPENED;x received event: '4' (end=0)", CallEnd.NO_ANSWER),
        (f"ready|{TAKEN}|OPENED;received event: '4' (end=1)", CallEnd.NO_ANSWER),
    ],
)
def test_how_it_ends(programmed: Programmed, tmp_path: Path, acts: str, end: CallEnd) -> None:
    assert programmed(acts).call(SHORT) is end
    assert list((tmp_path / "calls").iterdir()) == []


def test_an_agent_that_is_never_ready(programmed: Programmed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sip_agent, "START", 1.0)
    assert programmed("no").call(SHORT) is CallEnd.FAILED


@pytest.mark.parametrize("acts", ["ready|sleep", "ready|"])
def test_a_system_that_does_not_begin_costs_the_patience(programmed: Programmed, acts: str) -> None:
    calls = programmed(acts)
    calls._settings = replace(SETTINGS, patience=timedelta(seconds=1))
    assert calls.call(SHORT) is CallEnd.FAILED


@pytest.mark.parametrize("number", ["+3247 0", "+32470;x=1", "0470123423", "", "sip:a@b"])
def test_only_a_number_is_dialled(programmed: Programmed, tmp_path: Path, number: str) -> None:
    calls = programmed(f"ready|{TAKEN}")
    assert calls.call(replace(SHORT, destination=Secret(number))) is CallEnd.FAILED
    assert not (tmp_path / "calls").exists()


def test_nothing_is_dialled_in_the_last_seconds(programmed: Programmed) -> None:
    late = replace(SHORT, expires_at=FakeClock().now() + timedelta(seconds=14))
    assert programmed(f"ready|{TAKEN}").call(late) is CallEnd.FAILED


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "sip:0032470123423@pbx:5060;transport=udp"),
        ({"prefix": "0", "plus": "00"}, "sip:00032470123423@pbx:5060;transport=udp"),
        ({"plus": "+", "port": 5080, "transport": "tcp"}, "sip:+32470123423@pbx:5080;transport=tcp"),
    ],
)
def test_what_is_dialled(changes: dict[str, str], address: str) -> None:
    made = replace(SETTINGS, server="pbx", **changes)  # type: ignore[arg-type] # its fields
    assert made.address_of("32470123423") == address


def test_folders_of_processes_that_died_go(programmed: Programmed, tmp_path: Path) -> None:
    old, young, dead, alive = (tmp_path / "calls" / name for name in ("old", "young", "dead", "alive"))
    for folder in (old, young, dead, alive):
        folder.mkdir(parents=True)
        (folder / "accounts").touch()
    os.utime(old, (0, 0))
    (dead / LOCK).touch()
    with locked(alive):
        programmed("ready|exit")
        assert [one for one in (old, young, dead, alive) if one.exists()] == [young, alive]


def test_a_folder_that_is_just_being_made_is_nobody_s_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another call tidies between the lock's file and its being held."""
    lock, seen = fcntl.flock, list[str]()

    def tidied_before(file: int, how: int) -> None:
        if how == fcntl.LOCK_EX:
            with suppress(OSError):
                seen.append("abandoned" if abandoned(tmp_path) else "alive")
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", tidied_before)
    with locked(tmp_path):
        assert seen == []
        assert not abandoned(tmp_path)


def test_what_came_before_an_event_comes_before_what_followed_it() -> None:
    """A 9 while a file was being opened, and the end of the call at once: it was not them."""
    told = f"{key('9')};aufile: say1.wav: 8000 Hz, 1 channels;{BYE}".replace(";", "\n")
    process = subprocess.Popen(["/bin/echo", told], stdout=subprocess.PIPE)
    with Path(os.devnull).open("wb") as nobody:
        agent = sip_agent.Agent(process, nobody)
        agent._reader.join()
        agent.wait_for(sip_agent.Opened("say1.wav"), 30)
        assert [agent.next(0) for _ in range(2)] == [sip_agent.Key("9"), sip_agent.Closed()]
        agent.close()


def test_no_log_holds_number_or_code(programmed: Programmed, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        programmed(f"ready|{TAKEN}|OPENED;{key('0')}|exit").call(SHORT)
        programmed("ready|sip:0032470123423@h: session closed: 500 +32470123423").call(SHORT)
    assert caplog.records
    assert not [text for text in ("32470123423", "1, 2") if text in caplog.text]


def test_programs_that_are_missing_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = VoiceSettings(gateways=("sip",), sip=SETTINGS)
    settings = replace(BackendSettings(), channels=ChannelSettings(voice="gateways"), voice=voice)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert voice_faults(settings) == [
        "voice.gateways: sip needs the program baresip (Debian package baresip-core)",
        "voice.gateways: sip needs the program espeak-ng (Debian package espeak-ng)",
        "voice.gateways: sip needs the program setpriv (Debian package util-linux)",
    ]
    assert voice_faults(BackendSettings()) == []
    for program in ("baresip", "espeak-ng", "setpriv"):
        (tmp_path / program).touch(0o755)
    assert voice_faults(settings) == []


# --- speech -------------------------------------------------------------------------------------


def test_a_code_is_said_twice_and_slowly() -> None:
    text = Secret("1, 2, 3, 4.")
    once, twice = spoken(Said(text), "fr"), spoken(Said(text, Manner.TWICE_SLOWLY), "fr")
    pause = len(speech._PAUSE)
    slow = twice[: (len(twice) - pause) // 2]
    assert twice == slow + bytes(pause) + slow
    assert len(slow) > 1.2 * len(once) > 1.2 * RATE


def test_each_language_has_its_voice() -> None:
    said = Said(Secret("Code 1, 2, 3."))
    assert spoken(said, "fr-BE") == spoken(said, "fr") == spoken(said, "xx") != spoken(said, "en")


def test_what_is_said_is_in_no_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nenv > {tmp_path}/environment\ncat\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("REPASSE_X__TOKEN", "t0ken")
    with pytest.raises(SpeechError, match="no WAVE file"):
        spoken(Said(Secret("1, 2, 3.")), "fr")
    assert "1, 2" not in (tmp_path / "arguments").read_text()
    assert "t0ken" not in (tmp_path / "environment").read_text()


@pytest.mark.parametrize("program", ["#!/bin/sh\nexit 3\n", None])
def test_a_voice_that_fails_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if program is not None:
        (tmp_path / "espeak-ng").write_text(program)
        (tmp_path / "espeak-ng").chmod(0o755)
    with pytest.raises(SpeechError) as told:
        spoken(Said(Secret("1, 2, 3.")), "fr")
    assert "1, 2" not in str(told.value)
