"""The ``gospel-keys`` command."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from gospel_keys.commands.console import FAILURE, USAGE, fail, say, tell

app = typer.Typer(
    name="gospel-keys",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _genre(name: str) -> str:
    """Refuse a genre that is not registered, listing those that are."""
    from gospel_keys.genres.registry import genres

    known = name.strip().lower()
    if known not in genres():
        raise typer.BadParameter(f"{name[:40]!r} is none of: {', '.join(genres())}.")
    return known


def _version(wanted: bool) -> None:
    if wanted:
        from gospel_keys.platform.version import version

        say(f"gospel-keys {version()}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Words in, a playable two-hand piano arrangement out."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on. [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port. [8000]")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page.")] = False,
    reload: Annotated[bool, typer.Option("--reload", help="For development.")] = False,
) -> None:
    """Start the application: database, engine, page."""
    from gospel_keys.commands.configured import settings
    from gospel_keys.commands.serve import run, run_reloading

    chosen = settings(host=host, port=port)
    if reload:
        run_reloading(chosen)
    else:
        run(chosen, open_browser)


@app.command()
def generate(
    genre: Annotated[
        str, typer.Argument(metavar="GENRE", callback=_genre, help="One of: gospel-keys genres.")
    ],
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help='Such as "Uplifting song in C major, 16 bars".')
    ],
    key: Annotated[str | None, typer.Option(help='Such as "Bb minor".')] = None,
    tempo: Annotated[float | None, typer.Option(help="Beats a minute.")] = None,
    meter: Annotated[str | None, typer.Option(help="Such as 12/8.")] = None,
    bars: Annotated[int | None, typer.Option(help="1 to 128.")] = None,
    application: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    complexity: Annotated[int | None, typer.Option(help="1 (beginner) to 10.")] = None,
    ai: Annotated[
        float | None, typer.Option(help="Share of a model in the harmony, 0 to 1.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same piece.")] = None,
    hands: Annotated[
        Literal["small", "normal"] | None, typer.Option(help="How far hands reach.")
    ] = None,
    chords: Annotated[
        str | None,
        typer.Option(help='Your own chords, such as "C | Am7 D7 | G7 % |", or @FILE.'),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Arrange the chords and melody of a file."),
    ] = None,
    take: Annotated[
        Literal["all", "chords", "melody"], typer.Option(help="What to take of that file.")
    ] = "all",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="File to write, MIDI or as its ending says; - is stdout.",
        ),
    ] = None,
    wav: Annotated[
        Path | None, typer.Option(help="Sound file too: .wav, .flac, .ogg or .mp3.")
    ] = None,
    musicxml: Annotated[Path | None, typer.Option(help="MusicXML score to write too.")] = None,
    chordpro: Annotated[Path | None, typer.Option(help="ChordPro chart to write too.")] = None,
    ireal: Annotated[Path | None, typer.Option(help="iReal link (.html: a page) too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the API's answer.")] = False,
) -> None:
    """Make a piece from words: a MIDI file, and its sound, score or chart where asked."""
    from gospel_keys.commands.generate import Targets, run

    fields: dict[str, object] = {
        "description": words,
        "key": key,
        "tempo": tempo,
        "time_signature": meter,
        "num_bars": bars,
        "application": application,
        "complexity": complexity,
        "ai_percentage": ai,
        "seed": seed,
        "hand_size": hands,
        "progression": chords,
    }
    if source is not None:
        from gospel_keys.commands.importing import fields_from

        fields = fields_from(source, take, fields)
    run(genre, fields, Targets(output, wav, as_json, musicxml, chordpro, ireal))


@app.command("import")
def import_file(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="MIDI, MusicXML, ChordPro or iReal; - is stdin.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the API's answer.")] = False,
) -> None:
    """Tell what chords and melody a file has, to be arranged with generate --from."""
    from gospel_keys.commands.importing import run

    run(source, as_json)


@app.command()
def render(
    source: Annotated[Path, typer.Argument(metavar="IN.mid", help="MIDI file.")],
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="A .wav, .flac, .ogg or .mp3 file.")
    ],
    soundfont: Annotated[Path | None, typer.Option(help="SF2 or SF3 file.")] = None,
    rate: Annotated[int, typer.Option(min=8000, max=192000, help="Samples a second.")] = 44100,
    reverb: Annotated[bool, typer.Option(help="The sound of a room.")] = True,
    threads: Annotated[int, typer.Option(min=0, max=256, help="0: one for each core.")] = 0,
    device: Annotated[
        Literal["auto", "cpu", "gpu"], typer.Option(help="What computes the sound.")
    ] = "auto",
) -> None:
    """Render a MIDI file to a sound file."""
    from gospel_keys.commands.render import run
    from gospel_keys.sound.options import RenderSettings

    run(source, target, soundfont, RenderSettings(rate, reverb, threads, device))


@app.command()
def genres() -> None:
    """List the genres and what each is for."""
    from gospel_keys.genres.registry import genres as registered

    for genre in registered().values():
        uses = ", ".join(row.id for row in genre.style.applications)
        say(f"{genre.id:12} {genre.style.label}: {genre.style.tagline} ({uses})")


@app.command()
def soundfonts() -> None:
    """List the SoundFonts found, the one in use first."""
    from gospel_keys.commands.render import list_fonts

    list_fonts()


models = typer.Typer(help="Language models: which there are, and how to get more.")
app.add_typer(models, name="models")


@models.callback(invoke_without_command=True)
def list_models(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the API's answer.")] = False,
) -> None:
    """List the language models: where each is, what it needs, what it is used for."""
    if context.invoked_subcommand is None:
        from gospel_keys.commands.models import run

        run(as_json=as_json)


@models.command("pull")
def pull_model(
    name: Annotated[str, typer.Argument(metavar="NAME", help="phi or qwen.")],
) -> None:
    """Fetch a model's weights, or the rest of them; checked by what the hub states."""
    from gospel_keys.commands.pulling import run

    run(name)


@app.command()
def doctor() -> None:
    """Tell what is installed, what is missing, and what to do."""
    from gospel_keys.commands.doctor import run

    raise typer.Exit(run())


@app.command()
def openapi() -> None:
    """Print the API's OpenAPI document."""
    from gospel_keys.app import create_app

    json.dump(create_app().openapi(), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


@app.command("new-genre")
def new_genre(
    name: Annotated[str, typer.Argument(help="Small letters and digits, such as ragtime.")],
    folder: Annotated[
        Path | None, typer.Option(help="Where to put it. [the package's own genres]")
    ] = None,
) -> None:
    """Write a new genre's folder: valid as it is, waiting for its music."""
    from gospel_keys.genres.scaffold import ScaffoldError, scaffold

    try:
        made = scaffold(name, folder)
    except ScaffoldError as error:
        fail(str(error), USAGE)
    say(str(made))
    if folder is not None:
        tell(f"To have it found: GOSPEL_KEYS_GENRES={folder.resolve()}")


def main() -> None:
    """Run the command line; whatever goes wrong is a sentence, not a traceback."""
    try:
        app()
    except Exception as error:
        if os.environ.get("GOSPEL_KEYS_TRACEBACK"):
            raise
        sys.stderr.write(
            f"gospel-keys: unexpected {type(error).__name__}: {error}\n"
            "Set GOSPEL_KEYS_TRACEBACK=1 to see where it happened.\n"
        )
        sys.exit(FAILURE)
