"""What the maintenance page tells of the machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice

from kiosk.core.ports import Fact, FactKind

GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ThisMachine:
    """`service` is the backend's address, `folder` where the station keeps its files."""

    version: str
    service: str
    starts: int
    folder: Path
    now: Callable[[], QDateTime] = QDateTime.currentDateTime

    def facts(self) -> tuple[Fact, ...]:
        return (
            Fact(FactKind.VERSION, self.version),
            Fact(FactKind.SCREEN, ", ".join(_screens())),
            Fact(FactKind.INPUT, ", ".join(_inputs()) or "–"),
            Fact(FactKind.DISK, _free(self.folder)),
            Fact(FactKind.CLOCK, self.now().toString(Qt.DateFormat.ISODate)),
            Fact(FactKind.SERVICE, self.service),
            Fact(FactKind.STARTS, str(self.starts)),
        )


def _screens() -> list[str]:
    sizes = [(screen.geometry().width(), screen.geometry().height()) for screen in QGuiApplication.screens()]
    return [f"{width} × {height}" for width, height in sizes]


def _inputs() -> list[str]:
    kinds = {device.type() for device in QInputDevice.devices()}
    return sorted(kind.name or "" for kind in kinds if kind is not QInputDevice.DeviceType.Unknown)


def _free(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free / GIGABYTE:.1f} GB"
    except OSError as error:
        return error.strerror or type(error).__name__
