"""Codes and passwords of staff, each guard by itself."""

from __future__ import annotations

from datetime import timedelta

import argon2
import pyotp
import pytest

from backend.core.secret import Secret
from backend.web.staff.credentials import STEP, Passwords, matching_step, new_totp_secret
from tests.backend.web.staff.browser import NOW, Office

STEP_NOW = int(NOW.timestamp()) // STEP


def code(totp: Secret, step: int) -> Secret:
    return Secret(pyotp.TOTP(totp.reveal()).generate_otp(step))


@pytest.mark.parametrize("drift", [-1, 0, 1])
def test_a_code_of_a_neighbouring_step_fits(drift: int) -> None:
    totp = new_totp_secret()
    assert matching_step(totp, code(totp, STEP_NOW + drift), NOW, 0) == STEP_NOW + drift


@pytest.mark.parametrize("drift", [-2, 2])
def test_a_code_of_another_time_does_not(drift: int) -> None:
    totp = new_totp_secret()
    assert matching_step(totp, code(totp, STEP_NOW + drift), NOW, 0) is None


def test_a_used_step_does_not_fit_again() -> None:
    totp = new_totp_secret()
    assert matching_step(totp, code(totp, STEP_NOW), NOW, STEP_NOW) is None
    assert matching_step(totp, code(totp, STEP_NOW), NOW, STEP_NOW - 1) == STEP_NOW


def test_the_store_gives_a_step_to_one_of_many(office: Office) -> None:
    office.member("ada")
    used = [office.store.proofs.use_step("ada", STEP_NOW + 5) for _ in range(3)]
    assert used == [True, False, False]
    assert not office.store.proofs.use_step("ada", STEP_NOW + 4)
    assert not office.store.proofs.use_step("nobody", STEP_NOW + 9)


def test_blanks_in_a_code_are_no_matter() -> None:
    totp = new_totp_secret()
    digits = code(totp, STEP_NOW).reveal()
    assert matching_step(totp, Secret(f" {digits[:3]} {digits[3:]} "), NOW, 0) == STEP_NOW


@pytest.mark.parametrize("typed", ["", "abcdef", "١٢٣٤٥٦", "\ud800"])
def test_what_is_no_code_fits_nothing(typed: str) -> None:
    assert matching_step(new_totp_secret(), Secret(typed), NOW, 0) is None


def test_nobody_has_no_password() -> None:
    quick = Passwords(b"k" * 32, argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    stored = quick.hash(Secret("right"))
    assert quick.fits(stored, Secret("right"))
    assert not quick.fits(stored, Secret("wrong"))
    assert not quick.fits(None, Secret("right"))
    assert not quick.fits(stored, Secret("\ud800"))


def test_the_roll_names_the_accounts_of_staff(office: Office) -> None:
    office.member("ada")
    office.clock.shift = timedelta(minutes=1)
    office.member("bob")
    assert office.store.own("ada") == ("ada@he-ferrer.eu",)
    assert sorted(office.store.everyone()) == ["ada@he-ferrer.eu", "bob@he-ferrer.eu"]
    assert office.store.own("nobody") == ()
