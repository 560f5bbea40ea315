"""Lay one program with its own Python environment into the tree of its Debian package.

`stage_program.py kiosk|backend WHEELS TREE` fills `TREE/usr/lib/repasse-NAME`. Nothing in it knows where it
was made: scripts of other packages, whose first line would, are left out; the one launcher is written here.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from prune_qt import prune

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "python3.11"
"""Debian 12's; compiled modules of the environment are for no other."""


@dataclass(frozen=True, slots=True)
class Program:
    """`packages` of the wheel belong to it; its launcher runs `main` of the module `entry`."""

    packages: tuple[str, ...]
    entry: str


PROGRAMS = {
    "kiosk": Program(("kiosk",), "kiosk.__main__"),
    "backend": Program(("backend",), "backend.cli"),
}
LAUNCHER = """#!{home}/bin/python3 -I
import sys

from {entry} import main

sys.exit(main())
"""


def main() -> int:
    parser = argparse.ArgumentParser("stage_program", description=__doc__)
    parser.add_argument("name", choices=PROGRAMS)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("tree", type=Path)
    given = parser.parse_args()
    home = Path("/usr/lib") / f"repasse-{given.name}"
    stage(given.name, given.wheels, given.tree, home)
    return 0


def stage(name: str, wheels: Path, tree: Path, home: Path) -> None:
    """Fill `tree` with the program `name`, to be installed as `home`."""
    program, place = PROGRAMS[name], tree / home.relative_to("/")
    library = place / "lib" / PYTHON / "site-packages"
    environment(place, library)
    dependencies(ROOT / "packaging" / "lock" / f"{name}.txt", library)
    ours(program, next(wheels.glob("repasse-*.whl")), library)
    if name == "kiosk":
        for line in prune(library):
            print(line)
    launcher = place / "bin" / f"repasse-{name}"
    launcher.write_text(LAUNCHER.format(home=home, entry=program.entry), encoding="utf-8")
    launcher.chmod(0o755)
    compile_all(library, tree)


def environment(place: Path, library: Path) -> None:
    """What makes a folder a virtual environment: two links and `pyvenv.cfg` (PEP 405)."""
    (place / "bin").mkdir(parents=True)
    library.mkdir(parents=True)
    (place / "bin" / PYTHON).symlink_to(f"/usr/bin/{PYTHON}")
    (place / "bin" / "python3").symlink_to(PYTHON)
    lines = ("home = /usr/bin", "include-system-site-packages = false", "version = 3.11")
    (place / "pyvenv.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")


def dependencies(lock: Path, library: Path) -> None:
    """Exactly what the lock file names, checked against its hashes, and never built from source."""
    command = (
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile"),
        *("--target", str(library), "--requirement", str(lock)),
    )
    subprocess.run(command, check=True)
    shutil.rmtree(library / "bin", ignore_errors=True)


def ours(program: Program, wheel: Path, library: Path) -> None:
    """The program's part of our own wheel, and the metadata that say its version."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            top = name.split("/")[0]
            if top in program.packages or name.endswith(
                (".dist-info/METADATA", ".dist-info/licenses/LICENSE")
            ):
                archive.extract(name, library)


def compile_all(library: Path, tree: Path) -> None:
    """Bytecode now: the folder is read-only to the program. The paths in it are those after installation."""
    command = (f"/usr/bin/{PYTHON}", "-m", "compileall", "-q", "-s", str(tree), "-p", "/")
    subprocess.run((*command, "--invalidation-mode", "unchecked-hash", str(library)), check=True)


if __name__ == "__main__":
    sys.exit(main())
