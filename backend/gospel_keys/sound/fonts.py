"""Where SoundFonts are: the user's choice, the system's, or the one an ordinary package brings."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Origin = Literal["setting", "system", "package"]

SUFFIXES = (".sf2", ".sf3")
PREFERRED = (
    "FluidR3_GM",
    "MuseScore_General",
    "MuseScore_General_Lite",
    "GeneralUser-GS",
    "FluidR3Mono_GM",
)
LAST = "TimGM6mb"
FALLBACK_PACKAGE = "pretty_midi"
FALLBACK_FILE = f"{LAST}.sf2"


class NoFontError(LookupError):
    """No SoundFont can be had; the text says which command brings one."""


@dataclass(frozen=True, slots=True)
class Font:
    """A SoundFont file and how it was found."""

    path: Path
    origin: Origin

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def identity(self) -> str:
        """Changes when the file does."""
        info = self.path.stat()
        return f"{self.path}:{info.st_size}:{info.st_mtime_ns}"


def system_folders(system: str = sys.platform) -> list[Path]:
    """Folders this system keeps SoundFonts in, in the order to look."""
    home = Path.home()
    if system == "darwin":
        return [home / "Library/Audio/Sounds/Banks", Path("/Library/Audio/Sounds/Banks")]
    if system == "win32":
        roaming = os.environ.get("APPDATA")
        return [Path(roaming) / "SoundFonts"] if roaming else []
    share = Path("/usr/share")
    return [
        home / ".local/share/soundfonts",
        Path("/usr/local/share/soundfonts"),
        share / "soundfonts",
        share / "sounds/sf2",
        share / "sounds/sf3",
    ]


def find_fonts(setting: Path | None = None, folders: list[Path] | None = None) -> list[Font]:
    """Every font that can be found, best first; each file once, whatever names it has.

    Files that are no SoundFonts are passed over, except for the one that was set: NoFontError.
    """
    fonts = []
    if setting is not None:
        if not setting.is_file():
            raise NoFontError(f"the SoundFont that was set is not there: {setting}")
        if not is_soundfont(setting):
            raise NoFontError(f"what was set is no SoundFont that can be read: {setting}")
        fonts.append(Font(setting.resolve(), "setting"))
    where = system_folders() if folders is None else folders
    files = [f for folder in where if folder.is_dir() for f in sorted(folder.iterdir())]
    system = {f.resolve() for f in files if f.suffix.lower() in SUFFIXES and is_soundfont(f)}
    fonts += [Font(path, "system") for path in sorted(system, key=_rank)]
    fonts += [Font(path, "package") for path in _packaged()]
    by_path: dict[Path, Font] = {}
    for font in fonts:
        by_path.setdefault(font.path, font)
    return list(by_path.values())


def is_soundfont(path: Path) -> bool:
    """Whether it is a file that can be read and begins as a SoundFont does."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return head[:4] == b"RIFF" and head[8:] == b"sfbk"


def _rank(path: Path) -> tuple[int, str]:
    """Known good pianos first, then what we do not know, then the small fallback."""
    if path.stem in PREFERRED:
        return PREFERRED.index(path.stem), path.name
    return len(PREFERRED) + (path.stem == LAST), path.name


def _packaged() -> list[Path]:
    """The font inside an installed package; the package is located, not imported."""
    spec = importlib.util.find_spec(FALLBACK_PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return [Path(p) / FALLBACK_FILE for p in places if is_soundfont(Path(p) / FALLBACK_FILE)]


def best_font(setting: Path | None = None) -> Font:
    """The font to play with. Raises NoFontError with the one command that helps."""
    fonts = find_fonts(setting)
    if not fonts:
        raise NoFontError(f"no SoundFont was found. {advice()}")
    return fonts[0]


def advice(system: str = sys.platform) -> str:
    """The command that brings a good font to this system."""
    if system == "linux" and Path("/usr/bin/apt-get").exists():
        return "Run: sudo apt-get install fluid-soundfont-gm"
    if system == "linux":
        return "Install your system's FluidR3 GM package, or run: pip install pretty_midi"
    return "Run: pip install pretty_midi (it brings a small one), or set GOSPEL_KEYS_SOUNDFONT"
