"""Whoever may write the database, but holds no key, is no member of staff."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import argon2
from sqlalchemy import insert, select

from backend.adapters.store.engine import writing
from backend.adapters.store.staff_tables import staff_links, staff_passwords, staff_sessions
from backend.core.secret import Secret
from backend.web.staff.credentials import Passwords
from tests.backend.web.staff.browser import NOW, Office

TOKEN = Secret("made by a stranger")


def _digest(token: Secret) -> bytes:
    return hashlib.sha256(token.reveal().encode()).digest()


def test_a_session_written_by_hand_signs_nobody_in(office: Office) -> None:
    office.member("ada")
    end = NOW + timedelta(hours=1)
    row = {"token_hash": _digest(TOKEN), "name": "ada", "idle_at": end, "ends_at": end}
    row |= {"proof": "password", "strong_at": NOW, "mac": b"made up"}
    with writing(office.engine) as connection:
        connection.execute(insert(staff_sessions).values(row))
    assert office.auth.who(TOKEN, touched=False) is None


def test_a_link_written_by_hand_shows_no_secret(office: Office) -> None:
    office.member("ada")
    with writing(office.engine) as connection:
        sealed = connection.execute(select(staff_passwords.c.totp_sealed)).scalar_one()
        end = NOW + timedelta(hours=1)
        row = {"token_hash": _digest(TOKEN), "name": "ada", "account": "ada", "totp_sealed": sealed}
        row |= {"roles": "desk", "mac": b"made up"}
        connection.execute(insert(staff_links).values(row | {"expires_at": end}))
    assert office.auth.invitation(TOKEN) is None


def test_a_password_hash_made_without_the_key_fits_nothing() -> None:
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    passwords = Passwords(b"k" * 32, cheap)
    assert not passwords.fits(cheap.hash("mine"), Secret("mine"))
    assert passwords.fits(passwords.hash(Secret("mine")), Secret("mine"))
    assert not passwords.fits("not a hash", Secret("mine"))
