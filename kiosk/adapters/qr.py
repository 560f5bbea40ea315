"""QR codes as modules (ISO/IEC 18004), without an image library."""

from __future__ import annotations

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


class QrCodes:
    def modules(self, text: str) -> tuple[tuple[bool, ...], ...]:
        """Return the smallest code of `text` at error correction M, without the quiet zone.

        The mask is fixed: trying all eight takes ten times as long and changes nothing for a reader.
        """
        code: QRCode = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=0)  # type: ignore[type-arg]
        code.add_data(text)
        code.make(fit=True)
        return tuple(tuple(bool(module) for module in row) for row in code.modules)
