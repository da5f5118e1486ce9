"""Chords that pull: the home dominant, dominants of other chords, and what stands in for them."""

from __future__ import annotations

from gospel_keys.composer.planning.context import Context
from gospel_keys.composer.planning.reasons.say import (
    NUMBERS,
    listed,
    mention,
    number,
    resolutions,
    shared,
    step,
)
from gospel_keys.music.chord import Chord


def suspended(here: Context) -> str | None:
    """A dominant whose fourth delays its third."""
    after, chord = here.after, here.chord
    delays = chord.is_suspended and chord.is_dominant
    if not delays or after is None or after.root != chord.root or after.third is None:
        return None
    fourth = chord.degree("4") or chord.degree("11")
    delay = f"{chord} holds {fourth} in the place of {after.third}"
    return f"{delay}; {after} lets it fall and the pull begins"


def released(here: Context) -> str | None:
    """The dominant that its own suspension was waiting for."""
    before, chord = here.before, here.chord
    if (
        before is None
        or not before.is_suspended
        or before.root != chord.root
        or chord.third is None
    ):
        return None
    if here.after is None or chord.is_suspended:
        return None
    onward = resolutions(chord, here.after)
    leads = f"; now {onward}" if onward else f", on the way to {here.after}"
    return f"{chord} releases the suspension: {chord.third} is heard at last{leads}"


def eleventh(here: Context) -> str | None:
    """The subdominant over the dominant's bass."""
    if here.bass != 7 or here.root not in (2, 5) or here.after is None:
        return None
    tonic, bass = here.key.tonic, here.chord.lowest
    leading = (tonic.chroma - 1) % 12
    soft = f"{here.chord} puts {number(here, here.chord)} over the dominant's bass {bass}"
    if leading in here.chord.chromas:
        return mention(soft, resolutions(here.chord, here.after))
    held = f"{tonic} sounds where the leading tone would be"
    return f"{soft}: {held}, so it reaches {here.after} gently"


def home_dominant(here: Context) -> str | None:
    """Five: resolving, evaded, or left open."""
    if here.root != 7 or here.chord.is_minor or here.chord.is_diminished or here.after is None:
        return None
    chord, after = here.chord, here.after
    pull = resolutions(chord, after)
    if here.next_root == 0:
        if here.closes:
            return mention(
                f"{chord} ends the phrase on a question, which {after} answers in the next", pull
            )
        return mention(f"{chord} is the dominant and goes home to {after}", pull)
    if here.closes:
        return mention(f"{chord} leaves the phrase open on the dominant; {after} takes it up", pull)
    if after == chord:
        return f"{chord} stands on the dominant {chord.root} and is struck once more"
    if after.root == chord.root:
        stands = f"{chord} stands on the dominant {chord.root}"
        added = [tone for tone in after.notes if tone.chroma not in chord.chromas]
        if not added and len(after.chromas) == len(chord.chromas):
            return f"{stands}; {after} says the same over {after.lowest}"
        if not added:
            return f"{stands}; {after} says it once more with fewer notes"
        return f"{stands}; {after} keeps that root and adds {listed(added[:2])}"
    if here.next_root in (8, 9):
        up = "up" if step(chord, after) > 0 else "down"
        way = f"the bass goes {up} from {chord.lowest} to {after.lowest}"
        return f"{chord} points home, but {after} takes home's place: {way}"
    return mention(f"{chord} points home, but {after} comes instead", pull)


def applied(here: Context) -> str | None:
    """The dominant of a chord other than home."""
    after, chord = here.after, here.chord
    if after is None or not here.is_dominant or not here.falls_a_fifth or here.root == 7:
        return None
    pull = resolutions(chord, after)
    if after.is_dominant and here.second_after is not None:
        third = here.second_after
        if (third.root.chroma - after.root.chroma) % 12 == 5:
            chain = f"{chord.root} {after.root} {third.root}"
            return mention(
                f"{chord} starts a chain of dominants whose roots fall by fifths, {chain}", pull
            )
    target = NUMBERS[here.next_root or 0]
    return mention(f"{chord} is the dominant of {after}, five of {target}", pull)


def tritone(here: Context) -> str | None:
    """A dominant a half step above its goal."""
    after, chord = here.after, here.chord
    if after is None or not here.is_dominant or here.root_motion != 11:
        return None
    if chord.third is None or chord.seventh is None or here.root == 4:
        return None
    pair = listed([chord.third, chord.seventh])
    fall = f"its root falls a half step to {after.root}"
    name = f"{chord} is the tritone substitute for the dominant of {after}"
    return f"{name}: it shares {pair} with that dominant, and {fall}"


def backdoor(here: Context) -> str | None:
    """Flat seven going home."""
    if here.root != 10 or here.next_root != 0 or here.after is None or here.mode == "minor":
        return None
    if here.chord.is_minor:
        return None
    pull = resolutions(here.chord, here.after)
    return mention(
        f"{here.chord} comes home by the back door, from a whole step below {here.after.root}", pull
    )


def two_of_something(here: Context) -> str | None:
    """A minor seventh that begins a two-five."""
    after, chord = here.after, here.chord
    if after is None or not here.falls_a_fifth or not _is_two(chord):
        return None
    if not (after.is_dominant or (here.next_root == 7 and not after.is_minor)):
        return None
    goal = here.second_after
    lands = goal is not None and (goal.root.chroma - after.root.chroma) % 12 == 5
    kept = listed(shared(chord, after)[:2])
    held = f"; {kept} {'stay' if ' and ' in kept else 'stays'} in place" if kept else ""
    if lands and goal is not None:
        roots = f"{chord.root} {after.root} {goal.root}"
        return f"{chord} is the two of a two-five: the roots fall by fifths, {roots}{held}"
    return f"{chord} prepares {after} a fifth below it{held}"


def _is_two(chord: Chord) -> bool:
    return chord.is_minor or (chord.is_diminished and "b7" in chord.degrees)


def blues_seventh(here: Context) -> str | None:
    """A dominant seventh that colours and does not pull: on home or on four."""
    after, chord = here.after, here.chord
    if after is None or not here.is_dominant or here.root not in (0, 5) or here.falls_a_fifth:
        return None
    seventh = chord.seventh
    way = "up" if step(chord, after) > 0 else "down"
    onward = resolutions(chord, after, 1) or f"the bass goes {way} to {after.lowest}"
    return f"{chord} wears its flat seventh {seventh} as colour only; then {onward}"


def any_dominant(here: Context) -> str | None:
    """A dominant seventh that goes elsewhere than a fifth or half step down."""
    after, chord = here.after, here.chord
    if after is None or not here.is_dominant or here.root == 7:
        return None
    if after.root == chord.root:
        if after.lowest.chroma == chord.lowest.chroma:
            stays = f"{chord} stays on {chord.root} and turns into {after}"
            return mention(stays, resolutions(chord, after))
        line = f"the bass goes on from {chord.lowest} to {after.lowest}"
        return f"{chord} stays on {chord.root} for {after} too, while {line}"
    foreign = listed(here.foreign_tones[:2])
    colour = f" with {foreign} from outside the key" if foreign else ""
    pull = resolutions(chord, after) or f"the bass goes from {chord.lowest} to {after.lowest}"
    return f"{chord} turns toward {after}{colour}: {pull}"
