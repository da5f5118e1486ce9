"""The score's values as JSON-able data, and back exactly.

Every dataclass becomes an object of its fields; musical names (chord, key, meter, pitch) become
their text; a written time becomes a number, from which the fraction is recovered as the nearest one
with a denominator up to 10080 (every division of a quarter down to 1/32, thirds, fifths, sevenths
and ninths among them). Fields added to the model later must have a default: what an older document
lacks takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch

VERSION = 1
DENOMINATOR = 10080
_NAMES: dict[type, Callable[[str], object]] = {
    Chord: Chord.parse,
    Key: Key.parse,
    Meter: Meter.parse,
    Pitch: Pitch.parse,
}


class CodecError(ValueError):
    """Data that is not a value of the score. ``path`` says where in it, as ``notes[3].pitch``."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path or 'document'}: {message}")
        self.path = path


def encode(value: object) -> dict[str, Any]:
    """A score value (``Brief``, ``Arrangement``, ``Performance``...) as a document.

    Raises ``CodecError`` for a written time that a JSON number could not give back.
    """
    if not is_dataclass(value):
        raise CodecError("", f"{type(value).__name__} is no document, only its parts are")
    return {"version": VERSION, "type": type(value).__name__, "value": _plain(value, "")}


def decode[T](type_: type[T], document: Mapping[str, Any]) -> T:
    """The value that ``encode`` made the document of. Raises ``CodecError`` and nothing else."""
    if not isinstance(document, Mapping):
        raise CodecError("", f"expected an object, got {type(document).__name__}")
    if document.get("version") != VERSION:
        raise CodecError("version", f"{document.get('version')!r} is not {VERSION}")
    if document.get("type") != type_.__name__:
        raise CodecError("type", f"{document.get('type')!r} is not {type_.__name__!r}")
    hint: Any = type_
    value: T = _reader(hint)(document.get("value"), "")
    return value


_SCALARS = frozenset({str, int, float, bool, NoneType})  # most of a document: asked for first


def _plain(value: object, path: str) -> object:
    if type(value) in _SCALARS:
        return value
    if is_dataclass(value) and type(value) not in _NAMES:
        return {f.name: _plain(getattr(value, f.name), _join(path, f.name)) for f in fields(value)}
    if isinstance(value, Fraction):
        return _number(value, path)
    if isinstance(value, tuple):
        return [_plain(item, f"{path}[{i}]") for i, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {name: _plain(item, _join(path, name)) for name, item in value.items()}
    if type(value) in _NAMES or isinstance(value, StrEnum):
        return str(value)
    return value


def _number(value: Fraction, path: str) -> int | float:
    if value.denominator == 1:
        return value.numerator
    if _fraction(float(value), path) != value:
        raise CodecError(path, f"{value} has a denominator above {DENOMINATOR}")
    return float(value)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


Reader = Callable[[object, str], Any]


@cache
def _reader(hint: object) -> Reader:
    """What turns plain data into a value of the annotated type."""
    if isinstance(hint, type) and hint in _NAMES:
        return _name_reader(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint is Fraction:
        return _fraction
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple_reader(_reader(get_args(hint)[0]))
    if origin is dict:
        return _dict_reader(_reader(get_args(hint)[1]))
    if origin in {Union, UnionType}:
        return _optional_reader(next(arg for arg in get_args(hint) if arg is not NoneType))
    if origin is Literal:
        return _choice_reader({choice: choice for choice in get_args(hint)})
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice_reader({member.value: member for member in hint})
    return _scalar_reader(hint)


def _name_reader(type_: type) -> Reader:
    parse = _NAMES[type_]

    def read(data: object, path: str) -> object:
        text = _text(data, path)
        try:
            return parse(text)
        except TheoryError as error:
            raise CodecError(path, str(error)) from error

    return read


@dataclass(frozen=True, slots=True)
class _FieldReader:
    name: str
    read: Reader
    default: Callable[[], object] | None


def _dataclass_reader(type_: type) -> Reader:
    hints = get_type_hints(type_)
    readers = [_FieldReader(f.name, _reader(hints[f.name]), _default(f)) for f in fields(type_)]
    known = {reader.name for reader in readers}

    def read(data: object, path: str) -> object:
        if not isinstance(data, Mapping):
            raise CodecError(path, f"expected an object, got {type(data).__name__}")
        if unknown := set(data) - known:
            raise CodecError(path, f"unknown fields {sorted(map(str, unknown))}")
        values: dict[str, object] = {}
        for field in readers:
            at = _join(path, field.name)
            if field.name in data:
                values[field.name] = field.read(data[field.name], at)
            elif field.default is None:
                raise CodecError(at, "missing")
            else:
                values[field.name] = field.default()
        return type_(**values)

    return read


def _default(field: Field[Any]) -> Callable[[], object] | None:
    if field.default is not MISSING:
        return lambda: field.default
    return None if field.default_factory is MISSING else field.default_factory


def _tuple_reader(item: Reader) -> Reader:
    def read(data: object, path: str) -> tuple[object, ...]:
        if not isinstance(data, list | tuple):
            raise CodecError(path, f"expected a list, got {type(data).__name__}")
        return tuple(item(entry, f"{path}[{i}]") for i, entry in enumerate(data))

    return read


def _dict_reader(item: Reader) -> Reader:
    def read(data: object, path: str) -> dict[str, object]:
        if not isinstance(data, Mapping):
            raise CodecError(path, f"expected an object, got {type(data).__name__}")
        return {_text(n, path): item(value, _join(path, str(n))) for n, value in data.items()}

    return read


def _optional_reader(inner: object) -> Reader:
    reader = _reader(inner)
    return lambda data, path: None if data is None else reader(data, path)


def _choice_reader(choices: Mapping[Any, object]) -> Reader:
    def read(data: object, path: str) -> object:
        if isinstance(data, str | int) and data in choices:
            return choices[data]
        raise CodecError(path, f"{data!r} is not one of {', '.join(map(str, choices))}")

    return read


def _scalar_reader(hint: object) -> Reader:
    readers: dict[object, Reader] = {str: _text, bool: _flag, int: _integer, float: _float}
    return readers[hint]


def _fraction(data: object, path: str) -> Fraction:
    number = _integer(data, path) if isinstance(data, int) else _float(data, path)
    return Fraction(number).limit_denominator(DENOMINATOR)


def _text(data: object, path: str) -> str:
    if not isinstance(data, str):
        raise CodecError(path, f"expected text, got {type(data).__name__}")
    return data


def _flag(data: object, path: str) -> bool:
    if not isinstance(data, bool):
        raise CodecError(path, f"expected true or false, got {type(data).__name__}")
    return data


def _integer(data: object, path: str) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise CodecError(path, f"expected a whole number, got {type(data).__name__}")
    return data


def _float(data: object, path: str) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float):
        raise CodecError(path, f"expected a number, got {type(data).__name__}")
    if not isfinite(data):
        raise CodecError(path, f"{data} is not a finite number")
    return float(data)
