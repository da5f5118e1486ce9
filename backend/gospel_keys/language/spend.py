"""What the cloud has cost this month, kept in a file; nothing is asked that could pass the cap.

A file beside the data, not a table: the command line has no database, and the service's role needs
no further right. Machines that share a database each have a cap of their own.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from gospel_keys.language.asking import ModelError


@dataclass(frozen=True, slots=True)
class Month:
    """US dollars of one calendar month (UTC): spent, and set aside for what is under way."""

    month: str
    spent: float = 0.0
    reserved: float = 0.0

    @property
    def taken(self) -> float:
        return self.spent + self.reserved


@dataclass(frozen=True, slots=True)
class Reserved:
    """Dollars that were set aside, and in which month."""

    month: str
    most: float


class Ledger:
    """The month's account, for every process that uses this data folder."""

    def __init__(
        self, path: Path, cap: float, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.path = path
        self.cap = cap
        self._now = now

    def read(self) -> Month:
        """This month's account. A file that cannot be read counts as a cap that is reached."""
        this = self._now().strftime("%Y-%m")
        try:
            found = Month(**json.loads(self.path.read_bytes()))
            found = Month(found.month, float(found.spent), float(found.reserved))
        except FileNotFoundError:
            return Month(this)
        except (OSError, ValueError, TypeError):
            return Month(this, spent=self.cap)
        return found if found.month == this else Month(this)

    def why_spent(self) -> str:
        """Why the cloud is not asked any more this month, or ""."""
        if self.cap <= 0:
            return "the cloud's monthly cap is 0: GOSPEL_KEYS_CLOUD_MONTHLY_CAP sets another"
        found = self.read()
        if found.taken < self.cap:
            return ""
        return f"this month's cap of ${self.cap:.2f} for the cloud is reached"

    def reserve(self, most: float) -> Reserved:
        """Set aside ``most`` dollars. ModelError "spent" where they could pass the cap."""
        with self._open() as (found, write):
            if found.taken + most > self.cap:
                reason = f"the next question could pass this month's cap of ${self.cap:.2f}"
                raise ModelError("spent", self.why_spent() or reason)
            write(Month(found.month, found.spent, found.reserved + most))
            return Reserved(found.month, most)

    def settle(self, reserved: Reserved, cost: float) -> None:
        """Put what it did cost in place of what ``reserve`` set aside."""
        with self._open() as (found, write):
            is_same = found.month == reserved.month
            left = max(0.0, found.reserved - reserved.most) if is_same else found.reserved
            write(Month(found.month, found.spent + cost, left))

    @contextmanager
    def _open(self) -> Iterator[tuple[Month, Callable[[Month], None]]]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(f"{self.path}.lock", mode=0o600, timeout=10):
            yield self.read(), self._write

    def _write(self, month: Month) -> None:
        handle, scratch = tempfile.mkstemp(dir=self.path.parent, prefix=".spend-")
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(asdict(month), file)
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).replace(self.path)
        finally:
            Path(scratch).unlink(missing_ok=True)
