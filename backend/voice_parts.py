"""The voice channel of the settings, built: which gateways there are, and in which order they are asked."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from backend import settings as config
from backend.adapters.channels import sip_agent, speech
from backend.adapters.channels.local import LocalCalls
from backend.adapters.channels.sip import NAME as SIP
from backend.adapters.channels.sip import SipCalls
from backend.adapters.channels.twilio import NAME as TWILIO
from backend.adapters.channels.twilio import TwilioCalls
from backend.adapters.channels.voice_settings import VoiceGateway
from backend.channel_parts import LOCAL, ChannelMaker
from backend.core.api_calls import CallDesk
from backend.core.call_failover import CallFailOver, CallGateway
from backend.core.call_log import CallLog
from backend.core.measured import MeasuredCalls
from backend.core.meter import Meter
from backend.settings_tables import SettingsError
from backend.web.reports.twilio import TwilioParts

_PROGRAMS = {
    sip_agent.PROGRAM: "baresip-core",
    speech.PROGRAM: "espeak-ng",
    sip_agent.KEEPER: "util-linux",
}


@dataclass(frozen=True, slots=True)
class VoiceMaker:
    """Builds the channel of calls, from what the other channels are made of."""

    maker: ChannelMaker
    log: CallLog
    meter: Meter

    def voice(self) -> CallFailOver | None:
        """Raises `SettingsError`: a program is missing."""
        match self.maker.settings.channels.voice:
            case "local":
                calls = LocalCalls(self.maker.spool, self.maker.clock)
                return self._over([self._measured(LOCAL, calls)])
            case "gateways":
                return self._over([self._gateway(name) for name in self.maker.settings.voice.gateways])
            case "none":
                return None

    def _over(self, gateways: list[CallGateway]) -> CallFailOver:
        return CallFailOver(gateways, self.maker.clock)

    def _gateway(self, name: VoiceGateway) -> CallGateway:
        match name:
            case "twilio":
                chosen, reports = self.maker.settings.voice.twilio, self.maker.reports
                calls = TwilioCalls(chosen, self.log, self.maker.clock, reports)
                return self._measured(TWILIO, calls)
            case "sip":
                if faults := voice_faults(self.maker.settings):
                    raise SettingsError("\n".join(faults))
                folder = self.maker.spool.parent / "calls"
                by_sip = SipCalls(self.maker.settings.voice.sip, folder, self.maker.clock)
                return self._measured(SIP, by_sip)

    def _measured(self, name: str, calls: LocalCalls | SipCalls | TwilioCalls) -> CallGateway:
        return CallGateway(name, MeasuredCalls(calls, name, self.meter), calls)


def twilio_parts(settings: config.BackendSettings, desk: CallDesk, address: str) -> TwilioParts | None:
    """None where no call goes that way."""
    chosen = settings.voice.twilio
    if settings.channels.voice != "gateways" or "twilio" not in settings.voice.gateways:
        return None
    return TwilioParts(desk, address, chosen.account, chosen.token)


def voice_faults(settings: config.BackendSettings) -> list[str]:
    """Which programs are missing for the gateways in use."""
    if settings.channels.voice != "gateways" or "sip" not in settings.voice.gateways:
        return []
    return [
        f"voice.gateways: sip needs the program {program} (Debian package {package})"
        for program, package in _PROGRAMS.items()
        if shutil.which(program) is None
    ]
