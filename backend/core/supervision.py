"""What the console offers beside the requests, composed."""

from __future__ import annotations

from backend.core.api import StationRegistry
from backend.core.audit_search import AuditSearch
from backend.core.figures import FigureBook
from backend.core.maintenance import MaintenanceDesk
from backend.core.station_board import Board
from backend.core.station_care import StationCare
from backend.core.station_notices import StationNotices
from backend.core.unblocking import Unblocking
from backend.core.workshop import Workshop


class Supervision:
    """The board of stations, their enrolment and care, the audit, the figures and unblocking."""

    def __init__(self, shop: Workshop, registry: StationRegistry) -> None:
        self.registry = registry
        self.board = Board(shop)
        self.care = StationCare(shop)
        self.notices = StationNotices(shop)
        self.maintenance = MaintenanceDesk(shop)
        self.audit = AuditSearch(shop)
        self.figures = FigureBook(shop)
        self.unblocking = Unblocking(shop)
