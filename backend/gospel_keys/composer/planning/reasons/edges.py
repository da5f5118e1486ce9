"""The chords at the edges: a piece's first and last, the door to a new key."""

from __future__ import annotations

from gospel_keys.composer.planning.context import Context
from gospel_keys.composer.planning.reasons.say import (
    listed,
    mention,
    number,
    resolutions,
    shared,
    step,
)
from gospel_keys.music.chord import Chord


def final(here: Context) -> str | None:
    """The last chord: how the piece came home."""
    if not here.is_final:
        return None
    if here.before is None:
        if here.root != 0:
            return f"{here.chord}, {number(here, here.chord)} of {here.key}, is the whole piece"
        return (
            f"{here.chord} is home and the whole piece: nothing else is needed in so short a space"
        )
    before, name = here.before, here.chord
    falls = resolutions(before, name)
    if here.root != 0:
        return mention(f"{name} leaves the piece open on {number(here, name)}, not home", falls)
    root = (before.root.chroma - here.key.tonic.chroma) % 12
    if root == 5:
        kept = listed(shared(before, name))
        amen = f"{before} settles on {name}, the amen" + (f", with {kept} held" if kept else "")
        return mention(amen, falls)
    if root == 7 or before.lowest.chroma == (here.key.tonic.chroma + 7) % 12:
        bass = f"the bass goes from {before.lowest} to {name.lowest}"
        return mention(f"{before} comes home to {name}, the full close", falls or bass)
    if root == 10:
        return mention(
            f"{name} is reached from {before} a whole step below, not from the dominant", falls
        )
    if before.root == name.root:
        return (
            f"{name} is where the piece rests; home was reached already and is only coloured anew"
        )
    return mention(f"{name} ends the piece at home, after {number(here, before)}", falls)


def door(here: Context) -> str | None:
    """A chord that belongs to the key of the next section."""
    if here.after is None or here.next_key == here.key:
        return None
    new = here.next_key.tonic
    if (here.chord.root.chroma - new.chroma) % 12 != 7:
        return None
    lifted = (new.chroma - here.key.tonic.chroma) % 12
    how = {1: "a half step", 2: "a whole step"}.get(lifted, f"{lifted} half steps")
    sentence = (
        f"{here.chord} is the dominant of {here.next_key}, and the music is lifted {how} by it"
    )
    return mention(sentence, resolutions(here.chord, here.after))


def arrival(here: Context) -> str | None:
    """The first chord in a new key."""
    if here.before is None or here.previous_key == here.key:
        return None
    place = "home" if here.root == 0 else f"{number(here, here.chord)}, already"
    new = f"{here.chord} is {place} in the new key, {here.key}"
    return mention(new, resolutions(here.before, here.chord))


def first(here: Context) -> str | None:
    """The first chord: what it tells the ear."""
    if not here.is_first:
        return None
    name, key = here.chord, here.key
    onward = _going(name, here.after) if here.after is not None else "nothing follows"
    if here.root == 0 and here.bass == 0:
        return f"{name} says at once that we are in {key}; {onward}"
    if here.root == 7:
        return mention(
            f"{name} is the dominant of {key}: the piece begins by asking for home", _waiting(here)
        )
    return f"{name} begins away from home, on {number(here, name)} of {key}; {onward}"


def _going(chord: Chord, after: Chord) -> str:
    motion = step(chord, after)
    if after.root == chord.root:
        return f"{after} next keeps its root"
    if motion == 0:
        return f"the bass stays on {chord.lowest} under {after}"
    kept = listed(shared(chord, after))
    way = "up" if motion > 0 else "down"
    held = f" while {kept} {'stay' if ' and ' in kept else 'stays'}" if kept else ""
    return f"the bass then goes {way} to {after.lowest} for {after}{held}"


def _waiting(here: Context) -> str:
    third = here.chord.third
    return f"{third} wants to rise to {here.key.tonic}" if third and not here.chord.is_minor else ""
