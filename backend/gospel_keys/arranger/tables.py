"""TOML data files whose errors can say the line they mean.

``tomllib`` gives values without places, so a second, simple pass over the text notes the line of
every table header and key. It understands the subset our data files use: ``[a.b]``, ``[[a]]``,
``key = value`` and values that run over several lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[{1,2})\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*=")
_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^.\s]+")


class TableError(ValueError):
    """A data file that cannot be used. ``file`` and ``line`` (from 1) say where to look."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Table:
    """A parsed data file: its name, its values, and the line of every key."""

    file: str
    values: dict[str, Any]
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of ``path``, or of its nearest ancestor that has one; 1 for the file itself."""
        for end in range(len(path), 0, -1):
            if found := self.lines.get(tuple(path[:end])):
                return found
        return 1

    def error(self, path: Sequence[str | int], message: str) -> TableError:
        return TableError(self.file, self.line(path), message)


def read_table(source: Traversable) -> Table:
    """Read one TOML file. Raises ``TableError`` when it is missing or not TOML."""
    try:
        text = source.read_text(encoding="utf-8")
    except OSError as error:
        raise TableError(source.name, 1, "the file cannot be read") from error
    return parse_table(text, source.name)


def parse_table(text: str, file: str) -> Table:
    """Parse TOML text; ``file`` is the name used in errors."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise TableError(file, int(place[1]) if place else 1, f"not TOML: {error}") from error
    return Table(file, values, _line_numbers(text))


def _split(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _line_numbers(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            here = _enter(header, counts)
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, *_split(key[1])), number)
    return lines


def _enter(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path a header opens; rows of an array of tables are counted from 0."""
    names = _split(header[2])
    path: Path = ()
    for depth, name in enumerate(names):
        path = (*path, name)
        if header[1] == "[[" and depth == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
            for deeper in [p for p in counts if len(p) > len(path) and p[: len(path)] == path]:
                del counts[deeper]
        if path in counts:
            path = (*path, counts[path])
    return path
