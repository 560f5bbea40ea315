"""Who may use the staff console: members with their roles, and one-time links."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from backend.adapters.store.engine import reading, writing
from backend.adapters.store.staff_tables import staff_ceremonies, staff_links, staff_sessions
from backend.adapters.store.web_store.staff_marks import StaffJournal, StaffMarks
from backend.adapters.store.web_store.staff_members import Member, MemberRows, StaffStanding
from backend.adapters.store.web_store.staff_proofs import NewPassword, Passkey, StaffProofs, totp_context
from backend.adapters.store.web_store.staff_sessions import Ceremonies, StaffSessions
from backend.adapters.store.web_store.staff_tries import StaffTries
from backend.core import roles as role_texts
from backend.core.audit import AuditKind, Trail
from backend.core.ports import Sealer
from backend.core.roles import Role, Roles
from backend.core.secret import Secret


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open one-time link, with the TOTP secret it offers."""

    name: str
    account: str
    roles: Roles
    totp: Secret


@dataclass(frozen=True, slots=True)
class Outsider:
    """Who an OpenID provider says has come, with the roles that its claim maps to."""

    subject: str
    name: str
    account: str
    roles: Roles


class StaffStore:
    """Members and links; sessions, proofs, tries and ceremonies are its parts.

    Tokens are stored as HMACs under `key`, which is kept outside the database, and rows carry MACs: whoever
    can only write rows can make neither a session, a link, a member nor a role.
    """

    def __init__(self, engine: Engine, sealer: Sealer, key: bytes, trail: Trail, institution: str) -> None:
        self._engine = engine
        self._sealer = sealer
        self._marks = StaffMarks(key)
        self._members = MemberRows(self._marks)
        self.journal = StaffJournal(trail, institution)
        self.sessions = StaffSessions(engine, sealer, self._marks, self.journal)
        self.proofs = StaffProofs(engine, sealer, self._marks)
        self.ceremonies = Ceremonies(engine, sealer, self._marks)
        self.tries = StaffTries(engine)

    def note(self, kind: AuditKind, now: datetime, actor: str, detail: dict[str, str]) -> None:
        """An audit record of something that changes nothing else."""
        with writing(self._engine) as connection:
            self.journal.note(connection, kind, now, actor, detail)

    def end_all(self) -> tuple[int, int]:
        """After a restore: end every session, ceremony and link; how many sessions and links."""
        with writing(self._engine) as connection:
            connection.execute(delete(staff_ceremonies))
            sessions = connection.execute(delete(staff_sessions)).rowcount
            return sessions, connection.execute(delete(staff_links)).rowcount

    def refused(self, now: datetime, name: str, detail: dict[str, str]) -> None:
        """A sign-in that failed by the way in `detail`. `name`: the member's, "" for a stranger."""
        with writing(self._engine) as connection:
            kind, who = AuditKind.STAFF_SIGN_IN_REFUSED, f"sign-in:{detail['by']}:{name}"
            self.journal.note_refusal(connection, kind, now, name, detail, who)

    # --- one-time links ---

    def invite(
        self, invited: Invitation, token: Secret, now: datetime, expires_at: datetime, by: str
    ) -> None:
        """Store a one-time link; an older open one of the same name is void.

        `invited.account` is the member's own directory identifier, which no approval of theirs may touch.
        """
        key, roles = self._marks.token("link", token), role_texts.written(invited.roles)
        row = {
            "token_hash": key,
            "name": invited.name,
            "account": invited.account,
            "roles": roles,
            "totp_sealed": self._sealer.seal(invited.totp, totp_context(invited.name)),
            "mac": self._marks.row("link row", key, invited.name, invited.account, roles),
            "expires_at": expires_at,
        }
        with writing(self._engine) as connection:
            connection.execute(delete(staff_links).where(staff_links.c.name == invited.name))
            connection.execute(insert(staff_links).values(row))
            detail = {"name": invited.name, "roles": roles}
            self.journal.note(connection, AuditKind.STAFF_INVITED, now, by, detail)

    def invitation(self, token: Secret, now: datetime) -> Invitation | None:
        mine = staff_links.c.token_hash == self._marks.token("link", token)
        with reading(self._engine) as connection:
            query = select(staff_links).where(mine, staff_links.c.expires_at > now)
            found = connection.execute(query).one_or_none()
        return None if found is None else self._read(found)

    def join(self, token: Secret, proof: NewPassword | Passkey, now: datetime) -> str | None:
        """Use the link up and make (or renew) the member; what they had before ends. None when it is gone."""
        try:
            return self._join(token, proof, now)
        except IntegrityError:
            return None  # a passkey that is registered already (WebAuthn level 3 section 7.1)

    def _join(self, token: Secret, proof: NewPassword | Passkey, now: datetime) -> str | None:
        mine = staff_links.c.token_hash == self._marks.token("link", token)
        with writing(self._engine) as connection:
            query = delete(staff_links).where(mine, staff_links.c.expires_at > now).returning(staff_links)
            used = connection.execute(query).one_or_none()
            invited = None if used is None else self._read(used)
            if used is None or invited is None:
                return None
            member = Member(invited.name, invited.account, invited.roles)
            self._members.replace(connection, member, now)
            if isinstance(proof, Passkey):
                self.proofs.add_passkey(connection, member.name, proof, now)
            else:
                self.proofs.add_password(connection, member.name, proof, used.totp_sealed)
            by = "passkey" if isinstance(proof, Passkey) else "password"
            self._noted(connection, AuditKind.STAFF_JOINED, now, member.name, member, {"by": by})
            return member.name

    def _read(self, row: Row[tuple[object, ...]]) -> Invitation | None:
        expected = self._marks.row("link row", row.token_hash, row.name, row.account, row.roles)
        if not hmac.compare_digest(row.mac, expected):
            return None
        totp = self._sealer.open(row.totp_sealed, totp_context(row.name))
        return Invitation(row.name, row.account, role_texts.read(row.roles), totp)

    # --- members ---

    def member(self, name: str) -> Member | None:
        with reading(self._engine) as connection:
            return self._members.active(connection, name)

    def members(self) -> tuple[Member, ...]:
        """Everybody, also who was removed."""
        with reading(self._engine) as connection:
            return self._members.all(connection)

    def set_roles(self, name: str, roles: Roles, now: datetime, by: str) -> bool:
        """Their sessions go on with the new roles. False when there is no such member."""
        with writing(self._engine) as connection:
            member = self._members.active(connection, name)
            if member is None:
                return False
            changed = replace(member, roles=roles)
            self._members.change(connection, changed)
            self._noted(connection, AuditKind.STAFF_ROLES, now, by, changed)
            return True

    def remove(self, name: str, now: datetime, by: str) -> bool:
        """Their sessions end at once, their open approvals stop counting. False without such a member."""
        with writing(self._engine) as connection:
            member = self._members.active(connection, name)
            if member is None:
                return False
            gone = replace(member, roles=frozenset(), standing=StaffStanding.REMOVED)
            self._members.disarm(connection, name)
            self._members.change(connection, gone)
            self._noted(connection, AuditKind.STAFF_REMOVED, now, by, gone)
            return True

    def admit(self, outsider: Outsider, now: datetime) -> str | None:
        """The name under which somebody from the OpenID provider is a member; None for who may not be.

        Roles and account are the provider's word at every sign-in, also when no role is left.
        Nobody takes the name of another
        member, and who was removed here stays removed.
        """
        with writing(self._engine) as connection:
            known = self._members.by_subject(connection, outsider.subject)
            if known is None:
                taken = self._members.find(connection, outsider.name) is not None
                if taken or not outsider.roles:
                    return None
                new = Member(outsider.name, outsider.account, outsider.roles, outsider.subject)
                self._members.replace(connection, new, now)
                self._noted(connection, AuditKind.STAFF_JOINED, now, new.name, new, {"by": "openid"})
                return new.name
            if known.standing is StaffStanding.REMOVED:
                return None
            present = replace(known, account=outsider.account, roles=outsider.roles)
            if present != known:
                self._members.change(connection, present)
                self._noted(connection, AuditKind.STAFF_ROLES, now, known.name, present, {"by": "openid"})
            return known.name if present.roles else None

    def _noted(
        self,
        connection: Connection,
        kind: AuditKind,
        now: datetime,
        by: str,
        member: Member,
        more: dict[str, str] | None = None,
    ) -> None:
        detail = {"name": member.name, "roles": role_texts.written(member.roles)} | (more or {})
        self.journal.note(connection, kind, now, by, detail)

    # --- the roll: implements the core's `StaffRoll` ---

    def own(self, staff: str) -> tuple[str, ...]:
        return tuple(member.account for member in self.members() if member.name == staff)

    def everyone(self) -> tuple[str, ...]:
        return tuple(one.account for one in self.members() if one.standing is StaffStanding.MEMBER)

    def approves(self, staff: str) -> bool:
        member = self.member(staff)
        return member is not None and Role.DESK in member.roles
