"""What a reader sends: numbers, lines, and bursts of keys told from typing."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.cards import bursts
from kiosk.core.cards.bursts import GAP, KEYS, CardRead, KeyBursts, Misread, Released
from kiosk.core.cards.lines import Lines
from kiosk.core.cards.rule import CardRule
from kiosk.core.cards.us_keys import character

PLAIN = CardRule()


def number(rule: CardRule, sent: str) -> str | None:
    found = rule.number(sent)
    return None if found is None else found.reveal()


@pytest.mark.parametrize(
    ("rule", "sent", "found"),
    [
        (PLAIN, "HEF-0012345\n", "HEF-0012345"),
        (PLAIN, "hef-0012345\r\n", "HEF-0012345"),
        (PLAIN, "HEF-0012345", None),
        (PLAIN, "HEF-0012345\t", None),
        (PLAIN, "\n", None),
        (PLAIN, "HEF 0012345\n", None),
        (PLAIN, "HEF_0012345\n", None),
        (PLAIN, "é\n", None),
        (PLAIN, "\u0660\n", None),
        (PLAIN, "1" * 32 + "\n", "1" * 32),
        (PLAIN, "1" * 33 + "\n", None),
        (CardRule(suffix="\t"), "001\t", "001"),
        (CardRule(suffix="\t"), "001\n", None),
        (CardRule(suffix=""), "001", "001"),
        (CardRule(suffix="#"), "001#\n", "001"),
        (CardRule(suffix="#"), "001\n", None),
        (CardRule(prefix="]C0"), "]C0001\n", "001"),
        (CardRule(prefix="]C0"), "]c0001\n", "001"),
        (CardRule(prefix="]C0"), "001\n", None),
        (CardRule(prefix="]C0"), "]C0\n", None),
        (CardRule(pattern=r"\d{8}"), "12345678\n", "12345678"),
        (CardRule(pattern=r"\d{8}"), "1234567\n", None),
        (CardRule(pattern=r"\d{8}"), "123456789\n", None),
    ],
)
def test_a_number_stands_between_prefix_and_suffix(rule: CardRule, sent: str, found: str | None) -> None:
    assert number(rule, sent) == found


def test_keys_print_as_on_a_us_keyboard() -> None:
    rows = {(2, 12): "1234567890-", (16, 25): "qwertyuiop", (30, 38): "asdfghjkl", (44, 50): "zxcvbnm"}
    for (first, last), printed in rows.items():
        assert "".join(character(code, shift=False) for code in range(first, last + 1)) == printed
    assert character(3, shift=True) == "@"
    assert character(30, shift=True) == "A"
    assert [character(code, shift=False) for code in (28, 96, 15, 79, 82, 74)] == [
        "\n",
        "\n",
        "\t",
        "1",
        "0",
        "-",
    ]
    assert [character(code, shift=False) for code in (0, 1, 14, 29, 42, 56, 59, 125, 700)] == [""] * 9


def lines(rule: CardRule, sent: str) -> list[str]:
    reader = Lines(rule)
    found = [reader.add(sign) for sign in sent]
    return [one.reveal() for one in (*found, reader.quiet()) if one is not None]


@pytest.mark.parametrize(
    ("rule", "sent", "found"),
    [
        (PLAIN, "001\r\n002\n\n003\r", ["001", "002", "003"]),
        (PLAIN, "001", []),
        (PLAIN, "0 1\n002\n", ["002"]),
        (PLAIN, "\x00\x7f\n002\n", ["002"]),
        (CardRule(suffix=""), "001", ["001"]),
        (CardRule(suffix="\t"), "001\t002\t", ["001", "002"]),
        (PLAIN, "9" * 100_000 + "\n002\n", ["002"]),
        (CardRule(longest=64), "9" * 300 + "\n" + "9" * 64 + "\n", ["9" * 64]),
    ],
)
def test_a_card_is_a_line(rule: CardRule, sent: str, found: list[str]) -> None:
    assert lines(rule, sent) == found


def test_what_was_left_before_a_pause_is_not_joined_to_the_next_card() -> None:
    reader = Lines(PLAIN)
    for sign in "123":
        reader.add(sign)
    assert reader.quiet() is None
    found = [reader.add(sign) for sign in "456\n"][-1]
    assert found is not None
    assert found.reveal() == "456"


# --- bursts -------------------------------------------------------------------------------------


@dataclass
class Desk:
    """Feeds keys to the decoder as the event filter does: `settle` when nothing follows within the gap."""

    rule: CardRule = PLAIN
    typed: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    misread: int = 0

    def play(self, keys: list[tuple[int, str]]) -> Desk:
        """(milliseconds since the key before, character) pairs."""
        decoder: KeyBursts[str] = KeyBursts(self.rule)
        now = 1_000
        for gap, sign in keys:
            now += gap
            self._take(decoder.press(now, sign, sign))
        self._take(decoder.settle())
        assert not decoder.holding
        return self

    def _take(self, outcome: Released[str] | CardRead | Misread | None) -> None:
        match outcome:
            case Released(events):
                self.typed += events
            case CardRead(card):
                self.cards.append(card.reveal())
            case Misread():
                self.misread += 1
            case None:
                pass


def scan(text: str, pace: int = 8, pause: int = 500) -> list[tuple[int, str]]:
    return [(pause if place == 0 else pace, sign) for place, sign in enumerate(text)]


def test_a_scan_is_a_card_and_types_nothing() -> None:
    for pace in (0, 1, 8, 20, GAP):
        desk = Desk().play(scan("HEF-0012345\n", pace))
        assert (desk.cards, desk.typed, desk.misread) == (["HEF-0012345"], [], 0)


def test_a_scan_amid_typing_leaves_the_typing_alone() -> None:
    desk = Desk().play([*scan("ab", 120), *scan("HEF-0012345\n"), *scan("cd", 120)])
    assert (desk.cards, "".join(desk.typed)) == (["HEF-0012345"], "abcd")


@pytest.mark.parametrize(
    "sent", ["HEF 0012345\n", "HEF-0012345", "https://example.org/\n", "1" * 33 + "\n", "1" * 100_000 + "\n"]
)
def test_another_code_types_nothing_either(sent: str) -> None:
    desk = Desk().play(scan(sent))
    assert (desk.cards, desk.typed, desk.misread) == ([], [], 1)


def test_two_line_ends_are_one_scan() -> None:
    desk = Desk().play(scan("HEF-0012345\n\n"))
    assert (desk.cards, desk.typed) == (["HEF-0012345"], [])


def test_a_key_that_falls_into_a_scan_goes_with_it() -> None:
    desk = Desk().play([(500, "x"), *scan("HEF-0012345\n", pause=10)])
    assert desk.typed == []


def test_a_clock_that_goes_back_ends_the_burst() -> None:
    decoder: KeyBursts[str] = KeyBursts(PLAIN)
    decoder.press(4_294_967_290, "a", "a")
    assert decoder.press(3, "b", "b") == Released(("a",))


def test_the_first_keys_alone_are_kept() -> None:
    decoder: KeyBursts[str] = KeyBursts(PLAIN)
    for count in range(KEYS - 1):
        decoder.press(count, "a", f"down {count}")
        decoder.follow(f"up {count}")
    assert decoder.settle() == Released(
        tuple(f"{way} {count}" for count in range(KEYS - 1) for way in ("down", "up"))
    )


signs = st.sampled_from("abcXYZ0123456789-é&\t\n ")
slow = st.tuples(st.integers(GAP + 1, 400), signs)
rolled = st.lists(st.tuples(st.integers(0, GAP), signs), max_size=KEYS - 2)
typing = st.builds(lambda first, more: [first, *more], slow, rolled)
numbers = st.text("ABCXYZ0123456789-", min_size=KEYS - 1, max_size=32)
paces = st.integers(0, GAP)
scans = st.tuples(numbers, paces).map(lambda pair: (pair[0], scan(pair[0] + "\n", pair[1], GAP + 1)))


@given(st.lists(typing.map(lambda keys: ("", keys)) | scans, max_size=12))
def test_every_card_is_read_and_every_other_key_is_typed(
    parts: list[tuple[str, list[tuple[int, str]]]],
) -> None:
    """People roll at most a few keys within the gap, and pause; readers send all of a card within it."""
    desk = Desk().play([key for _, keys in parts for key in keys])
    assert desk.cards == [card for card, _ in parts if card]
    assert desk.typed == [sign for card, keys in parts if not card for _, sign in keys]
    assert desk.misread == 0


@given(st.lists(st.tuples(st.integers(0, 3 * GAP), signs), max_size=60))
def test_whatever_comes_a_key_is_typed_in_its_order_or_was_part_of_a_burst(
    keys: list[tuple[int, str]],
) -> None:
    runs: list[list[str]] = []
    for gap, sign in keys:
        if runs and gap <= GAP:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    desk = Desk().play(keys)
    assert desk.typed == [sign for run in runs if len(run) < KEYS for sign in run]
    assert len(desk.cards) + desk.misread == sum(len(run) >= KEYS for run in runs)


@given(st.lists(slow, max_size=60))
def test_typing_slower_than_the_gap_loses_nothing(keys: list[tuple[int, str]]) -> None:
    assert Desk().play(keys).typed == [sign for _, sign in keys]


def test_what_is_held_is_bounded_and_forgotten() -> None:
    decoder: KeyBursts[str] = KeyBursts(PLAIN)
    for count in range(100_000):
        decoder.press(count, "7", "event")
    kept = [value for value in vars(decoder).values() if isinstance(value, list)]
    assert all(len(value) <= bursts.MOST for value in kept)
    decoder.forget()
    assert not any(kept)
