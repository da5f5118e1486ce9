"""A sheet as a MusicXML 4.0 document (score-partwise). The same sheet gives the same bytes."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from xml.etree import ElementTree as ET

from gospel_keys.score.musicxml.accidentals import Accidentals
from gospel_keys.score.musicxml.beams import beam
from gospel_keys.score.musicxml.clefs import LINES, Clef, clefs
from gospel_keys.score.musicxml.elements import Element, add
from gospel_keys.score.musicxml.marks import Beside, Direction, directions
from gospel_keys.score.musicxml.measures import Piece, pieces
from gospel_keys.score.musicxml.notes import Pen
from gospel_keys.score.musicxml.sheet import VOICES_A_STAFF, Sheet, SheetBar, SheetNote

DOCTYPE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
SOFTWARE = "Gospel Keys"

Voices = dict[int, list[Piece]]


def encode(sheet: Sheet, *, numerals: bool = False) -> bytes:
    """The document as UTF-8. ``numerals`` adds Roman numerals under the chord symbols, which
    readers older than MusicXML 4 do not know.

    Raises ``ValueError`` where notes of one voice overlap or a sheet has no bars.
    """
    if not sheet.bars:
        raise ValueError("a sheet without bars cannot be written")
    root = Element("score-partwise", {"version": "4.0"})
    _header(root, sheet)
    parts = range(max((note.part for note in sheet.notes), default=0) + 1)
    listed = add(root, "part-list")
    for part in parts:
        score_part = add(listed, "score-part", id=f"P{part + 1}")
        add(score_part, "part-name", "Piano")
        instrument = add(score_part, "score-instrument", id=f"P{part + 1}-I1")
        add(instrument, "instrument-name", "Piano")
        add(instrument, "instrument-sound", "keyboard.piano")
        sound = add(score_part, "midi-instrument", id=f"P{part + 1}-I1")
        add(sound, "midi-channel", "1")
        add(sound, "midi-program", "1")
    for part in parts:
        _Part(sheet, part, numerals=numerals).write(add(root, "part", id=f"P{part + 1}"))
    ET.indent(root, space=" ")
    return (DOCTYPE + ET.tostring(root, encoding="unicode") + "\n").encode()


def _header(root: Element, sheet: Sheet) -> None:
    if sheet.title:
        add(add(root, "work"), "work-title", sheet.title)
    identification = add(root, "identification")
    if sheet.composer:
        add(identification, "creator", sheet.composer, type="composer")
    encoding = add(identification, "encoding")
    add(encoding, "software", SOFTWARE)
    for element in ("accidental", "beam", "stem"):
        add(encoding, "supports", element=element, type="no" if element == "stem" else "yes")
    for kind, text, justify, size in (
        ("title", sheet.title, "center", "22"),
        ("composer", sheet.composer, "right", "12"),
    ):
        if text:
            credit = add(root, "credit", page="1")
            add(credit, "credit-type", kind)
            attributes = {"justify": justify, "valign": "top", "font-size": size}
            credit_words = add(credit, "credit-words", text)
            credit_words.attrib.update(attributes)


class _Part:
    """Writes one part, bar by bar."""

    def __init__(self, sheet: Sheet, part: int, *, numerals: bool) -> None:
        self.sheet = sheet
        self.part = part
        self.notes = [note for note in sheet.notes if note.part == part]
        self.staves = max((note.staff for note in self.notes), default=2 if part == 0 else 1)
        self.voices = self._voices()
        self.layout = [self._bar_voices(bar) for bar in sheet.bars]
        self.beside = directions(sheet, numerals=numerals) if part == 0 else []
        self.divisions = self._divisions()
        self.used: set[str] = set()
        self.accidentals = {staff: Accidentals() for staff in range(1, self.staves + 1)}
        self.clefs = {
            staff: clefs(sheet, part, staff, self.staves) for staff in range(1, self.staves + 1)
        }

    def _voices(self) -> dict[int, int]:
        """The staff of each voice; every staff has its first one. A voice keeps to one staff."""
        found = {(staff - 1) * VOICES_A_STAFF + 1: staff for staff in range(1, self.staves + 1)}
        for note in self.notes:
            if found.setdefault(note.voice, note.staff) != note.staff:
                raise ValueError(f"voice {note.voice} is on two staves")
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def _bar_voices(self, bar: SheetBar) -> Voices:
        here = [n for n in self.notes if n.onset < bar.end and _reach(n) > bar.onset]
        found: Voices = {}
        for voice in self.voices:
            own = [note for note in here if note.voice == voice]
            main = (voice - 1) % VOICES_A_STAFF == 0
            if own or main:
                found[voice] = pieces(bar, own, voice)
                beam(bar.meter, found[voice])
        return found

    def _divisions(self) -> int:
        """Divisions of a quarter: every length and every place is a whole number of them."""
        times = [
            time
            for voices in self.layout
            for found in voices.values()
            for piece in found
            for time in (piece.start, piece.end)
        ]
        times += [item.onset for item in self.beside] + [bar.onset for bar in self.sheet.bars]
        return lcm(*(time.denominator for time in times))

    def write(self, part: Element) -> None:
        """Write every bar."""
        first_full = next((i for i, bar in enumerate(self.sheet.bars) if bar.onset >= 0), 0)
        for index, bar in enumerate(self.sheet.bars):
            measure = add(part, "measure", number=str(index + 1 - first_full))
            if index < first_full:
                measure.set("implicit", "yes")
            self._attributes(measure, index)
            self._music(measure, index, bar)
            self._barline(measure, index, bar)

    def _attributes(self, measure: Element, index: int) -> None:
        bar = self.sheet.bars[index]
        before = self.sheet.bars[index - 1] if index else None
        element = Element("attributes")
        if before is None:
            add(element, "divisions", str(self.divisions))
        if before is None or bar.key != before.key:
            key = add(element, "key")
            add(key, "fifths", str(bar.key.fifths))
            add(key, "mode", bar.key.mode)
        if before is None or bar.meter != before.meter:
            time = add(element, "time")
            add(time, "beats", str(bar.meter.numerator))
            add(time, "beat-type", str(bar.meter.denominator))
        if before is None and self.staves > 1:
            add(element, "staves", str(self.staves))
        for staff, row in self.clefs.items():
            if before is None or row[index] != row[index - 1]:
                self._clef(element, staff, row[index])
        if len(element):
            measure.append(element)

    def _clef(self, element: Element, staff: int, sign: Clef) -> None:
        clef = add(element, "clef")
        if self.staves > 1:
            clef.set("number", str(staff))
        add(clef, "sign", sign)
        add(clef, "line", str(LINES[sign]))

    def _music(self, measure: Element, index: int, bar: SheetBar) -> None:
        voices = self.layout[index]
        shown = {}
        for staff, accidentals in self.accidentals.items():
            own = {v: found for v, found in voices.items() if self.voices[v] == staff}
            shown.update(accidentals.bar(bar.key, own))
        pen = Pen(measure, self.divisions, shown, self.used, staves=self.staves)
        for number, (voice, found) in enumerate(voices.items()):
            if number:
                pen.back(bar.duration)
            staff = self.voices[voice]
            pen.begin(voice, staff, self._stem(voices, voice))
            main = (voice - 1) % VOICES_A_STAFF == 0
            beside = Beside(self._items(bar, staff) if main else [])
            for place, piece in enumerate(found):
                onset = bar.onset + piece.start - found[0].start
                self._beside(measure, beside, onset, onset + piece.duration)
                pen.write(place, piece)
            self._beside(measure, beside, bar.end, None)
            self._pedal(pen, bar, staff if main else 0)

    def _pedal(self, pen: Pen, bar: SheetBar, staff: int) -> None:
        """Pedal signs of a staff, each at its place after a move there and before one back:
        readers know no offset at the end of a line."""
        for item in (i for i in self._in_bar(bar) if i.is_pedal and i.staff == staff):
            back = bar.end - item.onset
            if back:
                pen.back(back)
            pen.measure.append(item.element)
            if back:
                pen.forward(back)

    def _items(self, bar: SheetBar, staff: int) -> list[Direction]:
        """What stands beside the notes of a staff in a bar, pedal signs aside; the last bar has all
        that is left."""
        return [i for i in self._in_bar(bar) if i.staff == staff and not i.is_pedal]

    def _in_bar(self, bar: SheetBar) -> list[Direction]:
        last = bar is self.sheet.bars[-1]
        after = (item for item in self.beside if item.onset >= bar.onset)
        return [item for item in after if last or item.onset < bar.end]

    def _beside(
        self, measure: Element, beside: Beside, onset: Fraction, end: Fraction | None
    ) -> None:
        """What stands from ``onset`` up to ``end``, before the sign at ``onset``."""
        for item in beside.until(end):
            _place(item, (item.onset - onset) * self.divisions)
            measure.append(item.element)

    def _stem(self, voices: Voices, voice: int) -> str | None:
        """Up for a first voice and down for a second where a staff has both in the bar."""
        staff = self.voices[voice]
        rivals = [v for v, found in voices.items() if self.voices[v] == staff and _sounds(found)]
        if len(rivals) < 2:
            return None
        return "up" if (voice - 1) % 2 == 0 else "down"

    def _barline(self, measure: Element, index: int, bar: SheetBar) -> None:
        last = index + 1 == len(self.sheet.bars)
        if not (last or bar.closes):
            return
        barline = add(measure, "barline", location="right")
        add(barline, "bar-style", "light-heavy" if last else "light-light")


def _place(item: Direction, offset: Fraction) -> None:
    """Say how many divisions after the sign before it something stands."""
    if not offset:
        return
    element = Element("offset")
    element.text = str(offset.numerator)
    tags = [child.tag for child in item.element]
    at = next((i for i, tag in enumerate(tags) if tag in ("staff", "sound", "voice")), len(tags))
    item.element.insert(at, element)


def _reach(note: SheetNote) -> Fraction:
    """Up to when a note concerns a bar: a grace note belongs to the bar of its onset."""
    return note.end if note.duration else note.onset + Fraction(1, 1024)


def _sounds(found: list[Piece]) -> bool:
    return any(piece.notes for piece in found)
