"""The textures' generators by name, and the playing of them."""

from __future__ import annotations

from gospel_keys.arranger import (
    bebop,
    boogie,
    broken,
    grooving,
    left,
    right,
    rootless,
    second_voice,
    stacked,
    tremolo,
    walking,
)
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Generator, Hooks, Part
from gospel_keys.arranger.voices import chorale, two_part
from gospel_keys.score.model import Hand

LEFT: dict[str, Generator] = {
    "figure": left.figure, "walk": left.walk, "walking": walking.walking,
    "boogie": boogie.boogie, "shuffle": boogie.shuffle, "broken": broken.broken,
}  # fmt: skip
RIGHT: dict[str, Generator] = {
    "melody": right.melody, "block": right.block, "figure": right.figure,
    "groove": grooving.groove,
    "double-stops": tremolo.double_stops, "tremolo": tremolo.tremolo,
    "stacked": stacked.stacked, "comping": rootless.comping, "line": bebop.line,
    "second-voice": second_voice.second_voice,
}  # fmt: skip

BOTH: dict[str, Generator] = {"counterpoint": two_part.counterpoint, "chorale": chorale.chorale}
"""Those that write both hands together, every note of the phrase and its end."""


def generators(hand: Hand, hooks: Hooks | None = None) -> dict[str, Generator]:
    """A hand's generators by name: the arranger's, and those a genre brings in its hooks.

    Hooks may be a module with a mapping ``left``, ``right``, both or neither.
    """
    own = LEFT if hand is Hand.LEFT else RIGHT
    return {**own, **getattr(hooks, hand.value, {})}


def play(part: Part, hand: Hand, hooks: Hooks | None = None) -> list[Draft]:
    """One hand's notes in the part's texture. The right hand's include the melody."""
    play_texture = generators(hand, hooks)[part.texture.generator]
    return play_texture(part, **part.texture.params)


def play_both(part: Part) -> list[Draft]:
    """The notes of both hands in the part's texture, one of the style's ``both``."""
    return BOTH[part.texture.generator](part, **part.texture.params)


def ceilings(part: Part, notes: list[Draft]) -> dict[Span, int]:
    """For each span, the semitone under the lowest right-hand note that sounds in it."""
    most = part.setting.style.ranges.left_ceiling
    lowest = dict.fromkeys(part.frame.spans, most + 1)
    for span in part.frame.spans:
        for note in notes:
            if note.onset < span.end and note.end > span.start:
                lowest[span] = min(lowest[span], note.midi)
    return {span: pitch - 1 for span, pitch in lowest.items()}
