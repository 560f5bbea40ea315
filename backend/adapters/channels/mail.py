"""The mail itself: plain text, the same as HTML, and headers that machines understand.

Nothing to click and nothing to load: nobody should learn to follow a link in such a mail, and no mail client
asks about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from functools import cache

from jinja2 import Environment, PackageLoader, Template

from backend.adapters.channels.spool import safe
from backend.core.languages import language
from backend.core.ports import Message

LONGEST_ADDRESS = 254
"""Characters of an address in an SMTP path (RFC 5321 section 4.5.3.1.3)."""


class Unmailable(Exception):
    """No mail can be made of it: the address is none, or something would become a header of its own."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes. `sender` and `reply_to` are addresses; `reply_to` may be empty."""

    sender: str
    name: str
    reply_to: str = ""

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, parted where the code stands in it."""

    before: str
    code: str
    after: str


def composed(message: Message, head: Letterhead, at: datetime) -> EmailMessage:
    """The mail (RFC 5322). Its Message-ID is made of the message's id, so that a repeat is recognised.

    Raises:
        Unmailable: the destination is no address, or a header would hold a line's end.
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = Address(head.name, addr_spec=head.sender)
        mail["To"] = mailbox(message.destination.reveal())
        if head.reply_to:
            mail["Reply-To"] = Address(addr_spec=head.reply_to)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<{safe(message.id)}@{head.domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834 section 5: nobody's machine answers
        mail["X-Auto-Response-Suppress"] = "All"  # the same for Exchange, which has its own header
    except (ValueError, MessageError):
        raise Unmailable from None  # the reason repeats what was given
    text = message.body.reveal()
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(_html(message, text), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = message.language  # RFC 3282; of the whole mail, so not before it has parts
    return mail


def octets(mail: EmailMessage) -> tuple[bytes, bool]:
    """The mail as it is sent, and whether that takes SMTPUTF8 (RFC 6531).

    Not by `smtplib.send_message`, which writes ``>From`` for a line that begins with ``From``.
    """
    international = not mail["To"].addresses[0].addr_spec.isascii()
    return mail.as_bytes(policy=SMTPUTF8 if international else SMTP), international


def mailbox(text: str) -> Address:
    """The address as it is mailed to: an internationalised domain as its A-label (RFC 5890).

    Raises:
        Unmailable: it is no address.
    """
    local, _, domain = text.rpartition("@")
    if len(text) > LONGEST_ADDRESS or not text.isprintable() or " " in text:
        raise Unmailable
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        # The parser takes no international mailbox, but knows what an address looks like.
        ascii_local = "".join(mark if mark.isascii() else "x" for mark in local)
        Address(addr_spec=f"{ascii_local}@{ascii_domain}")
        return Address(username=local, domain=ascii_domain)
    except (ValueError, MessageError, IndexError):
        raise Unmailable from None


def _html(message: Message, text: str) -> str:
    code = message.code.reveal()
    blocks = [block.strip("\n").split("\n") for block in text.split("\n\n")]
    paragraphs = [[_parted(line, code) for line in block] for block in blocks if block != [""]]
    return _template().render(
        language=message.language,
        direction=language(message.language).direction.value,
        subject=message.subject,
        paragraphs=paragraphs,
    )


def _parted(line: str, code: str) -> _Line:
    if not code or code not in line:
        return _Line(line, "", "")
    before, code, after = line.partition(code)
    return _Line(before, code, after)


@cache
def _template() -> Template:
    loader = PackageLoader("backend.adapters.channels")
    return Environment(loader=loader, autoescape=True).get_template("message.html")
