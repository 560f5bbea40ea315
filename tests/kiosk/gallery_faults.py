"""What the pages say when something does not work: the station itself, or what stands behind one step."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.core.events import StartFaultKind
from kiosk.core.results import Channel, FaultKind
from kiosk.core.states import (
    AskStaff,
    Attract,
    Calling,
    Captcha,
    ChooseMethod,
    CodeProblem,
    ContactProblem,
    EnterCode,
    Faulted,
    Identify,
    IdentifyProblem,
    Maintenance,
    MaintenanceProblem,
    MethodProblem,
    NewContact,
    NewPassword,
    OnPhone,
    OutOfService,
    Page,
    PasswordProblem,
    PhoneProblem,
    SignInPage,
    SignInProblem,
    StaffProblem,
)
from tests.kiosk import fakes
from tests.kiosk.captcha_picture import png

REFERENCE = "RP-7K2M-94"
STARTS = {
    StartFaultKind.NO_KEYRING: "no Secret Service on the session bus: install gnome-keyring",
    StartFaultKind.KEYRING_LOCKED: "the collection “login” is locked",
    StartFaultKind.KEYRING_TIMEOUT: "no answer within 10 s",
    StartFaultKind.SETTINGS: "/etc/repasse/station.toml: [backend] address: must be https://HOST",
    StartFaultKind.STATE_FOLDER: "[station] state_folder: /var/lib/repasse-kiosk: Read-only file system",
    StartFaultKind.NO_CA: "[backend] ca_file: /etc/repasse/ca.pem: No such file or directory",
}
STATION = {
    "out-of-service": FaultKind.UNREACHABLE,
    "out-of-service-tls": FaultKind.TLS,
    "out-of-service-key": FaultKind.KEY_WITHDRAWN,
    "out-of-service-network": FaultKind.NETWORK_REFUSED,
    "out-of-service-unknown": FaultKind.KEY_UNKNOWN,
    "out-of-service-answer": FaultKind.MALFORMED,
    "out-of-service-crash": FaultKind.CRASHED,
}


def faults() -> Iterator[tuple[str, Page]]:
    """Every fault of the station, and of each step that its service behind does not answer."""
    for start, detail in STARTS.items():
        yield f"faulted-{start.value.replace('_', '-')}", Faulted(start, detail)
    for name, kind in STATION.items():
        yield name, OutOfService(kind, REFERENCE, retry_in=30)
    yield "out-of-service-certificate", OutOfService(FaultKind.CERTIFICATE_TIME, REFERENCE)
    yield "out-of-service-clock", OutOfService(FaultKind.CLOCK_SKEW, REFERENCE, skew=-340)
    yield from _unavailable()
    yield from _limits()


def _unavailable() -> Iterator[tuple[str, Page]]:
    seen = Captcha(id="c1", picture=png(), length=5)
    begun = ChooseMethod(fakes.view())
    code = CodeProblem.UNAVAILABLE
    yield "sign-in-unavailable", SignInPage(fakes.IDENTIFIER, SignInProblem.UNAVAILABLE)
    yield "identify-unavailable", Identify(fakes.IDENTIFIER, seen, IdentifyProblem.UNAVAILABLE)
    yield "choose-method-unavailable", ChooseMethod(fakes.view(), problem=MethodProblem.UNAVAILABLE)
    for method in (fakes.SMS, fakes.EMAIL, fakes.VOICE):
        page = ChooseMethod(fakes.view(), method.id, MethodProblem.UNAVAILABLE)
        yield f"choose-method-unavailable-{method.channel.value}", page
    yield "enter-code-unavailable", EnterCode(fakes.code_sent(), code)
    yield "calling-unavailable", Calling(fakes.code_sent(Channel.VOICE), code)
    yield "ask-staff-unavailable", AskStaff(fakes.asked(), None, StaffProblem.UNAVAILABLE)
    yield "phone-unavailable", OnPhone(fakes.handed(), begun, problem=PhoneProblem.UNAVAILABLE)
    yield "new-password-down", NewPassword(fakes.proved(), problem=PasswordProblem.DIRECTORY_DOWN)
    done = fakes.finished(contact_offered=True)
    yield "contact-unavailable", NewContact(done, Channel.SMS, ContactProblem.UNAVAILABLE)
    yield "maintenance-unavailable", Maintenance(Attract(), problem=MaintenanceProblem.UNAVAILABLE)


def _limits() -> Iterator[tuple[str, Page]]:
    """What has been used up, and what ran out."""
    sent = fakes.code_sent(Channel.EMAIL)
    yield "enter-code-limited", EnterCode(sent, CodeProblem.SEND_LIMITED)
    yield "enter-code-expired", EnterCode(sent, CodeProblem.EXPIRED)
    yield (
        "choose-method-not-delivered",
        ChooseMethod(fakes.view(), fakes.EMAIL.id, MethodProblem.NOT_DELIVERED),
    )
    yield "choose-method-call-broken", ChooseMethod(fakes.view(), None, MethodProblem.CALL_BROKEN)
    yield "choose-method-spent", ChooseMethod(fakes.view(), None, MethodProblem.CODE_SPENT)
    yield "ask-staff-expired", AskStaff(fakes.asked(), None, StaffProblem.EXPIRED)
    yield "phone-ended", OnPhone(fakes.handed(), ChooseMethod(fakes.view()), problem=PhoneProblem.ENDED)
