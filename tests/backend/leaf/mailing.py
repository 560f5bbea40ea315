"""E-mail channels, made as the program makes them, and what arrives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from backend.adapters.channels.settings import SmtpServer, SmtpSettings
from backend.app import SystemClock
from backend.channel_parts import ChannelMaker
from backend.core.failover import FailOver
from backend.core.marks import Marks
from backend.core.ports import Message
from backend.core.secret import Secret
from backend.core.signals import LogSignals
from backend.settings import BackendSettings, ChannelSettings
from tests.backend.fakes import FakeKeys
from tests.servers.mailbox import USER, Mailbox

CODE = "1234 5678"
MAIL = Message(
    "m1",
    Secret("francisco@example.org"),
    "fr",
    "Votre code de vérification",
    Secret(f"Bonjour,\n\nVotre code de vérification\u00a0: {CODE}\n\nHaute École <script>\n"),
    Secret(CODE),
)
GENEROUS = timedelta(seconds=30)
SHORT = {"wait": timedelta(seconds=1), "patience": timedelta(seconds=1)}
"""For servers that never answer; the others may be slow."""


class Post:
    """Makes channels to servers, as the program does."""

    def __init__(self, password_file: str, folder: Path) -> None:
        self.password_file, self.folder = password_file, folder

    def server(
        self,
        port: int,
        ca: Path | None = None,
        tls: Literal["starttls", "implicit"] = "starttls",
        user: str = USER,
        host: str = "127.0.0.1",
    ) -> SmtpServer:
        password = self.password_file if user else ""
        return SmtpServer(host, port, tls, user, password, str(ca) if ca else "")

    def channel(self, *servers: SmtpServer, **more: object) -> FailOver:
        smtp = SmtpSettings(servers=servers, sender="no-reply@he-ferrer.eu", wait=GENEROUS, patience=GENEROUS)
        settings = replace(
            BackendSettings(),
            channels=ChannelSettings(email="smtp"),
            smtp=replace(smtp, **more),  # type: ignore[arg-type] # any field of SmtpSettings
        )
        clock = SystemClock()
        made = ChannelMaker(settings, self.folder, clock, LogSignals(clock), Marks(FakeKeys())).email()
        assert isinstance(made, FailOver)
        return made


def plain(mailbox: Mailbox, number: int = -1) -> str:
    part = mailbox.mails[number].get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html(mailbox: Mailbox) -> str:
    part = mailbox.mails[-1].get_body(("html",))
    assert part is not None
    return str(part.get_content())
