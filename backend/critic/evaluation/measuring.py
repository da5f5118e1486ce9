"""What is kept of one piece: small enough to travel between processes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from statistics import mean

from critic import corpus, counterpoint, dynamics, form, stats, swinging
from critic.devices import devices, quality
from critic.draws import Row
from critic.evaluation.targets import goals
from critic.figures import figures
from critic.finding import Finding
from critic.keyfinder import find_key
from critic.piece import Piece
from critic.table import Targets, applying
from gospel_keys.compose import Composition

Findings = tuple[tuple[str, str], ...]
Maker = Callable[[str, Row], Composition]


@dataclass(frozen=True, slots=True)
class Chorus:
    """A section's label, and for each of its bars the degrees (semitones above the tonic) of the
    roots that sound in it."""

    label: str
    bars: tuple[frozenset[int], ...]
    minor: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One piece in numbers. ``checks`` are those that applied, ``findings`` pairs of check and
    sentence, ``uses`` pairs of part and pattern, ``guides`` the two-five-ones led and all.
    ``key_heard`` is None where the piece changes key; ``same`` None where it was made once."""

    row: Row
    application: str = ""
    complexity: int = 0
    bars: int = 0
    form: str = ""
    ending: str = ""
    checks: tuple[str, ...] = ()
    findings: Findings = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    devices: frozenset[str] = frozenset()
    uses: frozenset[tuple[str, str]] = frozenset()
    qualities: Mapping[str, int] = field(default_factory=dict)
    choruses: tuple[Chorus, ...] = ()
    guides: tuple[int, int] = (0, 0)
    key_heard: bool | None = None
    same: bool | None = None


def inspected(genre: str, row: Row, targets: Targets, make: Maker, *, twice: bool) -> Record:
    """A row's piece with its findings alone. A composer that fails is found, not passed on."""
    made = _made(genre, row, make)
    if isinstance(made, Record):
        return made
    checks, findings = _findings(corpus.piece_of(made), row, targets)
    return Record(row, checks=checks, findings=findings, same=_same(made, genre, row, make, twice))


def measured(genre: str, row: Row, targets: Targets, make: Maker, *, twice: bool) -> Record:
    """A row's piece with all its numbers; ``twice`` makes it again to see whether it is the
    same."""
    made = _made(genre, row, make)
    if isinstance(made, Record):
        return made
    piece = corpus.piece_of(made)
    checks, findings = _findings(piece, row, targets)
    progression = piece.arrangement.progression
    led = swinging.led_guides(piece)
    return Record(
        row=row,
        application=piece.arrangement.brief.application,
        complexity=piece.complexity,
        bars=len(piece.bars),
        form=progression.form,
        ending=progression.ending,
        checks=checks,
        findings=findings,
        numbers=_numbers(piece, targets, goals(genre).numbers),
        devices=devices(piece) | figures(piece),
        uses=frozenset((use.part, use.name) for use in piece.arrangement.patterns),
        qualities=Counter(quality(event.chord) for event in piece.chords),
        choruses=tuple(_choruses(piece)),
        guides=(sum(smooth for _, smooth in led), len(led)),
        key_heard=_key_heard(piece),
        same=_same(made, genre, row, make, twice),
    )


def _made(genre: str, row: Row, make: Maker) -> Composition | Record:
    try:
        return make(genre, row)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the table must say
        return Record(row, checks=("composes",), findings=(("composes", repr(error)),))


def _findings(piece: Piece, row: Row, targets: Targets) -> tuple[tuple[str, ...], Findings]:
    names = ["composes", "as_asked", "invariants"]
    found = [("as_asked", text) for text in _amiss(piece, row)]
    broken = form.invariants(piece)
    if broken:
        return tuple(names), (*found, *((f.check, f.message) for f in broken))
    for name, check, given in applying(piece, targets):
        names.append(name)
        found += [(name, _said(finding)) for finding in check(piece, **given)]
    return tuple(names), tuple(found)


ASKED = {"num_bars": "bars", "time_signature": "meter"}
"""Fields of a request whose name in a brief is another one."""


def _amiss(piece: Piece, row: Row) -> list[str]:
    """The fields of the request that the piece does not keep."""
    brief = piece.arrangement.brief
    given = {name: str(getattr(brief, ASKED.get(name, name))) for name in row}
    return [
        f"{name} {value} was asked, the piece has {given[name]}"
        for name, value in row.items()
        if str(value) != given[name]
    ]


def _said(finding: Finding) -> str:
    return f"{finding.message} (bar {finding.bar})" if finding.bar else finding.message


def _same(made: Composition, genre: str, row: Row, make: Maker, twice: bool) -> bool | None:
    if not twice:
        return None
    return _digest(make(genre, row)) == _digest(made)


def _digest(made: Composition) -> str:
    return hashlib.sha256(made.midi()).hexdigest()


def _numbers(piece: Piece, targets: Targets, asked: Collection[str]) -> dict[str, float]:
    found = {
        name: float(value)
        for name, value in stats.describe(piece).items()
        if isinstance(value, int | float)
    }
    typical = targets.get("velocity_spread", {}).get("typical", dynamics.TYPICAL_SD)
    wanted = dynamics.velocity_target(piece, typical)
    found["velocity_sd_to_target"] = found["velocity_sd"] / wanted
    changes = max(len(piece.chords) - 1, 1)
    found["two_fives_per_100_changes"] = 100 * stats.two_fives(piece) / changes
    parts = any(name.startswith(("parallel_", "tendency_")) for name in asked)
    return found | (_part_writing(piece) if parts else {})


def _part_writing(piece: Piece) -> dict[str, float]:
    """What is counted where voices are written: parallels in 100 changes, tones that resolve."""
    changes = max(counterpoint.changes(piece), 1)
    found = {
        f"parallel_{name}_per_100_changes": 100 * len(counterpoint.parallels(piece, size)) / changes
        for name, size in (("fifths", 7), ("octaves", 0))
    }
    if restless := counterpoint.resolutions(piece):
        found["tendency_tones_resolved"] = mean(resolved for _, resolved in restless)
    return found


def _choruses(piece: Piece) -> list[Chorus]:
    found = []
    for section in piece.arrangement.progression.sections:
        bars = piece.bars[section.start_bar : section.start_bar + section.bars]
        tonic = section.key.tonic.chroma
        roots = tuple(
            frozenset(
                (event.chord.root.chroma - tonic) % 12
                for event in piece.chords
                if event.onset < bar.end and event.end > bar.onset
            )
            for bar in bars
        )
        found.append(Chorus(section.label, roots, section.key.is_minor))
    return found


def _key_heard(piece: Piece) -> bool | None:
    sections = piece.arrangement.progression.sections
    if len({section.key for section in sections}) > 1:
        return None
    key = sections[0].key
    heard = find_key(stats.pitch_class_weights(piece))
    return any(heard == (k.tonic.chroma, k.mode) for k in (key, key.relative))
