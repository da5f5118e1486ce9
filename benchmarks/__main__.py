"""Runs the parts named on the command line (all by default) and prints their tables."""

from __future__ import annotations

import importlib
import sys
from typing import Protocol, cast

PARTS = ("service", "engine", "gpu", "page", "language")


class Part(Protocol):
    """A benchmark module: ``main`` measures and prints its table."""

    def main(self) -> None: ...


def run(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown part {unknown[0]!r}; the parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for name in names or PARTS:
        print(f"\n## {name}\n", flush=True)
        cast("Part", importlib.import_module(f"benchmarks.{name}")).main()
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
