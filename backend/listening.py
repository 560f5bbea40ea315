"""Where one process listens: the sockets, the addresses they make, and who is told of them."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from backend import settings as config
from backend.app import Addresses, origin
from backend.settings_addresses import AddressSettings
from backend.web.serving import bind


@dataclass(frozen=True, slots=True)
class Listening:
    """The sockets, in the order station API, console, phone, reports, metrics; without those not served."""

    sockets: tuple[socket.socket, ...]
    addresses: Addresses


def listen(settings: config.BackendSettings) -> Listening:
    """Bind every address that is served."""
    served: dict[str, AddressSettings] = {"station_api": settings.station_api, "console": settings.console}
    if settings.phone.handoff == "offered":
        served["phone"] = settings.phone
    if settings.reports.listener == "offered":
        served["reports"] = settings.reports
    if settings.metrics.serve == "offered":
        served["metrics"] = settings.metrics
    bound = {name: bind(one.host, one.port) for name, one in served.items()}
    origins = {name: origin(one, bound[name].getsockname()[1]) for name, one in served.items()}
    return Listening(tuple(bound.values()), Addresses(**origins))


def told(addresses: Addresses) -> str:
    """The one line for who started the process."""
    parts = (
        ("station API", addresses.station_api),
        ("staff console", addresses.console),
        ("phones", addresses.phone),
        ("delivery reports", addresses.reports),
        ("metrics", addresses.metrics),
    )
    return " · ".join(f"{name} {address}" for name, address in parts if address)


def announce(addresses: Addresses, data: Path, ready_file: Path | None) -> None:
    """Write where we listen, in one step each: for the other commands, and for who waits for us."""
    written = {
        "station_api": addresses.station_api,
        "console": addresses.console,
        "phone": addresses.phone,
        "reports": addresses.reports,
        "metrics": addresses.metrics,
        "pid": os.getpid(),
    }
    for path in (data / "addresses.json", ready_file):
        if path is not None:
            draft = path.with_name(path.name + ".new")
            draft.write_text(json.dumps(written) + "\n", encoding="utf-8")
            draft.replace(path)
