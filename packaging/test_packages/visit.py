"""A person at the installed station, inside its container: `visit.py STEP`; what is typed comes on stdin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing

from hands import hands
from screen import BUS, NotSeenError, Screen, plain

from tests.servers.accessible_tree import Node, Reader


def secret() -> str:
    return sys.stdin.readline().rstrip("\n")


def enrolling(screen: Screen) -> None:
    """Print the code and the fingerprint that the page shows."""
    screen.page("Enrol")
    code, print_ = screen.text("code"), screen.text("fingerprint")
    sys.stdout.write(f"{code} {print_.replace(' ', '')}\n")


def in_service(screen: Screen) -> None:
    screen.page("Attract")


def ask_for_code(screen: Screen) -> None:
    """From the first page to the one that waits for the code: identifier and address on standard input."""
    identifier, address = secret(), secret()
    screen.press("Attract")
    screen.page("SignIn")
    screen.press("cannot_access")
    screen.page("Identify")
    screen.fill("identifier", identifier)
    screen.press("primary")
    screen.page("ChooseMethod")
    screen.press("method_0")
    screen.fill("destination", address)
    screen.keep("ChooseMethod-typed")
    screen.press("primary")
    screen.page("EnterCode")


def set_password(screen: Screen) -> None:
    """From the code on: code and new password on standard input."""
    code, password = secret(), secret()
    screen.fill("code", code)
    screen.press("primary")
    screen.page("NewPassword")
    screen.fill("password", password)
    screen.fill("repeated", password)
    screen.keep("NewPassword-typed")
    _end(screen)


def _end(screen: Screen) -> None:
    screen.press("primary")
    screen.page("Done")
    screen.press("primary")
    screen.page("Attract")


def _sign_in(screen: Screen, fill: Callable[[str, str], None]) -> None:
    identifier, password = secret(), secret()
    screen.press("Attract")
    screen.rests("SignIn")
    fill("identifier", identifier)
    fill("password", password)
    screen.press("primary")


def refused(screen: Screen) -> None:
    """Identifier and a password that is not in force on standard input."""
    _sign_in(screen, screen.fill)
    screen.until("a refusal", _message)
    screen.keep("SignIn-refused")
    screen.press("back")
    screen.rests("Attract")


def _message(tree: Node) -> str | None:
    said = [plain(node.name) for node in tree.walk() if node.own == "message" and ".SignIn." in node.id]
    return next((text for text in said if text), None)


def accepted(screen: Screen) -> None:
    """Identifier and the password in force on standard input, typed on a keyboard on the desk."""
    _sign_in(screen, screen.write)
    screen.page("Accepted")
    screen.press("primary")
    screen.page("Attract")


def change(screen: Screen) -> None:
    """Identifier, the password in force and a new one on standard input, typed on a keyboard on the desk."""
    _sign_in(screen, screen.write)
    screen.page("Accepted")
    screen.press("change")
    screen.page("NewPassword")
    password = secret()
    screen.write("password", password)
    screen.press("eye")
    screen.rests("primary")
    screen.keep("NewPassword-shown")
    screen.write("repeated", password)
    _end(screen)


STEPS: dict[str, Callable[[Screen], None]] = {
    step.__name__: step
    for step in (enrolling, in_service, ask_for_code, set_password, refused, accepted, change)
}


def main() -> int:
    with closing(Reader(BUS)) as reader:
        try:
            STEPS[sys.argv[1]](Screen(reader, hands()))
        except NotSeenError as missing:
            sys.stderr.write(f"visit: not seen: {missing}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
