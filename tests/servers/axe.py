"""axe (github.com/dequelabs/axe-core) in a page, past the page's own policy, which lets no script in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent / "axe_core"
# Every rule that axe runs by itself, its advice included, and the size of targets (WCAG 2.2 SC 2.5.8).
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
RUN = f"""axe.run(document, {json.dumps(OPTIONS)}).then(found => JSON.stringify(found.violations.map(
    one => [one.id, one.help, one.nodes.map(node => `${{node.html}} ${{node.failureSummary}}`)])))"""


class AxeMissingError(Exception):
    """axe is not installed. `make test-servers` fails then; it never skips."""


@cache
def _source() -> str:
    file = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        raise AxeMissingError("run packaging/setup.sh servers")
    return file.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now, a line for each element.

    Raises:
        AxeMissingError: it is not installed.
    """
    # The inspector evaluates what the page's own policy would refuse as a script. A session of its own for
    # this would take a virtual authenticator away when it ends.
    page.evaluate(f"{_source()}; 0")
    found = json.loads(page.evaluate(RUN))
    return [f"{rule} ({text}): {element}" for rule, text, elements in found for element in elements]
