from collections.abc import Callable, Mapping
from typing import Literal, Self, overload

import numpy as np
from numpy.typing import NDArray

__version__: str

class EngineError(ValueError): ...
class Cancelled(EngineError): ...  # noqa: N818

class SoundFont:
    def __new__(cls, path: str) -> Self: ...
    @staticmethod
    def from_bytes(data: bytes) -> SoundFont: ...
    @property
    def name(self) -> str: ...
    @property
    def is_compressed(self) -> bool: ...
    @property
    def presets(self) -> list[tuple[int, int, str]]: ...
    def cut_preset(self, bank: int, program: int, max_bytes: int) -> bytes: ...

type _Keywords = Mapping[str, object]

def render(midi: bytes, font: SoundFont, keywords: _Keywords) -> NDArray[np.float32]: ...
def render_wav(midi: bytes, font: SoundFont, keywords: _Keywords) -> tuple[bytes, int]: ...
def render_to_wav(midi: bytes, font: SoundFont, path: str, keywords: _Keywords) -> int: ...
def encode_wav(samples: NDArray[np.float32], sample_rate: int, name: str) -> bytes: ...
@overload
def render_many(
    files: list[bytes],
    font: SoundFont,
    progress: Callable[[int, int], bool | None] | None,
    encode: Literal[True],
    keywords: _Keywords,
) -> list[bytes]: ...
@overload
def render_many(
    files: list[bytes],
    font: SoundFont,
    progress: Callable[[int, int], bool | None] | None,
    encode: Literal[False],
    keywords: _Keywords,
) -> list[NDArray[np.float32]]: ...
@overload
def render_many(
    files: list[bytes],
    font: SoundFont,
    progress: Callable[[int, int], bool | None] | None,
    encode: bool,
    keywords: _Keywords,
) -> list[NDArray[np.float32]] | list[bytes]: ...
def encode_flac(samples: NDArray[np.float32], sample_rate: int, bits: int) -> bytes: ...
def decode(
    source: bytes | str,
    sample_rate: int | None,
    mono: bool,
    max_seconds: float,
    max_bytes: int,
) -> tuple[NDArray[np.float32], int]: ...
def peaks(
    samples: NDArray[np.float32], count: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]: ...
def picture(
    samples: NDArray[np.float32],
    sample_rate: int | None,
    width: int,
    height: int,
    colour: tuple[int, int, int],
) -> bytes: ...
def resample(samples: NDArray[np.float32], from_rate: int, to_rate: int) -> NDArray[np.float32]: ...
def instruction_set() -> str: ...
