"""Every pair of page and event: answered by a change, or ignored with nothing changed at all."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from kiosk.core import events as ev
from kiosk.core import states
from kiosk.core.cards.events import ReaderFault
from kiosk.core.flow import step
from kiosk.core.look import Theme
from kiosk.core.results import Channel, HeartbeatAnswered
from kiosk.core.secret import Secret
from kiosk.core.speech_faults import SpeechFault
from tests.kiosk.core.places import PLACES
from tests.kiosk.fakes import IDENTIFIER, SMS

ONE_OF_EACH: tuple[ev.Event, ...] = (
    ev.Touched(),
    ev.LanguageChosen("en"),
    ev.PreferenceChosen(Theme.DARK),
    ev.Activity(),
    ev.MoreTime(),
    ev.BackPressed(),
    ev.Left(),
    ev.SignInSubmitted(IDENTIFIER, Secret("Right-pa55")),
    ev.ResetWanted(IDENTIFIER),
    ev.SuggestionTaken(),
    ev.SuggestionDeclined(),
    ev.IdentifySubmitted(IDENTIFIER, Secret("ABCDE")),
    ev.NewPicture(),
    ev.Listen(),
    ev.SeePicture(),
    ev.StaffWanted(IDENTIFIER),
    ev.CardScanned(Secret("HEF-0012346")),
    ev.CardRemoved(),
    ev.MethodChosen(SMS.id),
    ev.DestinationSubmitted(SMS.id, Secret("0470 12 34 23")),
    ev.CodeSubmitted(Secret("12345678")),
    ev.ResendWanted(),
    ev.OtherMethod(),
    ev.CodeInstead(),
    ev.ReturnNumberSubmitted(Secret("123")),
    ev.PasswordSubmitted(Secret("Str0ng-enough"), Secret("Str0ng-enough")),
    ev.ChangeWanted(),
    ev.UnlockWanted(),
    ev.TryPassword(),
    ev.PhoneWanted(),
    ev.WifiWanted(),
    ev.LinkWanted(),
    ev.DigitsConfirmed(),
    ev.DigitsDenied(),
    ev.ContactWanted(),
    ev.PhoneLost(),
    ev.ContactKindChosen(Channel.EMAIL),
    ev.ContactSubmitted(Channel.SMS, Secret("0470 12 34 42")),
    ev.MaintenanceWanted(),
    ev.MaintenanceCodeSubmitted(Secret("12345678")),
    ev.RestartWanted(),
    ev.QuitWanted(),
    ev.Started(("fr",)),
    ev.KeyOpened(999, "ab" * 32),
    ev.StartFailed(ev.StartFaultKind.NO_KEYRING, "detail"),
    ev.StartUnready(),
    ev.StartMended(999),
    ev.Tick(),
    ev.Replied(999, HeartbeatAnswered()),
    ev.CaptchaMade(999, "cap", b"png", 5),
    ev.CaptchaSpoken(999, "cap", heard=True),
    ev.CaptchaJudged(999, right=True),
    ev.CardReaderSaid(ReaderFault.MISSING),
    ev.SpeechSaid(SpeechFault.NO_DEVICE),
    ev.Crashed("REF00002"),
)

BACK, STAFF = ev.BackPressed, ev.StaffWanted
ANSWERS: dict[str, set[type[object]]] = {
    "starting": {ev.Started, ev.StartFailed, ev.StartUnready},
    "faulted": {ev.Started},
    "checking": {ev.StartFailed},
    "enrolling": set(),
    "attract": {ev.Touched, ev.CardScanned},
    "out_of_service": set(),
    "sign_in": {
        *(BACK, STAFF, ev.SignInSubmitted, ev.ResetWanted, ev.SuggestionTaken, ev.SuggestionDeclined),
        ev.CardScanned,
    },
    "accepted": {STAFF, ev.ChangeWanted},
    "identify": {
        BACK,
        STAFF,
        ev.IdentifySubmitted,
        ev.SuggestionTaken,
        ev.SuggestionDeclined,
        ev.NewPicture,
        ev.Listen,
        ev.CardScanned,
    },
    "identify_spoken": {
        *(BACK, STAFF, ev.IdentifySubmitted, ev.NewPicture, ev.Listen, ev.SeePicture, ev.CardScanned),
    },
    "identify_card": {
        *(BACK, STAFF, ev.IdentifySubmitted, ev.NewPicture, ev.Listen, ev.CardScanned, ev.CardRemoved),
    },
    "identify_attended": {BACK, STAFF, ev.IdentifySubmitted, ev.CardScanned},
    "choose_method": {BACK, STAFF, ev.PhoneWanted, ev.MethodChosen, ev.DestinationSubmitted},
    "enter_code": {BACK, STAFF, ev.PhoneWanted, ev.CodeSubmitted, ev.ResendWanted, ev.OtherMethod},
    "calling": {BACK, STAFF, ev.ResendWanted, ev.OtherMethod, ev.CodeInstead},
    "ask_staff": {BACK, ev.ReturnNumberSubmitted},
    "new_password": {BACK, STAFF, ev.PhoneWanted, ev.PasswordSubmitted},
    "unlock_only": {STAFF, ev.UnlockWanted, ev.ChangeWanted},
    "write_unknown": {STAFF, ev.TryPassword},
    "done": {STAFF, ev.TryPassword},
    "on_phone_link": {BACK, STAFF, ev.WifiWanted},
    "on_phone_digits": {BACK, STAFF, ev.DigitsConfirmed, ev.DigitsDenied},
    "on_phone_over": {BACK, STAFF, ev.PhoneWanted},
    "new_contact": {BACK, STAFF, ev.ContactKindChosen, ev.ContactSubmitted},
    "new_contact_code": {BACK, STAFF, ev.CodeSubmitted, ev.ContactKindChosen, ev.ContactSubmitted},
    "helped_done": {STAFF, ev.TryPassword, ev.PhoneLost, ev.ContactWanted},
    "lost_phone": {BACK, STAFF, ev.ContactWanted},
    "maintenance": {ev.MaintenanceCodeSubmitted, ev.RestartWanted, ev.Left},
    "maintenance_open": {ev.RestartWanted, ev.QuitWanted, ev.Left},
    "waiting": set(),
    "idle_warning": set(),
}
"""The events of a page itself; what follows here holds on every page."""

EVERYWHERE = {ev.LanguageChosen, ev.PreferenceChosen, ev.Tick, ev.CardReaderSaid, ev.SpeechSaid}
ALWAYS_IGNORED = {
    ev.KeyOpened,
    ev.StartMended,
    ev.Replied,
    ev.CaptchaMade,
    ev.CaptchaSpoken,
    ev.CaptchaJudged,
}
"""With a request id that nobody awaits."""

STILL = {"starting", "checking", "faulted", "enrolling", "attract", "out_of_service"}
KINDS = [type(event) for event in ONE_OF_EACH]
BY_PERSON = set(KINDS[: KINDS.index(ev.Started)]) - {ev.Left}


def _expected(place: str) -> set[type[object]]:
    expected = EVERYWHERE | ANSWERS[place]
    if place not in {"starting", "checking", "maintenance", "maintenance_open"}:
        expected |= {ev.MaintenanceWanted}
    if place not in {"faulted", "checking"}:
        expected |= {ev.Crashed}
    if place not in STILL:
        expected |= {ev.Left}
    if place == "idle_warning":
        expected |= BY_PERSON
    return expected


def test_the_tables_name_every_page_and_every_event() -> None:
    assert {type(kiosk.page) for kiosk in PLACES.values()} == set(get_args(states.Page))
    assert {type(event) for event in ONE_OF_EACH} == set(get_args(ev.Event))
    assert set(ANSWERS) == set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_each_event_is_answered_or_changes_nothing(place: str) -> None:
    kiosk = replace(PLACES[place], idle=0)
    answered: set[type[object]] = set()
    for event in ONE_OF_EACH:
        after, effects = step(kiosk, ev.Arrival(event, "5" * 32))
        if (after, effects) != (kiosk, ()):
            answered.add(type(event))
    assert answered == _expected(place)
    assert not answered & ALWAYS_IGNORED
