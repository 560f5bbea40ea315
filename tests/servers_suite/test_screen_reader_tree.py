"""What a screen reader finds on every page, asked for on the real accessibility bus (AT-SPI 2, Linux)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.servers.accessibility_bus import Watched, watched
from tests.servers.accessible_tree import CHECKABLE, CONTROLS, ENABLED, FOCUSABLE, Node, Role

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(600)]

READ = {Role.LABEL, Role.PANEL}
Trees = dict[str, tuple[str, Node]]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched(tmp_path_factory.mktemp("bus"), "fr") as made:
        yield made


@pytest.fixture(scope="module")
def trees(window: Watched) -> Trees:
    """Of each scene: the message that its page has, and the tree."""
    return {name: (window.order("show", name), window.look()) for name in window.scenes()}


def controls(tree: Node) -> list[Node]:
    return [node for node in tree.walk() if node.role in CONTROLS]


def test_every_control_has_a_name_and_can_be_reached(trees: Trees) -> None:
    assert len(trees) > 80
    for name, (_, tree) in trees.items():
        found = controls(tree)
        assert found, name
        assert [node for node in found if not node.name.strip()] == [], name
        assert [node for node in found if ENABLED in node.states and FOCUSABLE not in node.states] == [], name


def test_roles_and_states_are_those_of_the_controls(trees: Trees) -> None:
    roles = {node.name: node.role for _, tree in trees.values() for node in controls(tree)}
    assert roles["Mot de passe"] == Role.PASSWORD_TEXT
    assert Role.TEXT in roles.values()
    assert roles["Suivant"] == Role.PUSH_BUTTON
    for name, (_, tree) in trees.items():
        boxes = [node for node in controls(tree) if node.role in (Role.CHECK_BOX, Role.TOGGLE_BUTTON)]
        assert all(CHECKABLE in node.states for node in boxes), name


def test_the_page_is_named_and_carries_its_message(trees: Trees) -> None:
    for name, (message, tree) in trees.items():
        assert any(node.description == message and node.name for node in tree.walk()), name
        said = " ".join(node.name for node in tree.walk() if node.role in READ)
        assert all(sentence in said for sentence in message.split(". ")), name


def test_the_reading_order_is_the_visual_one(trees: Trees) -> None:
    """Nothing that stands wholly above something in the same column comes after it."""
    wrong = {
        name: [(one.name, other.name) for one, other in combinations(texts(tree), 2) if above(other, one)]
        for name, (_, tree) in trees.items()
    }
    assert {name: pairs for name, pairs in wrong.items() if pairs} == {}


def texts(tree: Node) -> list[Node]:
    """What is read, in the tree's order; what stands in a button is read with the button."""
    if tree.role in CONTROLS or (tree.role == Role.LABEL and tree.name):
        return [tree]
    return [node for child in tree.children for node in texts(child)]


def above(one: Node, other: Node) -> bool:
    (x1, y1, width1, height1), (x2, y2, width2, _) = one.place, other.place
    share = min(x1 + width1, x2 + width2) - max(x1, x2)
    return y1 + height1 <= y2 and share > 0


def test_a_message_is_announced_at_once(window: Watched) -> None:
    message = window.order("show", "sign-in-refused")
    window.look()
    window.reader.listen()
    assert window.reader.announced(lambda: window.order("announce")) == message
