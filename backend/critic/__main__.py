"""``python -m critic [GENRE] [--most N]``: what the critic says of the product's pieces."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean

from critic.corpus import pieces
from critic.stats import describe
from critic.table import load, review
from gospel_keys.genres.registry import genres


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the findings by check with examples, and the mean of every number; 1 if any."""
    parser = argparse.ArgumentParser(prog="critic")
    parser.add_argument("genre", nargs="*", default=sorted(genres()))
    parser.add_argument("--most", type=int, default=None, help="pieces a genre")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", type=int, default=4)
    asked = parser.parse_args(arguments)
    return max(_report(g, asked.most, asked.seed, asked.examples) for g in asked.genre)


def _report(genre: str, most: int | None, seed: int, examples: int) -> int:
    targets = load(genre)
    failed: Counter[str] = Counter()
    said: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, list[float]] = defaultdict(list)
    total = 0
    for row, piece in pieces(genre, seed=seed, most=most):
        total += 1
        findings = review(piece, targets)
        failed.update({finding.check for finding in findings})
        for finding in findings:
            said[finding.check].append(f"{finding}  <- {row}")
        for name, value in describe(piece).items():
            if isinstance(value, int | float):
                numbers[name].append(float(value))
    lines = [f"{genre}: {total} pieces, {sum(failed.values())} failed checks"]
    for check, count in failed.most_common():
        lines += [f"  {check}: {count} pieces", *(f"    {text}" for text in said[check][:examples])]
    lines += [f"  {name:22} {mean(values):8.3f}" for name, values in numbers.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
