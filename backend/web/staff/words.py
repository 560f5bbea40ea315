"""The words of the console for what the core says of stations, the audit and the figures."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from backend.core.attendance import Attendance, CaptchaRule
from backend.core.figures import End, Stage
from backend.core.languages import Language, en
from backend.core.records import StationStanding
from backend.core.roles import Role, Roles
from backend.core.station_board import BoardRow, BoardState, Step
from backend.core.station_care import StationEntry
from backend.core.views import CaptchaDemand
from backend.web.languages import listed

BOARD = {
    BoardState.NEEDS_HELP: en("Needs help"),
    BoardState.OUT_OF_SERVICE: en("Out of service"),
    BoardState.SUSPENDED: en("Suspended"),
    BoardState.BLOCKED: en("Blocked"),
    BoardState.IN_USE: en("In use"),
    BoardState.MAINTENANCE: en("In maintenance"),
    BoardState.FREE: en("Free"),
    BoardState.WITHDRAWN: en("Withdrawn"),
}
STEPS = {
    Step.SIGN_IN: en("signing in"),
    Step.ACCEPTED: en("signed in"),
    Step.IDENTIFY: en("saying who they are"),
    Step.CHOOSE_METHOD: en("choosing how to prove it"),
    Step.ENTER_CODE: en("typing a code"),
    Step.CALLING: en("being called"),
    Step.ASK_STAFF: en("asking staff"),
    Step.NEW_PASSWORD: en("choosing a password"),
    Step.UNLOCK_ONLY: en("unlocking the account"),
    Step.WRITE_UNKNOWN: en("waiting for the directory"),
    Step.DONE: en("done"),
    Step.ON_PHONE: en("going on at the phone"),
    Step.NEW_CONTACT: en("registering a contact"),
    Step.OTHER: en("at another step"),
}
STANDINGS = {
    StationStanding.ACTIVE: en("Active"),
    StationStanding.BLOCKED: en("Blocked"),
    StationStanding.SUSPENDED: en("Suspended"),
    StationStanding.WITHDRAWN: en("Withdrawn"),
}
ASKED = en("asked")
NOT_ASKED = en("not asked: a member of staff stands beside it")
ASKED_AGAIN = en("asked again: the station is under pressure")
ASKED_EVERYWHERE = en("asked: the settings have every station ask")
ENDS = {
    End.DONE: en("Done by the person alone"),
    End.DONE_WITH_STAFF: en("Done with staff"),
    End.STOPPED_BY_OWNER: en("Stopped by the owner of the account"),
    End.GIVEN_UP: en("Given up or run out of time"),
    End.STILL_OPEN: en("Still open"),
}
STAGES = {
    Stage.METHOD: en("Choosing how to prove who they are"),
    Stage.DESTINATION: en("Typing the number or address that did not fit"),
    Stage.LIMITED: en("Stopped by a limit"),
    Stage.CODE: en("Waiting for the code, or typing it"),
    Stage.STAFF: en("Waiting for staff"),
    Stage.REFUSED_BY_STAFF: en("Refused by staff"),
    Stage.PHONE: en("On their own phone"),
    Stage.NEW_PASSWORD: en("Choosing the new password"),
    Stage.PASSWORD_REFUSED: en("After a password that was not taken"),
}
CHANNELS = {"email": en("E-mail"), "sms": en("Text message"), "voice": en("Call")}
ROLES = {
    Role.DESK: en("desk"),
    Role.OPERATOR: en("operator"),
    Role.SUPERVISOR: en("supervisor"),
}
WEEKDAYS = (
    en("Monday"),
    en("Tuesday"),
    en("Wednesday"),
    en("Thursday"),
    en("Friday"),
    en("Saturday"),
    en("Sunday"),
)


NO_STATION = en("No station is enrolled.")
ONE_STATION = en("1 station: {told}.")
STATIONS = en("{number} stations: {told}.")


def said(tongue: Language, english: str) -> str:
    """`english` in the language of the page; itself where that has no word for it."""
    return tongue.console.get(english, english)


def words(kind: str) -> str:
    """The name of an event or an outcome as English words."""
    return kind.replace("_", " ").capitalize()


def roles(tongue: Language, held: Roles) -> str:
    """The roles of somebody, in a row."""
    return listed(tongue, [said(tongue, ROLES[role]) for role in ROLES if role in held])


def summary(tongue: Language, rows: Sequence[BoardRow]) -> str:
    """All stations in one sentence, for everybody who does not see the list."""
    if not rows:
        return said(tongue, NO_STATION)
    counts = Counter(row.state for row in rows)
    told = [f"{counts[state]} {_within(said(tongue, BOARD[state]))}" for state in BoardState if counts[state]]
    whole = said(tongue, ONE_STATION if len(rows) == 1 else STATIONS)
    return whole.format(number=len(rows), told=listed(tongue, told))


def captcha(entry: StationEntry, rule: CaptchaRule) -> str:
    """Whether a station asks for it now, and why it does where a member of staff stands beside it."""
    if entry.captcha is CaptchaDemand.WAIVED:
        return NOT_ASKED
    if entry.attendance is Attendance.UNATTENDED:
        return ASKED
    return ASKED_AGAIN if rule is CaptchaRule.UNLESS_ATTENDED else ASKED_EVERYWHERE


def _within(text: str) -> str:
    """As it stands within a sentence."""
    return text[:1].lower() + text[1:]


def grouped(fingerprint: str) -> str:
    """In groups of four, as the station shows it."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def detail(stored: str) -> list[tuple[str, str]]:
    """A record's detail as names and values; one that was changed into something else as it stands."""
    try:
        read = json.loads(stored)
    except ValueError:
        return [("", stored)]
    if not isinstance(read, dict):
        return [("", stored)]
    return [(str(name).replace("_", " "), str(value)) for name, value in read.items() if value != ""]
