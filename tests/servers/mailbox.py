"""A submission server on loopback (aiosmtpd) with a CA of its own: real TLS, real sign-in, real refusals."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from backend.adapters.pki import Authority, server_context
from tests.servers.ports import free_port

USER, PASSWORD = "repasse", "Tr0mpette-Sourde"


@dataclass
class Mailbox:
    """What arrived, and how the server answers: empty for its own answers."""

    port: int
    ca: Path
    mails: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    rcpt: str = ""
    data: str = ""
    sender: str = ""

    def unique(self) -> list[EmailMessage]:
        """What a mailbox shows that drops a repeated Message-ID."""
        return list({str(mail["Message-ID"]): mail for mail in self.mails}.values())

    # --- aiosmtpd's hooks -----------------------------------------------------------------------

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data:
            return self.data
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.append(envelope)
        return "250 Message kept"


def _sign_in(_server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=right)  # unhandled: the server answers 535


@contextmanager
def running_mailbox(
    folder: Path,
    *,
    tls: str = "starttls",
    names: tuple[str, ...] = ("127.0.0.1",),
    smtputf8: bool = True,
    sign_in: bool = True,
) -> Iterator[Mailbox]:
    """Serve until the block ends; `tls`: ``starttls``, ``implicit`` or ``none``; `names` as certified."""
    authority = Authority(folder)
    context = server_context(authority.identity(names, datetime.now(UTC)))
    box = Mailbox(free_port(), authority.certificate)
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        ready_timeout=30,
        enable_SMTPUTF8=smtputf8,
        ssl_context=context if tls == "implicit" else None,
        tls_context=context if tls == "starttls" else None,
        require_starttls=tls == "starttls",
        auth_require_tls=tls == "starttls",
        auth_required=sign_in and tls == "starttls",
        authenticator=_sign_in if sign_in else None,
    )
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the server's own, not the product's
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
