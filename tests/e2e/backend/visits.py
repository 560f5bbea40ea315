"""Journeys at the real program, and every secret that passed on the way."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from backend.adapters.channels.local_phone import CallRings, CallSays, LocalPhone, MessageArrived, PhoneEvent
from tests.backend.web.test_staff_journey import Staff
from tests.e2e.backend.calls import View, answer, answered, put, read, send, sign_in, start
from tests.servers.backend import RunningBackend
from tests.servers.station_client import Station, pad

CODE = re.compile(r"(?<!\d)(\d{4})[ \u00a0]?(\d{4})(?!\d)")
SPOKEN = re.compile(r"(?<!\d)\d(?:\D{1,3}\d){7}(?!\d)")
OLD = "Bonjour-2017"


@dataclass
class Visitor:
    """One person at one station; `secrets` collects what may be found nowhere."""

    backend: RunningBackend
    station: Station
    secrets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.phone = LocalPhone(self.backend.data / "spool")
        self.arrived: list[PhoneEvent] = []

    def keep(self, name: str, text: str) -> str:
        self.secrets[f"{name} {len(self.secrets)}"] = text
        return text

    def wait(self, *kinds: type[PhoneEvent]) -> PhoneEvent:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.arrived += self.phone.poll()
            while self.arrived:
                event = self.arrived.pop(0)
                if isinstance(event, kinds):
                    return event
            time.sleep(0.05)
        raise AssertionError(self.backend.log[-2000:])

    def begin(self, who: str, channel: str, typed: str) -> View:
        self.phone.poll()
        self.arrived.clear()
        return send(self.station, start(self.station, who), channel, self.keep("typed", typed))

    def message(self) -> str:
        """The next code; the notice of an earlier journey may still be on its way."""
        while True:
            event = self.wait(MessageArrived)
            assert isinstance(event, MessageArrived)
            found = CODE.search(event.body.reveal())
            if found is not None:
                return self.keep("code", found[1] + found[2])

    # --- journeys ---------------------------------------------------------------------------------

    def by_message(self, who: str, channel: str, typed: str, new: str) -> None:
        """Wrong code, right code, refused passwords, set."""
        view = self.begin(who, channel, typed)
        code = self.message()
        wrong = self.keep("wrong code", f"{(int(code) + 31) % 10**8:08d}")
        assert answer(self.station, view, wrong)["outcome"] == "wrong_code"
        assert answer(self.station, view, code)["outcome"] == "proved"
        for refused in ("weak-but-long-word", OLD, "Password123!"):
            self.keep("refused", refused)
            assert read(put(self.station, view["id"], refused))["outcome"] == "password_refused"
        self.set(view, new)

    def set(self, view: View, new: str, current: str | None = None) -> None:
        answered = read(put(self.station, view["id"], self.keep("password", new), current))
        assert answered["outcome"] == "password_set", answered

    def by_digit(self, who: str, typed: str, new: str) -> None:
        view = self.begin(who, "voice", typed)
        ring = self.wait(CallRings)
        assert isinstance(ring, CallRings)
        self.phone.press(ring.id, view["challenge"]["digit"])
        self.until(view["id"], "new_password")
        self.set(view, new)

    def by_spoken_code(self, who: str, typed: str, new: str) -> None:
        view = self.begin(who, "voice", typed)
        ring = self.wait(CallRings)
        assert isinstance(ring, CallRings)
        self.phone.press(ring.id, "0")
        said = self.wait(CallSays)
        assert isinstance(said, CallSays)
        found = SPOKEN.search(said.text.reveal())
        assert found is not None
        code = self.keep("spoken code", re.sub(r"\D", "", found[0]))
        assert answer(self.station, view, code)["outcome"] == "proved"
        self.phone.hang_up(ring.id)
        self.set(view, new)

    def until(self, reset: str, allowed: str) -> None:
        view = read(self.station.get(f"/v1/resets/{reset}"))
        for _ in range(4):
            if view["allowed"] == allowed:
                return
            view = read(self.station.get(f"/v1/resets/{reset}?after={view['revision']}"))
        raise AssertionError(view)

    def by_staff(self, who: str, staff: Staff, new: str) -> None:
        view = start(self.station, who)
        path = f"/v1/resets/{view['id']}/approvals"
        approval = read(self.station.post(path, {}))["approval"]
        code = self.keep("request code", approval["request_code"])
        opened = staff.submit(staff.get("/"), "/open", {"code": code})
        where = opened.url.removeprefix(self.backend.console)
        decision = {"decision": "approve", "proof": "student_card", "reason": "card seen"}
        approved = staff.submit(opened.text, f"{where}/decision", decision).text
        shown = re.search(r'class="number">(.*?)</p>', approved)
        assert shown is not None
        number = "".join(re.findall(r"\d", shown[1]))
        body = {"number": number, "pad": pad()}
        returned = read(self.station.post(f"{path}/{approval['number']}/returns", body))
        assert returned["outcome"] == "return_accepted"
        self.keep("return number", f'"{number}"')
        self.keep("return number", f"'{number}'")
        self.set(view, new)

    def by_change(self, who: str, new: str) -> None:
        assert sign_in(self.station, who, self.keep("mistyped", "Bonjour-2O17x")).json()["reset"] is None
        view: View = sign_in(self.station, who, self.keep("old", OLD)).json()["reset"]
        self.set(view, new, OLD)

    def by_unlock(self, who: str, typed: str) -> None:
        view = self.begin(who, "sms", typed)
        proved = answer(self.station, view, self.message())
        assert proved["unlock_offered"]
        assert read(self.station.post(f"/v1/resets/{view['id']}/unlocks", {}))["outcome"] == "unlocked"

    def nobody(self) -> None:
        """What a stranger types is no more to be kept than what its owner does."""
        view = start(self.station, self.keep("identifier", "NobodyNo2020"))
        gone = answered(self.station, view["id"], "no-such-challenge", self.keep("code", "86420975"))
        assert gone.status_code == 409
        secret = self.keep("malformed", "Malformed-Secret-77!")
        malformed = {"password": secret, "current": None, "pad": pad(), "more": secret}
        assert self.station.put(f"/v1/resets/{view['id']}/password", malformed).status_code == 422
