"""The textures' generators by name, and the playing of them."""

from __future__ import annotations

from collections.abc import Mapping

from gospel_keys.arranger import left, right
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import Span
from gospel_keys.arranger.part import Generator, Part

LEFT: Mapping[str, Generator] = {"figure": left.figure, "walk": left.walk}
RIGHT: Mapping[str, Generator] = {
    "melody": right.melody, "block": right.block, "figure": right.figure,
}  # fmt: skip


def play_right(part: Part, generators: Mapping[str, Generator] = RIGHT) -> list[Draft]:
    """The right hand's notes, melody and all."""
    return generators[part.texture.generator](part, **part.texture.params)


def play_left(part: Part, generators: Mapping[str, Generator] = LEFT) -> list[Draft]:
    """The left hand's notes, under the right hand."""
    return generators[part.texture.generator](part, **part.texture.params)


def ceilings(part: Part, notes: list[Draft]) -> dict[Span, int]:
    """For each span, the semitone under the lowest right-hand note that sounds in it."""
    most = part.setting.style.ranges.left_ceiling
    lowest = {span: most + 1 for span in part.frame.spans}
    for span in part.frame.spans:
        for note in notes:
            if note.onset < span.end and note.end > span.start:
                lowest[span] = min(lowest[span], note.midi)
    return {span: pitch - 1 for span, pitch in lowest.items()}
