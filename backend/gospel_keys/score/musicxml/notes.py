"""Notes, rests and the moves between voices, as elements of a measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from gospel_keys.score.musicxml.accidentals import Place
from gospel_keys.score.musicxml.elements import Element, add
from gospel_keys.score.musicxml.measures import Piece
from gospel_keys.score.musicxml.sheet import SheetNote

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_ACCENTS = {1: "accent", 2: "strong-accent"}


class Pen:
    """Writes one voice after the other into a measure."""

    def __init__(
        self,
        measure: Element,
        divisions: int,
        shown: Mapping[Place, str],
        used: set[str],
        *,
        staves: int,
    ) -> None:
        """``shown`` are the measure's accidentals, ``used`` the ids that the document has."""
        self.measure = measure
        self.divisions = divisions
        self.shown = shown
        self.used = used
        self.staves = staves
        self.voice = self.staff = 1
        self.stem: str | None = None

    def begin(self, voice: int, staff: int, stem: str | None) -> None:
        """Take up a voice on a staff; ``stem`` is ``up``, ``down`` or None for the reader's own."""
        self.voice, self.staff, self.stem = voice, staff, stem

    def back(self, length: Fraction) -> None:
        """Go back in time."""
        add(add(self.measure, "backup"), "duration", self._units(length))

    def forward(self, length: Fraction) -> None:
        """Let time pass in the voice."""
        forward = add(self.measure, "forward")
        add(forward, "duration", self._units(length))
        add(forward, "voice", str(self.voice))
        if self.staves > 1:
            add(forward, "staff", str(self.staff))

    def write(self, place: int, piece: Piece) -> None:
        """Write a piece; ``place`` is its number in the voice."""
        for note in piece.graces:
            self._grace(place, note, piece)
        if piece.gap:
            self.forward(piece.duration)
        elif piece.is_rest:
            self._rest(piece)
        for index, note in enumerate(piece.notes):
            self._note(place, piece, note, chord=index > 0)

    def _units(self, length: Fraction) -> str:
        return str((length * self.divisions).numerator)

    def _named(self, note: SheetNote | None) -> Element:
        """A note's element; it carries the note's id if XML allows it and none has it yet."""
        element = add(self.measure, "note")
        if note is not None and _NAME.fullmatch(note.id) and note.id not in self.used:
            element.set("id", note.id)
            self.used.add(note.id)
        return element

    def _rest(self, piece: Piece) -> None:
        element = add(self.measure, "note")
        rest = add(element, "rest")
        if piece.whole_bar:
            rest.set("measure", "yes")
        add(element, "duration", self._units(piece.duration))
        add(element, "voice", str(self.voice))
        if not piece.whole_bar:
            self._sign(element, piece)
        self._staff(element)
        if piece.bracket:
            self._tuplet(add(element, "notations"), piece)

    def _sign(self, element: Element, piece: Piece, accidental: str | None = None) -> None:
        """Type, dots, accidental and the tuplet's ratio."""
        name, dots = piece.value
        add(element, "type", name)
        for _ in range(dots):
            add(element, "dot")
        if accidental:
            add(element, "accidental", accidental)
        if piece.tuplet:
            ratio = add(element, "time-modification")
            add(ratio, "actual-notes", str(piece.tuplet.actual))
            add(ratio, "normal-notes", str(piece.tuplet.normal))
            add(ratio, "normal-type", piece.tuplet.unit)

    def _staff(self, element: Element) -> None:
        if self.staves > 1:
            add(element, "staff", str(self.staff))

    def _note(self, place: int, piece: Piece, note: SheetNote, *, chord: bool) -> None:
        element = self._named(note if not piece.tied_from else None)
        if chord:
            add(element, "chord")
        _pitch(element, note)
        add(element, "duration", self._units(piece.duration))
        ties = ["stop"] * piece.tied_from + ["start"] * piece.tied_to
        for tie in ties:
            add(element, "tie", type=tie)
        add(element, "voice", str(self.voice))
        self._sign(element, piece, self.shown.get((self.voice, place, note)))
        if self.stem:
            add(element, "stem", self.stem)
        self._staff(element)
        if not chord:
            for level, sign in enumerate(piece.beams, start=1):
                add(element, "beam", sign, number=str(level))
        self._notations(element, piece, note, ties, chord=chord)

    def _notations(
        self, element: Element, piece: Piece, note: SheetNote, ties: list[str], *, chord: bool
    ) -> None:
        notations = Element("notations")
        for tie in ties:
            add(notations, "tied", type=tie)
        if piece.bracket and not chord:
            self._tuplet(notations, piece)
        if not piece.tied_from:
            _touch(notations, note, chord=chord)
        if len(notations):
            element.append(notations)

    def _tuplet(self, notations: Element, piece: Piece) -> None:
        for kind in piece.bracket:
            tuplet = add(notations, "tuplet", type=kind, number="1")
            if kind == "start":
                tuplet.set("bracket", "no" if piece.beams else "yes")

    def _grace(self, place: int, note: SheetNote, piece: Piece) -> None:
        element = self._named(note)
        single = len(piece.graces) == 1
        add(element, "grace", **({"slash": "yes"} if single else {}))
        _pitch(element, note)
        add(element, "voice", str(self.voice))
        add(element, "type", "eighth" if single else "16th")
        if accidental := self.shown.get((self.voice, place, note)):
            add(element, "accidental", accidental)
        if self.stem:
            add(element, "stem", self.stem)
        self._staff(element)
        notations = Element("notations")
        _touch(notations, note, chord=False)
        if len(notations):
            element.append(notations)


def _pitch(element: Element, note: SheetNote) -> None:
    pitch = add(element, "pitch")
    add(pitch, "step", note.pitch.letter)
    if note.pitch.alter:
        add(pitch, "alter", str(note.pitch.alter))
    add(pitch, "octave", str(note.pitch.octave))


def _touch(notations: Element, note: SheetNote, *, chord: bool) -> None:
    """Fingering, accent (once for a chord, whose notes share it) and the roll."""
    if note.finger is not None:
        add(add(notations, "technical"), "fingering", str(note.finger))
    if note.accent and not chord:
        add(add(notations, "articulations"), _ACCENTS[note.accent])
    if note.rolled:
        add(notations, "arpeggiate")
