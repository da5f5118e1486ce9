"""Genres from outside the package, for tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gospel_keys.genres import registry

FIXTURES = Path(__file__).parents[1] / "fixtures" / "genres"
FIXTURE = "shanty"


@pytest.fixture
def fixture_genre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The fixture genre copied in; its id."""
    shutil.copytree(FIXTURES / FIXTURE, tmp_path / "genres" / FIXTURE)
    monkeypatch.setenv(registry.EXTRA_FOLDERS, str(tmp_path / "genres"))
    yield FIXTURE
    registry.forget()
