"""Reads a MIDI file with mido, which shares no code with ours, and prints what it finds as JSON."""

import json
import sys

import mido

song = mido.MidiFile(sys.argv[1])
metas = [message for track in song.tracks for message in track if message.is_meta]
signature = next(m for m in metas if m.type == "time_signature")
bar = song.ticks_per_beat * 4 * signature.numerator / signature.denominator


def onsets(track: mido.MidiTrack) -> list[float]:
    """Where each note begins, in bars."""
    now, found = 0, []
    for message in track:
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            found.append(now / bar)
    return found


tracks = [
    {
        "name": track.name,
        "notes": len(onsets(track)),
        "last_onset": max(onsets(track), default=0),
        "end": sum(message.time for message in track) / bar,
    }
    for track in song.tracks
]
print(
    json.dumps(
        {
            "format": song.type,
            "tracks": tracks,
            "meter": f"{signature.numerator}/{signature.denominator}",
            "key": next((m.key for m in metas if m.type == "key_signature"), None),
            "quarter_bpm": [mido.tempo2bpm(m.tempo) for m in metas if m.type == "set_tempo"],
        }
    )
)
