"""One-switch scanning as data: groups, rows and items are offered in turn; the switch takes what is offered.

Group → row → item, as switch users know it from communication aids; where a level has one member it is
passed over. Each level ends with a way back up, and then begins again: whoever chose the wrong row is never
trapped (WCAG 2.2, 2.1.2), and nobody need be fast. Time is passed in, one step at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never

Item = int
"""Stands for a control; what it is only the caller knows."""


class Then(Enum):
    """Where scanning goes on when an item of the group was taken."""

    FIRST_GROUP = "first_group"
    SAME_GROUP = "same_group"
    """At its first row: a keyboard, of which the next key is wanted."""


@dataclass(frozen=True, slots=True)
class Group:
    """Controls that belong together, in rows; none of the rows is empty."""

    name: str
    rows: tuple[tuple[Item, ...], ...]
    then: Then = Then.FIRST_GROUP


@dataclass(frozen=True, slots=True)
class AtGroup:
    group: int


@dataclass(frozen=True, slots=True)
class AtRow:
    """`row` after the last row means: back to the groups."""

    group: int
    row: int


@dataclass(frozen=True, slots=True)
class AtItem:
    """`item` after the last item means: back to the rows."""

    group: int
    row: int
    item: int


Place = AtGroup | AtRow | AtItem


@dataclass(frozen=True, slots=True)
class Scan:
    """What can be offered, and what is offered now."""

    groups: tuple[Group, ...] = ()
    place: Place = AtGroup(0)


@dataclass(frozen=True, slots=True)
class Taken:
    """The switch was pressed: where scanning is then, and the item taken, if it was one."""

    scan: Scan
    item: Item | None = None


class Way(Enum):
    """What the switch would do now."""

    INTO = "into"
    TAKE = "take"
    BACK = "back"


def begin(groups: tuple[Group, ...]) -> Scan:
    """Scanning of a page that has just come up."""
    return Scan(tuple(group for group in groups if group.rows))


def relaid(scan: Scan, groups: tuple[Group, ...]) -> Scan:
    """`scan` when the page shows other controls than before.

    A page that changes in part, such as a button that can be pressed now, does not send anybody back to the
    start: the place is kept where its group is unchanged, else its group. Another page begins anew.
    """
    fresh = begin(groups)
    if fresh.groups == scan.groups:
        return scan
    before = _group(scan)
    if before is None:
        return fresh
    place = next((n for n, group in enumerate(fresh.groups) if group.name == before.name), None)
    if place is None:
        return fresh
    if fresh.groups[place].rows == before.rows:
        return replace(fresh, place=replace(scan.place, group=place))
    stays = isinstance(scan.place, AtRow | AtItem) and before.then is Then.SAME_GROUP
    return replace(fresh, place=_into(fresh, place) if stays else AtGroup(place))


def inside(scan: Scan, name: str) -> Scan:
    """`scan` with the group of that name entered; as it is when there is none."""
    place = next((n for n, group in enumerate(scan.groups) if group.name == name), None)
    return scan if place is None else replace(scan, place=_into(scan, place))


def advance(scan: Scan) -> Scan:
    """One step of time: the next member of this level, after the last its way back, then the first again."""
    match scan.place:
        case AtGroup(group):
            return replace(scan, place=AtGroup((group + 1) % max(len(scan.groups), 1)))
        case AtRow(group, row):
            return replace(scan, place=AtRow(group, (row + 1) % (len(scan.groups[group].rows) + 1)))
        case AtItem(group, row, item):
            following = (item + 1) % (len(scan.groups[group].rows[row]) + 1)
            return replace(scan, place=AtItem(group, row, following))
        case unreachable:
            assert_never(unreachable)


def choose(scan: Scan) -> Taken:
    """The switch is pressed."""
    if not scan.groups:
        return Taken(scan)
    match scan.place:
        case AtGroup(group):
            return _enter(scan, _into(scan, group))
        case AtRow(group, row) if row == len(scan.groups[group].rows):
            return Taken(replace(scan, place=AtGroup(group)))
        case AtRow(group, row):
            return _enter(scan, AtItem(group, row, 0))
        case AtItem(group, row, item) if item == len(scan.groups[group].rows[row]):
            return Taken(replace(scan, place=_above(scan, group, row)))
        case AtItem(group, row, item):
            return _took(scan, group, scan.groups[group].rows[row][item])
        case unreachable:
            assert_never(unreachable)


def _into(scan: Scan, group: int) -> Place:
    """The first place inside a group; a single row is not offered by itself."""
    return AtItem(group, 0, 0) if len(scan.groups[group].rows) == 1 else AtRow(group, 0)


def _above(scan: Scan, group: int, row: int) -> Place:
    return AtGroup(group) if len(scan.groups[group].rows) == 1 else AtRow(group, row)


def _enter(scan: Scan, place: Place) -> Taken:
    """Go to `place`, or take what is there when it is the only one of its row."""
    if isinstance(place, AtItem) and len(scan.groups[place.group].rows[place.row]) == 1:
        return _took(scan, place.group, scan.groups[place.group].rows[place.row][0])
    return Taken(replace(scan, place=place))


def _took(scan: Scan, group: int, item: Item) -> Taken:
    stays = scan.groups[group].then is Then.SAME_GROUP
    return Taken(replace(scan, place=_into(scan, group) if stays else AtGroup(0)), item)


def offered(scan: Scan) -> tuple[Item, ...]:
    """Everything that the highlight covers now."""
    group = _group(scan)
    if group is None:
        return ()
    everything = tuple(item for row in group.rows for item in row)
    match scan.place:
        case AtGroup():
            return everything
        case AtRow(_, row):
            return group.rows[row] if row < len(group.rows) else everything
        case AtItem(_, row, item):
            return group.rows[row][item : item + 1] or group.rows[row]
        case unreachable:
            assert_never(unreachable)


def way(scan: Scan) -> Way:
    """Whether the switch would go into what is offered, take it, or go back out of it."""
    group = _group(scan)
    if group is None:
        return Way.INTO
    match scan.place:
        case AtGroup():
            return Way.TAKE if len(offered(scan)) == 1 else Way.INTO
        case AtRow(_, row) if row == len(group.rows):
            return Way.BACK
        case AtRow(_, row):
            return Way.TAKE if len(group.rows[row]) == 1 else Way.INTO
        case AtItem(_, row, item):
            return Way.TAKE if item < len(group.rows[row]) else Way.BACK
        case unreachable:
            assert_never(unreachable)


def _group(scan: Scan) -> Group | None:
    return scan.groups[scan.place.group] if scan.place.group < len(scan.groups) else None
