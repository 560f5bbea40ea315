"""For the soak only: the station as `tests.servers.driven_station` drives it, which also says what it holds.

``python -m tests.soak.station ADDRESS CA FOLDER``. Its parts are the shipped ones, its supervisor included,
save that the CAPTCHA's randomness tells what it drew, and that chimes and the CAPTCHA's voice are silent:
without a sound device each would start a player in vain.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from demo.rehearsal import ToldChance
from kiosk import app, logs
from kiosk.__main__ import harden
from kiosk.captcha.desk import Captcha
from kiosk.captcha.faces import load_faces
from kiosk.core.effects import Chime
from tests.e2e.station.conftest import SilentSpeaker
from tests.servers.driven_station import SIZE, Hands, obeying, qt_said, settings_of

PAGE = os.sysconf("SC_PAGE_SIZE")
WAIT = 10.0
LOOKS = 20


class NoChimes:
    def play(self, chime: Chime) -> None:
        """Nothing is heard."""


def start_all_workers(station: app.Station) -> None:
    """A pool starts a thread when it first needs one more; whenever that is, it is no growth."""
    for lane in station._lanes:
        together = threading.Barrier(lane._pool._max_workers)
        for _ in range(lane._pool._max_workers):
            lane._pool.submit(together.wait, WAIT)


def held(station: app.Station) -> dict[str, int]:
    """What this process holds now: bytes of memory, threads, file handles, widgets, Qt and Python objects.

    Connections that are kept for the next call are dropped first, as the end of a session does.
    """
    station._backend.forget()
    gc.collect()
    roots = [QCoreApplication.instance(), *QApplication.topLevelWidgets()]
    return {
        "memory": int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE,
        "threads": fewest("task"),
        "handles": fewest("fd") - 1,
        "widgets": len(QApplication.allWidgets()),
        "qt_objects": sum(len(root.findChildren(QObject)) for root in roots if root is not None),
        "python_objects": len(gc.get_objects()),
    }


def fewest(kind: str) -> int:
    """Of threads (`task`) or file handles (`fd`), in some looks: a call with its timer may be under way."""
    counts = []
    for _ in range(LOOKS):
        counts.append(len(list(Path(f"/proc/self/{kind}").iterdir())))
        time.sleep(WAIT / LOOKS / 10)
    return min(counts)


def _quit(_number: int, _frame: FrameType | None) -> None:
    QCoreApplication.exit()


def main() -> int:
    harden()
    settings = settings_of(sys.argv[1:])
    logs.set_up()
    application = app.make_application(sys.argv[:1])
    qInstallMessageHandler(qt_said)
    signal.signal(signal.SIGTERM, _quit)
    chance, real = ToldChance(), app.real_outside(settings)
    around = replace(real, captcha=Captcha(load_faces(), chance, SilentSpeaker()), chimes=NoChimes())
    with app.Station(application, settings, app.footing(settings), around) as station:
        station.window.resize(*SIZE)
        start_all_workers(station)
        hands = Hands(station, chance, settings.state_folder.parent)
        hands.orders["held"] = lambda: json.dumps(held(station))
        return obeying(application, hands)


if __name__ == "__main__":
    sys.exit(main())
