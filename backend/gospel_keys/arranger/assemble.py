"""From drafts to written notes: spelled, numbered, and nothing left to change."""

from __future__ import annotations

from functools import lru_cache

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame
from gospel_keys.arranger.harmony import spelled
from gospel_keys.arranger.ticks import to_quarters
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score.model import Hand, Note

_ORDER = {Hand.RIGHT: 0, Hand.LEFT: 1}


def written(frame: PhraseFrame, drafts: list[Draft]) -> list[Note]:
    """The phrase's notes in time order, right hand first, with ids of their own."""
    numbers = {Hand.LEFT: 0, Hand.RIGHT: 0}
    notes: list[Note] = []
    for draft in sorted(drafts, key=_place):
        hand = draft.hand
        number = numbers[hand]
        numbers[hand] = number + 1
        notes.append(
            Note(
                id=f"{frame.id}.{hand.value[0]}{number}", pitch=pitch_of(draft),
                onset=to_quarters(draft.onset), duration=to_quarters(draft.end - draft.onset),
                hand=hand, voice=draft.voice, chord_id=draft.span.chord.id,
                role=draft.role, pattern=draft.pattern, accent=draft.accent, rolled=draft.rolled,
                tie=draft.tied,
            )
        )  # fmt: skip
    return notes


def _place(draft: Draft) -> tuple[int, int, int, int]:
    return draft.onset, _ORDER[draft.hand], draft.end - draft.onset, draft.midi


def pitch_of(draft: Draft) -> Pitch:
    """Spell by the chord, then the key; a chromatic approach by the way it is going.

    What was brought keeps its name.
    """
    if draft.given is not None:
        return draft.given
    sound = draft.span.harmony
    chroma = draft.midi % 12
    name = sound.names[chroma]
    if draft.upward is not None and not sound.scale[chroma]:
        leaning = _leaning(sound.names, chroma, draft.upward)
        name = leaning if abs(leaning.alter) < 2 else name
    return spelled(draft.midi, name)


def _leaning(names: tuple[PitchClass, ...], chroma: int, upward: bool) -> PitchClass:
    """A sharp of the note below on the way up, a flat of the note above on the way down."""
    return (
        _altered(names[(chroma - 1) % 12], 1) if upward else _altered(names[(chroma + 1) % 12], -1)
    )


@lru_cache(maxsize=512)
def _altered(name: PitchClass, by: int) -> PitchClass:
    return PitchClass(name.letter, name.alter + by)
