"""Signing staff in: one-time links, password with TOTP, sessions."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.adapters.store.web_store.staff import Invitation, Outsider, StaffStore
from backend.adapters.store.web_store.staff_proofs import NewPassword, Passkey
from backend.adapters.store.web_store.staff_sessions import Life, Proof, SignedIn
from backend.adapters.store.web_store.staff_tries import Throttle
from backend.core.audit import AuditKind
from backend.core.ports import Clock
from backend.core.roles import Role, Roles
from backend.core.secret import Secret
from backend.web.staff.credentials import Passwords, matching_step, new_totp_secret

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
LINK_LIFE = timedelta(minutes=30)
DESK_ONLY: Roles = frozenset({Role.DESK})
# Few free tries for one name from one address; many for the name, so that a stranger elsewhere cannot keep
# its owner out; both stay far below the hundred of NIST SP 800-63B-4 section 3.2.2.
FROM_HERE = Throttle(free=5, first=30, longest=900)
THE_NAME = Throttle(free=40, first=15, longest=60)
LONGEST_PATH = 120


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the sign-in page, and the network address it came from."""

    name: str
    password: Secret
    code: Secret
    address: str


class StaffAuth:
    """Who a member of staff is. `key` keys the names in the throttle table."""

    def __init__(self, book: StaffStore, passwords: Passwords, clock: Clock, key: bytes) -> None:
        self.book = book
        self.clock = clock
        self._passwords = passwords
        self._key = key

    def prepare(self) -> None:
        """Do ahead what every sign-in needs, so that the first one takes as long as the others."""
        self._passwords.prepare()

    # --- one-time links ---

    def invite(self, name: str, account: str, roles: Roles = DESK_ONLY, by: str = "") -> Secret:
        """Make a one-time link's token; it lives thirty minutes. `account`: the member's own identifier."""
        token, now = Secret(secrets.token_urlsafe(32)), self.clock.now()
        invited = Invitation(name, account, roles, new_totp_secret())
        self.book.invite(invited, token, now, now + LINK_LIFE, by)
        return token

    def invitation(self, token: Secret) -> Invitation | None:
        return self.book.invitation(token, self.clock.now())

    def join(self, token: Secret, invitation: Invitation, password: Secret, code: Secret) -> bool:
        """Make the member if `code` proves the authenticator; False if it does not, or the link is used."""
        now = self.clock.now()
        step = matching_step(invitation.totp, code, now, last_step=0)
        if step is None:
            return False
        return self.book.join(token, NewPassword(self._passwords.hash(password), step), now) is not None

    def join_with_passkey(self, token: Secret, passkey: Passkey) -> bool:
        """Make the member with a passkey that was verified; False if the link or the passkey is used."""
        return self.book.join(token, passkey, self.clock.now()) is not None

    def admit(self, outsider: Outsider) -> str | None:
        """The name of a member from the OpenID provider; None for who may not be one."""
        return self.book.admit(outsider, self.clock.now())

    # --- sign-in ---

    def sign_in(self, typed: Typed) -> bool:
        """Whether name, password and code fit. Every name costs the same statements and the same hash."""
        now = self.clock.now()
        open_to_try = self._reserve(typed, now)
        known = self.book.proofs.password(typed.name)
        fits = self._passwords.fits(None if known is None else known.password_hash, typed.password)
        totp = new_totp_secret() if known is None else known.totp
        step = matching_step(totp, typed.code, now, 0 if known is None else known.last_step)
        accepted = fits and open_to_try and step is not None
        used = self.book.proofs.use_step(typed.name, step if accepted and step is not None else -1)
        if not (accepted and used):
            # What was typed as a name may be anything, a password too: only a member's name is recorded.
            self.refused(typed.name if known is not None else "", Proof.PASSWORD)
            return False
        for subject in self._subjects(typed):
            self.book.tries.forgive(subject)
        if known is not None and self._passwords.outdated(known.password_hash):
            self.book.proofs.renew_hash(known.name, known.password_hash, self._passwords.hash(typed.password))
        return True

    def code_fits(self, typed: Typed) -> bool:
        """Whether the authenticator's code fits, for somebody who is signed in; counted like a sign-in."""
        now = self.clock.now()
        open_to_try = self._reserve(typed, now)
        known = self.book.proofs.password(typed.name)
        step = None if known is None else matching_step(known.totp, typed.code, now, known.last_step)
        if not open_to_try or step is None or not self.book.proofs.use_step(typed.name, step):
            return False
        for subject in self._subjects(typed):
            self.book.tries.forgive(subject)
        return True

    def step_up_refused(self, name: str, proof: Proof) -> None:
        detail = {"by": proof.value}
        self.book.note(AuditKind.STAFF_STEP_UP_REFUSED, self.clock.now(), name, detail)

    def refused(self, name: str, proof: Proof, why: str = "") -> None:
        """Put a sign-in that failed on record. `name`: the member's, "" for a stranger."""
        detail = {"by": proof.value} | ({"why": why} if why else {})
        self.book.refused(self.clock.now(), name, detail)

    def _reserve(self, typed: Typed, now: datetime) -> bool:
        here, name = self._subjects(typed)
        from_here = self.book.tries.reserve(here, FROM_HERE, now)
        return self.book.tries.reserve(name, THE_NAME, now) and from_here

    def _subjects(self, typed: Typed) -> tuple[bytes, bytes]:
        name = typed.name.casefold()
        return self._mac(f"here\n{typed.address}\n{name}"), self._mac(f"name\n{name}")

    def _mac(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "replace"), hashlib.sha256)

    # --- sessions ---

    def open_session(
        self,
        name: str,
        proof: Proof = Proof.PASSWORD,
        logout: Secret | None = None,
        proved_at: datetime | None = None,
    ) -> Secret:
        """A new session's token; its cookie is the only place it stands. `proved_at`: None means now."""
        token, now = Secret(secrets.token_urlsafe(32)), self.clock.now()
        life = Life(now, min(proved_at or now, now), now + IDLE, now + ABSOLUTE)
        self.book.sessions.open(token, name, proof, life, logout)
        return token

    def renew_session(self, old: Secret, new: Secret, proof: Proof) -> bool:
        """After a fresh proof: the session goes on under `new` alone. False when it has ended."""
        return self.book.sessions.renew(old, new, proof, self.clock.now())

    def who(self, token: Secret, *, touched: bool) -> SignedIn | None:
        """The member of that session; `touched` unless the page only refreshed itself."""
        now = self.clock.now()
        return self.book.sessions.find(token, now, now + IDLE if touched else None)

    def forbidden(self, name: str, path: str) -> None:
        """Put on record that a member asked for a page that is not for their roles."""
        detail = {"page": path[:LONGEST_PATH]}
        self.book.note(AuditKind.STAFF_FORBIDDEN, self.clock.now(), name, detail)

    def close_session(self, token: Secret) -> Secret | None:
        return self.book.sessions.close(token, self.clock.now())
