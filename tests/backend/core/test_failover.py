"""Several gateways: the next at once, a dead one last and by one thread, the truth every time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from backend.core.failover import REST, FailOver, Gateway, Handed, Refusal
from backend.core.ports import Message, Sent
from backend.core.signals import Cap
from backend.core.views import Channel
from tests.backend.contracts.channels import MESSAGE
from tests.backend.fakes import FakeClock, RecordingChannel

PATIENCE = timedelta(seconds=10)


@dataclass
class Heard:
    """Implements `Signals`."""

    handed_to: list[tuple[str, Sent]] = field(default_factory=list)
    caps: list[tuple[Cap, Channel]] = field(default_factory=list)

    def cap_reached(self, cap: Cap, channel: Channel) -> None:
        self.caps.append((cap, channel))

    def handed(self, channel: Channel, gateway: str, sent: Sent, seconds: float) -> None:
        self.handed_to.append((gateway, sent))


@dataclass
class Line:
    """Two gateways and the channel over them."""

    refusal: Refusal = Refusal.OF_ONE_GATEWAY
    patience: timedelta = timedelta(seconds=45)
    first: RecordingChannel = field(default_factory=lambda: RecordingChannel(Sent.ACCEPTED))
    second: RecordingChannel = field(default_factory=lambda: RecordingChannel(Sent.ACCEPTED))
    clock: FakeClock = field(default_factory=FakeClock)
    heard: Heard = field(default_factory=Heard)

    def __post_init__(self) -> None:
        gateways = (Gateway("first", self.first, PATIENCE), Gateway("second", self.second, PATIENCE))
        self.channel = FailOver(Channel.SMS, gateways, self.refusal, self.clock, self.heard, self.patience)
        self.count = 0

    def hand(self) -> Handed:
        self.count += 1
        return self.channel.hand(replace(MESSAGE, id=f"m{self.count}"))


def test_the_first_is_asked_and_the_second_left_alone() -> None:
    line = Line()
    assert line.hand() == Handed(Sent.ACCEPTED, "first")
    assert line.second.messages == []


def test_the_next_is_asked_at_once_and_the_dead_one_last_for_a_while() -> None:
    line = Line()
    line.first.answer = Sent.DEFERRED
    assert line.hand() == Handed(Sent.ACCEPTED, "second")
    assert line.channel.resting() == ("first",)
    assert line.hand() == Handed(Sent.ACCEPTED, "second")
    assert len(line.first.messages) == 1
    line.clock.advance(seconds=REST.total_seconds())
    line.first.answer = Sent.ACCEPTED
    assert line.hand() == Handed(Sent.ACCEPTED, "first")
    assert line.channel.resting() == ()


def test_one_that_rests_is_still_asked_when_the_others_fail() -> None:
    line = Line()
    line.first.answer = Sent.DEFERRED
    line.hand()
    line.first.answer, line.second.answer = Sent.ACCEPTED, Sent.DEFERRED
    assert line.hand() == Handed(Sent.ACCEPTED, "first")


@pytest.mark.parametrize(
    ("first", "second", "refusal", "told"),
    [
        (Sent.DEFERRED, Sent.DEFERRED, Refusal.OF_ONE_GATEWAY, Handed(Sent.DEFERRED)),
        (Sent.FAILED, Sent.ACCEPTED, Refusal.OF_ONE_GATEWAY, Handed(Sent.ACCEPTED, "second")),
        (Sent.FAILED, Sent.FAILED, Refusal.OF_ONE_GATEWAY, Handed(Sent.FAILED, "second")),
        (Sent.FAILED, Sent.DEFERRED, Refusal.OF_ONE_GATEWAY, Handed(Sent.DEFERRED)),
        (Sent.DEFERRED, Sent.FAILED, Refusal.OF_ONE_GATEWAY, Handed(Sent.DEFERRED)),
        (Sent.FAILED, Sent.ACCEPTED, Refusal.FINAL, Handed(Sent.FAILED, "first")),
        (Sent.DEFERRED, Sent.FAILED, Refusal.FINAL, Handed(Sent.FAILED, "second")),
    ],
)
def test_what_is_told_of_both(first: Sent, second: Sent, refusal: Refusal, told: Handed) -> None:
    line = Line(refusal)
    line.first.answer, line.second.answer = first, second
    assert line.hand() == told


def test_a_refusal_is_no_illness() -> None:
    line = Line()
    line.first.answer = Sent.FAILED
    line.hand()
    assert line.channel.resting() == ()


def test_a_message_that_was_taken_is_not_sent_twice_and_one_that_was_not_is() -> None:
    line = Line()
    line.first.answer = line.second.answer = Sent.DEFERRED
    assert line.channel.send(MESSAGE) is Sent.DEFERRED
    line.first.answer = Sent.ACCEPTED
    assert [line.channel.send(MESSAGE) for _ in range(3)] == [Sent.ACCEPTED] * 3
    assert len(line.first.messages) == 2


def test_no_gateway_is_asked_that_could_not_answer_in_time() -> None:
    """The lease of a letter bounds it: after that another process may send it too."""
    line = Line(patience=timedelta(seconds=15))

    class Slow:
        def send(self, message: Message) -> Sent:
            line.clock.advance(seconds=10)
            return Sent.DEFERRED

    line.channel = FailOver(
        Channel.SMS,
        (Gateway("slow", Slow(), PATIENCE), Gateway("second", line.second, PATIENCE)),
        Refusal.OF_ONE_GATEWAY,
        line.clock,
        line.heard,
        timedelta(seconds=15),
    )
    assert line.hand() == Handed(Sent.DEFERRED)
    assert line.second.messages == []
    assert line.hand() == Handed(Sent.ACCEPTED, "second")


def test_a_hung_gateway_holds_up_one_thread_only() -> None:
    line = Line()
    inside, go_on = threading.Event(), threading.Event()

    class Hung:
        def send(self, message: Message) -> Sent:
            if message.id == "hangs":
                inside.set()
                assert go_on.wait(30)
            return Sent.DEFERRED

    line.channel = FailOver(
        Channel.SMS, (Gateway("hung", Hung()),), Refusal.FINAL, line.clock, line.heard, PATIENCE
    )
    assert line.hand() == Handed(Sent.DEFERRED)  # from now on it rests
    told: list[Sent] = []
    thread = threading.Thread(target=lambda: told.append(line.channel.send(replace(MESSAGE, id="hangs"))))
    thread.start()
    assert inside.wait(30)
    assert line.hand() == Handed(Sent.DEFERRED)
    assert len(line.heard.handed_to) == 1
    go_on.set()
    thread.join(30)
    assert told == [Sent.DEFERRED]


def test_figures_are_told() -> None:
    line = Line()
    line.first.answer = Sent.DEFERRED
    line.hand()
    assert line.heard.handed_to == [("first", Sent.DEFERRED), ("second", Sent.ACCEPTED)]
