"""Channels by SMS gateways, made as the program makes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypedDict

from backend.adapters.channels.settings import (
    AppriseSettings,
    KannelSettings,
    SmppSettings,
    SmsGateway,
    SmsSettings,
)
from backend.channel_parts import ChannelMaker
from backend.core.failover import FailOver
from backend.core.marks import Marks
from backend.core.signals import LogSignals
from backend.settings import BackendSettings, ChannelSettings
from tests.backend.fakes import EPOCH, FakeClock, FakeKeys
from tests.servers.http_gateway import HttpGateway
from tests.servers.smsc import Smsc

PASSWORD = "s3cr3t"
GENEROUS = timedelta(seconds=30)
EXPIRES = EPOCH + timedelta(minutes=9, seconds=30)


class Bounds(TypedDict, total=False):
    wait: timedelta
    patience: timedelta


SHORT: Bounds = {"wait": timedelta(seconds=1), "patience": timedelta(seconds=1)}
"""For gateways that never answer; the others may be slow."""


@dataclass
class Telephony:
    """Where files lie, and where gateways would report."""

    folder: Path
    reports: str = ""
    keys: FakeKeys = field(default_factory=FakeKeys)

    def __post_init__(self) -> None:
        self.password_file = self.folder / "password"
        self.password_file.write_text(PASSWORD + "\n", encoding="utf-8")

    def kannel(self, gateway: HttpGateway, ca: Path | None = None, **bounds: timedelta) -> KannelSettings:
        scheme = "https" if ca else "http"
        made = KannelSettings(
            url=f"{scheme}://127.0.0.1:{gateway.port}/cgi-bin/sendsms",
            user="repasse",
            password_file=str(self.password_file),
            sender="HEFF",
            ca_file=str(ca) if ca else "",
            wait=GENEROUS,
            patience=GENEROUS,
        )
        return replace(made, **bounds)  # type: ignore[arg-type] # bounds are its fields

    def smpp(self, smsc: Smsc, ca: Path | None = None, **bounds: timedelta) -> SmppSettings:
        made = SmppSettings(
            host="127.0.0.1",
            port=smsc.port,
            tls="implicit" if ca else "none",
            user="repasse",
            password_file=str(self.password_file),
            sender="HEFF",
            ca_file=str(ca) if ca else "",
            wait=GENEROUS,
            patience=GENEROUS,
        )
        return replace(made, **bounds)  # type: ignore[arg-type] # bounds are its fields

    def apprise(self, *urls: str, **bounds: timedelta) -> AppriseSettings:
        path = self.folder / "apprise"
        path.write_text("\n".join(urls) + "\n", encoding="utf-8")
        made = AppriseSettings(str(path), wait=GENEROUS, patience=GENEROUS)
        return replace(made, **bounds)  # type: ignore[arg-type] # bounds are its fields

    def channel(self, *order: SmsGateway, **sections: object) -> FailOver:
        """`sections` are those of `SmsSettings`."""
        sms = SmsSettings(gateways=order, **sections)  # type: ignore[arg-type] # its sections
        settings = replace(BackendSettings(), channels=ChannelSettings(sms="gateways"), sms=sms)
        clock = FakeClock()
        maker = ChannelMaker(settings, self.folder, clock, LogSignals(clock), Marks(self.keys), self.reports)
        made = maker.sms()
        assert isinstance(made, FailOver)
        return made
