"""What the packages' scripts do to a machine, of which a folder takes the place here."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

DEBIAN = Path(__file__).resolve().parents[2] / "packaging" / "debian"
MASK = "etc/systemd/system/ctrl-alt-del.target"
CREDENTIAL = "etc/credstore.encrypted/repasse-kiosk-keyring"
CREDS = """#!/bin/sh
# As systemd-creds of systemd 252: "host+tpm2" and "tpm2" fail where the TPM does not answer.
case "$*" in
*has-tpm2*) exit 0 ;;
*--with-key={works}\\ *) for last in "$@"; do :; done; cat >"$last" ;;
*) echo "Failed to seal: not supported" >&2; exit 1 ;;
esac
"""


def run(script: Path, machine: Path, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    """Run `script` as root would, with every folder that it names below `machine`."""
    text = re.sub(r"(?<![\w.])/(etc|run|var)/", rf"{machine}/\1/", script.read_text(encoding="utf-8"))
    copy = machine / "script"
    copy.write_text(text, encoding="utf-8")
    around = os.environ | {"PATH": f"{path}:{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", str(copy), *arguments], env=around, capture_output=True, text=True, check=False
    )


def postinst(machine: Path, before: str = "") -> None:
    done = run(DEBIAN / "repasse-kiosk.postinst", machine, "configure", before)
    assert done.returncode == 0, done.stderr


def postrm(machine: Path, action: str) -> None:
    done = run(DEBIAN / "repasse-kiosk.postrm", machine, action)
    assert done.returncode == 0, done.stderr


def masked(machine: Path) -> bool:
    return (machine / MASK).is_symlink() and str((machine / MASK).readlink()) == "/dev/null"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    (tmp_path / "var/lib").mkdir(parents=True)
    return tmp_path


def test_ctrl_alt_del_is_dead_as_long_as_the_package_is_there(machine: Path) -> None:
    postinst(machine)
    assert masked(machine)
    postinst(machine, "0.1.0")
    assert masked(machine)
    postrm(machine, "remove")
    assert not (machine / MASK).is_symlink()


def test_ctrl_alt_del_is_dead_again_when_the_package_comes_back(machine: Path) -> None:
    """dpkg gives the version before to a package whose settings were still there."""
    postinst(machine)
    postrm(machine, "remove")
    postinst(machine, "0.1.0")
    assert masked(machine)
    postrm(machine, "remove")
    postrm(machine, "purge")
    assert sorted(path.name for path in machine.rglob("*") if not path.is_dir()) == ["script"]


def test_an_operator_who_wants_ctrl_alt_del_keeps_it(machine: Path) -> None:
    postinst(machine)
    (machine / MASK).unlink()
    postinst(machine, "0.1.0")
    assert not (machine / MASK).is_symlink()


def test_an_operators_own_mask_stays(machine: Path) -> None:
    (machine / MASK).parent.mkdir(parents=True)
    (machine / MASK).symlink_to("/dev/null")
    postinst(machine)
    postrm(machine, "remove")
    assert masked(machine)


def make(machine: Path, works: str) -> subprocess.CompletedProcess[str]:
    """`repasse-kiosk-credential make` where encryption by `works` is all that there is."""
    tools = machine / "tools"
    tools.mkdir()
    for name, text in {"systemd-creds": CREDS.replace("{works}", works), "id": "#!/bin/sh\necho 0\n"}.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    return run(DEBIAN / "kiosk/usr/sbin/repasse-kiosk-credential", machine, "make", path=str(tools))


@pytest.mark.parametrize(
    ("works", "said"),
    [
        ("host+tpm2", "is bound to the TPM"),
        ("tpm2", "is bound to the TPM"),
        ("host", "No TPM 2.0 that answers"),
    ],
)
def test_the_credential_is_said_to_be_bound_to_what_it_is_bound_to(
    machine: Path, works: str, said: str
) -> None:
    """Where the TPM's libraries are missing `has-tpm2` says yes all the same."""
    done = make(machine, works)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert ("bound to the TPM" in done.stdout) is (works != "host")
    assert (machine / CREDENTIAL).stat().st_mode & 0o777 == 0o600
    assert len((machine / CREDENTIAL).read_bytes()) == 44
    assert [path.name for path in (machine / CREDENTIAL).parent.iterdir()] == ["repasse-kiosk-keyring"]


def test_without_any_way_to_encrypt_nothing_is_left(machine: Path) -> None:
    done = make(machine, "nothing")
    assert done.returncode == 1
    assert "not supported" in done.stderr
    assert list((machine / CREDENTIAL).parent.iterdir()) == []
