"""The people of a soak and what they do at the station: each way is a generator of orders for its window."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

from backend.adapters.channels.local_phone import LocalPhone, MessageArrived
from backend.core.secret import Secret
from tests.e2e.station import people

Order = tuple[str, ...]
Way = Generator[Order, str, None]
CODE = re.compile(r"\b(\d{4})[ \u00a0]?(\d{4})\b")
PATIENCE = 60.0
LANGUAGES = ("fr", "en")
KEYS = 0.03
"""How often each key for a preference is pressed: one journey in nine is in other colours or sizes."""
COUNT = 80
"""People; a journey is that of any of them."""


@dataclass
class Person:
    """`passwords` may hold now: two after a death in the middle of a write. `typed` are all other secrets."""

    number: int
    passwords: list[str]
    typed: set[str] = field(default_factory=set)

    def secrets(self) -> set[str]:
        """Everything that must be nowhere once they are gone."""
        mobile, identifier = people.number(self.number), people.identifier(self.number)
        known = {identifier, identifier.split("@")[0], mobile, mobile.replace(" ", "")}
        return known | {people.international(mobile), *self.passwords, *self.typed}


class Mailbox:
    """Everybody's telephone; what was read is thrown away, so that a look stays cheap."""

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._phone = LocalPhone(spool)

    def empty(self) -> None:
        for event in self._phone.poll():
            (self._spool / "new" / f"{event.id}.json").unlink(missing_ok=True)

    def code_for(self, person: Person) -> str:
        """The next code of `person`."""
        wanted = Secret(people.international(people.number(person.number)))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for event in self._phone.poll():
                if isinstance(event, MessageArrived) and event.destination.matches(wanted):
                    match = CODE.search(event.body.reveal())
                    if match:
                        return match[1] + match[2]
            time.sleep(0.005)
        raise TimeoutError("no code came")


@dataclass(frozen=True)
class Crowd:
    """Draws who comes next and what they do; the same seed draws the same."""

    chance: random.Random
    mailbox: Mailbox
    persons: list[Person] = field(
        default_factory=lambda: [Person(n, [people.old_password(n)]) for n in range(COUNT)]
    )

    def next(self) -> tuple[Person, Way]:
        person = self.chance.choice(self.persons)
        way: Callable[[Person], Way] = self.chance.choice((self.by_code, self.by_code, self.by_password))
        return person, way(person)

    # --- ways -----------------------------------------------------------------------------------

    def by_code(self, person: Person) -> Way:
        """The way of the sheet: identifier, CAPTCHA, a code by SMS, a new password."""
        yield from self._begin()
        yield "press", "cannot_access"
        yield "wait", "Identify"
        yield "type", "identifier", people.identifier(person.number)
        answer = yield ("captcha",)
        yield "type", "answer", answer
        yield from _submit("ChooseMethod")
        yield "choose", "sms"
        yield "type", "destination", people.number(person.number)
        self.mailbox.empty()
        yield from _submit("EnterCode")
        code = self.mailbox.code_for(person)
        person.typed |= {code, f"{code[:4]} {code[4:]}"}
        yield "type", "code", code
        yield from _submit("NewPassword")
        yield from self._new_password(person)

    def by_password(self, person: Person) -> Way:
        """Somebody who still knows the old one and changes it."""
        yield from self._begin()
        yield "type", "identifier", people.identifier(person.number)
        yield "type", "password", person.passwords[-1]
        yield from _submit("Accepted")
        yield "press", "change"
        yield "wait", "NewPassword"
        yield from self._new_password(person)

    def _begin(self) -> Way:
        yield "wait", "Attract"
        yield "press", "window"
        yield "wait", "SignInPage"
        yield "press", f"language_{self.chance.choice(LANGUAGES)}"
        for key in ("F2", "F3", "F4", "F6"):
            if self.chance.random() < KEYS:
                yield "key", key

    def _new_password(self, person: Person) -> Way:
        letters = "".join(self.chance.choices("bcdfghjklmnpqrstvwxz", k=9))
        password = f"Q+{letters}{self.chance.randrange(1000):03}&Z"
        for name in ("password", "repeated"):
            yield "type", name, password
        person.passwords.append(password)
        person.typed |= set(person.passwords)
        yield from _submit("Done")
        del person.passwords[:-1]
        yield "press", "primary"
        yield "wait", "Attract"


def _submit(then: str) -> Way:
    yield "press", "primary"
    yield "wait", then
