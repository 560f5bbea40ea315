"""The one live challenge: drawn, spoken and judged on the worker; its answer never leaves this object."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from kiosk.captcha.answers import fits_digits, fits_picture
from kiosk.captcha.faces import Typeface
from kiosk.captcha.geometry import Chance
from kiosk.captcha.picture import draw, png
from kiosk.captcha.scheme import SCHEMES, SYMBOLS
from kiosk.core.look import Volume
from kiosk.core.ports import CaptchaPicture, Speaker
from kiosk.core.results import Strength
from kiosk.core.secret import Secret

DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Live:
    id: str
    text: Secret
    digits: Secret | None = None


class Captcha:
    """Implements `CaptchaDesk`.

    Args:
        faces: the fonts to draw with, at least one.
        chance: where every random choice comes from; `SystemChance` in the product.
        speaker: says the digits.
    """

    def __init__(self, faces: tuple[Typeface, ...], chance: Chance, speaker: Speaker) -> None:
        self._faces, self._chance, self._speaker = faces, chance, speaker
        self._lock = threading.Lock()
        self._live: _Live | None = None
        self._made = 0

    def draw(self, strength: Strength) -> CaptchaPicture:
        """Make a new challenge; the one before is void."""
        scheme = SCHEMES[strength]
        text = "".join(SYMBOLS[self._chance.below(len(SYMBOLS))] for _ in range(scheme.length))
        image = png(draw(text, scheme, self._faces, self._chance))
        with self._lock:
            self._made += 1
            self._live = _Live(f"captcha-{self._made}", Secret(text))
            return CaptchaPicture(self._live.id, image, scheme.length)

    def speak(self, captcha_id: str, language: str, slow: bool, volume: Volume = Volume.ORDINARY) -> bool:
        """Say the digits of the live challenge, the same ones at every replay."""
        digits = self._digits(captcha_id)
        return digits is not None and self._speaker.say_digits(digits, language, slow=slow, volume=volume)

    def judge(self, captcha_id: str, answer: Secret) -> bool:
        """Whether `answer` fits either form of the live challenge, which is consumed."""
        with self._lock:
            live, self._live = self._live, None
        self._speaker.silence()
        if live is None or live.id != captcha_id:
            return False
        right_picture = fits_picture(answer, live.text)
        right_digits = live.digits is not None and fits_digits(answer, live.digits)
        return right_picture or right_digits

    def silence(self) -> None:
        self._speaker.silence()

    def forget(self) -> None:
        """Drop the live challenge and stop speaking."""
        with self._lock:
            self._live = None
        self._speaker.silence()

    def _digits(self, captcha_id: str) -> Secret | None:
        with self._lock:
            if self._live is None or self._live.id != captcha_id:
                return None
            if self._live.digits is None:
                digits = "".join(str(self._chance.below(10)) for _ in range(DIGITS))
                self._live = replace(self._live, digits=Secret(digits))
            return self._live.digits
