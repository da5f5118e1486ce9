"""FluidSynth through its library, as fast as it goes: samples loaded as they
are needed, blocks of 4096 frames, no effects unless asked for."""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

BLOCK = 4096
PLAYING = 1


def library() -> ctypes.CDLL | None:
    """The library, or None where FluidSynth is not installed."""
    name = ctypes.util.find_library("fluidsynth") or "libfluidsynth.so.3"
    try:
        lib = ctypes.CDLL(name)
    except OSError:
        return None
    for function in ("new_fluid_settings", "new_fluid_synth", "new_fluid_player"):
        getattr(lib, function).restype = ctypes.c_void_p
    lib.fluid_settings_setnum.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_double]
    return lib


class FluidSynth:
    """One synthesiser with one font."""

    def __init__(self, font: Path, *, cores: int = 1, reverb: bool = False) -> None:
        lib = library()
        if lib is None:
            raise RuntimeError("libfluidsynth is not installed")
        self.lib = lib
        self.settings = ctypes.c_void_p(lib.new_fluid_settings())
        numbers = {
            "synth.dynamic-sample-loading": 1,
            "synth.cpu-cores": cores,
            "synth.reverb.active": int(reverb),
            "synth.chorus.active": 0,
            "synth.polyphony": 4096,
            "synth.lock-memory": 0,
        }
        for name, value in numbers.items():
            lib.fluid_settings_setint(self.settings, name.encode(), value)
        lib.fluid_settings_setnum(self.settings, b"synth.sample-rate", 44100.0)
        lib.fluid_settings_setnum(self.settings, b"synth.gain", 0.5)
        lib.fluid_settings_setstr(self.settings, b"player.timing-source", b"sample")
        self.synth = ctypes.c_void_p(lib.new_fluid_synth(self.settings))
        self.font = lib.fluid_synth_sfload(self.synth, str(font).encode(), 1)
        if self.font < 0:
            raise RuntimeError(f"FluidSynth cannot load {font}")

    def play(self, midi: bytes, seconds: float) -> tuple[float, NDArray[np.float32]]:
        """Renders ``midi`` for ``seconds``: the time taken, and samples (frames, 2)."""
        lib = self.lib
        player = ctypes.c_void_p(lib.new_fluid_player(self.synth))
        lib.fluid_player_add_mem(player, midi, ctypes.c_size_t(len(midi)))
        blocks = int(seconds * 44100) // BLOCK + 1
        out = np.zeros((blocks * BLOCK, 2), np.float32)
        begin = perf_counter()
        lib.fluid_player_play(player)
        address, size = out.ctypes.data, BLOCK * 8
        for block in range(blocks):
            at = ctypes.c_void_p(address + block * size)
            lib.fluid_synth_write_float(self.synth, BLOCK, at, 0, 2, at, 1, 2)
        elapsed = perf_counter() - begin
        lib.fluid_player_stop(player)
        lib.delete_fluid_player(player)
        return elapsed, out

    def message(self, status: int, first: int, second: int) -> None:
        """Sends one channel message now."""
        lib, channel = self.lib, status & 15
        match status >> 4:
            case 0x8:
                lib.fluid_synth_noteoff(self.synth, channel, first)
            case 0x9:
                lib.fluid_synth_noteon(self.synth, channel, first, second)
            case 0xA:
                lib.fluid_synth_key_pressure(self.synth, channel, first, second)
            case 0xB:
                lib.fluid_synth_cc(self.synth, channel, first, second)
            case 0xC:
                lib.fluid_synth_program_change(self.synth, channel, first)
            case 0xD:
                lib.fluid_synth_channel_pressure(self.synth, channel, first)
            case 0xE:
                lib.fluid_synth_pitch_bend(self.synth, channel, first | second << 7)

    def frames(self, count: int) -> NDArray[np.float32]:
        """The next ``count`` frames, shape (count, 2)."""
        out = np.zeros((count, 2), np.float32)
        at = ctypes.c_void_p(out.ctypes.data)
        self.lib.fluid_synth_write_float(self.synth, count, at, 0, 2, at, 1, 2)
        return out

    def close(self) -> None:
        """Frees everything."""
        self.lib.delete_fluid_synth(self.synth)
        self.lib.delete_fluid_settings(self.settings)
