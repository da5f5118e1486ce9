"""What the hub states of a model: its files, their sizes and checksums, at one revision."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import httpx2
from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

from gospel_keys.language.pulling.errors import PullError

WANTED = ("*.safetensors", "*.json", "*.jinja", "tokenizer.model", "merges.txt", "vocab.txt")
"""What mlx-lm reads, and no code."""
CHUNK = 2**20


class Hash(Protocol):
    """A running checksum."""

    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stated:
    """One file as the hub states it: large ones by SHA-256, small ones by git's own hash."""

    name: str
    size: int
    sha256: str
    git: str

    def is_fulfilled(self, path: Path) -> bool:
        """Whether the file at ``path`` is the one that was stated."""
        if path.stat().st_size != self.size:
            return False
        digest = self._begun()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest() == (self.sha256 or self.git)

    def _begun(self) -> Hash:
        if self.sha256:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)


@dataclass(frozen=True, slots=True)
class Revision:
    """A repository at one commit."""

    repository: str
    commit: str
    files: tuple[Stated, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def stated(repository: str, hub: str | None) -> Revision:
    """What the hub has now. PullError when it cannot be reached or has no such model."""
    try:
        found = HfApi(endpoint=hub, token=False).model_info(
            repository, files_metadata=True, timeout=10
        )
    except HfHubHTTPError as error:
        status = error.response.status_code
        raise PullError(f"the hub does not give {repository} ({status})") from error
    except (httpx2.HTTPError, OfflineModeIsEnabled, OSError) as error:
        raise PullError(
            "the hub cannot be reached: are you offline? Nothing was changed; "
            "without models the rules do it all"
        ) from error
    files = tuple(_stated(one) for one in found.siblings or [] if _is_wanted(one.rfilename))
    if not found.sha or not any(file.name.endswith(".safetensors") for file in files):
        raise PullError(f"{repository} has no weights that could be used")
    return Revision(repository, found.sha, files)


def _is_wanted(name: str) -> bool:
    """Files at the top that mlx-lm reads; a name with a folder or a trick in it is not one."""
    path = PurePosixPath(name)
    return path.name == name and not name.startswith(".") and any(fnmatch(name, w) for w in WANTED)


def _stated(sibling: Any) -> Stated:  # noqa: ANN401 - the hub's own class has all fields optional
    sha256 = sibling.lfs.sha256 if sibling.lfs else ""
    if sibling.size is None or not (sha256 or sibling.blob_id):
        raise PullError(f"the hub states no checksum for {sibling.rfilename}: it is not fetched")
    return Stated(sibling.rfilename, int(sibling.size), sha256, sibling.blob_id or "")
