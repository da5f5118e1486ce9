"""Which key a piece is in, found from its sound alone.

C. L. Krumhansl, *Cognitive Foundations of Musical Pitch* (1990), chapter 4: the weights of the
twelve pitch classes are correlated with each key's probe-tone profile.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)


def correlations(weights: Sequence[float]) -> dict[tuple[int, str], float]:
    """For twelve weights (C first) the correlation with each key, by (tonic chroma, mode)."""
    sound: NDArray[np.float64] = np.asarray(weights, dtype=np.float64)
    if sound.std() == 0:
        return {(tonic, mode): 0.0 for tonic in range(12) for mode in ("major", "minor")}
    return {
        (tonic, mode): float(np.corrcoef(sound, np.roll(profile, tonic))[0, 1])
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
        for tonic in range(12)
    }


def find_key(weights: Sequence[float]) -> tuple[int, str]:
    """The best (tonic chroma, mode) for twelve weights."""
    found = correlations(weights)
    return max(found, key=lambda key: found[key])
