"""Reading chord symbols: the one parser of the product.

A symbol is a root, a quality, at most one number (6, 6/9, 7, 9, 11, 13), any alterations,
additions, suspensions and omissions, and a bass: ``F#m7b5/A``, ``C13(b9)``, ``C-Δ7``, ``Bbsus``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gospel_keys.music.chord_draft import Draft, altered_tone
from gospel_keys.music.chord_type import types_by_symbol
from gospel_keys.music.errors import TheoryError, too_long, unreadable
from gospel_keys.music.interval import Interval, degrees
from gospel_keys.music.pitch import PitchClass, read_name

MAX_TEXT = 48
NO_CHORD = frozenset({"NC", "N.C.", "N.C", "nc", "n.c."})

_PLAIN = str.maketrans(
    {
        "♯": "#",
        "♭": "b",
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "△": "Δ",
        "\N{INCREMENT}": "Δ",
        "^": "Δ",
        "Ø": "ø",
        "∅": "ø",
        "º": "°",
        "˚": "°",
        **{chr(code): digit for code, digit in zip((0x2076, 0x2077, 0x2079), "679", strict=True)},
        **{chr(code): digit for code, digit in zip((0xB9, 0xB2, 0xB3), "123", strict=True)},
        **{chr(code): digit for code, digit in zip((0x2074, 0x2075), "45", strict=True)},
    }
)
_QUALITY = re.compile(
    r"(?P<half>(?i:half[- ]?dim(?:inished)?|hdim)|ø|h)"
    r"|(?P<dim>(?i:dim(?:inished)?)|°|o(?!mit))"
    r"|(?P<aug>(?i:aug(?:mented)?)|\+(?!5))"
    r"|(?P<dom>(?i:dom(?:inant)?))"
    r"|(?P<maj>(?i:maj(?:or)?|ma(?!dd|lt))|M(?![iI])|Δ)"
    r"|(?P<m>(?i:min(?:or)?|mi)|m|-(?!5))"
    r"|(?P<five>5)"
)
_NUMBER = re.compile(r"(?P<mark>(?i:maj|ma(?!dd))|M|Δ)?\s*(?P<number>6/?9|6|7|9|11|13)")
_ALTERATION = re.compile(r"(?P<sign>[#b+-])(?P<number>11|13|[24569])")
_ADDITION = re.compile(r"(?i:add)\s*(?P<sign>#{0,2}|b{0,2})(?P<number>11|13|[2-79])")
_BEFORE_MARK = re.compile(r"/(?=(?i:maj|ma)|M|Δ)")
_SECOND = re.compile("2")
_SEVEN = re.compile("7")
_SEVENTH_MARK = re.compile(r"M(?![A-Za-z])")
_OMISSION = re.compile(r"(?i:no|omit)\s*(?P<number>11|13|[35679])(?i:rd|th)?")
_SUSPENSION = re.compile(r"(?i:sus(?:pended)?)(?![b#][24])\s*(?P<tones>24|42|2|4)?")
_SHARP_FIVE = re.compile(r"\+(?![0-9])|(?i:aug)")
_ALTERED = re.compile(r"(?i:alt(?:ered)?)")
_TENSION = re.compile(r"11|13|9|6")
_BASS = re.compile("[A-G](?:#{1,3}|b{1,3}|)")
_GAP = re.compile(r"[\s,;/]*")

_EXPECTED = "an extension, an alteration, an added tone, 'sus', 'no3' or a bass after '/'"
_IN_BRACKETS = "an alteration such as b9, an added tone, 'sus' or 'no3'"


class _Reader:
    """Reads a suffix from left to right, remembering where it is."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.plain = text.translate(_PLAIN)
        self.position = position
        self.draft = Draft()
        self.bass: PitchClass | None = None

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Move past ``pattern`` if it stands here."""
        match = pattern.match(self.plain, self.position)
        if match is not None:
            self.position = match.end()
        return match

    def at(self, character: str) -> bool:
        """Whether ``character`` stands here."""
        return self.plain.startswith(character, self.position)

    def fail(self, expected: str) -> TheoryError:
        """The error for what stands here, where ``expected`` was due."""
        return unreadable(self.text, self.position, expected)

    def read(self) -> None:
        """Read to the end of the text."""
        self.skip()
        self.read_quality()
        self.skip()
        if self.draft.quality == "m":
            self.take(_BEFORE_MARK)
        while self.position < len(self.plain):
            if self.at("/"):
                self.read_bass()
            elif self.at("("):
                self.read_brackets()
            elif not (self.read_number() or self.read_change()):
                raise self.fail(_EXPECTED)
            self.skip()

    def skip(self) -> None:
        """Move past spaces."""
        while self.at(" "):
            self.position += 1

    def read_quality(self) -> None:
        """Read the triad's quality, if one is written, with the number a major mark needs."""
        match = self.take(_QUALITY)
        if match is None or match.lastgroup is None:
            return
        kind = match.lastgroup
        draft = self.draft
        if kind == "maj":
            self.read_major_mark(match.group())
        elif kind == "dom":
            self.skip()
            if not self.read_number():
                raise self.fail("7, 9, 11 or 13")
        else:
            draft.quality = "5" if kind == "five" else kind

    def read_major_mark(self, mark: str) -> None:
        """A mark before a number makes its seventh major; a triangle alone means one too."""
        self.skip()
        if self.read_number():
            self.draft.major_seventh = True
        elif mark == "Δ":
            self.draft.number, self.draft.major_seventh = 7, True

    def read_number(self) -> bool:
        """Read ``7``, ``maj9``, ``6/9``: a chord has one such number."""
        draft = self.draft
        if draft.number or draft.altered:
            return False
        match = self.take(_NUMBER)
        if match is None:
            if draft.quality == "maj" or not self.at("Δ"):
                return False
            self.position += 1
            draft.number, draft.major_seventh = 7, True
            return True
        draft.number = int(match["number"].replace("/", ""))
        draft.major_seventh = match["mark"] is not None
        if draft.number == 7 and self.take(_SEVENTH_MARK):
            draft.major_seventh = True
        return True

    def read_change(self) -> bool:
        """Read one alteration, addition, omission or suspension."""
        draft = self.draft
        if match := self.take(_ALTERATION):
            draft.alterations.add(altered_tone(match["sign"], int(match["number"])))
        elif match := self.take(_ADDITION):
            draft.additions.update(degrees(match["sign"] + match["number"]))
        elif not draft.number and self.take(_SECOND):
            draft.additions.update(degrees("2"))
        elif match := self.take(_OMISSION):
            draft.omits.add(int(match["number"]))
        elif match := self.take(_SUSPENSION):
            draft.suspension |= {*degrees(" ".join(match["tones"] or "4"))}
        elif draft.number and self.take(_SHARP_FIVE):
            draft.alterations.update(degrees("#5"))
        elif draft.number in (0, 7) and self.take(_ALTERED):
            draft.altered = True
            self.take(_SEVEN)
        else:
            return False
        return True

    def read_brackets(self) -> None:
        """Read ``(b9,#11)``; a bare number in brackets is a tone added."""
        self.position += 1
        first = True
        while first or not self.at(")"):
            self.take(_GAP)
            if not (self.read_change() or self.read_major_number() or self.read_tension()):
                raise self.fail(_IN_BRACKETS if not self.at("(") else "one pair of brackets")
            self.take(_GAP)
            first = False
            if self.position >= len(self.plain):
                raise self.fail("')'")
        self.position += 1

    def read_major_number(self) -> bool:
        """``(maj7)`` after a quality; a bare number here is a tension, not a seventh chord."""
        return not self.plain[self.position : self.position + 1].isdigit() and self.read_number()

    def read_tension(self) -> bool:
        """Read a bare ``9``, ``11`` or ``13`` (or ``6``) in brackets."""
        match = self.take(_TENSION)
        if match is not None:
            self.draft.additions.update(degrees(match.group()))
        return match is not None

    def read_bass(self) -> None:
        """Read ``/E``, which ends the symbol."""
        self.position += 1
        self.skip()
        try:
            self.bass, self.position = read_name(self.text, self.position)
        except TheoryError as error:
            self.position = error.position
            raise self.fail("a bass note A to G after '/'") from None
        self.skip()
        if self.position < len(self.plain):
            raise self.fail("the end of the symbol after its bass")


@lru_cache(maxsize=8192)
def read_symbol(text: str) -> tuple[PitchClass, tuple[Interval, ...], PitchClass | None]:
    """Read a chord symbol: its root, its tones as intervals in order, its bass if it names one.

    TheoryError says at which character the text stopped making sense and what could stand there.
    """
    if len(text) > MAX_TEXT:
        raise too_long(text, MAX_TEXT, "a chord symbol")
    if text.strip() in NO_CHORD:
        raise TheoryError(f"{text.strip()!r} means that no chord is played", text, 0)
    start = len(text) - len(text.lstrip())
    root, end = read_name(text, start)
    tones, bass = read_suffix(text.rstrip(), end)
    return root, tones, bass


def read_suffix(text: str, start: int) -> tuple[tuple[Interval, ...], PitchClass | None]:
    """Read what stands after the root, from index ``start``: the tones and the bass."""
    symbol, slash, bass = text[start:].rpartition("/")
    known = types_by_symbol().get(text[start:])
    if known is not None:
        return known.intervals, None
    known = types_by_symbol().get(symbol) if slash else None
    if known is not None and _BASS.fullmatch(bass):
        return known.intervals, PitchClass.parse(bass)
    reader = _Reader(text, start)
    reader.read()
    _refuse_contradictions(reader)
    return reader.draft.tones(), reader.bass


def _refuse_contradictions(reader: _Reader) -> None:
    draft = reader.draft
    named = {tone.number for tone in draft.alterations | draft.additions}
    if draft.omits & named:
        number = min(draft.omits & named)
        raise TheoryError(f"{reader.text!r} both has and omits its {number}", reader.text, 0)
    if draft.altered and (draft.quality != "maj" or draft.major_seventh or draft.alterations):
        raise TheoryError(
            f"{reader.text!r}: 'alt' already says which tones are altered", reader.text, 0
        )
