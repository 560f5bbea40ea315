"""Registering a contact after a reset that staff approved: a code sent there proves whose it is.

It proves nothing else: no fact is made here, and no write of a password is allowed by it. What the directory
then keeps counts as changed now, so that it cannot be the only gate for seven days.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from backend.core import addresses
from backend.core.api import NotAllowed, Unavailable
from backend.core.audit import AuditKind, Scene
from backend.core.letters import Letters, NoticeText
from backend.core.limits import Allowance
from backend.core.masks import mask, own_mailbox
from backend.core.messages import Notice
from backend.core.people import served
from backend.core.ports import Account, Contact, DirectoryUnavailable, RefusedWrite, SealBrokenError
from backend.core.records import StoredContactCheck
from backend.core.reset_session import Session
from backend.core.secret import Secret
from backend.core.sessions import Told
from backend.core.store import Tx
from backend.core.views import Channel, Delivery, Outcome, ResetView
from backend.core.workshop import Workshop


@dataclass(frozen=True, slots=True)
class _Proved:
    """The code was right: what the directory is to keep, and for whom."""

    check: StoredContactCheck
    destination: Secret


class Contacts:
    def __init__(self, shop: Workshop, letters: Letters) -> None:
        self._shop = shop
        self._letters = letters

    # --- sending --------------------------------------------------------------------------------

    def send(self, station: str, reset_id: str, channel: Channel, typed: Secret) -> ResetView:
        """Send a code to a new contact, or say why not. Raises `NotAllowed`, `DirectoryUnavailable`."""
        self._account(station, reset_id)
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.writing() as tx:
            session = self._session(tx, station, reset_id)
            destination = self._read(channel, typed)
            told = Told(Outcome.DESTINATION_UNREADABLE)
            if destination is not None:
                told = self._send(tx, session, channel, destination)
            scene = Scene(station, reset_id, session.reset.subject, reference=session.reset.reference)
            detail = {"outcome": told.outcome.value, "channel": channel.value}
            shop.trail.note(tx, AuditKind.CONTACT_ASKED, now, scene, detail)
            tx.resets.save(session.reset)
            after = shop.sessions.load(tx, station, reset_id, now)
            return shop.sessions.view(after, told.outcome, retry_in=told.retry_in)

    def _send(self, tx: Tx, session: Session, channel: Channel, destination: Secret) -> Told:
        reset, now, limits = session.reset, session.now, self._shop.limits
        allowances = limits.sends(channel, reset.subject, reset.station, destination)
        wait = limits.wait(tx, allowances, now)
        if self._unfit(channel, destination, allowances):
            return Told(Outcome.CONTACT_REFUSED)
        if wait.seconds:
            for cap in limits.spent(allowances, wait):
                self._shop.signals.cap_reached(cap, channel)
            return Told(Outcome.SEND_LIMITED, retry_in=wait.seconds)
        limits.used_if(tx, wanted=True, allowances=allowances, now=now)
        check = self._check(session, channel, destination)
        tx.contact_checks.add(check)
        tx.outbox.add_if(wanted=True, letter=self._letters.contact(check, destination, reset.language))
        return Told(Outcome.CONTACT_SENT)

    def _check(self, session: Session, channel: Channel, destination: Secret) -> StoredContactCheck:
        reset, code, check_id = session.reset, self._shop.parts.settings.code, self._token()
        return StoredContactCheck(
            id=check_id,
            reset=reset.id,
            account=reset.account or "",
            station=reset.station,
            channel=channel,
            mask=mask(channel, destination),
            destination=self._shop.marks.destination(destination),
            sealed=self._shop.parts.sealer.seal(destination, _context(check_id, reset.id)),
            created_at=session.now,
            expires_at=min(session.now + code.life, reset.expires_at),
            attempts_left=code.attempts,
            delivery=Delivery.QUEUED,
        )

    def _read(self, channel: Channel, typed: Secret) -> Secret | None:
        """The destination in the form it is kept in; None when it cannot be read."""
        match channel:
            case Channel.EMAIL:
                return addresses.readable(typed)
            case Channel.SMS:
                number = self._shop.parts.numbers.e164(typed.reveal())
                return None if number is None else Secret(number)
            case Channel.VOICE | Channel.AUTHENTICATOR:
                raise NotAllowed

    def _unfit(self, channel: Channel, destination: Secret, allowances: tuple[Allowance, ...]) -> bool:
        """The locked mailbox itself, no mobile number, a country or channel that is never used."""
        parts, rules = self._shop.parts, self._shop.people.rules
        if channel not in rules.channels or any(one.most == 0 for one in allowances):
            return True
        if channel is Channel.EMAIL:
            return own_mailbox(channel, destination, rules.own_domains)
        return not parts.numbers.mobile(destination.reveal())

    # --- answering ------------------------------------------------------------------------------

    def answer(self, station: str, reset_id: str, code: Secret) -> ResetView:
        """The attempt is taken before anything is compared. Raises `NotAllowed`, `DirectoryUnavailable`.

        When the directory does not answer the check stays open: the same code then registers the contact.
        """
        account = self._account(station, reset_id)
        judged = self._judge(station, reset_id, code)
        if isinstance(judged, ResetView):
            return judged
        contact = Contact(judged.check.channel, judged.destination, self._shop.parts.clock.now())
        result = self._shop.parts.directory.register_contact(account.key, contact)
        if isinstance(result, RefusedWrite):
            return self._end(station, reset_id, judged, account, Outcome.CONTACT_REFUSED)
        return self._end(station, reset_id, judged, account, Outcome.CONTACT_REGISTERED)

    def _judge(self, station: str, reset_id: str, code: Secret) -> ResetView | _Proved:
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.writing() as tx:
            session = self._session(tx, station, reset_id)
            if session.contact is None:
                raise NotAllowed
            taken = tx.contact_checks.reserve(session.contact.id, now)
            right = taken is not None and self._right(taken, code)
            spent = session.contact.used_at or session.contact.attempts_left <= 0
            late = Outcome.CODE_SPENT if spent else Outcome.CODE_EXPIRED
            outcome = late if taken is None else Outcome.WRONG_CODE
            scene = Scene(station, reset_id, session.reset.subject, reference=session.reset.reference)
            detail = {"outcome": Outcome.PROVED.value if right else outcome.value}
            shop.trail.note(tx, AuditKind.CONTACT_ANSWERED, now, scene, detail)
            tx.resets.save(session.reset)
            if right and taken is not None:
                return _Proved(taken, self._destination(taken))
            return shop.sessions.view(shop.sessions.load(tx, station, reset_id, now), outcome)

    def _destination(self, taken: StoredContactCheck) -> Secret:
        try:
            return self._shop.parts.sealer.open(taken.sealed, _context(taken.id, taken.reset))
        except SealBrokenError:
            raise NotAllowed from None  # changed behind our back: nothing is registered

    def _right(self, taken: StoredContactCheck, typed: Secret) -> bool:
        """Also that the check is the one that was made: its code depends on all that it is bound to."""
        digits = self._shop.parts.settings.code.digits
        return self._shop.marks.contact_code(taken, digits).matches(_digits(typed))

    def _end(
        self, station: str, reset_id: str, proved: _Proved, account: Account, outcome: Outcome
    ) -> ResetView:
        """Commit what the directory said; the contacts of before are told."""
        shop, now = self._shop, self._shop.parts.clock.now()
        with shop.parts.store.writing() as tx:
            session = shop.sessions.load(tx, station, reset_id, now)
            reset = session.reset
            if tx.contact_checks.use(proved.check.id, now):
                scene = Scene(station, reset_id, reset.subject, reference=reset.reference)
                detail = {"outcome": outcome.value, "channel": proved.check.channel.value}
                shop.trail.note(tx, AuditKind.CONTACT_REGISTERED, now, scene, detail)
                if outcome is Outcome.CONTACT_REGISTERED:
                    text = NoticeText(Notice.CONTACT_ADDED, account.identifier, now, reset.reference)
                    self._letters.notify(tx, account, reset, text, now)
                tx.resets.save(reset)
            return shop.sessions.view(shop.sessions.load(tx, station, reset_id, now), outcome)

    # --- inside ---------------------------------------------------------------------------------

    def _session(self, tx: Tx, station: str, reset_id: str) -> Session:
        session = self._shop.sessions.load(tx, station, reset_id, self._shop.parts.clock.now())
        if not session.contact_offered:
            raise NotAllowed
        return session

    def _account(self, station: str, reset_id: str) -> Account:
        """The account as it is now, before a new contact; it must still be that of the reset."""
        with self._shop.parts.store.reading() as tx:
            session = self._session(tx, station, reset_id)
        try:
            account = self._shop.people.find(self._shop.sessions.lookup(session)).account
        except DirectoryUnavailable as error:
            raise Unavailable(str(error)) from error
        if account is None or account.key != session.reset.account or not served(account):
            raise NotAllowed
        return account

    def _token(self) -> str:
        return self._shop.parts.randomness.token()


def _digits(typed: Secret) -> Secret:
    text = unicodedata.normalize("NFKC", typed.reveal())
    return Secret("".join(str(unicodedata.decimal(mark)) for mark in text if mark.isdecimal()))


def _context(check_id: str, reset_id: str) -> str:
    return f"contact|{check_id}|{reset_id}"
