"""Where the built program begins: the station, or the child process by which it plays a sound on Windows."""

from __future__ import annotations

import sys

if sys.argv[1:] == ["--play-sound"]:
    from kiosk.adapters.windows_sound import main as play

    sys.exit(play())

from kiosk.__main__ import main

sys.exit(main())
