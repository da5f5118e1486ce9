"""Words for notes, motions and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.composer.planning.context import Context, common_tones, half_steps
from gospel_keys.music.chord import Chord
from gospel_keys.music.pitch import PitchClass

NUMBERS = {
    0: "one", 1: "flat two", 2: "two", 3: "flat three", 4: "three", 5: "four", 6: "sharp four",
    7: "five", 8: "flat six", 9: "six", 10: "flat seven", 11: "seven",
}  # fmt: skip


def listed(names: Sequence[object]) -> str:
    """ "A", "A and B", "A, B and C"."""
    words = [str(name) for name in names]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def moved(one: PitchClass, other: PitchClass) -> str:
    """ "B rises to C": two tones a half step apart."""
    verb = "rises" if (other.chroma - one.chroma) % 12 == 1 else "falls"
    return f"{one} {verb} to {other}"


def resolutions(one: Chord, other: Chord, most: int = 2) -> str:
    """The half steps from one chord into the next, the strongest first; "" if there are none."""
    return listed([moved(*pair) for pair in half_steps(one, other)[:most]])


def shared(one: Chord, other: Chord) -> tuple[str, ...]:
    """The tones of ``one`` that ``other`` keeps; "C## (D)" where ``other`` spells one anew."""
    names = {tone.chroma: tone for tone in other.notes}
    return tuple(both_names(tone, names[tone.chroma]) for tone in common_tones(one, other))


def both_names(here: PitchClass, there: PitchClass) -> str:
    """A tone's name, and its name in the other chord where that is another."""
    return str(here) if here == there else f"{here} ({there})"


def bass_line(here: Context) -> str:
    """The basses before, here and after: "F F# G"."""
    chords = [chord for chord in (here.before, here.chord, here.after) if chord is not None]
    return " ".join(str(chord.lowest) for chord in chords)


def step(one: Chord, other: Chord) -> int:
    """Semitones from bass to bass the short way, -5..6."""
    up = (other.lowest.chroma - one.lowest.chroma) % 12
    return up - 12 if up > 6 else up


def number(here: Context, chord: Chord) -> str:
    """A chord's root as a number of the key: "flat six"."""
    return NUMBERS[(chord.root.chroma - here.key.tonic.chroma) % 12]


def mention(sentence: str, extra: str) -> str:
    """A sentence with its evidence after a colon, when there is any."""
    return f"{sentence}: {extra}" if extra else sentence
