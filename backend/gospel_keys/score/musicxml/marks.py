"""What stands beside the notes: chord symbols, tempo, words, dynamics, pedal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.pitch import PitchClass
from gospel_keys.music.roman import Roman
from gospel_keys.score.musicxml.elements import Element, add
from gospel_keys.score.musicxml.harmony import describe
from gospel_keys.score.musicxml.sheet import Mark, Sheet, SheetChord, TempoMark
from gospel_keys.score.musicxml.values import note_value

_ORDER = {"rehearsal": 0, "tempo": 1, "words": 2, "dynamics": 3, "pedal": 4, "harmony": 5}


@dataclass(frozen=True, slots=True)
class Direction:
    """An element and where it stands, in quarters."""

    onset: Fraction
    order: int
    element: Element

    @property
    def staff(self) -> int:
        """The staff it belongs to."""
        return int(self.element.findtext("staff", "1"))

    @property
    def is_pedal(self) -> bool:
        """Whether it is a pedal sign."""
        return self.element.find("direction-type/pedal") is not None


class Beside:
    """Hands out what stands beside the notes, from left to right."""

    __slots__ = ("_waiting",)

    def __init__(self, items: list[Direction]) -> None:
        self._waiting = sorted(items, key=lambda item: (item.onset, item.order))

    def until(self, end: Fraction | None) -> Iterator[Direction]:
        """What stands before ``end``; everything left if it is None."""
        while self._waiting and (end is None or self._waiting[0].onset < end):
            yield self._waiting.pop(0)


def directions(sheet: Sheet, *, numerals: bool) -> list[Direction]:
    """Everything beside the notes of a sheet."""
    found = [Direction(m.onset, _ORDER[m.kind], _mark(m, _staves(sheet))) for m in sheet.marks]
    found += [Direction(t.onset, _ORDER["tempo"], _tempo(t)) for t in sheet.tempos]
    for chord in sheet.chords:
        found.append(Direction(chord.onset, _ORDER["harmony"], _harmony(chord)))
        if numerals and (element := _numeral(chord)) is not None:
            found.append(Direction(chord.onset, _ORDER["harmony"] + 1, element))
    return found


def _staves(sheet: Sheet) -> int:
    return max((note.staff for note in sheet.notes if note.part == 0), default=2)


def _mark(mark: Mark, staves: int) -> Element:
    above = mark.kind in ("rehearsal", "words")
    element = Element("direction", {"placement": "above" if above else "below"})
    kind = add(element, "direction-type")
    if mark.kind == "rehearsal":
        add(kind, "rehearsal", mark.text)
    elif mark.kind == "words":
        add(kind, "words", mark.text).attrib.update({"font-style": "italic"})
    elif mark.kind == "dynamics":
        _dynamic(add(kind, "dynamics"), mark.text)
    else:
        add(kind, "pedal", type=mark.text, line="yes")
    add(element, "staff", str(staves) if mark.kind == "pedal" else "1")
    return element


DYNAMICS = frozenset(
    ("n", "pppp", "ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "ffff", "fp", "fz", "rf", "rfz")
)


def _dynamic(element: Element, text: str) -> None:
    if text in DYNAMICS:
        add(element, text)
    else:
        add(element, "other-dynamics", text)


def _tempo(tempo: TempoMark) -> Element:
    element = Element("direction", {"placement": "above"})
    metronome = add(add(element, "direction-type"), "metronome", parentheses="no")
    name, dots = note_value(tempo.beat) or ("quarter", 0)
    add(metronome, "beat-unit", name)
    for _ in range(dots):
        add(metronome, "beat-unit-dot")
    add(metronome, "per-minute", number(tempo.per_minute))
    add(element, "staff", "1")
    add(element, "sound", tempo=number(tempo.per_minute * float(tempo.beat)))
    return element


def number(value: float) -> str:
    """A decimal without needless zeros."""
    return str(int(value)) if value == int(value) else str(round(value, 6))


def _harmony(item: SheetChord) -> Element:
    element = Element("harmony", {"placement": "above"})
    if item.chord is None:
        root = add(element, "root")
        add(root, "root-step", "C").set("text", "")
        add(element, "kind", "none", text="N.C.")
    else:
        _name(add(element, "root"), "root", item.chord.root)
        _kind(element, item.chord)
    add(element, "staff", "1")
    return element


def _name(element: Element, what: str, name: PitchClass) -> None:
    add(element, f"{what}-step", name.letter)
    if name.alter:
        add(element, f"{what}-alter", str(name.alter))


def _kind(element: Element, chord: Chord) -> None:
    kind, degrees = describe(chord.intervals)
    child = add(element, "kind", kind)
    if chord.symbol:
        child.set("text", chord.symbol)
    if chord.bass is not None:
        _name(add(element, "bass"), "bass", chord.bass)
    for degree in degrees:
        child = add(element, "degree", print_object="no")
        add(child, "degree-value", str(degree.number))
        add(child, "degree-alter", str(degree.alter))
        add(child, "degree-type", degree.action)


def _numeral(item: SheetChord) -> Element | None:
    """The chord's reading in its key as a numeral; None where it has none to show."""
    try:
        roman = Roman.parse(item.roman)
    except TheoryError:
        return None
    if item.chord is None:
        return None
    element = Element("harmony", {"placement": "below"})
    numeral = add(element, "numeral")
    add(numeral, "numeral-root", str(roman.step), text=item.roman)
    alter = roman.accidental.count("#") - roman.accidental.count("b")
    if alter:
        add(numeral, "numeral-alter", str(alter))
    add(element, "kind", describe(item.chord.intervals)[0], text="")
    add(element, "staff", "1")
    return element
