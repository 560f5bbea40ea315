"""The station's settings: one TOML file, checked whole before anything starts.

`docs/station-configuration.md` documents every key; there are no secrets among them.
"""

from __future__ import annotations

import ipaddress
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, urlsplit

import platformdirs

from kiosk.access_settings import KEYS as ACCESS_KEYS
from kiosk.access_settings import ORDINARY, AccessSettings, read_access
from kiosk.brand_settings import KEYS as BRAND_KEYS
from kiosk.brand_settings import NO_BRAND, BrandSettings, read_brand
from kiosk.card_settings import KEYS as CARD_KEYS
from kiosk.card_settings import NO_READER, CardReaderSettings, read_card_reader

VARIABLE = "REPASSE_STATION_CONFIG"
DEFAULT_ADDRESS = "https://127.0.0.1:8444"
LANGUAGES = ("fr", "en")
"""Used where nobody says which languages have a catalogue; the default first."""


class SettingsError(Exception):
    """The settings cannot be used; every line names the file, the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`ca_file` None means the system's store; `ca_fingerprint` is SHA-256 of the CA in hex, or empty."""

    address: str
    ca_file: Path | None
    ca_fingerprint: str
    proxy: str | None
    languages: tuple[str, ...]
    windowed: bool
    dpi: int
    """Pixels an inch of the screen, for targets of 12 mm."""
    state_folder: Path
    card_reader: CardReaderSettings = NO_READER
    brand: BrandSettings = NO_BRAND
    access: AccessSettings = ORDINARY


def default_file() -> Path:
    return platformdirs.site_config_path("repasse", appauthor=False) / "station.toml"


def embedded_ca() -> Path:
    """Where `repasse-backend serve` without configuration keeps its own CA."""
    return platformdirs.user_data_path("repasse-backend") / "tls" / "ca.pem"


def find(given: Path | None, environment: Mapping[str, str]) -> Path | None:
    """Return the settings file: the one given, else the variable's, else the default one if it is there."""
    if given is not None:
        return given
    named = environment.get(VARIABLE, "")
    if named:
        return Path(named)
    return default_file() if _may_be_there(default_file()) else None


def _may_be_there(file: Path) -> bool:
    """Only what is surely missing leaves the defaults: a file that may not be seen is a fault to tell."""
    try:
        return file.exists()
    except OSError:
        return True


def load(file: Path | None, languages: tuple[str, ...] = LANGUAGES) -> Settings:
    """Return the settings of `file`, or the defaults without one.

    Args:
        languages: those with a catalogue, the default first.

    Raises:
        SettingsError: it cannot be read, or any key or value in it is not allowed.
    """
    return _Reader(file, _read(file), languages).settings()


def _read(file: Path | None) -> Mapping[str, object]:
    if file is None:
        return {}
    try:
        if file.is_fifo():  # it would be waited for
            raise SettingsError(f"{file}: cannot be read (is no file)")
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: a number of 5,000 digits, say
        raise SettingsError(f"{file}: not TOML ({error})") from None


_KEYS = {
    "backend": ("address", "ca_file", "ca_fingerprint", "proxy"),
    "station": ("languages", "windowed", "dpi", "state_folder"),
    "card_reader": CARD_KEYS,
    "brand": BRAND_KEYS,
    "access": ACCESS_KEYS,
}


class _Reader:
    """Reads every key, collects every complaint, and raises them together."""

    def __init__(self, file: Path | None, tables: Mapping[str, object], languages: tuple[str, ...]) -> None:
        self._file = file
        self._known = languages
        self._tables = tables
        self._complaints: list[str] = []

    def settings(self) -> Settings:
        self._unknown()
        address = self._text("backend", "address", DEFAULT_ADDRESS)
        parts = self._address(address)
        fingerprint = self._fingerprint()
        settings = Settings(
            address=address.rstrip("/"),
            ca_file=self._ca_file(parts, fingerprint),
            ca_fingerprint=fingerprint,
            proxy=self._proxy(),
            languages=self._languages(),
            windowed=self._flag("station", "windowed"),
            dpi=self._dpi(),
            state_folder=self._folder("station", "state_folder"),
            card_reader=self._card_reader(),
            brand=self._brand(),
            access=self._access(),
        )
        if self._complaints:
            raise SettingsError("\n".join(self._complaints))
        return settings

    def _complain(self, table: str, key: str, allowed: str) -> None:
        self._complaints.append(f"{self._file or 'defaults'}: [{table}] {key}: {allowed}")

    def _unknown(self) -> None:
        for table, keys in self._tables.items():
            if table not in _KEYS or not isinstance(keys, dict):
                self._complain(table, "", f"no such table; allowed: {', '.join(_KEYS)}")
                continue
            for key in keys:
                if key not in _KEYS[table]:
                    self._complain(table, key, f"no such key; allowed: {', '.join(_KEYS[table])}")

    def _value(self, table: str, key: str) -> object:
        keys = self._tables.get(table)
        return cast("Mapping[str, object]", keys).get(key) if isinstance(keys, dict) else None

    def _text(self, table: str, key: str, default: str = "") -> str:
        value = self._value(table, key)
        if value is None:
            return default
        if isinstance(value, str):
            return value.strip()
        self._complain(table, key, "must be text in quotes")
        return default

    def _flag(self, table: str, key: str) -> bool:
        value = self._value(table, key)
        if value is not None and not isinstance(value, bool):
            self._complain(table, key, "must be true or false")
        return value is True

    def _dpi(self) -> int:
        value = self._value("station", "dpi")
        if value is None:
            return 96
        if type(value) is int and 72 <= value <= 300:
            return value
        self._complain("station", "dpi", "must be a whole number from 72 to 300")
        return 96

    def _card_reader(self) -> CardReaderSettings:
        def complain(key: str, allowed: str) -> None:
            self._complain("card_reader", key, allowed)

        table = {key: self._value("card_reader", key) for key in CARD_KEYS}
        return read_card_reader(table, sys.platform, complain)

    def _brand(self) -> BrandSettings:
        def complain(key: str, allowed: str) -> None:
            self._complain("brand", key, allowed)

        return read_brand({key: self._value("brand", key) for key in BRAND_KEYS}, complain)

    def _access(self) -> AccessSettings:
        def complain(key: str, allowed: str) -> None:
            self._complain("access", key, allowed)

        return read_access({key: self._value("access", key) for key in ACCESS_KEYS}, complain)

    def _folder(self, table: str, key: str) -> Path:
        text = self._text(table, key)
        folder = Path(text) if text else platformdirs.user_state_path("repasse-station", appauthor=False)
        if not folder.is_absolute():
            self._complain(table, key, "must be an absolute path")
        return folder

    def _address(self, address: str) -> SplitResult | None:
        parts = _split(address)
        if (
            parts is None
            or parts.scheme != "https"
            or parts.username
            or parts.path.strip("/")
            or parts.query
            or parts.fragment
        ):
            self._complain("backend", "address", "must be https://HOST or https://HOST:PORT")
            return None
        return parts

    def _fingerprint(self) -> str:
        text = re.sub(r"[\s:]", "", self._text("backend", "ca_fingerprint")).lower()
        if text and not re.fullmatch(r"[0-9a-f]{64}", text):
            self._complain("backend", "ca_fingerprint", "must be 64 hex digits (SHA-256), colons allowed")
        return text

    def _ca_file(self, address: SplitResult | None, fingerprint: str) -> Path | None:
        text = self._text("backend", "ca_file")
        if text and fingerprint:
            self._complain("backend", "ca_file", "give either ca_file or ca_fingerprint")
        if text:
            if not Path(text).is_absolute():
                self._complain("backend", "ca_file", "must be an absolute path")
            return Path(text)
        if address is not None and not fingerprint and is_loopback(address.hostname or ""):
            return embedded_ca()
        return None

    def _proxy(self) -> str | None:
        text = self._text("backend", "proxy")
        parts = _split(text) if text else None
        if text and (parts is None or parts.scheme not in ("http", "https") or parts.username):
            self._complain("backend", "proxy", "must be http://HOST:PORT, without a password")
        return text or None

    def _languages(self) -> tuple[str, ...]:
        value = self._value("station", "languages")
        if value is None:
            return self._known
        if isinstance(value, list) and value and all(one in self._known for one in value):
            return tuple(dict.fromkeys(str(one) for one in value))
        self._complain("station", "languages", f"must list some of, default first: {', '.join(self._known)}")
        return self._known


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if known else None


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
