"""What a composing process does first. Light to import: it is named before anything else is."""

from __future__ import annotations


def warm_up() -> None:
    """Load everything a piece needs, by making a short one for each genre."""
    from gospel_keys.genres.registry import genres  # noqa: PLC0415 - loaded in the worker
    from gospel_keys.studio.addresses import Addresses  # noqa: PLC0415
    from gospel_keys.studio.composing import make  # noqa: PLC0415
    from gospel_keys.studio.schemas import GenerateRequest  # noqa: PLC0415

    for genre in genres().values():
        request = GenerateRequest(description=genre.style.label, num_bars=4)
        make(Addresses(genre.id, "warm-up"), request, seed=1)
