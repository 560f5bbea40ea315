"""What the station reaches beyond itself, besides the backend, and what this machine has of it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kiosk.adapters.chimes import SynthesisedChimes
from kiosk.adapters.clock import Clock, SystemClock
from kiosk.adapters.headset import HeadsetSwitch
from kiosk.adapters.narrator import EspeakNarrator
from kiosk.adapters.player import Player
from kiosk.adapters.speech import EspeakSpeaker
from kiosk.adapters.station_keys import KeyringKeys
from kiosk.adapters.supervisor import Supervisor, supervisor
from kiosk.captcha.chance import SystemChance
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.card_settings import card_reader
from kiosk.config import Settings
from kiosk.core.ports import CaptchaDesk, CardReader, Chimes, StationKeys
from kiosk.footing import Recheck, read_defaults
from kiosk.qt.speech.station_voice import Sound


@dataclass(frozen=True, slots=True)
class Outside:
    """What reaches beyond this program, besides the backend."""

    keys: StationKeys
    captcha: CaptchaDesk
    chimes: Chimes
    clock: Clock
    cards: CardReader | None = None
    """The card reader, when it has a device of its own."""
    sound: Sound | None = None
    """What the station reads itself with."""
    supervisor: Supervisor | None = None
    """The service manager that is told of frames."""
    recheck: Recheck = read_defaults
    """Looks again at what kept the station from starting."""


def real_outside(settings: Settings, recheck: Recheck = read_defaults) -> Outside:
    """Return the machine's own keyring, CAPTCHA generator, loudspeaker and clocks."""
    digits = Player()
    desk = Captcha(load_faces(), SystemChance(), EspeakSpeaker(digits))
    chimes, cards = SynthesisedChimes(Player()), card_reader(settings.card_reader)
    told = supervisor(os.environ)
    sound = Sound(EspeakNarrator(Player(), digits), HeadsetSwitch())
    return Outside(KeyringKeys(settings.address), desk, chimes, SystemClock(), cards, sound, told, recheck)
