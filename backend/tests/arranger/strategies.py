"""Briefs of every kind the style allows."""

from __future__ import annotations

from hypothesis import strategies as st

from gospel_keys.music.key import all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Brief, Progression
from tests.arranger.pieces import HYMN, MINOR, RICH, brief, progression, style


@st.composite
def briefs(draw: st.DrawFn, *, most_bars: int = 9) -> Brief:
    """Any key, meter, application, tempo, level, hand and seed."""
    application = draw(st.sampled_from(style().applications))
    return brief(
        key=draw(st.sampled_from(all_keys())),
        meter=Meter.parse(draw(st.sampled_from(style().meters))),
        application=application.id,
        tempo=draw(st.floats(*application.tempo)),
        complexity=draw(st.integers(1, 10)),
        bars=draw(st.integers(1, most_bars)),
        seed=draw(st.integers(0, 2**53 - 1)),
        hand_size=draw(st.sampled_from(["normal", "small"])),
    )


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Brief, Progression]:
    """A brief with a hand-made progression in its key."""
    asked = draw(briefs())
    chart = RICH if asked.complexity > 3 else HYMN
    if asked.key.mode == "minor":
        chart = MINOR
    bars = draw(st.sampled_from([1, 2, 4, 8]))
    label = draw(st.sampled_from(["verse", "chorus", "vamp"]))
    return asked, progression(asked, chart, phrase_bars=bars, label=label)
