"""What happened in a call that a provider carries and tells of by requests to whichever process.

Steps are numbered and only ever added: whoever adds a number first decides, so that a request that comes
twice, or to two processes at once, changes nothing the second time. Each is sealed for its call and number,
so that write access to the database proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from backend.core.ports import CallEnd, Clock, Sealer
from backend.core.secret import Secret
from backend.core.store import Store, Tx
from backend.core.store_calls import StoredCallStep

FIRST = 1
"""The number of the first key. That the provider took the call is 0: keys may come before it is known."""


class StepKind(Enum):
    PLACED = "placed"
    KEY = "key"
    END = "end"


@dataclass(frozen=True, slots=True)
class Step:
    """`value` is the provider's name of the call, the key, or how it ended."""

    kind: StepKind
    value: str


@dataclass(frozen=True, slots=True)
class History:
    """The steps of one call so far."""

    steps: tuple[Step, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(step.value for step in self.steps if step.kind is StepKind.KEY)

    @property
    def placed(self) -> str:
        """The provider's name of the call; empty before it took it."""
        return next((step.value for step in self.steps if step.kind is StepKind.PLACED), "")

    @property
    def end(self) -> CallEnd | None:
        return next((CallEnd(step.value) for step in self.steps if step.kind is StepKind.END), None)

    @property
    def next(self) -> int:
        return FIRST + sum(step.kind is not StepKind.PLACED for step in self.steps)


class CallLog:
    """Reads and adds steps. Every method may raise `StoreUnavailable`, `SealBrokenError`."""

    def __init__(self, store: Store, sealer: Sealer, clock: Clock) -> None:
        self._store, self._sealer, self._clock = store, sealer, clock

    def history(self, call: str) -> History:
        with self._store.reading() as tx:
            return self._read(tx, call)

    def add(self, call: str, number: int, step: Step) -> bool:
        """False when that number is taken, or the call is not of this outbox."""
        with self._store.writing() as tx:
            return _held(tx, call) and self._insert(tx, call, number, step)

    def press(
        self, call: str, number: int, key: str, end: CallEnd | None, then: Callable[[Tx, str, CallEnd], None]
    ) -> bool:
        """Add a key and, when it ends the call, the end and all that follows, in one transaction.

        Whatever process dies, and wherever, the key was either never heard or has had its effect.
        """
        with self._store.writing() as tx:
            if not _held(tx, call) or not self._insert(tx, call, number, Step(StepKind.KEY, key)):
                return False
            if end is not None and self._insert(tx, call, number + 1, Step(StepKind.END, end.value)):
                then(tx, call, end)
            return True

    def end(self, tx: Tx, call: str, end: CallEnd) -> bool:
        """End it so, within a transaction; False when it had ended before, or is none."""
        if not _held(tx, call):
            return False
        history = self._read(tx, call)
        return history.end is None and self._insert(tx, call, history.next, Step(StepKind.END, end.value))

    def placed(self, call: str, name: str) -> None:
        """The provider took it, and calls it so."""
        self.add(call, 0, Step(StepKind.PLACED, name))

    def settle(self, call: str, end: CallEnd) -> CallEnd:
        """End it so; how it ended, if it had before."""
        return self._note(call, Step(StepKind.END, end.value)).end or end

    def _note(self, call: str, step: Step) -> History:
        """Add it as the next step, unless the call has ended; all steps there are then."""
        while True:
            history = self.history(call)
            if history.end is not None:
                return history
            if self.add(call, history.next, step):
                return History((*history.steps, step))
            if self.history(call).next == history.next:
                # The letter was purged.
                return history

    def _insert(self, tx: Tx, call: str, number: int, step: Step) -> bool:
        sealed = self._sealer.seal(Secret(f"{step.kind.value} {step.value}"), _context(call, number))
        return tx.call_steps.add(StoredCallStep(call, number, sealed, self._clock.now()))

    def _read(self, tx: Tx, call: str) -> History:
        return History(tuple(self._open(stored) for stored in tx.call_steps.of(call)))

    def _open(self, stored: StoredCallStep) -> Step:
        text = self._sealer.open(stored.sealed, _context(stored.letter, stored.number)).reveal()
        kind, _, value = text.partition(" ")
        return Step(StepKind(kind), value)


def _held(tx: Tx, call: str) -> bool:
    """Hold the call, after its reset, as everybody does: a step refers to its letter and so locks it."""
    letter = tx.outbox.get(call)
    if letter is None:
        return False
    tx.resets.by_id(letter.reset)
    return tx.outbox.lock(call) is not None


def _context(call: str, number: int) -> str:
    return f"call {call} {number}"
