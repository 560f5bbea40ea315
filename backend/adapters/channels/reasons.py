"""Why a gateway could not be asked, in words for an operator; never what it sent, nor what it was sent."""

from __future__ import annotations

import ssl


def why(error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is refused: {error.verify_message}"
        case TimeoutError():
            return "no answer in time"
        case _:
            return type(error).__name__
