"""Which gateway calls, and what the others do when it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from backend.core.call_failover import CallFailOver, CallGateway, Rung
from backend.core.failover import REST
from backend.core.ports import CallEnd, CallScript
from tests.backend.contracts.channels import SCRIPT, CallChannelContract, Dial
from tests.backend.contracts.fakes import FakeClock


@dataclass
class Gateway:
    """Implements `CallChannel` and `Closing`. A call takes `seconds`."""

    clock: FakeClock
    end: CallEnd = CallEnd.PROVED
    seconds: float = 0
    scripts: list[CallScript] = field(default_factory=list)
    resumed: list[CallScript] = field(default_factory=list)
    closed: bool = False

    def call(self, script: CallScript) -> CallEnd:
        self.scripts.append(script)
        self.clock.sleep(self.seconds)
        return self.end

    def resume(self, script: CallScript) -> CallEnd:
        self.resumed.append(script)
        return self.end

    def close(self) -> None:
        self.closed = True


@dataclass
class Two:
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.first, self.second = Gateway(self.clock), Gateway(self.clock)
        gateways = [
            CallGateway("first", self.first, self.first),
            CallGateway("second", self.second, self.second),
        ]
        self.channel = CallFailOver(gateways, self.clock)

    def rung(self) -> tuple[int, int]:
        return len(self.first.scripts), len(self.second.scripts)


@pytest.fixture
def two() -> Two:
    return Two()


_ENDS = {
    "5554": CallEnd.WRONG,
    "4": CallEnd.PROVED,
    "04": CallEnd.PROVED,
    "514": CallEnd.PROVED,
    "*#4": CallEnd.PROVED,
    "9": CallEnd.NOT_ME,
    "59": CallEnd.NOT_ME,
    "0h": CallEnd.HEARD,
    "05h": CallEnd.HEARD,
    "00": CallEnd.HEARD,
}


class TestCallFailOver(CallChannelContract):
    """Over one that fails and one that works, it is a channel like any other."""

    @pytest.fixture
    def dial(self, two: Two) -> Dial:
        def dial(script: CallScript, keys: str) -> CallEnd:
            two.first.end = CallEnd.FAILED
            two.second.end = _ENDS.get(keys, CallEnd.NO_ANSWER)
            return two.channel.call(script)

        return dial


def test_the_second_calls_when_the_first_cannot(two: Two) -> None:
    two.first.end = CallEnd.FAILED
    assert two.channel.call(SCRIPT) is CallEnd.PROVED
    assert two.channel.resting() == ("first",)
    assert two.channel.gateways == ("first", "second")


@pytest.mark.parametrize("end", [end for end in CallEnd if end is not CallEnd.FAILED])
def test_whatever_else_is_an_answer_and_rings_nobody_twice(two: Two, end: CallEnd) -> None:
    two.first.end = end
    assert two.channel.call(SCRIPT) is end
    assert two.rung() == (1, 0)
    assert two.channel.resting() == ()


def test_all_failed_is_said(two: Two) -> None:
    two.first.end = two.second.end = CallEnd.FAILED
    assert two.channel.call(SCRIPT) is CallEnd.FAILED
    assert two.channel.resting() == ("first", "second")


def test_who_failed_is_asked_last_until_it_has_rested(two: Two) -> None:
    two.first.end = CallEnd.FAILED
    two.channel.call(SCRIPT)
    two.channel.call(SCRIPT)
    assert two.rung() == (1, 2)
    two.clock.sleep(REST.total_seconds())
    two.channel.call(SCRIPT)
    assert two.rung() == (2, 3)
    two.first.end = CallEnd.PROVED
    two.clock.sleep(REST.total_seconds())
    two.channel.call(SCRIPT)
    assert (two.rung(), two.channel.resting()) == ((3, 3), ())


def test_nobody_is_called_after_the_time_is_up(two: Two) -> None:
    two.first.end, two.first.seconds = CallEnd.FAILED, 60
    late = replace(SCRIPT, expires_at=two.clock.now() + timedelta(seconds=30))
    assert two.channel.call(late) is CallEnd.FAILED
    assert two.rung() == (1, 0)


def test_closing_closes_all(two: Two) -> None:
    two.channel.close()
    assert two.first.closed
    assert two.second.closed


def test_who_had_the_call_goes_on_and_nobody_is_rung(two: Two) -> None:
    for end in (CallEnd.BROKEN, CallEnd.PROVED, CallEnd.NO_ANSWER):
        two.second.end = end
        assert two.channel.ring(SCRIPT, "second", pytest.fail) == Rung(end, "second")
    assert (two.rung(), len(two.first.resumed), len(two.second.resumed)) == ((0, 0), 0, 3)


def test_the_others_call_when_it_turns_out_to_have_failed(two: Two) -> None:
    two.second.end = CallEnd.FAILED
    told: set[str] = set()

    def begins(name: str) -> bool:
        told.add(name)
        return True

    assert two.channel.ring(SCRIPT, "second", begins) == Rung(CallEnd.PROVED, "first")
    assert told == {"first"}


def test_a_call_of_a_gateway_that_there_is_no_more_is_broken(two: Two) -> None:
    assert two.channel.ring(SCRIPT, "third", pytest.fail) == Rung(CallEnd.BROKEN, "third")


def test_nobody_calls_for_a_letter_that_is_somebody_else_s(two: Two) -> None:
    assert two.channel.ring(SCRIPT, "", lambda _name: False) is None
    assert two.rung() == (0, 0)
