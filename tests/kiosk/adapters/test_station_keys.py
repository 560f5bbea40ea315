"""The station's key: in memory for the rules, in a real gnome-keyring for the rest."""

from __future__ import annotations

import base64
import hashlib
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from keyring.backend import KeyringBackend
from keyring.backends import SecretService
from keyring.errors import KeyringLocked, PasswordSetError

from demo.private_keyring import locked_keyring, private_bus, private_keyring
from kiosk.adapters.station_keys import SERVICE, KeyringKeys
from kiosk.core.ports import KeyFault, KeyUnusable
from tests.servers.secret_service import entered

ADDRESS = "https://repasse.example"


class MemoryKeyring(KeyringBackend):
    """Keeps entries in memory; `forgetful` drops them, `fault` is raised, `stuck` waits for its event."""

    priority = 1

    def __init__(
        self, *, forgetful: bool = False, fault: Exception | None = None, stuck: threading.Event | None = None
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.asked = 0
        self._forgetful = forgetful
        self._fault = fault
        self._stuck = stuck

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self._stuck is not None:
            self._stuck.wait(20)
        if self._fault is not None:
            raise self._fault
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self._forgetful:
            self.entries[service, username] = password


def fault_of(keys: KeyringKeys) -> KeyUnusable:
    with pytest.raises(KeyUnusable) as caught:
        keys.open()
    return caught.value


# --- the rules ----------------------------------------------------------------------------------


def test_the_first_start_makes_a_key_and_later_ones_find_it() -> None:
    store = MemoryKeyring()
    first = KeyringKeys(ADDRESS, backend=store).open()
    assert list(store.entries) == [(SERVICE, ADDRESS)]
    assert KeyringKeys(ADDRESS, backend=store).open().public == first.public
    assert first.fingerprint == hashlib.sha256(first.public).hexdigest()


def test_signatures_verify_with_the_public_half() -> None:
    key = KeyringKeys(ADDRESS, backend=MemoryKeyring()).open()
    Ed25519PublicKey.from_public_bytes(key.public).verify(key.sign(b"message"), b"message")


def test_two_backends_get_two_keys() -> None:
    store = MemoryKeyring()
    one = KeyringKeys(ADDRESS, backend=store).open()
    assert KeyringKeys("https://other.example", backend=store).open().public != one.public


def test_the_keyring_is_asked_once() -> None:
    store = MemoryKeyring()
    keys = KeyringKeys(ADDRESS, backend=store)
    keys.open()
    asked = store.asked
    keys.open()
    assert store.asked == asked


def test_a_keyring_that_does_not_keep_is_refused() -> None:
    fault = fault_of(KeyringKeys(ADDRESS, backend=MemoryKeyring(forgetful=True)))
    assert fault.kind is KeyFault.MISSING
    assert "did not keep" in fault.detail


@pytest.mark.parametrize("entry", ["", "nonsense", base64.b64encode(b"short").decode()])
def test_a_damaged_entry_is_never_overwritten(entry: str) -> None:
    store = MemoryKeyring()
    store.entries[SERVICE, ADDRESS] = entry
    assert fault_of(KeyringKeys(ADDRESS, backend=store)).kind is KeyFault.MISSING
    assert store.entries == {(SERVICE, ADDRESS): entry}


@pytest.mark.parametrize(
    ("error", "kind"),
    [(KeyringLocked("x"), KeyFault.LOCKED), (PasswordSetError("x"), KeyFault.MISSING)],
)
def test_faults_of_the_keyring(error: Exception, kind: KeyFault) -> None:
    assert fault_of(KeyringKeys(ADDRESS, backend=MemoryKeyring(fault=error))).kind is kind


def test_a_keyring_that_hangs_is_given_up_and_can_be_asked_again() -> None:
    release = threading.Event()
    keys = KeyringKeys(ADDRESS, patience=0.1, backend=MemoryKeyring(stuck=release))
    assert fault_of(keys).kind is KeyFault.TIMEOUT
    release.set()
    assert len(keys.open().public) == 32


def test_a_keyring_that_goes_on_hanging_costs_one_thread() -> None:
    """The station tries every few seconds, for as long as it takes."""
    release = threading.Event()
    store = MemoryKeyring(stuck=release)
    keys = KeyringKeys(ADDRESS, patience=0.05, backend=store)
    assert [fault_of(keys).kind for _ in range(5)] == [KeyFault.TIMEOUT] * 5
    assert store.asked == 1
    assert [one.name for one in threading.enumerate()].count("keyring") == 1
    release.set()
    assert len(keys.open().public) == 32


def test_nothing_of_the_private_half_shows() -> None:
    store = MemoryKeyring()
    key = KeyringKeys(ADDRESS, backend=store).open()
    (held,) = store.entries.values()
    assert held not in repr(key) + repr(vars(key))


# --- which keyring ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["null", "fail"])
def test_a_setting_cannot_choose_a_keyring_that_does_not_protect(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{name}.Keyring")
    with entered(private_bus(tmp_path / "session")):
        fault = fault_of(KeyringKeys(ADDRESS))
    assert fault.kind is KeyFault.MISSING
    assert "station-configuration.md" in fault.detail


# --- a real Secret Service ----------------------------------------------------------------------


def test_a_key_survives_in_gnome_keyring(tmp_path: Path) -> None:
    publics = []
    for _ in range(2):
        with entered(private_keyring(tmp_path / "session", "password of the file")):
            publics.append(KeyringKeys(ADDRESS).open().public)
    assert publics[0] == publics[1]


def test_the_private_half_is_on_no_disk_in_clear(tmp_path: Path) -> None:
    with entered(private_keyring(tmp_path / "session")):
        KeyringKeys(ADDRESS).open()
        held = SecretService.Keyring().get_password(SERVICE, ADDRESS)  # type: ignore[no-untyped-call]
    files = [path.read_bytes() for path in tmp_path.rglob("*.keyring")]
    assert files
    assert len(held) == 44
    assert not any(held.encode() in content or base64.b64decode(held) in content for content in files)


def test_a_locked_keyring_is_said_without_a_prompt(tmp_path: Path) -> None:
    with entered(locked_keyring(tmp_path / "session")):
        fault = fault_of(KeyringKeys(ADDRESS))
    assert fault.kind is KeyFault.LOCKED
    assert "--unlock" in fault.detail


def test_a_session_without_a_keyring(tmp_path: Path) -> None:
    with entered(private_bus(tmp_path / "session")):
        assert fault_of(KeyringKeys(ADDRESS)).kind is KeyFault.MISSING


def test_no_session_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    assert fault_of(KeyringKeys(ADDRESS)).kind is KeyFault.MISSING
