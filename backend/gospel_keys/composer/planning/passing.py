"""When a chord is heard as passing: short, and foreign to the key or stepped through below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gospel_keys.composer.planning.place import onsets
from gospel_keys.composer.planning.slots import Slotted
from gospel_keys.genres.numeral import Numeral
from gospel_keys.genres.phrases import Mode
from gospel_keys.music.meter import Meter

_SCALES = {
    "major": frozenset({0, 2, 4, 5, 7, 9, 11}),
    "minor": frozenset({0, 2, 3, 5, 7, 8, 10, 11}),
}
_STEPS = frozenset({1, 2, 10, 11})


def is_passing(chords: Sequence[Slotted], index: int, mode: Mode, meter: Meter) -> bool:
    """Whether a chord between two others lasts half a bar at most and connects them."""
    if not 0 < index < len(chords) - 1:
        return False
    starts = onsets(chords, meter)
    if starts[index + 1] - starts[index] > meter.bar / 2:
        return False
    return connects([chord.numeral for chord in chords[index - 1 : index + 2]], mode)


def connects(run: Sequence[Numeral], mode: Mode) -> bool:
    """Whether a chord between the first and the last is foreign or steps in the bass both ways."""
    for before, here, after in zip(run, run[1:], run[2:], strict=False):
        low = [numeral.lowest.chroma for numeral in (before, here, after)]
        if is_foreign(here, mode) or all((b - a) % 12 in _STEPS for a, b in pairwise(low)):
            return True
    return False


def is_foreign(numeral: Numeral, mode: Mode) -> bool:
    """Whether the plain chord is diminished or has a tone outside the key.

    In minor the leading tone is at home beside the seventh degree.
    """
    if numeral.is_diminished:
        return True
    tones = {0, 3 if numeral.minor else 4, 6 if numeral.is_half_diminished else 7}
    if numeral.suffix.startswith("7") or numeral.is_half_diminished:
        tones.add(10)
    return any((numeral.root.chroma + tone) % 12 not in _SCALES[mode] for tone in tones)
