"""Signing staff in: one-time links, password with TOTP, sessions."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from backend.adapters.store.web_store.staff import Invitation, Member, Throttle
from backend.core.ports import Clock
from backend.core.secret import Secret
from backend.web.staff.credentials import Passwords, matching_step, new_totp_secret

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
LINK_LIFE = timedelta(minutes=30)
# Few free tries for one name from one address; many for the name, so that a stranger elsewhere cannot keep
# its owner out; both stay far below the hundred of NIST SP 800-63B-4 section 3.2.2.
FROM_HERE = Throttle(free=5, first=30, longest=900)
THE_NAME = Throttle(free=40, first=15, longest=60)


class StaffBook(Protocol):
    """See `StaffStore`."""

    def invite(self, name: str, account: str, token: Secret, totp: Secret, expires_at: datetime) -> None: ...

    def invitation(self, token: Secret, now: datetime) -> Invitation | None: ...

    def join(self, token: Secret, password_hash: str, step: int, now: datetime) -> str | None: ...

    def member(self, name: str) -> Member | None: ...

    def use_step(self, name: str, step: int) -> bool: ...

    def renew_hash(self, name: str, old: str, new: str) -> None: ...

    def open_session(self, token: Secret, name: str, idle_at: datetime, ends_at: datetime) -> None: ...

    def session(self, token: Secret, now: datetime, idle_at: datetime | None) -> str | None: ...

    def close_session(self, token: Secret) -> None: ...

    def reserve_try(self, subject: bytes, throttle: Throttle, now: datetime) -> bool: ...

    def forgive(self, subject: bytes) -> None: ...


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the sign-in page, and the network address it came from."""

    name: str
    password: Secret
    code: Secret
    address: str


class StaffAuth:
    """Who a member of staff is. `key` keys the names in the throttle table."""

    def __init__(self, book: StaffBook, passwords: Passwords, clock: Clock, key: bytes) -> None:
        self._book = book
        self._passwords = passwords
        self._clock = clock
        self._key = key

    # --- one-time links ---

    def invite(self, name: str, account: str) -> Secret:
        """Make a one-time link's token; it lives thirty minutes. `account`: the member's own identifier."""
        token = Secret(secrets.token_urlsafe(32))
        self._book.invite(name, account, token, new_totp_secret(), self._clock.now() + LINK_LIFE)
        return token

    def invitation(self, token: Secret) -> Invitation | None:
        return self._book.invitation(token, self._clock.now())

    def join(self, token: Secret, invitation: Invitation, password: Secret, code: Secret) -> bool:
        """Make the member if `code` proves the authenticator; False if it does not, or the link is used."""
        now = self._clock.now()
        step = matching_step(invitation.totp, code, now, last_step=0)
        if step is None:
            return False
        return self._book.join(token, self._passwords.hash(password), step, now) is not None

    # --- sign-in ---

    def sign_in(self, typed: Typed) -> bool:
        """Whether name, password and code fit. Every name costs the same statements and the same hash."""
        now = self._clock.now()
        open_to_try = self._reserve(typed, now)
        member = self._book.member(typed.name)
        fits = self._passwords.fits(None if member is None else member.password_hash, typed.password)
        totp = new_totp_secret() if member is None else member.totp
        step = matching_step(totp, typed.code, now, 0 if member is None else member.last_step)
        accepted = fits and open_to_try and step is not None
        used = self._book.use_step(typed.name, step if accepted and step is not None else -1)
        if not (accepted and used):
            return False
        for subject in self._subjects(typed):
            self._book.forgive(subject)
        if member is not None and self._passwords.outdated(member.password_hash):
            self._book.renew_hash(member.name, member.password_hash, self._passwords.hash(typed.password))
        return True

    def _reserve(self, typed: Typed, now: datetime) -> bool:
        here, name = self._subjects(typed)
        from_here = self._book.reserve_try(here, FROM_HERE, now)
        return self._book.reserve_try(name, THE_NAME, now) and from_here

    def _subjects(self, typed: Typed) -> tuple[bytes, bytes]:
        name = typed.name.casefold()
        return self._mac(f"here\n{typed.address}\n{name}"), self._mac(f"name\n{name}")

    def _mac(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "replace"), hashlib.sha256)

    # --- sessions ---

    def open_session(self, name: str) -> Secret:
        """A new session's token; its cookie is the only place it stands."""
        token, now = Secret(secrets.token_urlsafe(32)), self._clock.now()
        self._book.open_session(token, name, now + IDLE, now + ABSOLUTE)
        return token

    def who(self, token: Secret, *, touched: bool) -> str | None:
        """The member of that session; `touched` unless the page only refreshed itself."""
        now = self._clock.now()
        return self._book.session(token, now, now + IDLE if touched else None)

    def close_session(self, token: Secret) -> None:
        self._book.close_session(token)
