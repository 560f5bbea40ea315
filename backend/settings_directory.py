"""Where the accounts live: the section `[directory]`, and what the chosen kind lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from backend.adapters.directories.ad.settings import AdSettings
from backend.adapters.directories.entra.settings import EntraSettings
from backend.adapters.directories.hybrid.settings import HybridSettings
from backend.adapters.directories.ldap.mapping import LdapDirectorySettings
from backend.adapters.directories.sql_settings import SqlDirectorySettings

WAITS_A_WRITE = 5
"""Questions to a directory over a network that one write takes at most, each as long as its patience."""


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """`url` is of the embedded one; empty: in the data folder."""

    kind: Literal["sql", "ldap", "ad", "entra", "hybrid"] = "sql"
    url: str = ""
    sql: SqlDirectorySettings = field(default_factory=SqlDirectorySettings)
    ldap: LdapDirectorySettings = field(default_factory=LdapDirectorySettings)
    ad: AdSettings = field(default_factory=AdSettings)
    entra: EntraSettings = field(default_factory=EntraSettings)
    hybrid: HybridSettings = field(default_factory=HybridSettings)


def faults(chosen: DirectorySettings, write_lease: timedelta) -> list[str]:
    """What the chosen directory lacks, a line each; `write_lease` must outlast its longest write."""
    match chosen.kind:
        case "sql":
            return []
        case "ldap":
            return _ldap(chosen.ldap, write_lease)
        case "ad":
            return _ad(chosen.ad, write_lease)
        case "entra":
            return _entra(chosen.entra, write_lease)
        case "hybrid":
            return _entra(chosen.entra, write_lease) + _premises(chosen, write_lease)


def _premises(chosen: DirectorySettings, write_lease: timedelta) -> list[str]:
    match chosen.hybrid.premises:
        case "ad":
            return _ad(chosen.ad, write_lease)
        case "ldap":
            return _ldap(chosen.ldap, write_lease)
        case "sql":
            return []


def _ldap(ldap: LdapDirectorySettings, write_lease: timedelta) -> list[str]:
    lines = [f"directory.ldap.{line}" for line in ldap.complete()]
    return lines + _lease(write_lease, ldap.connection.patience)


def _ad(ad: AdSettings, write_lease: timedelta) -> list[str]:
    lines = [f"directory.ad.{line}" for line in ad.complete()]
    return lines + _lease(write_lease, ad.connection.patience)


def _lease(write_lease: timedelta, patience: float) -> list[str]:
    if write_lease.total_seconds() > WAITS_A_WRITE * patience:
        return []
    longest = f"{WAITS_A_WRITE} times the directory's patience ({patience:g} seconds)"
    return [f"times.write_lease: must be longer than {longest}"]


def _entra(entra: EntraSettings, write_lease: timedelta) -> list[str]:
    if not entra.configured:
        return ["directory.entra.tenant: is needed, with client_id, certificate_file and key_file"]
    longest = f"{entra.longest_write:g} seconds, two and a half times directory.entra.deadline"
    if write_lease.total_seconds() <= entra.longest_write:
        return [f"times.write_lease: must be longer than {longest}"]
    return []
