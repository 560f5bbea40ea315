"""What a call says next, asked by its provider: of whichever process, and as often as it likes."""

from __future__ import annotations

from typing import Protocol

from backend.core.api_calls import Asked, CallAnswer, CallState, HangUp
from backend.core.call_line import NOT_ME, NOTHING, Line
from backend.core.call_log import CallLog, History
from backend.core.ports import CallEnd, CallScript, SealBrokenError
from backend.core.store import Tx


class CallBook(Protocol):
    """The calls there are."""

    def script(self, call: str) -> CallScript | None:
        """What a call says, or None when it is worth nothing any more."""

    def decided(self, tx: Tx, call: str, end: CallEnd) -> None:
        """A key has ended it so: all that follows, in the transaction that keeps the key."""


class CallHooks:
    """Implements `CallDesk`."""

    def __init__(self, book: CallBook, log: CallLog) -> None:
        self._book, self._log = book, log

    def answered(self, call: str) -> CallAnswer:
        script, history = self._book.script(call), self._history(call)
        if script is None or history is None or history.end is not None:
            return HangUp()
        return Asked(Line(script).greeting(), script.language, history.next)

    def machine(self, call: str) -> CallAnswer:
        if self._history(call) is not None:
            self._log.settle(call, CallEnd.NO_ANSWER)
        return HangUp()

    def pressed(self, call: str, number: int, key: str) -> CallAnswer:
        script, history = self._book.script(call), self._history(call)
        if history is None or history.end is not None:
            return HangUp()
        if script is None:
            return self._too_late(call, history, number, key)
        line = _line(script, history)
        heard = line.press(key)
        end = heard if isinstance(heard, CallEnd) else None
        if number != history.next or not self._log.press(call, number, key, end, self._book.decided):
            # It came before. What it had as an answer then may have been a code.
            return self.answered(call)
        if isinstance(heard, CallEnd):
            return HangUp()
        return Asked(line.greeting() if heard is NOTHING else heard, script.language, number + 1)

    def _too_late(self, call: str, history: History, number: int, key: str) -> CallAnswer:
        """The code was used already, perhaps by who has it from the person called: 9 alarms all the same."""
        if key == NOT_ME and number == history.next:
            self._log.press(call, number, key, CallEnd.NOT_ME, self._book.decided)
        return HangUp()

    def over(self, call: str, state: CallState) -> None:
        script, history = self._book.script(call), self._history(call)
        if history is None:
            return
        silence = CallEnd.NO_ANSWER if script is None else _line(script, history).silence
        failed = state is CallState.FAILED and silence is CallEnd.NO_ANSWER
        self._log.settle(call, CallEnd.FAILED if failed else silence)

    def _history(self, call: str) -> History | None:
        """None for a call that was changed behind our back."""
        try:
            return self._log.history(call)
        except SealBrokenError:
            return None


def _line(script: CallScript, history: History) -> Line:
    """The line as it is after all keys so far."""
    line = Line(script)
    for key in history.keys:
        line.press(key)
    return line
