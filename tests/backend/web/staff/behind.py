"""The real core behind the console's pages, on the same database, with fakes of the ports around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Engine

from backend.adapters.store.sql_store import SqlStore
from backend.core.desk import Desks
from backend.core.parts import Channels, Parts
from backend.core.ports import Clock, Keys, Sealer
from backend.core.settings import InstitutionSettings, Settings
from tests.backend.fakes import (
    FERRER,
    FailingDirectory,
    FakeNumbers,
    FakeRandomness,
    FakeRoll,
    RecordingCalls,
    RecordingChannel,
)

SETTINGS = Settings(institution=InstitutionSettings(id="test", timezone="UTC"))


@dataclass
class Behind:
    """Desks that tests may use as stations do."""

    engine: Engine
    keys: Keys
    sealer: Sealer
    clock: Clock
    roll: FakeRoll = field(default_factory=FakeRoll)
    directory: FailingDirectory = field(default_factory=FailingDirectory)
    settings: Settings = SETTINGS

    def __post_init__(self) -> None:
        self.directory.add(FERRER)
        self.sms = RecordingChannel()
        self.store = SqlStore(self.engine, "test")
        channels = Channels(RecordingChannel(), self.sms, RecordingCalls())
        self.desks = Desks(
            Parts(
                self.settings,
                self.store,
                self.directory,
                channels,
                FakeNumbers(),
                self.keys,
                self.sealer,
                self.clock,
                FakeRandomness(),
                self.roll,
            )
        )

    def enrol(self, name: str = "Hall", place: str = "Ground floor") -> str:
        """An enrolled station's id."""
        stations = self.desks.stations
        offer = stations.offer(name.encode()[:32].ljust(32, b"."))
        return stations.approve(offer.code, name, place, "operator")
