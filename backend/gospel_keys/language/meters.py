"""What is counted of models: answers and failures, tokens, seconds, dollars, cache hits."""

from __future__ import annotations

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram

from gospel_keys.language.asking import Answer, Kind
from gospel_keys.platform.metrics import REGISTRY

BUCKETS = (0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 20, 30, 60)


@dataclass(slots=True)
class Tally:
    """One provider's sums since the start."""

    answers: int = 0
    failures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: float = 0.0
    last_failure: str = ""


class Meters:
    """Counts for one process, for Prometheus and for the list of models."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        name = "gospel_keys_model_"
        self._failures = Counter(
            name + "failures", "No answer, and why.", ["provider", "reason"], registry=registry
        )
        self._tokens = Counter(
            name + "tokens", "Tokens.", ["provider", "direction"], registry=registry
        )
        self._cost = Counter(name + "cost_dollars", "US dollars.", ["provider"], registry=registry)
        self._seconds = Histogram(
            name + "seconds", "Seconds to an answer.", ["provider"], buckets=BUCKETS,
            registry=registry,
        )  # fmt: skip
        self._cache = Counter(
            name + "cache_requests", "Answers looked for.", ["result"], registry=registry
        )
        self.tallies: dict[str, Tally] = {}
        self.hits = self.misses = 0

    def of(self, provider: str) -> Tally:
        """The sums of one provider."""
        return self.tallies.setdefault(provider, Tally())

    def looked(self, *, hit: bool) -> None:
        """An answer was looked for in the cache."""
        self.hits, self.misses = self.hits + hit, self.misses + (not hit)
        self._cache.labels("hit" if hit else "miss").inc()

    @property
    def hit_rate(self) -> float | None:
        """The share of looks that found an answer; None before the first."""
        looks = self.hits + self.misses
        return self.hits / looks if looks else None

    def answered(self, answer: Answer) -> None:
        """A model gave an answer."""
        tally, used = self.of(answer.provider), answer.usage
        tally.answers += 1
        tally.tokens_in += used.tokens_in
        tally.tokens_out += used.tokens_out
        tally.seconds += answer.seconds
        tally.cost += used.cost
        self._tokens.labels(answer.provider, "in").inc(used.tokens_in)
        self._tokens.labels(answer.provider, "out").inc(used.tokens_out)
        self._cost.labels(answer.provider).inc(used.cost)
        self._seconds.labels(answer.provider).observe(answer.seconds)

    def failed(self, provider: str, kind: Kind, reason: str) -> None:
        """A model gave none."""
        tally = self.of(provider)
        tally.failures += 1
        tally.last_failure = reason
        self._failures.labels(provider, kind).inc()
