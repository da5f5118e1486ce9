"""A second sentence: where a chord's tensions come from and where they go."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.composer.planning.context import Context
from gospel_keys.music.chord import Chord
from gospel_keys.music.pitch import PitchClass

_ORDINAL = {
    "9": "ninth", "11": "eleventh", "13": "thirteenth", "b9": "flat ninth", "#9": "sharp ninth",
    "#11": "sharp eleventh", "b13": "flat thirteenth", "#5": "raised fifth", "b5": "lowered fifth",
}  # fmt: skip


def colour(here: Context, told: str) -> str:
    """What a tension does: held from before, kept in the next chord, or resolved by half step.

    Nothing where ``told``, the first sentence, has said it already.
    """
    for name, tone, altered in _tensions(here.chord):
        if f"{tone} rises" in told or f"{tone} falls" in told:
            continue
        sentence = _tension(here, name, tone, altered=altered)
        if sentence:
            return sentence
    return ""


@lru_cache(maxsize=4096)
def _tensions(chord: Chord) -> tuple[tuple[str, PitchClass, bool], ...]:
    """A chord's tensions, altered ones first: what they are called, the note, whether altered."""
    altered = chord.alterations
    names = (*altered, *(name for name in chord.extensions if name not in altered))
    tones = ((name, chord.degree(name)) for name in names)
    return tuple((_ORDINAL.get(n, n), tone, n in altered) for n, tone in tones if tone is not None)


def _tension(here: Context, name: str, tone: PitchClass, *, altered: bool) -> str:
    """Where one tension goes; a natural one that merely stays on one side is not worth a word."""
    after, before = here.after, here.before
    told = f"Its {name}, {tone}, "
    if after is not None and tone.chroma not in after.chromas:
        goals = {t.chroma: t for t in after.pitch_classes}
        down, up = goals.get((tone.chroma - 1) % 12), goals.get((tone.chroma + 1) % 12)
        if down is not None:
            return f"{told}falls to {down}."
        if up is not None:
            return f"{told}rises to {up}."
    held = before is not None and tone.chroma in before.chromas
    stays = after is not None and tone.chroma in after.chromas
    if held and stays and before == after:
        return f"{told}belongs to the {before} on either side too."
    if held and stays:
        return f"{told}is held from {before} through to {after}."
    if altered and stays:
        return f"{told}is waiting for {after}, which has it too{_renamed(tone, after)}."
    return f"{told}is left over from {before}." if altered and held else ""


def _renamed(tone: PitchClass, after: Chord | None) -> str:
    """What the next chord calls a tone, where that is another name."""
    others = after.pitch_classes if after is not None else ()
    other = next((name for name in others if name.chroma == tone.chroma), tone)
    return f" as {other}" if other != tone else ""
