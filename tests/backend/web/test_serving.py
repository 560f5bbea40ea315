"""A listener that cannot begin is named, and what was never started ends without a second fault."""

from __future__ import annotations

import asyncio
import socket
import ssl

import pytest

from backend.background import Repeated
from backend.web.metrics import Condition
from backend.web.serving import Listener, NotServingError, bind, serve
from tests.backend.web.listening import Bare


def test_a_port_that_was_lost_after_it_was_bound_is_named() -> None:
    """Linux lets two programs bind a port with SO_REUSEADDR; the first that listens has it."""
    mine = bind("127.0.0.1", 0)
    port = mine.getsockname()[1]
    with mine, socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        listener = Listener(Bare(), mine, ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
        with pytest.raises(NotServingError, match=rf"127\.0\.0\.1 port {port} cannot be served: .+ in use"):
            asyncio.run(serve([listener], asyncio.Event(), lambda: pytest.fail("it is not ready")))


def test_a_part_that_was_never_started_can_be_ended() -> None:
    part = Repeated("purge", lambda: 0, 1.0, Condition())
    part.stop()
    part.join()
