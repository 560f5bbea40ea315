"""The positive controls of the search: a text is found wherever a program can hold one, until it is gone."""

from __future__ import annotations

import io
import logging
import queue
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from contextlib import ExitStack
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit

from kiosk.core.secret import Secret
from tests.e2e.station.traces import Trace, found, trace

WAIT = 20.0
Parts = tuple[str, str]
"""Two halves; only the whole is searched for, and only a place under test puts it together."""
Wait = Callable[[], None]

pytestmark = pytest.mark.usefixtures("qapp")


def some_parts() -> Parts:
    return secrets.token_hex(8), secrets.token_hex(8)


def traces_of(planted: dict[str, Parts]) -> list[Trace]:
    return [trace(name, "".join(parts)) for name, parts in planted.items()]


class Held:
    """A thread that keeps the whole text in one local until it is told to go on."""

    def __init__(self, keep: Callable[[Parts, Wait], int], parts: Parts) -> None:
        self._reached, self._released = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=keep, args=(parts, self._wait), daemon=True)

    def _wait(self) -> None:
        self._reached.set()
        self._released.wait()

    def __enter__(self) -> None:
        self._thread.start()
        assert self._reached.wait(WAIT)

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._thread.join(WAIT)
        assert not self._thread.is_alive()


def in_a_local(parts: Parts, wait: Wait) -> int:
    kept = "".join(parts)
    wait()
    return len(kept)


def as_bytes(parts: Parts, wait: Wait) -> int:
    kept = "".join(parts).encode()
    wait()
    return len(kept)


def in_a_tuple(parts: Parts, wait: Wait) -> int:
    kept = ("".join(parts), 1)
    wait()
    return len(kept)


def in_a_caller(parts: Parts, wait: Wait) -> int:
    kept = "".join(parts)
    return _deeper(3, wait) + len(kept)


def _deeper(frames: int, wait: Wait) -> int:
    if frames:
        return _deeper(frames - 1, wait)
    wait()
    return 0


def in_a_running_generator(parts: Parts, wait: Wait) -> int:
    def running() -> Iterator[int]:
        kept = "".join(parts)
        wait()
        yield len(kept)

    return sum(running())


def in_a_running_coroutine(parts: Parts, wait: Wait) -> int:
    async def running() -> int:
        kept = "".join(parts)
        wait()
        return len(kept)

    with pytest.raises(StopIteration):
        running().send(None)
    return 0


def while_an_error_is_handled(parts: Parts, wait: Wait) -> int:
    try:
        _fail(parts)
    except ValueError:
        wait()
    return 0


def _fail(parts: Parts) -> None:
    kept = "".join(parts)
    raise ValueError(len(kept))


KEEPERS = (
    in_a_local,
    as_bytes,
    in_a_tuple,
    in_a_caller,
    in_a_running_generator,
    in_a_running_coroutine,
    while_an_error_is_handled,
)


def test_every_living_thread_is_searched() -> None:
    planted = {keep.__name__: some_parts() for keep in KEEPERS}
    with ExitStack() as threads:
        for keep in KEEPERS:
            threads.enter_context(Held(keep, planted[keep.__name__]))
        assert found(traces_of(planted)) == set(planted)
    assert found(traces_of(planted)) == set()


def test_the_stack_that_searches_is_searched_too() -> None:
    parts = some_parts()
    kept = "".join(parts)
    assert found(traces_of({"kept": parts})) == {"kept"}
    del kept
    assert not found(traces_of({"kept": parts})), "what an earlier search read of a frame is read anew"


def waiting_generator(parts: Parts) -> Iterator[int]:
    kept = "".join(parts)
    yield 0
    yield len(kept)


async def waiting_coroutine(parts: Parts) -> int:
    kept = "".join(parts)
    async for _ in _turns():
        pass
    return len(kept)


async def _turns() -> AsyncIterator[None]:
    await _Turn()
    yield


class _Turn:
    def __await__(self) -> Generator[None, None, None]:
        yield


def started(parts: Parts) -> Iterator[int]:
    made = waiting_generator(parts)
    next(made)
    return made


def awaited(parts: Parts) -> Coroutine[object, object, int]:
    made = waiting_coroutine(parts)
    made.send(None)
    return made


def failed(parts: Parts) -> BaseException:
    with pytest.raises(ValueError, match="32") as caught:
        _fail(parts)
    return caught.value


def logged(parts: Parts) -> logging.LogRecord:
    return logging.LogRecord("name", logging.INFO, "path", 1, "%s", ("".join(parts),), None)


def queued(parts: Parts) -> queue.SimpleQueue[str]:
    made: queue.SimpleQueue[str] = queue.SimpleQueue()
    made.put("".join(parts))
    return made


def put_off(parts: Parts) -> Callable[[], None]:
    return partial(print, Secret("".join(parts)))


def typed(parts: Parts) -> QLineEdit:
    return QLineEdit("".join(parts))


def written(parts: Parts) -> io.StringIO:
    made = io.StringIO()
    made.write("".join(parts))
    return made


def sent(parts: Parts) -> io.BytesIO:
    return io.BytesIO("".join(parts).encode())


PLACES = (started, awaited, failed, logged, queued, put_off, typed, written, sent)


def test_what_is_kept_is_found_until_it_is_gone() -> None:
    planted = {plant.__name__: some_parts() for plant in PLACES}
    kept = [plant(planted[plant.__name__]) for plant in PLACES]
    assert found(traces_of(planted)) == set(planted)
    while kept:
        _end(kept.pop())
    assert found(traces_of(planted)) == set()


def _end(one: object) -> None:
    if isinstance(one, Coroutine):
        one.close()
    if isinstance(one, QLineEdit):
        one.setText("")
