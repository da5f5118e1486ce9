"""A piece as sound, and the page's piano: rendered once, kept on disk.

The engine is loaded when the first sound is asked for: a server starts without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from gospel_keys.platform.file_cache import FileCache
from gospel_keys.platform.problems import Problem
from gospel_keys.platform.ranges import OpenFile
from gospel_keys.sound.fonts import Font, NoFontError, best_font
from gospel_keys.sound.options import Format, RenderError, RenderSettings, digest
from gospel_keys.studio.addresses import attachment
from gospel_keys.studio.waveforms import Maker, Picture, peaks_of, picture_of

FONT_CACHE_BYTES = 64_000_000


class Sounds:
    """Sound for the studio; ``soundfont`` is the user's setting, files live under ``folder``."""

    def __init__(self, folder: Path, max_bytes: int, soundfont: Path | None = None) -> None:
        self.soundfont = soundfont
        self._audio = FileCache(folder / "audio", max_bytes)
        self._fonts = FileCache(folder / "fonts", FONT_CACHE_BYTES)

    def font(self) -> Font:
        """The font to play with; Problem 503 that says how to get one."""
        try:
            return best_font(self.soundfont)
        except NoFontError as error:
            raise Problem(
                503, f"There is no sound yet: {error}", kind="/problems/no-font"
            ) from error

    def check_room(self) -> None:
        """Problem 503 when sound could not be kept, with what to do."""
        self._audio.check_room()
        self._fonts.check_room()

    async def audio(self, midi: bytes, title: str, kind: Format = "wav") -> OpenFile:
        """``midi`` as a sound file; the same notes and font are rendered once for each format."""
        font = await asyncio.to_thread(self.font)
        settings = RenderSettings(format=kind)
        name = f"{digest(midi, font.identity, settings.fingerprint)}.{kind}"
        make = partial(_render, midi=midi, font=font, settings=settings)
        return await self._audio.open(name, make, attachment(title, kind))

    async def waveform(self, midi: bytes, title: str, count: int) -> OpenFile:
        """Peaks of the sound in ``count`` stretches, as JSON."""
        return await self._drawn(midi, title, f"peaks-{count}.json", partial(peaks_of, count=count))

    async def picture(self, midi: bytes, title: str, kind: Picture) -> OpenFile:
        """The sound's waveform or spectrogram as a PNG."""
        return await self._drawn(midi, title, f"{kind}.png", partial(picture_of, kind=kind))

    async def _drawn(
        self,
        midi: bytes,
        title: str,
        what: str,
        maker: Callable[[OpenFile], Maker],
    ) -> OpenFile:
        """What ``maker`` draws of the sound, kept beside it; the file's entity tag names both."""
        sound = await self.audio(midi, title)
        try:
            name = digest(sound.etag, what) + Path(what).suffix
            return await self._audio.open(name, maker(sound))
        finally:
            sound.close()

    async def piano(self) -> OpenFile:
        """A small SoundFont with the piano of the best font found."""
        font = await asyncio.to_thread(self.font)
        name = digest("piano", font.identity) + ".sf2"
        return await self._fonts.open(name, partial(_cut, font=font))


def _render(target: Path, midi: bytes, font: Font, settings: RenderSettings) -> None:
    from gospel_keys.sound.render import render_file  # noqa: PLC0415 - it brings the engine

    try:
        render_file(midi, target, font, settings)
    except RenderError as error:
        raise _no_sound(font, error) from error


def _cut(target: Path, font: Font) -> None:
    from gospel_keys.sound.render import cut_piano  # noqa: PLC0415 - it brings the engine

    try:
        cut_piano(font, target)
    except RenderError as error:
        raise _no_sound(font, error) from error


def _no_sound(font: Font, error: RenderError) -> Problem:
    return Problem(503, f"{font.name} cannot be played: {error}", kind="/problems/render")
