"""The steps of a hand-off, for tests."""

from __future__ import annotations

from backend.core.secret import Secret
from backend.core.sides import Decision
from backend.core.views import Channel, HandoffStatus, Outcome, ResetView
from tests.backend.core.stage import MOBILE, Stage

ADDRESS = "https://phone.test"


def offered(at: Stage, hall: str, view: ResetView | None = None) -> tuple[ResetView, Secret]:
    """A reset with a link, and the link's token."""
    view = at.desks.resets.offer_handoff(hall, (view or at.start(hall)).id)
    assert view.outcome is Outcome.HANDOFF_OFFERED
    assert view.handoff is not None
    assert view.handoff.url.startswith(f"{ADDRESS}/h/")
    return view, Secret(view.handoff.url.rpartition("/")[2])


def decide(at: Stage, hall: str, view: ResetView, decision: Decision = Decision.CONFIRM) -> ResetView:
    now = at.desks.resets.view(hall, view.id)
    assert now.handoff is not None
    return at.desks.resets.decide_handoff(hall, view.id, now.handoff.number, decision)


def confirmed(at: Stage, hall: str, view: ResetView | None = None) -> tuple[ResetView, Secret]:
    """A reset whose phone writes, and the phone's cookie."""
    view, token = offered(at, hall, view)
    cookie = at.desks.phones.claim(token)
    view = decide(at, hall, view)
    assert view.outcome is Outcome.HANDOFF_CONFIRMED
    return view, cookie


def send(at: Stage, cookie: Secret, view: ResetView) -> ResetView:
    method = next(one for one in view.methods if one.channel is Channel.SMS)
    return at.desks.phones.send_challenge(cookie, method.id, MOBILE, resend=False)


def kinds(at: Stage, view: ResetView) -> list[str]:
    with at.store.reading() as tx:
        return [one.kind for one in tx.audit.of_reset(view.id)]


def status(at: Stage, hall: str, view: ResetView) -> HandoffStatus:
    seen = at.desks.resets.view(hall, view.id).handoff
    assert seen is not None
    return seen.status
