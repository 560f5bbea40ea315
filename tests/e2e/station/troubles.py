"""What takes a station out of service while somebody stands there, and what brings it back."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from backend.adapters.pki import Authority
from kiosk.core.results import FaultKind
from kiosk.core.states import Attract, Enrolling, OutOfService, Page
from tests.e2e.station.visitor import Visitor

TLS = ("REPASSE_TLS__SOURCE", "REPASSE_TLS__CERTIFICATE", "REPASSE_TLS__KEY")


class Trouble(ABC):
    """One fault. `spare` is an empty folder."""

    def __init__(self, visitor: Visitor, spare: Path) -> None:
        self._visitor = visitor
        self._spare = spare

    @abstractmethod
    def begin(self) -> None: ...

    @abstractmethod
    def mend(self) -> None:
        """What operators do, at the backend or at the machine; nobody touches the window."""

    @abstractmethod
    def is_shown(self, page: Page) -> bool: ...


def _says(page: Page, reason: FaultKind) -> bool:
    return isinstance(page, OutOfService) and page.reason is reason


class OtherAuthority(Trouble):
    """The backend's address answers with a certificate of another CA."""

    def begin(self) -> None:
        identity = Authority(self._spare / "tls").identity(("127.0.0.1",), datetime.now(UTC))
        values = ("files", str(identity.certificate), str(identity.key))
        self._restart(dict(zip(TLS, values, strict=True)))

    def mend(self) -> None:
        self._restart({})

    def _restart(self, chosen: dict[str, str]) -> None:
        backend = self._visitor.backend
        backend.kill()
        for name in TLS:
            backend.environment.pop(name, None)
        backend.environment |= chosen
        backend.start()

    def is_shown(self, page: Page) -> bool:
        return _says(page, FaultKind.TLS)


class WrongClock(Trouble):
    """The machine's clock leaps an hour ahead."""

    def begin(self) -> None:
        self._visitor.clock.ahead = 3600

    def mend(self) -> None:
        self._visitor.clock.ahead = 0

    def is_shown(self, page: Page) -> bool:
        return _says(page, FaultKind.CLOCK_SKEW)


class UnknownKey(Trouble):
    """The backend's database is one that never knew the station, as after a restored backup."""

    def begin(self) -> None:
        with closing(sqlite3.connect(self._visitor.backend.data / "repasse.sqlite")) as database, database:
            assert database.execute("delete from stations").rowcount == 1

    def mend(self) -> None:
        page = self._visitor.kiosk.page
        assert isinstance(page, Enrolling)
        assert page.offer is not None
        self._visitor.backend.cli(
            "station", "approve", page.offer.code, "--name", "Hall", "--place", "Entrance"
        )

    def is_shown(self, page: Page) -> bool:
        return isinstance(page, Enrolling) and page.offer is not None


def in_service(visitor: Visitor) -> bool:
    return isinstance(visitor.kiosk.page, Attract)
