"""The channels of the settings, built: which gateways there are, and in which order they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import assert_never

from backend import settings as config
from backend.adapters.channels.apprise_sms import AppriseGateway, AppriseRefused, services
from backend.adapters.channels.bounded import Bounded
from backend.adapters.channels.kannel import NAME as KANNEL
from backend.adapters.channels.kannel import KannelGateway
from backend.adapters.channels.local import LocalMessages
from backend.adapters.channels.settings import AppriseSettings, SmsGateway, read_secret
from backend.adapters.channels.smpp import NAME as SMPP
from backend.adapters.channels.smpp import SmppGateway
from backend.adapters.channels.smtp import SmtpGateway
from backend.core.failover import FailOver, Gateway, Refusal
from backend.core.marks import Marks
from backend.core.ports import Clock
from backend.core.secret import Secret
from backend.core.signals import Signals
from backend.core.views import Channel
from backend.settings_tables import SettingsError

LOCAL = "local"
SHARE = 0.75
"""Of a message's lease: for how long further gateways are asked. The rest is for keeping what came of it."""


@dataclass(frozen=True, slots=True)
class ChannelMaker:
    """Builds channels. `reports` is the address of delivery reports; empty when nothing listens there."""

    settings: config.BackendSettings
    spool: Path
    clock: Clock
    signals: Signals
    marks: Marks
    reports: str = ""

    def email(self) -> FailOver | None:
        match self.settings.channels.email:
            case "local":
                return self._local(Channel.EMAIL)
            case "smtp":
                return self._over(Channel.EMAIL, self._mail_servers(), Refusal.FINAL)
            case "none":
                return None

    def sms(self) -> FailOver | None:
        """Raises `SettingsError`: a file that was good when it was checked no longer is."""
        match self.settings.channels.sms:
            case "local":
                return self._local(Channel.SMS)
            case "gateways":
                chosen = self.settings.sms.gateways
                gateways = [gateway for name in chosen for gateway in self._sms_gateways(name)]
                return self._over(Channel.SMS, gateways, Refusal.OF_ONE_GATEWAY)
            case "none":
                return None

    def _local(self, channel: Channel) -> FailOver:
        only = Gateway(LOCAL, LocalMessages(self.spool, channel, self.clock))
        return FailOver(channel, [only], Refusal.FINAL, self.clock, self.signals, timedelta(0))

    def _over(self, channel: Channel, gateways: list[Gateway], refusal: Refusal) -> FailOver:
        bounded = [
            Gateway(one.name, Bounded(one.name, one.channel, one.patience), one.patience) for one in gateways
        ]
        patience = self.settings.times.message_lease * SHARE
        return FailOver(channel, bounded, refusal, self.clock, self.signals, patience)

    def _mail_servers(self) -> list[Gateway]:
        chosen, name = self.settings.smtp, self.settings.institution.name
        made = [SmtpGateway(server, chosen, name, self.clock) for server in chosen.servers]
        return [Gateway(one.name[:64], one, chosen.patience) for one in made]

    def _sms_gateways(self, name: SmsGateway) -> list[Gateway]:
        chosen = self.settings.sms
        match name:
            case "kannel":
                kannel = KannelGateway(chosen.kannel, self.clock, self._report_url(KANNEL))
                return [Gateway(KANNEL, kannel, chosen.kannel.patience)]
            case "smpp":
                return [Gateway(SMPP, SmppGateway(chosen.smpp), chosen.smpp.patience)]
            case "apprise":
                return _by_apprise(chosen.apprise)
        assert_never(name)

    def _report_url(self, gateway: str) -> Callable[[str], Secret] | None:
        if not self.reports:
            return None

        def url(message_id: str) -> Secret:
            proof = self.marks.report(message_id, gateway)
            return Secret(f"{self.reports.rstrip('/')}/{gateway}/{message_id}/{proof}?status=%d")

        return url


def _by_apprise(chosen: AppriseSettings) -> list[Gateway]:
    try:
        found = services(read_secret(chosen.file))
    except (OSError, UnicodeDecodeError, AppriseRefused) as error:
        why = error if isinstance(error, AppriseRefused) else type(error).__name__
        raise SettingsError(f"sms.apprise.file: {why}") from None
    return [Gateway(one.name[:64], AppriseGateway(one, chosen.wait), chosen.patience) for one in found]


def apprise_faults(settings: config.BackendSettings) -> list[str]:
    """What is wrong with the file of Apprise's services, where it is used."""
    if settings.channels.sms != "gateways" or "apprise" not in settings.sms.gateways:
        return []
    try:
        _by_apprise(settings.sms.apprise)
    except SettingsError as error:
        return [str(error)]
    return []
