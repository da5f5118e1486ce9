"""Model folders on this machine: what they hold, how large they are, what they need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gospel_keys.language.catalogue import catalogue

CONTEXT = 4096
"""Tokens of a question and its answer: the memory for them is counted in."""
SMALL = 3_200_000_000
"""A model of up to so many bytes of weights counts as a small one."""
WORKING = 300_000_000
"""Bytes for what MLX computes with between the weights."""
UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder that mlx-lm can load: config, tokenizer, safetensors."""

    id: str
    label: str
    path: Path
    tier: Literal["small", "large"]
    bytes: int
    needs: int
    identity: str
    """Changes when the weights do: kept answers belong to it."""


def local_folders(root: Path) -> Iterator[LocalFolder]:
    """Every whole model folder in ``root``, by name. One that is still being pulled is none."""
    if not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        config = path / "config.json"
        if path.name.startswith(".") or path.name.endswith(UNFINISHED) or not config.is_file():
            continue
        try:
            yield _folder(path, json.loads(config.read_bytes()))
        except (OSError, ValueError):
            continue  # not a model's config; there is nothing to run


def _folder(path: Path, config: dict[str, Any]) -> LocalFolder:
    files = sorted(path.glob("model*.safetensors"))
    if not files:
        raise FileNotFoundError("no weights")
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    size = sum(row[1] for row in stats)
    known = catalogue().get(path.name)
    return LocalFolder(
        id=path.name,
        label=known.label if known else path.name,
        path=path,
        tier=known.tier if known else ("small" if size <= SMALL else "large"),
        bytes=size,
        needs=needed(size, config),
        identity=hashlib.sha256(repr(stats).encode()).hexdigest()[:16],
    )


def needed(weights: int, config: dict[str, Any]) -> int:
    """Bytes to run a model: its weights, keys and values of ``CONTEXT`` tokens, room to compute."""
    heads = int(config.get("num_attention_heads", 0))
    shared = int(config.get("num_key_value_heads") or heads)
    size = int(config.get("head_dim") or int(config.get("hidden_size", 0)) // max(heads, 1))
    layers = int(config.get("num_hidden_layers", 0))
    return weights + layers * shared * size * 2 * 2 * CONTEXT + WORKING
