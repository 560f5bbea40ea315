"""E-mail to a submission server (RFC 6409) over verified TLS.

What the server accepts is accepted, never delivered: SMTP does not tell (RFC 5321 section 4.2.5 only hands
over the responsibility).
"""

from __future__ import annotations

import logging
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from backend.adapters.channels.mail import Letterhead, Unmailable, composed, octets
from backend.adapters.channels.settings import SmtpServer, SmtpSettings, verified
from backend.core.ports import Clock, Message, Sent

FAREWELL = 2.0
"""Seconds to say goodbye, when the mail was taken already."""
_OURS = frozenset({530, 534, 535, 538})
"""Replies about our own sign-in (RFC 4954 section 6): the operator mends that, the message is good."""
_LOG = logging.getLogger(__name__)


class _Refused(Exception):
    """The server did not take it; `why` may be logged."""

    def __init__(self, sent: Sent, why: str) -> None:
        super().__init__(why)
        self.sent, self.why = sent, why


@dataclass(frozen=True, slots=True)
class SmtpGateway:
    """Implements `MessageChannel`: one connection to one server for each mail."""

    server: SmtpServer
    settings: SmtpSettings
    institution: str
    clock: Clock

    @property
    def name(self) -> str:
        return f"{self.server.host}:{self.server.port}"

    def send(self, message: Message) -> Sent:
        try:
            mail = composed(message, self._head(), self.clock.now())
            with self._session() as session:
                self._hand_over(session, mail)
        except Unmailable:
            _LOG.warning("a mail cannot be made: its address or subject is not one")
            return Sent.FAILED
        except _Refused as error:
            _LOG.warning("mail server %s: %s", self.name, error.why)
            return error.sent
        except (OSError, ValueError, smtplib.SMTPException) as error:
            _LOG.warning("mail server %s: %s", self.name, _why(error))
            return Sent.DEFERRED
        return Sent.ACCEPTED

    def _head(self) -> Letterhead:
        chosen = self.settings
        return Letterhead(chosen.sender, chosen.sender_name or self.institution, chosen.reply_to)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """A session in which TLS is up and we are signed in. Ended whatever happens in it."""
        session = self._connected()
        try:
            if self.server.tls == "starttls":
                self._secure(session)
            self._sign_in(session)
            yield session
            # The mail was taken; how the goodbye goes changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                if session.sock is not None:
                    session.sock.settimeout(FAREWELL)
                session.quit()
        finally:
            session.close()

    def _connected(self) -> smtplib.SMTP:
        host, port, wait = self.server.host, self.server.port, self.settings.wait.total_seconds()
        hello = self.settings.hello or socket.gethostname()
        if self.server.tls == "starttls":
            return smtplib.SMTP(host, port, hello, wait)
        return smtplib.SMTP_SSL(host, port, hello, timeout=wait, context=verified(self.server.ca_file))

    def _secure(self, session: smtplib.SMTP) -> None:
        try:
            code, _ = session.starttls(context=verified(self.server.ca_file))
        except smtplib.SMTPNotSupportedError:
            raise _Refused(Sent.DEFERRED, "it offers no STARTTLS, so nothing is sent") from None
        if code != 220:
            raise _Refused(Sent.DEFERRED, f"it answered {code} to STARTTLS, so nothing is sent")

    def _sign_in(self, session: smtplib.SMTP) -> None:
        if not self.server.user:
            return
        try:
            session.login(self.server.user, self.server.password().reveal())
        except smtplib.SMTPAuthenticationError as error:
            raise _Refused(Sent.DEFERRED, f"it refuses our sign-in with {error.smtp_code}") from None
        except smtplib.SMTPNotSupportedError:
            raise _Refused(Sent.DEFERRED, "it offers no sign-in, but user is set") from None

    def _hand_over(self, session: smtplib.SMTP, mail: EmailMessage) -> None:
        sender = self.settings.bounces_to or self.settings.sender
        to = mail["To"].addresses[0].addr_spec
        content, international = octets(mail)
        options = ("SMTPUTF8", "BODY=8BITMIME") if international else ()
        session.ehlo_or_helo_if_needed()
        if international and not session.has_extn("smtputf8"):
            raise _Refused(Sent.FAILED, "it takes no internationalised addresses (SMTPUTF8)")
        try:
            session.sendmail(sender, [to], content, options)
        except smtplib.SMTPRecipientsRefused as error:
            raise _replied("recipient", next(iter(error.recipients.values()))[0]) from None
        except smtplib.SMTPSenderRefused as error:
            raise _Refused(Sent.DEFERRED, f"it answered {error.smtp_code} to our sender address") from None
        except smtplib.SMTPDataError as error:
            raise _replied("message", error.smtp_code) from None


def _replied(what: str, code: int) -> _Refused:
    """5xx is for good, 4xx for now (RFC 5321 section 4.2.1)."""
    final = 500 <= code < 600 and code not in _OURS
    return _Refused(Sent.FAILED if final else Sent.DEFERRED, f"it answered {code} to the {what}")


def _why(error: Exception) -> str:
    """Never the text of the error: it may repeat what was sent."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is refused: {error.verify_message}"
        case TimeoutError():
            return "no answer in time"
        case smtplib.SMTPResponseException():
            return f"it answered {error.smtp_code}"
        case _:
            return type(error).__name__
