"""The page's weight: initial JavaScript, compressed, against its budget."""

from __future__ import annotations

import subprocess
from pathlib import Path

FRONTEND = Path(__file__).resolve().parents[1] / "frontend"


def main() -> None:
    """Prints what `npm run size` measures on the production build."""
    subprocess.run(["npm", "run", "--silent", "size"], cwd=FRONTEND, check=True)
