"""The genres there are: one folder each, found by looking.

A genre is any folder with a ``style.toml``: those beside this module, and those inside the folders
that ``GOSPEL_KEYS_GENRES`` lists (separated as in ``PATH``). A name with an underscore in front is
passed over. Nothing else names a genre.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from gospel_keys.arranger.tables import TableError
from gospel_keys.genres.loader import Genre, load_genre

EXTRA_FOLDERS = "GOSPEL_KEYS_GENRES"
"""Environment variable: more folders of genre folders."""

__all__ = [
    "EXTRA_FOLDERS",
    "Genre",
    "UnknownGenreError",
    "extra_folders",
    "forget",
    "genre",
    "genres",
]


class UnknownGenreError(KeyError):
    """No genre of that name; ``known`` lists those there are."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)

    def __str__(self) -> str:
        return f"no genre {self.name!r}; there are: {', '.join(self.known)}"


def genres(*folders: str | Path) -> Mapping[str, Genre]:
    """Every genre by its id: by the ``order`` in its style, then the package's own first, by name.

    Without ``folders`` the environment variable ``GOSPEL_KEYS_GENRES`` is asked. Raises
    ``TableError`` (file and line) for a folder that is no valid genre, and when two have one name.
    The answer is cached by the folders' names.
    """
    return _scan(tuple(str(folder) for folder in folders) or extra_folders())


def genre(name: str) -> Genre:
    """The genre of that id. Raises ``UnknownGenreError`` listing the ones there are."""
    known = genres()
    if name not in known:
        raise UnknownGenreError(name, list(known))
    return known[name]


def extra_folders() -> tuple[str, ...]:
    """The folders named by the environment, in order."""
    listed = os.environ.get(EXTRA_FOLDERS, "")
    return tuple(folder for folder in listed.split(os.pathsep) if folder)


def forget() -> None:
    """Look again when next asked: a folder has come or gone."""
    _scan.cache_clear()


@lru_cache(maxsize=32)
def _scan(folders: tuple[str, ...]) -> Mapping[str, Genre]:
    found: dict[str, Genre] = {}
    for folder in _genre_folders(folders):
        if folder.name in found:
            raise TableError(
                str(folder / "style.toml"), 1, f"a genre {folder.name!r} exists already"
            )
        found[folder.name] = load_genre(folder)
    return MappingProxyType(dict(sorted(found.items(), key=lambda row: row[1].style.order)))


def _genre_folders(folders: tuple[str, ...]) -> Iterator[Path]:
    for root in (Path(str(files("gospel_keys.genres"))), *map(Path, folders)):
        if root.is_dir():
            folders_in = sorted(path for path in root.iterdir() if not path.name.startswith("_"))
            yield from (path for path in folders_in if (path / "style.toml").is_file())
