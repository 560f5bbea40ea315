"""How the demonstration's own window looks; it borrows the station's manners, not its code."""

from __future__ import annotations

STYLE = """
QWidget { background: #F6F4EF; color: #16202B; font-size: 15px; }
QLabel#title { font-size: 22px; font-weight: 600; }
QLabel[role="muted"] { color: #4A5765; }
QFrame#card { background: #FFFFFF; border-radius: 12px; }
QFrame#card QLabel { background: #FFFFFF; }
QFrame#card[ringing="yes"] { background: #0B5CAB; }
QFrame#card[ringing="yes"] QLabel { background: #0B5CAB; color: #FFFFFF; }
QPushButton { background: #FFFFFF; border: 1px solid #4A5765; border-radius: 10px; padding: 10px 14px; }
QPushButton:pressed { background: #E6E2D8; }
QPushButton:disabled { color: #8A94A0; border-color: #C6CBD1; }
QPushButton#key { font-size: 20px; font-weight: 600; min-width: 56px; }
QScrollArea { border: 0; }
"""
