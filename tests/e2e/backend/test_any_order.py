"""Any order of calls over HTTP: no write without a row of the proofs table, whatever is sent again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from backend.core.api import ApprovalRefused, ProofSeen, RequestClosed, Seen
from backend.core.ports import CallEnd
from backend.core.secret import Secret
from tests.e2e.backend.hands import NAMES, NUMBERS, Hands, Place, View
from tests.e2e.backend.model import A_DAY, CODE_ANSWERS, FACT_LIFE, STAFF, WAYS, Known, Sent
from tests.e2e.backend.world import Front
from tests.servers.station_client import pad

WHO = st.sampled_from((*NAMES, "NobodyNo2020", "ClosedCl2018"))
HALL = st.integers(0, 1)
ENDS = st.sampled_from((CallEnd.PROVED, CallEnd.PROVED, CallEnd.HEARD, CallEnd.NO_ANSWER, CallEnd.NOT_ME))
BACK = st.sampled_from((0, 0, 0, 1, 2, 3))
"""How far back in what was seen: 0 is the newest."""
PLACE = st.tuples(HALL, st.sampled_from((0, 0, 0, 0, 0, 1, 2)), st.sampled_from((False,) * 6 + (True,)))
"""A reset of a station, and whether the other station asks for it."""


class Desk(Hands):
    @initialize()
    def begin(self) -> None:
        for hall, who in enumerate(NAMES):
            self.start(hall, who)

    @rule(back=st.integers(0, 9), fresh=st.booleans())
    def repeat(self, back: int, fresh: bool) -> None:
        """The same intent gets the first answer and does nothing; spoilt, it is refused.

        What was refused was not done, so that its retry is judged anew: it is no matter of this rule.
        """
        done = [one for one in self.requests if one[-1].status_code == 200]
        hall, method, path, body, intent, first = done[-1 - back % len(done)]
        writes, messages = self.at.directory.writes.copy(), self.at.delivered
        again = body | {"pad": pad()} if fresh and "pad" in body else body
        answer = self.halls[hall].send(self.halls[hall].prepare(method, path, again, intent=intent))
        assert (answer.status_code, answer.content) == (200, first.content)
        spoilt = self.halls[hall].prepare(method, path, body | {"more": 1}, intent=intent)
        assert self.halls[hall].send(spoilt).json()["code"] == "idempotency_conflict"
        assert (self.at.directory.writes, self.at.delivered) == (writes, messages)

    # --- the calls --------------------------------------------------------------------------------

    @rule(hall=HALL, who=WHO, kind=st.sampled_from(("image", "audio", "waived", "attended")))
    def start(self, hall: int, who: str, kind: str = "image") -> None:
        captcha = {"kind": kind, "tries": 1, "seconds": 8}
        view = self.seen(
            self.call(hall, "POST", "/v1/resets", {"identifier": who, "language": "fr", "challenge": captcha})
        )
        assert view is not None
        self.opened(hall, view, who)

    @rule(hall=HALL, who=WHO, right=st.booleans())
    def sign_in(self, hall: int, who: str, right: bool) -> None:
        password = self.at.password_of(self.keys.get(who)) if right else "Wrong-0ne"
        body: View = {"identifier": who, "password": password, "language": "fr", "pad": pad()}
        told = self.call(hall, "POST", "/v1/sign-ins", body).json()
        if told["reset"] is not None:
            assert right
            assert who in NAMES
            self.views[told["reset"]["id"]] = told["reset"]
            self.opened(hall, told["reset"], who)
            self.resets[-1].changes.append(self.at.clock.now() + FACT_LIFE)

    @rule(place=PLACE, way=st.integers(0, 2), typed=st.sampled_from((*NUMBERS, "12")), end=ENDS)
    def send(self, place: Place, way: int, typed: str, end: CallEnd = CallEnd.NO_ANSWER) -> None:
        """Ask for a code or a call; a call is answered, or not, as `end` says."""
        hall, reset = self.reset(place)
        methods = self.views[reset.id]["methods"]
        assert isinstance(methods, list)
        if not methods:
            return
        method = methods[way % len(methods)]
        if method["channel"] == "email" and typed in NUMBERS:
            typed = f"{NAMES[NUMBERS.index(typed)]}@gmail.com"
        body: View = {"method_id": method["id"], "destination": typed, "resend": False, "pad": pad()}
        before, self.at.voice.answer = self.at.delivered, end
        view = self.seen(self.call(hall, "POST", f"/v1/resets/{reset.id}/challenges", body))
        self.at.desks.postman.drain()
        if view is None or view["outcome"] != "sent":
            return
        assert (hall, reset.over) == (reset.hall, False)
        assert self.at.delivered > before
        sent = self.arrived(reset, view, str(method["channel"]), typed)
        if sent.channel == "voice":
            self.called(reset, sent, end)

    def arrived(self, reset: Known, view: View, channel: str, typed: str) -> Sent:
        """A code was sent or spoken: to the account's own destination, of which all was typed."""
        to, code = self.at.newest(channel)
        owner = self.keys[NAMES[(*NUMBERS, *(f"{name}@gmail.com" for name in NAMES)).index(typed) % 2]]
        assert owner == reset.key
        assert to.reveal()[-9:] == typed[-9:]
        for one in self.sent:
            one.closed = one.closed or one.reset == reset.id
        challenge = view["challenge"]
        assert isinstance(challenge, dict)
        made = Sent(challenge["id"], reset.id, code, self.at.clock.now(), channel)
        self.sent.append(made)
        return made

    def called(self, reset: Known, sent: Sent, end: CallEnd) -> None:
        """The right digit proves the telephone; 9 ends the reset; anything else leaves the code to type."""
        if end is CallEnd.PROVED:
            sent.closed = True
            reset.proofs.append((self.at.clock.now() + FACT_LIFE, WAYS["voice"]))
        reset.over = reset.over or end is CallEnd.NOT_ME

    @rule(place=PLACE, challenge=BACK, code=st.sampled_from((-1, 0, 0, 0, 1, 2)))
    def answer(self, place: Place, challenge: int, code: int) -> None:
        if not self.sent:
            return
        (hall, reset), sent = self.reset(place), self.sent[-1 - challenge % len(self.sent)]
        typed = "00000000" if code < 0 else self.sent[-1 - code % len(self.sent)].code
        self.answer_with(hall, reset, sent, typed)

    def answer_with(self, hall: int, reset: Known, sent: Sent, typed: str) -> None:
        body: View = {"challenge_id": sent.id, "code": typed, "pad": pad()}
        view = self.seen(self.call(hall, "POST", f"/v1/resets/{reset.id}/answers", body))
        outcome = view["outcome"] if view else None
        if outcome == "proved":
            assert (sent.reset, hall, reset.over) == (reset.id, reset.hall, False)
            assert sent.right(typed, self.at.clock.now())
            sent.closed = True
            reset.proofs.append((self.at.clock.now() + FACT_LIFE, WAYS[sent.channel]))
        if outcome == "wrong_code":
            assert not sent.right(typed, self.at.clock.now())
            sent.wrong += 1

    @rule(hall=HALL, number=st.integers(0, 1))
    def prove(self, hall: int, number: int) -> None:
        """The straight way, so that the crooked ones begin everywhere along it."""
        self.start(hall, NAMES[number])
        for channel in ("sms", "email")[: self.gates]:
            self.pass_gate(hall, channel, number)

    def pass_gate(self, hall: int, channel: str, number: int) -> None:
        methods = self.views[self.resets[-1].id]["methods"]
        assert isinstance(methods, list)
        count = len(self.sent)
        for way in [way for way, one in enumerate(methods) if one["channel"] == channel]:
            self.send((hall, 0, False), way, NUMBERS[number])
        if len(self.sent) > count:
            self.answer_with(hall, self.resets[-1], self.sent[-1], self.sent[-1].code)

    @rule(place=PLACE, attach=st.sampled_from((None, None, *NAMES)), back=st.booleans())
    def meet(self, place: Place, attach: str | None, back: bool) -> None:
        hall, reset = self.reset(place)
        view = self.seen(self.call(hall, "POST", f"/v1/resets/{reset.id}/approvals", {}))
        asked = view["approval"] if view else None
        if not isinstance(asked, dict) or not asked["request_code"]:
            return
        staff = self.at.desks.staff
        try:
            opened = staff.open(str(asked["request_code"]), "Ada")
            row = opened.row.approval_id
            if attach:
                opened = staff.attach(row, "Ada", attach)
            given = staff.approve(row, "Ada", Seen(ProofSeen.EID, opened.account_mark), "met")
        except (RequestClosed, ApprovalRefused):
            return
        self.numbers.append(given.return_number)
        name = next(one for one in NAMES if given.account_identifier.casefold().startswith(one.casefold()))
        reset.approved = (given.return_number, self.keys[name])
        if back:
            self.give_back((place[0], place[1], False), 0)

    @rule(place=PLACE, number=BACK)
    def give_back(self, place: Place, number: int) -> None:
        (hall, reset), typed = self.reset(place), self.numbers[-1 - number % len(self.numbers)]
        latest = self.halls[reset.hall].get(f"/v1/resets/{reset.id}")
        asked = (latest.json().get("approval") or {"number": 1})["number"]
        path = f"/v1/resets/{reset.id}/approvals/{asked}/returns"
        view = self.seen(self.call(hall, "POST", path, {"number": typed, "pad": pad()}))
        if view is not None and view["outcome"] == "return_accepted":
            assert reset.approved is not None
            assert (reset.approved[0], hall, reset.over) == (typed, reset.hall, False)
            if reset.key != reset.approved[1]:
                reset.proofs, reset.changes, reset.key = [], [], reset.approved[1]
            reset.proofs.append((self.at.clock.now() + FACT_LIFE, STAFF))

    @rule(
        place=PLACE,
        weak=st.sampled_from((False, False, True)),
        current=st.sampled_from(("none", "right", "wrong")),
    )
    def set_password(self, place: Place, weak: bool, current: str) -> None:
        hall, reset = self.reset(place)
        self.passwords += 1
        password = "short" if weak else f"Zk!4rivulet-{self.passwords}"
        old = {"none": None, "wrong": "Wrong-0ne"}.get(current, self.at.password_of(reset.key))
        body: View = {"password": password, "current": old, "pad": pad()}
        view = self.seen(self.call(hall, "PUT", f"/v1/resets/{reset.id}/password", body))
        written = self.written(hall, reset)
        if view is not None and view["outcome"] == "password_set":
            assert [one[2] for one in written] == [password]
            assert not weak
            reset.over = True
        else:
            assert written == []

    @rule(place=PLACE)
    def unlock(self, place: Place) -> None:
        hall, reset = self.reset(place)
        view = self.seen(self.call(hall, "POST", f"/v1/resets/{reset.id}/unlocks", {}))
        written = self.written(hall, reset)
        if view is not None and view["outcome"] == "unlocked":
            assert [one[0] for one in written] == ["unlock"]
            reset.over = True

    @rule(number=st.integers(0, 1))
    def lock(self, number: int) -> None:
        """Somebody else guesses at the directory itself."""
        for _ in range(10):
            self.at.directory.verify(self.keys[NAMES[number]], Secret("Wrong-0ne"))

    @rule(place=PLACE, stays=st.sampled_from((True, True, True, False)))
    def leave(self, place: Place, stays: bool) -> None:
        hall, reset = self.reset(place)
        if stays:
            return
        assert self.call(hall, "DELETE", f"/v1/resets/{reset.id}", {}).json() == {"left": True}
        reset.over = reset.over or hall == reset.hall

    @rule(minutes=st.sampled_from([0.5, 1, 1, 2, 5, 9, 10, 11, 20, 61, 700]))
    def pass_time(self, minutes: float) -> None:
        self.at.clock.advance(minutes=minutes)
        self.at.desks.janitor.sweep()

    # --- what always holds ------------------------------------------------------------------------

    @invariant()
    def no_write_goes_unseen(self) -> None:
        assert len(self.at.directory.writes) == self.accounted

    @invariant()
    def attempts_stay_within_limits(self) -> None:
        assert max((one.wrong for one in self.sent), default=0) <= CODE_ANSWERS
        owners = {one.id: one.key for one in self.resets}
        today = self.at.clock.now() - timedelta(hours=6)
        failed = Counter(owners[one.reset] for one in self.sent if one.at > today for _ in range(one.wrong))
        assert max(failed.values(), default=0) <= A_DAY


def any_order(front: Front, gates: int, examples: int) -> None:
    class Here(Desk):
        def __init__(self) -> None:
            super().__init__(front, gates)

    bounds = settings(
        max_examples=examples,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # Shrinking over HTTP would outlast the test; the steps found are printed as they are.
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )
    run_state_machine_as_test(Here, settings=bounds)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("gates", "examples"), [(1, 6), (2, 4)])
def test_any_order(front: Front, gates: int, examples: int) -> None:
    any_order(front, gates, examples)


@pytest.mark.exhaustive
@pytest.mark.longest
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("gates", [1, 2])
def test_many_more_orders(front: Front, gates: int) -> None:
    any_order(front, gates, 40)
