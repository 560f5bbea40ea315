"""One turn of the flow: the state as it stands so far, and the effects asked for so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from kiosk.core import delays
from kiosk.core.effects import (
    Announce,
    Call,
    CallBackend,
    Chime,
    Effect,
    PlayChime,
    PollReset,
)
from kiosk.core.states import Kiosk, Page, Pending


@dataclass(frozen=True, slots=True)
class Turn:
    kiosk: Kiosk
    entropy: str
    effects: tuple[Effect, ...] = ()

    def keep(self, kiosk: Kiosk) -> Turn:
        return replace(self, kiosk=kiosk)

    def show(self, page: Page) -> Turn:
        return replace(self, kiosk=replace(self.kiosk, page=page))

    def refuse(self, page: Page) -> Turn:
        """Show `page`, whose message tells what went wrong, by sight and sound."""
        return self.show(page).do(PlayChime(Chime.REFUSED), Announce())

    def tell(self, page: Page) -> Turn:
        """Show `page`, whose message is new but no refusal."""
        return self.show(page).do(Announce())

    def do(self, *effects: Effect) -> Turn:
        return replace(self, effects=self.effects + effects)

    def numbered(self) -> tuple[Turn, int]:
        """Take the next request id."""
        number = self.kiosk.next_request
        return self.keep(replace(self.kiosk, next_request=number + 1)), number


def intent_for(entropy: str, number: int) -> str:
    """The idempotency key of a new intent: 128 bits in hex, of the arrival's entropy and a request id."""
    seed = f"{entropy}:{number}".encode("utf-8", "surrogatepass")
    return sha256(seed).hexdigest()[:32]


def background(turn: Turn, call: Call) -> tuple[Turn, int]:
    """Start a call that nobody waits for; returns its request id."""
    turn, number = turn.numbered()
    return turn.do(CallBackend(number, intent_for(turn.entropy, number), call)), number


def submit(turn: Turn, call: Call) -> Turn:
    """Start the person's call. Only ever asked when none is out."""
    turn, number = turn.numbered()
    intent = intent_for(turn.entropy, number)
    kiosk = replace(turn.kiosk, pending=Pending(number, intent, call))
    return turn.keep(kiosk).do(CallBackend(number, intent, call))


def submit_after(turn: Turn, call: Call, seconds: int) -> Turn:
    """As `submit`, but sent only after `seconds`: `tries` is 0 until then."""
    if seconds <= 0:
        return submit(turn, call)
    turn, number = turn.numbered()
    pending = Pending(number, intent_for(turn.entropy, number), call, tries=0, retry_in=seconds)
    return turn.keep(replace(turn.kiosk, pending=pending))


def send_again(turn: Turn, pending: Pending) -> Turn:
    """Send the person's call (once more) with the intent it had from the start."""
    turn, number = turn.numbered()
    pending = replace(pending, request_id=number, tries=pending.tries + 1, retry_in=None)
    kiosk = replace(turn.kiosk, pending=pending)
    return turn.keep(kiosk).do(CallBackend(number, pending.intent, pending.call))


def upkeep(turn: Turn, call: Call) -> Turn:
    """Start the station's own call; an earlier one that is still out is forgotten."""
    turn, number = background(turn, call)
    return turn.keep(replace(turn.kiosk, upkeep=number, upkeep_in=delays.LOST_AFTER))


def poll(turn: Turn, reset_id: str, after: int) -> Turn:
    turn, number = background(turn, PollReset(reset_id, after))
    return turn.keep(replace(turn.kiosk, poll=number, poll_in=delays.LOST_AFTER))
