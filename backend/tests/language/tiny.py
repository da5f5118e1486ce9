"""Tiny model folders with random weights, as the real ones are laid out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import mlx.core as mx
from mlx.utils import tree_flatten
from mlx_lm.models import phi3, qwen2
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

MERGES = [("m", "a"), ("ma", "j"), ("m", "7"), ("maj", "7"), ("d", "i"), ("di", "m"), ("Ġ", "|")]
PHI = ("<|endoftext|>", "<|user|>", "<|end|>", "<|assistant|>", "<|system|>")
QWEN = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
PHI_CHAT = (
    "{% for m in messages %}<|{{ m.role }}|>\n{{ m.content }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)
QWEN_CHAT = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SHAPE = {
    "pad_token_id": 0,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "intermediate_size": 48,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "rms_norm_eps": 1e-5,
    "rope_theta": 10000.0,
    "max_position_embeddings": 4096,
    "tie_word_embeddings": False,
}


def phi_folder(folder: Path, seed: int = 1) -> Path:
    """A Phi-3 model of a few thousand random weights."""
    ends = _tokenizer(folder, PHI, PHI_CHAT, end="<|end|>")
    config = SHAPE | {"model_type": "phi3", "vocab_size": 320, "eos_token_id": ends}
    return _weights(folder, config, phi3, seed)


def qwen_folder(folder: Path, seed: int = 2) -> Path:
    """A Qwen2 model of a few thousand random weights."""
    ends = _tokenizer(folder, QWEN, QWEN_CHAT, end="<|im_end|>")
    config = SHAPE | {"model_type": "qwen2", "vocab_size": 288, "eos_token_id": ends}
    return _weights(folder, config, qwen2, seed)


def _tokenizer(folder: Path, specials: tuple[str, ...], chat: str, end: str) -> list[int]:
    folder.mkdir(parents=True, exist_ok=True)
    pieces = sorted(pre_tokenizers.ByteLevel.alphabet()) + ["".join(pair) for pair in MERGES]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    made = Tokenizer(models.BPE(vocab=vocabulary, merges=MERGES))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens([AddedToken(s, special=True, normalized=False) for s in specials])
    made.save(str(folder / "tokenizer.json"))
    told = {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": end, "chat_template": chat}
    (folder / "tokenizer_config.json").write_text(json.dumps(told))
    return sorted(made.token_to_id(s) for s in {specials[0], end})


def _weights(folder: Path, config: dict[str, Any], architecture: Any, seed: int) -> Path:
    (folder / "config.json").write_text(json.dumps(config))
    keys = iter(mx.random.split(mx.random.key(seed), 200))
    model = architecture.Model(architecture.ModelArgs.from_dict(config))
    weights = {
        name: mx.ones(value.shape)
        if "norm" in name
        else mx.random.normal(value.shape, key=next(keys)) * 0.3
        for name, value in tree_flatten(model.parameters())
    }
    mx.save_safetensors(str(folder / "model.safetensors"), weights, metadata={"format": "mlx"})
    return folder
