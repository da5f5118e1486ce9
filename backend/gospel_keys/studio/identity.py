"""What makes a piece the one it is: the request, the seed, and all that composes."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import gospel_keys
from gospel_keys.arranger import VERSION
from gospel_keys.genres.registry import genres
from gospel_keys.studio.schemas import GenerateRequest
from gospel_keys.studio.schemas.edits import Edit

CORE = ("music", "score", "arranger", "composer", "editing")
KINDS = (".py", ".toml")
ANSWER_ONLY = {"seed", "include_progression", "synthesize", "keep"}
"""Fields that change what is answered, and not the piece."""


def digest_of(genre: str, request: GenerateRequest, seed: int, models: Sequence[str] = ()) -> bytes:
    """32 bytes that are equal exactly when the same piece is asked of the same program and genre.

    The arranger's version and the genre's data are part of it, and so is the code that composes:
    a piece that was kept is found again only while it would be made again, byte for byte.
    ``models`` are those that may be asked: with others it is another piece.
    """
    asked = request.model_dump(mode="json", exclude=ANSWER_ONLY, exclude_none=True)
    facts = [genre, asked, seed, VERSION, core_version(), genre_version(genres()[genre].folder)]
    facts += [list(models)] if models else []
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).digest()


def digest_of_edit(
    genre: str, parent: bytes | None, parent_id: str, edit: Edit, seed: int
) -> bytes:
    """32 bytes that are equal exactly when the same edit is asked of the same piece.

    ``genre`` is the new piece's. A piece without a digest of its own is known by its id.
    """
    asked = edit.model_dump(mode="json", exclude=ANSWER_ONLY, exclude_none=True)
    of = parent.hex() if parent else parent_id
    facts = ["edit", genre, of, asked, seed, VERSION, core_version()]
    facts.append(genre_version(genres()[genre].folder))
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).digest()


@functools.cache
def core_version() -> str:
    """Changes when the code or the tables that compose do."""
    root = Path(gospel_keys.__file__).parent
    files = [path for name in CORE for path in _sources((root / name).rglob("*"))]
    files += [root / "compose.py", *_sources((root / "genres").iterdir())]
    return _digest(root, files)


@functools.cache
def genre_version(folder: Path) -> str:
    """Changes when a genre's data or hooks do."""
    return _digest(folder, _sources(folder.rglob("*")))


def _sources(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.suffix in KINDS]


def _digest(root: Path, files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(files):
        data = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()
