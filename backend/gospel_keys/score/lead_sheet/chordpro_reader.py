"""ChordPro read: directives, grids, and chords over words."""

from __future__ import annotations

import re

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import PitchClass
from gospel_keys.score.lead_sheet.sheet import (
    LeadBar,
    LeadChord,
    LeadSheet,
    LeadSheetError,
    from_cells,
    last_chord,
)
from gospel_keys.score.lead_sheet.unfolding import Unfolder

MAX_TEXT = 1_000_000
ONE_BAR_EACH = "Chords over words are given a bar each."
NO_CHORDS = frozenset({"NC", "N.C.", "N.C", "nc", "n.c."})

_DIRECTIVE = re.compile(r"\{\s*+(?P<name>[\w-]++)(?P<value>[^}]*+)\}")
_LABEL = re.compile(r'label\s*=\s*"([^"]*)"')
_SHAPE = re.compile(r'shape\s*=\s*"[^"]*"|^\d+(?:x\d+)?(?:\+\d+)*')
_LINE = re.compile(r"\[([^\]\[\s][^\]\[]{0,80})\]")
_BAR_LINE = re.compile(r"[|:].*")
_SHORT = {
    "t": "title", "st": "subtitle", "sog": "start_of_grid", "eog": "end_of_grid",
    "sov": "start_of_verse", "soc": "start_of_chorus", "sob": "start_of_bridge",
}  # fmt: skip


def read_chordpro(text: str) -> LeadSheet:
    """A ChordPro song as a chart, its repeats played out.

    Grids keep their bars; chords over words get a bar each. LeadSheetError names the line that
    cannot be read.
    """
    if len(text) > MAX_TEXT:
        raise LeadSheetError(f"the text has more than {MAX_TEXT} characters")
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            reader.line(line.strip())
        except (LeadSheetError, TheoryError) as error:
            raise LeadSheetError(str(error), line=number) from None
    return reader.sheet()


class _Reader:
    """Reads a song line by line."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.key = Key(PitchClass("C"))
        self.tempo: float | None = None
        self.meter = Meter(4, 4)
        self.unfolder = Unfolder()
        self.in_grid = False
        self.label = ""
        self.notices: list[str] = []

    def sheet(self) -> LeadSheet:
        """What was read."""
        meta = self.meta
        return LeadSheet(
            meta.get("title", ""),
            meta.get("composer", meta.get("artist", "")),
            meta.get("style", ""),
            self.key,
            tuple(self.unfolder.bars),
            self.tempo,
            tuple(dict.fromkeys(self.notices)),
        )

    def line(self, line: str) -> None:
        """One line, without the space around it."""
        if not line or line.startswith("#"):
            return
        directive = _DIRECTIVE.fullmatch(line)
        if directive is not None:
            name = directive["name"].lower()
            value = directive["value"].strip().removeprefix(":").strip()
            self.directive(_SHORT.get(name, name), value)
        elif self.in_grid:
            self.grid(line)
        else:
            self.words(line)

    def directive(self, name: str, value: str) -> None:
        """A directive; those that say nothing about bars and chords are passed over."""
        if name == "meta":
            name, _, value = value.partition(" ")
        if name in ("title", "composer", "artist", "style"):
            self.meta.setdefault(name, value.strip())
        elif name == "key" and not self.unfolder.bars:
            self.key = Key.parse(value)
        elif name == "time":
            self.meter = Meter.parse(value)
        elif name == "tempo" and self.tempo is None:
            self.set_tempo(value)
        elif name == "end_of_grid":
            self.in_grid = False
        elif name.startswith("start_of_"):
            self.start(name.removeprefix("start_of_"), value)

    def set_tempo(self, value: str) -> None:
        """A number of beats a minute."""
        match = re.search(r"\d+(?:\.\d+)?", value[:40])
        if match is None:
            raise LeadSheetError(f"{value[:20]!r} is not a tempo")
        self.tempo = float(match.group())

    def start(self, what: str, value: str) -> None:
        """A section starts; it is named by its label, or by what it is."""
        self.in_grid = what == "grid"
        label = _LABEL.search(value)
        if label:
            self.label = label.group(1).strip()
        else:
            plain = _SHAPE.sub("", value).strip()
            self.label = plain or ("" if self.in_grid else what.capitalize())

    def grid(self, line: str) -> None:
        """A line of a grid: bars between bar lines, text before the first one is a label."""
        tokens = line.split()
        first = next((i for i, token in enumerate(tokens) if _BAR_LINE.fullmatch(token)), None)
        if first is None:
            raise LeadSheetError("a grid's line has no bar line")
        if first:
            self.label = " ".join(tokens[:first])
        row: list[str] = []
        for token in tokens[first:]:
            if not _BAR_LINE.fullmatch(token):
                row.append(token)
                continue
            if row:
                self.bar(row)
                row = []
            self.bar_line(token)

    def bar_line(self, token: str) -> None:
        """``:|`` ends a repeat, ``|:`` starts one, ``|1`` is a first ending."""
        if token.startswith(":"):
            self.unfolder.close()
        if token.endswith(":"):
            self.unfolder.open()
        ending = re.search(r"\d", token)
        if ending:
            self.unfolder.ending(int(ending.group()))

    def bar(self, row: list[str]) -> None:
        """The cells of one bar."""
        done = self.unfolder.bars
        if row[0] in ("%", "%%"):
            back = len(row[0])
            if len(done) < back:
                raise LeadSheetError("there is no bar to repeat")
            for bar in done[-back:]:
                self.add(LeadBar(bar.meter, bar.chords))
            return
        found: list[Chord | str | None] = []
        parts = [token.split("~") for token in row]
        width = max(len(part) for part in parts)
        for part in parts:
            if width % len(part):
                raise LeadSheetError("a bar's cells cannot be made equal")
            for name in part:
                found += [_cell(name), *[""] * (width // len(part) - 1)]
        self.add(LeadBar(self.meter, from_cells(found, self.meter, last_chord(done))))

    def add(self, bar: LeadBar) -> None:
        """A bar, under the label that waits for one."""
        self.unfolder.add(LeadBar(bar.meter, bar.chords, self.label))
        self.label = ""

    def words(self, line: str) -> None:
        """Chords in brackets over the words of a song; ``[*...]`` is a remark."""
        for name in _LINE.findall(line):
            if not name.startswith("*"):
                self.notices.append(ONE_BAR_EACH)
                chord = _cell(name)
                if not isinstance(chord, str):
                    self.add(LeadBar(self.meter, (LeadChord(chord, self.meter.bar),)))


def _cell(token: str) -> Chord | str | None:
    """A chord, None for no chord, "" for a cell that only passes."""
    if token in (".", "/"):
        return ""
    if token in NO_CHORDS:
        return None
    return Chord.parse(token)
