"""Why the piece has its form and its ending, said of this very piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gospel_keys.arranger.style import Ending, Expression, Form
from gospel_keys.composer.planning.reasons.say import listed
from gospel_keys.score.model import Section

_STRUCK = {
    "held": "the last chord is held to the barline",
    "rolled": "the last chord is rolled from the bottom up",
    "short": "the last chord is struck, and once more low and short on the last strong beat",
    "octaves": "the last chord is struck in octaves",
}
_CADENCES = {
    "authentic": "five goes to one",
    "plagal": "four goes to one",
    "backdoor": "flat seven goes to one",
    "modal": "flat six and flat seven step up to one",
}
_SIZES = {
    1: "a half step", 2: "a whole step", 3: "a minor third", 4: "a major third", 5: "a fourth",
    6: "a tritone",
}  # fmt: skip


def form_told(form: Form, sections: Sequence[Section]) -> str:
    """What the form is, how its sections lie here, and where the key changes."""
    what = f"{form.label}: {form.why}" if form.why else form.label
    parts = listed([f"{s.label} ({s.bars} {'bar' if s.bars == 1 else 'bars'})" for s in sections])
    changes = [
        f"From bar {after.start_bar + 1} on it lies {_moved(before, after)}, in {after.key}."
        for before, after in pairwise(sections)
        if before.key != after.key
    ]
    return " ".join([f"{what}. Here: {parts}.", *changes])


def _moved(before: Section, after: Section) -> str:
    """ "a half step higher": the shorter way from key to key."""
    up = (after.key.tonic.chroma - before.key.tonic.chroma) % 12
    return f"{_SIZES[up]} higher" if up <= 6 else f"{_SIZES[12 - up]} lower"


def ending_told(ending: Ending, expression: Expression) -> str:
    """How the piece closes: its cadence, its last chord and what the tempo does."""
    cadence = _CADENCES.get(ending.cadence, f"{ending.cadence} cadence")
    slower = round(100 * expression.ritardando * ending.ritardando)
    pace = (
        f"the last {expression.broadening} beats broaden by {slower} %"
        if slower and expression.broadening
        else "the tempo stays"
    )
    fade = "; the last phrase gets softer to its end" if ending.fade else ""
    return f"{ending.label}: {cadence}, {_STRUCK[ending.last]}, and {pace}{fade}."
