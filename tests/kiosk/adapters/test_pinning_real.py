"""A station that was told only the fingerprint of the CA, at the real backend with its own CA."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk import config
from kiosk.adapters.clock import SystemClock
from kiosk.adapters.http_backend import HttpBackend, Machine, Timeouts
from kiosk.config import Settings
from kiosk.core.effects import OfferEnrolment
from kiosk.core.events import StartFaultKind
from kiosk.core.results import EnrolmentOffered, Failed, FaultKind, Result
from kiosk.footing import Footing, footing
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import MemoryKey
from tests.servers.backend import RunningBackend, running_backend


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBackend]:
    with running_backend(tmp_path_factory.mktemp("backend")) as backend:
        yield backend


def colons(der: bytes) -> str:
    """A fingerprint as openssl and the backend show it."""
    return hashlib.sha256(der).digest().hex(":").upper()


def ca_of(running: RunningBackend) -> str:
    return colons(ssl.PEM_cert_to_DER_cert(running.ca.read_text("ascii")))


def settings(address: str, fingerprint: str, folder: Path) -> Settings:
    """Read from a file, as an operator writes it."""
    file = folder / "station.toml"
    file.write_text(
        f'[backend]\naddress = "{address}"\nca_fingerprint = "{fingerprint}"\n'
        f'[station]\nstate_folder = "{folder / "state"}"\n',
        encoding="utf-8",
    )
    return config.load(file)


def enrols(address: str, ground: Footing) -> Result:
    backend = HttpBackend(
        address, ground.context, MemoryKey(), SystemClock(), Machine("0.1.0", 1), timeouts=Timeouts()
    )
    try:
        return backend.perform(OfferEnrolment(), "0" * 32)
    finally:
        backend.close()


def test_the_fingerprint_of_the_backends_own_ca_is_enough(running: RunningBackend, tmp_path: Path) -> None:
    ground = footing(settings(running.station_api, ca_of(running), tmp_path))
    assert ground.fault is None
    assert isinstance(enrols(running.station_api, ground), EnrolmentOffered)
    kept = next((tmp_path / "state").glob("ca-*.pem"))
    assert kept.read_text("ascii") == running.ca.read_text("ascii")


def test_another_cas_fingerprint_is_refused(running: RunningBackend, tmp_path: Path) -> None:
    other = Authority.make(tmp_path, "Other CA").certificate.public_bytes(Encoding.DER)
    ground = footing(settings(running.station_api, colons(other), tmp_path))
    assert ground.fault is not None
    assert ground.fault.kind is StartFaultKind.NO_CA
    assert "sent no certificate" in ground.fault.detail
    assert not list((tmp_path / "state").glob("*"))


def test_a_backend_of_another_ca_is_refused_later(running: RunningBackend, tmp_path: Path) -> None:
    ground = footing(settings(running.station_api, ca_of(running), tmp_path))
    answering = zoo.answering(zoo.problem(503, "unavailable"))
    with zoo.serving(answering, Authority.make(tmp_path, "Other CA").server()) as server:
        result = enrols(server.address, ground)
    assert isinstance(result, Failed)
    assert result.kind is FaultKind.TLS
