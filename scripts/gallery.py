"""Writes docs/examples: for each genre and application a piece as MIDI and MusicXML, and a page.

python scripts/gallery.py          write docs/examples
python scripts/gallery.py --check  fail when it would change

Prompts come from the registry: the application's own words, keys and complexities in turn.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.genres.registry import genres
from gospel_keys.score import musicxml, timing
from gospel_keys.score.model import PatternUse

TARGET = Path(__file__).resolve().parents[1] / "docs" / "examples"
MAJOR = ("C", "F", "Bb", "G", "Eb", "D", "Ab", "A")
MINOR = ("A", "D", "G", "C", "E", "F")
LONGEST = 12
"""Bars of a piece at most: a page of music."""
INTRO = """# Examples

Written by `python scripts/gallery.py`: pieces our own code composed, performed and engraved. Open
the MusicXML in any notation program and the MIDI in any player; the same prompt and seed give the
same files again, here or on the studio's page.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One piece of the gallery: what was asked, its files' name, what came."""

    genre: str
    application: str
    prompt: str
    seed: int
    made: Composition

    @property
    def name(self) -> str:
        return f"{self.genre}-{self.application}".lower().replace("_", "-")


def examples() -> list[Example]:
    """A piece for every genre and application."""
    found: list[Example] = []
    for genre, known in genres().items():
        for number, application in enumerate(known.style.applications, known.style.order // 10):
            minor = number % 4 == 0
            names = MINOR if minor else MAJOR
            key = f"{names[number % len(names)]} {'minor' if minor else 'major'}"
            prompt = f"{application.label} piece in {key}, {application.description.lower()}"
            made = compose(
                genre,
                prompt,
                key=key,
                application=application.id,
                num_bars=min(known.style.default_bars, LONGEST),
                seed=number,
            )
            found.append(Example(genre, application.id, prompt, number, made))
    return found


def chart(made: Composition) -> str:
    """The chord symbols, bar by bar."""
    progression = made.arrangement.progression
    bars = [
        " ".join(
            str(event.chord) for event in progression.chords if bar.onset <= event.onset < bar.end
        )
        for bar in timing.bars(progression)
    ]
    lines = [bars[start : start + 4] for start in range(0, len(bars), 4)]
    return "\n".join("| " + " | ".join(bar or "%" for bar in line) + " |" for line in lines)


def listen_for(made: Composition) -> list[str]:
    """What each hand, the rhythm and the fills do, and the chord with the longest story."""
    first: dict[str, PatternUse] = {}
    for use in made.arrangement.patterns:
        first.setdefault(use.part, use)
    found = [
        f"{use.part} {'hand' if use.part in ('left', 'right') else ''}".strip()
        + f", *{use.name.replace('-', ' ')}*: {use.why}"
        for use in first.values()
    ]
    told = max(made.arrangement.progression.chords, key=lambda event: len(event.comment))
    return [*found, f"{told.chord} ({told.roman}): {told.comment}"]


def page(found: list[Example]) -> str:
    """The gallery as Markdown."""
    lines = [INTRO]
    heading = ""
    for example in found:
        label = genres()[example.genre].style.label
        if label != heading:
            lines += [f"## {label}", ""]
            heading = label
        lines += entry(example)
    return "\n".join(lines).rstrip() + "\n"


def entry(example: Example) -> list[str]:
    """One piece on the page."""
    brief, made = example.made.brief, example.made
    progression = made.arrangement.progression
    style = genres()[example.genre].style
    form = next(
        (form.label for form in style.forms if form.id == progression.form), progression.form
    )
    facts = (
        f"{brief.key}, {brief.meter}, {brief.tempo:g} bpm, {brief.bars} bars, "
        f"complexity {brief.complexity}, {form.lower()}, "
        f"ends: {progression.ending.replace('-', ' ')}"
    )
    return [
        f"### {style.application(example.application).label}",
        "",
        f"[MIDI]({example.name}.mid) · [MusicXML]({example.name}.musicxml) · {facts}",
        "",
        f'Prompt: "{example.prompt}" (seed {example.seed}, application `{example.application}`)',
        "",
        "```text",
        chart(made),
        "```",
        "",
        "Listen for:",
        "",
        *(f"- {line}" for line in listen_for(made)),
        "",
    ]


def files() -> dict[str, bytes]:
    """Every file of the gallery by its name."""
    found = examples()
    made = {"README.md": page(found).encode()}
    for example in found:
        arrangement, performance = example.made.arrangement, example.made.performance
        made[f"{example.name}.mid"] = example.made.midi()
        made[f"{example.name}.musicxml"] = musicxml.write(arrangement, performance)
    return made


def main(arguments: list[str]) -> int:
    wanted = files()
    have = {path.name: path.read_bytes() for path in TARGET.glob("*") if path.is_file()}
    if "--check" in arguments:
        stale = sorted(
            name for name in wanted.keys() | have.keys() if wanted.get(name) != have.get(name)
        )
        if stale:
            print(
                f"docs/examples is stale ({', '.join(stale[:5])}): python scripts/gallery.py",
                file=sys.stderr,
            )
        return int(bool(stale))
    TARGET.mkdir(exist_ok=True)
    for name in have.keys() - wanted.keys():
        (TARGET / name).unlink()
    for name, data in wanted.items():
        (TARGET / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
