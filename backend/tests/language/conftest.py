"""Model folders for the tests of this package, made once for each process."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def model_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny Phi-3 and a tiny Qwen2."""
    pytest.importorskip("mlx_lm", reason="MLX has no build for this platform")
    from tests.language.tiny import phi_folder, qwen_folder

    root = tmp_path_factory.mktemp("models")
    phi_folder(root / "phi")
    qwen_folder(root / "qwen")
    return root
