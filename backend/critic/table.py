"""Which checks a piece must pass: all of the common ones, and those its genre's folder declares.

A genre may have a ``checks.toml``: a table per check, whose keys are the check's own parameters.
Naming a common check changes its targets; naming one of the others adds it. Two keys belong to the
table itself: ``min_complexity`` (the check does not apply below it) and ``application``, a table
of targets per application that win over the rest (``off = true`` leaves the check out).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from critic import (
    cadence,
    changes,
    counterpoint,
    dynamics,
    form,
    groove,
    idioms,
    melody,
    pedalling,
    playing,
    rhythm,
    swinging,
    symbols,
    touch,
)
from critic.finding import Finding
from critic.piece import Piece

Check = Callable[..., list[Finding]]
Targets = Mapping[str, Mapping[str, Any]]

COMMON: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        form.invariants,
        form.exact_bars,
        form.no_empty_bars,
        form.ending,
        form.fresh_surface,
        form.whole_form,
        playing.notes_per_hand,
        playing.span,
        playing.struck_while_held,
        playing.hands_collide,
        playing.spacing,
        playing.ranges,
        playing.jumps,
        playing.speed,
        dynamics.velocity_range,
        dynamics.velocity_spread,
        dynamics.velocity_shape,
        touch.chord_onset_spread,
        touch.keeps_order,
        touch.inside_the_piece,
        pedalling.pedal,
        pedalling.pedal_blur,
        pedalling.pedal_mud,
        symbols.roman_agrees,
        symbols.comments,
        symbols.symbol_sounds,
        symbols.chord_spelling,
        symbols.clashes,
        changes.cadences,
        melody.melody_line,
        melody.phrase_goals,
        melody.register,
        symbols.bass_is_lowest,
    )
}

DECLARED: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        changes.two_chord_bars,
        changes.passing_chords,
        changes.bass_approach,
        rhythm.compound_eighths,
        rhythm.fills_at_ends,
        rhythm.swing,
        groove.extended_chords,
        groove.plain_triads,
        groove.common_tones,
        groove.offbeat_right,
        groove.late_right,
        groove.steady_slots,
        groove.sixteenth_swing,
        swinging.swing_by_tempo,
        swinging.onset_rate,
        swinging.two_fives,
        swinging.guide_tones,
        swinging.walking_approach,
        swinging.strong_tones,
        swinging.roots_return,
        swinging.rootless_register,
        idioms.dominant_sevenths,
        idioms.blue_notes,
        idioms.crushed_notes,
        idioms.shuffle_swing,
        idioms.turnarounds,
        counterpoint.parallel_fifths,
        counterpoint.parallel_octaves,
        counterpoint.tendency_tones,
        counterpoint.inversions,
        counterpoint.independent_voices,
        counterpoint.suspensions,
        cadence.perfect_close,
        cadence.stable_triads,
        cadence.six_fours,
        cadence.period_structure,
        cadence.rubato,
    )
}


def load(genre: str) -> Targets:
    """The targets of a genre's ``checks.toml``; none where it has no such file.

    Raises ``KeyError`` for a check that does not exist.
    """
    path = files("gospel_keys.genres") / genre / "checks.toml"
    if not path.is_file():
        return {}
    targets = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(targets) - set(COMMON) - set(DECLARED):
        raise KeyError(f"{genre}/checks.toml names no check: {', '.join(sorted(unknown))}")
    return targets


def review(piece: Piece, targets: Targets) -> list[Finding]:
    """Every finding of every check that applies to the piece.

    A score that breaks its own invariants is not examined further.
    """
    found = form.invariants(piece)
    if found:
        return found
    for _, check, given in applying(piece, targets):
        found += check(piece, **given)
    return found


def applying(piece: Piece, targets: Targets) -> Iterator[tuple[str, Check, dict[str, Any]]]:
    """The checks that apply to a piece whose score is whole, with their names and parameters."""
    checks = dict(COMMON) | {name: DECLARED[name] for name in targets if name in DECLARED}
    checks.pop("invariants", None)
    for name, check in checks.items():
        given = _targets(targets.get(name, {}), piece)
        if given is not None:
            yield name, check, given


def _targets(table: Mapping[str, Any], piece: Piece) -> dict[str, Any] | None:
    """A check's parameters for this piece, or None where the check does not apply."""
    given = dict(table)
    least = given.pop("min_complexity", 1)
    own = given.pop("application", {}).get(piece.arrangement.brief.application, {})
    given |= own
    if given.pop("off", False) or piece.complexity < least:
        return None
    return given
