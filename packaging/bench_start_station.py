"""The station's program as it is, which says `painted` when its attract page was painted, and ends."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk import app, config, logs
from kiosk.core.states import Attract, Kiosk
from kiosk.qt.i18n import available


def main() -> int:
    logs.set_up()
    application = app.make_application(sys.argv[:1])
    settings = config.load(Path(sys.argv[1]), available())
    with app.Station(application, settings, app.footing(settings), app.real_outside(settings)) as station:

        def look(kiosk: Kiosk) -> None:
            if isinstance(kiosk.page, Attract):
                station.window.grab()
                print("painted", flush=True)
                QApplication.quit()

        station.driver.state_changed.connect(look)
        return application.exec()


if __name__ == "__main__":
    sys.exit(main())
