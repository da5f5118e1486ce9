"""Where the highest voice of a phrase begins, and where it comes to rest."""

from __future__ import annotations

from gospel_keys.arranger.goals import nearest, span_at
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.voices.line import restless
from gospel_keys.arranger.voices.motion import parallel


def rest(part: Part) -> int:
    """The phrase's arrival (MIDI): the tonic at the end of the piece; elsewhere the goal, or the
    nearest tone of its chord that does not run in parallel with the bass into the next phrase."""
    goal, frame = part.goal, part.frame
    high = max(goal.peak, goal.low + 11)
    if frame.last:
        return nearest(frame.key.tonic.chroma, goal.arrival, goal.low, high)
    span = span_at(frame, goal.arrive)
    alone = restless(span.harmony)
    tones = [tone for tone in span.harmony.core if tone not in alone] or [goal.arrival % 12]
    choices = sorted(
        (nearest(tone, goal.arrival, goal.low, high) for tone in tones),
        key=lambda midi: abs(midi - goal.arrival),
    )
    if span is not frame.spans[-1] or goal.next_entry is None or goal.next_bass is None:
        return choices[0]
    bass = part.bass[span]
    ahead = goal.next_entry, goal.next_bass
    return next((midi for midi in choices if not parallel(midi, bass, *ahead)), choices[0])


def entry(part: Part) -> int:
    """The phrase's first note (MIDI), as the phrase before expects it; a piece of one chord only
    has its arrival."""
    alone = part.frame.index == 0 and part.goal.arrive == part.frame.start
    return rest(part) if alone else part.goal.entry
