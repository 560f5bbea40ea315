"""The figures of a soak as one SVG: each as a part of what it was after the first hundred journeys."""

from __future__ import annotations

from collections.abc import Mapping

NAMES = {
    "memory": "memory",
    "threads": "threads",
    "handles": "file handles",
    "widgets": "widgets",
    "qt_objects": "Qt objects",
    "python_objects": "Python objects",
}
WIDTH, ROW, LEFT, RIGHT, TOP = 900, 92, 150, 30, 52
RANGE = 0.04
"""A row shows four per cent up and down; the band is the two that are allowed."""
STYLE = (
    "text{font:14px 'DejaVu Sans',sans-serif;fill:#222}.t{font-size:17px;font-weight:bold}"
    ".s{font-size:12px;fill:#555}.b{fill:#dfeee4}.z{stroke:#888;stroke-dasharray:3 3}"
    ".l{fill:none;stroke:#0b5fa5;stroke-width:2}"
)


def plot(samples: Mapping[int, Mapping[str, int]]) -> str:
    """Return the drawing; `samples` maps journeys done to figures."""
    height = TOP + ROW * len(NAMES) + 30
    rows = "".join(
        _row(samples, name, label, TOP + ROW * place) for place, (name, label) in enumerate(NAMES.items())
    )
    marks = sorted(samples)
    feet = "".join(
        f'<text class="s" text-anchor="middle" x="{_x(marks, one):.0f}" y="{height - 8}">{one}</text>'
        for one in {marks[0], marks[len(marks) // 2], marks[-1]}
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>What one station process holds over {marks[-1]} journeys</title><style>{STYLE}</style>"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text class="t" x="16" y="26">One station process, {marks[-1]} journeys; '
        "band: ±2 % of the first sample</text>"
        f"{rows}{feet}</svg>\n"
    )


def _row(samples: Mapping[int, Mapping[str, int]], name: str, label: str, top: int) -> str:
    marks = sorted(samples)
    first, last = samples[marks[0]][name], samples[marks[-1]][name]
    middle, inner = top + ROW / 2, ROW - 16
    parts = [(one, samples[one][name] / first - 1) for one in marks]
    points = " ".join(f"{_x(marks, one):.1f},{_y(part, middle, inner):.1f}" for one, part in parts)
    band = inner * 0.02 / (2 * RANGE)
    unit = _value(name, last)
    return (
        f'<rect class="b" x="{LEFT}" y="{middle - band:.1f}" width="{WIDTH - LEFT - RIGHT}" '
        f'height="{2 * band:.1f}"/>'
        f'<line class="z" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{middle}" y2="{middle}"/>'
        f'<polyline class="l" points="{points}"/>'
        f'<text x="16" y="{middle - 2:.0f}">{label}</text>'
        f'<text class="s" x="16" y="{middle + 15:.0f}">{unit}, {last / first - 1:+.2%}</text>'
    )


def _x(marks: list[int], one: int) -> float:
    whole = max(1, marks[-1] - marks[0])
    return LEFT + (WIDTH - LEFT - RIGHT) * (one - marks[0]) / whole


def _y(part: float, middle: float, inner: float) -> float:
    """Clamped to the row."""
    return middle - inner / 2 * max(-1.0, min(1.0, part / RANGE))


def _value(name: str, number: int) -> str:
    return f"{number / 2**20:.1f} MiB" if name == "memory" else f"{number}"
