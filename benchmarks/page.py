"""The page: its weight, Lighthouse's mobile preset, and what playing a piece of 128 bars costs.

The production build, sent compressed by a server of its own, in the system's Chromium.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.service import serving

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"


def main() -> None:
    """Prints the weight and the figures with their targets; none of them fails the run."""
    subprocess.run(["npm", "run", "--silent", "size"], cwd=FRONTEND, check=True)
    print(f"\n{machine()}")
    with serving() as base:
        for script in ("lighthouse", "play"):
            table(measured(script, f"{base}/"))


def measured(script: str, address: str) -> dict[str, Any]:
    """What ``frontend/bench/<script>.mjs`` tells about the page at ``address``."""
    command = ["node", f"bench/{script}.mjs", address]
    told = subprocess.run(command, cwd=FRONTEND, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(told.stdout))


def table(told: dict[str, Any]) -> None:
    """One line for each figure, and whether it keeps its target."""
    print(f"\n{told['machine']}")
    for figure in told["figures"]:
        value, target = float(figure["value"]), str(figure["target"])
        shown = f"{value:.3g} {figure['unit']}".strip()
        print(f"  {figure['name']:48} {shown:>10}  {target:8} {verdict(value, target)}")


def verdict(value: float, target: str) -> str:
    """``kept`` or ``missed`` for a target such as ``<= 8``; nothing where there is none."""
    if not target:
        return ""
    sign, bound = target.split()
    kept = {"<=": value <= float(bound), "<": value < float(bound), ">=": value >= float(bound)}
    return "kept" if kept[sign] else "missed"


def machine() -> str:
    """The processor, its cores and how busy they are: slow figures of a busy machine say little."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    name = found.group(1) if found else platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the start"


if __name__ == "__main__":
    main()
