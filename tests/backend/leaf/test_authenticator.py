"""Codes of authenticator apps: the vectors of RFC 6238, another implementation, drift, and reading keys."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from backend.core.authenticator import Authenticator, KeyUnreadableError, read, unpacked
from backend.core.secret import Secret

RFC = Authenticator(Secret(base64.b32encode(b"12345678901234567890").decode()), digits=8)
"""RFC 6238, appendix B."""
VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(("second", "code"), VECTORS.items())
def test_the_vectors_of_the_standard(second: int, code: str) -> None:
    assert RFC.code(datetime.fromtimestamp(second, UTC)).reveal() == code


@pytest.mark.parametrize("digits", [6, 7, 8])
@pytest.mark.parametrize("period", [15, 30, 60])
def test_another_implementation_agrees(digits: int, period: int) -> None:
    app = Authenticator(Secret(KEY), digits, period)
    other = pyotp.TOTP(KEY, digits=digits, interval=period)
    for second in range(0, 10_000_000, 234_567):
        moment = NOW + timedelta(seconds=second)
        assert app.code(moment).reveal() == other.at(moment)


def test_one_step_either_way_is_taken_and_no_more() -> None:
    app = Authenticator(Secret(KEY))
    step = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    for away in range(-4, 5):
        begins = step + timedelta(seconds=30 * away)
        assert app.step_of(app.code(begins), NOW) == (begins if abs(away) <= 1 else None)
    for typed in ("", "0", app.code(step).reveal()[:5], app.code(step).reveal() + "0", "\ud800"):
        assert app.step_of(Secret(typed), NOW) is None


@pytest.mark.parametrize(
    ("text", "digits", "period"),
    [
        (KEY, 6, 30),
        (f"  {KEY.lower()} ", 6, 30),
        (" ".join(KEY[at : at + 4] for at in range(0, 32, 4)), 6, 30),
        (f"otpauth://totp/He-Ferrer:f%40x?secret={KEY}&issuer=He-Ferrer", 6, 30),
        (f"OTPAUTH://TOTP/x?secret={KEY.lower()}&algorithm=sha1&digits=8&period=60", 8, 60),
    ],
)
def test_keys_are_read_in_every_usual_form(text: str, digits: int, period: int) -> None:
    app = read(Secret(text))
    assert (app.key.reveal(), app.digits, app.period) == (KEY, digits, period)
    again = unpacked(app.packed())
    assert (again.key.reveal(), again.digits, again.period) == (KEY, digits, period)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "16 to 64 octets"),
        ("JBSWY3DPEHPK3PXP", "16 to 64 octets"),
        ("A" * 200, "16 to 64 octets"),
        ("not-base32-018", "base32"),
        ("é" * 32, "base32"),
        (f"otpauth://hotp/x?secret={KEY}&counter=1", "counters are not taken"),
        (f"https://totp/x?secret={KEY}", "must begin with otpauth"),
        (f"otpauth://totp/x?secret={KEY}&secret={KEY}", "twice"),
        (f"otpauth://totp/x?secret={KEY}&algorithm=SHA256", "SHA1"),
        (f"otpauth://totp/x?secret={KEY}&digits=5", "digits"),
        (f"otpauth://totp/x?secret={KEY}&period=0", "period"),
        ("otpauth://totp/x", "16 to 64 octets"),
        ("otpauth://totp/x?issuer=a", "16 to 64 octets"),
        ("otpauth://[totp/x?secret=a", "cannot be read"),
    ],
)
def test_what_is_no_key_is_refused_and_never_repeated(text: str, why: str) -> None:
    with pytest.raises(KeyUnreadableError, match=why) as caught:
        read(Secret(text))
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_key_shows_nowhere() -> None:
    assert KEY not in repr(read(Secret(KEY)))
