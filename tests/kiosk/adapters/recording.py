"""A server that keeps what it is asked and answers as it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority


@dataclass
class Recorder:
    """Keeps each request and gives the replies it was given, the last one for ever."""

    replies: list[bytes]
    requests: list[zoo.Request] = field(default_factory=list)

    def handle(self, connection: socket.socket, _server: zoo.Server) -> None:
        while (request := zoo.read_request(connection)) is not None:
            self.requests.append(request)
            connection.sendall(self.replies.pop(0) if len(self.replies) > 1 else self.replies[0])


@contextmanager
def recording(authority: Authority, *replies: bytes) -> Iterator[tuple[Recorder, zoo.Server]]:
    recorder = Recorder(list(replies))
    with zoo.serving(recorder.handle, authority.server()) as server:
        yield recorder, server
