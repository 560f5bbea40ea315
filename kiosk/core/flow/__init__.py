"""The whole station as one pure function: `step(state, arrival) -> (state, effects)`.

No Qt, no I/O, no clock, no randomness; nothing here raises. Every pair of page and event is answered: by a
new state, or by the same one when the page has no answer to the event.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.effects import Effect
from kiosk.core.events import (
    Activity,
    Arrival,
    CaptchaJudged,
    CaptchaMade,
    CaptchaSpoken,
    CardReaderSaid,
    Crashed,
    Event,
    KeyOpened,
    LanguageChosen,
    Left,
    MaintenanceCodeSubmitted,
    MaintenanceWanted,
    MoreTime,
    PreferenceChosen,
    QuitWanted,
    Replied,
    RestartWanted,
    SpeechSaid,
    Started,
    StartFailed,
    StartMended,
    StartUnready,
    Tick,
)
from kiosk.core.flow import (
    clock,
    identify,
    look,
    maintenance,
    pace,
    person,
    replies,
    session,
    starting,
    waiving,
)
from kiosk.core.flow.session import offered_languages
from kiosk.core.flow.turn import Turn
from kiosk.core.states import IdleWarning, Kiosk

__all__ = ["begin", "offered_languages", "step"]


def begin(languages: tuple[str, ...] = ()) -> Kiosk:
    """The state of a program that has just been started; `Started` sets it going.

    Args:
        languages: those of the settings, for whatever page comes first; the default first.
    """
    kiosk = Kiosk(languages=languages) if languages else Kiosk()
    return replace(kiosk, look=session.default_look(kiosk))


def step(kiosk: Kiosk, arrival: Arrival) -> tuple[Kiosk, tuple[Effect, ...]]:
    """Answer one event.

    Args:
        kiosk: the state before.
        arrival: the event, with 128 fresh random bits in hex for the idempotency keys of new calls.

    Returns:
        The state after, and the effects to carry out in order.
    """
    turn = waiving.keep_asking(_happened(Turn(kiosk, arrival.entropy), arrival.event))
    turn = pace.keep_pace(replies.keep_polling(turn))
    return turn.kiosk, turn.effects


def _happened(turn: Turn, event: Event) -> Turn:
    match event:
        case Tick(seconds):
            return clock.tick(turn, seconds)
        case Replied():
            return replies.arrived(turn, event)
        case CaptchaMade() | CaptchaSpoken() | CaptchaJudged():
            return identify.arrived(turn, event)
        case Started() | StartUnready() | StartMended() | KeyOpened() | StartFailed() | Crashed():
            return starting.on(turn, event)
        case CardReaderSaid(fault):
            return turn.keep(replace(turn.kiosk, card_fault=fault))
        case SpeechSaid(fault):
            return turn.keep(replace(turn.kiosk, speech_fault=fault))
        case MaintenanceWanted() | MaintenanceCodeSubmitted() | RestartWanted() | QuitWanted():
            return maintenance.on(clock.awake(turn), event)
        case Left():
            return session.leave(turn)
        case Activity() | MoreTime():
            return clock.awake(turn)
        case LanguageChosen(language):
            return clock.awake(look.speak(turn, language))
        case PreferenceChosen(preference):
            return clock.awake(look.prefer(turn, preference))
        case _:
            return _touched(turn, event)


def _touched(turn: Turn, event: person.PageEvent) -> Turn:
    """A press on the page itself. Under the idle warning it only answers the warning."""
    warned = isinstance(turn.kiosk.page, IdleWarning)
    turn = clock.awake(turn)
    return turn if warned else person.act(turn, event)
