"""What names a piece: its id, its seed, its addresses, its files."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass

ID_BYTES = 16
TITLE_WORDS = 8
TITLE_LENGTH = 60


def new_piece_id() -> str:
    """An id nobody can guess: 128 random bits."""
    return secrets.token_urlsafe(ID_BYTES)


def draw_seed() -> int:
    """A random seed short enough to read out; any up to 2**53 - 1 may be asked for."""
    return secrets.randbelow(2**32)


@dataclass(frozen=True, slots=True)
class Addresses:
    """A piece's own addresses under the API."""

    genre: str
    piece_id: str

    @property
    def download(self) -> str:
        return f"/{self.genre}/download/{self.piece_id}"

    @property
    def audio(self) -> str:
        return f"/{self.genre}/audio/{self.piece_id}"

    @property
    def score(self) -> str:
        return f"/{self.genre}/score/{self.piece_id}"


def title_of(description: str, genre: str, seed: int) -> str:
    """A file's name without its ending: the first words in plain letters, and the seed."""
    plain = unicodedata.normalize("NFKD", description).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:TITLE_WORDS]
    stem = "-".join(words)[:TITLE_LENGTH].strip("-") or genre
    return f"{stem}-{seed}"


def attachment(title: str, ending: str) -> str:
    """A Content-Disposition that saves under ``title``; titles are plain letters already."""
    return f'attachment; filename="{title}.{ending}"'
