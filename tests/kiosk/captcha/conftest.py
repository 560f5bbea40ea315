"""Seeded randomness and the shipped fonts."""

from __future__ import annotations

import random

import pytest

from kiosk._generated import kiosk_rc  # noqa: F401 - registers the resources
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import Typeface, load_faces
from kiosk.core.look import Volume
from kiosk.core.secret import Secret


class Seeded:
    """`Chance` that can be replayed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a replay, not a secret

    def random(self) -> float:
        return self._random.random()

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)


class FakeSpeaker:
    def __init__(self) -> None:
        self.said: list[tuple[str, str, bool]] = []
        self.volumes: list[Volume] = []
        self.silenced = 0
        self.works = True

    def say_digits(
        self, digits: Secret, language: str, *, slow: bool, volume: Volume = Volume.ORDINARY
    ) -> bool:
        self.volumes.append(volume)
        self.said.append((digits.reveal(), language, slow))
        return self.works

    def silence(self) -> None:
        self.silenced += 1


@pytest.fixture(scope="session")
def faces() -> tuple[Typeface, ...]:
    return load_faces()


@pytest.fixture
def speaker() -> FakeSpeaker:
    return FakeSpeaker()


@pytest.fixture
def desk(qapp: object, faces: tuple[Typeface, ...], speaker: FakeSpeaker) -> Captcha:
    return Captcha(faces, Seeded(7), speaker)
