"""What models cost beside their own work: routing, grammar, kept answers, a piece from them.

No weights are needed: the vocabularies are as large as the real ones, and noise within the grammar
writes the phrases.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import mlx.core as mx
import numpy as np
from llguidance import LLTokenizer
from prometheus_client import CollectorRegistry
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from gospel_keys import compose
from gospel_keys.composer.proposing.offer import PhraseOffer, Proposal
from gospel_keys.genres.registry import genres
from gospel_keys.language.answers import Answers
from gospel_keys.language.asking import Ask, Asker, Usage, Where
from gospel_keys.language.local.grammar import Bound, is_legal, matcher
from gospel_keys.language.meters import Meters
from gospel_keys.language.proposing import ModelProposer, ask_of
from gospel_keys.language.providers.provider import State
from gospel_keys.language.router import Router
from gospel_keys.language.tiers import Tier

VOCABULARIES = {"Phi-3.5 Mini": 32_064, "Qwen2.5 7B": 152_064}
QUESTIONS = 500
PIECES = 100
WARM_GOAL = 60.0


class Noise:
    """Writes any sentence of the grammar, at random; takes no time to speak of."""

    id, label = "noise", "Noise"
    tier: Tier = "small"
    where: Where = "here"
    is_set_up, leaves_machine = True, False

    def __init__(self) -> None:
        self._bytes = LLTokenizer("byte")

    async def identity(self) -> str:
        return "1"

    async def state(self) -> State:
        return State(is_available=True)

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        asker.check()
        return self.sentence(ask.grammar, ask.seed) if ask.grammar else ask.prompt, Usage()

    def sentence(self, grammar: str, seed: int) -> str:
        """A sentence, byte by byte."""
        follows, draw, written = matcher(self._bytes, grammar), random.Random(seed), bytearray()
        mask = np.empty((self._bytes.vocab_size + 31) // 32, dtype=np.int32)
        while not follows.is_stopped():
            follows.unsafe_compute_mask_ptr(mask.ctypes.data, mask.nbytes)
            legal = np.flatnonzero(np.unpackbits(mask.view(np.uint8), bitorder="little"))
            letters = [int(n) for n in legal if n < 256]
            if not letters or (follows.is_accepting() and draw.random() < 0.5):
                break
            written.append(draw.choice(letters))
            follows.consume_token(written[-1])
        return written.decode()

    async def close(self) -> None:
        """Holds nothing."""


def main() -> None:
    """Measures and prints the table."""
    offer = an_offer()
    rows = [*grammar_rows(offer), *asyncio.run(router_rows(offer))]
    print(f"{'milliseconds':52} {'n':>5} {'p50':>9} {'p95':>9}  goal p95")
    for label, times, goal in rows:
        ninety_five = statistics.quantiles(times, n=20)[-1]
        wanted = f"{goal:.0f}" if goal else ""
        print(
            f"{label:52} {len(times):5} {statistics.median(times):9.3f} "
            f"{ninety_five:9.3f}  {wanted}"
        )


Row = tuple[str, list[float], float | None]


def an_offer() -> PhraseOffer:
    """A phrase of a real piece."""
    seen: list[PhraseOffer] = []

    class Collector:
        def propose(self, offer: PhraseOffer) -> Proposal | None:
            seen.append(offer)

    compose(
        next(iter(genres())), "Uplifting, 16 bars", ai_percentage=1, seed=1, proposer=Collector()
    )
    return seen[0]


def timed(work: Callable[[], object], count: int) -> list[float]:
    """Milliseconds of each of ``count`` calls."""
    found = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return found


def grammar_rows(offer: PhraseOffer) -> list[Row]:
    """A grammar made ready, a text checked, and each token bound, by size of vocabulary."""
    text = Noise().sentence(offer.grammar, 1)
    rows: list[Row] = [
        ("a text checked against a phrase's grammar", timed(
            lambda: is_legal(text, offer.grammar), 50), None),
    ]  # fmt: skip
    for name, size in VOCABULARIES.items():
        words = vocabulary(size)
        ready = timed(lambda words=words: matcher(words, offer.grammar), 30)
        rows.append((f"a grammar made ready, {name}", ready, None))
        rows.append((f"grammar a token, {name} ({size} tokens)", bound_times(words, offer), None))
    return rows


def bound_times(words: LLTokenizer, offer: PhraseOffer) -> list[float]:
    """Milliseconds of the mask for each token of some answers, the computation itself included."""
    logits = mx.random.normal((1, words.vocab_size), key=mx.random.key(1))
    mx.eval(logits)
    found = []
    for seed in range(8):
        bound, tokens, key = Bound(words, offer.grammar), mx.array([1]), mx.random.key(seed)
        for step in range(60):
            started = time.perf_counter()
            masked = bound(tokens, logits)
            mx.eval(masked)
            took = (time.perf_counter() - started) * 1000
            if step:  # the first one makes the lexer's states
                found.append(took)
            key, now = mx.random.split(key)
            tokens = mx.random.categorical(masked, key=now)
            if int(tokens[-1]) == words.eos_token:
                break
    return found


def vocabulary(size: int) -> LLTokenizer:
    """A byte-level vocabulary of ``size`` tokens: letters, pairs of them, and so on."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    plain = [one for one in letters if one.isascii() and one.isprintable()] + ["Ġ"]
    pieces, merges, ends = list(letters), [], list(plain)
    while len(pieces) < size - 1:
        ends, before = [], ends
        for left in before:
            for right in plain:
                if len(pieces) < size - 1:
                    pieces.append(left + right)
                    merges.append((left, right))
                    ends.append(left + right)
    made = Tokenizer(models.BPE(vocab={p: n for n, p in enumerate(pieces)}, merges=merges))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<|end|>"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        made.save(str(path))
        text = json.dumps(json.loads(path.read_text()))
    return LLTokenizer(text, n_vocab=size, eos_token=made.token_to_id("<|end|>"))


async def router_rows(offer: PhraseOffer) -> list[Row]:
    """The way to a model and back without it, kept answers, and whole pieces from them."""
    router = Router([Noise()], Answers("mem://"), Meters(CollectorRegistry()))
    free = [Ask(f"say {number}", "hello") for number in range(QUESTIONS)]
    first = [await asked(router, ask) for ask in free]
    again = [await asked(router, ask) for ask in free]
    phrase = [await asked(router, ask_of(offer)) for _ in range(QUESTIONS)]
    cold = [await piece(router, number) for number in range(PIECES)]
    warm = [await piece(router, number) for number in range(PIECES)]
    rules = timed(lambda: compose(next(iter(genres())), "Uplifting, 16 bars", seed=3), PIECES)
    await router.answers.close()
    return [
        ("routing: a question that is answered at once", first[1:], None),
        ("a kept answer", again, None),
        ("a kept phrase", phrase[1:], None),
        ("a piece of 16 bars by the rules", rules, None),
        ("the same with all phrases asked of noise", cold, None),
        ("the same with all phrases kept: cache warm", warm, WARM_GOAL),
    ]


async def asked(router: Router, ask: Ask) -> float:
    """Milliseconds to an answer."""
    started = time.perf_counter()
    await router.answer(router.session("small"), ask)
    return (time.perf_counter() - started) * 1000


async def piece(router: Router, seed: int) -> float:
    """Milliseconds for a piece whose phrases are all offered."""
    loop = asyncio.get_running_loop()
    proposer = ModelProposer(router, router.session("small"), loop)
    genre = next(iter(genres()))
    started = time.perf_counter()
    await asyncio.to_thread(
        compose, genre, "Uplifting, 16 bars", ai_percentage=1, seed=seed, proposer=proposer
    )
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
