"""What a station is told of itself, and the desk of its stations."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from backend.core.api import NotAllowed, StationNote
from backend.core.attendance import demanded
from backend.core.pressure import Pressure
from backend.core.records import StoredStation
from backend.core.settings import DeskSettings, OtherDesk
from backend.core.station_notices import shown
from backend.core.views import Desk, StationInfo
from backend.core.workshop import Workshop

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class StationView:
    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def info(self, station_id: str) -> StationInfo:
        """Raises `NotAllowed` for a station that is not enrolled, `DirectoryUnavailable`."""
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.reading() as tx:
            station = tx.stations.get(station_id)
            if station is None:
                raise NotAllowed
            pressure = shop.gauge.read(tx, station, now)
            notices = shown(tx, station.id, shop.parts.settings.institution.languages, now)
        return self._info(station, pressure, notices, now)

    def notes(self) -> tuple[StationNote, ...]:
        """The stations under pressure, and why."""
        now = self._shop.parts.clock.now()
        with self._shop.parts.store.reading() as tx:
            read = [(one, self._shop.gauge.read(tx, one, now)) for one in tx.stations.all()]
        return tuple(
            StationNote(one.id, one.name, one.place, pressure.slow_down, pressure.starts, pressure.failures)
            for one, pressure in read
            if pressure.slow_down
        )

    def _info(
        self,
        station: StoredStation,
        pressure: Pressure,
        notices: tuple[tuple[str, str], ...],
        now: datetime,
    ) -> StationInfo:
        settings, directory = self._shop.parts.settings, self._shop.parts.directory
        institution, capabilities = settings.institution, directory.capabilities
        checkable = capabilities.verifies_password and self._shop.limits.sign_ins(capabilities)[0] > 0
        return StationInfo(
            station_id=station.id,
            name=station.name,
            place=station.place,
            institution=institution.name,
            accent=institution.accent,
            languages=institution.languages,
            identifier_rule=institution.identifier_rule,
            password_rules=directory.rules(),
            idle=settings.idle,
            strength=pressure.strength,
            slow_down=pressure.slow_down,
            captcha=demanded(institution.captcha, station.attendance, pressure.strength),
            desk=desk_now(institution.desk, now, ZoneInfo(institution.timezone)),
            notices=(*institution.notices, *notices),
            sign_in_checkable=checkable,
            sign_in_url=institution.sign_in_url,
            propagation=capabilities.propagation,
            code_digits=settings.code.digits,
            server_time=int(now.timestamp()),
            reads_cards=capabilities.reads_cards,
            handoff=bool(settings.phone_url),
            next_steps_url=f"{settings.phone_url}/next" if settings.phone_url else "",
            other_desks=tuple(
                desk_now(one, now, ZoneInfo(institution.timezone)) for one in institution.other_desks
            ),
            guest_wifi=institution.guest_wifi if settings.phone_url else None,
        )


def desk_now(desk: DeskSettings | OtherDesk, now: datetime, zone: ZoneInfo) -> Desk:
    """Whether the desk is open and until when, or when it opens next, in local wall time."""
    local = now.astimezone(zone)
    today = [one for one in desk.hours if one.weekday == local.weekday()]
    until = [one.closes for one in today if one.opens <= local.time() < one.closes]
    if until:
        return Desk(desk.name, desk.place, max(until).strftime("%H:%M"), None)
    for ahead in range(8):
        day = (local.weekday() + ahead) % 7
        later = [
            one.opens for one in desk.hours if one.weekday == day and (ahead or one.opens > local.time())
        ]
        if later:
            return Desk(desk.name, desk.place, None, f"{_DAYS[day]} {min(later):%H:%M}")
    return Desk(desk.name, desk.place, None, None)
