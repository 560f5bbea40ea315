"""What the rows of the embedded directory mean: standing, contacts, and how tries are counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from backend.adapters.directories.sql_settings import NewAccount, SqlDirectorySettings
from backend.adapters.directories.sql_tables import AccountRow, moment, stamp
from backend.core.ports import Account, Contact, Standing
from backend.core.secret import Secret
from backend.core.views import Channel

NEVER = 2**31 - 1
"""A number of tries that is never reached."""

Value = str | int | bool | None


def folded(name: str) -> str:
    """The form in which names are unique and searched."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).strip().casefold())


def account(row: AccountRow, spelled: Sequence[str], settings: SqlDirectorySettings, now: int) -> Account:
    return Account(
        key=row.key,
        identifier=row.identifier,
        display_name=f"{row.given_name} {row.family_name}".strip(),
        own_words=own_words(row, spelled),
        standing=standing(row, settings, now),
        contacts=tuple(_contacts(row)),
        language=row.language,
    )


def own_words(row: AccountRow, spelled: Sequence[str]) -> tuple[str, ...]:
    """Names and the local parts of identifiers, none twice."""
    words = [*row.given_name.split(), row.family_name, *row.family_name.split()]
    words += [name.partition("@")[0] for name in (row.identifier.casefold(), *sorted(spelled))]
    return tuple(dict.fromkeys(word for word in words if word))


def standing(row: AccountRow, settings: SqlDirectorySettings, now: int) -> Standing:
    """The gravest thing first."""
    if row.disabled:
        return Standing.DISABLED
    if row.expired(now):
        return Standing.EXPIRED
    if row.privileged:
        return Standing.PRIVILEGED
    return Standing.LOCKED if locked(row, settings, now) else Standing.ACTIVE


def locked(row: AccountRow, settings: SqlDirectorySettings, now: int) -> bool:
    """Locked for a time, or every try of the window is taken (also by tries still being compared)."""
    threshold = settings.lockout_threshold or NEVER
    in_window = now - row.first_try_at < settings.lockout_window
    return row.locked_until > now or (in_window and row.failed_tries >= threshold)


def closed(row: AccountRow, settings: SqlDirectorySettings, now: int) -> bool:
    """Whether no password whatsoever signs in."""
    return row.disabled or row.expired(now) or locked(row, settings, now)


def counted(row: AccountRow | None, settings: SqlDirectorySettings, now: int) -> dict[str, int]:
    """The columns after one more try; a closed account and no account count nothing, with equal work."""
    if row is None:
        return {"failed_tries": 0, "first_try_at": 0}
    if closed(row, settings, now):
        return {"failed_tries": row.failed_tries, "first_try_at": row.first_try_at}
    if now - row.first_try_at >= settings.lockout_window:
        return {"failed_tries": 1, "first_try_at": now}
    return {"failed_tries": row.failed_tries + 1, "first_try_at": row.first_try_at}


def new_values(key: str, new: NewAccount, password_hash: str, now: int) -> dict[str, Value]:
    since = now if new.contacts_since is None else stamp(new.contacts_since)
    return {
        "key": key,
        "identifier": new.identifier.strip(),
        "given_name": new.given_name,
        "family_name": new.family_name,
        "language": new.language,
        "mobile": new.mobile.reveal(),
        "mobile_changed_at": since,
        "email": new.email.reveal(),
        "email_changed_at": since,
        "disabled": new.disabled,
        "privileged": new.privileged,
        "expires_at": None if new.expires_at is None else stamp(new.expires_at),
        "password_hash": password_hash,
        "password_changed_at": now,
        "must_change": new.must_change,
        "failed_tries": 0,
        "first_try_at": 0,
        "locked_until": 0,
    }


def _contacts(row: AccountRow) -> list[Contact]:
    found = []
    if row.email:
        found.append(Contact(Channel.EMAIL, Secret(row.email), moment(row.email_changed_at)))
    if row.mobile:
        changed = moment(row.mobile_changed_at)
        found += [Contact(Channel.SMS, Secret(row.mobile), changed)]
        found += [Contact(Channel.VOICE, Secret(row.mobile), changed)]
    return found
