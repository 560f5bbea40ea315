"""A syslog receiver over TLS and a mail server with STARTTLS, on loopback, under a CA of their own."""

from __future__ import annotations

import io
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from backend.adapters.pki import Authority, server_context

NAMES = ("127.0.0.1",)


@dataclass
class Receiver:
    """What it heard; `problems` holds what went wrong on its side."""

    port: int
    ca: Path
    heard: list[bytes] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Server(threading.Thread):
    """Serves one connection after the other until it is closed."""

    def __init__(self, folder: Path, names: tuple[str, ...] = NAMES) -> None:
        super().__init__(daemon=True)
        authority = Authority(folder)
        identity = authority.identity(names, datetime.now(UTC))
        self.context = server_context(identity)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.receiver = Receiver(self.listening.getsockname()[1], authority.certificate)

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            connection.settimeout(10)
            with connection:
                try:
                    self.serve(connection)
                except OSError as error:
                    self.receiver.problems.append(type(error).__name__)

    def serve(self, connection: socket.socket) -> None:
        raise NotImplementedError

    def close(self) -> None:
        with suppress(OSError):
            self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.join(10)


class _Syslog(_Server):
    """RFC 5425: octet-counted frames until the sender closes."""

    def serve(self, connection: socket.socket) -> None:
        with self.context.wrap_socket(connection, server_side=True) as secure:
            data = b""
            while piece := secure.recv(65536):
                data += piece
            while data:
                length, _, rest = data.partition(b" ")
                self.receiver.heard.append(rest[: int(length)])
                data = rest[int(length) :]
            with suppress(OSError):
                secure.unwrap()


class _Mail(_Server):
    """As much of RFC 5321 with STARTTLS and AUTH PLAIN as a submission takes."""

    starttls = True
    accepts = True

    def serve(self, connection: socket.socket) -> None:
        connection.sendall(b"220 test\r\n")
        if self._talk(connection):
            with self.context.wrap_socket(connection, server_side=True) as secure:
                self._talk(secure)

    def _talk(self, connection: socket.socket) -> bool:
        """Answer until it ends; whether it goes on with TLS."""
        file = connection.makefile("rb")
        while line := file.readline():
            word = line.split()[0].upper()
            if word == b"STARTTLS":
                connection.sendall(b"220 go\r\n")
                return True
            if word == b"DATA":
                connection.sendall(b"354 go\r\n")
                self.receiver.heard.append(_until_dot(file))
                connection.sendall(b"250 kept\r\n")
            else:
                connection.sendall(self._answer(word, secure=isinstance(connection, ssl.SSLSocket)))
                if word == b"QUIT":
                    break
        return False

    def _answer(self, word: bytes, *, secure: bool) -> bytes:
        match word:
            case b"EHLO":
                return b"250-test\r\n250 AUTH PLAIN\r\n" if secure else self._plain_hello()
            case b"AUTH":
                return b"235 in\r\n" if self.accepts else b"535 no\r\n"
            case b"QUIT":
                return b"221 bye\r\n"
            case _:
                return b"250 ok\r\n" if secure else b"530 STARTTLS first\r\n"

    def _plain_hello(self) -> bytes:
        return b"250-test\r\n250 STARTTLS\r\n" if self.starttls else b"250 test\r\n"


def _until_dot(file: io.BufferedReader) -> bytes:
    lines = []
    while (line := file.readline()) not in (b".\r\n", b""):
        lines.append(line)
    return b"".join(lines)


@contextmanager
def syslog_receiver(folder: Path, names: tuple[str, ...] = NAMES) -> Iterator[Receiver]:
    server = _Syslog(folder, names)
    server.start()
    try:
        yield server.receiver
    finally:
        server.close()


@contextmanager
def mail_server(folder: Path, *, starttls: bool = True, accepts: bool = True) -> Iterator[Receiver]:
    server = _Mail(folder)
    server.starttls, server.accepts = starttls, accepts
    server.start()
    try:
        yield server.receiver
    finally:
        server.close()
