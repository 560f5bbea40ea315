"""One ready state of every page class, in the condition in which it answers most."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import events as ev
from kiosk.core import states
from kiosk.core.flow import begin
from kiosk.core.results import (
    ApprovalStatus,
    CaptchaDemand,
    Failed,
    FaultKind,
    HandoffStatus,
    MaintenanceAnswered,
    MaintenanceOutcome,
    Outcome,
    StationFetched,
)
from kiosk.core.secret import Secret
from tests.kiosk.core import walk
from tests.kiosk.fakes import IDENTIFIER, WRONG_FORM, info, offer, proved


def suggesting_sign_in() -> states.Kiosk:
    return walk.at_sign_in().send(ev.SignInSubmitted(WRONG_FORM, Secret("Right-pa55"))).kiosk


def suggesting_identify() -> states.Kiosk:
    asked = walk.at_identify().send(ev.IdentifySubmitted(WRONG_FORM, Secret("ABCDE")))
    return asked.kiosk


def spoken_identify() -> states.Kiosk:
    return walk.at_identify().send(ev.Listen()).kiosk


def attended_identify() -> states.Kiosk:
    waived = info(captcha=CaptchaDemand.WAIVED)
    walked = walk.at_sign_in(waived).upkept(StationFetched(waived)).send(ev.ResetWanted(IDENTIFIER))
    return walked.kiosk


def identify_with_card() -> states.Kiosk:
    return walk.at_identify().send(ev.CardScanned(Secret("HEF-0012345"))).kiosk


def out_of_service() -> states.Kiosk:
    walked = walk.at_rest().wait(30)
    return walked.upkept(Failed(FaultKind.TLS, "REF00001")).kiosk


def waiting() -> states.Kiosk:
    return walk.at_sign_in().send(ev.SignInSubmitted(IDENTIFIER, Secret("Right-pa55"))).wait(2).kiosk


def enrolling() -> states.Kiosk:
    return replace(begin(), page=states.Enrolling(offer(), next_poll_in=5))


def faulted() -> states.Kiosk:
    return walk.Walk().send(ev.StartFailed(ev.StartFaultKind.NO_CA, "detail")).kiosk


def checking() -> states.Kiosk:
    return walk.Walk().send(ev.StartUnready()).kiosk


def write_unknown() -> states.Kiosk:
    strong = Secret("Str0ng-enough")
    walked = walk.at_new_password().send(ev.PasswordSubmitted(strong, strong))
    return walked.answer(proved(outcome=Outcome.WRITE_UNKNOWN)).kiosk


def maintenance() -> walk.Walk:
    return walk.at_rest().send(ev.MaintenanceWanted())


def maintenance_open() -> walk.Walk:
    asked = maintenance().send(ev.MaintenanceCodeSubmitted(Secret("12345678")))
    return asked.answer(MaintenanceAnswered(MaintenanceOutcome.GRANTED))


def resendable(walked: walk.Walk) -> states.Kiosk:
    return walked.wait(30).kiosk


PLACES: dict[str, states.Kiosk] = {
    "starting": begin(),
    "faulted": faulted(),
    "checking": checking(),
    "enrolling": enrolling(),
    "attract": walk.at_rest().kiosk,
    "out_of_service": out_of_service(),
    "sign_in": suggesting_sign_in(),
    "accepted": walk.at_accepted().kiosk,
    "identify": suggesting_identify(),
    "identify_spoken": spoken_identify(),
    "identify_card": identify_with_card(),
    "identify_attended": attended_identify(),
    "choose_method": walk.at_methods().kiosk,
    "enter_code": resendable(walk.at_code()),
    "calling": resendable(walk.at_call()),
    "ask_staff": walk.at_staff(ApprovalStatus.APPROVED).kiosk,
    "new_password": walk.at_unlock().send(ev.ChangeWanted()).kiosk,
    "unlock_only": walk.at_unlock().kiosk,
    "write_unknown": write_unknown(),
    "done": walk.at_done().kiosk,
    "on_phone_link": walk.on_phone().kiosk,
    "on_phone_digits": walk.on_phone(HandoffStatus.CLAIMED).kiosk,
    "on_phone_over": walk.on_phone(HandoffStatus.ENDED).kiosk,
    "new_contact": walk.at_new_contact().kiosk,
    "new_contact_code": walk.at_contact_code().kiosk,
    "helped_done": walk.at_helped_done().kiosk,
    "lost_phone": walk.at_lost_phone().kiosk,
    "maintenance": maintenance().kiosk,
    "maintenance_open": maintenance_open().kiosk,
    "waiting": waiting(),
    "idle_warning": walk.at_code().wait(180).kiosk,
}
