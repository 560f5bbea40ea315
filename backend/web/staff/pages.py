"""The console's pages: Jinja2 templates with autoescape, and the words for what the core says."""

from __future__ import annotations

from datetime import datetime, tzinfo
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from backend.core.api import ProofSeen, RequestStatus, TrueReason

REASONS = {
    TrueReason.ACTIVE: "The account works normally.",
    TrueReason.NO_CONTACT: "No mobile number or personal address is registered.",
    TrueReason.CONTACT_TOO_NEW: "The contact changed a few days ago, so it proves nothing yet.",
    TrueReason.LOCKED: "The account is locked after too many wrong passwords.",
    TrueReason.DISABLED: "The account is disabled.",
    TrueReason.EXPIRED: "The account has expired.",
    TrueReason.PRIVILEGED: "The account has special rights and cannot be reset here.",
    TrueReason.RESTS: "Too many failed attempts today: only staff can help until tomorrow.",
    TrueReason.UNKNOWN_ACCOUNT: "No account has the identifier that was typed.",
}
PROOFS = {
    ProofSeen.STUDENT_CARD: "Student card",
    ProofSeen.EID: "Identity card (eID)",
    ProofSeen.PASSPORT: "Passport",
    ProofSeen.KNOWN_IN_PERSON: "I know this person",
}
STATES = {
    RequestStatus.WAITING: "Waiting for staff",
    RequestStatus.APPROVED: "Approved, return number not typed yet",
    RequestStatus.REFUSED: "Refused",
    RequestStatus.EXPIRED: "Expired",
    RequestStatus.RETURNED: "Done: the person can choose a new password",
}


class Pages:
    """Renders pages for `institution`; times are shown in `zone`."""

    def __init__(self, institution: str, zone: tzinfo) -> None:
        self._zone = zone
        self._environment = Environment(
            loader=PackageLoader("backend.web.staff", "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            institution=institution, reasons=REASONS, proofs=PROOFS, states=STATES, Status=RequestStatus
        )
        self._environment.filters["wall"] = self._wall
        self._environment.filters["day"] = self._day
        self._environment.filters["words"] = _words

    def render(self, template: str, status: int = 200, **values: object) -> HTMLResponse:
        common = {"staff": "", "sign_out": "", "error": "", "refresh": "", "degraded": ""}
        text = self._environment.get_template(f"{template}.html").render(common | values)
        return HTMLResponse(text, status)

    def _wall(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).strftime("%H:%M")

    def _day(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).strftime("%A %d %B, %H:%M")


def _words(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def static(name: str) -> bytes:
    return resources.files("backend.web.staff").joinpath("static", name).read_bytes()
