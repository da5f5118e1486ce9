"""A model of random weights, held to a grammar by llguidance: its tokens are bytes."""

from __future__ import annotations

import llguidance.numpy as masks
import numpy as np
from llguidance import LLMatcher, LLTokenizer, TokenizerWrapper

from gospel_keys.composer.proposing.offer import PhraseOffer, Proposal

END = 256
MOST = 4_000


class _Bytes:
    """A tokenizer whose tokens are the bytes, and an end."""

    eos_token_id = END
    bos_token_id = None
    tokens = (*(bytes([value]) for value in range(END)), b"<end>")
    special_token_ids = (END,)

    def __call__(self, text: str | bytes) -> list[int]:
        return list(text.encode() if isinstance(text, str) else text)


TOKENIZER = LLTokenizer(TokenizerWrapper(_Bytes()), n_vocab=END + 1)


def sampled(grammar: str, seed: int) -> str:
    """A sentence of a grammar (Lark, or what llguidance makes of a JSON schema), drawn by noise."""
    made = grammar if grammar.startswith("{") else LLMatcher.grammar_from_lark(grammar)
    matcher = LLMatcher(TOKENIZER, made)
    assert not matcher.is_error(), matcher.get_error()
    noise = np.random.default_rng(seed)
    mask = masks.allocate_token_bitmask(1, END + 1)
    found = bytearray()
    while not matcher.is_stopped() and len(found) < MOST:
        masks.fill_next_token_bitmask(matcher, mask)
        logits = noise.normal(size=(1, END + 1)).astype(np.float32)
        masks.apply_token_bitmask_inplace(logits, mask)
        token = int(logits.argmax())
        if token == END:
            break
        assert matcher.consume_token(token)
        found.append(token)
    assert matcher.is_accepting()
    return found.decode()


def accepts(grammar: str, text: str) -> bool:
    """Whether a text is a sentence of a Lark grammar."""
    matcher = LLMatcher(TOKENIZER, LLMatcher.grammar_from_lark(grammar))
    assert not matcher.is_error(), matcher.get_error()
    data = list(text.encode())
    return matcher.try_consume_tokens(data) == len(data) and matcher.is_accepting()


def is_valid(grammar: str) -> bool:
    """Whether llguidance takes the grammar without an error or a warning."""
    failed, said = LLMatcher.validate_grammar_with_warnings(
        LLMatcher.grammar_from_lark(grammar), TOKENIZER
    )
    return not failed and not said


class RandomModel:
    """A proposer that writes noise, as the grammar of each offer lets it."""

    def __init__(self) -> None:
        self.offers: list[PhraseOffer] = []

    def propose(self, offer: PhraseOffer) -> Proposal:
        self.offers.append(offer)
        return Proposal(sampled(offer.grammar, offer.seed), "local", "noise")


__all__ = ["RandomModel", "accepts", "is_valid", "sampled"]
