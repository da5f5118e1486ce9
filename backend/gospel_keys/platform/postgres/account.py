"""Who runs the server: PostgreSQL refuses root, so root hands it to an unprivileged account."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user the server can run as."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Arguments that make ``subprocess`` start a process as this account and nothing more."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path) -> Account | None:
    """The account for a server over ``data``; None when we are not root and run it ourselves.

    Data that exists already keeps its owner. Raises KeyError when the system has no such user.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        found = pwd.getpwuid(data.stat().st_uid)
    else:
        found = _first_known(CANDIDATES)
    return Account(found.pw_name, found.pw_uid, found.pw_gid)


def _first_known(names: tuple[str, ...]) -> pwd.struct_passwd:
    for name in names[:-1]:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return pwd.getpwnam(names[-1])


def can_reach(path: Path, account: Account | None) -> bool:
    """Whether the account may walk down to ``path`` (which need not exist yet)."""
    if account is None:
        return True
    return all(_may_enter(p.stat(), account) for p in path.resolve().parents if p.exists())


def make_folder(path: Path, account: Account | None) -> None:
    """Make ``path`` and what is missing above it: private, or open to walk through for the account.

    The mode is set whatever the umask; folders that exist are left as they are.
    """
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755 if account else 0o700)


def _may_enter(info: os.stat_result, account: Account) -> bool:
    if info.st_uid == account.uid:
        return bool(info.st_mode & stat.S_IXUSR)
    if info.st_gid == account.gid:
        return bool(info.st_mode & stat.S_IXGRP)
    return bool(info.st_mode & stat.S_IXOTH)
