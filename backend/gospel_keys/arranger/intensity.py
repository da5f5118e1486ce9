"""How much a phrase gives: by its section, and by its place in the piece."""

from __future__ import annotations

import math

from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.style import Application, Style

_CLIMAX = 0.78
"""Where in the piece (0..1) the arc is highest."""


def intensity(style: Style, application: Application, label: str, place: float) -> float:
    """0..1 for a phrase of the section ``label`` at ``place`` (0..1) in the piece."""
    section = style.melody.sections.get(label.lower().rstrip("0123456789 -_"), 0.5)
    arc = math.exp(-(((place - _CLIMAX) / 0.45) ** 2))
    return 0.5 * section + 0.35 * arc + 0.15 * application.energy


def heat_of(frame: PhraseFrame, setting: Setting) -> float:
    """The intensity of a phrase of the layout."""
    place = frame.index / max(1, frame.count - 1)
    return intensity(setting.style, setting.application, frame.section.label, place)
