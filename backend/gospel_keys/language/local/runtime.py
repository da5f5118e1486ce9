"""MLX: a model's weights in memory, and tokens out of them."""

from __future__ import annotations

import gc
import math
import os
from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gospel_keys.language.local.prompting import prompt_tokens

if TYPE_CHECKING:
    import mlx.core as mx
    from llguidance import LLTokenizer

STEP = 256
"""Tokens of a prompt that are read at a time: between two of these a question can be stopped."""
LEAST = 0.02
"""A token less likely than this share of the likeliest is never drawn."""


class MissingError(Exception):
    """MLX is not installed here."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory with its tokenizer, as mlx-lm and as llguidance want it."""

    model: Any
    tokenizer: Any
    vocabulary: LLTokenizer


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a question; ``is_whole`` when the model, not the budget, ended it."""

    text: str
    tokens_in: int
    tokens_out: int
    is_whole: bool


def why_missing() -> str | None:
    """What is not installed, or None when local models can run. Loads nothing."""
    from importlib.util import find_spec  # noqa: PLC0415 - for this one look

    missing = [name for name in ("mlx", "mlx_lm", "llguidance") if find_spec(name) is None]
    if not missing:
        return None
    return f"{' and '.join(missing)} cannot be had on this platform; the rules do the work"


def load(folder: Path) -> Loaded:
    """Load a model folder. MissingError, OSError or ValueError when that cannot be done."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # all there is to read is in the folder
    try:
        import mlx.core as mx  # noqa: PLC0415 - two seconds; not on every platform
        from llguidance.hf import from_tokenizer  # noqa: PLC0415
        from mlx_lm.utils import load as load_folder  # noqa: PLC0415
    except ImportError as error:
        raise MissingError(str(error)) from error
    if mx.default_device() == mx.Device(mx.cpu):
        mx.disable_compile()  # it would call a C++ compiler, which need not be there
    model, tokenizer = load_folder(str(folder))[:2]
    size = int(model.args.vocab_size)
    ends = sorted(tokenizer.eos_token_ids)
    return Loaded(model, tokenizer, from_tokenizer(tokenizer._tokenizer, size, ends))


def write(
    loaded: Loaded,
    instructions: str,
    prompt: str,
    grammar: str,
    seed: int,
    temperature: float,
    most_tokens: int,
    tick: Callable[[int], None],
) -> Written:
    """Ask a loaded model. ``tick`` is called with the count of tokens written; what it raises ends
    the work. Equal arguments give equal texts on the same machine."""
    import mlx.core as mx  # noqa: PLC0415 - not on every platform
    from mlx_lm.generate import generate_step  # noqa: PLC0415

    from gospel_keys.language.local.grammar import Bound  # noqa: PLC0415

    asked = prompt_tokens(loaded.tokenizer, instructions, prompt)
    bound = Bound(loaded.vocabulary, grammar) if grammar else None
    steps = generate_step(
        mx.array(asked),
        loaded.model,
        max_tokens=most_tokens,
        sampler=Sampler(seed, temperature),
        logits_processors=[bound] if bound else None,
        prefill_step_size=STEP,
        prompt_progress_callback=lambda *_: tick(0),
    )
    written, is_whole = _drawn(steps, loaded.tokenizer.eos_token_ids, tick)
    is_whole = is_whole or bool(bound and bound.is_complete)
    text = loaded.tokenizer.decode(written, skip_special_tokens=True)
    return Written(text, len(asked), len(written), is_whole)


def _drawn(
    steps: Generator[tuple[mx.array, mx.array]], ends: Collection[int], tick: Callable[[int], None]
) -> tuple[list[int], bool]:
    """The tokens until one of ``ends``, and whether one came."""
    written: list[int] = []
    with closing(steps):  # in this thread, whatever ends the work
        for token, _ in steps:
            if int(token) in ends:
                return written, True
            written.append(int(token))
            tick(len(written))
    return written, False


class Sampler:
    """Draws tokens with a seed of its own, beside MLX's global one."""

    def __init__(self, seed: int, temperature: float) -> None:
        import mlx.core as mx  # noqa: PLC0415 - not on every platform

        self._key = mx.random.key(seed % 2**63)
        self._temperature = temperature

    def __call__(self, logprobs: mx.array) -> mx.array:
        """One token from ``logprobs`` [1, vocabulary]."""
        import mlx.core as mx  # noqa: PLC0415

        if self._temperature <= 0:
            return mx.argmax(logprobs, axis=-1)
        floor = mx.max(logprobs, axis=-1, keepdims=True) + math.log(LEAST)
        kept = mx.where(logprobs < floor, -mx.inf, logprobs)
        self._key, now = mx.random.split(self._key)
        return mx.random.categorical(kept / self._temperature, key=now)


def release() -> None:
    """Give back the memory of a model that nobody holds any more."""
    import mlx.core as mx  # noqa: PLC0415 - not on every platform

    gc.collect()
    mx.clear_cache()
