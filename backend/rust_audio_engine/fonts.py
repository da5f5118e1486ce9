"""Fonts: opened, listed, cut."""

from __future__ import annotations

import os

from rust_audio_engine import _native
from rust_audio_engine.values import PathLike, Preset

#: Largest font the page is given, in bytes.
CUT_BYTES = 8_000_000


class SoundFont:
    """An open SoundFont 2 or 3 file, shareable between threads.

    Raises ``EngineError`` with the byte offset if the file is malformed.
    """

    __slots__ = ("native",)

    def __init__(self, path: PathLike) -> None:
        self.native = _native.SoundFont(os.fspath(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> SoundFont:
        """A font held in memory; the bytes are copied."""
        font = cls.__new__(cls)
        font.native = _native.SoundFont.from_bytes(data)
        return font

    @property
    def name(self) -> str:
        """The name the font gives itself."""
        return self.native.name

    @property
    def presets(self) -> tuple[Preset, ...]:
        """Every preset, in the file's order."""
        return tuple(Preset(*row) for row in self.native.presets)

    @property
    def is_compressed(self) -> bool:
        """True if the samples are Vorbis streams (SF3)."""
        return self.native.is_compressed

    def cut_preset(self, bank: int = 0, program: int = 0, max_bytes: int = CUT_BYTES) -> bytes:
        """An SF2 file with this preset alone, at most ``max_bytes`` long.

        Where the preset is larger, near-duplicate samples are merged, then long
        ones shortened, then rates halved. Raises ``EngineError`` if there is no
        such preset or it cannot be made that small.
        """
        return self.native.cut_preset(bank, program, max_bytes)

    def __repr__(self) -> str:
        return repr(self.native)


def opened(font: SoundFont | PathLike) -> SoundFont:
    """The font itself, or the one at the path."""
    return font if isinstance(font, SoundFont) else SoundFont(font)


def cut_preset(
    font: SoundFont | PathLike, bank: int = 0, program: int = 0, max_bytes: int = CUT_BYTES
) -> bytes:
    """An SF2 file with one preset of ``font``: see ``SoundFont.cut_preset``."""
    return opened(font).cut_preset(bank, program, max_bytes)
