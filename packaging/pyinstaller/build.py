"""Build the station as one folder on this system: `python packaging/pyinstaller/build.py`.

Makes an environment of exactly the wheels whose hashes `packaging/lock/desktop.txt` has, compiles forms and
catalogues, and leaves the folder in `build/desktop/repasse-kiosk` (macOS: `Repasse.app` beside it). Needs
Python 3.11 or newer, and a network for the first build; writes to `build/` and `kiosk/_generated/` only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "desktop"
LOCK = ROOT / "packaging" / "lock" / "desktop.txt"
SPEC = ROOT / "packaging" / "pyinstaller" / "repasse-kiosk.spec"


def main() -> int:
    python = environment()
    run(python, str(ROOT / "packaging" / "build_assets.py"))
    fresh = OUT / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(OUT / "work", ignore_errors=True)
    pyinstaller = (python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN")
    run(*pyinstaller, "--distpath", str(fresh), "--workpath", str(OUT / "work"), str(SPEC))
    for made in sorted(fresh.iterdir()):
        replace(made, OUT / made.name)
    shutil.rmtree(fresh)
    folder = OUT / "repasse-kiosk"
    print(f"{folder.relative_to(ROOT)}: {size(folder) >> 20} MiB")
    return 0


def environment() -> str:
    """The Python of an environment that has what the lock names and nothing else."""
    home = OUT / "environment"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, wanted = home / "made-of.txt", f"{sys.version}\n{LOCK.read_text(encoding='utf-8')}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        run(sys.executable, "-m", "venv", str(home))
        pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--require-hashes", "--only-binary=:all:", "--requirement", str(LOCK))
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def run(*command: str) -> None:
    """Nothing of the caller's Python reaches the tools; hashes make two builds of one version alike."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(command, check=True, cwd=ROOT, env=kept | {"PYTHONHASHSEED": "1"})


def replace(made: Path, target: Path) -> None:
    """Put what was built in the place of what was there, so that a failed build leaves the old one whole."""
    shutil.rmtree(target, ignore_errors=True)
    made.rename(target)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
