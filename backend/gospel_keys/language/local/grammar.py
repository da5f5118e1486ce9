"""Bound to a grammar: of what a model would say next only what is legal is left."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from llguidance import LLMatcher, LLTokenizer
from numpy.typing import NDArray

if TYPE_CHECKING:
    import mlx.core as mx


class GrammarError(ValueError):
    """A grammar that cannot be read, or that a text left."""


class Bound:
    """A logits processor for mlx-lm. Use each once: it follows one answer from its beginning.

    llguidance has a kernel of its own for MLX, which needs Metal; a mask from numpy works on every
    device and costs less than a token's own time.
    """

    def __init__(self, tokenizer: LLTokenizer, grammar: str) -> None:
        self._matcher = matcher(tokenizer, grammar)
        self._mask = np.empty((tokenizer.vocab_size + 31) // 32, dtype=np.int32)
        self._begun = False

    @property
    def is_complete(self) -> bool:
        """Whether the text so far may end here."""
        return bool(self._matcher.is_accepting())

    def __call__(self, tokens: mx.array, logits: mx.array) -> mx.array:
        """``logits`` [1, vocabulary] with minus infinity for every token that would be illegal."""
        import mlx.core as mx  # noqa: PLC0415 - not on every platform

        if self._begun and not self._matcher.is_stopped():
            self._matcher.consume_token(int(tokens[-1]))
        self._begun = True
        if self._matcher.is_error():
            raise GrammarError(self._matcher.get_error())
        # where nothing more can come the mask has the signs of the end alone
        return mx.where(mx.array(self._allowed(logits.shape[-1])), logits, -mx.inf)

    def _allowed(self, size: int) -> NDArray[np.bool_]:
        self._matcher.unsafe_compute_mask_ptr(self._mask.ctypes.data, self._mask.nbytes)
        bits = np.unpackbits(self._mask.view(np.uint8), bitorder="little").astype(bool)
        return np.pad(bits, (0, max(0, size - bits.size)))[:size]


def matcher(tokenizer: LLTokenizer, grammar: str) -> LLMatcher:
    """Follows ``grammar``, Lark or JSON as llguidance has it. GrammarError where it is neither."""
    found = LLMatcher(tokenizer, grammar, log_level=0)
    if found.is_error():
        raise GrammarError(found.get_error())
    return found


def from_schema(schema: str) -> str:
    """The grammar of a JSON schema."""
    return str(LLMatcher.grammar_from_json_schema(schema))


@cache
def _bytes() -> LLTokenizer:
    return LLTokenizer("byte")


def is_legal(text: str, grammar: str) -> bool:
    """Whether the whole of ``text`` is a sentence of ``grammar``, whoever wrote it."""
    follows = matcher(_bytes(), grammar)
    letters = _bytes().tokenize_str(text)
    return follows.try_consume_tokens(letters) == len(letters) and bool(follows.is_accepting())
