"""A scripted SMSC that speaks as much SMPP 3.4 as a transmitter and Kannel need, on loopback."""

from __future__ import annotations

import itertools
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER = 0x1, 0x2, 0x9
SUBMIT, DELIVER, UNBIND, ENQUIRE = 0x4, 0x5, 0x6, 0x15
RESPONSE = 0x80000000
OK, BIND_FAILED, BAD_DESTINATION, THROTTLED = 0x0, 0xD, 0xB, 0x58
UCS2 = 8
_BINDS = frozenset({BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER})


class Manner(Enum):
    """How the SMSC behaves towards whoever connects."""

    ANSWERING = "answering"
    MUTE = "mute"
    """Accepts, binds, and never answers a message."""


@dataclass(frozen=True)
class Submitted:
    """A message as it came: the number without its +, the coding, and the text or its octets."""

    destination: str
    source: str
    coding: int
    octets: bytes

    @property
    def text(self) -> str:
        """A part of a long message begins with a header of six octets, which is left out."""
        whole = self.octets[6:] if self.octets[:1] == b"\x05" else self.octets
        return whole.decode("utf-16-be") if self.coding == UCS2 else _gsm(whole)


@dataclass
class Smsc:
    """What was submitted, and what is answered. `receipt` is the state reported later; empty: none."""

    port: int
    user: str = "repasse"
    password: str = "s3cr3t"
    status: int = OK
    receipt: str = ""
    manner: Manner = Manner.ANSWERING
    messages: list[Submitted] = field(default_factory=list)
    bound: threading.Event = field(default_factory=threading.Event)


class _Session(threading.Thread):
    """One connection."""

    def __init__(self, smsc: Smsc, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        super().__init__(daemon=True)
        self.smsc, self.connection, self.context = smsc, connection, context
        self.numbers = itertools.count(1)

    def run(self) -> None:
        with suppress(OSError, EOFError):
            if self.context is not None:
                self.connection = self.context.wrap_socket(self.connection, server_side=True)
            while True:
                self._answer(*self._read())

    def _read(self) -> tuple[int, int, bytes]:
        length, command, _status, sequence = struct.unpack(">IIII", self._exactly(16))
        return command, sequence, self._exactly(length - 16)

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self.connection.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def _answer(self, command: int, sequence: int, body: bytes) -> None:
        if command in _BINDS:
            user, password, *_ = body.split(b"\0")
            right = (user.decode(), password.decode()) == (self.smsc.user, self.smsc.password)
            self._write(command | RESPONSE, OK if right else BIND_FAILED, sequence, b"smsc\0")
            if right:
                self.smsc.bound.set()
        elif command == SUBMIT:
            self._submitted(sequence, body)
        elif command in (UNBIND, ENQUIRE):
            self._write(command | RESPONSE, OK, sequence)

    def _submitted(self, sequence: int, body: bytes) -> None:
        if self.smsc.manner is Manner.MUTE:
            return
        message_id, status = f"{next(self.numbers):08d}", self.smsc.status
        message = _parsed(body)
        if status == OK:
            self.smsc.messages.append(message)
        self._write(SUBMIT | RESPONSE, status, sequence, message_id.encode() + b"\0")
        if status == OK and self.smsc.receipt:
            self._report(message, message_id)

    def _report(self, message: Submitted, message_id: str) -> None:
        state = self.smsc.receipt
        text = (
            f"id:{message_id} sub:001 dlvrd:001 submit date:2611231000 done date:2611231000 "
            f"stat:{state} err:000 text:"
        ).encode()
        source, target = message.destination.encode(), message.source.encode()
        head = b"\0\1\1" + source + b"\0" + b"\0\0" + target + b"\0"
        body = head + b"\4\0\0\0\0\0\0\0\0" + bytes([len(text)]) + text
        self._write(DELIVER, OK, next(self.numbers), body)

    def _write(self, command: int, status: int, sequence: int, body: bytes = b"") -> None:
        self.connection.sendall(struct.pack(">IIII", 16 + len(body), command, status, sequence) + body)


def _parsed(body: bytes) -> Submitted:
    _service, rest = body.split(b"\0", 1)
    source, rest = rest[2:].split(b"\0", 1)
    destination, rest = rest[2:].split(b"\0", 1)
    rest = rest[3:]
    _schedule, rest = rest.split(b"\0", 1)
    _validity, rest = rest.split(b"\0", 1)
    coding, length = rest[2], rest[4]
    return Submitted(destination.decode(), source.decode(), coding, rest[5 : 5 + length])


_ALPHABET = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def _gsm(octets: bytes) -> str:
    return "".join(_ALPHABET[octet] if octet < len(_ALPHABET) else "\ufffd" for octet in octets)


@contextmanager
def running_smsc(context: ssl.SSLContext | None = None, port: int = 0) -> Iterator[Smsc]:
    """Serve until the block ends."""
    listening = socket.create_server(("127.0.0.1", port))
    smsc = Smsc(listening.getsockname()[1])
    sessions: list[_Session] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                session = _Session(smsc, connection, context)
                sessions.append(session)
                session.start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield smsc
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(10)
        for session in sessions:
            with suppress(OSError):
                session.connection.shutdown(socket.SHUT_RDWR)
            session.join(10)
            session.connection.close()
