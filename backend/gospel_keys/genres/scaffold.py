"""A new genre's folder: a whole, small genre to change, which passes the contract as it is."""

from __future__ import annotations

import keyword
import re
import shutil
from importlib.resources import files
from pathlib import Path

from gospel_keys.genres.loader import NAME, load_genre
from gospel_keys.genres.registry import forget, genres

STARTER = "_starter"
_COLOUR_COUNT = 360


class ScaffoldError(ValueError):
    """A folder that cannot be made; the message says why."""


def scaffold(name: str, folder: Path | None = None) -> Path:
    """Write ``folder/name`` (by default beside the package's own genres) and return it.

    ``name`` is small letters, digits and underscores, starting with a letter. Raises
    ``ScaffoldError`` when the name cannot be used, is taken, or the folder cannot be written.
    """
    home = Path(str(files("gospel_keys.genres")))
    target = (folder or home) / name
    _check(name, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(home / STARTER, target)
        _dress(target, name)
    except OSError as error:
        raise ScaffoldError(f"{target} cannot be written: {error.strerror or error}") from error
    load_genre(target)
    forget()
    return target


def _check(name: str, target: Path) -> None:
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ScaffoldError(
            f"{name!r} cannot name a genre: small letters, digits and underscores, a letter first"
        )
    if name in genres():
        raise ScaffoldError(f"a genre {name!r} exists already")
    if target.exists():
        raise ScaffoldError(f"{target} exists already")


def _dress(target: Path, name: str) -> None:
    """Give the copy its own label and colours."""
    label = name.replace("_", " ").capitalize()
    hue = sum(ord(letter) * 7**place for place, letter in enumerate(name)) % _COLOUR_COUNT
    style = target / "style.toml"
    text = style.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^label = "Starter"$', f'label = "{label}"', text, count=1)
    text = re.sub(r'(?m)^colour = ".*"$', f'colour = "hsl({hue} 60% 32%)"', text, count=1)
    text = re.sub(r'(?m)^colour_dark = ".*"$', f'colour_dark = "hsl({hue} 70% 70%)"', text, count=1)
    style.write_text(text, encoding="utf-8")
    readme = target / "README.md"
    readme.write_text(
        readme.read_text(encoding="utf-8").replace("# Starter", f"# {label}", 1), encoding="utf-8"
    )
