"""Opens the directory that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, assert_never

from backend.adapters.directories.ad.checking import AdCheck
from backend.adapters.directories.ad.directory import AdDirectory
from backend.adapters.directories.entra.directory import EntraDirectory
from backend.adapters.directories.hybrid.checking import HybridCheck
from backend.adapters.directories.hybrid.directory import HybridDirectory
from backend.adapters.directories.ldap.checking import LdapCheck
from backend.adapters.directories.ldap.directory import LdapDirectory
from backend.adapters.directories.ldap.transport import Transport
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.phone import PhoneNumbers
from backend.core.directory_check import DirectoryCheck
from backend.core.ports import Clock, Directory, Sealer
from backend.settings import BackendSettings


class OpenDirectory(Directory, Protocol):
    """A directory whose connections are let go at the end of the process."""

    def close(self) -> None: ...


class NotEmbeddedError(Exception):
    """Accounts are entered by this program in the embedded directory only."""


def open_directory(
    settings: BackendSettings, data: Path, clock: Clock, sealer: Sealer | None = None
) -> OpenDirectory:
    """The directory of `directory.kind`; the embedded one lies in the folder `data` unless it has a URL.

    Without `sealer` the embedded one has no keys of apps.
    """
    chosen = settings.directory
    match chosen.kind:
        case "sql":
            return _embedded(settings, data, clock, sealer)
        case "entra":
            return _entra(settings, clock)
        case "hybrid":
            return HybridDirectory(
                _entra(settings, clock), _premises(settings, data, clock, sealer), chosen.hybrid
            )
        case "ldap":
            return _ldap(settings, clock)
        case "ad":
            return _ad(settings, clock)
    assert_never(chosen.kind)


def _premises(settings: BackendSettings, data: Path, clock: Clock, sealer: Sealer | None) -> OpenDirectory:
    """The directory on the premises that a hybrid one writes synchronised accounts in."""
    match settings.directory.hybrid.premises:
        case "ad":
            return _ad(settings, clock)
        case "ldap":
            return _ldap(settings, clock)
        case "sql":
            return _embedded(settings, data, clock, sealer)
    assert_never(settings.directory.hybrid.premises)


def _embedded(settings: BackendSettings, data: Path, clock: Clock, sealer: Sealer | None) -> SqlDirectory:
    chosen = settings.directory
    return SqlDirectory(chosen.url or f"sqlite:///{data / 'directory.sqlite'}", clock, chosen.sql, sealer)


def _ldap(settings: BackendSettings, clock: Clock) -> LdapDirectory:
    numbers = PhoneNumbers(settings.channels.region)
    return LdapDirectory(settings.directory.ldap, _domain(settings), numbers, clock)


def _ad(settings: BackendSettings, clock: Clock) -> AdDirectory:
    chosen, numbers = settings.directory.ad, PhoneNumbers(settings.channels.region)
    return AdDirectory(Transport(chosen.connection), chosen, clock, numbers, _domain(settings))


def _domain(settings: BackendSettings) -> str:
    return settings.institution.identifier_rule.domain.removeprefix("@").strip().casefold()


def _entra(settings: BackendSettings, clock: Clock) -> EntraDirectory:
    return EntraDirectory(settings.directory.entra, PhoneNumbers(settings.channels.region), clock)


def open_check(settings: BackendSettings, directory: OpenDirectory) -> DirectoryCheck | None:
    """What examines that directory for an operator; None where it has no check of its own."""
    match directory:
        case LdapDirectory():
            return LdapCheck(settings.directory.ldap, directory)
        case AdDirectory():
            return AdCheck(settings.directory.ad, directory)
        case EntraDirectory():
            return directory
        case HybridDirectory():
            return HybridCheck(directory, open_check(settings, directory.premises))
        case _:
            return None


def embedded(directory: Directory, kind: str) -> SqlDirectory:
    """The same directory, if accounts can be entered into it.

    Raises:
        NotEmbeddedError: it is another kind; the sentence says what to do.
    """
    if isinstance(directory, SqlDirectory):
        return directory
    raise NotEmbeddedError(
        f'directory.kind is "{kind}": accounts are made in that directory itself. `account add` and '
        '`account import` are for the embedded one (directory.kind = "sql")'
    )
