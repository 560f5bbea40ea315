from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backend.adapters.channels.local import SHORTEST_POLL, LocalCalls, LocalMessages
from backend.adapters.channels.local_phone import CallEnded, CallRings, CallSays, LocalPhone, MessageArrived
from backend.core.ports import CallEnd, CallScript, Sent
from backend.core.secret import Secret
from backend.core.views import Channel
from tests.backend.contracts.channels import (
    MESSAGE,
    SCRIPT,
    CallChannelContract,
    Dial,
    Inbox,
    MessageChannelContract,
)
from tests.backend.contracts.fakes import START, FakeClock


class Caller:
    """Calls, and presses the next key at every sleep: no threads and no waiting."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock = folder, clock
        self.phone = LocalPhone(folder)
        self.calls = LocalCalls(folder, clock, self.sleep)
        self.keys: list[str] = []
        self.sleeps: list[float] = []
        self.files: list[str] = []

    def __call__(self, script: CallScript, keys: str) -> CallEnd:
        self.keys = list(keys)
        return self.calls.call(script)

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.files.append("".join(path.read_text() for path in self.folder.rglob("*.json")))
        self.clock.sleep(seconds if self.keys else 60)
        if self.keys:
            key = self.keys.pop(0)
            if key == "h":
                self.phone.hang_up(SCRIPT.id)
            else:
                self.phone.press(SCRIPT.id, key)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def caller(tmp_path: Path, clock: FakeClock) -> Caller:
    return Caller(tmp_path / "spool", clock)


class TestLocalMessages(MessageChannelContract):
    @pytest.fixture
    def channel(self, tmp_path: Path, clock: FakeClock) -> LocalMessages:
        return LocalMessages(tmp_path / "spool", Channel.SMS, clock)

    @pytest.fixture
    def inbox(self, tmp_path: Path) -> Inbox:
        def read() -> list[tuple[str, str]]:
            found = LocalPhone(tmp_path / "spool").poll()
            arrived = [event for event in found if isinstance(event, MessageArrived)]
            return [(event.destination.reveal(), event.body.reveal()) for event in arrived]

        return read

    @pytest.fixture
    def broken(self, tmp_path: Path, clock: FakeClock) -> LocalMessages:
        (tmp_path / "file").touch()
        return LocalMessages(tmp_path / "file", Channel.SMS, clock)


class TestLocalCalls(CallChannelContract):
    @pytest.fixture
    def dial(self, caller: Caller) -> Dial:
        return caller


def test_a_record_is_whole_and_for_its_owner_only(tmp_path: Path, clock: FakeClock) -> None:
    folder = tmp_path / "spool"
    folder.mkdir(mode=0o755)
    assert LocalMessages(folder, Channel.EMAIL, clock).send(MESSAGE) is Sent.DELIVERED
    assert folder.stat().st_mode & 0o777 == 0o700
    (path,) = (folder / "new").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert list((folder / "tmp").iterdir()) == []
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "kind": "message",
        "id": "m1",
        "channel": "email",
        "destination": "+32470123423",
        "language": "fr",
        "subject": "",
        "body": "Votre code est 1234 5678",
        "at": START.isoformat(),
    }


@pytest.mark.parametrize("name", ["../../escape", "a/b", "", "x" * 300, "a-b", "\ud800", "\0"])
def test_no_id_leaves_the_folder(tmp_path: Path, clock: FakeClock, name: str) -> None:
    channel = LocalMessages(tmp_path / "spool", Channel.SMS, clock)
    assert channel.send(replace(MESSAGE, id=name)) is Sent.DELIVERED
    assert channel.send(replace(MESSAGE, id=name)) is Sent.DELIVERED
    assert [path.name for path in tmp_path.iterdir()] == ["spool"]
    assert len(list((tmp_path / "spool" / "new").iterdir())) == 1


def test_a_message_delivered_is_never_written_over(tmp_path: Path, clock: FakeClock) -> None:
    channel = LocalMessages(tmp_path, Channel.SMS, clock)
    channel.send(MESSAGE)
    assert channel.send(replace(MESSAGE, body=Secret("other"))) is Sent.DELIVERED
    (arrived,) = LocalPhone(tmp_path).poll()
    assert isinstance(arrived, MessageArrived)
    assert arrived.body.matches(MESSAGE.body)


def test_messages_come_in_order_and_once(tmp_path: Path, clock: FakeClock) -> None:
    channel, phone = LocalMessages(tmp_path, Channel.SMS, clock), LocalPhone(tmp_path)
    assert phone.poll() == []
    for name in ("z", "a", "m"):
        channel.send(replace(MESSAGE, id=name))
        clock.sleep(1)
    assert [event.id for event in phone.poll()] == ["z", "a", "m"]
    assert phone.poll() == []


def test_what_is_no_record_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for number, text in enumerate(
        ["", "[]", "{}", '{"kind": "call", "at": "x"}', '{"kind": "x", "at": "2026-11-23"}']
    ):
        (tmp_path / "new" / f"{number}.json").write_text(text)
    assert LocalPhone(tmp_path).poll() == []


def test_a_call_rings_with_its_greeting_and_without_the_code(caller: Caller) -> None:
    caller(SCRIPT, "h")
    rings, ended = caller.phone.poll()
    assert isinstance(rings, CallRings)
    assert (rings.id, rings.greeting, rings.language) == ("c1", "Bonjour.", "fr")
    assert rings.destination.reveal() == "+32470123423"
    assert rings.expires_at == SCRIPT.expires_at
    assert isinstance(ended, CallEnded)
    assert ended.end is CallEnd.NO_ANSWER


def test_the_code_is_in_no_file_before_0_is_pressed_and_then_said_twice(caller: Caller) -> None:
    code = SCRIPT.code_text.reveal()
    caller(SCRIPT, "50h")
    assert len(caller.files) >= 3
    assert [code in seen for seen in caller.files[:3]] == [False, False, True]
    assert '"digit"' not in caller.files[-1]
    said = [event.text.reveal() for event in caller.phone.poll() if isinstance(event, CallSays)]
    assert len(said) == 2
    assert "réessayez" in said[0]
    assert said[1] == f"{code} {code}"


def test_many_sayings_stay_in_order(caller: Caller) -> None:
    caller(SCRIPT, "0" * 12 + "5h")
    said = [event.text.reveal() for event in caller.phone.poll() if isinstance(event, CallSays)]
    assert len(said) == 13
    assert "réessayez" in said[-1]


def test_keys_pressed_at_once_are_heard_in_order(caller: Caller) -> None:
    phone = LocalPhone(caller.folder, ticks=lambda: 7)
    for key in "569":
        phone.press(SCRIPT.id, key)
    assert caller(SCRIPT, "") is CallEnd.NOT_ME
    assert caller.sleeps == []


def test_keys_of_another_call_are_left_alone(caller: Caller) -> None:
    caller.phone.press("c2", "4")
    caller.phone.press("c1-x", "4")
    assert caller(SCRIPT, "") is CallEnd.NO_ANSWER
    assert len(list((caller.folder / "keys").iterdir())) == 2


def test_nothing_looks_more_often_than_agreed(tmp_path: Path, clock: FakeClock) -> None:
    sleeps: list[float] = []

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        clock.sleep(120)

    LocalCalls(tmp_path, clock, sleep, poll=0.0).call(SCRIPT)
    assert set(sleeps) == {SHORTEST_POLL}


def test_a_call_past_its_time_hears_nothing(caller: Caller, clock: FakeClock) -> None:
    caller.phone.press(SCRIPT.id, "4")
    clock.sleep(timedelta(minutes=10).total_seconds())
    assert caller(SCRIPT, "") is CallEnd.NO_ANSWER


def test_a_repeated_call_answers_how_the_first_one_ended(caller: Caller) -> None:
    assert caller(SCRIPT, "4") is CallEnd.PROVED
    assert caller(SCRIPT, "9") is CallEnd.PROVED
    assert len([event for event in caller.phone.poll() if isinstance(event, CallRings)]) == 1


def test_nothing_a_script_says_makes_9_or_0_a_proof(caller: Caller) -> None:
    assert caller(replace(SCRIPT, digit="9"), "9") is CallEnd.NOT_ME
    assert caller(replace(SCRIPT, id="c9", digit="0"), "") is CallEnd.NO_ANSWER
    assert caller(replace(SCRIPT, id="c8", digit=""), "") is CallEnd.NO_ANSWER


def test_a_call_that_cannot_be_placed_has_failed(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").touch()
    assert LocalCalls(tmp_path / "file", clock, clock.sleep).call(SCRIPT) is CallEnd.FAILED


def test_closing_ends_a_call_at_its_next_look(tmp_path: Path, clock: FakeClock) -> None:
    calls = LocalCalls(tmp_path, clock, lambda _: calls.close())
    assert calls.call(SCRIPT) is CallEnd.NO_ANSWER
    assert clock.now() == START


def test_parallel_calls_hear_their_own_keys(tmp_path: Path, clock: FakeClock) -> None:
    phone, calls = LocalPhone(tmp_path), LocalCalls(tmp_path, clock, lambda _: None)
    ends: dict[str, CallEnd] = {}

    def ring(name: str) -> None:
        ends[name] = calls.call(replace(SCRIPT, id=name, destination=Secret(name)))

    threads = [threading.Thread(target=ring, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for name, key in (("a", "4"), ("b", "9"), ("c", "hangup")):
        phone.press(name, key)
    for thread in threads:
        thread.join()
    assert ends == {"a": CallEnd.PROVED, "b": CallEnd.NOT_ME, "c": CallEnd.NO_ANSWER}
