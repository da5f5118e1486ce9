"""A groove's grid: how late each place of the bar is played, the same in every bar."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.style import Feel
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Hand, Note

_COMPOUND = 6
"""Places in a compound beat: its sixteenths."""
_SIMPLE = 4


@dataclass(frozen=True, slots=True)
class Slots:
    """The right hand's delays in seconds, one for each sixteenth of a bar.

    ``start`` is a barline in quarters, ``step`` a sixteenth; ``jitter`` the chance around them in
    milliseconds.
    """

    start: Fraction
    step: Fraction
    late: tuple[float, ...]
    jitter: float

    @classmethod
    def of(cls, feel: Feel, seed: int, start: Fraction, meter: Meter) -> Slots | None:
        """The delays that a piece's seed gives a feel with a grid; None for a feel without."""
        if feel.grid is None:
            return None
        parts = _COMPOUND if meter.is_compound else _SIMPLE
        meter = meter.felt
        draw = rng(seed, "grid", feel.id)
        low, high = feel.grid.late
        late = tuple(draw.uniform(low, high) / 1000 for _ in range(parts * meter.beats))
        return cls(start, meter.beat / parts, late, feel.grid.jitter)

    def delay(self, note: Note) -> float:
        """Seconds that a note's place in the bar is late; the left hand is on the grid."""
        if note.hand is Hand.LEFT:
            return 0.0
        return self.late[int((note.onset - self.start) / self.step) % len(self.late)]
