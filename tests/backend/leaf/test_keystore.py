from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.adapters.keystore import KEY_BYTES, AesSealer, FileKeys, KeyFileError
from backend.core.ports import SealBrokenError
from backend.core.secret import Secret


@pytest.fixture(scope="session")
def sealer(tmp_path_factory: pytest.TempPathFactory) -> AesSealer:
    return AesSealer(FileKeys(tmp_path_factory.mktemp("keys") / "master.key"))


def test_the_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "master.key"
    first = FileKeys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.stat().st_size == KEY_BYTES
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]
    assert FileKeys(path).derive("codes") == first.derive("codes")


def test_every_purpose_has_its_own_key(tmp_path: Path) -> None:
    keys, other = FileKeys(tmp_path / "a"), FileKeys(tmp_path / "b")
    derived = {keys.derive("codes"), keys.derive("facts"), keys.derive(""), other.derive("codes")}
    assert len(derived) == 4
    assert {len(key) for key in derived} == {KEY_BYTES}
    assert (tmp_path / "a").read_bytes() not in derived


def test_the_derivation_is_hkdf_sha256(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(bytes(range(32)))
    path.chmod(0o600)
    expected = "faae7b487ee1fccc"
    assert FileKeys(path).derive("codes").hex()[:16] == expected


def test_parallel_starts_end_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(FileKeys, [tmp_path / "master.key"] * 16))
    assert len({key.derive("codes") for key in keys}) == 1
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660])
def test_a_file_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    FileKeys(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        FileKeys(path)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_file_of_another_size_is_refused_and_kept(tmp_path: Path, size: int) -> None:
    path = tmp_path / "master.key"
    path.touch(mode=0o600)
    path.write_bytes(b"k" * size)
    with pytest.raises(KeyFileError, match="32 bytes"):
        FileKeys(path)
    assert path.stat().st_size == size


@pytest.mark.parametrize("present", [True, False])
def test_a_link_is_refused_and_not_written_through(tmp_path: Path, present: bool) -> None:
    target = tmp_path / "elsewhere"
    if present:
        FileKeys(target)
    (tmp_path / "master.key").symlink_to(target)
    with pytest.raises(KeyFileError, match="link"):
        FileKeys(tmp_path / "master.key")
    assert target.exists() is present


def test_a_folder_and_an_unwritable_place_are_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="not a file"):
        FileKeys(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(KeyFileError, match=r"cannot be made|refused"):
        FileKeys(tmp_path / "file" / "master.key")


@given(st.text(), st.text())
def test_what_is_sealed_opens_with_the_same_context(sealer: AesSealer, text: str, context: str) -> None:
    sealed = sealer.seal(Secret(text), context)
    assert sealer.open(sealed, context).reveal() == text
    with pytest.raises(SealBrokenError):
        sealer.open(sealed, context + "x")


def test_sealing_twice_gives_two_texts(sealer: AesSealer) -> None:
    number = Secret("+32470123423")
    first, second = sealer.seal(number, "outbox/1"), sealer.seal(number, "outbox/1")
    assert first != second
    assert b"470123423" not in first


@given(st.data())
def test_any_change_is_found(sealer: AesSealer, data: st.DataObject) -> None:
    sealed = bytearray(sealer.seal(Secret("+32470123423"), "outbox/1"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        sealer.open(bytes(sealed), "outbox/1")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"n" * 12, b"\x01" + b"n" * 20])
def test_too_little_is_broken_too(sealer: AesSealer, sealed: bytes) -> None:
    with pytest.raises(SealBrokenError):
        sealer.open(sealed, "outbox/1")


def test_another_master_key_opens_nothing(sealer: AesSealer, tmp_path: Path) -> None:
    with pytest.raises(SealBrokenError):
        AesSealer(FileKeys(tmp_path / "other.key")).open(sealer.seal(Secret("x"), "a"), "a")
