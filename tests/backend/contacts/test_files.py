"""Every bad line is named by its number and its reason, and nothing of it is repeated."""

from __future__ import annotations

import pytest

from tests.backend.contacts.shelf import HEAD, Shelf


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("FerrerFr2017,fax,0470123423,", "kind must be email, mobile, phone"),
        ("FerrerFr2017,mobile,12,", "the number cannot be read"),
        ("FerrerFr2017,mobile,021234567,", "the number is not one of a mobile telephone: its kind is phone"),
        ("FerrerFr2017,email,a@b,", "the e-mail address cannot be read"),
        ("FerrerFr2017,email,x@student.he-ferrer.eu,", "the address is in the institution's own domain"),
        ("FerrerFr2017,email,a@b.be,31/01/2026", "since must be a day like 2026-01-31"),
        ("FerrerFr2017,email,,", "identifier, kind, value must not be empty"),
        ("FerrerFr2017,email", "has more or fewer columns than the header"),
        ("FerrerFr2017,email,a@b.be,,x", "has more or fewer columns than the header"),
        ('FerrerFr2017,email,"a@b.be"x,', "is not CSV"),
    ],
)
def test_a_bad_line(shelf: Shelf, line: str, reason: str) -> None:
    wanted, faults = shelf.read(f"{HEAD}OtherOt2019,email,good@b.be,\n{line}\n")
    assert len(wanted) == 1
    assert [(one.line, one.reason[: len(reason)]) for one in faults] == [(3, reason)]
    assert not any(value in faults[0].reason for value in ("0470123423", "a@b", "021234567"))


def test_every_bad_line_is_named(shelf: Shelf) -> None:
    _, faults = shelf.read(HEAD + "a,x,y,\n" * 3)
    assert [one.line for one in faults] == [2, 3, 4]


@pytest.mark.parametrize(
    "head", ["identifier,kind\n", "identifier,kind,value,colour\n", "", "kind,kind,value\n"]
)
def test_a_bad_header(shelf: Shelf, head: str) -> None:
    wanted, faults = shelf.read(head + "FerrerFr2017,email,a@b.be\n")
    assert (wanted, [one.line for one in faults]) == ([], [1])


def test_a_spreadsheet_of_this_country(shelf: Shelf) -> None:
    wanted, faults = shelf.read("identifier;kind;value\r\nFerrerFr2017;Mobile;0470 12 34 23\r\n")
    assert faults == []
    assert "+32470123423" in wanted[0].value.reveal()  # type: ignore[attr-defined] # a `Wanted`


def test_numbers_of_other_countries(shelf: Shelf) -> None:
    lines = HEAD + "a,mobile,+33612345678,\nb,mobile,+491711234567,\n"
    assert shelf.read(lines)[1] == []
    _, faults = shelf.read(lines, countries=("BE", "FR"))
    assert [(one.line, one.reason) for one in faults] == [(3, "numbers of DE are not in contacts.countries")]


def test_lines_that_mean_nobody_or_the_same_twice(shelf: Shelf) -> None:
    text = (
        HEAD
        + "NobodyNo2020,email,a@b.be,\nFerrerFr2017,email,a@b.be,\nferrerfr2017@he-ferrer.eu,email,A@B.be,\n"
    )
    text += "FerrerFr2017,phone,+3221234567,2999-01-01\n"
    wanted, faults = shelf.read(text)
    assert faults == []
    placed, faults = shelf.importing.place(wanted)  # type: ignore[arg-type] # they are `Wanted`
    assert len(placed) == 1
    assert [(one.line, one.reason) for one in faults] == [
        (2, "no account, or more than one, has this identifier"),
        (4, "the same contact as in line 3"),
        (5, "since lies in the future"),
    ]
