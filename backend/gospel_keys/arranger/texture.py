"""Which texture each hand plays in a phrase, and the playing of it.

A section has a favourite texture, so that a verse sounds like itself; a phrase follows it or, now
and then, goes its own way. Of the textures that fit, those near the level's density are likelier.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence

from gospel_keys.arranger import left, right
from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.part import Generator, Part
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Texture

_LOYALTY = 0.7
_COMPOUND = 1.4
"""A compound beat holds three divisions where a simple one holds two."""

LEFT: Mapping[str, Generator] = {"figure": left.figure, "walk": left.walk}
RIGHT: Mapping[str, Generator] = {
    "melody": right.melody, "block": right.block, "figure": right.figure,
}  # fmt: skip


def choose_left(frame: PhraseFrame, setting: Setting) -> Texture:
    """The left hand's texture: fitting, and near the level's notes a beat."""
    return _choose(frame, setting, setting.style.left, setting.level.left, "left", left_density)


def choose_right(frame: PhraseFrame, setting: Setting) -> Texture:
    """The right hand's texture: one whose attacks suit the level's notes a beat."""
    target = setting.level.right
    return _choose(frame, setting, setting.style.right, target, "right", _right_density(setting))


def _choose(
    frame: PhraseFrame,
    setting: Setting,
    textures: Sequence[Texture],
    target: float,
    hand: str,
    density: Callable[[Texture], float],
) -> Texture:
    here = frame.spans[0].here
    if here.compound:
        target *= _COMPOUND
    pool = [texture for texture in textures if texture.when.fits_phrase(here)]
    if not pool:
        raise ValueError(f"no {hand}-hand texture fits {here}")
    weights = [_weight(texture, density(texture), target) for texture in pool]
    loyal = rng(frame.seed, "loyal", hand, frame.id)
    shared = rng(setting.seed, "texture", hand, frame.section.label)
    own = rng(frame.seed, "texture", hand, frame.id)
    draw: random.Random = shared if loyal.random() < _LOYALTY else own
    return draw.choices(pool, weights)[0]


def _weight(texture: Texture, density: float, target: float) -> float:
    """A bell around the target in proportion, so that the ladder rises evenly."""
    off = math.log(max(density, 0.1) / target)
    return texture.weight * math.exp(-((off / 0.35) ** 2)) + 1e-9


def left_density(texture: Texture) -> float:
    """Notes a beat of a texture: as it says, or counted in its longest cell."""
    if texture.density is not None or not texture.cells:
        return texture.density or 1.0
    length = max(texture.cells)
    notes = sum(_size(tone.frame, tone.number) for s in texture.cells[length] for tone in s.tones)
    return notes / float(length)


def _size(frame: str, number: int) -> int:
    return number if frame == "comp" else 1


def _right_density(setting: Setting) -> Callable[[Texture], float]:
    """Most textures fill up to the level by themselves; a broken chord has the notes it has."""

    def density(texture: Texture) -> float:
        if texture.density is not None:
            return texture.density
        if not texture.cells:
            return setting.level.right
        length = max(texture.cells)
        single = all(tone.number > 0 for step in texture.cells[length] for tone in step.tones)
        if not single:
            return setting.level.right
        notes = sum(len(step.tones) for step in texture.cells[length])
        return setting.level.melody + notes / float(length)

    return density


def play_right(part: Part, generators: Mapping[str, Generator] = RIGHT) -> list[Draft]:
    """The right hand's notes, melody and all."""
    return generators[part.texture.generator](part, **part.texture.params)


def play_left(part: Part, generators: Mapping[str, Generator] = LEFT) -> list[Draft]:
    """The left hand's notes, under the right hand."""
    return generators[part.texture.generator](part, **part.texture.params)


def ceilings(part: Part, notes: list[Draft]) -> dict[Span, int]:
    """For each span, the semitone under the lowest right-hand note that sounds in it."""
    most = part.setting.style.ranges.left_ceiling
    return {
        span: min(
            (note.midi - 1 for note in notes if note.onset < span.end and note.end > span.start),
            default=most,
        )
        for span in part.frame.spans
    }
