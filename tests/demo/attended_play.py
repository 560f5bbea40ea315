"""For tests only: the attended demonstration with a person at it, by its standard streams.

``python -m tests.demo.attended_play FOLDER [closing]`` is `repasse-demo --folder FOLDER` with two additions:
its station takes orders on standard input (`tests.servers.driven_station`), and its other window tells what
it shows, as lines of JSON; with `closing` it is closed as soon as it is there.
"""

from __future__ import annotations

import json
import sys
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from demo import attended
from demo.__main__ import main
from demo.guide import Guide
from demo.phone import Phone
from demo.window import DemoWindow


class ToldWindow(DemoWindow):
    def __init__(self, guide: Guide, phone: Phone) -> None:
        super().__init__(guide, phone)
        phone.received.connect(lambda _event: tell("phone", texts(phone)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        super().showEvent(event)
        tell("window", [self.windowTitle(), *texts(self)])
        if sys.argv[2:] == ["closing"]:
            QTimer.singleShot(0, self.close)


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


def tell(name: str, shown: list[str]) -> None:
    print(json.dumps({name: shown}), flush=True)  # noqa: T201 - what the test reads


if __name__ == "__main__":
    attended.STATION_PROGRAM = (sys.executable, "-m", "tests.servers.driven_station")
    with patch.object(attended, "DemoWindow", ToldWindow):
        sys.exit(main(["--folder", sys.argv[1]]))
