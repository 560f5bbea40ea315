"""Staff at the real window: the gesture ends the session, the console's code opens the rest."""

from __future__ import annotations

from kiosk.core.states import Attract, Maintenance, MaintenanceAccess, MaintenanceProblem
from tests.e2e.station.conftest import World
from tests.e2e.station.visitor import Visitor


def code_of(world: World) -> str:
    """A code for the one active station, as an operator makes it."""
    rows = world.backend.cli("station", "list").splitlines()
    station = next(row.split()[0] for row in rows if " active " in row)
    return world.backend.cli("station", "maintenance-code", station).splitlines()[0].strip()


def test_the_gesture_ends_the_session_and_the_code_opens_maintenance(visitor: Visitor, world: World) -> None:
    visitor.to_code(0)
    visitor.station.window.hold.complete()
    visitor.on(Maintenance)
    assert visitor.kiosk.reset_id == ""
    visitor.type("code", "00000000")
    visitor.submit()
    visitor.problem(MaintenanceProblem.CODE_WRONG)
    visitor.type("code", code_of(world))
    visitor.submit()
    visitor.until(lambda: access(visitor) is MaintenanceAccess.OPEN)
    visitor.actor.click(visitor.station.window.bottom.back)
    visitor.on(Attract)


def access(visitor: Visitor) -> MaintenanceAccess | None:
    page = visitor.kiosk.page
    return page.access if isinstance(page, Maintenance) else None
