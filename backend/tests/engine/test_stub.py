"""The extension's stub says what the extension has; the face documents all of it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import get_args

import pytest

import rust_audio_engine as engine
from rust_audio_engine import _native

STUB = ast.parse(Path(_native.__file__).with_name("_native.pyi").read_text())
CLASSES = {node.name: node for node in STUB.body if isinstance(node, ast.ClassDef)}
FUNCTIONS = {node.name: node for node in STUB.body if isinstance(node, ast.FunctionDef)}
#: Classes whose members Rust makes; the errors are ordinary exceptions.
NATIVE = ["SoundFont", "Stream"]
FACE = [name for name in engine.__all__ if callable(getattr(engine, name))]
ALIASES = [name for name in FACE if get_args(getattr(engine, name))]


def parameters(node: ast.FunctionDef) -> list[str]:
    return [a.arg for a in node.args.args if a.arg not in ("self", "cls")]


def names_of(function: object) -> list[str]:
    found = inspect.signature(function).parameters  # type: ignore[arg-type]
    return [name for name in found if name != "self"]


def members(node: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {part.name: part for part in node.body if isinstance(part, ast.FunctionDef)}


def test_the_stub_lists_what_there_is() -> None:
    there = {name for name in dir(_native) if not name.startswith("__")}
    assert there == CLASSES.keys() | FUNCTIONS.keys()


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_functions_take_what_the_stub_says(name: str) -> None:
    assert parameters(FUNCTIONS[name]) == names_of(getattr(_native, name))


@pytest.mark.parametrize("name", NATIVE)
def test_classes_have_what_the_stub_says(name: str) -> None:
    native, stub = getattr(_native, name), members(CLASSES[name])
    plain = {part for part in dir(native) if not part.startswith("_")}
    assert plain == {part for part in stub if not part.startswith("_")}
    assert parameters(stub["__new__"]) == names_of(native)
    for part in plain:
        if callable(getattr(native, part)):
            assert parameters(stub[part]) == names_of(getattr(native, part)), part


@pytest.mark.parametrize("name", [name for name in FACE if name not in ALIASES])
def test_every_public_name_is_documented(name: str) -> None:
    text = inspect.getdoc(getattr(engine, name)) or ""
    assert len(text) > 20
    own = inspect.isfunction(getattr(engine, name))
    hints = inspect.get_annotations(getattr(engine, name)) if own else {}
    if "samples" in hints:
        assert "shape" in text, "of which shape?"
    if "samples" in hints and "sample_rate" in hints:
        assert "Hz" in text, "in which unit?"
