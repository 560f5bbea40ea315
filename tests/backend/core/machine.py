"""A machine that makes any order of calls, two accounts and two stations, and holds each to the rules."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import func, select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import challenges
from backend.core.api import (
    ApprovalRefused,
    ChallengeKind,
    NotAllowed,
    ProofSeen,
    RequestClosed,
    ResetGone,
    Seen,
)
from backend.core.ports import DirectoryOutcomeUnknown, DirectoryUnavailable
from backend.core.secret import Secret
from backend.core.views import Allowed, Channel, Delivery, Outcome, ResetView
from tests.backend.core.machine_parts import MEMORY, WAYS, AtOnce, Expected, Way
from tests.backend.core.machine_stations import Attending
from tests.backend.core.stage import CODE, Stage, code_in, stage
from tests.backend.fakes import OLD, RecordingChannel, contact, person, telephone

NAMES = ("ferrerfr2017", "otherot2019")
NUMBERS = {"ferrerfr2017": "0470123423", "otherot2019": "0470000001"}
MAILS = {"ferrerfr2017": "francisco@gmail.com", "otherot2019": "o@gmail.com"}
WHO = st.sampled_from((*NAMES, "nobodyno2020"))
WHERE = st.integers(0, 1)
FAULTS = (None, DirectoryUnavailable("down"), DirectoryOutcomeUnknown("lost"))


class Desk(Attending):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.at: Stage = self.stage()
        self.at.directory.add(
            person(NAMES[1], contacts=(*telephone("+32470000001"), contact(Channel.EMAIL, "o@gmail.com")))
        )
        self.at.desks.postman._threads = AtOnce()
        self.called: dict[str, str] = {}
        self.halls = [self.at.enrol("Hall"), self.at.enrol("Library")]
        self.views: list[ResetView | None] = [None, None]
        self.known: dict[str, Expected] = {}
        self.codes: list[Secret] = [Secret("00000000")]
        self.challenges: list[str] = []
        self.ways: dict[str, Way] = {}
        self.numbers: list[str] = ["000"]
        self.used: list[str] = []
        self.wrong: dict[str, int] = {}
        self.intents = 0
        for where, who in enumerate(NAMES):
            self._opened(where, self.at.start(self.halls[where], who), who)

    def teardown(self) -> None:
        if hasattr(self, "at"):
            self.at.desks.postman.close()
            self.at.engine.dispose()
            shutil.rmtree(self.folder)

    def stage(self) -> Stage:
        return stage(self.folder, self.in_force())

    # --- steps ----------------------------------------------------------------------------------

    @rule(where=WHERE, who=WHO, kind=st.sampled_from(ChallengeKind))
    def start(self, where: int, who: str, kind: ChallengeKind) -> None:
        view = self.at.start(self.halls[where], who, kind)
        self._opened(where, view, who)

    @rule(where=WHERE, who=WHO, right=st.booleans())
    def sign_in(self, where: int, who: str, right: bool) -> None:
        password = self.at.directory.passwords.get(f"key-{who}", OLD) if right else "wrong"
        view = self.at.desks.resets.sign_in(self.halls[where], who, Secret(password), "fr").reset
        if view is not None:
            assert right
            self._opened(where, view, who)
            self.known[view.id].changes.append(self._until())

    @rule(where=WHERE, typed=st.sampled_from([*NUMBERS.values(), *MAILS.values()]), method=st.integers(0, 2))
    def send(self, where: int, typed: str, method: int) -> None:
        view = self.views[where]
        if view is None or not view.methods:
            return
        chosen = view.methods[method % len(view.methods)].id
        desk = self.at.desks.resets
        after = self._try(
            lambda: desk.send_challenge(self.halls[where], view.id, chosen, Secret(typed), resend=False)
        )
        self._saw(where, after)
        if after is not None and after.challenge is not None and after.outcome is Outcome.SENT:
            self.challenges.append(after.challenge.id)
            self.ways[after.challenge.id] = WAYS[after.challenge.channel]
            if after.challenge.channel is Channel.VOICE:
                self.called[after.id] = after.challenge.id

    @rule()
    def deliver(self) -> None:
        known, calls = [len(box.messages) for box in self._boxes()], len(self.at.voice.scripts)
        self.at.desks.postman.drain()
        for where in (0, 1) if len(self.at.voice.scripts) > calls else ():
            self._rang(where)
        new = [one for box, seen in zip(self._boxes(), known, strict=True) for one in box.messages[seen:]]
        self.codes += [code_in(one.body) for one in new if CODE.search(one.body.reveal())]

    @rule(where=WHERE, code=st.integers(0, 3), challenge=st.integers(0, 3))
    def answer(self, where: int, code: int, challenge: int) -> None:
        view = self.views[where]
        if view is None or not self.challenges:
            return
        its_id = self.challenges[-1 - challenge % len(self.challenges)]
        typed = self.codes[-1 - code % len(self.codes)]
        after = self._try(lambda: self.at.desks.resets.answer(self.halls[where], view.id, its_id, typed))
        if after is not None and after.outcome is Outcome.PROVED:
            self.used.append(its_id)
            self.known[view.id].proofs.append((self._until(), self.ways[its_id]))
        if after is not None and after.outcome is Outcome.WRONG_CODE:
            self.wrong[its_id] = self.wrong.get(its_id, 0) + 1
        self._saw(where, after)

    @rule(where=WHERE, again=st.booleans())
    def prove(self, where: int, again: bool) -> None:
        """The straight way, so that the crooked ones begin everywhere along it."""
        view = self.views[where]
        if view is None or again:
            who = NAMES[where]
            self._opened(where, self.at.start(self.halls[where], who), who)
            view = self.views[where]
        assert view is not None
        who = self.known[view.id].account or NAMES[0]
        for channel, typed in ((Channel.SMS, NUMBERS[who]), (Channel.EMAIL, MAILS[who]))[: self.gates]:
            self._pass_gate(where, channel, typed)

    def _pass_gate(self, where: int, channel: Channel, typed: str) -> None:
        view = self.views[where]
        assert view is not None
        for number in [number for number, one in enumerate(view.methods) if one.channel is channel]:
            self.send(where, typed, number)
            self.deliver()
            self.answer(where, 0, 0)

    @rule(where=WHERE, approve=st.booleans(), attach=st.sampled_from((None, *NAMES)))
    def meet(self, where: int, approve: bool, attach: str | None) -> None:
        view = self.views[where]
        after = view and self._try(lambda: self.at.desks.resets.ask_approval(self.halls[where], view.id))
        if not after or after.approval is None or not after.approval.request_code or not approve:
            return
        staff = self.at.desks.staff
        try:
            opened = staff.open(after.approval.request_code, "Ada")
            if attach:
                opened = staff.attach(opened.row.approval_id, "Ada", attach)
            given = staff.approve(
                opened.row.approval_id, "Ada", Seen(ProofSeen.EID, opened.account_mark), "met"
            )
        except (RequestClosed, ApprovalRefused):
            return
        self.numbers.append(given.return_number)
        self.known[after.id].approved = (given.return_number, given.account_identifier.partition("@")[0])

    @rule(where=WHERE, number=st.integers(0, 9))
    def give_back(self, where: int, number: int) -> None:
        view = self.views[where]
        if view is None:
            return
        typed = self.numbers[-1 - number % len(self.numbers)]
        latest = self._try(lambda: self.at.desks.resets.view(self.halls[where], view.id))
        asked = latest.approval.number if latest and latest.approval else 1
        after = self._try(
            lambda: self.at.desks.resets.return_number(self.halls[where], view.id, asked, Secret(typed))
        )
        if after is not None and after.outcome is Outcome.RETURN_ACCEPTED:
            known = self.known[view.id]
            assert known.approved is not None
            assert known.approved[0] == typed
            if known.account != known.approved[1]:
                known.proofs, known.changes, known.account = [], [], known.approved[1]
            known.proofs.append((self._until(), Way.STAFF))
            known.by_staff = self._until()
        self._saw(where, after)

    @rule(where=WHERE, again=st.booleans(), fault=st.sampled_from(FAULTS), lost=st.booleans())
    def set_password(self, where: int, again: bool, fault: DirectoryUnavailable | None, lost: bool) -> None:
        view = self.views[where]
        if view is None:
            return
        self.intents += 0 if again else 1
        known, now = self.known[view.id], self.at.clock.now()
        reset = known.may_reset(self.gates, now)
        change = any(until > now for until in known.changes)
        if fault is not None:
            faults = self.at.directory.losing if lost else self.at.directory.failing
            faults["reset" if reset else "change"] = fault
        before = len(self.at.directory.writes)
        password = Secret(f"Zk!4rivulet-{self.intents}")
        current = self.at.directory.passwords.get(f"key-{known.account}", OLD)
        desk, intent = self.at.desks.resets, f"intent {self.intents}"
        after = self._try(
            lambda: desk.set_password(self.halls[where], view.id, intent, password, Secret(current))
        )
        self.at.directory.losing.clear()
        self.at.directory.failing.clear()
        written = self.at.directory.writes[before:]
        if written:
            assert written == [(f"key-{known.account}", password.reveal())]
            assert reset or change
        if after is not None and after.outcome is Outcome.PASSWORD_SET:
            assert self.at.directory.passwords[f"key-{known.account}"] == password.reveal()
            known.proofs, known.changes = [], []
            known.contacts = known.by_staff is not None and known.by_staff > now
        self._saw(where, after)

    @rule(where=WHERE, code=st.integers(0, 3), answer=st.booleans())
    def register(self, where: int, code: int, answer: bool) -> None:
        """A contact may be registered after a reset that staff approved, and allows nothing."""
        view, typed = self.views[where], self.codes[-1 - code % len(self.codes)]
        if view is None:
            return
        desk, hall, new = self.at.desks.resets, self.halls[where], Secret("0471000009")
        after = self._try(
            lambda: (
                desk.answer_contact(hall, view.id, typed)
                if answer
                else desk.register_contact(hall, view.id, Channel.SMS, new)
            )
        )
        assert after is None or self.known[view.id].contacts
        assert after is None or after.allowed is Allowed.DONE

    @rule(where=WHERE)
    def leave(self, where: int) -> None:
        view = self.views[where]
        if view is not None:
            self.at.desks.resets.leave(self.halls[where], view.id)

    @rule(minutes=st.sampled_from([0.1, 0.5, 0.6, 1, 1, 2, 5, 9, 11, 21, 61, 700]))
    def pass_time(self, minutes: float) -> None:
        self.at.clock.advance(minutes=minutes)
        self.at.desks.janitor.sweep()

    # --- what always holds ----------------------------------------------------------------------

    @invariant()
    def no_code_works_twice(self) -> None:
        assert len(set(getattr(self, "used", ()))) == len(getattr(self, "used", ()))

    @invariant()
    def attempts_never_exceed(self) -> None:
        if not hasattr(self, "at"):
            return
        assert max(self.wrong.values(), default=0) <= 5
        with reading(self.at.engine) as connection:
            least = connection.execute(select(func.min(challenges.c.attempts_left))).scalar()
        assert least is None or least >= 0

    def _rang(self, where: int) -> None:
        """A call that was placed and accepted is a proof of its reset."""
        view = self.views[where]
        after = view and self._try(lambda: self.at.desks.resets.view(self.halls[where], view.id))
        challenge = after.challenge if after else None
        if not after or not challenge or challenge.delivery is not Delivery.ANSWERED:
            return
        if self.called.pop(after.id, "") == challenge.id:
            self.used.append(challenge.id)
            self.known[after.id].proofs.append((self._until(), Way.TELEPHONE))

    def _boxes(self) -> tuple[RecordingChannel, RecordingChannel]:
        return self.at.email, self.at.sms

    def _opened(self, where: int, view: ResetView, who: str) -> None:
        self.views[where] = view
        self.known[view.id] = Expected(who if who in NAMES else None)

    def _saw(self, where: int, view: ResetView | None) -> None:
        if view is not None:
            self.views[where] = view

    def _until(self) -> datetime:
        return self.at.clock.now() + timedelta(minutes=20)

    def _try(self, call: object) -> ResetView | None:
        assert callable(call)
        try:
            view = call()
        except (NotAllowed, ResetGone):
            return None
        assert isinstance(view, ResetView)
        return view
