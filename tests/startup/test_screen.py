"""Without a screen the program says so in one line and ends, so that it is started again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.qt.remarks import NO_SCREEN
from tests.startup.station import settings, shown


@pytest.mark.parametrize(
    ("platform", "more"),
    [("xcb", {"DISPLAY": ":4711"}), ("xcb", {}), ("wayland", {}), ("nonsense", {})],
    ids=["X server missing", "X server not named", "compositor missing", "no such platform"],
)
def test_a_missing_screen_is_one_line_and_a_status(
    platform: str, more: dict[str, str], tmp_path: Path
) -> None:
    chosen = {"QT_QPA_PLATFORM": platform, "XDG_RUNTIME_DIR": str(tmp_path), **more}
    with shown(tmp_path, settings(tmp_path), chosen, module="kiosk") as station:
        assert station.wait() == NO_SCREEN
        (line,) = station.events()
    assert (line["event"], line["level"], line["platform"]) == ("no_screen", "critical", platform)
    assert line["said"]
