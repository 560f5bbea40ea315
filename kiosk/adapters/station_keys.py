"""The station's Ed25519 key, its private half in the operating system's keyring."""

from __future__ import annotations

import base64
import binascii
import hashlib
import sys
import threading
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, kwallet, macOS
from keyring.errors import KeyringError, KeyringLocked

from kiosk.core.ports import KeyFault, KeyUnusable, StationKey

SERVICE = "repasse-station"
PATIENCE = 10.0
"""Seconds until a keyring that does not answer is given up."""

_REAL: tuple[type[KeyringBackend], ...] = (
    SecretService.Keyring,
    kwallet.DBusKeyring,
    Windows.WinVaultKeyring,
    macOS.Keyring,
)
"""The only keyrings ever used, whatever `keyring`'s own settings or plug-ins say: the others keep passwords
in plain files, drop them, or ask on a terminal."""


class Ed25519Key:
    """An opened key; the private half has no way out of it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @property
    def public(self) -> bytes:
        return self._public

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self._public).hexdigest()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


class KeyringKeys:
    """Opens the key of one backend address, making and storing it on the first start."""

    def __init__(
        self, address: str, *, patience: float = PATIENCE, backend: KeyringBackend | None = None
    ) -> None:
        """`patience` in seconds; `backend` is the keyring to use instead of the machine's own."""
        self._address = address
        self._patience = patience
        self._backend = backend
        self._lock = threading.Lock()
        self._opened: StationKey | None = None
        self._try: _Try | None = None

    def open(self) -> StationKey:
        """Return the key; waits for the keyring never longer than `patience`, off the calling thread.

        One that still hangs from an earlier call is waited for again, not asked a second time.

        Raises:
            KeyUnusable: with what to do about it.
        """
        with self._lock:
            if self._opened is None:
                attempt = self._try or _Try(self._load)
                self._try = attempt if attempt.hangs(self._patience) else None
                self._opened = attempt.outcome()
            return self._opened

    def _load(self) -> StationKey:
        store = self._backend or _machine_keyring()
        try:
            held = store.get_password(SERVICE, self._address)
            return _parsed(held) if held is not None else self._make(store)
        except KeyringLocked:
            raise KeyUnusable(KeyFault.LOCKED, locked_text()) from None
        except KeyringError as error:
            raise KeyUnusable(KeyFault.MISSING, f"{missing_text()} ({type(error).__name__})") from None

    def _make(self, store: KeyringBackend) -> StationKey:
        private = Ed25519PrivateKey.generate()
        text = base64.b64encode(private.private_bytes_raw()).decode("ascii")
        store.set_password(SERVICE, self._address, text)
        if store.get_password(SERVICE, self._address) != text:
            raise KeyUnusable(KeyFault.MISSING, _NOT_KEPT)
        return Ed25519Key(private)


_MISSING = "No operating system keyring can be used. "
_MISSING_HERE = {
    "win32": "The Credential Locker of this user does not answer: start the service VaultSvc, allow storing "
    "of credentials (policy DisableDomainCreds), and sign in with a password; docs/windows.md shows how.",
    "darwin": "The login Keychain of this user does not answer: make it anew, or unlock it by an automatic "
    "sign-in with its password; docs/macos.md shows how.",
}
_MISSING_ELSEWHERE = (
    "On Linux install gnome-keyring, start the station inside a "
    "D-Bus session and unlock the keyring at log-in; docs/station-configuration.md shows how."
)
_LOCKED = "The keyring is locked. "
_LOCKED_HERE = {
    "darwin": "Unlock the login Keychain: its password must be that of the automatic sign-in, and the "
    "station must be the signed program that made the entry.",
}
_LOCKED_ELSEWHERE = (
    "Unlock it at log-in (`gnome-keyring-daemon --unlock --components=secrets`, the "
    "keyring's password on standard input)."
)
_SLOW = (
    "The keyring did not answer in time. It may be asking for its password on another screen: unlock it at "
    "log-in."
)
_NOT_KEPT = "The keyring did not keep the key that was stored in it. Choose another keyring."
_DAMAGED = (
    f"The keyring holds something else under `{SERVICE}`. Withdraw this station at the backend, remove the "
    "entry: it makes a new key and enrols."
)


def missing_text(platform: str = sys.platform) -> str:
    """What to do where there is no keyring; `platform` as `sys.platform`."""
    return _MISSING + _MISSING_HERE.get(platform, _MISSING_ELSEWHERE)


def locked_text(platform: str = sys.platform) -> str:
    """What to do where the keyring is locked; `platform` as `sys.platform`."""
    return _LOCKED + _LOCKED_HERE.get(platform, _LOCKED_ELSEWHERE)


def _parsed(text: str) -> StationKey:
    try:
        return Ed25519Key(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True)))
    except (binascii.Error, ValueError):
        raise KeyUnusable(KeyFault.MISSING, _DAMAGED) from None


def _machine_keyring() -> KeyringBackend:
    """Return the first real keyring of this machine that can be asked without a prompt."""
    chosen = next((kind for kind in _REAL if kind.viable), None)
    if chosen is None:
        raise KeyUnusable(KeyFault.MISSING, missing_text())
    if chosen is SecretService.Keyring:
        _check_secret_service()
    return chosen()


def _check_secret_service() -> None:
    from kiosk.adapters import secret_service  # its library is there on Linux only

    match secret_service.readiness():
        case secret_service.Readiness.UNLOCKED:
            return
        case secret_service.Readiness.LOCKED:
            raise KeyUnusable(KeyFault.LOCKED, locked_text())
        case secret_service.Readiness.ABSENT:
            raise KeyUnusable(KeyFault.MISSING, missing_text())


class _Try:
    """`work` on a daemon thread, which a D-Bus call that hangs leaves behind."""

    def __init__(self, work: Callable[[], StationKey]) -> None:
        self._work = work
        self._outcome: list[StationKey | BaseException] = []
        self._thread = threading.Thread(target=self._run, name="keyring", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._outcome.append(self._work())
        except BaseException as error:  # noqa: BLE001 - carried over to the caller, raised there
            self._outcome.append(error)

    def hangs(self, seconds: float) -> bool:
        """Wait for the end, at most `seconds`; True when it has not come."""
        self._thread.join(seconds)
        return not self._outcome

    def outcome(self) -> StationKey:
        if not self._outcome:
            raise KeyUnusable(KeyFault.TIMEOUT, _SLOW)
        found = self._outcome[0]
        if isinstance(found, BaseException):
            raise found
        return found
