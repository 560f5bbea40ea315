"""The switch of the headset's socket: a made-up tree of the kernel's files, and the machine's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.adapters.headset import EVIOCGSW, SW_HEADPHONE_INSERT, HeadsetSwitch
from kiosk.core.narration import Jack
from kiosk.core.ports import Headset
from tests.kiosk.speech.narrators import FakeHeadset


class Machine:
    """Input devices by name; what each one's switches are, or None where it cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.classes, self.devices = folder / "class", folder / "dev"
        self.devices.mkdir()
        self.switches: dict[str, int | None] = {}

    def add(self, name: str, capability: str, switches: int | None) -> None:
        place = self.classes / name / "device" / "capabilities"
        place.mkdir(parents=True)
        (place / "sw").write_text(capability + "\n")
        (self.devices / name).write_text(name)
        self.switches[name] = switches

    def read(self, handle: int) -> int:
        name = Path(f"/proc/self/fd/{handle}").resolve().name
        state = self.switches[name]
        if state is None:
            raise OSError(name)
        return state

    def jack(self) -> Jack:
        return HeadsetSwitch(self.classes, self.devices, self.read).jack()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_socket_is_empty_or_filled(machine: Machine) -> None:
    machine.add("event3", "0", 0xFF)  # a keyboard, whatever it answers
    machine.add("event7", "14", 1 << 4)  # a microphone's switch is on, the headphone's is not
    assert machine.jack() is Jack.EMPTY
    machine.switches["event7"] = SW_HEADPHONE_INSERT
    assert machine.jack() is Jack.FILLED
    machine.add("event8", "4", 0)
    assert machine.jack() is Jack.FILLED


def test_nothing_to_read_is_unknown(machine: Machine) -> None:
    assert machine.jack() is Jack.UNKNOWN
    machine.add("event3", "0", 0)
    assert machine.jack() is Jack.UNKNOWN
    machine.add("event7", "4", None)
    machine.add("event8", "no number", 4)
    assert machine.jack() is Jack.UNKNOWN
    (machine.devices / "event7").unlink()
    assert machine.jack() is Jack.UNKNOWN


def test_the_request_is_the_kernels() -> None:
    read, size, kind, number = 2, 8, ord("E"), 0x1B
    assert read << 30 | size << 16 | kind << 8 | number == EVIOCGSW


@pytest.mark.parametrize("headset", [HeadsetSwitch(), FakeHeadset()], ids=["machine", "fake"])
def test_any_machine_has_an_answer(headset: Headset) -> None:
    assert headset.jack() in Jack
