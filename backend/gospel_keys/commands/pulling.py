"""``gospel-keys models pull``: the weights of a model, with progress."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, cast

from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import USAGE, fail, say, tell
from gospel_keys.language.catalogue import catalogue
from gospel_keys.language.local.runtime import why_missing
from gospel_keys.language.memory import gigabytes
from gospel_keys.language.pulling.errors import PullError
from gospel_keys.language.pulling.pull import Told, pull

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


def run(name: str) -> None:
    """Fetch the model, or say why that cannot be done."""
    chosen = settings()
    known = catalogue().get(name)
    if known is None:
        fail(f"{name[:40]!r} is none of: {', '.join(catalogue())}", USAGE)
    if missing := why_missing():
        tell(f"It will not run here: {missing}")
    tell(f"{known.label} from {known.repository}, licence {known.licence}")
    shown, told = _shown()
    try:
        with shown:
            folder = pull(known, chosen.models_folder, chosen.hub, told)
    except PullError as error:
        fail(str(error))
    except OSError as error:
        fail(f"cannot write to {chosen.models_folder}: {error.strerror}")
    size = sum(path.stat().st_size for path in folder.iterdir())
    say(f"{known.label} is here and as the hub states it: {folder} ({gigabytes(size)})")


def _shown() -> tuple[AbstractContextManager[object], Told]:
    """A bar on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        return nullcontext(), _lines()
    from rich.console import Console  # noqa: PLC0415 - only where it is seen
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        Progress,
        TimeRemainingColumn,
    )

    bar: Progress = Progress(
        BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    )
    task = bar.add_task("pull", total=None)
    return bar, lambda here, whole: bar.update(task, completed=here, total=whole)


def _lines() -> Told:
    last = [0.0]

    def told(here: int, whole: int) -> None:
        now = time.monotonic()
        if now - last[0] >= EVERY or here == whole:
            last[0] = now
            tell(f"  {gigabytes(here)} of {gigabytes(whole)}")

    return cast("Told", told)
