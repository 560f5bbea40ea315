"""What moves by itself in this program, and how it is kept still (WCAG 2.2, 2.3.3; EN 301 549, 11.7).

No page, button or panel is animated. What is left is Qt's own: the list that a finger has pushed runs on and
springs back, and the cursor of a field blinks.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScroller, QScrollerProperties, QWidget

from kiosk.core.look import Motion

BLINK_MS = 1000
"""Once a second: far from the three flashes of WCAG 2.2, 2.3.1."""
Metric = QScrollerProperties.ScrollMetric
STILL: tuple[tuple[QScrollerProperties.ScrollMetric, float], ...] = (
    (Metric.MaximumVelocity, 0.0),
    (Metric.DecelerationFactor, 1.0),
    (Metric.OvershootDragResistanceFactor, 0.0),
    (Metric.OvershootScrollDistanceFactor, 0.0),
)


def settle(motion: Motion, view: QWidget) -> None:
    """Let `view`, which scrolls under a finger, and every cursor move or stay still."""
    scroller = QScroller.scroller(view)
    wanted = QScrollerProperties()
    if motion is Motion.REDUCED:
        for metric, value in STILL:
            wanted.setScrollMetric(metric, value)
    scroller.setScrollerProperties(wanted)
    QApplication.setCursorFlashTime(0 if motion is Motion.REDUCED else BLINK_MS)
