"""The ways to prove who one is, beside the password: passkeys, an OpenID provider, and how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from backend.core.openid import OpenIdProvider
from backend.web.staff.passkeys import Passkeys

STEP_UP_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ways:
    """`fresh_for`: how old the last proof may be when somebody approves."""

    passkeys: Passkeys
    openid: OpenIdProvider | None = None
    fresh_for: timedelta = STEP_UP_AFTER
