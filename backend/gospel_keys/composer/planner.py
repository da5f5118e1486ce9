"""From a brief to a progression, by rules: form, phrases, harmonic rhythm, colours, reasons.

Every draw has an address under the brief's seed, and a phrase is finished without looking at
another's draws, so drawing one phrase anew leaves the chords of all others as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gospel_keys.arranger.seed import rng
from gospel_keys.composer.charts.lay import lay
from gospel_keys.composer.circumstance import circumstance
from gospel_keys.composer.harmonising.lay import harmonised
from gospel_keys.composer.planning.colour import coloured
from gospel_keys.composer.planning.density import fit
from gospel_keys.composer.planning.events import Placed, events, merged, numbered
from gospel_keys.composer.planning.form import Part, choose_form, layout
from gospel_keys.composer.planning.inverting import inverted
from gospel_keys.composer.planning.modulate import opened
from gospel_keys.composer.planning.place import onsets
from gospel_keys.composer.planning.realise import chord_of, risen
from gospel_keys.composer.planning.rising import lifted
from gospel_keys.composer.planning.sections import Chooser, PhrasePlan, choose_ending, phrases_of
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.composer.planning.slots import Slotted, chords_of
from gospel_keys.composer.planning.telling import ending_told, form_told
from gospel_keys.genres.loader import Genre
from gospel_keys.genres.phrases import CLOSING
from gospel_keys.music.key import Key
from gospel_keys.score.model import Brief, Phrase, Progression, Section


def plan(brief: Brief, genre: Genre, redrawn: Mapping[str, int] | None = None) -> Progression:
    """The progression that a brief asks of a genre, exactly ``brief.bars`` bars long.

    ``redrawn`` maps phrase ids ("p3") to a number above 0: that phrase is drawn anew, all others
    keep their chords (a reason may name a new neighbour). Chords that the brief brings stay as
    they are; a tune that it brings gets chords of the genre.
    """
    if brief.chords:
        return lay(brief, genre)
    if brief.melody:
        return harmonised(brief, genre)
    again = redrawn or {}
    felt = brief.meter.felt
    tempo = brief.tempo * float(brief.meter.beat / felt.beat)
    setting = Setting(
        genre.harmony, brief.key.mode, brief.complexity, felt, tempo, brief.application
    )
    chooser = Chooser(setting, brief.mood, brief.seed)
    here = circumstance(brief.meter, brief.complexity, brief.application, brief.feel or "")
    draw = rng(brief.seed, "form")
    form = choose_form(genre.style, brief.bars, here, draw, brief.form, brief.rise)
    draw = rng(brief.seed, "layout")
    parts = layout(form, brief.bars, setting, chooser.lengths, draw, brief.rise)
    parts = lifted(parts, form, brief.rise, chooser.lengths)
    ending = choose_ending(genre.style, parts, chooser, here, rng(brief.seed, "ending"))
    plans = phrases_of(parts, chooser, ending, again)
    sections = _sections(parts, brief, genre.style.section_names)
    phrases = tuple(
        Phrase(
            p.id, sections[p.part].id, p.start_bar, p.bars, _cadence(plans, n, sections), p.row.id
        )
        for n, p in enumerate(plans)
    )
    placed: list[Placed] = []
    for number, made in enumerate(plans):
        section = sections[made.part]
        after = sections[plans[number + 1].part] if number + 1 < len(plans) else section
        lifts = after.key != section.key
        chords = _chords(made, setting, brief.seed, again.get(made.id, 0), lifts=lifts)
        placed += _place(chords, made, section, phrases[number], after.key)
    placed = [replace(one, figured=genre.style.figured) for one in placed]
    return Progression(
        sections, phrases, events(numbered(merged(placed))), form.id, ending.id,
        form_told(form, sections), ending_told(ending, genre.style.expression),
    )  # fmt: skip


def _cadence(plans: Sequence[PhrasePlan], number: int, sections: Sequence[Section]) -> str:
    """How a phrase closes: as its row does, but open where it turns to the next section's key."""
    own = plans[number]
    after = plans[number + 1] if number + 1 < len(plans) else own
    turns = sections[own.part].key != sections[after.part].key
    return "open" if turns and own.row.cadence not in CLOSING else own.row.cadence


def _sections(parts: Sequence[Part], brief: Brief, names: Mapping[str, str]) -> tuple[Section, ...]:
    sections: list[Section] = []
    start = 0
    for number, part in enumerate(parts):
        key = risen(brief.key, part.rise)
        label = names.get(part.label, part.label)
        sections.append(
            Section(f"s{number}", label, start, part.bars, key, brief.meter, brief.tempo)
        )
        start += part.bars
    return tuple(sections)


def _chords(
    plan: PhrasePlan, setting: Setting, seed: int, again: int, *, lifts: bool
) -> list[Slotted]:
    """A phrase's chords at the brief's level: its rhythm, its connections, its colours.

    ``lifts`` opens the door to the next section's key at its end.
    """
    name = plan.row.id if setting.harmony.loops and not plan.last else plan.id
    address: tuple[str | int, ...] = (plan.id, again) if again else (name,)
    chords = chords_of(plan.row)
    if not plan.row.fixed:
        chords = fit(chords, plan.bars, setting, rng(seed, "rhythm", *address), last=plan.last)
    if lifts:
        chords = opened(chords, setting.harmony.modulation, rng(seed, "lift", *address))
    chords = coloured(chords, setting, rng(seed, "colour", *address), last=plan.last)
    return inverted(chords, setting)


def _place(
    chords: Sequence[Slotted], plan: PhrasePlan, section: Section, phrase: Phrase, next_key: Key
) -> list[Placed]:
    start = plan.start_bar * section.meter.bar
    starts = [start + at for at in onsets(chords, section.meter.felt)]
    ends = [*starts[1:], start + plan.bars * section.meter.bar]
    return [
        Placed(
            plan.id, at, end - at,
            chord_of(chord.numeral, next_key if chord.leads_out else section.key),
            section, phrase, plan.row.reason(chord.slot, chord.numeral),
        )
        for chord, at, end in zip(chords, starts, ends, strict=True)
    ]  # fmt: skip
