"""A question to a model, its answer, and what can come between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Literal

Where = Literal["here", "server", "cloud"]
"""In this process, on a server that the user named, at a company that was given a key."""
Kind = Literal["absent", "busy", "memory", "slow", "gone", "refused", "wrong", "spent"]
"""Why there is no answer; metrics count by it."""
Stage = Literal["waiting", "loading", "asking", "writing"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question.

    ``instructions`` are ours, ``prompt`` may hold a user's words: data, which no model is to obey.
    ``grammar`` is a Lark grammar as llguidance reads it, or "" for free text; ``schema`` a JSON
    schema instead. ``most_characters`` bounds the answer. ``seed`` is for the model's draws,
    ``temperature`` 0..2.
    """

    instructions: str
    prompt: str
    grammar: str = ""
    schema: str = ""
    seed: int = 0
    most_characters: int = 2000
    temperature: float = 0.7
    purpose: Literal["harmony", "words", "brief"] = "harmony"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens read and written, and US dollars."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote: legal by the grammar that was given, if one was."""

    text: str
    provider: str
    model: str
    where: Where
    usage: Usage
    seconds: float
    is_cached: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a question is: ``ahead`` others wait before it, ``tokens`` are written so far."""

    stage: Stage
    model: str
    where: Where
    ahead: int = 0
    tokens: int = 0

    @property
    def text(self) -> str:
        """For a person to read."""
        if self.stage == "waiting":
            return f"waiting for {self.model}..."
        if self.stage == "loading":
            return f"loading {self.model}..."
        return f"planning with {self.model}..."


class ModelError(Exception):
    """There is no answer. ``reason`` is a sentence for the user, without keys or addresses."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind: Kind = kind
        self.reason = reason


class StoppedError(Exception):
    """The one who asked does not want the answer any more."""


@dataclass(slots=True)
class Asker:
    """Who waits for an answer: told how far it is, and able to stop it from any thread."""

    report: Callable[[Progress], None] = lambda _: None
    stopped: Event = field(default_factory=Event)

    def check(self) -> None:
        """Raises StoppedError once nobody waits any more."""
        if self.stopped.is_set():
            raise StoppedError
