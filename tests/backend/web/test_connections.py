"""Who holds a connection open, drop by drop or in great number, is closed; who waits for an answer is not."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from backend.core.networks import Proxies
from backend.web.bounds import ConnectionSettings
from tests.backend.web.listening import House, ask, closed, listening, until

SLACK = ConnectionSettings(head=120, body=120, idle=600, unread=600)
"""Bounds that no test reaches; each test tightens the one it is about."""
TIGHT = ConnectionSettings(head=4, body=4, idle=4, unread=4)


def drip(send: Callable[[bytes], object]) -> None:
    """A byte every tenth of a second until the other side has closed, or too long has passed."""
    for _ in range(300):
        try:
            send(b"a")
        except OSError:
            return
        time.sleep(0.1)
    raise AssertionError("was never closed")


def test_a_silent_connection_is_closed(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, head=3)) as house, house.line() as line:
        assert closed(line) == b""


def test_a_head_that_comes_in_drops_is_closed(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, head=3)) as house, house.line() as line:
        line.sendall(b"GET /now HTTP/1.1\r\nX-Slow: ")
        drip(line.sendall)
        assert not house.app.asked.is_set()


def test_a_second_head_that_comes_in_drops_is_closed(tmp_path: Path) -> None:
    """The first byte ends uvicorn's idle time; from there the head has its own."""
    with listening(tmp_path, replace(SLACK, head=3)) as house, house.line() as line:
        ask(line, "/now")
        until(line, b"here")
        line.sendall(b"GET /now HTTP/1.1\r\nX-Slow: ")
        drip(line.sendall)


@pytest.mark.parametrize("announced", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
def test_a_body_that_comes_in_drops_is_closed(tmp_path: Path, announced: str) -> None:
    with listening(tmp_path, replace(SLACK, body=1)) as house, house.line() as line:
        ask(line, "/body", "POST", announced + "\r\n")
        drip(line.sendall if "Length" in announced else lambda _drop: line.sendall(b"1\r\na\r\n"))
        assert house.app.gone.wait(30)


def test_a_body_that_nobody_reads_has_the_same_time(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, body=1)) as house, house.line() as line:
        ask(line, "/now", "POST", "Content-Length: 1000\r\n")
        until(line, b"here")
        drip(line.sendall)


def test_an_idle_connection_is_closed(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, idle=3)) as house, house.line() as line:
        ask(line, "/now")
        assert b"here" in closed(line)


def test_every_request_has_its_time_anew(tmp_path: Path) -> None:
    """Each of three answers on one connection is pending for longer than head and body may take."""
    with listening(tmp_path, replace(TIGHT, idle=600)) as house, house.line() as poll:
        for _ in range(3):
            house.app.asked.clear()
            house.app.release.clear()
            ask(poll, "/wait", "POST", "Content-Length: 2\r\n", b"ab")
            assert house.app.asked.wait(30)
            outlasted(house)
            house.app.release.set()
            until(poll, b"here")


@pytest.mark.parametrize(("path", "end"), [("/wait", b"here"), ("/events", b"data: two\n\n")])
def test_a_pending_answer_outlasts_every_bound(tmp_path: Path, path: str, end: bytes) -> None:
    """Connections that came later have met each bound before the answer is released."""
    with listening(tmp_path, TIGHT) as house, house.line() as poll:
        ask(poll, path)
        assert house.app.asked.wait(30)
        outlasted(house)
        with house.line() as idle:
            ask(idle, "/now")
            closed(idle)
        house.app.release.set()
        until(poll, end)


def outlasted(house: House) -> None:
    """See the bounds on head and body pass, one after the other."""
    with house.line() as silent:
        closed(silent)
    with house.line() as starved:
        ask(starved, "/now", "POST", "Content-Length: 9\r\n")
        closed(starved)


def test_an_answer_that_nobody_reads_is_given_up(tmp_path: Path) -> None:
    """Who reads everything, with pauses of its own, keeps the connection when that bound has passed."""
    with listening(tmp_path, replace(SLACK, unread=5)) as house, house.line() as reader:
        ask(reader, "/large")
        until(reader, b"\r\n0\r\n\r\n")
        assert not house.app.gone.is_set()
        with house.line() as line:
            ask(line, "/large")
            assert house.app.gone.wait(60)
        ask(reader, "/now")
        until(reader, b"here")


def test_one_address_at_its_cap_does_not_stop_another(tmp_path: Path) -> None:
    with (
        listening(tmp_path, replace(SLACK, most=3, per_address=1)) as house,
        house.line("127.0.0.1") as first,
    ):
        assert house.refuses("127.0.0.1")
        with house.line("127.0.0.2") as second:
            for line in (first, second):
                ask(line, "/now")
                until(line, b"here")


def test_who_is_inside_stays_when_the_house_is_full(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, most=1, per_address=1)) as house, house.line() as line:
        for _ in range(3):
            assert house.refuses("127.0.0.2")
            ask(line, "/now")
            until(line, b"here")


def test_a_connection_counts_before_its_handshake(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, most=2, per_address=2)) as house:
        with house.knock(), house.knock():
            assert house.refuses()
        admitted(house)


def test_a_failed_handshake_gives_its_place_back(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, most=1, per_address=1)) as house:
        with house.knock() as plain, suppress(OSError):
            plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
            plain.recv(100)
        admitted(house)


def test_a_reset_amid_the_handshake_gives_its_place_back(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, most=1, per_address=1)) as house:
        with house.knock() as plain:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            assert house.refuses("127.0.0.2")
        admitted(house)


def test_a_closed_connection_gives_its_place_back(tmp_path: Path) -> None:
    with listening(tmp_path, replace(SLACK, most=1, per_address=1)) as house:
        for _ in range(3):
            admitted(house)


def admitted(house: House) -> None:
    """Come in and leave, once the server has seen that the last one left."""
    for _ in range(300):
        if not house.refuses():
            return
        time.sleep(0.1)
    raise AssertionError("no place became free")


def test_a_proxy_is_bounded_in_all_only(tmp_path: Path) -> None:
    bounds, proxies = replace(SLACK, most=3, per_address=1), Proxies("127.0.0.2/32")
    with listening(tmp_path, bounds, proxies) as house, ExitStack() as held:
        for source in ("127.0.0.2", "127.0.0.2", "127.0.0.1"):
            held.enter_context(house.line(source))
        assert house.refuses("127.0.0.2")


def test_a_request_on_the_heels_of_the_handshake_is_answered(tmp_path: Path) -> None:
    with listening(tmp_path, SLACK) as house:
        for _ in range(20):
            with house.line() as line:
                ask(line, "/now")
                until(line, b"here")


def test_the_end_waits_for_no_handshake(tmp_path: Path) -> None:
    with listening(tmp_path, SLACK) as house:
        plain: socket.socket = house.knock()
        assert not house.refuses()
    with plain:
        assert plain.recv(1) == b""
