"""A genre folder's TOML files, read into a ``Style``."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from pydantic import ValidationError

from gospel_keys.arranger.style import Style
from gospel_keys.arranger.tables import Path, Table, TableError, read_table

FILES = ("style.toml", "textures.toml", "licks.toml")


def load_style(folder: Traversable) -> Style:
    """Read and validate a genre's style.

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
        return Style.model_validate({key: table.values[key] for key, table in owners.items()})
    except ValidationError as error:
        raise _placed(error, owners, tables[0]) from error


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
