"""Checkpoints to a syslog receiver over TLS: RFC 5425 (transport) and RFC 5424 (message).

Syslog has no answer at its own level: what counts as kept is what the receiver's TLS took and closed.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
from contextlib import suppress

from backend.adapters.checkpoints.settings import SyslogSettings
from backend.adapters.checkpoints.tls import PATIENCE, verified
from backend.core.audit_ports import CheckpointNotKept
from backend.core.chain import SignedCheckpoint

_LOG_AUDIT, _NOTICE = 13, 5
_PRIORITY = 8 * _LOG_AUDIT + _NOTICE
_NOT_PRINTABLE = re.compile(r"[^!-~]")


class SyslogSink:
    """Implements `CheckpointSink`. Every checkpoint is a connection of its own."""

    def __init__(self, settings: SyslogSettings) -> None:
        self._settings = settings

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        chosen = self._settings
        context = verified(chosen.ca_file, chosen.certificate, chosen.key)
        address = (chosen.host, chosen.port)
        try:
            with (
                socket.create_connection(address, PATIENCE) as plain,
                context.wrap_socket(plain, server_hostname=chosen.host) as connection,
            ):
                connection.sendall(framed(message(checkpoint)))
                _close(connection)
        except OSError as error:
            raise CheckpointNotKept(f"syslog at {chosen.host}: {_why(error)}") from error


def message(checkpoint: SignedCheckpoint) -> bytes:
    """The checkpoint as the text of an RFC 5424 message; its time is the checkpoint's."""
    at = checkpoint.checkpoint.at.isoformat(timespec="microseconds")
    host = _NOT_PRINTABLE.sub("", socket.gethostname())[:255] or "-"
    head = f"<{_PRIORITY}>1 {at} {host} repasse-backend {os.getpid()} checkpoint -"
    return f"{head} {checkpoint.line()}".encode("ascii")


def framed(sent: bytes) -> bytes:
    """Octet counting, RFC 5425 §4.3."""
    return b"%d " % len(sent) + sent


def _close(connection: ssl.SSLSocket) -> None:
    """Wait until the receiver closes too (§4.4); one that only hangs up, or never does, has read it as well.

    Raises:
        ssl.SSLError: an alert, such as that our certificate is refused: TLS 1.3 tells it only now.
    """
    with suppress(TimeoutError, ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError):
        connection.unwrap()


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused: {error.verify_message}"
    return error.strerror or type(error).__name__
