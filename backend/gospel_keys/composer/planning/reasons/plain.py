"""Chords of the key and of its other mode, by what they keep and what they move."""

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


def augmented(here: Context) -> str | None:
    """A raised fifth on its way up."""
    fifth = here.chord.fifth
    if here.chord.quality != "augmented" or here.after is None or fifth is None:
        return None
    goal = next(
        (t for t in here.after.pitch_classes if (t.chroma - fifth.chroma) % 12 in (0, 1)), None
    )
    up = f" toward {goal}" if goal else ""
    return f"{here.chord} raises its fifth to {fifth}, so that one inner voice climbs{up}"


def minor_four(here: Context) -> str | None:
    """Minor four in major: the sweet flat sixth."""
    if here.root != 5 or not here.chord.is_minor or here.mode == "minor" or here.after is None:
        return None
    sixth = here.chord.third
    before = here.before
    turned = before is not None and before.root == here.chord.root and before.third is not None
    how = (
        f"{before.third} becomes {sixth}" if turned and before is not None else f"it brings {sixth}"
    )
    goal = next(
        (t for t in here.after.pitch_classes if sixth and (sixth.chroma - t.chroma) % 12 == 1), None
    )
    fall = f" and falls to {goal} in {here.after}" if goal else f" on the way to {here.after}"
    return f"{here.chord} is four made minor: {how}{fall}"


def borrowed(here: Context) -> str | None:
    """Flat three, six, seven or two in major: colours of the parallel minor."""
    if here.mode == "minor" or here.root not in (1, 3, 8, 10) or here.after is None:
        return None
    foreign = listed(here.foreign_tones[:3])
    way = step(here.chord, here.after)
    lead = f"the bass {'climbs' if way > 0 else 'falls'} to {here.after.lowest}"
    return f"{here.chord} is borrowed from {here.key.parallel} ({foreign}); {lead} for {here.after}"


def side_slip(here: Context) -> str | None:
    """The next chord itself, a half step off."""
    if here.after is None or not here.foreign_tones or here.root_motion not in (1, 11):
        return None
    if here.chord.is_minor != here.after.is_minor or here.is_dominant:
        return None
    way = "above" if here.root_motion == 11 else "below"
    return mention(
        f"{here.chord} is {here.after} a half step {way}, sliding into place",
        resolutions(here.chord, here.after, 3),
    )


def same_root(here: Context) -> str | None:
    """A chord that only changes the colour of the one before."""
    before, chord = here.before, here.chord
    if before is None or before.root != chord.root or here.opens:
        return None
    new = [tone for tone in chord.pitch_classes if tone.chroma not in before.chromas]
    if not new:
        return f"{chord} lets {before} ring on, thinned to its core"
    return f"{chord} stays on {chord.root} and brings in {listed(new[:2])}{_onward(here)}"


def home(here: Context) -> str | None:
    """One: arrived at, begun from, or passed through."""
    if here.root != 0 or here.chord.lowest != here.chord.root or here.before is None:
        return None
    before, chord = here.before, here.chord
    arrived = resolutions(before, chord)
    if before.is_dominant and (before.root.chroma - here.key.tonic.chroma) % 12 == 7:
        return mention(f"{chord} answers {before} and is home", arrived)
    if here.opens:
        return f"{chord} starts the phrase at home{_onward(here)}"
    if here.closes:
        return mention(f"{chord} brings the phrase to rest at home, from {before}", arrived)
    kept = listed(shared(before, chord)[:2])
    held = f", keeping {kept} of {before}" if kept else ""
    return f"{chord} touches home{held}{_onward(here)}"


def home_in_disguise(here: Context) -> str | None:
    """Six or three in major, flat three or six in minor: most of home's notes, another floor."""
    places = (9, 4) if here.mode == "major" else (3, 8)
    if here.root not in places or here.chord.is_diminished:
        return None
    third = here.key.scale.pitch_classes[2]
    triad = {here.key.tonic.chroma, third.chroma, here.key.scale.pitch_classes[4].chroma}
    shared = [tone for tone in here.chord.pitch_classes if tone.chroma in triad]
    mood = "darker" if here.mode == "major" else "brighter"
    seen = f"{here.chord} has {listed(shared)} of the home chord on a {mood} root"
    if here.before is not None and (here.before.root.chroma - here.key.tonic.chroma) % 12 == 7:
        place = f"{here.chord} takes home's place after {here.before}"
        seen = f"{place}, with {listed(shared)} of its notes"
    return f"{seen}{_onward(here)}"


def subdominant(here: Context) -> str | None:
    """Four: away from home."""
    if here.root != 5 or here.before is None:
        return None
    kept = listed(shared(here.before, here.chord)[:2])
    hold = f", {kept} held from {here.before}" if kept else ""
    return f"{here.chord} opens away from home on four{hold}{_onward(here)}"


def on_the_way(here: Context) -> str | None:
    """A predominant that reaches the dominant by way of one chord more."""
    two, after = here.second_after, here.after
    places = (2, 5) if here.mode == "major" else (2, 5, 8)
    if two is None or after is None or here.root not in places or here.next_root == 7:
        return None
    if (two.root.chroma - here.key.tonic.chroma) % 12 != 7 or two.is_minor:
        return None
    line = " ".join(str(chord.lowest) for chord in (here.chord, after, two))
    place = number(here, here.chord)
    return f"{here.chord}, {place} of the key, is bound for {two} by way of {after}: bass {line}"


def anything(here: Context) -> str:
    """What can be said of any chord: its number, what it keeps, where it goes."""
    kept = listed(shared(here.before, here.chord)[:2]) if here.before else ""
    hold = f", keeping {kept} from {here.before}" if kept else ""
    return f"{here.chord} stands on {number(here, here.chord)} of {here.key}{hold}{_onward(here)}"


def _onward(here: Context) -> str:
    """ "; next ..." with the strongest thing that happens then."""
    if here.after is None:
        return ""
    pull = resolutions(here.chord, here.after, 1)
    if pull:
        return f"; then {pull} for {here.after}"
    return f"; {_by_bass(here, here.after)}"


def _by_bass(here: Context, after: Chord) -> str:
    motion = step(here.chord, after)
    if motion == 0:
        return f"the bass stays for {after}"
    way = "up" if motion > 0 else "down"
    size = {1: "a half step", 2: "a step", 3: "a third", 4: "a third", 5: "a fourth"}.get(
        abs(motion), ""
    )
    return f"the bass goes {way} {size} to {after}".replace("  ", " ")
