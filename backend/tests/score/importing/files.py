"""Files to import: our own, the same without what we wrote into them, and damaged ones."""

from __future__ import annotations

import dataclasses

from gospel_keys.compose import Composition
from gospel_keys.score import midi
from gospel_keys.score.smf import (
    KEY_SIGNATURE,
    MARKER,
    TEXT,
    ChannelEvent,
    MetaEvent,
    MidiFile,
    Track,
)
from gospel_keys.score.smf_writer import encode

TOLD = (TEXT, MARKER, KEY_SIGNATURE)


def played(piece: Composition) -> bytes:
    """The performance alone: no chord texts, no markers, no key, no names of hands."""
    file = midi.read(piece.midi())
    tracks = [track for track in file.tracks if track.name != "Chords"]
    return encode(dataclasses.replace(file, tracks=tuple(_bare(track) for track in tracks)))


def _bare(track: Track) -> Track:
    kept = [e for e in track.events if not isinstance(e, MetaEvent) or e.type not in (*TOLD, 3)]
    return dataclasses.replace(track, events=tuple(kept))


def midi_of(
    notes: list[tuple[float, float, int]], *metas: MetaEvent, format_: int = 0, division: int = 480
) -> bytes:
    """A file of one track: notes as (onset, end) in quarters and key."""
    events: list[ChannelEvent | MetaEvent] = list(metas)
    for onset, end, pitch in notes:
        events.append(ChannelEvent(round(onset * division), 0x90, bytes((pitch, 80))))
        events.append(ChannelEvent(round(end * division), 0x80, bytes((pitch, 64))))
    events.sort(key=lambda e: (e.tick, getattr(e, "status", 0)))
    last = max(event.tick for event in events)
    return encode(MidiFile(format_, division, (Track(tuple(events), last),)))
