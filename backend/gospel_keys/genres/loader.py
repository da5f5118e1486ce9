"""A genre folder, read whole: style, harmony, hooks, lessons and examples."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from gospel_keys.arranger.style import Style
from gospel_keys.arranger.style_loader import load_style
from gospel_keys.arranger.tables import TableError
from gospel_keys.genres.phrases import Harmony, load_harmony

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
    if not NAME.fullmatch(folder.name):
        where = str(folder / "style.toml")
        raise TableError(
            where, 1, f"a genre's folder is named in small letters, not {folder.name!r}"
        )
    style, harmony = load_style(folder), load_harmony(folder)
    names = dict.fromkeys((folder.name, style.label.lower(), style.label.lower().replace("-", "")))
    return Genre(
        folder.name, style.label, style, harmony, folder, _hooks(folder),
        tuple(name.replace("_", " ") for name in names),
    )  # fmt: skip


def _hooks(folder: Path) -> ModuleType | None:
    """The genre's Python, if it has any."""
    source = folder / "hooks.py"
    if not source.is_file():
        return None
    spec = importlib.util.spec_from_file_location(f"gospel_keys.genres.{folder.name}.hooks", source)
    if spec is None or spec.loader is None:
        raise TableError(str(source), 1, "the hooks cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
