"""``python -m critic.evaluation [GENRE ...] [--pieces N] [--contract N]``: the whole table.

Exit status 1 where anything fails.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from critic.evaluation.report import markdown, objections
from critic.evaluation.running import Plan, evaluate
from gospel_keys.genres.registry import genres


def main(arguments: Sequence[str] | None = None) -> int:
    """Evaluate the genres named (all, if none is), print the table, say what failed."""
    asked = _parser().parse_args(arguments)
    names = asked.genre or list(genres())
    started = time.monotonic()
    plan = Plan(asked.pieces, asked.seeds, asked.contract)
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:

        def spread[A, B](work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
            return pool.map(work, items)

        found = [evaluate(name, plan, spread=spread) for name in names]
    text = markdown(found)
    sys.stdout.write(text)
    if asked.write:
        Path(asked.write).write_text(text, encoding="utf-8")
    if said := objections(found):
        sys.stderr.write(f"\n{said}\n")
    sys.stderr.write(f"all in {time.monotonic() - started:.0f} s\n")
    return int(not all(evaluation.passed for evaluation in found))


def _known(name: str) -> str:
    if name not in genres():
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(genres())}")
    return name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="critic.evaluation", description=__doc__)
    parser.add_argument("genre", nargs="*", type=_known, help=f"of {', '.join(genres())}")
    parser.add_argument("--pieces", type=int, default=250, help="pieces measured for each genre")
    parser.add_argument("--seeds", type=int, default=200, help="pieces for each complexity")
    parser.add_argument("--contract", type=int, default=0, help="further draws for each genre")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", metavar="FILE", help="write the table there as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
