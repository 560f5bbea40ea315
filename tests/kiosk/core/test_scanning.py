"""One-switch scanning: what is offered, in which order, and what the switch does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.scanning import (
    AtGroup,
    AtItem,
    AtRow,
    Group,
    Scan,
    Then,
    Way,
    advance,
    begin,
    choose,
    offered,
    relaid,
    way,
)

PAGE = Group("page", ((1, 2), (3,)))
KEYS = Group("keys", ((10, 11), (12, 13)), Then.SAME_GROUP)
BAR = Group("bar", ((20, 21),))
GROUPS = (PAGE, KEYS, BAR)


def seen(scan: Scan, steps: int) -> list[tuple[int, ...]]:
    """What is offered now and after each of so many steps."""
    result = [offered(scan)]
    for _step in range(steps):
        scan = advance(scan)
        result.append(offered(scan))
    return result


def test_groups_come_in_turn_and_again() -> None:
    assert seen(begin(GROUPS), 3) == [(1, 2, 3), (10, 11, 12, 13), (20, 21), (1, 2, 3)]


def test_a_group_opens_into_rows_a_row_into_items_and_an_item_is_taken() -> None:
    rows = choose(begin(GROUPS)).scan
    assert seen(rows, 3) == [(1, 2), (3,), (1, 2, 3), (1, 2)]
    items = choose(rows).scan
    assert seen(items, 3) == [(1,), (2,), (1, 2), (1,)]
    assert choose(advance(items)).item == 2


def test_after_the_last_there_is_a_way_back_up() -> None:
    rows = choose(begin(GROUPS)).scan
    items = choose(rows).scan
    up = advance(advance(items))
    assert way(up) is Way.BACK
    assert choose(up).scan.place == AtRow(0, 0)
    up = advance(advance(rows))
    assert way(up) is Way.BACK
    assert choose(up).scan.place == AtGroup(0)


def test_single_rows_and_single_items_are_passed_over() -> None:
    bar = advance(advance(begin(GROUPS)))
    assert choose(bar).scan.place == AtItem(2, 0, 0)
    back = advance(advance(choose(bar).scan))
    assert choose(back).scan.place == AtGroup(2)
    single = advance(choose(begin(GROUPS)).scan)
    assert way(single) is Way.TAKE
    assert choose(single).item == 3


def test_a_key_taken_leads_to_the_keys_again_and_anything_else_to_the_first_group() -> None:
    key = choose(choose(advance(begin(GROUPS))).scan).scan
    taken = choose(key)
    assert (taken.item, taken.scan.place) == (10, AtRow(1, 0))
    taken = choose(choose(advance(advance(begin(GROUPS)))).scan)
    assert (taken.item, taken.scan.place) == (20, AtGroup(0))


def test_a_page_that_changes_in_part_keeps_the_place() -> None:
    items = choose(choose(begin(GROUPS)).scan).scan
    assert relaid(items, (PAGE, BAR)).place == items.place
    assert relaid(items, (BAR, PAGE)).place == AtItem(1, 0, 0)
    assert relaid(items, (Group("page", ((1, 2), (3,), (4,))), BAR)).place == AtGroup(0)
    keys = choose(advance(begin(GROUPS))).scan
    other = Group("keys", ((30, 31), (32,)), Then.SAME_GROUP)
    assert relaid(keys, (PAGE, other, BAR)).place == AtRow(1, 0)


def test_another_page_begins_anew() -> None:
    bar = choose(advance(advance(begin(GROUPS)))).scan
    assert relaid(bar, (Group("other", ((7,),)),)).place == AtGroup(0)


def test_with_nothing_to_offer_nothing_happens() -> None:
    empty = begin((Group("page", ()),))
    assert (offered(empty), choose(empty).item, advance(empty)) == ((), None, empty)


LAYOUTS = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=4)
"""Groups of rows of so many items."""


def laid(sizes: list[list[int]]) -> tuple[Group, ...]:
    """Groups with items of numbers of their own; every other one is a keyboard."""
    numbers = iter(range(1000))
    rows = [tuple(tuple(next(numbers) for _ in range(size)) for size in group) for group in sizes]
    thens = (Then.FIRST_GROUP, Then.SAME_GROUP)
    return tuple(Group(str(n), group, thens[n % 2]) for n, group in enumerate(rows))


@given(LAYOUTS, st.lists(st.booleans(), max_size=20), st.data())
def test_every_item_can_be_taken_from_wherever_one_is(
    sizes: list[list[int]], presses: list[bool], data: st.DataObject
) -> None:
    """Never a trap: wait until it is offered, go into what holds it and back out of what does not."""
    groups = laid(sizes)
    scan = begin(groups)
    for pressed in presses:
        scan = choose(scan).scan if pressed else advance(scan)
    wanted = data.draw(st.sampled_from([item for group in groups for row in group.rows for item in row]))
    for _step in range(200):
        if (wanted in offered(scan)) is (way(scan) is Way.BACK):
            scan = advance(scan)
            continue
        taken = choose(scan)
        if taken.item is not None:
            assert taken.item == wanted
            return
        scan = taken.scan
    raise AssertionError("never offered")
