"""The keys of authenticator apps in the embedded directory: sealed, for their account and date."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Label, insert
from sqlalchemy.engine import RowMapping

from backend.adapters.directories.sql_settings import NewAccount
from backend.adapters.directories.sql_tables import authenticators, moment, stamp
from backend.core.ports import Account, Contact, SealBrokenError, Sealer
from backend.core.views import Channel

_log = logging.getLogger("repasse.directory")


@dataclass(frozen=True, slots=True)
class SqlApps:
    """Without `sealer` there are no keys."""

    sealer: Sealer | None

    @property
    def columns(self) -> tuple[Label[bytes], Label[int]]:
        """What a query needs beside the account, which it joins with `authenticators`."""
        return authenticators.c.sealed.label("app_sealed"), authenticators.c.changed_at.label("app_since")

    def beside(self, account: Account, row: RowMapping) -> Account:
        """With the key in `row` among its contacts; one that was changed behind our back is not used."""
        if self.sealer is None or row["app_sealed"] is None:
            return account
        since = int(row["app_since"])
        try:
            key = self.sealer.open(row["app_sealed"], _context(account.key, since))
        except SealBrokenError:
            _log.error("the key of an app was changed behind our back; it is not used")
            return account
        contact = Contact(Channel.AUTHENTICATOR, key, moment(since))
        return replace(account, contacts=(*account.contacts, contact))

    def keep(self, connection: Connection, account: str, new: NewAccount, now: int) -> None:
        """Insert the key of a new account, if it has one."""
        if not new.authenticator:
            return
        if self.sealer is None:
            raise ValueError("the key of an app is kept sealed, or not at all")
        since = now if new.contacts_since is None else stamp(new.contacts_since)
        sealed = self.sealer.seal(new.authenticator, _context(account, since))
        row = {"account": account, "sealed": sealed, "changed_at": since}
        connection.execute(insert(authenticators), row)


def _context(account: str, since: int) -> str:
    return f"directory-authenticator|{account}|{since}"
