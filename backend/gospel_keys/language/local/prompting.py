"""A question as the tokens that a model was trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class ChatTokenizer(Protocol):
    """The part of mlx-lm's tokenizers that is used."""

    has_chat_template: bool

    @property
    def all_special_tokens(self) -> Sequence[str]: ...

    def get_added_vocab(self) -> Mapping[str, int]: ...

    def encode(self, text: str) -> Sequence[int]: ...

    def apply_chat_template(
        self, conversation: Sequence[Mapping[str, str]], *, add_generation_prompt: bool
    ) -> Sequence[int]: ...


def prompt_tokens(tokenizer: ChatTokenizer, instructions: str, prompt: str) -> list[int]:
    """The tokens of a chat, through the model's own template where it has one."""
    marks = control_marks(tokenizer)
    said, asked = defused(instructions, marks), defused(prompt, marks)
    if not tokenizer.has_chat_template:
        return [int(n) for n in tokenizer.encode(f"{said}\n\n{asked}\n\n")]
    turns = [{"role": "system", "content": said}, {"role": "user", "content": asked}]
    found = tokenizer.apply_chat_template(turns, add_generation_prompt=True)
    return [int(n) for n in found]


def control_marks(tokenizer: ChatTokenizer) -> tuple[str, ...]:
    """The texts that are a model's own signs, such as that of a turn's end; the longest first."""
    added = {str(token) for token in tokenizer.get_added_vocab()}
    return tuple(sorted(added | set(tokenizer.all_special_tokens), key=lambda m: (-len(m), m)))


def defused(text: str, marks: tuple[str, ...]) -> str:
    """``text`` without any of ``marks``: a user's words cannot end their turn or begin another.

    Taking one out may put another together, so it goes on until none is left.
    """
    found = True
    while found:
        found = False
        for mark in marks:
            if mark and mark in text:
                text, found = text.replace(mark, ""), True
    return text
