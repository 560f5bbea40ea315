"""The console's pages: Jinja2 templates with autoescape, and the words for what the core says."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import partial
from importlib import resources
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse

from backend.core.api import ProofSeen, RequestStatus, TrueReason
from backend.core.languages import FIRST, Direction, Language, en
from backend.web.staff.language import spoken, ways
from backend.web.staff.words import WEEKDAYS, detail, grouped, said, words

REASONS = {
    TrueReason.ACTIVE: en("The account works normally."),
    TrueReason.NO_CONTACT: en("No mobile phone number or personal address is registered."),
    TrueReason.CONTACT_TOO_NEW: en("The contact changed a few days ago, so it proves nothing yet."),
    TrueReason.COUNTRY_NOT_SERVED: en("A number on record is in a country that is not served."),
    TrueReason.CONTACT_SHARED: en("The contact belongs to several accounts, and a second one is missing."),
    TrueReason.LOCKED: en("The account is locked after too many wrong passwords."),
    TrueReason.DISABLED: en("The account is disabled."),
    TrueReason.EXPIRED: en("The account has expired."),
    TrueReason.PRIVILEGED: en("The account has special rights and cannot be reset here."),
    TrueReason.ELSEWHERE: en("The password of this account is kept elsewhere and cannot be reset here."),
    TrueReason.RESTS: en("Too many failed attempts today: only staff can help until tomorrow."),
    TrueReason.UNKNOWN_ACCOUNT: en("No account has the user ID that was typed."),
}
PROOFS = {
    ProofSeen.STUDENT_CARD: en("Student card"),
    ProofSeen.EID: en("Identity card (eID)"),
    ProofSeen.PASSPORT: en("Passport"),
    ProofSeen.KNOWN_IN_PERSON: en("I know this person"),
}
STATES = {
    RequestStatus.WAITING: en("Waiting for staff"),
    RequestStatus.APPROVED: en("Approved, return number not typed yet"),
    RequestStatus.REFUSED: en("Refused"),
    RequestStatus.EXPIRED: en("Expired"),
    RequestStatus.RETURNED: en("Done: the person can choose a new password"),
}


class Pages:
    """Renders pages for `institution`; times are in `zone`, `first` is the language for who asks for none."""

    def __init__(self, institution: str, zone: tzinfo, first: str = FIRST) -> None:
        self._zone, self._first = zone, first
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
        self._environment.globals["zone"] = str(zone)
        shown = {"wall": self._wall, "day": self._day, "moment": self._moment, "date": self._date}
        self._environment.filters.update(shown)
        self._environment.filters["words"] = words
        self._environment.filters["grouped"] = grouped
        self._environment.filters["detail"] = detail

    @property
    def zone(self) -> tzinfo:
        """The institution's own."""
        return self._zone

    def language(self, request: Request) -> Language:
        """What a page for `request` is in."""
        return spoken(request, self._first)

    def render(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A whole page, in the language of `request`."""
        tongue = self.language(request)
        common: dict[str, object] = {
            "staff": "",
            "roles": frozenset(),
            "sign_out": "",
            "error": "",
            "onward": "",
            "degraded": "",
            "links": (),
            "ways": ways(request, tongue),
        }
        return HTMLResponse(self.text(tongue, template, **common | values), status)

    def text(self, tongue: Language, template: str, **values: object) -> str:
        """A part of a page, where every value must be given."""
        speech = {
            "language": tongue,
            "t": partial(said, tongue),
            "ltr": tongue.isolated,
            "arrow": "→" if tongue.direction is Direction.RIGHT_TO_LEFT else "←",
        }
        return self._environment.get_template(f"{template}.html").render(speech | values)

    @pass_context
    def _wall(self, context: Context, moment: datetime) -> str:
        return _tongue(context).isolated(moment.astimezone(self._zone).strftime("%H:%M"))

    @pass_context
    def _moment(self, context: Context, moment: datetime) -> str:
        return _tongue(context).isolated(moment.astimezone(self._zone).strftime("%Y-%m-%d %H:%M:%S"))

    @pass_context
    def _date(self, context: Context, day: date) -> str:
        return _tongue(context).isolated(day.isoformat())

    @pass_context
    def _day(self, context: Context, moment: datetime) -> str:
        """The weekday too: people remember it better than a date."""
        tongue, local = _tongue(context), moment.astimezone(self._zone)
        date_and_time = tongue.isolated(local.strftime("%Y-%m-%d, %H:%M"))
        return f"{said(tongue, WEEKDAYS[local.weekday()])} {date_and_time}"


def _tongue(context: Context) -> Language:
    return cast("Language", context["language"])


def static(name: str) -> bytes:
    return resources.files("backend.web.staff").joinpath("static", name).read_bytes()
