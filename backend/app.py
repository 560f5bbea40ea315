"""The composition root: builds every part from the settings; `server` runs what is built here."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from backend import settings as config
from backend.adapters.channels.local import LocalCalls, LocalMessages
from backend.adapters.directories.sql import SqlDirectory
from backend.adapters.keystore import AesSealer, FileKeys
from backend.adapters.phone import PhoneNumbers
from backend.adapters.pki import Authority, Identity
from backend.adapters.store.engine import open_engine
from backend.adapters.store.migrate import upgrade
from backend.adapters.store.sql_store import SqlStore
from backend.adapters.store.web_store.requests import RequestStore
from backend.adapters.store.web_store.staff import StaffStore
from backend.core.desk import Desks
from backend.core.parts import Channels, Parts
from backend.core.views import Channel
from backend.web.staff.auth import StaffAuth
from backend.web.staff.credentials import Passwords


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class SystemRandomness:
    def token(self) -> str:
        return secrets.token_hex(16)

    def below(self, limit: int) -> int:
        return secrets.randbelow(limit)


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stations and staff type, such as ``https://127.0.0.1:8444``."""

    station_api: str
    console: str


@dataclass(frozen=True, slots=True)
class Backend:
    """Every long-lived part of one process."""

    settings: config.BackendSettings
    addresses: Addresses
    clock: SystemClock
    engine: Engine
    keys: FileKeys
    directory: SqlDirectory
    calls: LocalCalls | None
    store: SqlStore
    desks: Desks
    requests: RequestStore
    staff: StaffStore
    auth: StaffAuth

    def close(self) -> None:
        self.directory.close()
        self.engine.dispose()


def prepare_data(data: Path) -> None:
    """The data folder, for its owner only, whatever it was before."""
    os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)


def build(settings: config.BackendSettings, data: Path, addresses: Addresses) -> Backend:
    """Build the parts. The database is brought up to date; nothing listens yet."""
    clock, keys = SystemClock(), FileKeys(data / "keys" / "master.key")
    sealer = AesSealer(keys)
    engine = open_engine(settings.database.url or _sqlite(data / "repasse.sqlite"))
    upgrade(engine)
    directory = SqlDirectory(
        settings.directory.url or _sqlite(data / "directory.sqlite"), clock, settings.directory.sql
    )
    calls = LocalCalls(data / "spool", clock) if settings.channels.voice == "local" else None
    staff = StaffStore(engine, sealer, keys.derive("staff tokens"))
    core, store = settings.for_core(addresses.console), SqlStore(engine, settings.institution.id)
    parts = Parts(
        settings=core,
        store=store,
        directory=directory,
        channels=_channels(settings.channels, calls, data / "spool", clock),
        numbers=PhoneNumbers(settings.channels.region),
        keys=keys,
        sealer=sealer,
        clock=clock,
        randomness=SystemRandomness(),
        staff=staff,
    )
    return Backend(
        settings=settings,
        addresses=addresses,
        clock=clock,
        engine=engine,
        keys=keys,
        directory=directory,
        calls=calls,
        store=store,
        desks=Desks(parts),
        requests=RequestStore(engine, sealer, keep=int(core.times.reset_longest.total_seconds()) + 600),
        staff=staff,
        auth=StaffAuth(staff, Passwords(keys.derive("staff passwords")), clock, keys.derive("staff tries")),
    )


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"


def _channels(
    chosen: config.ChannelSettings, calls: LocalCalls | None, spool: Path, clock: SystemClock
) -> Channels:
    def messages(kind: str, channel: Channel) -> LocalMessages | None:
        return LocalMessages(spool, channel, clock) if kind == "local" else None

    return Channels(
        email=messages(chosen.email, Channel.EMAIL), sms=messages(chosen.sms, Channel.SMS), voice=calls
    )


# --- addresses and certificates -----------------------------------------------------------------


def origin(address: config.AddressSettings, port: int) -> str:
    """The configured address, or the one made from host and port."""
    if address.url:
        return address.url.rstrip("/")
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"https://{host}:{port}"


def authority(data: Path) -> Authority:
    return Authority(data / "tls")


def identity(settings: config.BackendSettings, data: Path, now: datetime) -> Identity:
    if settings.tls.source == "files":
        return Identity(Path(settings.tls.certificate), Path(settings.tls.key))
    return authority(data).identity(settings.tls.names, now)


def known_addresses(settings: config.BackendSettings, data: Path) -> Addresses:
    """Where a running backend said it listens; else what the settings say."""
    try:
        told = json.loads((data / "addresses.json").read_text(encoding="utf-8"))
        return Addresses(str(told["station_api"]), str(told["console"]))
    except (OSError, ValueError, KeyError):
        return Addresses(
            origin(settings.station_api, settings.station_api.port),
            origin(settings.console, settings.console.port),
        )
