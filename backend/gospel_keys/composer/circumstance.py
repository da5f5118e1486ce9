"""The piece as a whole, in the words that a row's ``when`` is compared with."""

from __future__ import annotations

from gospel_keys.arranger.when import Circumstance, MeterClass
from gospel_keys.music.meter import Meter

_CLASSES: dict[str, MeterClass] = {
    "duple": "duple",
    "triple": "triple",
    "quadruple": "quadruple",
    "quintuple": "quintuple",
}


def circumstance(meter: Meter, complexity: int, application: str, feel: str = "") -> Circumstance:
    """What is settled before any phrase is."""
    return Circumstance(
        complexity=complexity,
        application=application,
        feel=feel,
        meter_class=_CLASSES.get(meter.felt.meter_class, "quadruple"),
        compound=meter.is_compound,
    )
