"""Checkpoints by e-mail: submission (RFC 6409) with verified STARTTLS (RFC 3207)."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from backend.adapters.checkpoints.settings import MailSettings
from backend.adapters.checkpoints.tls import PATIENCE, verified
from backend.core.audit_ports import CheckpointNotKept
from backend.core.chain import SignedCheckpoint
from backend.core.secret import Secret


class MailSink:
    """Implements `CheckpointSink`: one mail each, the line of JSON its only text."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings

    def keep(self, checkpoint: SignedCheckpoint) -> None:
        chosen = self._settings
        context = verified(chosen.ca_file)
        try:
            password = self._password()
            with smtplib.SMTP(chosen.host, chosen.port, socket.gethostname(), PATIENCE) as server:
                server.starttls(context=context)
                if password is not None:
                    server.login(chosen.user, password.reveal())
                server.send_message(self._mail(checkpoint))
        except (OSError, ValueError) as error:
            # Without the cause: what a library says of a sign-in may repeat what was sent.
            raise CheckpointNotKept(f"mail server {chosen.host}: {_why(error)}") from None

    def _password(self) -> Secret | None:
        if not self._settings.password_file:
            return None
        return Secret(Path(self._settings.password_file).read_text(encoding="utf-8").rstrip("\r\n"))

    def _mail(self, checkpoint: SignedCheckpoint) -> EmailMessage:
        told = checkpoint.checkpoint
        mail = EmailMessage()
        mail["From"], mail["To"] = self._settings.sender, self._settings.recipient
        mail["Subject"] = f"Repasse audit checkpoint {told.seq}"
        mail["Date"] = format_datetime(told.at)
        mail["Message-ID"] = f"<{told.seq}.{told.head.hex()}@repasse.invalid>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody answers this
        mail.set_content(checkpoint.line() + "\n", cte="7bit")
        return mail


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused: {error.verify_message}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {error.smtp_code}"
    return type(error).__name__
