"""How to render, what can go wrong, and what names a rendering: all without loading the engine."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

ENGINE = "rust_audio_engine"
#: Counts the ways of rendering there have been: files kept from an older one are not served.
RECIPE = 2

Device = Literal["auto", "cpu", "gpu"]
Format = Literal["wav", "flac", "ogg", "mp3"]
#: What each format is called where files are served.
MEDIA_TYPES: dict[Format, str] = {
    "wav": "audio/wav",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
}


class RenderError(ValueError):
    """The engine cannot render this; the text says why."""


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """How to render. ``sample_rate`` in hertz; ``threads`` 0 means as many as there are cores;
    ``format`` is the kind of file."""

    sample_rate: int = 44100
    reverb: bool = True
    threads: int = 0
    device: Device = "auto"
    format: Format = "wav"

    @property
    def fingerprint(self) -> str:
        """What changes the samples; the number of threads and the device do not."""
        facts = {k: v for k, v in asdict(self).items() if k not in ("threads", "device")}
        return repr((RECIPE, sorted(facts.items())))


def format_of(path: Path) -> Format:
    """The format that the suffix of ``path`` names. RenderError for another one, or none."""
    name = path.suffix.lower().removeprefix(".")
    for known in MEDIA_TYPES:
        if name == known:
            return known
    named = ", ".join(f".{known}" for known in MEDIA_TYPES)
    raise RenderError(f"{path.name} names no format: use one of {named}")


def digest(*facts: str | bytes) -> str:
    """A name for what the engine, as it is installed now, makes of these facts."""
    found = hashlib.sha256(engine_identity().encode())
    for fact in facts:
        data = fact.encode() if isinstance(fact, str) else fact
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()[:32]


@functools.cache
def engine_identity() -> str:
    """Changes when the installed engine does: its library's size and time."""
    spec = importlib.util.find_spec(ENGINE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    libraries = sorted(path for place in places for path in Path(place).glob("_native*.*"))
    stats = [path.stat() for path in libraries if path.suffix != ".pyi"]
    return ";".join(f"{info.st_size}:{info.st_mtime_ns}" for info in stats)
