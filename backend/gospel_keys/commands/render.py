"""A MIDI file to a sound file, and the fonts there are."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import USAGE, busy, fail, say, tell
from gospel_keys.commands.files import check_target, named_format
from gospel_keys.sound.fonts import FALLBACK_FILE, NoFontError, advice, best_font, find_fonts
from gospel_keys.sound.options import RenderError, RenderSettings
from gospel_keys.sound.render import render_file


def run(source: Path, target: Path, soundfont: Path | None, how: RenderSettings) -> None:
    """Render ``source`` to ``target``, in the format that its suffix names."""
    chosen = settings(soundfont=soundfont)
    how = replace(how, format=named_format(target))
    midi = read_midi(source, chosen.max_midi_bytes)
    check_target(target)
    try:
        font = best_font(chosen.soundfont)
        started = time.perf_counter()
        with busy(f"rendering {source.name} with {font.name}"):
            seconds = render_file(midi, target, font, how)
    except (NoFontError, RenderError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"cannot write {target}: {error.strerror}")
    took = time.perf_counter() - started
    tell(f"wrote {target}: {seconds:.1f} s of sound in {took:.2f} s ({seconds / took:.0f} x)")


def read_midi(path: Path, limit: int) -> bytes:
    """The file's bytes, once it is sure that they are MIDI and not too many."""
    try:
        if path.stat().st_size > limit:
            fail(f"{path} has {path.stat().st_size} bytes; {limit} are allowed", USAGE)
        data = path.read_bytes()
    except OSError as error:
        fail(f"cannot read {path}: {error.strerror}", USAGE)
    if not is_midi(data):
        fail(f"{path} is not a MIDI file", USAGE)
    return data


def is_midi(data: bytes) -> bool:
    """Whether ``data`` begins as a MIDI file does; told by its content, never by its name."""
    return data[:4] == b"MThd" or (data[:4] == b"RIFF" and data[8:12] == b"RMID")


def list_fonts() -> None:
    """Every SoundFont found, the one in use first, and how to get a better one."""
    try:
        fonts = find_fonts(settings().soundfont)
    except NoFontError as error:
        fail(str(error))
    for i, font in enumerate(fonts):
        size = font.path.stat().st_size / 1e6
        say(f"{'*' if i == 0 else ' '} {font.name:28} {size:7.1f} MB  {font.origin:8} {font.path}")
    if not fonts:
        fail(f"no SoundFont was found. {advice()}")
    tell("* is the one in use; GOSPEL_KEYS_SOUNDFONT=FILE or --soundfont chooses another.")
    if fonts[0].path.name == FALLBACK_FILE:
        tell(f"Only the small one is here. {advice()}")
