"""For tests only: `python -m kiosk` with an eye on its window.

``python -m tests.startup.eyes [option …]`` runs the program's own `main`. Whenever what the window says
changes, it writes that as one line of JSON on standard output: the kind of page, and every text in sight.
"""

from __future__ import annotations

import sys

from kiosk import __main__ as program
from kiosk import app
from tests.startup.watched import Watched, again

if __name__ == "__main__":
    app.Station = Watched  # type: ignore[misc] # the composition root builds the watched one
    program.again = again
    sys.exit(program.main())
