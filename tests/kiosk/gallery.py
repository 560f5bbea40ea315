"""Every page in every state worth a look: the list that the pictures and the tests of the pages share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.core.effects import ChallengeKind
from kiosk.core.look import Reach, TextSize, Theme
from kiosk.core.results import (
    Allowed,
    ApprovalStatus,
    BrokenRule,
    Channel,
    Delivery,
    Desk,
    EnrolmentStatus,
    HandoffStatus,
    Outcome,
    PassAnswered,
    PassOutcome,
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
    ContactProblem,
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
    LostPhone,
    Maintenance,
    MaintenanceAccess,
    MaintenanceProblem,
    MethodProblem,
    NewContact,
    NewPassword,
    OnPhone,
    Page,
    PasswordProblem,
    PhonePart,
    PhoneProblem,
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
from tests.kiosk.gallery_faults import faults


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


LANGUAGES = ("fr", "nl", "en", "de", "ar")
"""As many as the institution offers unless told otherwise: the fullest top bar."""
LONG_DESK = Desk("Service informatique et bibliothèque", "Bâtiment B, 2e étage", None, "lun. 08:00")
OTHER_DESKS = (
    Desk("Accueil Lemonnier", "Rez-de-chaussée", "18:30", None),
    Desk("Service informatique", "Palais du Midi, 3e étage", None, "Mon 08:00"),
)
SUGGESTED = Suggestion(fakes.WRONG_FORM, fakes.IDENTIFIER)


def scenes(
    language: str, theme: Theme, size: TextSize = TextSize.ORDINARY, reach: Reach = Reach.WHOLE
) -> Iterator[Scene]:
    """Every scene in one language and look."""
    look = Look(language, theme, size, reach=reach)
    for name, page in _pages():
        yield Scene(name, _kiosk(page, look))
    yield from _special(look)


def _kiosk(page: Page, look: Look) -> Kiosk:
    info = None if isinstance(page, Starting | Faulted | Enrolling) else fakes.info(languages=LANGUAGES)
    return Kiosk(page=page, info=info, look=look, languages=LANGUAGES)


def _pages() -> Iterator[tuple[str, Page]]:
    yield from _station()
    yield from _sign_in()
    yield from _identify()
    yield from _methods()
    yield from _codes()
    yield from _staff()
    yield from _passwords()
    yield from _phone()
    yield from _ends()
    yield from _contact()
    yield from _maintenance()
    yield from faults()


def _station() -> Iterator[tuple[str, Page]]:
    yield "starting", Starting()
    yield "enrolling-asking", Enrolling(None)
    yield "enrolling", Enrolling(fakes.offer())
    yield "enrolling-refused", Enrolling(fakes.offer(), EnrolmentStatus.REFUSED)
    yield "attract", Attract()


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
        Identify(fakes.IDENTIFIER, replace(seen, speech_missing=True)),
    )
    yield "identify-now-asked", Identify(fakes.IDENTIFIER, seen, IdentifyProblem.NOW_ASKED)
    yield "identify-attended", Identify(fakes.IDENTIFIER, passed=ChallengeKind.ATTENDED)
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
    yield "choose-method-app", ChooseMethod(fakes.view(methods=(*fakes.view().methods, fakes.APP)))
    spent = fakes.app_asked(allowed=Allowed.CHOOSE_METHOD, outcome=Outcome.WRONG_CODE)
    yield "choose-method-app-spent", ChooseMethod(spent, problem=MethodProblem.CODE_SPENT)


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
    yield "enter-code-app", EnterCode(fakes.app_asked())
    yield "enter-code-app-wrong", EnterCode(fakes.app_asked(), CodeProblem.WRONG)
    yield "calling", Calling(fakes.code_sent(Channel.VOICE))


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


def _maintenance() -> Iterator[tuple[str, Page]]:
    yield "maintenance", Maintenance(Attract())
    yield "maintenance-wrong", Maintenance(Attract(), problem=MaintenanceProblem.CODE_WRONG)
    yield "maintenance-open", Maintenance(Attract(), MaintenanceAccess.OPEN)


def _phone() -> Iterator[tuple[str, Page]]:
    back = ChooseMethod(fakes.view())
    yield "phone-link", OnPhone(fakes.handed(), back)
    yield "phone-wifi", OnPhone(fakes.handed(), back, PhonePart.WIFI)
    yield "phone-digits", OnPhone(fakes.handed(HandoffStatus.CLAIMED), back)
    following = fakes.handed(HandoffStatus.CONFIRMED, allowed=Allowed.ANSWER_CODE)
    yield "phone-following", OnPhone(following, back)
    ended = fakes.handed(HandoffStatus.ENDED)
    yield "phone-denied", OnPhone(ended, back, problem=PhoneProblem.DENIED)


def _contact() -> Iterator[tuple[str, Page]]:
    done = fakes.finished(contact_offered=True)
    yield "done-contact", Done(done, 60)
    yield "done-registered", Done(done, 60, registered="*****42")
    yield "contact-kinds", NewContact(done)
    yield "contact-mobile", NewContact(done, Channel.SMS, ContactProblem.UNREADABLE)
    yield "contact-email", NewContact(done, Channel.EMAIL, ContactProblem.REFUSED)
    yield "contact-code", NewContact(fakes.contacted(), Channel.SMS)
    helped = replace(done, approval=fakes.approval(ApprovalStatus.RETURNED))
    yield "done-helped", Done(replace(helped, contact_offered=False), 60)
    yield "contact-kinds-helped", NewContact(helped)
    yield "lost-phone", LostPhone(helped)
    issued = PassAnswered(PassOutcome.ISSUED, Secret("Wq7pTk4ZsM"), 3600)
    yield "lost-phone-pass", LostPhone(helped, issued)


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
        ("typing-code-app", EnterCode(fakes.app_asked())),
        ("typing-password", NewPassword(fakes.proved())),
    ):
        yield Scene(name, _kiosk(page, look), Hands.TYPING)
    for name, page in (
        ("identify-card", Identify(captcha=seen)),
        (
            "identify-card-wrong",
            Identify(captcha=replace(seen, misses=2), problem=IdentifyProblem.ANSWER_WRONG),
        ),
        ("identify-card-passed", Identify(passed=ChallengeKind.IMAGE)),
    ):
        yield Scene(name, replace(_kiosk(page, look), card=Secret("HEF-0012345")))
    late = replace(_kiosk(refused, look), idle=100, link=Link.TROUBLED, link_reference="RP-7K2M-94")
    yield Scene("troubled-and-late", late)
    yield Scene("code-ends-soon", replace(_kiosk(EnterCode(fakes.code_sent()), look), view_age=560))
    yield Scene("reset-ends-soon", replace(_kiosk(NewPassword(fakes.proved()), look), view_age=1100))
    long = replace(
        _kiosk(ChooseMethod(fakes.view(), fakes.EMAIL.id), look),
        info=fakes.info(desk=LONG_DESK, languages=LANGUAGES),
    )
    yield Scene("long-words", long)
    told = AskStaff(fakes.asked(ticket="RP-7K2M-94"), None)
    closed = fakes.info(languages=LANGUAGES, desk=LONG_DESK, other_desks=OTHER_DESKS)
    yield Scene("ask-staff-closed", replace(_kiosk(told, look), info=closed))
