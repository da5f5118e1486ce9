"""Why each pattern is there, with what it does in this very phrase: read from the written notes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.score.model import ChordEvent, Hand, Note, PatternUse, Role

_DEGREES = {
    "1": "root", "b3": "minor third", "3": "third", "4": "fourth", "b5": "flat fifth",
    "5": "fifth", "#5": "raised fifth", "6": "sixth", "bb7": "diminished seventh",
    "b7": "seventh", "7": "major seventh", "b2": "flat ninth", "2": "ninth", "#2": "sharp ninth",
    "#4": "sharp eleventh", "b6": "flat thirteenth",
}  # fmt: skip
_WAYS = {
    -1: "a half step above", 1: "a half step below", -2: "a step above", 2: "a step below",
    -7: "its own fifth", 5: "its own fifth",
}  # fmt: skip


def told(
    uses: Sequence[PatternUse], notes: Sequence[Note], frame: PhraseFrame, setting: Setting
) -> list[PatternUse]:
    """The patterns of a phrase, each with what it does among the phrase's ``notes``."""
    tellers = {"left": _left, "right": _right, "both": _right, "fill": _fill}
    found: list[PatternUse] = []
    for use in uses:
        teller = tellers.get(use.part)
        here = _rhythm(frame, setting) if teller is None else teller(notes, frame)
        if use.part == "fill":
            here = _walk([n for n in notes if n.pattern == use.name], notes, frame) or here
        found.append(replace(use, why=f"{use.why}. {here}" if here else use.why))
    return found


def _left(notes: Sequence[Note], frame: PhraseFrame) -> str:
    """How often it is struck, how far it goes, and the neatest step into a chord."""
    own = [note for note in notes if note.hand is Hand.LEFT and note.role is not Role.GRACE]
    if not own:
        return ""
    rate = len({note.onset for note in own}) / frame.beats
    low, high = min(own, key=_height), max(own, key=_height)
    reach = str(low.pitch) if low.pitch == high.pitch else f"from {low.pitch} to {high.pitch}"
    often = "once a beat" if round(rate, 1) == 1 else f"{rate:.2g} times a beat"
    sentence = f"Here it is struck {often}, {reach}"
    entry = _entry(own, frame)
    return f"{sentence}, and {entry}." if entry else f"{sentence}."


def _entry(own: Sequence[Note], frame: PhraseFrame) -> str:
    """The closest approach of the bass to a new chord: "enters G7 in bar 2 from Ab2, ..."."""
    lows: dict[float, Note] = {}
    for note in own:
        low = lows.setdefault(float(note.onset), note)
        if note.pitch.midi < low.pitch.midi:
            lows[float(note.onset)] = note
    times = sorted(lows)
    chords = {span.chord.id: span.chord for span in frame.spans}
    steps = [
        (lows[time].pitch.midi - lows[times[place - 1]].pitch.midi, chord, lows[times[place - 1]])
        for chord in list(chords.values())[1:]
        if (time := float(chord.onset)) in lows and (place := bisect_left(times, time))
    ]
    for moves in (range(-1, 2, 2), (-7, 5), (-2, 2)):
        for step, chord, last in steps:
            if step in moves:
                where = f"in bar {_bar(chord, frame)}"
                return f"it enters {chord.chord} {where} from {last.pitch}, {_WAYS[step]}"
    return ""


def _right(notes: Sequence[Note], frame: PhraseFrame) -> str:
    """Where its tune begins, peaks and rests, and how full it is."""
    tune = [note for note in notes if note.role is Role.MELODY and note.hand is Hand.RIGHT]
    if not tune:
        return ""
    top, last = max(tune, key=_height), tune[-1]
    begins = f"The tune begins on {tune[0].pitch}"
    peaks = ""
    if top.pitch not in (tune[0].pitch, last.pitch):
        peaks = f", reaches {top.pitch} in bar {_bar(top, frame)}"
    elif top.pitch != last.pitch:
        peaks = ", its highest note,"
    rests = f"rests on {last.pitch}{_degree(last, frame)}"
    struck = [note for note in notes if note.hand is Hand.RIGHT and note.role is not Role.GRACE]
    most = max(Counter(note.onset.as_integer_ratio() for note in struck).values())
    full = f"; at most {most} notes are struck together" if most > 1 else "; one note at a time"
    return f"{begins}{peaks} and {rests}{full}."


def _degree(note: Note, frame: PhraseFrame) -> str:
    """What a note is in its chord: ", the third of F7"; "" where it is no usual degree."""
    event = next((s.chord for s in frame.spans if s.chord.id == note.chord_id), None)
    if event is None:
        return ""
    interval = event.chord.root.interval_to(note.pitch.name)
    name = _DEGREES.get(interval.degree)
    return f", the {name} of {event.chord}" if name else ""


def _fill(notes: Sequence[Note], frame: PhraseFrame) -> str:
    """Where it stands, and what rests meanwhile."""
    own = [note for note in notes if note.role is Role.FILL]
    tune = [note for note in notes if note.role is Role.MELODY]
    if not own or not tune:
        return ""
    first = own[0]
    meter = frame.section.meter.felt
    beat = (first.onset % meter.bar) // meter.beat + 1
    held = max((n for n in tune if n.onset <= first.onset), key=_when, default=tune[0])
    return (
        f"It fills bar {_bar(first, frame)} from beat {beat} on, once the tune has come to rest on "
        f"{held.pitch}, and runs from {first.pitch} to {own[-1].pitch}."
    )


def _walk(own: Sequence[Note], notes: Sequence[Note], frame: PhraseFrame) -> str:
    """The chord that a walk of the left hand leads into first; "" for what the right hand plays."""
    if not own or own[0].hand is not Hand.LEFT:
        return ""
    event = next(span.chord for span in frame.spans if span.chord.id == own[0].chord_id)
    first = f"It starts from {own[0].pitch} in bar {_bar(own[0], frame)}"
    goal = [n for n in notes if n.hand is Hand.LEFT and n.onset == event.end]
    return f"{first} and walks to {min(goal, key=_height).pitch}." if goal else f"{first}."


def _rhythm(frame: PhraseFrame, setting: Setting) -> str:
    """How the beat is parted at this tempo, and how late the right hand is."""
    feel, style = setting.feel, setting.style
    quarters = frame.section.tempo * float(frame.section.meter.beat)
    if frame.measure.compound:
        parted = f"At {frame.section.tempo:g} the beat is parted in three, evenly"
    else:
        ratio = 1 + (style.swing_ratio(quarters) - 1) * feel.swing * setting.application.swing
        kind = "sixteenths" if feel.division > 2 else "eighths"
        parted = f"At {quarters:g} quarters a minute the {kind} are even"
        if ratio > 1.02:
            parted = (
                f"At {quarters:g} quarters a minute long {kind} are {ratio:.2f} times the short"
            )
    if feel.grid is not None:
        low, high = feel.grid.late
        return f"{parted}; the right hand comes {low:g} to {high:g} ms after the left."
    if feel.lay_back:
        return f"{parted}; the right hand lies {feel.lay_back:g} ms back."
    return f"{parted}."


def _bar(here: Note | ChordEvent, frame: PhraseFrame) -> int:
    """The bar of a note or chord, from 1."""
    start = frame.phrase.start_bar * frame.section.meter.bar
    return int((here.onset - start) // frame.section.meter.bar) + frame.phrase.start_bar + 1


def _height(note: Note) -> int:
    return note.pitch.midi


def _when(note: Note) -> Fraction:
    return note.onset
