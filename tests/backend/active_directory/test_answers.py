from __future__ import annotations

import pytest

from backend.adapters.directories.ad.answers import RIGHT, Answer, Bind, of_bind, of_write, win32

BIND = "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data {}, v4563"


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("525", Bind.WRONG),
        ("52e", Bind.WRONG),
        ("52f", Bind.CLOSED),
        ("530", Bind.RESTRICTED),
        ("531", Bind.RESTRICTED),
        ("532", Bind.MUST_CHANGE),
        ("533", Bind.DISABLED),
        ("701", Bind.EXPIRED),
        ("773", Bind.MUST_CHANGE),
        ("775", Bind.LOCKED),
        ("52E", Bind.WRONG),
        ("999", Bind.WRONG),
    ],
)
def test_a_refused_bind_tells_why(data: str, meaning: Bind) -> None:
    assert of_bind(49, BIND.format(data)) is meaning


def test_only_an_answer_about_the_password_counts() -> None:
    assert of_bind(0, "") is Bind.ACCEPTED
    assert of_bind(49, "invalid") is Bind.WRONG
    for code in (1, 2, 8, 32, 51, 52, 53, 80):
        assert of_bind(code, BIND.format("773")) is Bind.FAULT


def test_the_password_is_right_whatever_else_stands_in_the_way() -> None:
    assert {of_bind(49, BIND.format(data)) for data in ("530", "531", "532", "773")} <= RIGHT
    assert RIGHT.isdisjoint({Bind.WRONG, Bind.LOCKED, Bind.DISABLED, Bind.EXPIRED, Bind.CLOSED, Bind.FAULT})


@pytest.mark.parametrize(
    ("code", "message", "meaning"),
    [
        (0, "", Answer.DONE),
        (53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0", Answer.POLICY),
        (
            19,
            "0000052D: AtrErr: DSID-03190F80, problem 1005 (CONSTRAINT_ATT_TYPE), Att 9005a (unicodePwd)",
            Answer.POLICY,
        ),
        (19, "0000052D: Constraint violation - check_password_restrictions: too short", Answer.POLICY),
        (19, "0000052C: AtrErr: DSID-0", Answer.CHARACTERS),
        (19, "00000056: AtrErr: DSID-03190FD6, problem 1005, Att 9005a (unicodePwd)", Answer.OLD_WRONG),
        (19, "0000052B: AtrErr", Answer.OLD_WRONG),
        (19, "00000775: Constraint violation", Answer.LOCKED),
        (19, "a filter's own words", Answer.POLICY),
        (53, "0000001F: SvcErr: DSID-031A11E5, problem 5003 (WILL_NOT_PERFORM), data 0", Answer.FAULT),
        (53, "00002035: setup_io: it's not allowed to set the NT hash password directly", Answer.FAULT),
        (53, "", Answer.FAULT),
        (50, "00000005: SecErr: DSID-03152612, problem 4003 (INSUFF_ACCESS_RIGHTS)", Answer.FORBIDDEN),
        (50, "00002098: Object CN=... has no write property access", Answer.FORBIDDEN),
        (32, "0000208D: NameErr: DSID-03100241, problem 2001 (NO_OBJECT)", Answer.GONE),
        (12, "00000057: LdapErr", Answer.NO_SUCH_CONTROL),
        (16, "00000057: LdapErr", Answer.FAULT),
        (51, "", Answer.PASSING),
        (52, "", Answer.PASSING),
        (1, "", Answer.PASSING),
        (80, "", Answer.FAULT),
        (200, "", Answer.FAULT),
    ],
)
def test_a_write_is_answered_by_code_and_win32_number(code: int, message: str, meaning: Answer) -> None:
    assert of_write(code, message) is meaning


def test_the_number_stands_at_the_beginning() -> None:
    assert win32("0000052D: SvcErr") == 0x52D
    assert win32("  80090308: LdapErr") == 0x80090308
    assert win32("problem 0000052D: no") == win32("") == win32("52D: x") == 0
