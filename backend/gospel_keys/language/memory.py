"""How much memory there is, and how much a model needs."""

from __future__ import annotations

from pathlib import Path

import psutil

GIGABYTE = 1e9
CGROUPS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (
        Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ),
)


def available() -> int:
    """Bytes that can be taken without swapping: the machine's, or its container's if fewer."""
    free = int(psutil.virtual_memory().available)
    return min([free, *(left for pair in CGROUPS if (left := _left(*pair)) is not None)])


def _left(limit: Path, used: Path) -> int | None:
    """What a control group may still take; None where there is no limit."""
    try:
        return max(0, int(limit.read_text()) - int(used.read_text()))
    except (OSError, ValueError):  # no such group, or "max"
        return None


def gigabytes(size: float) -> str:
    """A size for a person to read."""
    return f"{size / GIGABYTE:.1f} GB"
