"""One measure of MusicXML after the other: what changes, what sounds, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from xml.etree.ElementTree import Element

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import UNISON, Interval
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score.musicxml.direction_reader import read_direction
from gospel_keys.score.musicxml.errors import MusicXmlError
from gospel_keys.score.musicxml.harmony_reader import read_harmony
from gospel_keys.score.musicxml.place import Place
from gospel_keys.score.musicxml.sheet import Mark, SheetNote, TempoMark

MAX_NOTES = 200_000
MINOR_MODES = frozenset({"minor", "aeolian", "dorian", "phrygian", "locrian"})
_ACCENTS = {"accent": 1, "strong-accent": 2}


@dataclass(slots=True)
class RawNote:
    """A note at its place in the measure, and whether ties join it to its neighbours."""

    note: SheetNote
    tied_from: bool
    tied_to: bool


@dataclass(slots=True)
class RawMeasure:
    """What a measure holds; all times are quarters from its own start."""

    key: Key
    meter: Meter
    length: Fraction = Fraction(0)
    closes: bool = False
    notes: list[RawNote] = field(default_factory=list)
    chords: list[tuple[Fraction, Chord | None]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tempos: list[TempoMark] = field(default_factory=list)


class MeasureReader:
    """Reads the measures of one part in order, remembering what stays in force."""

    def __init__(self, notices: list[str]) -> None:
        self.notices = notices
        self.divisions = 1
        self.key = Key(PitchClass("C"), "major")
        self.meter = Meter(4, 4)
        self.transposition = UNISON
        self.voices: dict[str, int] = {}
        self.count = 0
        self.accent = 0

    def read(self, measure: Element) -> RawMeasure:
        """One measure; MusicXmlError names it where something in it makes no sense."""
        self.at = self.last = Fraction(0)
        self.raw = RawMeasure(self.key, self.meter)
        self.place = Place(measure.get("number", "?")[:12])
        for element in measure:
            self._element(element)
        return self.raw

    def _element(self, element: Element) -> None:
        raw, place = self.raw, self.place
        if element.tag == "note":
            self._note(element)
        elif element.tag in ("backup", "forward"):
            length = place.duration(element, self.divisions)
            self._move(self.at + (length if element.tag == "forward" else -length), element)
        elif element.tag == "attributes":
            self._attributes(element)
            raw.key, raw.meter = self.key, self.meter
        elif element.tag == "harmony":
            self._harmony(element)
        elif element.tag == "direction":
            onset = self.at + place.offset(element, self.divisions)
            read_direction(element, onset, raw.marks, raw.tempos)
        elif element.tag == "barline":
            self._barline(element)

    def _move(self, to: Fraction, element: Element) -> None:
        if to < 0:
            raise self.place.error("it goes back before the measure's start", element)
        self.at = to
        self.raw.length = max(self.raw.length, to)

    def _barline(self, element: Element) -> None:
        style = element.findtext("bar-style", "").strip()
        if element.get("location", "right") == "right" and style in ("light-light", "light-heavy"):
            self.raw.closes = True
        if element.find("repeat") is not None or element.find("ending") is not None:
            self.notices.append("Repeats and endings are read once, in the order of the page.")

    def _attributes(self, element: Element) -> None:
        place = self.place
        self.divisions = place.integer(element, "divisions", 1, 1_000_000, self.divisions)
        if (key := element.find("key")) is not None:
            self._key(key)
        if (time := element.find("time")) is not None:
            self._time(time)
        if (transpose := element.find("transpose")) is not None:
            octaves = place.integer(transpose, "octave-change", -5, 5, 0)
            chromatic = place.integer(transpose, "chromatic", -60, 60, 0)
            steps = place.integer(transpose, "diatonic", -40, 40, round(chromatic * 7 / 12))
            self.transposition = Interval(steps + 7 * octaves, chromatic + 12 * octaves)

    def _key(self, element: Element) -> None:
        if element.find("fifths") is None:
            self.notices.append("A key signature of free accidentals is read as C major.")
            self.key = Key(PitchClass("C"), "major")
            return
        fifths = self.place.integer(element, "fifths", -7, 7, 0)
        mode = element.findtext("mode", "major").strip().lower()
        if mode in MINOR_MODES:
            key = Key(PitchClass.from_fifths(fifths + 3), "minor")
        else:
            key = Key(PitchClass.from_fifths(fifths), "major")
        self.key = key

    def _time(self, element: Element) -> None:
        if element.find("senza-misura") is not None:
            self.notices.append("Music without measure is read in the meter before it.")
            return
        beats = element.findtext("beats", "").strip()
        try:
            count = sum(int(part) for part in beats.split("+"))
            self.meter = Meter(count, int(element.findtext("beat-type", "")))
        except (TheoryError, ValueError) as error:
            raise self.place.error(f"not a time signature ({error})", element) from None

    def _harmony(self, element: Element) -> None:
        onset = self.at + self.place.offset(element, self.divisions)
        chord, shown = read_harmony(element, self.place, self.notices)
        if shown:
            turned = chord.transpose(self.transposition) if chord else None
            self.raw.chords.append((max(onset, Fraction(0)), turned))

    def _note(self, element: Element) -> None:
        grace = element.find("grace") is not None
        length = Fraction(0) if grace else self.place.duration(element, self.divisions)
        onset = self.last if element.find("chord") is not None else self.at
        if element.find("chord") is None:
            self.last = self.at
            self._move(self.at + length, element)
        if element.find("unpitched") is not None:
            self.notices.append("Notes without pitch (percussion) are left out.")
        pitch = element.find("pitch")
        if pitch is None or element.find("cue") is not None:
            return
        self.count += 1
        if self.count > MAX_NOTES:
            raise self.place.error(f"there are more than {MAX_NOTES} notes", element)
        ties = {tie.get("type") for tie in element.findall("tie")}
        note = SheetNote(
            onset, length, self._pitch(pitch),
            staff=self.place.integer(element, "staff", 1, 16, 1),
            voice=self._voice(element.findtext("voice", "1").strip()),
            id=element.get("id", ""),
            finger=_finger(element),
            accent=self._accent(element),
            rolled=element.find("notations/arpeggiate") is not None,
        )  # fmt: skip
        self.raw.notes.append(RawNote(note, "stop" in ties, "start" in ties))

    def _accent(self, element: Element) -> int:
        """A chord's accent is written at its first note and holds for all of them."""
        if element.find("chord") is None:
            found = element.findall("notations/articulations/*")
            self.accent = max((_ACCENTS.get(sign.tag, 0) for sign in found), default=0)
        return self.accent

    def _voice(self, text: str) -> int:
        """The file's number of a voice; a voice with a name gets a number of its own."""
        if text.isdecimal() and len(text) < 4:
            return int(text)
        return self.voices.setdefault(text, 1001 + len(self.voices))

    def _pitch(self, element: Element) -> Pitch:
        place = self.place
        step = element.findtext("step", "").strip()
        alter = place.number(element, "alter", -3, 3, 0.0)
        if alter != int(alter):
            self.notices.append("Quarter tones are read as the nearest key of the piano.")
        octave = place.integer(element, "octave", -1, 10, None)
        try:
            written = Pitch(PitchClass(step, round(alter)), octave)
            return written.transpose(self.transposition)
        except TheoryError as error:
            raise place.error(str(error), element) from None


def _finger(element: Element) -> int | None:
    text = element.findtext("notations/technical/fingering", "").strip()
    return int(text) if text in ("1", "2", "3", "4", "5") else None


__all__ = ["MeasureReader", "MusicXmlError", "RawMeasure", "RawNote"]
