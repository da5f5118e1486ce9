"""No genre is named outside its own folder: not in Python, not in TypeScript."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gospel_keys.genres.registry import genres

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "backend" / "gospel_keys"
FRONTEND = ROOT / "frontend" / "src"
PRODUCT = frozenset({"gospel_keys", "gospel-keys", "Gospel Keys"})
TYPESCRIPT = re.compile(
    r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[A-Za-z_$][\w$]*"
)
FOUR_OTHERS = ("jazz", "blues", "classical", "neosoul")
NAMES = sorted({*genres(), *FOUR_OTHERS})


def python_names(text: str) -> Iterator[str]:
    """String literals (docstrings too) and identifiers of a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        for field in ("id", "name", "attr", "arg", "module"):
            found = getattr(node, field, None)
            if isinstance(found, str):
                yield from found.split(".")


def typescript_names(text: str) -> Iterator[str]:
    """String literals and identifiers; comments are left out."""
    bare = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
    for match in TYPESCRIPT.finditer(bare):
        yield match[0].strip("\"'`")


def names_a_genre(found: str) -> bool:
    """A whole literal or identifier, or a segment of a path or dotted name, is a genre's id."""
    return any(part in NAMES for part in re.split(r"[/.]", found) if found not in PRODUCT)


def python_files() -> list[Path]:
    outside = (
        path for path in PACKAGE.rglob("*.py") if "web" not in path.relative_to(PACKAGE).parts
    )
    homes = {PACKAGE / "genres" / name for name in genres()}
    return [path for path in outside if not homes & set(path.parents)]


def typescript_files() -> list[Path]:
    found = [path for kind in ("*.ts", "*.tsx") for path in FRONTEND.rglob(kind)]
    generated = (FRONTEND / "api",)
    tests = re.compile(r"\.(test|spec)\.tsx?$")
    return [
        path
        for path in found
        if not tests.search(path.name) and not any(folder in path.parents for folder in generated)
    ]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_python_names_no_genre(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [found for found in python_names(text) if names_a_genre(found)] == []
    assert not set(NAMES) & set(path.relative_to(PACKAGE).with_suffix("").parts)


def test_typescript_names_no_genre() -> None:
    named = {
        str(path.relative_to(FRONTEND)): sorted(
            {found for found in typescript_names(path.read_text("utf-8")) if names_a_genre(found)}
        )
        for path in typescript_files()
    }
    assert {path: found for path, found in named.items() if found} == {}


def test_the_search_finds_what_it_looks_for() -> None:
    assert python_files()
    caught = [
        'x = "gospel"',
        "import a.jazz",
        "blues = 1",
        "def classical(): ...",
        'open("genres/jazz/x")',
        "a.gospel",
    ]
    for text in caught:
        assert any(names_a_genre(found) for found in python_names(text)), text
    for text in (
        '"""Gospel pieces"""',
        'x = "blues scale"',
        "import gospel_keys",
        'x = "Gospel Keys"',
    ):
        assert not any(names_a_genre(found) for found in python_names(text)), text
    for text in ('const a = "jazz"', "const gospel = 1", "fetch(`/gospel/generate`)", "a['blues']"):
        assert any(names_a_genre(found) for found in typescript_names(text)), text
    for text in ("// jazz", "const name = 'Gospel Keys'", "'gospel-keys'"):
        assert not any(names_a_genre(found) for found in typescript_names(text)), text
