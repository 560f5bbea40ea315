"""What staff say of stations, in any order with all that people do there."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from backend.core.attendance import Attendance, CaptchaRule
from backend.core.settings import InstitutionSettings, Settings
from backend.core.station_care import StandingConflict
from backend.core.views import CaptchaDemand
from tests.backend.core.stage import Stage


class Attending(RuleBasedStateMachine):
    """Two stations where the institution allows to leave out the CAPTCHA beside a member of staff."""

    gates = 1
    at: Stage
    halls: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.attended: dict[int, bool] = {}

    def in_force(self) -> Settings:
        institution = InstitutionSettings(gates=self.gates, captcha=CaptchaRule.UNLESS_ATTENDED)
        return Settings(institution=institution)

    @rule(where=st.integers(0, 1), stands=st.booleans())
    def attend(self, where: int, stands: bool) -> None:
        attendance = Attendance.ATTENDED if stands else Attendance.UNATTENDED
        with suppress(StandingConflict):  # it is said already
            self.at.desks.supervision.care.attend(self.halls[where], attendance, "eve")
        self.attended[where] = stands

    @invariant()
    def the_captcha_is_waived_beside_staff_and_without_pressure_alone(self) -> None:
        for where, hall in enumerate(getattr(self, "halls", ())):
            info = self.at.desks.resets.station_info(hall)
            calm = self.attended.get(where, False) and info.slow_down == 0
            assert info.captcha is (CaptchaDemand.WAIVED if calm else CaptchaDemand.ASKED)
