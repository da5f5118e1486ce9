"""Why this chord: one or two sentences read from the chord and its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from gospel_keys.composer.planning.context import Context
from gospel_keys.composer.planning.reasons import bass, dominants, edges, plain
from gospel_keys.composer.planning.reasons.colours import colour

Reader = Callable[[Context], str | None]

READERS: tuple[Reader, ...] = (
    edges.final,
    edges.door,
    edges.arrival,
    edges.first,
    dominants.suspended,
    dominants.released,
    bass.diminished,
    bass.cadential,
    dominants.eleventh,
    bass.pedal,
    dominants.tritone,
    dominants.backdoor,
    dominants.home_dominant,
    dominants.applied,
    bass.inversion,
    dominants.two_of_something,
    bass.chromatic_half_diminished,
    plain.augmented,
    plain.minor_four,
    dominants.blues_seventh,
    dominants.any_dominant,
    plain.side_slip,
    plain.borrowed,
    plain.same_root,
    bass.walk,
    plain.home,
    plain.on_the_way,
    plain.home_in_disguise,
    plain.subdominant,
)
"""The most particular event first; the first that happens is told."""


def reason(here: Context) -> str:
    """Why the chord is there, from what happens around it. Never empty."""
    told = here.told or next((said for reader in READERS if (said := reader(here))), None)
    told = told or plain.anything(here)
    told = told[:1].upper() + told[1:]
    return f"{told}. {colour(here, told)}".strip()
