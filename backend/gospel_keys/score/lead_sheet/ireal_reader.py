"""The progression of an iReal chart: cells, bar lines, marks and repeats."""

from __future__ import annotations

import re
from collections.abc import Callable

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.meter import Meter
from gospel_keys.score.lead_sheet.sheet import LeadBar, LeadSheetError, from_cells, last_chord
from gospel_keys.score.lead_sheet.unfolding import Unfolder

MARKS = {"i": "Intro", "V": "Verse"}
_TOKEN = re.compile(
    r"(?P<bar>[|\[\]{}Z])"
    r"|T(?P<time>\d\d)"
    r"|\*(?P<section>[A-Za-z])"
    r"|N(?P<ending>\d)"
    r"|<(?P<text>[^>]*)>"
    r"|\((?P<other>[^)]*)\)"
    r"|(?P<chord>[A-GW][b#]?(?:\*[^*]*\*|(?:sus|alt|add|[-+^\dhob#])*)(?:/[A-G][b#]?)?)"
    r"|(?P<none>n)"
    r"|(?P<same>[xr])"
    r"|(?P<slash>p)"
    r"|(?P<space> )"
    r"|(?P<mark>[SQfYUls,])"
)
_JUMPS = re.compile(r"D\.[CS]\.|Coda|Fine", re.IGNORECASE)


def read_bars(text: str, parse: Callable[[str], Chord], notices: list[str]) -> tuple[LeadBar, ...]:
    """The bars of a progression as they sound; LeadSheetError names the bar it cannot read."""
    reader = _Reader(parse, notices)
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            bar = len(reader.unfolder.bars) + 1
            raise LeadSheetError(f"cannot read {text[position : position + 12]!r}", bar=bar)
        try:
            reader.take(match)
        except LeadSheetError as error:
            if error.bar:
                raise
            raise LeadSheetError(str(error), bar=len(reader.unfolder.bars) + 1) from None
        position = match.end()
    reader.finish()
    return tuple(reader.unfolder.bars)


class _Reader:
    """Gathers cells into bars."""

    def __init__(self, parse: Callable[[str], Chord], notices: list[str]) -> None:
        self.parse = parse
        self.notices = notices
        self.unfolder = Unfolder()
        self.meter = Meter(4, 4)
        self.row: list[Chord | str | None] = []
        self.simile = ""
        self.label = ""

    def take(self, match: re.Match[str]) -> None:
        """One token."""
        kind, text = match.lastgroup or "", match.group()
        value = match.group(kind) or ""
        if kind == "bar":
            self.bar(text)
        elif kind == "time":
            self.time(value)
        elif kind == "section":
            self.label = MARKS.get(value, value)
        elif kind == "text":
            self.words(value)
        elif kind == "ending":
            self.unfolder.ending(int(value))
        elif kind == "chord":
            self.row.append(self.chord(text))
        elif kind == "none":
            self.row.append(None)
        elif kind == "same":
            self.simile = text
            self.row.append("")
        elif kind in ("space", "slash"):
            self.row.append("")
        elif kind == "other":
            self.notices.append("Alternative chords in brackets are left out.")
        elif text in "SQ":
            self.notices.append("Signs and codas are not followed.")

    def time(self, code: str) -> None:
        """``44`` is 4/4; ``12`` stands for 12/8."""
        try:
            self.meter = Meter(12, 8) if code == "12" else Meter(int(code[0]), int(code[1]))
        except TheoryError as error:
            raise LeadSheetError(str(error)) from None

    def words(self, text: str) -> None:
        """A text at the start of a section names it; one that says to jump is not followed."""
        plain = re.sub(r"^\*\d\d", "", text).strip()
        if _JUMPS.search(plain):
            self.notices.append("Signs and codas are not followed.")
        elif not any(not isinstance(cell, str) for cell in self.row) and not self.label:
            self.label = plain

    def chord(self, text: str) -> Chord | None:
        """A chord; ``W`` is the one before, over another bass."""
        if not text.startswith("W"):
            return self.parse(text)
        chords = [cell for cell in self.row if not isinstance(cell, str)]
        before = chords[-1] if chords else last_chord(self.unfolder.bars)
        if before is None:
            raise LeadSheetError("W stands for the chord before, and there is none")
        _, slash, bass = text.partition("/")
        return before.with_bass(self.parse(bass).root) if slash else before

    def bar(self, sign: str) -> None:
        """A bar line: the bar before it is complete."""
        self.finish()
        if sign == "{":
            self.unfolder.open()
        elif sign == "}":
            self.unfolder.close()

    def finish(self) -> None:
        """Put the cells so far into a bar; cells that are all empty make one only as a simile."""
        row, simile, done = self.row, self.simile, self.unfolder.bars
        self.row, self.simile = [], ""
        if simile:
            back = 1 if simile == "x" else 2
            if len(done) < back:
                raise LeadSheetError("there is no bar to repeat")
            repeated = done[-back:]
            for bar in repeated:
                self.unfolder.add(LeadBar(bar.meter, bar.chords, self.label))
                self.label = ""
        elif any(not isinstance(cell, str) for cell in row):
            chords = from_cells(row, self.meter, last_chord(done))
            self.unfolder.add(LeadBar(self.meter, chords, self.label))
            self.label = ""
