"""A genre folder, read whole: style, harmony, hooks, lessons and examples."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from gospel_keys.arranger.style import Style
from gospel_keys.arranger.style_loader import load_style
from gospel_keys.arranger.tables import TableError
from gospel_keys.genres.complete import gaps
from gospel_keys.genres.phrases import FILE, Harmony, load_harmony

NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Genre:
    """A genre as the rest of the product sees it.

    ``names`` are the words that name it in a sentence; ``hooks`` is its ``hooks.py`` or None.
    """

    id: str
    label: str
    style: Style
    harmony: Harmony
    folder: Path
    hooks: ModuleType | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def phrases(self) -> Harmony:
        """The harmony under the name of its rows."""
        return self.harmony

    def lessons(self) -> Mapping[str, str]:
        """The genre's lessons (Markdown) by file name without ending, in order."""
        return {
            path.stem: path.read_text("utf-8") for path in sorted(self.folder.glob("lessons/*.md"))
        }


def load_genre(folder: Path) -> Genre:
    """Read a genre's folder. Raises ``TableError`` with file and line."""
    name = folder.name
    if not NAME.fullmatch(name):
        message = f"a genre's folder is named in small letters, not {name!r}"
        raise TableError(f"{name}/style.toml", 1, message)
    try:
        hooks = _hooks(folder)
        style, harmony = load_style(folder, hooks), load_harmony(folder)
    except TableError as error:
        raise TableError(f"{name}/{error.file}", error.line, error.message) from error
    missing = next(gaps(style, harmony), None)
    if missing is not None:
        raise TableError(f"{name}/{FILE}", 1, missing)
    label = style.label.lower()
    names = dict.fromkeys((name.replace("_", " "), label, label.replace("-", "")))
    return Genre(name, style.label, style, harmony, folder, hooks, tuple(names))


def _hooks(folder: Path) -> ModuleType | None:
    """The genre's Python, if it has any."""
    source = folder / "hooks.py"
    if not source.is_file():
        return None
    spec = importlib.util.spec_from_file_location(f"gospel_keys.genres.{folder.name}.hooks", source)
    if spec is None or spec.loader is None:
        raise TableError(str(source), 1, "the hooks cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
