"""Card readers that have a device of their own: a serial line, or an input device taken for us alone.

A reader that acts as a keyboard and cannot be taken comes through the window: `kiosk.qt.card_keys`.
"""
