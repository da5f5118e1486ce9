"""Roman numerals, both ways.

Numerals are relative to the parallel major: in C minor, Ab is bVI. There a bare capital III, VI or
VII is read as the textbooks' (Eb, Ab, Bb), and the raised root is written with a natural: ♮VI.
Capitals are major, small letters minor, then comes a chord suffix: ``V7#9#5``, ``viiø7``,
``#IVdim7``. After a slash, a number is the bass as a degree of the key (``I/3``, ``IV/5``) and a
numeral the chord that this one is applied to (``V7/ii``, ``V7/V/ii``). Raised and lowered figures
are figured bass (``V⁶₅``, see ``figured.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.interval import Interval, degrees, natural_semitones
from gospel_keys.music.key import Key
from gospel_keys.music.numeral import (
    DEGREE,
    MAX_TEXT,
    numeral_suffix,
    read_degree,
    read_tones,
    split_slashes,
)
from gospel_keys.music.pitch import PitchClass

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
# Degrees that are lowered in minor when a capital numeral has no accidental.
_MINOR_STEPS = frozenset({3, 6, 7})

_NUMERAL = re.compile(
    "(?P<accidental>[#♯]{1,3}|[b♭]{1,3}|[♮=]|)"
    "(?P<numeral>VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)"
)
_OWN_QUALITY = re.compile(r"m(?!aj|Maj|M)|-|o|°|ø|h|dim")
_FIGURES = re.compile(r"(?P<body>o|°|ø|\+|maj|)(?P<figure>63|64|65|43|42|(?<=[o°])6)")
_FIGURED = re.compile(r"(?P<body>o|°|ø|\+|maj|)(?P<figure>63|64|65|43|42|6|7|2)")
_INVERSIONS = {"6": 1, "63": 1, "64": 2, "7": 0, "65": 1, "43": 2, "42": 3, "2": 3}
_TRIAD_FIGURES = frozenset({"6", "63", "64"})
_RAISED = str.maketrans("²³⁴⁵⁶⁷₂₃₄₅₆₇", "234567234567")
_BODIES = {
    "o": degrees("1 b3 b5 bb7"),
    "°": degrees("1 b3 b5 bb7"),
    "ø": degrees("1 b3 b5 b7"),
    "+": degrees("1 3 #5"),
    "maj": degrees("1 3 5 7"),
}
_MAJOR, _MINOR = degrees("1 3 5"), degrees("1 b3 5")
# Chords with names of their own: accidental, step, tones, inversion.
_NAMED = {
    "It": ("b", 6, degrees("1 3 #6"), 0),
    "Ger": ("b", 6, degrees("1 3 5 #6"), 0),
    "Fr": ("b", 6, degrees("1 3 #4 #6"), 0),
    "N": ("b", 2, _MAJOR, 1),
}
_NAMED_CHORD = re.compile("(?P<name>It|Ger|Fr|N)(?P<figure>65|53|43|6|)")


@dataclass(frozen=True, slots=True)
class Roman:
    """A numeral as written, in no key yet.

    ``accidental`` is "", flats, sharps or "♮"; ``step`` 1..7. ``seventh`` is true where a figured
    bass asks for the key's own seventh. ``inversion`` counts chord tones from the root, ``bass``
    is a degree of the key, ``target`` the chord it is applied to.
    """

    accidental: str
    step: int
    tones: tuple[Interval, ...]
    inversion: int = 0
    seventh: bool = False
    bass: Interval | None = None
    target: Roman | None = None

    @classmethod
    def parse(cls, text: str, *, figured: bool = False) -> Roman:
        """Read a numeral. A bare 6 is an added sixth and 7 a chord symbol's seventh.

        With ``figured`` they are figured bass, as in textbooks: V6 is a first inversion and IV7
        takes the key's own seventh. 63, 64, 65, 43 and 42 are figures either way.
        """
        return _parse(text, figured)

    @classmethod
    def try_parse(cls, text: str, *, figured: bool = False) -> Roman | None:
        """As ``parse``, or None."""
        try:
            return _parse(text, figured)
        except TheoryError:
            return None

    @property
    def is_minor(self) -> bool:
        """Whether it has a minor third."""
        return _MINOR[1] in self.tones

    def local_key(self, key: Key) -> Key:
        """The key in which the numeral itself stands: that of its target, where it has one."""
        if self.target is None:
            return key
        around = self.target.local_key(key)
        return Key(self.target.root(around), "minor" if self.target.is_minor else "major")

    def root(self, local: Key) -> PitchClass:
        """Its root in its local key."""
        alter = self.accidental.count("#") - self.accidental.count("b")
        textbook = local.is_minor and not self.accidental and not self.is_minor
        if textbook and self.step in _MINOR_STEPS:
            alter = -1
        steps = self.step - 1
        return local.degree(Interval(steps, natural_semitones(steps) + alter))

    def chord(self, key: Key) -> Chord:
        """The chord it means in ``key``."""
        local = self.local_key(key)
        root = self.root(local)
        tones = (*self.tones, _own_seventh(root, local)) if self.seventh else self.tones
        chord = Chord(root, tones).inverted(self.inversion)
        return chord.with_bass(key.degree(self.bass)) if self.bass else chord


def roman_to_chord(text: str, key: Key, *, figured: bool = False) -> Chord:
    """The chord a Roman numeral means in a key; ``figured`` as in ``Roman.parse``."""
    return _chord(text, key, figured)


@lru_cache(maxsize=8192)
def chord_to_roman(chord: Chord, key: Key) -> str:
    """The numeral of a chord in a key, relative to the parallel major, accidentals written."""
    minor, suffix = numeral_suffix(chord.intervals)
    place = key.tonic.interval_to(chord.root)
    numeral = NUMERALS[place.steps]
    sign = place.degree.rstrip("1234567")
    bare_flat = key.is_minor and not sign and place.number in _MINOR_STEPS
    if bare_flat and _MINOR[1] not in chord.intervals:
        sign = "♮"
    bass = f"/{key.tonic.interval_to(chord.bass).degree}" if chord.bass else ""
    return f"{sign}{numeral.lower() if minor else numeral}{suffix}{bass}"


@lru_cache(maxsize=8192)
def _chord(text: str, key: Key, figured: bool) -> Chord:
    return _parse(text, figured).chord(key)


@lru_cache(maxsize=4096)
def _parse(text: str, figured: bool) -> Roman:
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a Roman numeral")
    plain = text.translate(_RAISED).rstrip()
    figured = figured or plain != text.rstrip()
    return _read(plain, len(plain) - len(plain.lstrip()), figured=figured)


def _read(text: str, start: int, *, figured: bool) -> Roman:
    """Read the numeral at ``start`` and everything it is applied to, to the end of the text."""
    (first, begin), *rest = split_slashes(text, start)
    roman = _read_numeral(text, begin, begin + len(first), figured=figured)
    if rest and DEGREE.fullmatch(rest[-1][0]):
        roman = replace(roman, bass=read_degree(rest.pop()[0]))
    if rest:
        end = rest[-1][1] + len(rest[-1][0])
        roman = replace(roman, target=_read(text[:end], rest[0][1], figured=figured))
    return roman


def _read_numeral(text: str, start: int, end: int, *, figured: bool) -> Roman:
    named = _NAMED_CHORD.fullmatch(text, start, end)
    if named is not None:
        return Roman(*_NAMED[named["name"]])
    match = _NUMERAL.match(text, start, end)
    if match is None:
        raise unreadable(text, start, "a Roman numeral I to VII, or a degree 1 to 7 after a slash")
    accidental = match["accidental"].replace("♯", "#").replace("♭", "b").replace("=", "♮")
    step = NUMERALS.index(match["numeral"].upper()) + 1
    small = match["numeral"].islower()
    figures = (_FIGURED if figured else _FIGURES).fullmatch(text, match.end(), end)
    if figures is not None:
        return _figured(accidental, step, figures, small=small)
    own = _OWN_QUALITY.match(text, match.end(), end)
    tones = read_tones(text, match.end(), end, minor=small and own is None)
    return Roman(accidental, step, tones)


def _figured(accidental: str, step: int, match: re.Match[str], *, small: bool) -> Roman:
    body, figure = match["body"], match["figure"]
    tones = _BODIES.get(body, _MINOR if small else _MAJOR)
    has_seventh = len(tones) == 4
    if figure in _TRIAD_FIGURES:
        tones, seventh = tones[:3], False
    else:
        seventh = not has_seventh
    return Roman(accidental, step, tones, _INVERSIONS[figure], seventh)


def _own_seventh(root: PitchClass, key: Key) -> Interval:
    """The seventh above ``root`` that the key has; a minor one where its own would be strange."""
    letter = PitchClass(root.letter).transpose(Interval(6, 11)).letter
    name = next(name for name in key.scale.pitch_classes if name.letter == letter)
    own = root.interval_to(name)
    return own if own.semitones in (9, 10, 11) else Interval(6, 10)
