"""Every page in every state worth a look: the list that the pictures and the tests of the pages share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.core.effects import ChallengeKind
from kiosk.core.events import StartFaultKind, Theme
from kiosk.core.results import (
    Allowed,
    ApprovalStatus,
    BrokenRule,
    Channel,
    Delivery,
    Desk,
    EnrolmentStatus,
    FaultKind,
    Outcome,
    Rule,
    Work,
)
from kiosk.core.secret import Secret
from kiosk.core.states import (
    Accepted,
    AskStaff,
    Attract,
    Calling,
    Captcha,
    CaptchaForm,
    ChooseMethod,
    CodeProblem,
    Done,
    Enrolling,
    EnterCode,
    Faulted,
    Identify,
    IdentifyProblem,
    IdleWarning,
    Kiosk,
    Link,
    Look,
    MethodProblem,
    NewPassword,
    OutOfService,
    Page,
    PasswordProblem,
    SignInPage,
    SignInProblem,
    StaffProblem,
    Starting,
    Suggestion,
    UnlockOnly,
    Waiting,
    WriteUnknown,
)
from tests.kiosk import fakes
from tests.kiosk.captcha_picture import png


class Hands(Enum):
    """What the person does: looks, or has touched the first field so that the keyboard is up."""

    LOOKING = "looking"
    TYPING = "typing"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `typed` fills the fields by object name, as the person would have."""

    name: str
    kiosk: Kiosk
    hands: Hands = Hands.LOOKING
    typed: tuple[tuple[str, str], ...] = ()


LONG_DESK = Desk("Service informatique et bibliothèque", "Bâtiment B, 2e étage", None, "lun. 08:00")
SUGGESTED = Suggestion(fakes.WRONG_FORM, fakes.IDENTIFIER)


def scenes(language: str, theme: Theme) -> Iterator[Scene]:
    """Every scene in one language and theme."""
    look = Look(language, theme)
    for name, page in _pages():
        yield Scene(name, _kiosk(page, look))
    yield from _special(look)


def _kiosk(page: Page, look: Look) -> Kiosk:
    info = None if isinstance(page, Starting | Faulted | Enrolling) else fakes.info()
    return Kiosk(page=page, info=info, look=look, languages=("fr", "en"))


def _pages() -> Iterator[tuple[str, Page]]:
    yield from _station()
    yield from _sign_in()
    yield from _identify()
    yield from _methods()
    yield from _codes()
    yield from _staff()
    yield from _passwords()
    yield from _ends()


def _station() -> Iterator[tuple[str, Page]]:
    yield "starting", Starting()
    yield (
        "faulted-keyring",
        Faulted(StartFaultKind.NO_KEYRING, "no Secret Service on the session bus: install gnome-keyring"),
    )
    yield (
        "faulted-settings",
        Faulted(StartFaultKind.SETTINGS, "/etc/repasse/kiosk.toml: backend.url is missing; add it"),
    )
    yield "enrolling-asking", Enrolling(None)
    yield "enrolling", Enrolling(fakes.offer())
    yield "enrolling-refused", Enrolling(fakes.offer(), EnrolmentStatus.REFUSED)
    yield "attract", Attract()
    yield "out-of-service", OutOfService(FaultKind.UNREACHABLE, "RP-7K2M-94")
    yield "out-of-service-clock", OutOfService(FaultKind.CLOCK_SKEW, "RP-7K2M-94", skew=-340)
    yield "out-of-service-crash", OutOfService(FaultKind.CRASHED, "RP-7K2M-94")


def _sign_in() -> Iterator[tuple[str, Page]]:
    yield "sign-in", SignInPage()
    yield "sign-in-refused", SignInPage(fakes.IDENTIFIER, SignInProblem.REFUSED)
    yield "sign-in-empty", SignInPage("", SignInProblem.IDENTIFIER_EMPTY)
    yield "sign-in-not-checkable", SignInPage(fakes.IDENTIFIER, SignInProblem.NOT_CHECKABLE)
    yield "sign-in-suggestion", SignInPage(fakes.WRONG_FORM, None, SUGGESTED, Secret("Abcdef1!"))
    yield "accepted", Accepted(fakes.proved(), Secret("Abcdef1!"))


def _identify() -> Iterator[tuple[str, Page]]:
    seen = Captcha(id="c1", picture=png(), length=5)
    spoken = replace(seen, form=CaptchaForm.SPOKEN, heard=True)
    yield "identify-drawing", Identify(captcha=Captcha(request_id=4))
    yield "identify", Identify(captcha=seen)
    yield (
        "identify-wrong",
        Identify(fakes.IDENTIFIER, replace(seen, misses=2), IdentifyProblem.ANSWER_WRONG),
    )
    yield "identify-spoken", Identify(fakes.IDENTIFIER, spoken)
    yield (
        "identify-no-voice",
        Identify(fakes.IDENTIFIER, replace(spoken, heard=False, speech_missing=True)),
    )
    yield "identify-suggestion", Identify(fakes.WRONG_FORM, seen, None, SUGGESTED, Secret("ACEHM"))
    yield "identify-again", Identify("", Captcha(), IdentifyProblem.RESET_GONE, passed=ChallengeKind.IMAGE)


def _methods() -> Iterator[tuple[str, Page]]:
    two = fakes.view(gates_needed=2, gates_left=1)
    yield "choose-method", ChooseMethod(fakes.view())
    yield "choose-method-sms", ChooseMethod(fakes.view(), fakes.SMS.id)
    yield "choose-method-email", ChooseMethod(fakes.view(), fakes.EMAIL.id)
    yield (
        "choose-method-mismatch",
        ChooseMethod(fakes.view(), fakes.SMS.id, MethodProblem.DESTINATION_MISMATCH),
    )
    yield (
        "choose-method-limited",
        ChooseMethod(fakes.view(retry_in=1500), fakes.VOICE.id, MethodProblem.SEND_LIMITED),
    )
    yield "choose-method-second", ChooseMethod(two, None, MethodProblem.NEXT_GATE)


def _codes() -> Iterator[tuple[str, Page]]:
    spent = fakes.challenge(attempts_left=1, resends_left=0, resend_in=0)
    failed = fakes.challenge(Channel.EMAIL, Delivery.FAILED, resend_in=0)
    yield "enter-code", EnterCode(fakes.code_sent())
    yield "enter-code-email", EnterCode(fakes.code_sent(Channel.EMAIL), resent=True)
    yield (
        "enter-code-wrong",
        EnterCode(fakes.code_sent(challenge=spent, outcome=Outcome.WRONG_CODE), CodeProblem.WRONG),
    )
    yield "enter-code-failed", EnterCode(fakes.code_sent(challenge=failed))
    yield "calling", Calling(fakes.code_sent(Channel.VOICE))
    yield "calling-unavailable", Calling(fakes.code_sent(Channel.VOICE), CodeProblem.UNAVAILABLE)


def _staff() -> Iterator[tuple[str, Page]]:
    yield "ask-staff-nobody", AskStaff(None, SignInPage(), StaffProblem.IDENTIFIER_NEEDED)
    yield "ask-staff", AskStaff(fakes.asked(), None)
    yield "ask-staff-approved", AskStaff(fakes.asked(ApprovalStatus.APPROVED), None)
    yield (
        "ask-staff-wrong-number",
        AskStaff(fakes.asked(ApprovalStatus.APPROVED), None, StaffProblem.NUMBER_WRONG),
    )
    yield "ask-staff-refused", AskStaff(fakes.asked(ApprovalStatus.REFUSED), None, StaffProblem.REFUSED)
    yield "ask-staff-rests", AskStaff(fakes.asked(allowed=Allowed.STAFF_ONLY), None, StaffProblem.RESTS)


def _passwords() -> Iterator[tuple[str, Page]]:
    broken = (BrokenRule(Rule.HISTORY), BrokenRule(Rule.COLLEGE_WORD, "ferrer"), BrokenRule(Rule.OWN_NAME))
    yield "new-password", NewPassword(fakes.proved())
    yield "new-password-different", NewPassword(fakes.proved(), problem=PasswordProblem.DIFFERENT)
    yield (
        "new-password-refused",
        NewPassword(fakes.proved(broken=broken), problem=PasswordProblem.REFUSED, broken=broken),
    )
    yield "unlock-only", UnlockOnly(fakes.proved(locked=True))
    yield "unlock-only-down", UnlockOnly(fakes.proved(locked=True), PasswordProblem.DIRECTORY_DOWN)


def _ends() -> Iterator[tuple[str, Page]]:
    yield "write-unknown", WriteUnknown(fakes.proved(allowed=Allowed.WRITE_UNKNOWN))
    yield "done", Done(fakes.finished(), 60)
    yield "done-unlocked", Done(fakes.finished(Work.UNLOCK), 60)
    yield "waiting", Waiting(EnterCode(fakes.code_sent()))
    yield "idle-warning", IdleWarning(EnterCode(fakes.code_sent()), 24)


def _special(look: Look) -> Iterator[Scene]:
    """What is not of the page alone: the keyboard, a troubled link, time running out, long words."""
    refused = SignInPage(fakes.IDENTIFIER, SignInProblem.REFUSED)
    seen = Captcha(id="c1", picture=png(), length=5)
    for name, page in (
        ("typing-sign-in", SignInPage()),
        ("typing-identify", Identify(captcha=seen)),
        ("typing-number", ChooseMethod(fakes.view(), fakes.SMS.id)),
        ("typing-code", EnterCode(fakes.code_sent())),
        ("typing-password", NewPassword(fakes.proved())),
    ):
        yield Scene(name, _kiosk(page, look), Hands.TYPING)
    late = replace(_kiosk(refused, look), idle=100, link=Link.TROUBLED, link_reference="RP-7K2M-94")
    yield Scene("troubled-and-late", late)
    long = replace(_kiosk(ChooseMethod(fakes.view(), fakes.EMAIL.id), look), info=fakes.info(desk=LONG_DESK))
    yield Scene("long-words", long)
