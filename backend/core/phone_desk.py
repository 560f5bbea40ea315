"""The phone's use cases: the station's own, with the station and reset of the hand-off, as its one writer."""

from __future__ import annotations

from backend.core.api import ResetDesk, Unavailable
from backend.core.api_phone import Visit
from backend.core.phone_claims import PhoneClaims
from backend.core.ports import Directory, DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.sides import OnPhone
from backend.core.views import PasswordRules, ResetView


class Phones:
    """Implements `PhoneDesk`."""

    def __init__(self, claims: PhoneClaims, resets: ResetDesk, directory: Directory) -> None:
        self._claims = claims
        self._resets = resets
        self._directory = directory

    def look(self, token: Secret) -> str:
        return self._claims.look(token)

    def claim(self, token: Secret) -> Secret:
        return self._claims.claim(token)

    def visit(self, cookie: Secret) -> Visit:
        return self._claims.visit(cookie)

    def rules(self, cookie: Secret) -> PasswordRules:
        self._claims.visit(cookie)
        try:
            return self._directory.rules()
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error

    def send_challenge(
        self, cookie: Secret, method_id: str, destination: Secret | None, resend: bool
    ) -> ResetView:
        station, reset, side = self._at(cookie)
        return self._resets.send_challenge(station, reset, method_id, destination, resend, side)

    def answer(self, cookie: Secret, challenge_id: str, code: Secret) -> ResetView:
        station, reset, side = self._at(cookie)
        return self._resets.answer(station, reset, challenge_id, code, side)

    def set_password(
        self, cookie: Secret, intent: str, password: Secret, current: Secret | None
    ) -> ResetView:
        station, reset, side = self._at(cookie)
        return self._resets.set_password(station, reset, intent, password, current, side)

    def unlock(self, cookie: Secret, intent: str) -> ResetView:
        station, reset, side = self._at(cookie)
        return self._resets.unlock(station, reset, intent, side)

    def give_back(self, cookie: Secret) -> None:
        self._claims.give_back(cookie)

    def _at(self, cookie: Secret) -> tuple[str, str, OnPhone]:
        """Where the phone writes. What was confirmed here is checked again within the write."""
        held = self._claims.confirmed(cookie)
        reset = held.session.reset
        return reset.station, reset.id, OnPhone(held.handoff.id)
