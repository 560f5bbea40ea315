"""The backend ends on the system's signals, also on event loops that know none."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator

import pytest

from backend.stopping import stop_on_signals


class WindowsLoop(asyncio.SelectorEventLoop):
    """Refuses as `ProactorEventLoop` does."""

    def add_signal_handler(self, sig: int, callback: Callable[..., object], *args: object) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def handlers_as_before() -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("make", [asyncio.SelectorEventLoop, WindowsLoop])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it(make: Callable[[], asyncio.AbstractEventLoop], number: signal.Signals) -> None:
    async def until_told() -> None:
        stopping = asyncio.Event()
        stop_on_signals(asyncio.get_running_loop(), stopping)
        signal.raise_signal(number)
        await asyncio.wait_for(stopping.wait(), 30)

    with asyncio.Runner(loop_factory=make) as runner:
        runner.run(until_told())
