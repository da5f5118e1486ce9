"""A small grammar of charts, and questions by it."""

from __future__ import annotations

from gospel_keys.language.asking import Ask

CHART = """start: bar " | " bar
bar: CHORD | CHORD " " CHORD | CHORD ":3 " CHORD ":1"
ROOT: "C" | "D" | "Em" | "F" | "G" | "Am" | "Bb"
SYMBOL: "7" | "maj7" | "dim7"
CHORD: ROOT SYMBOL?
"""
GOOD = "Cmaj7 | G7 C"


def question(seed: int = 0, prompt: str = "two bars", **fields: object) -> Ask:
    """A question for two bars."""
    return Ask("Write two bars.", prompt, CHART, seed=seed, **fields)  # type: ignore[arg-type]
