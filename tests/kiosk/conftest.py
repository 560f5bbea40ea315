"""What holds for every test of the station."""

from tests.kiosk.languages import no_language_left as no_language_left
