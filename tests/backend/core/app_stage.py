"""People with authenticator apps, and the steps towards their codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend.core.authenticator import Authenticator
from backend.core.decoy_settings import DecoySettings
from backend.core.ports import Account
from backend.core.secret import Secret
from backend.core.views import Channel, ResetView
from tests.backend.core.stage import Stage
from tests.backend.fakes import FERRER, contact, person

APP = Authenticator(Secret("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
OTHER = Authenticator(Secret("KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"))
WRONG = Secret("000 000")
SHOWN = DecoySettings(authenticator=100)


def owner(name: str, app: Authenticator = APP, **more: object) -> Account:
    """Somebody with an app and nothing else."""
    key = contact(Channel.AUTHENTICATOR, app.packed().reveal())
    return replace(person(name, contacts=(key,)), **more)  # type: ignore[arg-type] # any field


def furnish(at: Stage) -> Stage:
    """Everybody may be shown an app, and Ferrer has one beside the rest."""
    at.set(decoys=SHOWN)
    at.directory.add(replace(FERRER, contacts=(*owner("x").contacts, *FERRER.contacts)))
    return at


def asked(at: Stage, hall: str, identifier: str = "FerrerFr2017") -> tuple[ResetView, str]:
    view = ask(at, hall, at.start(hall, identifier))
    assert view.challenge is not None
    return view, view.challenge.id


def ask(at: Stage, hall: str, view: ResetView) -> ResetView:
    (method,) = [one for one in view.methods if one.channel is Channel.AUTHENTICATOR]
    return at.desks.resets.send_challenge(hall, view.id, method.id, None, resend=False)


def now(at: Stage, app: Authenticator = APP, steps: int = 0) -> Secret:
    """What the app shows, so many steps from now."""
    return app.code(at.clock.now() + timedelta(seconds=steps * app.period))
