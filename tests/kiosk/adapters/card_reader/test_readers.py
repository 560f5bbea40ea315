"""The fake, the serial line over a pseudo-terminal and the input device over a pipe keep one contract."""

from __future__ import annotations

import fcntl
import os
import pty
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.adapters.card_reader.device import DeviceReader
from kiosk.adapters.card_reader.evdev import (
    EV_KEY,
    EV_SYN,
    EVENT,
    EVIOCGRAB,
    SYN_DROPPED,
    KeyStream,
    evdev_reader,
)
from kiosk.adapters.card_reader.serial_line import serial_reader
from kiosk.core.cards.events import ReaderFault
from kiosk.core.cards.lines import Lines
from kiosk.core.cards.us_keys import LEFT_SHIFT, character
from kiosk.core.ports import ReaderUnusableError
from tests.kiosk.adapters.card_reader.contract import (
    RULE,
    CardReaderContract,
    FailingReader,
    FakeReader,
    fault_of,
    next_card,
)


class FakeRig:
    def __init__(self) -> None:
        self.reader = FakeReader()
        self._lines = Lines(RULE)

    def send(self, text: str) -> None:
        found = [self._lines.add(sign) for sign in text]
        self.reader.shown += [number for number in found if number is not None]
        if not text.endswith("\n"):
            self._lines.forget()

    def unplug(self) -> None:
        self.reader.fault = ReaderFault.MISSING

    def plug_in(self) -> None:
        self.reader.fault = None

    def close(self) -> None:
        """Nothing is open."""


class TestFakeReader(CardReaderContract):
    @pytest.fixture
    def made(self) -> FakeRig:
        return FakeRig()


class SerialRig:
    """A pseudo-terminal; `link` is the name under which it is plugged in."""

    def __init__(self, link: Path) -> None:
        self._link = link
        self._scanner = -1
        self._line = -1
        self.plug_in()
        self.reader = serial_reader(link, RULE)

    def send(self, text: str) -> None:
        os.write(self._scanner, text.replace("\n", "\r\n").encode())

    def unplug(self) -> None:
        self._link.unlink()
        os.close(self._line)
        os.close(self._scanner)
        self._scanner = -1

    def plug_in(self) -> None:
        self._scanner, self._line = pty.openpty()
        self._link.symlink_to(os.ttyname(self._line))

    def mode(self) -> list[object]:
        return list(termios.tcgetattr(self._line))

    def close(self) -> None:
        if self._scanner >= 0:
            self.unplug()


class TestSerialReader(CardReaderContract):
    @pytest.fixture
    def made(self, tmp_path: Path) -> SerialRig:
        return SerialRig(tmp_path / "reader")

    def test_the_line_is_raw_9600_8n1(self, rig: SerialRig) -> None:
        _, _, control, local, speed_in, speed_out, _ = rig.mode()
        assert isinstance(control, int)
        assert isinstance(local, int)
        assert (speed_in, speed_out) == (termios.B9600, termios.B9600)
        assert control & termios.CSIZE == termios.CS8
        assert not control & (termios.PARENB | termios.CSTOPB | termios.CRTSCTS)
        assert not local & (termios.ICANON | termios.ECHO | termios.ISIG)


class EvdevRig:
    """A named pipe in place of /dev/input/event*; `grabbed` counts how often it was taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = -1
        self.grabbed = 0
        self.reader = evdev_reader(path, RULE, self._grab)
        self._make()

    def _grab(self, _handle: int) -> None:
        self.grabbed += 1
        self._writer = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)

    def _make(self) -> None:
        os.mkfifo(self._path)

    def send(self, text: str) -> None:
        os.write(self._writer, stream(text))

    def unplug(self) -> None:
        self._path.unlink()
        os.close(self._writer)
        self._writer = -1

    def plug_in(self) -> None:
        self._make()

    def close(self) -> None:
        if self._writer >= 0:
            os.close(self._writer)


class TestEvdevReader(CardReaderContract):
    @pytest.fixture
    def made(self, tmp_path: Path) -> EvdevRig:
        return EvdevRig(tmp_path / "event0")

    def test_the_device_is_taken_at_every_opening(self, rig: EvdevRig) -> None:
        assert rig.grabbed == 1

    def test_a_piece_may_end_within_an_event(self, rig: EvdevRig) -> None:
        sent = stream("HEF-7\n")
        for place in range(0, len(sent), 7):
            os.write(rig._writer, sent[place : place + 7])
        assert next_card(rig) == "HEF-7"


def event(kind: int, code: int, value: int) -> bytes:
    return EVENT.pack(1, 2, kind, code, value)


CODES = {character(code, shift=shift): (code, shift) for code in range(2, 58) for shift in (True, False)}


def stream(text: str) -> bytes:
    """The events of a US keyboard: shift where needed, press, report, release, report."""
    sent = b""
    for sign in text:
        code, shift = CODES[sign]
        strokes = [(code, 1), (code, 0)]
        strokes = [(LEFT_SHIFT, 1), *strokes, (LEFT_SHIFT, 0)] if shift else strokes
        for key, value in strokes:
            sent += event(4, 4, 458_000) + event(EV_KEY, key, value) + event(EV_SYN, 0, 0)
    return sent


def test_repeats_and_locks_type_nothing() -> None:
    keys = KeyStream()
    sent = stream("1") + event(EV_KEY, 2, 2) + event(EV_KEY, 58, 1) + event(EV_KEY, 58, 0) + stream("a")
    assert "".join(keys.feed(sent)) == "1a"


def test_lost_events_and_other_keys_spoil_the_line() -> None:
    for spoiled in (event(EV_SYN, SYN_DROPPED, 0), event(EV_KEY, 29, 1), event(EV_KEY, 59, 1)):
        sent = "".join(KeyStream().feed(stream("12") + spoiled + stream("34\n")))
        assert RULE.number(sent) is None


def test_a_released_shift_is_released_also_after_a_new_start() -> None:
    keys = KeyStream()
    list(keys.feed(event(EV_KEY, LEFT_SHIFT, 1)))
    keys.forget()
    assert "".join(keys.feed(stream("1"))) == "1"


def test_the_grab_is_the_kernel_s() -> None:
    """``_IOW('E', 0x90, int)`` of asm-generic/ioctl.h: direction, size, type, number."""
    assert (1 << 30) | (4 << 16) | (ord("E") << 8) | 0x90 == EVIOCGRAB


def test_a_device_that_cannot_be_taken_is_broken_and_closed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "event0")
    before = set(Path("/proc/self/fd").iterdir())
    with pytest.raises(ReaderUnusableError) as fault:
        evdev_reader(tmp_path / "event0", RULE).open()
    assert fault.value.fault is ReaderFault.BROKEN
    assert set(Path("/proc/self/fd").iterdir()) == before


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (FileNotFoundError(2, ""), ReaderFault.MISSING),
        (OSError(19, ""), ReaderFault.MISSING),
        (OSError(5, ""), ReaderFault.MISSING),
        (PermissionError(13, ""), ReaderFault.FORBIDDEN),
        (PermissionError(1, ""), ReaderFault.FORBIDDEN),
        (OSError(16, ""), ReaderFault.BUSY),
        (OSError(25, ""), ReaderFault.BROKEN),
        (OSError("no number"), ReaderFault.BROKEN),
    ],
)
def test_every_error_is_one_fault(tmp_path: Path, error: OSError, fault: ReaderFault) -> None:
    def refuse(_handle: int) -> None:
        raise error

    os.mkfifo(tmp_path / "event0")
    with pytest.raises(ReaderUnusableError) as caught:
        evdev_reader(tmp_path / "event0", RULE, refuse).open()
    assert caught.value.fault is fault


def test_a_file_is_no_serial_line(tmp_path: Path) -> None:
    (tmp_path / "reader").write_bytes(b"001\n")
    with pytest.raises(ReaderUnusableError) as fault:
        serial_reader(tmp_path / "reader", RULE).open()
    assert fault.value.fault is ReaderFault.BROKEN


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[DeviceReader, Path]]:
    rig = SerialRig(tmp_path / "reader")
    rig.reader.open()
    yield rig.reader, tmp_path / "reader"
    rig.reader.close()
    rig.close()


def test_the_serial_line_is_for_us_alone(held: tuple[DeviceReader, Path]) -> None:
    """The kernel keeps a line marked TIOCEXCL from everybody but root, so the mark itself is looked at."""
    tiocgexcl = 0x80045440
    _, link = held
    other = os.open(link, os.O_RDWR | os.O_NOCTTY) if os.geteuid() == 0 else -1
    if other < 0:
        with pytest.raises(OSError, match="busy"):
            os.open(link, os.O_RDWR | os.O_NOCTTY)
        return
    marked = fcntl.ioctl(other, tiocgexcl, b"\0\0\0\0")
    os.close(other)
    assert marked == (1).to_bytes(4, "little")


@pytest.mark.parametrize("fault", ReaderFault)
def test_a_failing_reader_fails_at_every_call(fault: ReaderFault) -> None:
    reader = FailingReader(fault)
    with pytest.raises(ReaderUnusableError) as caught:
        reader.open()
    assert caught.value.fault is fault
    assert fault_of(reader) is fault
