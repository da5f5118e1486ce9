"""Files a command writes: whether they can be is told before the work begins."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from gospel_keys.commands.console import USAGE, fail
from gospel_keys.sound.options import Format, RenderError, format_of


def check_target(path: Path) -> None:
    """End the command when a file cannot be written there; nothing is touched."""
    reason = _in_the_way(path)
    if reason:
        fail(f"cannot write {path}: {os.strerror(reason)}")


def _in_the_way(path: Path) -> int:
    """The number of the error that writing would end in; 0 when nothing is in the way."""
    if path.is_dir():
        return errno.EISDIR
    if not path.parent.exists():
        return errno.ENOENT
    if not path.parent.is_dir():
        return errno.ENOTDIR
    return 0 if os.access(path if path.exists() else path.parent, os.W_OK) else errno.EACCES


def named_format(target: Path) -> Format:
    """The format that ``target`` is named for; the command ends where it names none."""
    try:
        return format_of(target)
    except RenderError as error:
        fail(str(error), USAGE)


def write_file(path: Path, data: bytes) -> None:
    """Write, or say why not."""
    try:
        path.write_bytes(data)
    except OSError as error:
        fail(f"cannot write {path}: {error.strerror}")
