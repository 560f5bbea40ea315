"""Settings of the embedded directory, and what is needed to enter an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from backend.core.secret import Secret
from backend.core.views import CharacterClass, PasswordRules, Propagation


@dataclass(frozen=True, slots=True)
class Argon2Costs:
    """argon2id's costs; the default is OWASP's first recommendation (Password Storage Cheat Sheet)."""

    passes: int = 2
    memory_kib: int = 19_456
    lanes: int = 1


SHEET_RULES = PasswordRules(
    min_length=8,
    max_length=64,
    classes=tuple(CharacterClass),
    classes_needed=len(CharacterClass),
    allowed="",
)
"""The college's sheet: eight characters, lower and upper case, a digit and a special character."""


@dataclass(frozen=True, slots=True)
class SqlDirectorySettings:
    """Ages, windows and waits are in seconds."""

    rules: PasswordRules = SHEET_RULES
    history: int = 5
    """The newest passwords, the present one among them, that may not be set again; 0 allows all."""
    min_age: int = 0
    """How old a password must be before its owner changes it; a reset does not look at it."""
    lockout_threshold: int = 10
    """Failed sign-ins within `lockout_window` that lock; 0 never locks."""
    lockout_window: int = 600
    lockout_duration: int = 1_800
    wait: float = 2.0
    """The longest wait for the database."""
    argon2: Argon2Costs = field(default_factory=Argon2Costs)
    propagation: tuple[Propagation, ...] = (Propagation("portal.office.com", 0),)
    """Services by the name people know them by, and when each learns a new password."""


class AccountExistsError(Exception):
    """Another account has this identifier, alias, card or student number already."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One account to enter. `mobile` is an E.164 number; empty contacts are none."""

    identifier: str
    password: Secret
    given_name: str
    family_name: str
    aliases: tuple[str, ...] = ()
    language: str = "fr"
    mobile: Secret = field(default_factory=lambda: Secret(""))
    email: Secret = field(default_factory=lambda: Secret(""))
    contacts_since: datetime | None = None
    """When the contacts last changed; None is now, which makes them too new to be the only gate."""
    disabled: bool = False
    privileged: bool = False
    must_change: bool = False
    expires_at: datetime | None = None
    card: Secret = field(default_factory=lambda: Secret(""))
    """The number of the student card in the form of `backend.core.cards`; empty for none."""
    authenticator: Secret = field(default_factory=lambda: Secret(""))
    """The packed key of the person's app (`backend.core.authenticator`); empty for none."""
    student_number: str = ""
    """By which staff find the person; it proves nothing. Empty for none."""
