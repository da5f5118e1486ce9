from collections.abc import Callable, Mapping
from typing import Literal, Self, final, overload

import numpy as np
from numpy.typing import NDArray

__version__: str

class EngineError(ValueError): ...
class Cancelled(EngineError): ...  # noqa: N818

@final
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

@final
class Stream:
    def __new__(
        cls,
        source: bytes | str,
        frames: int,
        sample_rate: int | None,
        mono: bool,
        max_seconds: float,
        max_bytes: int,
    ) -> Self: ...
    @property
    def sample_rate(self) -> int: ...
    def __iter__(self) -> Self: ...
    def __next__(self) -> NDArray[np.float32]: ...

type _Keywords = Mapping[str, object]

def render(midi: bytes, font: SoundFont, keywords: _Keywords) -> NDArray[np.float32]: ...
def render_encoded(midi: bytes, font: SoundFont, keywords: _Keywords) -> tuple[bytes, int]: ...
def render_to_file(
    midi: bytes, font: SoundFont, path: str, keywords: _Keywords
) -> tuple[int, Literal["cpu", "gpu"]]: ...
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
def encode(
    samples: NDArray[np.float32],
    sample_rate: int,
    format: str,  # noqa: A002
    quality: float | None,
) -> bytes: ...
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
def gpu() -> tuple[str, str, str, bool]: ...
def instruction_set() -> str: ...
