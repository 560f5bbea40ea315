"""Writes: the rules that the directory would tell by one code are checked first, then one modify is sent."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from backend.adapters.directories.ad import answers, people, values
from backend.adapters.directories.ad.answers import Answer
from backend.adapters.directories.ad.landscape import Landscape, Surveyor
from backend.adapters.directories.ad.passwords import ENFORCE, complexity_broken, quoted
from backend.adapters.directories.ad.policy import Policy, stricter
from backend.adapters.directories.ad.settings import AdSettings
from backend.adapters.directories.ad.wire import Wire
from backend.adapters.directories.ldap.values import Change, Control, Entry, Operation
from backend.core import password_rules
from backend.core.ports import (
    Clock,
    Contact,
    DirectoryUnavailable,
    RefusedWrite,
    Standing,
    WriteResult,
    Written,
)
from backend.core.secret import Secret
from backend.core.views import BrokenRule, Channel, Rule

NO_ACCOUNT = RefusedWrite((BrokenRule(Rule.OTHER),))
_CURRENT_WRONG = RefusedWrite((BrokenRule(Rule.CURRENT_WRONG),))
_BY_CLASS = frozenset({Rule.LOWER, Rule.UPPER, Rule.DIGIT, Rule.SPECIAL, Rule.CLASSES})
_CLOSED = frozenset({Standing.DISABLED, Standing.EXPIRED, Standing.PRIVILEGED})
_UNLOCKED = Change(Operation.REPLACE, "lockoutTime", (b"0",))
"""Also sets badPwdCount to 0 (MS-SAMR 3.1.1.8.10)."""

_log = structlog.stdlib.get_logger("repasse.directory")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a write is about, as just read."""

    key: str
    entry: Entry
    landscape: Landscape
    standing: Standing

    @property
    def policy(self) -> Policy:
        return self.landscape.policy_of(self.entry)


class Writer:
    def __init__(self, wire: Wire, settings: AdSettings, clock: Clock, surveyor: Surveyor) -> None:
        self._wire, self._settings, self._clock, self._surveyor = wire, settings, clock, surveyor

    def reset(self, subject: Subject, password: Secret) -> WriteResult:
        """Replace the password and lift the lock, both or neither. A closed account stays as it is."""
        value = quoted(password)
        if subject.standing in _CLOSED:
            return NO_ACCOUNT
        if value is None:
            return RefusedWrite((BrokenRule(Rule.CHARACTER),))
        broken = self._broken(subject, password)
        if broken:
            return RefusedWrite(broken)
        changes = (Change(Operation.REPLACE, "unicodePwd", (value,)), _UNLOCKED)
        enforced = subject.landscape.hints is not None
        refused = BrokenRule(Rule.HISTORY if enforced and subject.policy.history else Rule.OTHER)
        return self._sent("reset", subject, changes, refused, hints=True)

    def change(self, subject: Subject, current: Secret, password: Secret) -> WriteResult:
        """Take the old value away and put the new one in its place: the owner's own change, which the old
        password proves, so privileged accounts may.
        """
        old, new = quoted(current), quoted(password)
        if subject.standing in (Standing.DISABLED, Standing.EXPIRED):
            return NO_ACCOUNT
        if old is None or not current:
            return _CURRENT_WRONG
        if new is None:
            return RefusedWrite((BrokenRule(Rule.CHARACTER),))
        broken = self._broken(subject, password)
        if not broken and self._too_recent(subject):
            broken = (BrokenRule(Rule.TOO_RECENT),)
        if broken:
            return RefusedWrite(broken)
        changes = (
            Change(Operation.DELETE, "unicodePwd", (old,)),
            Change(Operation.ADD, "unicodePwd", (new,)),
        )
        refused = BrokenRule(Rule.HISTORY if subject.policy.history else Rule.OTHER)
        return self._sent("change", subject, changes, refused)

    def unlock(self, subject: Subject) -> WriteResult:
        if subject.standing in _CLOSED:
            return NO_ACCOUNT
        return self._sent("unlock", subject, (_UNLOCKED,), BrokenRule(Rule.OTHER))

    def register(self, subject: Subject, contact: Contact) -> WriteResult:
        """Put `contact` in the place of the attribute's values; the directory itself dates the write."""
        contacts, mail = self._settings.contacts, contact.channel is Channel.EMAIL
        attribute = contacts.register_email if mail else contacts.register_mobile
        if subject.standing in _CLOSED or not attribute:
            return NO_ACCOUNT
        value = contact.destination.reveal().encode()
        return self._sent(
            "register", subject, (Change(Operation.REPLACE, attribute, (value,)),), BrokenRule(Rule.OTHER)
        )

    def forgive(self, key: str) -> None:
        """Set the count of failed sign-ins to none. That it may fail changes nothing of what was asked."""
        answer = self._wire.modify(values.guid_dn(key), (_UNLOCKED,))
        if answer.code != answers.SUCCESS:
            _log.warning("directory_count_stands", code=answer.code)

    # --- inside ---------------------------------------------------------------------------------

    def _broken(self, subject: Subject, password: Secret) -> tuple[BrokenRule, ...]:
        """Every rule that `password` breaks, the account's own policy among them."""
        entry, policy = subject.entry, subject.policy
        rules = stricter(self._settings.rules, policy)
        broken = password_rules.check(password, rules, people.own_words(entry))
        if not policy.complexity:
            return broken
        names = entry.text("sAMAccountName"), entry.text("displayName")
        told = {one.rule for one in broken}
        also = [one for one in complexity_broken(password, *names) if one.rule not in told]
        if told & _BY_CLASS:
            also = [one for one in also if one.rule is not Rule.CLASSES]
        return (*broken, *also)

    def _too_recent(self, subject: Subject) -> bool:
        """Not for a password that must be changed: its pwdLastSet is 0."""
        since = values.moment(subject.entry.text("pwdLastSet"))
        return since is not None and self._clock.now() - since < subject.policy.min_age

    def _sent(
        self,
        step: str,
        subject: Subject,
        changes: tuple[Change, ...],
        refused: BrokenRule,
        *,
        hints: bool = False,
    ) -> WriteResult:
        """Raises `DirectoryUnavailable`, `DirectoryOutcomeUnknown`."""
        oid = subject.landscape.hints if hints else None
        # Critical, so that a server without it refuses instead of leaving the history unlooked at.
        controls = () if oid is None else (Control(oid, critical=True, value=ENFORCE),)
        answer = self._wire.modify(values.guid_dn(subject.key), changes, controls)
        match answers.of_write(answer.code, answer.diagnostic):
            case Answer.DONE:
                return Written()
            case Answer.POLICY:
                return RefusedWrite((refused,))
            case Answer.CHARACTERS:
                return RefusedWrite((BrokenRule(Rule.CHARACTER),))
            case Answer.OLD_WRONG | Answer.LOCKED:
                return _CURRENT_WRONG
            case Answer.GONE:
                return NO_ACCOUNT
            case Answer.NO_SUCH_CONTROL:
                self._surveyor.forget()
            case Answer.FORBIDDEN | Answer.FAULT | Answer.PASSING:
                pass
        cause = hex(answers.win32(answer.diagnostic))
        _log.error("directory_write_refused", step=step, code=answer.code, cause=cause)
        raise DirectoryUnavailable(f"{step} was answered with result {answer.code} ({cause})")
