"""A genre folder's TOML files, read into a ``Style``."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from gospel_keys.arranger.part import Generator, Hooks
from gospel_keys.arranger.style import Style, Texture
from gospel_keys.arranger.tables import Path, Table, TableError, read_table
from gospel_keys.arranger.texture import BOTH, generators
from gospel_keys.score.model import Hand

FILES = ("style.toml", "textures.toml", "licks.toml")


def load_style(folder: Traversable, hooks: Hooks | None = None) -> Style:
    """Read and validate a genre's style; ``hooks`` may bring generators its textures name.

    Raises ``TableError`` (file and line) when a file is missing, is not TOML, repeats a table of
    another file, or says something a style cannot say.
    """
    tables = [read_table(folder / name) for name in FILES]
    owners: dict[str, Table] = {}
    for table in tables:
        for key in table.values:
            if key in owners:
                raise table.error((key,), f"{key} stands in {owners[key].file} already")
            owners[key] = table
    try:
        style = Style.model_validate({key: table.values[key] for key, table in owners.items()})
    except ValidationError as error:
        raise _placed(error, owners, tables[0]) from error
    for hand, textures in ((Hand.LEFT, style.left), (Hand.RIGHT, style.right)):
        _check_textures(hand.value, textures, owners[hand.value], generators(hand, hooks))
    _check_textures("both", style.both, owners.get("both", tables[0]), BOTH)
    return style


def _placed(error: ValidationError, owners: dict[str, Table], default: Table) -> TableError:
    """The first thing wrong, with its file and line."""
    first = error.errors()[0]
    path: Path = first["loc"]
    message = first["msg"].removeprefix("Value error, ")
    if not path and message.partition(":")[0] in owners:
        path = (message.partition(":")[0],)
    table = owners.get(str(path[0]), default) if path else default
    where = ".".join(str(part) for part in path)
    return table.error(path, f"{where}: {message}" if where else message)


def _check_textures(
    hands: str, textures: tuple[Texture, ...], table: Table, known: Mapping[str, Generator]
) -> None:
    """Every texture names a generator of its hand (or of both) and gives it only its parameters."""
    for number, texture in enumerate(textures):
        generator = known.get(texture.generator)
        if generator is None:
            message = f"{texture.generator!r} is no generator, but {sorted(known)} are"
            raise table.error((hands, number, "generator"), message)
        takes = _parameters(generator)
        for name, value in texture.params.items():
            if name not in takes or not isinstance(value, type(takes[name])):
                shown = ", ".join(f"{key} = {default!r}" for key, default in takes.items())
                message = f"{name} = {value!r}: {texture.generator} takes {shown or 'nothing'}"
                raise table.error((hands, number, "params"), message)


def _parameters(generator: Generator) -> dict[str, object]:
    """A generator's own parameters with their defaults: all but the part it is given."""
    found = inspect.signature(generator).parameters.values()
    return {p.name: p.default for p in found if p.kind is inspect.Parameter.KEYWORD_ONLY}
