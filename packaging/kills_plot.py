"""How long the first page took to come back after each kill of a soak, as one SVG: a dot a kill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from soak_plot import LEFT, RIGHT, STYLE, TOP, WIDTH

KINDS = {
    "KILL": ("killed", "SIGKILL"),
    "TERM": ("ended", "SIGTERM"),
    "out of memory": ("without memory", "no address space left"),
    "STOP": ("frozen", "SIGSTOP; the watchdog"),
}
ROW, DOT = 76, 3.2
LANES = 7
"""Dots of kills that took as long stand above one another, so many at most."""
STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300)
"""Seconds between two marks of the axis: the first that gives ten at most."""


def plot(back_after: Mapping[str, Sequence[float]]) -> str:
    """Return the drawing; `back_after` maps kinds of kills to seconds until the first page."""
    count = sum(len(seconds) for seconds in back_after.values())
    longest = max((max(seconds) for seconds in back_after.values() if seconds), default=1.0)
    step = next((one for one in STEPS if longest / one <= 10), STEPS[-1])
    most = step * (int(longest / step) + 1)
    bottom = TOP + ROW * len(KINDS)
    rows = "".join(
        _row(back_after.get(kind, ()), kind, TOP + ROW * place, most) for place, kind in enumerate(KINDS)
    )
    marks = "".join(
        f'<line class="z" x1="{_x(at, most):.1f}" x2="{_x(at, most):.1f}" y1="{TOP}" y2="{bottom}"/>'
        f'<text class="s" text-anchor="middle" x="{_x(at, most):.1f}" y="{bottom + 18}">{at} s</text>'
        for at in range(0, most + 1, step)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 30}" role="img">'
        f"<title>Seconds from each of {count} kills to the first page</title><style>{STYLE}</style>"
        f'<rect width="{WIDTH}" height="{bottom + 30}" fill="#fff"/>'
        f'<text class="t" x="16" y="26">{count} kills: seconds until the first page was drawn again; '
        "the stroke is the median</text>"
        f"{marks}{rows}</svg>\n"
    )


def _row(seconds: Sequence[float], kind: str, top: int, most: int) -> str:
    name, how = KINDS[kind]
    middle, ordered = top + ROW / 2, sorted(seconds)
    dots = "".join(
        f'<circle cx="{_x(at, most):.1f}" cy="{middle + (place - LANES // 2) * 2 * DOT:.1f}" r="{DOT}" '
        'fill="#0b5fa5" fill-opacity="0.45"/>'
        for at, place in zip(ordered, _lanes([_x(at, most) for at in ordered]), strict=True)
    )
    median = ordered[len(ordered) // 2] if ordered else 0.0
    at = f"{_x(median, most):.1f}"
    stroke = f'<line x1="{at}" x2="{at}" y1="{top + 6}" y2="{top + ROW - 6}" stroke="#222" stroke-width="2"/>'
    return (
        f'{dots}{stroke if ordered else ""}<text x="16" y="{middle - 10:.0f}">{name}</text>'
        f'<text class="s" x="16" y="{middle + 6:.0f}">{how}</text>'
        f'<text class="s" x="16" y="{middle + 22:.0f}">{len(ordered)}, median {median:.1f} s</text>'
    )


def _lanes(places: Sequence[float]) -> list[int]:
    """For each dot its lane: the middle one, and another as long as its neighbour would be covered."""
    order = sorted(range(LANES), key=lambda lane: abs(lane - LANES // 2))
    near, lanes = 0, list[int]()
    for before, here in pairwise([float("-inf"), *places]):
        near = near + 1 if here - before < 2 * DOT else 0
        lanes.append(order[near % LANES])
    return lanes


def _x(seconds: float, most: int) -> float:
    left = LEFT + 40
    return left + (WIDTH - left - RIGHT) * seconds / most
