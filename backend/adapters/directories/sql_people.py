"""Finding people by a part of their name, and keeping their contacts, in the embedded directory."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, update

from backend.adapters.directories import sql_records as records
from backend.adapters.directories.sql_settings import SqlDirectorySettings
from backend.adapters.directories.sql_tables import AccountRow, accounts, names, student_numbers
from backend.core.ports import Contact, Match
from backend.core.views import Channel

MOST_WORDS = 6
LONGEST = 100
_ESCAPE = "\\"


def search(
    connection: Connection, text: str, most: int, settings: SqlDirectorySettings, now: int
) -> tuple[Match, ...]:
    """Whose every word begins a name of theirs, or whose number, identifier or alias `text` is."""
    words = records.folded(text[:LONGEST]).split()[:MOST_WORDS]
    if not words:
        return ()
    rows = connection.execute(_query(words).limit(most)).mappings().all()
    spelled = select(names.c.account, names.c.name).where(
        names.c.account.in_([row[accounts.c.key] for row in rows])
    )
    aliases: dict[str, list[str]] = {}
    for key, name in connection.execute(spelled):
        aliases.setdefault(key, []).append(name)
    return tuple(
        Match(
            records.account(AccountRow.read(row), aliases.get(row[accounts.c.key], ()), settings, now),
            str(row["student_number"] or ""),
        )
        for row in rows
    )


def _query(words: list[str]) -> Select[tuple[object, ...]]:
    whole = "".join(words)
    numbered = student_numbers.c.number.label("student_number")
    named = select(names.c.account).where(
        or_(names.c.name == whole, names.c.name.like(f"{_plain(whole)}@%", escape=_ESCAPE))
    )
    wanted = or_(
        student_numbers.c.number == whole,
        accounts.c.key.in_(named),
        and_(*(_begins(word) for word in words)),
    )
    joined = accounts.outerjoin(student_numbers, student_numbers.c.account == accounts.c.key)
    order = (accounts.c.family_name, accounts.c.given_name, accounts.c.key)
    return select(*accounts.columns, numbered).select_from(joined).where(wanted).order_by(*order)


def _begins(word: str) -> ColumnElement[bool]:
    """A given or family name, or a later word of one, begins with `word`.

    SQLite folds only the letters A to Z, so the usual spellings are tried as well.
    """
    starts = [f"{gap}{_plain(spelling)}%" for gap in ("", "% ", "%-") for spelling in _spellings(word)]
    both = (accounts.c.given_name, accounts.c.family_name)
    tried = [name.like(start, escape=_ESCAPE) for name in (*both, *map(func.lower, both)) for start in starts]
    return or_(*tried)


def _spellings(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, word.capitalize(), word.upper())))


def _plain(word: str) -> str:
    """Nothing in it stands for other characters."""
    return "".join(_ESCAPE + mark if mark in "%_" + _ESCAPE else mark for mark in word)


def keep_contact(connection: Connection, key: str, contact: Contact, now: int) -> bool:
    """Whether there was such an account."""
    mail = contact.channel is Channel.EMAIL
    column, since = ("email", "email_changed_at") if mail else ("mobile", "mobile_changed_at")
    new = {column: contact.destination.reveal(), since: now}
    return connection.execute(update(accounts).where(accounts.c.key == key).values(new)).rowcount == 1
