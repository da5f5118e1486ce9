"""A bass with a line of its own: enough chords of a phrase stand on their third."""

from __future__ import annotations

from collections.abc import Sequence

from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import Degree, Numeral

_STEPS = frozenset({1, 2, 10, 11})
_LEADING = 11
_TURNABLE = frozenset({"", "7"})


def inverted(chords: Sequence[Slotted], setting: Setting) -> list[Slotted]:
    """The phrase with as many inversions as the genre asks for (``density.inverted``).

    Chords inside the phrase take their third into the bass, those first whose new bass moves by
    step on both sides. Its first chord and the two of its close stand as they are; leading tones
    go on to their goal.
    """
    found = list(chords)
    wanted = round(setting.harmony.density.inverted.get(setting.application, 0.0) * len(found))
    while sum(chord.numeral.bass is not None for chord in found) < wanted:
        able = [(_smooth(found, index), -index) for index in range(1, len(found) - 2)]
        able = [one for one in able if one[0]]
        if not able:
            return found
        index = -max(able)[1]
        found[index] = found[index].recoloured(_on_its_third(found[index].numeral))
    return found


def _smooth(chords: Sequence[Slotted], index: int) -> int:
    """On how many sides a chord's third would be a step away: 0 where it cannot be turned."""
    here, before, after = (chords[i].numeral for i in (index, index - 1, index + 1))
    if here.bass is not None or here.suffix not in _TURNABLE or chords[index].leads_out:
        return 0
    third = _third(here).chroma
    if third in (before.lowest.chroma, after.lowest.chroma):
        return 0
    on = (after.lowest.chroma - third) % 12
    comes = (third - before.lowest.chroma) % 12 in _STEPS
    leads = here.is_dominant or third == _LEADING
    return 0 if leads and on != 1 else (on in _STEPS) + comes


def _third(numeral: Numeral) -> Degree:
    return numeral.root.up(2, 3 if numeral.minor else 4)


def _on_its_third(numeral: Numeral) -> Numeral:
    return Numeral(numeral.root, numeral.minor, numeral.suffix, _third(numeral))
