"""Words to a MIDI file, without server or database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from gospel_keys.commands.chords import own_chords
from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import USAGE, busy, fail, say, tell
from gospel_keys.commands.files import check_target, named_format, write_file
from gospel_keys.compose import Composition, compose
from gospel_keys.composer.errors import BriefError
from gospel_keys.platform.fields import FieldProblem, field_problems, sentence
from gospel_keys.score.lead_sheet import LeadSheetError
from gospel_keys.score.timing import bars
from gospel_keys.sound.fonts import NoFontError, best_font
from gospel_keys.sound.options import RenderError, RenderSettings, format_of
from gospel_keys.studio.addresses import Addresses, draw_seed, title_of
from gospel_keys.studio.composing import answer_of, brief_of
from gospel_keys.studio.exchange_files import ireal_page
from gospel_keys.studio.mapping import metadata_out
from gospel_keys.studio.refusals import field_problem
from gospel_keys.studio.schemas import GenerateRequest

STDOUT = Path("-")
WRITERS: Mapping[str, Callable[[Composition], bytes]] = {
    ".mid": Composition.midi,
    ".midi": Composition.midi,
    ".musicxml": Composition.musicxml,
    ".xml": Composition.musicxml,
    ".cho": lambda made: made.chordpro().encode(),
    ".chordpro": lambda made: made.chordpro().encode(),
    ".pro": lambda made: made.chordpro().encode(),
    ".ireal": lambda made: f"{made.ireal()}\n".encode(),
    ".html": ireal_page,
}
"""What is written, by the file's ending."""

OPTIONS = {
    "tempo": "--tempo",
    "time_signature": "--meter",
    "num_bars": "--bars",
    "ai_percentage": "--ai",
    "description": "WORDS",
    "progression": "--chords",
    "melody": "--from",
    "genre": "GENRE",
}


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the results go. ``output`` None is a name made from the words, ``-`` is stdout.

    What ``output`` holds is told by its ending; the others say what they are for.
    """

    output: Path | None
    wav: Path | None
    json: bool
    musicxml: Path | None = None
    chordpro: Path | None = None
    ireal: Path | None = None

    @property
    def named(self) -> tuple[Path, ...]:
        """Every file that was asked for by name."""
        every = (self.output, self.wav, self.musicxml, self.chordpro, self.ireal)
        return tuple(path for path in every if path is not None)


def run(genre: str, fields: Mapping[str, object], targets: Targets) -> None:
    """Compose and write what was asked."""
    _check(targets)
    request = _request({**fields, "progression": own_chords(fields.get("progression"))})
    seed = draw_seed() if request.seed is None else request.seed
    composition = _compose(genre, request, seed)
    midi = composition.midi()
    if targets.json:
        _print_json(genre, request, composition, midi)
    if targets.output == STDOUT:
        sys.stdout.buffer.write(midi)
    else:
        _write_files(composition, targets, title_of(request.description, genre, seed))
    if targets.wav:
        _write_sound(midi, targets.wav)
    if not targets.json and targets.output != STDOUT:
        say(summary(composition))


def _check(targets: Targets) -> None:
    """Refuse what cannot be written, before anything is made."""
    if targets.json and targets.output == STDOUT:
        fail("--json and -o - both go to the standard output: choose one, or name a file", USAGE)
    for option in ("wav", "musicxml", "chordpro", "ireal"):
        if getattr(targets, option) == STDOUT:
            fail(f"--{option} needs a file: only -o writes to the standard output", USAGE)
    if targets.output and targets.output != STDOUT:
        form_of(targets.output)
    for path in targets.named:
        if path != STDOUT:
            check_target(path)
    if targets.wav:
        named_format(targets.wav)


def form_of(path: Path) -> str:
    """What a file is to hold, by its ending; none means MIDI."""
    ending = path.suffix.lower() or ".mid"
    if ending not in WRITERS:
        fail(f"{path.suffix!r} is no ending to write; there are: {', '.join(WRITERS)}", USAGE)
    return ending


def _write_files(composition: Composition, targets: Targets, title: str) -> None:
    """Every file but the sound; where none is asked for, MIDI under the piece's name."""
    files = [
        (targets.output, form_of(targets.output) if targets.output else ""),
        (targets.musicxml, ".musicxml"),
        (targets.chordpro, ".cho"),
        (targets.ireal, ".html" if targets.ireal and targets.ireal.suffix == ".html" else ".ireal"),
    ]
    if not targets.named and not targets.json:
        files = [(Path(f"{title}.mid"), ".mid")]
    for path, ending in files:
        if path is not None:
            try:
                data = WRITERS[ending](composition)
            except LeadSheetError as error:
                fail(f"cannot write {path}: {error}")
            write_file(path, data)
            tell(f"wrote {path}")


def _request(fields: Mapping[str, object]) -> GenerateRequest:
    try:
        return GenerateRequest.model_validate(fields)
    except ValidationError as error:
        problems = field_problems(error.errors(), GenerateRequest.model_json_schema())
        fail(_told(problems), USAGE)


def _told(problems: list[FieldProblem]) -> str:
    """What is wrong, by the names of the options."""
    named = (p.model_copy(update={"field": _option(p.field)}) for p in problems)
    return "; ".join(sentence(p) for p in named)


def _option(field: str) -> str:
    return OPTIONS.get(field, f"--{field.replace('_', '-')}")


def _compose(genre: str, request: GenerateRequest, seed: int) -> Composition:
    fields = request.model_dump(
        exclude={"description", "seed", "include_progression", "synthesize"}
    )
    fields |= {"progression": request.progression, "melody": request.melody}
    try:
        if request.ai_percentage:
            from gospel_keys.commands.proposing import composed  # noqa: PLC0415 - brings the models

            return composed(brief_of(genre, request, seed))
        with busy("composing"):
            return compose(genre, request.description, seed=seed, **fields)
    except BriefError as error:
        fail(_told([field_problem(each) for each in error.all]), USAGE)


def _print_json(
    genre: str, request: GenerateRequest, composition: Composition, midi: bytes
) -> None:
    """The API's answer, less the addresses: nothing was stored."""
    answer = answer_of(
        Addresses(genre, ""), request, composition.arrangement, composition.performance, midi
    )
    nowhere = {"id", "download_url", "audio_url", "score_url"}
    say(answer.model_dump_json(indent=2, exclude=nowhere))


def _write_sound(midi: bytes, path: Path) -> None:
    from gospel_keys.sound.render import render_file  # noqa: PLC0415 - it brings the engine

    try:
        font = best_font(settings().soundfont)
        with busy(f"rendering with {font.name}"):
            seconds = render_file(midi, path, font, RenderSettings(format=format_of(path)))
    except (NoFontError, RenderError, OSError) as error:
        fail(str(error))
    tell(f"wrote {path} ({seconds:.1f} s, {font.name})")


def summary(composition: Composition) -> str:
    """The piece in a few lines: what it is, its chords bar by bar, what the user should know."""
    arrangement = composition.arrangement
    brief = arrangement.brief
    facts = metadata_out(arrangement, composition.performance)
    head = (
        f"{facts.key}, {facts.time_signature}, {facts.tempo:g} bpm, {facts.num_bars} bars, "
        f"{facts.application}, {facts.note_count} notes, {facts.duration_seconds:.1f} s, "
        f"seed {brief.seed}"
    )
    return "\n".join([head, *chart(composition), *brief.notices])


def chart(composition: Composition, bars_a_line: int = 4) -> list[str]:
    """Chord symbols between barlines, a few bars a line."""
    progression = composition.arrangement.progression
    cells = []
    for bar in bars(progression):
        inside = [c for c in progression.chords if bar.onset <= c.onset < bar.end]
        cells.append(" ".join(str(c.chord) for c in inside) or "%")
    lines = [cells[i : i + bars_a_line] for i in range(0, len(cells), bars_a_line)]
    return ["| " + " | ".join(line) + " |" for line in lines]
