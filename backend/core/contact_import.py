"""Taking contacts into our table: all of them or none, with a record of each account that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import assert_never

from backend.core import identifier
from backend.core.audit import AuditKind, Scene, Trail
from backend.core.contact_book import ContactBook, Entry
from backend.core.contact_rows import ContactKind, StoredContact
from backend.core.marks import Marks
from backend.core.ports import Clock, Directory
from backend.core.secret import Secret
from backend.core.store import Tx
from backend.core.views import IdentifierRule


@dataclass(frozen=True, slots=True)
class Wanted:
    """A readable line of the file. `since`: on record since then; None for what is new now."""

    line: int
    identifier: str
    kind: ContactKind
    value: Secret
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken. The reason repeats no number and no address."""

    line: int
    reason: str


class Extent(Enum):
    """What happens to contacts that the file does not name."""

    NAMED = "named"
    """Those of an account and kind that it does name go; all others stay."""
    EVERYTHING = "everything"
    """The file is the whole table: all others go."""


class Mode(Enum):
    DRY_RUN = "dry_run"
    FOR_GOOD = "for_good"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became, or would become, of the table."""

    accounts: int = 0
    """How many have other contacts than before."""
    added: int = 0
    removed: int = 0
    redated: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A line whose account is known."""

    account: str
    wanted: Wanted

    def entry(self, now: datetime) -> Entry:
        one = self.wanted
        return Entry(self.account, one.identifier, one.kind, one.value, one.since or now)


@dataclass(slots=True)
class _Change:
    """What happens to the contacts of one account."""

    added: list[Placed] = field(default_factory=list)
    removed: list[StoredContact] = field(default_factory=list)
    redated: list[tuple[StoredContact, Placed]] = field(default_factory=list)
    kept: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.redated)


Named = dict[tuple[ContactKind, str], Placed]
"""The lines of one account, by kind and mark."""


class ContactImport:
    """Records of changed accounts carry the name that their limits are counted under."""

    def __init__(
        self,
        book: ContactBook,
        directory: Directory,
        rule: IdentifierRule,
        trail: Trail,
        marks: Marks,
        clock: Clock,
    ) -> None:
        self._book, self._directory, self._rule = book, directory, rule
        self._trail, self._marks, self._clock = trail, marks, clock

    def place(self, lines: Sequence[Wanted]) -> tuple[list[Placed], list[Fault]]:
        """The accounts that the lines mean. Raises `DirectoryUnavailable`."""
        now, placed, faults = self._clock.now(), list[Placed](), list[Fault]()
        keys: dict[str, str | None] = {}
        first: dict[tuple[str, ContactKind, str], int] = {}
        for one in lines:
            if one.identifier not in keys:
                keys[one.identifier] = self._key(one.identifier)
            key = keys[one.identifier]
            if key is None:
                faults.append(Fault(one.line, "no account, or more than one, has this identifier"))
                continue
            app = one.kind is ContactKind.AUTHENTICATOR
            name = (key, one.kind, "" if app else self._book.mark(one.value))
            if (earlier := first.setdefault(name, one.line)) != one.line:
                told = "another app of the account in line" if app else "the same contact as in line"
                faults.append(Fault(one.line, f"{told} {earlier}"))
            elif one.since is not None and one.since > now:
                faults.append(Fault(one.line, "since lies in the future"))
            else:
                placed.append(Placed(key, one))
        return placed, faults

    def run(self, placed: Sequence[Placed], extent: Extent, mode: Mode, operator: str) -> Tally:
        """Change the table, or say what that would do. Raises `StoreUnavailable`."""
        wanted: dict[str, Named] = {}
        for one in placed:
            name = (one.wanted.kind, self._book.mark(one.wanted.value))
            wanted.setdefault(one.account, {})[name] = one
        match mode:
            case Mode.DRY_RUN:
                with self._book.store.reading() as tx:
                    return _tally(self._changes(tx, wanted, extent).values())
            case Mode.FOR_GOOD:
                with self._book.store.writing() as tx:
                    return self._carry_out(tx, wanted, extent, operator)
        assert_never(mode)

    def _key(self, typed: str) -> str | None:
        account = self._directory.find(identifier.candidates(typed, self._rule))
        return None if account is None else account.key

    # --- what changes ---------------------------------------------------------------------------

    def _changes(self, tx: Tx, wanted: Mapping[str, Named], extent: Extent) -> dict[str, _Change]:
        changes = {account: _Change() for account in wanted}
        met: dict[str, set[tuple[ContactKind, str]]] = {account: set() for account in wanted}
        for row in self._rows(tx, wanted, extent):
            change, named = changes.setdefault(row.account, _Change()), wanted.get(row.account, {})
            one = named.get((row.kind, row.mark))
            if one is not None:
                met[row.account].add((row.kind, row.mark))
                self._compare(change, row, one)
            elif extent is Extent.EVERYTHING or row.kind in {kind for kind, _ in named}:
                change.removed.append(row)
        for account, named in wanted.items():
            changes[account].added += [one for name, one in named.items() if name not in met[account]]
        return changes

    def _compare(self, change: _Change, row: StoredContact, one: Placed) -> None:
        """A row that was changed behind our back is made anew; another date in the file counts."""
        since = one.wanted.since
        if self._book.opened(row) is None or (since is not None and since != row.changed_at):
            change.redated.append((row, one))
        else:
            change.kept += 1

    def _rows(self, tx: Tx, wanted: Iterable[str], extent: Extent) -> Iterator[StoredContact]:
        if extent is Extent.EVERYTHING:
            yield from tx.contact_rows.every()
        else:
            for account in wanted:
                yield from (row for row, _ in tx.contact_rows.of(account))

    # --- carrying it out ------------------------------------------------------------------------

    def _carry_out(self, tx: Tx, wanted: Mapping[str, Named], extent: Extent, operator: str) -> Tally:
        changes, now = self._changes(tx, wanted, extent), self._clock.now()
        for account, change in changes.items():
            if change:
                self._apply(tx, change, now)
                detail = {name: len(getattr(change, name)) for name in ("added", "removed", "redated")}
                scene = Scene(subject=self._marks.account(account), actor=operator)
                self._trail.note(tx, AuditKind.CONTACTS_CHANGED, now, scene, detail)
        tally = _tally(changes.values())
        counted = {"accounts": tally.accounts, "added": tally.added, "removed": tally.removed}
        counted |= {"redated": tally.redated, "kept": tally.kept}
        scene, detail_of_all = Scene(actor=operator), counted | {"extent": extent.value}
        self._trail.note(tx, AuditKind.CONTACTS_IMPORTED, now, scene, detail_of_all)
        return tally

    def _apply(self, tx: Tx, change: _Change, now: datetime) -> None:
        for row in (*change.removed, *(row for row, _ in change.redated)):
            tx.contact_rows.remove(row)
        for one in (*change.added, *(one for _, one in change.redated)):
            self._book.write(tx, one.entry(now))


def _tally(changes: Iterable[_Change]) -> Tally:
    tally = Tally()
    for change in changes:
        tally = Tally(
            tally.accounts + bool(change),
            tally.added + len(change.added),
            tally.removed + len(change.removed),
            tally.redated + len(change.redated),
            tally.kept + change.kept,
        )
    return tally
