"""Every state of the flow has its page, and only states have one."""

from __future__ import annotations

from typing import get_args

from pytestqt.qtbot import QtBot

from kiosk.core import states
from kiosk.qt.pages.base import Tools
from kiosk.qt.pages.registry import make_pages


def test_every_state_has_a_page(qtbot: QtBot, tools: Tools) -> None:
    assert set(make_pages(tools)) == set(get_args(states.Page))


def test_only_the_states_without_a_service_share_a_page(qtbot: QtBot, tools: Tools) -> None:
    pages = make_pages(tools)
    shared = {states.Starting, states.Faulted, states.OutOfService}
    assert len({pages[state] for state in shared}) == 1
    alone = [page for state, page in pages.items() if state not in shared]
    assert len(set(alone)) == len(alone)
