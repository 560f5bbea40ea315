"""Keys of authenticator apps in the table of our own: sealed, one an account, and used like the others."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backend.adapters.store.engine import reading
from backend.adapters.store.tables import contact_book
from backend.core.authenticator import Authenticator
from backend.core.contact_book import Source
from backend.core.decoy_settings import DecoySettings
from backend.core.secret import Secret
from backend.core.views import Channel, Outcome
from tests.backend.contacts.shelf import HEAD, OLD, Shelf

KEY, NEXT = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
LINE = f"FerrerFr2017,authenticator,otpauth://totp/x?secret={KEY}&digits=8,{OLD}\n"


def test_a_key_is_imported_from_either_form_and_the_next_one_takes_its_place(shelf: Shelf) -> None:
    shelf.load(LINE)
    assert shelf.contacts() == [("authenticator", f"{KEY}/8/30")]
    shelf.load(f"FerrerFr2017,authenticator,{NEXT.lower()},{OLD}\n")
    assert shelf.contacts() == [("authenticator", f"{NEXT}/6/30")]


@pytest.mark.parametrize(
    ("value", "reason"),
    [("1234", "base32"), ("ABCDEFGH", "16 to 64 octets"), ("otpauth://hotp/x?secret=A", "counters")],
)
def test_a_bad_key_is_named_and_not_repeated(shelf: Shelf, value: str, reason: str) -> None:
    _wanted, faults = shelf.read(HEAD + f"FerrerFr2017,authenticator,{value},\n")
    assert [one.line for one in faults] == [2]
    assert reason in faults[0].reason
    assert value not in faults[0].reason


def test_one_app_for_each_account(shelf: Shelf) -> None:
    wanted, _faults = shelf.read(HEAD + LINE + f"FerrerFr2017,authenticator,{NEXT},\n")
    _placed, faults = shelf.importing.place(wanted)  # type: ignore[arg-type] # of the reader itself
    assert [(one.line, one.reason) for one in faults] == [(3, "another app of the account in line 2")]


def test_no_key_can_be_read_in_the_database_or_in_the_audit(shelf: Shelf) -> None:
    shelf.load(LINE)
    with reading(shelf.at.engine) as connection:
        rows = str(connection.execute(select(contact_book)).all())
    assert KEY not in rows
    assert KEY not in str(shelf.records())


def test_a_whole_reset_by_an_app_of_ours(shelf: Shelf) -> None:
    shelf.load(LINE)
    shelf.at.set(decoys=DecoySettings(authenticator_only=1))
    shelf.serve(Source.BOTH)
    at, hall = shelf.at, shelf.at.enrol()
    view = at.start(hall)
    (method,) = view.methods
    assert method.channel is Channel.AUTHENTICATOR
    view = at.desks.resets.send_challenge(hall, view.id, method.id, None, resend=False)
    assert view.challenge is not None
    code = Authenticator(Secret(KEY), 8).code(at.clock.now())
    assert at.desks.resets.answer(hall, view.id, view.challenge.id, code).outcome is Outcome.PROVED
