#!/usr/bin/env python3
"""Ask MuseScore whether it reads our MusicXML as we wrote it.

    PYTHONPATH=backend .venv/bin/python scripts/check_musescore.py [PIECES]

Composes pieces in many keys and meters, lets MuseScore open and export each, and compares notes
(onset, length, spelling, staff) and chord symbols; and, read by mido, what MuseScore plays: every
note that is not rolled or ornamented must be struck at its time. Needs the program ``musescore3``
(Debian's musescore3 package) or ``mscore``. Exit status 0 if all are equal, 1 if not, 2 without
MuseScore.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import mido

from gospel_keys import compose
from gospel_keys.composer.notes_asked import AskedNote
from gospel_keys.genres.registry import genres
from gospel_keys.music.meter import Meter
from gospel_keys.score import musicxml

PROGRAMS = ("musescore3", "mscore3", "mscore")
KEYS = ("C major", "Gb major", "F# minor", "Bb minor", "E major", "Cb major", "D minor", "Ab major")
METERS = ("4/4", "12/8", "3/4", "6/8", "2/4", "9/8", "2/2", "5/4")
BAR_COUNTS = (8, 16, 12, 9)


def pieces(count: int) -> dict[str, musicxml.Sheet]:
    """``count`` sheets of every genre, in keys, meters, lengths and levels that take turns."""
    found = {}
    for genre, rules in genres().items():
        meters = [meter for meter in METERS if meter in map(str, rules.style.meters)]
        for index in range(count):
            meter = meters[(index // 2) % len(meters)]
            made = compose(
                genre,
                "a piece",
                key=KEYS[index % len(KEYS)],
                time_signature=meter,
                melody=tune(Meter.parse(meter), index) if index % 3 == 2 else None,
                num_bars=BAR_COUNTS[index % len(BAR_COUNTS)],
                complexity=1 + index % 10,
                seed=index,
            )
            sheet = musicxml.engrave(made.arrangement, made.performance, with_pedal=index % 2 == 0)
            found[f"{genre}-{index:03}"] = sheet
    return found


def tune(meter: Meter, seed: int) -> list[AskedNote]:
    """Four bars of a tune with a pickup, syncopated, held over a barline."""
    draw = random.Random(seed)
    lengths = (0.5, 0.5, 1.0, 1.0, 1.5) if not meter.is_compound else (1 / 3, 2 / 3, 1.0, 4 / 3)
    at, found = -0.5 if not meter.is_compound else -1 / 3, []
    while at < 4 * meter.beats - 2:
        length = draw.choice(lengths)
        found.append(AskedNote(draw.choice(("C5", "D5", "Eb5", "F#5", "G5", "A4")), at, length))
        at += length
    return found


def convert(program: str, folder: Path, names: list[str]) -> None:
    """One run of MuseScore over all pieces."""
    jobs = [
        {"in": str(folder / f"{name}.musicxml"), "out": str(folder / f"{name}.{kind}")}
        for name in names
        for kind in ("out.musicxml", "mid")
    ]
    (folder / "jobs.json").write_text(json.dumps(jobs))
    subprocess.run(
        [program, "-j", str(folder / "jobs.json")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        timeout=900,
    )


Seen = Counter[tuple[Fraction, Fraction, str, int]]


def notes(sheet: musicxml.Sheet) -> Seen:
    """What is compared of the notes, voices aside."""
    return Counter((n.onset, n.duration, str(n.pitch), n.staff) for n in sheet.notes)


def chords(sheet: musicxml.Sheet) -> list[tuple[Fraction, str]]:
    """What is compared of the chords."""
    return [(c.onset, str(c.chord)) for c in sheet.chords]


def differences(ours: musicxml.Sheet, theirs: musicxml.Sheet) -> list[str]:
    """What MuseScore's copy has otherwise, in words."""
    lost, gained = notes(ours) - notes(theirs), notes(theirs) - notes(ours)
    found = [f"lost {list(map(str, note))}" for note in lost]
    found += [f"gained {list(map(str, note))}" for note in gained]
    mine, other = chords(ours), chords(theirs)
    found += [f"chord {a} became {b}" for a, b in zip(mine, other, strict=False) if a != b]
    if len(mine) != len(other):
        found.append(f"{len(mine)} chords became {len(other)}")
    if len(ours.bars) != len(theirs.bars):
        found.append(f"{len(ours.bars)} bars became {len(theirs.bars)}")
    return found


def silent(ours: musicxml.Sheet, played: mido.MidiFile) -> list[str]:
    """The notes that MuseScore does not strike where they stand, to a twelfth of a quarter."""
    heard = set()
    for track in played.tracks:
        at = 0
        for event in track:
            at += event.time
            if event.type == "note_on" and event.velocity:
                heard.add((round(at / played.ticks_per_beat * 12), event.note))
    loose = {note.onset for note in ours.notes if note.rolled or not note.duration}
    plain = [note for note in ours.notes if note.onset not in loose]
    start = ours.bars[0].onset  # a pickup is played from the file's start
    missing = [n for n in plain if (round((n.onset - start) * 12), n.pitch.midi) not in heard]
    return [f"not played: {note.pitch} at {note.onset}" for note in missing]


def main() -> int:
    """Compose, convert, compare, report."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print("MuseScore is not installed; on Debian: apt install musescore3")
        return 2
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheets = pieces(count)
        for piece, sheet in sheets.items():
            (folder / f"{piece}.musicxml").write_bytes(musicxml.encode(sheet))
        convert(program, folder, list(sheets))
        failed = 0
        for piece, sheet in sheets.items():
            exported = musicxml.read((folder / f"{piece}.out.musicxml").read_bytes())
            found = differences(sheet, exported)
            found += silent(sheet, mido.MidiFile(folder / f"{piece}.mid"))
            failed += bool(found)
            print(f"{piece}: {len(sheet.notes)} notes, {'equal' if not found else 'DIFFERENT'}")
            for line in found[:5]:
                print(f"    {line}")
    print(f"{len(sheets) - failed} of {len(sheets)} equal")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
