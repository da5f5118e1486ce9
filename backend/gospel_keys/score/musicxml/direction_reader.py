"""Directions: rehearsal marks, words, dynamics, pedal signs and tempi."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree.ElementTree import Element

from gospel_keys.score.musicxml.sheet import Mark, TempoMark
from gospel_keys.score.musicxml.values import TYPES

MAX_TEXT = 200
PEDALS = frozenset({"start", "change", "stop"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_direction(
    element: Element, onset: Fraction, marks: list[Mark], tempos: list[TempoMark]
) -> None:
    """Add what a direction at ``onset`` says; what is not understood is passed over."""
    onset = max(onset, Fraction(0))
    found = len(tempos)
    for kind in element.findall("direction-type"):
        for child in kind:
            _child(child, onset, marks, tempos)
    sound = element.find("sound")
    if len(tempos) == found and sound is not None:
        _tempo(sound.get("tempo", ""), Fraction(1), onset, tempos)


def _child(child: Element, onset: Fraction, marks: list[Mark], tempos: list[TempoMark]) -> None:
    if child.tag == "metronome":
        beat = _beat(child)
        if beat is not None:
            _tempo(child.findtext("per-minute", ""), beat, onset, tempos)
    elif child.tag == "dynamics":
        for sign in child:
            text = (sign.text or "").strip() if sign.tag == "other-dynamics" else sign.tag
            _mark(marks, Mark(onset, "dynamics", text))
    elif child.tag == "pedal":
        if child.get("type") in PEDALS:
            marks.append(Mark(onset, "pedal", child.get("type", "")))
    elif child.tag == "rehearsal":
        _mark(marks, Mark(onset, "rehearsal", child.text or ""))
    elif child.tag == "words":
        _mark(marks, Mark(onset, "words", child.text or ""))


def _mark(marks: list[Mark], mark: Mark) -> None:
    text = " ".join(mark.text.split())[:MAX_TEXT]
    if text:
        marks.append(Mark(mark.onset, mark.kind, text))


def _beat(metronome: Element) -> Fraction | None:
    units = metronome.findall("beat-unit")
    length = TYPES.get((units[0].text or "").strip()) if len(units) == 1 else None
    if length is None:
        return None
    dots = len(metronome.findall("beat-unit-dot"))
    return length * (2 - Fraction(1, 2 ** min(dots, 4)))


def _tempo(text: str, beat: Fraction, onset: Fraction, tempos: list[TempoMark]) -> None:
    match = _NUMBER.search(text[:40])
    if match and 1 <= float(match.group()) <= 2000:
        tempos.append(TempoMark(onset, beat, float(match.group())))
