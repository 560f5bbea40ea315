"""A CA known by its fingerprint only."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.adapters.pinning import CaUnavailableError, pinned_ca
from kiosk.core.effects import FetchStation
from kiosk.core.results import Failed, FaultKind
from tests.kiosk.adapters import zoo
from tests.kiosk.adapters.certificates import Authority
from tests.kiosk.adapters.conftest import MakeBackend


def fingerprint(authority: Authority) -> str:
    return hashlib.sha256(authority.certificate.public_bytes(Encoding.DER)).hexdigest()


def test_the_ca_with_the_typed_fingerprint_is_kept_and_used(
    authority: Authority, client: MakeBackend, tmp_path: Path
) -> None:
    folder = tmp_path / "state"
    unavailable = zoo.answering(zoo.problem(503, "unavailable"))
    with zoo.serving(unavailable, authority.server()) as server:
        file = pinned_ca(server.address, fingerprint(authority), folder)
        result = client(server.address, file).perform(FetchStation(), "0" * 32)
    assert isinstance(result, Failed)
    assert result.kind is FaultKind.UNAVAILABLE
    assert pinned_ca("https://127.0.0.1:1", fingerprint(authority), folder) == file


def test_any_other_fingerprint_keeps_nothing(authority: Authority, tmp_path: Path) -> None:
    folder = tmp_path / "state"
    with (
        zoo.serving(zoo.hanging_up, authority.server()) as server,
        pytest.raises(CaUnavailableError, match="sent no certificate"),
    ):
        pinned_ca(server.address, "00" * 32, folder)
    assert not folder.exists()


def test_a_file_that_was_changed_is_fetched_again(authority: Authority, tmp_path: Path) -> None:
    other = Authority.make(tmp_path, "Other CA")
    with zoo.serving(zoo.hanging_up, authority.server()) as server:
        file = pinned_ca(server.address, fingerprint(authority), tmp_path)
        file.write_bytes(other.file.read_bytes())
        assert pinned_ca(server.address, fingerprint(authority), tmp_path) == file
    assert file.read_text() == authority.file.read_text()


def test_a_damaged_file_is_fetched_again(authority: Authority, tmp_path: Path) -> None:
    with zoo.serving(zoo.hanging_up, authority.server()) as server:
        file = pinned_ca(server.address, fingerprint(authority), tmp_path)
        file.write_bytes(b"\xffnonsense")
        assert pinned_ca(server.address, fingerprint(authority), tmp_path) == file
    assert file.read_text() == authority.file.read_text()


def test_a_backend_that_is_not_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(CaUnavailableError, match="cannot be reached"):
        pinned_ca(f"https://127.0.0.1:{port}", "00" * 32, tmp_path)
