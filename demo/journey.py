"""The college's sheet from its first line to its last, and what people get wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass

from demo.actor import Actor
from demo.inbox import Inbox
from demo.people import FRANCISCO
from demo.player import Script, ScriptFailed, Until
from demo.rehearsal import ToldChance
from kiosk.core.states import (
    Accepted,
    Attract,
    ChooseMethod,
    CodeProblem,
    Done,
    EnterCode,
    Identify,
    IdentifyProblem,
    MethodProblem,
    NewPassword,
    PasswordProblem,
    SignInPage,
    SignInProblem,
)

WRONG_FORM = "Francisco.Ferrer.2017@he-ferrer.eu"
WRONG_PASSWORD = "Oubliee-1"  # noqa: S105 - typed on purpose, and refused
WEAK_PASSWORD = "Ferrer-2017"  # noqa: S105 - refused for the name in it
NEW_PASSWORD = "Velo+Bleu&Nuit26"  # noqa: S105 - chosen in a data folder that lives for this run
WRONG_NUMBER = "0470 99 99 99"
NATIONAL_NUMBER = "0470 12 34 23"


@dataclass(frozen=True, slots=True)
class Stagehands:
    """What the player needs besides the window."""

    actor: Actor
    inbox: Inbox
    chance: ToldChance

    def check(self, what: str, came: str) -> None:
        self.actor.report.checks.append((what, came))


def sheet(hands: Stagehands) -> Script:
    """Francisco forgot the password: pages 0 to 7, with every usual mistake once."""
    actor = hands.actor
    yield from actor.on(Attract)
    yield from actor.picture("Rest state", "The station waits. A touch begins.")
    actor.click(actor.window)
    yield from refused_sign_in(hands)
    yield from who_are_you(hands)
    yield from method(hands)
    yield from code(hands)
    yield from password(hands)
    yield from done(hands)


def refused_sign_in(hands: Stagehands) -> Script:
    actor = hands.actor
    yield from actor.on(SignInPage)
    yield from actor.picture("1. Sign in", "First try to sign in, as the sheet says.")
    actor.type("identifier", FRANCISCO.identifier)
    actor.type("password", WRONG_PASSWORD)
    actor.go_on()
    yield from actor.on(SignInPage, lambda: _sign_in_problem(actor) is SignInProblem.REFUSED)
    yield from actor.picture("2. Refused", "The identifier stays, the password is gone, both links lead on.")
    hands.check("a wrong password", "refused, in the words of the sheet")
    actor.press("cannot_access")


def who_are_you(hands: Stagehands) -> Script:
    actor = hands.actor
    yield from captcha_there(actor)
    actor.type("identifier", WRONG_FORM)
    yield from actor.picture("3. Who are you?", "Identifier and a CAPTCHA drawn on this station.")
    actor.type("answer", captcha(hands))
    actor.go_on()
    yield from actor.on(Identify, lambda: _suggested(actor))
    yield from actor.picture(
        "3. The other form", "The station explains the rule and offers the rewritten one."
    )
    hands.check(WRONG_FORM, f"explained, and {FRANCISCO.identifier} offered")
    actor.go_on()
    yield from actor.on(ChooseMethod)


def captcha_there(actor: Actor) -> Script:
    yield from actor.on(Identify, lambda: _picture_is_there(actor))


def captcha(hands: Stagehands) -> str:
    """The text of the picture shown; the player gave the generator its randomness."""
    page = hands.actor.kiosk.page
    if not isinstance(page, Identify):
        raise ScriptFailed("there is no CAPTCHA to answer")
    return hands.chance.text(page.captcha.length)


def method(hands: Stagehands) -> Script:
    actor = hands.actor
    yield from actor.picture("4. The way", "Only what the account has stored, masked.")
    actor.choose("sms")
    yield from actor.settle()
    actor.type("destination", WRONG_NUMBER)
    yield from actor.picture("4. The full number", "Nothing is sent unless the full number fits the mask.")
    actor.go_on()
    yield from actor.on(ChooseMethod, lambda: _method_problem(actor) is MethodProblem.DESTINATION_MISMATCH)
    yield from actor.picture("4. Another number", "It does not match, and nothing was sent.")
    hands.check(f"the number {WRONG_NUMBER}", "does not match; nothing was sent")
    actor.type("destination", NATIONAL_NUMBER)
    actor.go_on()
    yield from actor.on(EnterCode)
    hands.check(f"the number {NATIONAL_NUMBER}", f"is {FRANCISCO.mobile}; the code was sent")


def code(hands: Stagehands) -> Script:
    actor, inbox = hands.actor, hands.inbox
    yield Until(lambda: inbox.has_code(0), "the SMS")
    yield from actor.settle()
    yield from actor.picture("5. The code", "Sent, and delivered to the phone.")
    right = inbox.codes[-1]
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)
    actor.type("code", wrong)
    actor.go_on()
    yield from actor.on(EnterCode, lambda: _code_problem(actor) is CodeProblem.WRONG)
    yield from actor.picture("5. A wrong code", "One answer less; the code itself stays good.")
    hands.check("a code with one digit wrong", "refused, with the answers left")
    actor.type("code", right)
    actor.go_on()
    yield from actor.on(NewPassword)


def password(hands: Stagehands) -> Script:
    actor = hands.actor
    actor.type("password", WEAK_PASSWORD)
    actor.type("repeated", WEAK_PASSWORD)
    yield from actor.picture("6. A new password", "Each rule is ticked while it is typed.")
    actor.go_on()
    yield from actor.on(NewPassword, lambda: _password_problem(actor) is PasswordProblem.REFUSED)
    yield from actor.picture("6. Refused", "It contains the person's own name; the proof is kept.")
    hands.check("a password with the own name in it", "refused, with the reason; the proof is kept")
    actor.type("password", NEW_PASSWORD)
    actor.type("repeated", NEW_PASSWORD)
    actor.go_on()
    yield from actor.on(Done)


def done(hands: Stagehands) -> Script:
    actor = hands.actor
    yield from actor.picture("7. Done", "What changed, what works now, and what to do next.")
    actor.press("try_now")
    yield from actor.on(SignInPage)
    actor.type("password", FRANCISCO.password)
    actor.go_on()
    yield from actor.on(SignInPage, lambda: _sign_in_problem(actor) is SignInProblem.REFUSED)
    hands.check("the old password", "refused")
    actor.type("password", NEW_PASSWORD)
    actor.go_on()
    yield from actor.on(Accepted)
    yield from actor.picture("The new one works", "A real sign-in with the new password.")
    hands.check("the new password", "accepted")
    actor.go_on()
    yield from actor.on(Attract)


# --- what the page says -------------------------------------------------------------------------


def _sign_in_problem(actor: Actor) -> SignInProblem | None:
    page = actor.kiosk.page
    return page.problem if isinstance(page, SignInPage) else None


def _picture_is_there(actor: Actor) -> bool:
    page = actor.kiosk.page
    return isinstance(page, Identify) and bool(page.captcha.id) and not page.captcha.request_id


def _suggested(actor: Actor) -> bool:
    page = actor.kiosk.page
    if isinstance(page, Identify) and page.problem is IdentifyProblem.ANSWER_WRONG:
        raise ScriptFailed("the CAPTCHA's answer was not what the generator was given")
    return isinstance(page, Identify) and page.suggestion is not None


def _method_problem(actor: Actor) -> MethodProblem | None:
    page = actor.kiosk.page
    return page.problem if isinstance(page, ChooseMethod) else None


def _code_problem(actor: Actor) -> CodeProblem | None:
    page = actor.kiosk.page
    return page.problem if isinstance(page, EnterCode) else None


def _password_problem(actor: Actor) -> PasswordProblem | None:
    page = actor.kiosk.page
    return page.problem if isinstance(page, NewPassword) else None
