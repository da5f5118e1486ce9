"""Which texture each hand plays in a phrase.

A section has a favourite texture, so that a verse sounds like itself; a phrase follows it or, now
and then, goes its own way. Of the textures that fit, those near the level's density are likelier.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.intensity import heat_of, intensity
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Texture

_COMPOUND = 1.4
"""A compound beat holds three divisions where a simple one holds two."""
_TOLERANCE = 0.35
_MIDDLE = 0.5
_QUIET, _FULL = 0.75, 1.2
"""What the coolest and the hottest phrase make of the level's notes a beat."""

SINGING = frozenset({"melody", "block", "figure", "stacked", "double-stops"})
"""Right-hand generators that play the tune they are given and stay under it."""
_UNDER_TUNE = Texture(
    id="given-tune",
    label="the tune over chords",
    why="chords stand where the harmony changes and where the tune is strong",
    generator="block",
)
"""For a tune that was brought, where no texture of the style stays under it."""

Density = Callable[[Texture], float]


def choose_left(frame: PhraseFrame, setting: Setting) -> Texture:
    """The left hand's texture, in the register (``lift``) that the section keeps throughout."""
    if settled := _settled(frame, setting, setting.style.left, "left"):
        return settled
    pool = _fitting(frame, setting.style.left, "left")
    target = _target(frame, setting, setting.level.left)
    favourite = _draw(frame, setting, pool, target, "left", left_density, own=False)
    if _loyal(frame, setting, "left"):
        return favourite
    alike = [texture for texture in pool if texture.lift == favourite.lift]
    return _draw(frame, setting, alike, target, "left", left_density, own=True)


def choose_both(frame: PhraseFrame, setting: Setting) -> Texture | None:
    """The texture that writes both hands of the section's phrases; None where none fits.

    A section keeps to its own, so that a phrase knows how the next one begins.
    """
    here = frame.spans[0].here
    pool = [texture for texture in setting.style.both if texture.when.fits_phrase(here)]
    if not pool:
        return None
    target = _target(frame, setting, setting.level.right)
    return _draw(frame, setting, pool, target, "both", _right_density(setting), own=False)


def section_lift(frame: PhraseFrame, setting: Setting) -> int:
    """How far the section's left hand lies above the planned bass line, known beforehand."""
    if setting.level.position:
        return 0
    both = choose_both(frame, setting)
    if both is not None:
        return both.lift
    pool = _fitting(frame, setting.style.left, "left")
    target = _target(frame, setting, setting.level.left)
    return _draw(frame, setting, pool, target, "left", left_density, own=False).lift


def choose_right(frame: PhraseFrame, setting: Setting, *, sung: bool = False) -> Texture:
    """The right hand's texture: one whose attacks suit the level's notes a beat.

    A tune that was brought (``sung``) asks for one that keeps it on top.
    """
    settled = _settled(frame, setting, setting.style.right, "right")
    if settled and (not sung or settled.generator in SINGING):
        return settled
    pool = _under_tune(frame, setting) if sung else _fitting(frame, setting.style.right, "right")
    target = _target(frame, setting, setting.level.right)
    own = not _loyal(frame, setting, "right")
    return _draw(frame, setting, pool, target, "right", _right_density(setting), own=own)


def _settled(
    frame: PhraseFrame, setting: Setting, textures: Sequence[Texture], hand: str
) -> Texture | None:
    """The texture the phrase has already, where it is only written anew in part."""
    name = setting.kept.get((frame.id, hand))
    return next((texture for texture in textures if texture.id == name), None)


def _target(frame: PhraseFrame, setting: Setting, notes_a_beat: float) -> float:
    """The level's notes a beat in this meter; a chorus is fuller than a verse."""
    heat = heat_of(frame, setting)
    if setting.style.favourites == "steady":
        heat = intensity(setting.style, setting.application, frame.section.label, _MIDDLE)
    fuller = _QUIET + (_FULL - _QUIET) * heat
    return notes_a_beat * fuller * (_COMPOUND if frame.measure.compound else 1.0)


def _loyal(frame: PhraseFrame, setting: Setting, hand: str) -> bool:
    return rng(frame.seed, "loyal", hand, frame.id).random() < setting.style.loyalty


def _fitting(frame: PhraseFrame, textures: Sequence[Texture], hand: str) -> list[Texture]:
    here = frame.spans[0].here
    pool = [texture for texture in textures if texture.when.fits_phrase(here)]
    if not pool:
        raise ValueError(f"no {hand}-hand texture of the style fits {here}")
    return pool


def _under_tune(frame: PhraseFrame, setting: Setting) -> list[Texture]:
    """The right hand's textures that stay under a tune; a plain one where none fits."""
    here = frame.spans[0].here
    fitting = (texture for texture in setting.style.right if texture.when.fits_phrase(here))
    return [texture for texture in fitting if texture.generator in SINGING] or [_UNDER_TUNE]


def _draw(
    frame: PhraseFrame,
    setting: Setting,
    pool: list[Texture],
    target: float,
    hand: str,
    density: Density,
    *,
    own: bool,
) -> Texture:
    """One of the pool: the phrase's own choice, or the one its section (or label) always makes."""
    each = setting.style.favourites == "section"
    shared = frame.section.id if each else frame.section.label
    place = (frame.seed, frame.id) if own else (setting.seed, shared)
    weights = [_weight(texture, density(texture), target) for texture in pool]
    return rng(place[0], "texture", hand, place[1]).choices(pool, weights)[0]


def _weight(texture: Texture, density: float, target: float) -> float:
    """A bell around the target in proportion, so that the ladder rises evenly."""
    off = math.log(max(density, 0.1) / target)
    return texture.weight * math.exp(-((off / _TOLERANCE) ** 2)) + 1e-9


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
