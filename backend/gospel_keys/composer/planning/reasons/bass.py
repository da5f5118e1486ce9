"""Chords that are there for the bass: diminished passing chords, inversions, pedals."""

from __future__ import annotations

from gospel_keys.composer.planning.context import Context
from gospel_keys.composer.planning.reasons.say import (
    bass_line,
    listed,
    mention,
    number,
    resolutions,
    shared,
    step,
)


def diminished(here: Context) -> str | None:
    """A diminished seventh between two basses, or leading into one."""
    if not here.is_fully_diminished or here.before is None or here.after is None:
        return None
    into, away = step(here.before, here.chord), step(here.chord, here.after)
    chord, low = here.chord, here.chord.lowest
    pull = resolutions(chord, here.after)
    if away == 1 and into == 1:
        fills = f"{chord} fills the half step between {here.before.lowest} and {here.after.lowest}"
        return f"{fills} in the bass, {bass_line(here)}; {pull}"
    if away == 1:
        return mention(
            f"{chord} stands a half step under {here.after.lowest} and leads into {here.after}",
            pull,
        )
    if away == -1:
        slips = (
            f"{chord} slips in so that the bass falls by half steps"
            if into == -1
            else (f"{chord} leans on {here.after.lowest} from a half step above")
        )
        return mention(f"{slips}, {bass_line(here)}", pull)
    if away == 0:
        return mention(f"{chord} clouds the bass {low} before {here.after} clears it", pull)
    kept = shared(chord, here.after)
    held = f"{listed(kept)} {'are' if len(kept) > 1 else 'is'} in both" if kept else pull
    return mention(f"{chord} links {here.before} to {here.after}", held)


def chromatic_half_diminished(here: Context) -> str | None:
    """A half-diminished chord in a bass that falls by half steps."""
    if not here.is_half_diminished or here.after is None or step(here.chord, here.after) != -1:
        return None
    chord, after, goal = here.chord, here.after, here.second_after
    kept = shared(chord, after)
    held = f", {listed(kept)} held above it" if kept else ""
    if goal is None or step(after, goal) != -1:
        return f"{chord} lets the bass sink a half step, {chord.lowest} to {after.lowest}{held}"
    line = f"{chord.lowest} {after.lowest} {goal.lowest}"
    return f"{chord} starts a bass that sinks by half steps, {line}{held}"


def cadential(here: Context) -> str | None:
    """Home over the dominant's bass, right before the dominant."""
    if here.root != 0 or here.bass != 7 or here.after is None or here.next_root != 7:
        return None
    pull = resolutions(here.chord, here.after)
    waiting = f"{here.chord} already has the dominant's bass {here.chord.lowest}"
    return mention(f"{waiting}; {here.after} follows over it", pull)


def pedal(here: Context) -> str | None:
    """A chord over a bass that stays."""
    chord, before = here.chord, here.before
    if chord.bass is None or before is None or before.lowest != chord.lowest:
        return None
    moves = resolutions(before, chord)
    if here.after is not None and here.after.lowest.chroma == chord.lowest.chroma:
        return mention(f"{chord} is a neighbour over the held bass {chord.lowest}", moves)
    return mention(f"{chord} changes the harmony over a bass that stays on {chord.lowest}", moves)


def inversion(here: Context) -> str | None:
    """A chord over its third, fifth or seventh, for the sake of the line below."""
    chord, before, after = here.chord, here.before, here.after
    if chord.bass is None or before is None or after is None:
        return None
    into, away = step(before, chord), step(chord, after)
    line = bass_line(here)
    if into * away > 0 and abs(into) <= 2 and abs(away) <= 2:
        way = "up" if away > 0 else "down"
        size = "half steps" if abs(into) == abs(away) == 1 else "steps"
        walking = f"{chord} lets the bass walk {way} by {size}, {line}"
        return f"{walking}, with {number(here, chord)} above it"
    if abs(away) <= 2 and away:
        way = "rises" if away > 0 else "falls"
        size = "a half step" if abs(away) == 1 else "a step"
        goal = f"{way} {size} to {after.lowest}"
        return f"{chord} puts {chord.lowest} in the bass so that it {goal}: {line}"
    if before.root == chord.root:
        return f"{chord} is {before} turned over its {_member(here)}, moving the bass: {line}"
    if away == 0:
        early = f"the bass is on {chord.lowest} already when {after} comes"
        return f"{chord} stands over its {_member(here)}, so that {early}"
    return f"{chord} stands over its {_member(here)} to keep the bass moving: {line}"


def walk(here: Context) -> str | None:
    """A chord on its root in a bass that walks through it."""
    if here.chord.bass is not None or here.before is None or here.after is None:
        return None
    into, away = step(here.before, here.chord), step(here.chord, here.after)
    if not 1 <= abs(into) <= 2 or not 1 <= abs(away) <= 2 or into * away < 0:
        return None
    way = "up" if away > 0 else "down"
    onward = resolutions(here.chord, here.after)
    walking = f"{here.chord} is a step of a bass that walks {way}, {bass_line(here)}"
    return f"{walking}; then {onward}" if onward else walking


def _member(here: Context) -> str:
    place = (here.chord.lowest.chroma - here.chord.root.chroma) % 12
    names = {
        3: "third",
        4: "third",
        6: "fifth",
        7: "fifth",
        8: "fifth",
        9: "sixth",
        10: "seventh",
        11: "seventh",
    }
    return names.get(place, "bass")
