"""A backend on a fresh database with fakes around it, and the steps people take."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine

from backend.adapters.store.purge_store import SqlPurgeStore
from backend.adapters.store.sql_store import SqlStore
from backend.core.api import CaptchaTelemetry, ChallengeKind
from backend.core.desk import Desks
from backend.core.parts import Channels, Parts
from backend.core.retention import Purge, RetentionSettings
from backend.core.secret import Secret
from backend.core.settings import Settings
from backend.core.views import Channel, ResetView
from tests.backend.embedded import embedded
from tests.backend.fakes import (
    FERRER,
    FailingDirectory,
    FakeClock,
    FakeKeys,
    FakeNumbers,
    FakeRandomness,
    FakeRoll,
    FakeSealer,
    RecordingCalls,
    RecordingChannel,
)

CAPTCHA = CaptchaTelemetry(ChallengeKind.IMAGE, 1, 12)
NEW = Secret("Zk!4rivulet-Ost")
MOBILE = Secret("0470 12 34 23")
CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")


@dataclass
class Stage:
    """Everything a test may want to touch."""

    engine: Engine
    settings: Settings = field(default_factory=Settings)
    clock: FakeClock = field(default_factory=FakeClock)
    directory: FailingDirectory = field(default_factory=FailingDirectory)
    email: RecordingChannel = field(default_factory=RecordingChannel)
    sms: RecordingChannel = field(default_factory=RecordingChannel)
    voice: RecordingCalls = field(default_factory=RecordingCalls)
    roll: FakeRoll = field(default_factory=FakeRoll)
    keys: FakeKeys = field(default_factory=FakeKeys)
    sealer: FakeSealer = field(default_factory=FakeSealer)

    def __post_init__(self) -> None:
        self.directory.add(FERRER)
        self.randomness = FakeRandomness()
        self.pause: Callable[[float], None] = self.clock.pause
        self.build()

    def build(self) -> None:
        """(Re)start the backend on the same database."""
        self.store = SqlStore(self.engine, self.settings.institution.id)
        self.parts = Parts(
            self.settings,
            self.store,
            self.directory,
            Channels(self.email, self.sms, self.voice),
            FakeNumbers(),
            self.keys,
            self.sealer,
            self.clock,
            self.randomness,
            self.roll,
            self.pause,
        )
        self.desks = Desks(self.parts)

    def set(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type] # any field of Settings
        self.build()

    # --- steps ----------------------------------------------------------------------------------

    def enrol(self, name: str = "Hall") -> str:
        offer = self.desks.stations.offer(name.encode().ljust(32, b"."))
        return self.desks.stations.approve(offer.code, name, f"{name}, ground floor", "operator")

    def age(self) -> int:
        """What time does: ends what has ended, then removes what is old; how many rows that was."""
        self.desks.janitor.sweep()
        store = SqlPurgeStore(self.engine, self.settings.institution.id)
        return Purge(store, RetentionSettings(), self.clock).work()

    def start(
        self, station: str, identifier: str = "FerrerFr2017", kind: ChallengeKind = ChallengeKind.IMAGE
    ) -> ResetView:
        return self.desks.resets.start(station, identifier, "fr", replace(CAPTCHA, kind=kind))

    def send(
        self, station: str, view: ResetView, channel: Channel = Channel.SMS, typed: Secret = MOBILE
    ) -> ResetView:
        method = next(one for one in view.methods if one.channel is channel)
        return self.desks.resets.send_challenge(station, view.id, method.id, typed, resend=False)

    def miss(self, station: str, view: ResetView) -> ResetView:
        """Type another destination than the stored one."""
        method = view.methods[0]
        typed = Secret("a@b.be" if method.channel is Channel.EMAIL else "0470999999")
        return self.desks.resets.send_challenge(station, view.id, method.id, typed, resend=False)

    def code(self) -> Secret:
        """The code in the newest message that has one, by SMS if any went that way."""
        self.desks.postman.drain()
        by_sms, by_email = ([one for one in x.messages if one.code] for x in (self.sms, self.email))
        return code_in((by_sms or by_email)[-1].body)

    def prove(self, station: str, identifier: str = "FerrerFr2017") -> ResetView:
        view = self.send(station, self.start(station, identifier))
        assert view.challenge is not None
        return self.desks.resets.answer(station, view.id, view.challenge.id, self.code())


def code_in(body: Secret) -> Secret:
    found = CODE.search(body.reveal())
    assert found is not None
    return Secret(found[1] + found[2])


def stage(folder: Path, settings: Settings | None = None) -> Stage:
    return Stage(embedded(folder / "repasse.sqlite"), settings or Settings())
